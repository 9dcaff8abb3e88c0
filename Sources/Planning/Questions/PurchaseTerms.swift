internal import Scenario

/// What it costs to own a GPU: what is stated, else what is assumed.
public struct PurchaseTerms: Hashable, Sendable {
  /// Dollars for one GPU with its share of servers and network, by accelerator.
  public var price: [String: Double] = [:]
  /// Years over which it is written off, in equal parts.
  public var years = 4.0
  /// Dollars for a kilowatt-hour.
  public var dollarsPerKilowattHour = 0.08
  /// Power drawn from the grid over the power of the machines.
  public var powerUsageEffectiveness = 1.0

  /// The shipped terms.
  public init() {}

  /// What a GPU costs to own in a year; `nil` where no price is known of it.
  func dollarsPerGPUYear(_ accelerator: String) -> Double? {
    guard let price = price[accelerator] ?? PurchaseFacts.price[accelerator] else { return nil }
    let kilowatts = PurchaseFacts.kilowatts[accelerator] ?? 0
    return price / years
      + kilowatts * 8_760 * powerUsageEffectiveness * dollarsPerKilowattHour
  }

  /// What the costs of these accelerators rest on: what was stated, and what is assumed.
  func facts(of accelerators: [String]) -> [Scenario.Fact] {
    let known = Set(accelerators).sorted()
    let usual = PurchaseTerms()
    let prices = known.compactMap { id -> Scenario.Fact? in
      let what = "price of a GPU with its share of the cluster, \(id)"
      if let stated = price[id] { return Self.stated(what, "$\(Self.plain(stated))") }
      return PurchaseFacts.price[id].map {
        let range = PurchaseFacts.priceRange[id].map { "; range \($0)" } ?? ""
        return Self.assumed(
          what, "$\(Self.plain($0))", PurchaseFacts.priceSource + range, "2026-04")
      }
    }
    let powers = known.compactMap { id in
      PurchaseFacts.kilowatts[id].map {
        Self.assumed(
          "power of a GPU with its share of the building, \(id)", "\($0) kW",
          PurchaseFacts.powerSource, "2026-04")
      }
    }
    let life = "\(Self.plain(years)) years in equal parts"
    let electricity = "$\(Self.plain(dollarsPerKilowattHour)) per kWh"
    let effectiveness = Self.plain(powerUsageEffectiveness)
    return prices + powers + [
      years == usual.years
        ? Self.assumed("use of a bought GPU", life, "how books are kept; range 3-6 years")
        : Self.stated("use of a bought GPU", life),
      dollarsPerKilowattHour == usual.dollarsPerKilowattHour
        ? Self.assumed("electricity", electricity, "industrial contracts; range 0.04-0.15")
        : Self.stated("electricity", electricity),
      powerUsageEffectiveness == usual.powerUsageEffectiveness
        ? Self.assumed(
          "power usage effectiveness", effectiveness,
          "the power of a GPU has the building's cooling in it; range 1-1.5")
        : Self.stated("power usage effectiveness", effectiveness),
    ]
  }

  private static func stated(_ what: String, _ value: String) -> Scenario.Fact {
    Scenario.Fact(what: what, value: value, source: "stated", date: "", isAssumption: false)
  }

  private static func assumed(
    _ what: String, _ value: String, _ source: String, _ date: String = ""
  ) -> Scenario.Fact {
    Scenario.Fact(what: what, value: value, source: source, date: date, isAssumption: true)
  }

  /// `37,700`, `0.08`.
  private static func plain(_ number: Double) -> String {
    guard number == number.rounded(), abs(number) < 1e15 else { return "\(number)" }
    var digits = String(Int(number))
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits.removeLast(3)
    }
    return ([Substring(digits)] + groups).joined(separator: ",")
  }
}

/// Medians of Epoch AI's table of GPU clusters, by accelerator; many of its rows are reckoned.
private enum PurchaseFacts {
  static let price: [String: Double] = [
    "a100": 27_000, "h100": 37_700, "h200": 35_700, "b200": 50_100,
  ]
  static let priceRange = ["h100": "24k-64k (reported ones)"]
  static let kilowatts: [String: Double] = [
    "a100": 0.86, "h100": 1.43, "h200": 1.40, "b200": 2.17, "gb200": 2.40, "gh200": 1.40,
    "mi300x": 1.53,
  ]
  static let priceSource =
    "Epoch AI, GPU Clusters (CC BY): median hardware cost per chip, mostly calculated"
  static let powerSource =
    "Epoch AI, GPU Clusters (CC BY): median all-in power per chip, many calculated"
}

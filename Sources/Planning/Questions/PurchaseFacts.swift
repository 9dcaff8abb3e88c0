internal import Scenario

/// What it costs to own a GPU, where nobody states it: assumptions with their ranges and sources.
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

  /// What the costs of these accelerators rest on.
  func facts(of accelerators: [String]) -> [Scenario.Fact] {
    let known = Set(accelerators).sorted()
    let prices = known.compactMap { id -> Scenario.Fact? in
      guard price[id] == nil, let dollars = PurchaseFacts.price[id] else { return nil }
      return Scenario.Fact(
        what: "price of a \(id) with its share of the cluster", value: "$\(Int(dollars))",
        source: PurchaseFacts.priceSource
          + (PurchaseFacts.priceRange[id].map { "; range \($0)" } ?? ""), date: "2026-04",
        isAssumption: true)
    }
    let powers = known.compactMap { id in
      PurchaseFacts.kilowatts[id].map {
        Scenario.Fact(
          what: "power of a \(id) with its share of the building", value: "\($0) kW",
          source: PurchaseFacts.powerSource, date: "2026-04", isAssumption: true)
      }
    }
    return prices + powers + [
      Scenario.Fact(
        what: "years of use of a bought GPU", value: "\(Self.plain(years))",
        source: "straight line; range 3-6", date: "", isAssumption: true),
      Scenario.Fact(
        what: "price of electricity", value: "$\(Self.plain(dollarsPerKilowattHour)) per kWh",
        source: "industrial contracts; range 0.04-0.15", date: "", isAssumption: true),
      Scenario.Fact(
        what: "power usage effectiveness", value: Self.plain(powerUsageEffectiveness),
        source: "1, because the power above has the building's cooling in it; range 1-1.5",
        date: "", isAssumption: true),
    ]
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
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

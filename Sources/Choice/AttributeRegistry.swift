internal import Foundation

/// Every attribute that a scenario may speak of, each with a fixed index.
///
/// The index is the attribute's axis `k` in all arrays and its dimension in the Sobol sequence;
/// attributes that a user adds follow the shipped ones in the order of their ids.
public struct AttributeRegistry: Hashable, Sendable {
  /// The attributes; `[K]`, index 0 is pay.
  public let attributes: [Attribute]
  private let indices: [String: Int]

  /// The shipped attributes, plus the user's own.
  ///
  /// - Parameter added: Attributes with ids that are not shipped; a shipped id replaces the shipped
  ///   attribute at its index.
  public init(adding added: [Attribute] = []) {
    let replacing = Dictionary(added.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let shippedIDs = Set(Self.shipped.map(\.id))
    attributes =
      Self.shipped.map { replacing[$0.id] ?? $0 }
      + replacing.values.filter { !shippedIDs.contains($0.id) }.sorted { $0.id < $1.id }
    indices = Dictionary(
      uniqueKeysWithValues: attributes.enumerated().map { ($0.element.id, $0.offset) })
  }

  /// How many attributes there are: K.
  public var count: Int { attributes.count }

  /// The axis of an attribute, or `nil` if nobody defined it.
  public func index(of id: String) -> Int? { indices[id] }

  /// The attribute of that name, or `nil` if nobody defined it.
  public subscript(id: String) -> Attribute? { indices[id].map { attributes[$0] } }

  /// The Sobol dimension of index `k`; dimension 16 belongs to the constant of staying.
  func dimension(of index: Int) -> Int { index < Self.stayingDimension ? index : index + 1 }

  static let stayingDimension = 16
  package static let payIndex = 0
  package static let equityIndex = 1
  package static let guaranteeIndex = 2
  package static let clusterIndex = 3

  /// The attributes every scenario knows, with the frontier segment's part-worths.
  public static let shipped: [Attribute] = compensation + compute + work
}

extension AttributeRegistry {
  private static let compensation: [Attribute] = [
    Attribute(
      id: "cash", unit: "$/year", range: 1...1e10, transform: .pay, partWorth: 1,
      spread: .lognormal(sd: 0.3), ignorance: 0.14,
      provenance: Provenance(
        "scale set so that the recruitment elasticity to pay is 1.4-2.2 (Germany, "
          + "selection-corrected upper end; University of Navarra working paper)",
        date: "2023", range: "beta_pay 2.8-4.4 at P = 0.5")),
    Attribute(
      id: "equity", unit: "share of pay", range: 0...1, transform: .equityShare, partWorth: 0,
      spread: .normal(sd: 0.25), ignorance: 0,
      provenance: .assumption(
        "no median taste for equity beyond its discounted value; direction of the discount: Hall, "
          + "Murphy 2002", range: "discount 0.4-0.9")),
  ]

  private static let compute: [Attribute] = [
    Attribute(
      id: "guaranteed_gpus", unit: "H100e per person", range: 0...4096, transform: .hill,
      partWorth: 6 * log1p(0.10), spread: .lognormal(sd: 0.6), ignorance: 0.7,
      provenance: .assumption(
        "no published figure exists: doubling 32 GPUs is worth 10 % of pay", range: "3-35 %")),
    Attribute(
      id: "cluster_gpus", unit: "H100e of the largest single cluster", range: 0...1e7,
      transform: .log1p(scale: 1000), reference: 1000, partWorth: log1p(0.15) / log(8.5),
      spread: .lognormal(sd: 0.6), ignorance: 0.74,
      provenance: .assumption(
        "no published figure exists: 16,000 GPUs instead of 1,000 are worth 15 % of pay",
        range: "4-60 %")),
    Attribute(
      id: "gpu_wait_days", unit: "days", range: 0...365, transform: .log1p(scale: 7),
      partWorth: log1p(-0.08) / log1p(30.0 / 7), spread: .lognormal(sd: 0.6), ignorance: 0.5,
      provenance: .assumption(
        "30 days cost 8 % of pay; ceiling: schedule at the employer's discretion costs 20 % (Mas, "
          + "Pallais 2017)", range: "0-20 %")),
  ]

  private static let work: [Attribute] = [
    linear(
      "data", "0 none to 1 exclusive", 0...1, 0.05, .lognormal(sd: 0.7), 0.5,
      .assumption(
        "exclusive data is worth 5 % of pay; direction: talent and data before compute (Gelles et "
          + "al. 2024)", range: "2-25 %")),
    linear(
      "autonomy", "0 to 1", 0...1, 0.09, .lognormal(sd: 0.7), 0.35,
      Provenance(
        "own schedule is worth 8.9 % of pay (Maestas et al. 2023); that research freedom is worth "
          + "the same is an assumption", date: "2023", range: "0-20 %", isAssumption: true)),
    linear(
      "mission", "-2 to 2", -2...2, 0.05, .normal(sd: 0.08), 0.5,
      .assumption("a step of the mission scale is worth 5 % of pay", range: "0-25 %")),
    Attribute(
      id: "publication", unit: "share publishable", range: 0...1, transform: .linear,
      partWorth: 0.35, spread: .zeroOrLognormal(zeroShare: 0.35, sd: 0.68), ignorance: 0.35,
      provenance: Provenance(
        "mean 0.285 is about 25 % of the wage (Stern 2004); over a third give it up for nothing "
          + "(Sauermann, Roach 2014)", date: "2004-2014", range: "15-35 %")),
    linear(
      "team_quality", "standard deviations", -2...2, 0.06, .normal(sd: 0.04), 0.5,
      .assumption("one standard deviation is worth 6 % of pay", range: "2-15 %")),
    linear(
      "leadership", "standard deviations", -2...2, 0.04, .normal(sd: 0.04), 0.5,
      .assumption("one standard deviation is worth 4 % of pay", range: "1-12 %")),
    linear(
      "product_reach", "standard deviations", -2...2, 0.02, .normal(sd: 0.05), 0.5,
      .assumption("one standard deviation is worth 2 % of pay", range: "0-15 %")),
    linear(
      "safety_culture", "standard deviations", -2...2, 0.03, .normal(sd: 0.08), 0.5,
      .assumption("one standard deviation is worth 3 % of pay", range: "0-25 %")),
    linear(
      "stability", "0 to 1", 0...1, 0.10, .lognormal(sd: 0.5), 0.5,
      .assumption("worth 10 % of pay; sign: Wiswall, Zafar 2018", range: "3-25 %")),
    Attribute(
      id: "remote", unit: "share of days", range: 0...1, transform: .linear, partWorth: log1p(0.08),
      spread: .normal(sd: 0.10), ignorance: 0.2,
      provenance: Provenance(
        "8 % (Mas, Pallais 2017), 7.7 % (Nagler et al. 2022)", date: "2017-2022", range: "5-12 %")),
    Attribute(
      id: "visa_route", unit: "0 to 1, 1 = safe or not needed", range: 0...1, transform: .linear,
      partWorth: log1p(0.10), spread: .lognormal(sd: 0.8), ignorance: 0.6,
      provenance: .assumption(
        "about a quarter call it decisive (Zwetsloot et al. 2021): wide", range: "0-50 %")),
  ]

  private static func linear(
    _ id: String, _ unit: String, _ range: ClosedRange<Double>, _ worth: Double,
    _ spread: Attribute.Spread, _ ignorance: Double, _ provenance: Provenance
  ) -> Attribute {
    Attribute(
      id: id, unit: unit, range: range, transform: .linear, partWorth: log1p(worth),
      spread: spread, ignorance: ignorance, provenance: provenance)
  }
}

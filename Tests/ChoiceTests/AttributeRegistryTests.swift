import Choice
import Foundation
import Testing
import Units

@Suite("the registry of attributes") struct AttributeRegistryTests {
  static let ids = [
    "cash", "equity", "guaranteed_gpus", "cluster_gpus", "gpu_wait_days", "data", "autonomy",
    "mission", "publication", "team_quality", "leadership", "product_reach", "safety_culture",
    "stability", "remote", "visa_route",
  ]

  static func attribute(_ id: String, partWorth: Double = 0.1) -> Attribute {
    Attribute(
      id: id, unit: "1", range: 0...1, transform: .linear, partWorth: partWorth,
      spread: .lognormal(sd: 0.5), ignorance: 0.5, provenance: .assumption("a test", range: ""))
  }

  @Test("the order of ids is fixed: it is the axis of all arrays") func order() {
    let registry = AttributeRegistry()
    #expect(registry.attributes.map(\.id) == Self.ids)
    #expect(registry.count == 16)
    for (k, id) in Self.ids.enumerated() {
      #expect(registry.index(of: id) == k)
      #expect(registry[id] == registry.attributes[k])
    }
    #expect(registry.index(of: "age") == nil)
    #expect(registry["age"] == nil)
  }

  @Test("added attributes follow by id, in whatever order they come") func added() {
    let some = ["zeal", "apples", "m"].map { Self.attribute($0) }
    let registry = AttributeRegistry(adding: some)
    #expect(registry.attributes.map(\.id) == Self.ids + ["apples", "m", "zeal"])
    #expect(registry == AttributeRegistry(adding: some.reversed()))
    #expect(registry.index(of: "zeal") == 18)
  }

  @Test("a shipped id replaces the shipped attribute where it is", arguments: ids)
  func replaced(id: String) {
    let registry = AttributeRegistry(adding: [Self.attribute(id, partWorth: 0.9)])
    #expect(registry.attributes.map(\.id) == Self.ids)
    #expect(registry[id]?.partWorth == 0.9)
    for other in Self.ids where other != id {
      #expect(registry[other] == AttributeRegistry()[other])
    }
  }

  /// Retyped from the table of defaults: median (rounded), ignorance, range, reference.
  @Test(
    "part-worths of the frontier segment",
    arguments: [
      ("cash", 1, 0.14, 1...1e10, 0), ("equity", 0, 0, 0...1, 0),
      ("guaranteed_gpus", 0.572, 0.70, 0...4096, 0), ("cluster_gpus", 0.0653, 0.74, 0...1e7, 1000),
      ("gpu_wait_days", -0.050, 0.5, 0...365, 0), ("data", 0.049, 0.5, 0...1, 0),
      ("autonomy", 0.086, 0.35, 0...1, 0), ("mission", 0.049, 0.5, -2...2, 0),
      ("publication", 0.35, 0.35, 0...1, 0), ("team_quality", 0.058, 0.5, -2...2, 0),
      ("leadership", 0.039, 0.5, -2...2, 0), ("product_reach", 0.020, 0.5, -2...2, 0),
      ("safety_culture", 0.030, 0.5, -2...2, 0), ("stability", 0.095, 0.5, 0...1, 0),
      ("remote", 0.077, 0.2, 0...1, 0), ("visa_route", 0.095, 0.6, 0...1, 0),
    ] as [(String, Double, Double, ClosedRange<Double>, Double)])
  func frontier(
    id: String, partWorth: Double, ignorance: Double, range: ClosedRange<Double>, reference: Double
  ) throws {
    let attribute = try #require(AttributeRegistry()[id])
    #expect(abs(attribute.partWorth - partWorth) < (id == "cluster_gpus" ? 5e-5 : 5.1e-4))
    #expect(attribute.ignorance == ignorance)
    #expect(attribute.range == range)
    #expect(attribute.reference == reference)
    #expect(attribute.range.contains(reference) || id == "cash")
  }

  @Test(
    "spreads over people",
    arguments: [
      ("cash", .lognormal(sd: 0.30)), ("equity", .normal(sd: 0.25)),
      ("guaranteed_gpus", .lognormal(sd: 0.6)), ("cluster_gpus", .lognormal(sd: 0.6)),
      ("gpu_wait_days", .lognormal(sd: 0.6)), ("data", .lognormal(sd: 0.7)),
      ("autonomy", .lognormal(sd: 0.7)), ("mission", .normal(sd: 0.08)),
      ("publication", .zeroOrLognormal(zeroShare: 0.35, sd: 0.68)),
      ("team_quality", .normal(sd: 0.04)), ("leadership", .normal(sd: 0.04)),
      ("product_reach", .normal(sd: 0.05)), ("safety_culture", .normal(sd: 0.08)),
      ("stability", .lognormal(sd: 0.5)), ("remote", .normal(sd: 0.10)),
      ("visa_route", .lognormal(sd: 0.8)),
    ] as [(String, Attribute.Spread)])
  func spreads(id: String, spread: Attribute.Spread) {
    #expect(AttributeRegistry()[id]?.spread == spread)
  }

  @Test("who measured nothing says so", arguments: AttributeRegistry().attributes)
  func provenance(attribute: Attribute) {
    #expect(!attribute.provenance.source.isEmpty)
    #expect(!attribute.provenance.range.isEmpty)
    let measured = ["cash", "publication", "remote"]
    #expect(attribute.provenance.isAssumption == !measured.contains(attribute.id))
  }
}

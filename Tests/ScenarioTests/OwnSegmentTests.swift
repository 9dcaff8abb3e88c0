import Choice
import Documents
import Foundation
import Scenario
import Testing

@Suite("Kinds of people that a scenario describes")
struct OwnSegmentTests {
  private static func scenario(_ yaml: String, segment: String = "frontier") throws -> Scenario {
    var small = SmallScenario()
    small.files[0].text += yaml
    small.replace("models,frontier", with: "models,\(segment)", in: "teams.csv")
    small.replace("P-1,frontier", with: "P-1,\(segment)", in: "candidates.csv")
    return try small.read()
  }

  @Test("without any, they are those that ship")
  func none() throws {
    #expect(try Self.scenario("").segments == Segment.shipped)
    #expect(try Self.scenario("segments: {}\n").segments == Segment.shipped)
  }

  // Every figure of every shipped segment, said again in a manager's words.
  @Test("what ships, said again, is what ships", arguments: Segment.shipped)
  func saidAgain(shipped: Segment) throws {
    let worths = shipped.partWorths.sorted { $0.key < $1.key }.map { id, partWorth in
      "\(id): \((1e9 * Segment.worth(of: id, partWorth: partWorth)).rounded() / 1e9)"
    }
    let yaml = """
      segments:
        \(shipped.id):
          half_saturation: \(shipped.halfSaturation)
          never_cold: \(shipped.neverShare[.cold] ?? 0)
          never_offer: \(shipped.neverShare[.offer] ?? 0)
          cutoff_median: \(shipped.cutoffMedian)
          \(worths.joined(separator: "\n    "))

      """
    #expect(worths.count == 11)
    #expect(try Self.scenario(yaml).segments == Segment.shipped)
  }

  @Test("single figures replace those that ship, and nothing else")
  func changed() throws {
    let segments = try Self.scenario(
      "segments: {frontier: {guaranteed_gpus: 12%, publication: 0.5, never_offer: 60%, stability: 20%}}\n"
    ).segments
    let (own, shipped) = (segments[2], Segment.shipped[2])
    #expect(own.id == "frontier")
    #expect(own.partWorths["guaranteed_gpus"] == 6 * log1p(0.12))
    #expect(own.partWorths["publication"] == 0.175 && own.partWorths["stability"] == log1p(0.2))
    #expect(own.neverShare == [.cold: 0.5, .offer: 0.6])
    for (id, partWorth) in shipped.partWorths
    where !["guaranteed_gpus", "publication"].contains(id) {
      #expect(own.partWorths[id] == partWorth)
    }
    #expect(own.halfSaturation == 32 && own.cutoffMedian == 10_000)
    for index in [0, 1, 3, 4, 5] { #expect(segments[index] == Segment.shipped[index]) }
  }

  @Test(
    "one of one's own begins as another, and people may belong to it", arguments: Segment.shipped)
  func own(like: Segment) throws {
    let scenario = try Self.scenario(
      "segments: {biology: {like: \(like.id), data: 25%, half_saturation: 5, cutoff_median: 500}}\n",
      segment: "biology")
    #expect(scenario.segments.map(\.id) == (Segment.shipped.map(\.id) + ["biology"]).sorted())
    let own = try #require(scenario.segments.first { $0.id == "biology" })
    var expected = like.partWorths
    expected["data"] = log1p(0.25)
    #expect(own.partWorths == expected && own.neverShare == like.neverShare)
    #expect(own.halfSaturation == 5 && own.cutoffMedian == 500)
    #expect(scenario.teams[0].segment == "biology")
    #expect(scenario.candidates[0].segment == "biology")
    let coefficients = try #require(scenario.coefficients(of: "biology", at: .cold))
    #expect(coefficients.halfSaturation == 5)
    #expect(scenario.facts.contains { $0.what == "worth of data to biology" && $0.isAssumption })
  }

  @Test("an attribute of the scenario's own may be worth more to some")
  func ownAttribute() throws {
    let scenario = try Self.scenario(
      """
      attributes: {quiet: {unit: share, range: [0, 1], worth: 5%}}
      segments: {frontier: {quiet: 15%}}

      """)
    let k = try #require(scenario.registry.index(of: "quiet"))
    func median(_ segment: String) -> Double? {
      scenario.coefficients(of: segment, at: .offer)?.partWorths[k].centre
    }
    #expect(median("frontier") == log1p(0.15) && median("infra") == log1p(0.05))
  }

  @Test("a belief multiplies their compute medians, as of all others", arguments: Preset.shipped)
  func beliefs(preset: Preset) throws {
    let scenario = try Self.scenario(
      "preset: \(preset.id)\nsegments: {frontier: {guaranteed_gpus: 20%, cluster_gpus: 5%}}\n")
    let coefficients = try #require(scenario.coefficients(of: "frontier", at: .offer))
    let found = ["guaranteed_gpus", "cluster_gpus"].map { id in
      scenario.registry.index(of: id).map { coefficients.partWorths[$0].centre }
    }
    #expect(found[0] == 6 * log1p(0.2) * preset.guaranteeFactor)
    #expect(found[1] == log1p(0.05) / log(8.5) * preset.clusterFactor)
  }

  @Test("figures may be set from the command line, by path")
  func override() throws {
    var small = SmallScenario()
    let set = { (path: String, value: String) in Scenario.Override(path: path, value: value) }
    let frontier = try small.read([
      set("segments.frontier.guaranteed_gpus", "20%"), set("profiles.startup.autonomy", "0.9"),
      set("employers.meta-100k.cluster_gpus", "150k"),
    ]).segments[2]
    #expect(frontier.partWorths["guaranteed_gpus"] == 6 * log1p(0.2))
    small.files[0].text += "segments: {frontier: {data: 1%}}\n"
    #expect(
      try small.read([set("segments.frontier.data", "3%")]).segments[2].partWorths["data"]
        == log1p(0.03))
  }
}

import Choice
import Foundation
import Testing

@Suite("segments and presets") struct SegmentTests {
  @Test("segments come in the order of their ids") func order() {
    let ids = ["applied", "data", "frontier", "infra", "product", "safety"]
    #expect(Segment.shipped.map(\.id) == ids)
  }

  /// Retyped from the table of segments: doubling h to 2h, h, cluster, wait, data and autonomy, in
  /// per cent; publication factor; mission, reach, safety in per cent; never-shares; cut-off.
  @Test(
    "the table of segments",
    arguments: [
      ("frontier", [10, 32, 15, 8, 5, 9, 1.0, 5, 2, 3, 0.50, 0.85, 10_000]),
      ("applied", [6, 16, 6, 6, 15, 9, 0.6, 5, 5, 2, 0.80, 0.95, 2000]),
      ("infra", [5, 16, 10, 4, 2, 6, 0.3, 4, 5, 2, 0.80, 0.95, 4000]),
      ("data", [3, 8, 3, 3, 15, 6, 0.2, 5, 5, 2, 0.95, 0.98, 1000]),
      ("safety", [6, 16, 5, 5, 5, 9, 1.0, 15, 2, 15, 0.80, 0.95, 2000]),
      ("product", [1.5, 4, 2, 2, 8, 6, 0.1, 5, 10, 2, 0.97, 0.99, 1000]),
    ])
  func table(id: String, row: [Double]) throws {
    let segment = try #require(Segment.shipped.first { $0.id == id })
    func percent(_ id: String) -> Double { 100 * (exp(segment.partWorths[id] ?? 0) - 1) }
    let guarantee = segment.partWorths["guaranteed_gpus"] ?? 0
    let cluster = segment.partWorths["cluster_gpus"] ?? 0
    let wait = segment.partWorths["gpu_wait_days"] ?? 0
    let publication = segment.partWorths["publication"] ?? 0
    let found: [Double] = [
      100 * (exp(guarantee / 6) - 1), segment.halfSaturation,
      100 * (exp(cluster * log(8.5)) - 1), 100 * (1 - exp(wait * log(37.0 / 7))),
      percent("data"), percent("autonomy"), publication / 0.35, percent("mission"),
      percent("product_reach"), percent("safety_culture"), segment.neverShare[.cold] ?? 0,
      segment.neverShare[.offer] ?? 0, segment.cutoffMedian,
    ]
    for (found, expected) in zip(found, row) { #expect(isClose(found, expected, within: 1e-12)) }
  }

  /// Team and leadership, in per cent, as the worked examples have them.
  @Test(
    "people around one",
    arguments: [
      ("frontier", 6, 4), ("applied", 5, 4), ("infra", 5, 4), ("data", 5, 4), ("safety", 5, 5),
      ("product", 5, 4),
    ] as [(String, Double, Double)])
  func people(id: String, team: Double, leadership: Double) throws {
    let segment = try #require(Segment.shipped.first { $0.id == id })
    let found = ["team_quality", "leadership"].map {
      100 * (exp(segment.partWorths[$0] ?? 0) - 1)
    }
    #expect(isClose(found[0], team, within: 1e-12))
    #expect(isClose(found[1], leadership, within: 1e-12))
  }

  @Test("what a segment does not set is the registry's", arguments: Segment.shipped)
  func others(segment: Segment) {
    let coefficients = Coefficients(of: segment, at: .offer)
    for (k, attribute) in coefficients.registry.attributes.enumerated() {
      #expect(coefficients.partWorths[k].spread == attribute.spread)
      if ["stability", "remote", "visa_route", "equity"].contains(attribute.id) {
        #expect(coefficients.partWorths[k].centre == attribute.partWorth)
      }
    }
  }

  @Test("the stage decides staying and the never-share", arguments: Segment.shipped)
  func stages(segment: Segment) {
    let (cold, offer) = (
      Coefficients(of: segment, at: .cold), Coefficients(of: segment, at: .offer)
    )
    #expect(cold.staying.centre == 0.18)
    #expect(offer.staying.centre == -0.10)
    #expect(cold.staying.spread == .normal(sd: 0.15))
    #expect(cold.payScale == MixingDistribution(centre: 4, spread: .lognormal(sd: 0.3)))
    #expect(cold.cutoffs.neverShare < offer.cutoffs.neverShare)
    #expect(cold.partWorths == offer.partWorths)
  }
}

import Choice
import Foundation
import Testing

@Suite("presets") struct PresetTests {
  @Test("the named presets are the ends of the undecided 90 % interval") func ends() throws {
    let registry = AttributeRegistry()
    let guarantee = try #require(registry["guaranteed_gpus"])
    let cluster = try #require(registry["cluster_gpus"])
    let first = Preset.computeFirst
    #expect(isClose(log(first.guaranteeFactor), 1.645 * guarantee.ignorance, within: 1e-12))
    #expect(isClose(log(first.clusterFactor), 1.645 * cluster.ignorance, within: 1e-12))
    #expect(isClose(Preset.cashFirst.guaranteeFactor * first.guaranteeFactor, 1, within: 1e-15))
    #expect(isClose(Preset.cashFirst.clusterFactor * first.clusterFactor, 1, within: 1e-15))
    #expect(Preset.undecided.computeIgnorance == nil)
    #expect(first.computeIgnorance == 0.2 && Preset.cashFirst.computeIgnorance == 0.2)
  }

  /// "Doubling the guarantee h to 2h / cluster 16k instead of 1k", per cent of pay as printed.
  @Test(
    "the table of presets",
    arguments: [
      ("frontier", [3.1, 4.2, 10, 15, 35, 60]), ("applied", [1.9, 1.7, 6, 6, 20, 22]),
      ("safety", [1.9, 1.5, 6, 5, 20, 18]), ("infra", [1.6, 2.9, 5, 10, 17, 38]),
      ("data", [0.9, 0.9, 3, 3, 10, 10]), ("product", [0.5, 0.6, 1.5, 2, 5, 7]),
    ])
  func table(segment: String, percents: [Double]) throws {
    let segment = try #require(Segment.shipped.first { $0.id == segment })
    let presets = [Preset.cashFirst, .undecided, .computeFirst]
    for (preset, i) in zip(presets, [0, 2, 4]) {
      let worths = Coefficients(of: segment, at: .offer, preset: preset).partWorths
      let guarantee = 100 * (exp(worths[2].centre / 6) - 1)
      let cluster = 100 * (exp(worths[3].centre * log(8.5)) - 1)
      let half = preset == .computeFirst ? 0.501 : 0.05
      #expect(abs(guarantee - percents[i]) <= half, "\(guarantee)")
      #expect(abs(cluster - percents[i + 1]) <= half, "\(cluster)")
    }
  }

  @Test("a preset touches nothing but the two compute medians", arguments: Segment.shipped)
  func others(segment: Segment) {
    let undecided = Coefficients(of: segment, at: .offer)
    for preset in Preset.shipped {
      let other = Coefficients(of: segment, at: .offer, preset: preset)
      for k in 1..<16 where k != 2 && k != 3 {
        #expect(other.partWorths[k] == undecided.partWorths[k])
        #expect(other.ignorance[k] == undecided.ignorance[k])
      }
      #expect(other.payScale == undecided.payScale && other.cutoffs == undecided.cutoffs)
    }
  }
}

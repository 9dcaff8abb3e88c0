import Choice
import Foundation
import Testing

@Suite("what a segment's attributes are worth, as a manager says it") struct SegmentWorthTests {
  @Test(
    "worth and part-worth are each other's inverse", arguments: AttributeRegistry.shipped.map(\.id),
    [0, 0.005, 0.03, 0.2, 0.9])
  func inverse(attribute: String, worth: Double) {
    let partWorth = Segment.partWorth(of: attribute, worth: worth)
    let back = Segment.worth(of: attribute, partWorth: partWorth)
    #expect(abs(back - worth) <= 1e-15 + 1e-14 * worth)
    #expect((worth == 0) == (partWorth == 0))
  }

  /// By the attribute's own transform: what pay would have to rise by for the same utility.
  @Test(
    "a worth is what the transformed step makes of it",
    arguments: [
      ("guaranteed_gpus", 7, 14), ("cluster_gpus", 0, 7500), ("gpu_wait_days", 0, 30),
      ("data", 0, 1), ("mission", -1, 0), ("stability", 0, 1),
    ] as [(String, Double, Double)], [0.01, 0.12, 0.6])
  func step(step: (id: String, from: Double, to: Double), worth: Double) throws {
    let attribute = try #require(AttributeRegistry()[step.id])
    let partWorth = Segment.partWorth(of: step.id, worth: worth)
    let features = [step.from, step.to].map { attribute.feature(of: $0, halfSaturation: 7) }
    let gain = expm1(partWorth * (features[1] - features[0]))
    #expect(isClose(gain, step.id == "gpu_wait_days" ? -worth : worth, within: 1e-12))
  }

  /// Retyped from the table of compute presets, to the digits printed there: doubling the guarantee,
  /// then a cluster of 16,000 instead of 1,000; cash-first, undecided, compute-first.
  @Test(
    "the table of both beliefs",
    arguments: [
      ("frontier", [3.1, 10, 35], [4.2, 15, 60]), ("applied", [1.9, 6, 20], [1.7, 6, 22]),
      ("safety", [1.9, 6, 20], [1.5, 5, 18]), ("infra", [1.6, 5, 17], [2.9, 10, 38]),
      ("data", [0.9, 3, 10], [0.9, 3, 10]), ("product", [0.5, 1.5, 5], [0.6, 2, 7]),
    ])
  func beliefs(id: String, guarantee: [Double], cluster: [Double]) throws {
    let segment = try #require(Segment.shipped.first { $0.id == id })
    let presets = [Preset.cashFirst, .undecided, .computeFirst]
    for (attribute, row) in [("guaranteed_gpus", guarantee), ("cluster_gpus", cluster)] {
      for (preset, printed) in zip(presets, row) {
        let worth = try #require(
          segment.worth(of: attribute, preset: preset, registry: AttributeRegistry()))
        // One of the printed numbers (data, 10.501 %) is cut rather than rounded.
        let half = preset == .computeFirst ? 0.502 : 0.05
        #expect(abs(100 * worth - printed) <= half, "\(attribute) \(preset.id)")
      }
    }
  }

  @Test("an attribute that nobody defined is worth nothing that could be said")
  func unknown() {
    for segment in Segment.shipped {
      #expect(segment.worth(of: "quiet", registry: AttributeRegistry()) == nil)
      let stability = segment.worth(of: "stability", registry: AttributeRegistry())
      #expect(stability.map { isClose($0, 0.10, within: 1e-12) } == true)
    }
  }
}

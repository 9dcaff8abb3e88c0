import Choice
import Kernels
import Scoring
import Testing
import Units

@Suite("P(accept) over the size of the cluster")
struct ClusterScorerTests {
  private static func situation(
    _ segment: Segment, _ stage: Segment.Stage, cutoff: Double?, seed: UInt64
  ) -> ChoiceSituation {
    var random = SystemLike(seed)
    let sizes = [300, 300, 2_000, 9_999.5, 90_000, 0].shuffled(using: &random)
    let rivals = sizes.prefix(Int(seed % 6)).enumerated().map { index, size in
      Alternative(
        id: "r\(index)", cash: 350_000 + 60_000 * Double(index), equity: 40_000,
        levels: ["cluster_gpus": size, "guaranteed_gpus": Double(8 * index)])
    }
    return ChoiceSituation(
      person: "C-\(seed)", coefficients: Coefficients(of: segment, at: stage),
      staying: Alternative(id: "stay", cash: 400_000, levels: ["cluster_gpus": 500]),
      rivals: rivals, statedCutoff: cutoff, forfeited: 10_000)
  }

  private static let package = Alternative(
    id: "p", cash: 520_000, equity: 80_000,
    levels: ["guaranteed_gpus": 32, "autonomy": 0.6, "cluster_gpus": 7])

  // At rivals' sizes and cut-offs, next to them, and in between.
  private static let sizes: [Double] =
    [0, 1, 300, 2_000, 9_999.5, 10_000, 90_000, 1e7].flatMap { [$0, $0 + 1e-6, max(0, $0 - 8)] }
    + [299.999, 640, 1_016, 5_000, 40_000]

  @Test(
    "is that of the scorer of packages at each size", arguments: Segment.shipped,
    [nil, 1_000, 10_000, 2_000] as [Double?])
  func agrees(segment: Segment, cutoff: Double?) {
    for seed in 0..<6 as Range<UInt64> {
      let stage = Segment.Stage.allCases[Int(seed) % 2]
      let situation = Self.situation(segment, stage, cutoff: cutoff, seed: seed)
      for kernel in seed == 0 ? Kernel.supported : [.best] {
        let tastes = TasteTable(
          of: situation.person, coefficients: situation.coefficients, seed: Seed(7), count: 512,
          kernel: kernel)
        let found = ClusterScorer(situation, package: Self.package, tastes: tastes)
          .probabilities(clusterGPUs: Self.sizes)
        for (size, probability) in zip(Self.sizes, found) {
          let expected = PackageScorer(situation, clusterGPUs: size, tastes: tastes)
            .probabilities(of: [Self.package])[0]
          #expect(abs(probability - expected) < 1e-6, "\(size): \(probability) \(expected)")
          if let cutoff, size < cutoff { #expect(probability == 0) }
        }
      }
    }
  }

  @Test("a size's bits do not depend on which others are asked for")
  func independent() {
    let situation = Self.situation(Segment.shipped[2], .offer, cutoff: nil, seed: 5)
    let tastes = TasteTable(
      of: "C-5", coefficients: situation.coefficients, seed: Seed(7), count: 1000)
    let scorer = ClusterScorer(situation, package: Self.package, tastes: tastes)
    let together = scorer.probabilities(clusterGPUs: Self.sizes)
    for (size, probability) in zip(Self.sizes, together) {
      #expect(scorer.probabilities(clusterGPUs: [size]) == [probability])
    }
    let more = (0..<500).map { 17 * Double($0) }
    #expect(
      scorer.probabilities(clusterGPUs: more + Self.sizes).suffix(Self.sizes.count)
        == together[...])
    #expect(scorer.probabilities(clusterGPUs: []) == [])
  }

  @Test("a larger cluster never lowers it, and a rival's never raises it")
  func monotone() {
    for seed in 1..<6 as Range<UInt64> {
      var situation = Self.situation(Segment.shipped[2], .cold, cutoff: nil, seed: seed)
      let tastes = TasteTable(
        of: "C", coefficients: situation.coefficients, seed: Seed(7), count: 512)
      let sizes = (1...60).map { 400 * Double($0) }
      func probabilities() -> [Double] {
        ClusterScorer(situation, package: Self.package, tastes: tastes)
          .probabilities(clusterGPUs: sizes)
      }
      let before = probabilities()
      for (low, high) in zip(before, before.dropFirst()) { #expect(low <= high) }
      situation.rivals[0].levels["cluster_gpus", default: 0] += 20_000
      for (old, new) in zip(before, probabilities()) { #expect(new <= old + 1e-7) }
    }
  }
}

/// A generator with a seed.
private struct SystemLike: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

import Choice
import Foundation
import Testing
import Units

@Suite("what must not, and what must, change acceptance") struct ContestMetamorphicTests {
  @Test("the currency is of no account", arguments: Situations.kinds, [1e-3, 0.9, 7.5])
  func currency(kind: Situations.Kind, rate: Double) {
    func exchange(_ alternative: Alternative) -> Alternative {
      Alternative(
        id: alternative.id, cash: rate * alternative.cash, equity: rate * alternative.equity,
        levels: alternative.levels)
    }
    let coefficients = kind.coefficients
    let draws = Situations.draws(coefficients, count: 64)
    let before = Contest(Situations.situation(coefficients), clusterGPUs: 5000, draws: draws)
      .acceptance(of: Situations.package)
    let exchanged = ChoiceSituation(
      person: "p", coefficients: coefficients, staying: exchange(Situations.staying),
      rivals: Situations.rivals.map(exchange), forfeited: rate * 50_000)
    let after = Contest(exchanged, clusterGPUs: 5000, draws: draws)
      .acceptance(of: exchange(Situations.package))
    #expect(isClose(after.probability, before.probability, within: 1e-12))
    #expect(isClose(after.perDollar * rate, before.perDollar, within: 1e-12))
    #expect(isClose(after.perGuaranteedGPU, before.perGuaranteedGPU, within: 1e-12))
    #expect(isClose(after.perClusterGPU, before.perClusterGPU, within: 1e-12))
  }

  @Test("guarantees count in units of the half-saturation", arguments: [0.5, 3.0])
  func halfSaturation(scale: Double) {
    func probability(_ scale: Double) -> Double {
      let segment = Segment(
        id: "s", partWorths: [:], halfSaturation: 32 * scale, neverShare: [.offer: 0.8],
        cutoffMedian: 2000)
      let coefficients = Coefficients(of: segment, at: .offer)
      func scaled(_ alternative: Alternative) -> Alternative {
        alternative.with("guaranteed_gpus", scale * alternative.guaranteedGPUs)
      }
      let situation = ChoiceSituation(
        person: "p", coefficients: coefficients, staying: scaled(Situations.staying),
        rivals: Situations.rivals.map(scaled))
      return Contest(situation, clusterGPUs: 5000, draws: Situations.draws(coefficients))
        .probability(of: scaled(Situations.package))
    }
    #expect(isClose(probability(scale), probability(1), within: 1e-12))
  }

  @Test("what all alternatives share is of no account", arguments: Situations.kinds)
  func shared(kind: Situations.Kind) {
    let coefficients = kind.coefficients
    let draws = Situations.draws(coefficients, count: 64)
    func probability(_ shift: Double) -> Double {
      func shifted(_ alternative: Alternative) -> Alternative {
        alternative.with("mission", (alternative.levels["mission"] ?? 0) + shift)
      }
      let situation = ChoiceSituation(
        person: "p", coefficients: coefficients, staying: shifted(Situations.staying),
        rivals: Situations.rivals.map(shifted))
      return Contest(situation, clusterGPUs: 5000, draws: draws)
        .probability(of: shifted(Situations.package))
    }
    #expect(isClose(probability(0.7), probability(0), within: 1e-12))
  }

  @Test("a level at its reference is as good as none", arguments: AttributeRegistry().attributes)
  func reference(attribute: Attribute) {
    let coefficients = Situations.frontier
    let situation = Situations.situation(coefficients)
    let contest = Contest(
      situation, clusterGPUs: 5000, draws: Situations.draws(coefficients, count: 64))
    let bare = Alternative(id: "bare", cash: 1e6)
    #expect(
      contest.probability(of: bare.with(attribute.id, attribute.reference))
        == contest.probability(of: bare))
  }

  @Test("rivals in another order change nothing; one more never helps", arguments: Situations.kinds)
  func rivals(kind: Situations.Kind) {
    let coefficients = kind.coefficients
    let draws = Situations.draws(coefficients, count: 64)
    func probability(_ rivals: [Alternative], _ cutoff: Double?) -> Double {
      Contest(
        Situations.situation(coefficients, rivals: rivals, cutoff: cutoff), clusterGPUs: 5000,
        draws: draws
      ).probability(of: Situations.package)
    }
    for cutoff in Situations.statedCutoffs {
      let all = probability(Situations.rivals, cutoff)
      #expect(abs(probability(Situations.rivals.reversed(), cutoff) - all) < 1e-14)
      for count in 0..<3 {
        let fewer = probability(Array(Situations.rivals[..<count]), cutoff)
        let more = probability(Array(Situations.rivals[...count]), cutoff)
        #expect(more <= fewer + 1e-15)
      }
      let lapse = coefficients.assumptions.lapse
      #expect(probability([], cutoff) <= 1 - lapse)
      let poor = Alternative(id: "poor", cash: 50_001, levels: ["cluster_gpus": 1e6])
      #expect(abs(probability(Situations.rivals + [poor], cutoff) - all) < 1e-6)
    }
  }

  @Test("even odds where the other side is our mirror image", arguments: [0.0, 0.05, 0.5])
  func even(lapse: Double) {
    var assumptions = BehaviouralAssumptions()
    assumptions.staying = [.offer: 0]
    assumptions.stayingSpread = 0
    assumptions.lapse = lapse
    let coefficients = Coefficients(
      of: Situations.frontierSegment, at: .offer, assumptions: assumptions)
    let twin = Situations.package.with("cluster_gpus", 5000)
    let draws = Situations.draws(coefficients)
    for count in 0..<4 {
      let situation = ChoiceSituation(
        person: "p", coefficients: coefficients, staying: twin,
        rivals: Array(repeating: twin, count: count), statedCutoff: 5000)
      let found = Contest(situation, clusterGPUs: 5000, draws: draws)
        .probability(of: Situations.package)
      #expect(isClose(found, (1 - lapse) / Double(count + 2), within: 1e-13))
    }
  }

  @Test(
    "extreme inputs stay finite", arguments: Situations.kinds,
    [1e-3, 1, 1e3, 1e6, 1e100])
  func extreme(kind: Situations.Kind, payScale: Double) {
    var assumptions = BehaviouralAssumptions()
    assumptions.payScaleMedian = payScale
    let coefficients = Coefficients(
      of: kind.segment, at: kind.stage, preset: kind.preset, assumptions: assumptions)
    let draws = Situations.draws(coefficients, count: 32)
    for (ours, theirs) in [(1e10, 1.0), (1, 1e10), (1, 1), (1e10, 1e10)] {
      let situation = ChoiceSituation(
        person: "p", coefficients: coefficients, staying: Situations.staying.with(cash: theirs),
        rivals: Situations.rivals.map { $0.with(cash: theirs) })
      for size in [0, 1, 5000, 1e7] {
        let contest = Contest(situation, clusterGPUs: size, draws: draws)
        let package = Situations.package.with(cash: ours).with("guaranteed_gpus", 4096)
        let found = contest.acceptance(of: package)
        let values = [
          found.probability, found.perDollar, found.perGuaranteedGPU, found.perClusterGPU,
        ]
        #expect(values.allSatisfy { $0.isFinite })
        #expect(found.probability >= 0 && found.probability <= 1 - assumptions.lapse)
        #expect(abs(contest.probability(of: package) - found.probability) < 1e-14)
      }
    }
  }

  @Test("with no draws to share, two people are of one mind only in the mean") func people() {
    let coefficients = Situations.frontier
    let found = ["p", "q"].map { person in
      Contest(
        Situations.situation(coefficients), clusterGPUs: 5000,
        draws: TasteDraws(
          of: person, coefficients: coefficients, seed: Situations.seed, count: 4096)
      ).probability(of: Situations.package)
    }
    #expect(found[0] != found[1])
    #expect(abs(found[0] - found[1]) < 1e-3)
  }
}

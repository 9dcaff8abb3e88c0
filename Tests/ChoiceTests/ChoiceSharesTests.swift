import Choice
import Testing
import Units

@Suite("shares of a choice set") struct ChoiceSharesTests {
  @Test("shares sum to one, and ours is P", arguments: Situations.kinds, Situations.statedCutoffs)
  func sums(kind: Situations.Kind, cutoff: Double?) {
    let coefficients = kind.coefficients
    let draws = Situations.draws(coefficients, count: 48)
    for count in 0...Situations.rivals.count {
      let situation = Situations.situation(
        coefficients, rivals: Array(Situations.rivals[..<count]), cutoff: cutoff)
      for size in [0, 799, 800, Situations.size, 40_000] {
        let shares = ChoiceShares(
          of: Situations.package, in: situation, clusterGPUs: size, draws: draws)
        let all = [shares.ours, shares.staying] + shares.rivals
        #expect(shares.rivals.count == count)
        #expect(abs(all.reduce(0, +) - 1) < 1e-12)
        #expect(all.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-12 })
        let contest = Contest(situation, clusterGPUs: size, draws: draws)
        #expect(abs(shares.ours - contest.probability(of: Situations.package)) < 1e-12)
      }
    }
  }

  @Test("a rival's share is our share in the rival's place", arguments: Situations.kinds)
  func swapped(kind: Situations.Kind) {
    var assumptions = BehaviouralAssumptions()
    assumptions.lapse = 0
    let coefficients = Coefficients(
      of: kind.segment, at: kind.stage, preset: kind.preset, assumptions: assumptions)
    let draws = Situations.draws(coefficients, count: 48)
    let large = Situations.rivals[2]
    let ours = Situations.package.with("cluster_gpus", 5000)
    let there = ChoiceShares(
      of: ours, in: Situations.situation(coefficients, rivals: [large]), clusterGPUs: 5000,
      draws: draws)
    let back = ChoiceShares(
      of: large, in: Situations.situation(coefficients, rivals: [ours]), clusterGPUs: 30_000,
      draws: draws)
    #expect(abs(there.ours - back.rivals[0]) < 1e-12)
    #expect(abs(there.rivals[0] - back.ours) < 1e-12)
    #expect(abs(there.staying - back.staying) < 1e-12)
  }

  @Test("a rival below a stated cut-off gets nothing; staying is never screened") func screened() {
    let draws = Situations.draws(Situations.frontier)
    func shares(_ cutoff: Double) -> ChoiceShares {
      ChoiceShares(
        of: Situations.package, in: Situations.situation(Situations.frontier, cutoff: cutoff),
        clusterGPUs: 5000, draws: draws)
    }
    #expect(shares(900).rivals[0] == 0)
    #expect(shares(900).rivals[1] > 0)
    #expect(shares(6000).ours == 0)
    #expect(shares(6000).rivals[2] > 0)
    #expect(shares(1e6).staying == 1)
  }
}

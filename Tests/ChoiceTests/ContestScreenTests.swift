import Foundation
import Testing
import Units

@testable import Choice

@Suite("cut-offs, and derivatives of acceptance") struct ContestScreenTests {
  static let sizes: [Double] = [1, 500, 799, 1200, 4990, 9000, 29_900, 100_000]

  @Test("an unmet cut-off is zero whatever the cash", arguments: Situations.kinds)
  func unmet(kind: Situations.Kind) {
    let size = Situations.size
    let none = Acceptance(
      probability: 0, perDollar: 0, perGuaranteedGPU: 0, perClusterGPU: 0)
    let rich = Situations.package.with(cash: 1e9).with("guaranteed_gpus", 4096)
    let unmet = Self.contest(kind, size: size, cutoff: size + 1)
    #expect(unmet.passing == 0)
    #expect(unmet.probability(of: rich) == 0)
    #expect(unmet.acceptance(of: rich) == none)
    #expect(unmet.acceptance(of: rich).willingnessToPay == nil)
    let met = Self.contest(kind, size: size, cutoff: size)
    #expect(met.passing == 1)
    #expect(met.probability(of: Situations.package) > 0)
    #expect(met.acceptance(of: Situations.package).perDollar > 0)
  }

  @Test("a package's own claim of a cluster changes nothing", arguments: [1.0, 5000, 1e6])
  func claims(claimed: Double) {
    let contest = Self.contest(Situations.kinds[0], size: Situations.size, cutoff: 5000)
    #expect(
      contest.acceptance(of: Situations.package.with("cluster_gpus", claimed))
        == contest.acceptance(of: Situations.package))
  }

  @Test("rivals below a stated cut-off do not compete", arguments: Situations.kinds)
  func screened(kind: Situations.Kind) {
    func probability(_ rivals: [Alternative], _ cutoff: Double) -> Double {
      Self.contest(kind, size: Situations.size, cutoff: cutoff, rivals: rivals)
        .probability(of: Situations.package)
    }
    let (all, withoutSmall) = (Situations.rivals, Array(Situations.rivals.dropFirst()))
    #expect(probability(all, 801) == probability(withoutSmall, 801))
    #expect(probability(all, 800) < probability(withoutSmall, 800))
    #expect(probability(all, 5000) == probability(withoutSmall, 5000))
  }

  @Test(
    "raising a stated cut-off never raises P while no rival is screened out",
    arguments: Situations.kinds)
  func raising(kind: Situations.Kind) {
    let rivals = Array(Situations.rivals.dropFirst())
    let found = [0, 10, 4000, 5000, 5000.5, 5001, 1e6].map {
      Self.contest(kind, size: Situations.size, cutoff: $0, rivals: rivals)
        .probability(of: Situations.package)
    }
    for (lower, higher) in zip(found, found.dropFirst()) { #expect(higher <= lower) }
    let medians = [100.0, 1000, 5000, 20_000, 1e6].map { median in
      let segment = Segment(
        id: "s", partWorths: kind.segment.partWorths, halfSaturation: kind.segment.halfSaturation,
        neverShare: kind.segment.neverShare, cutoffMedian: median)
      let kind = Situations.Kind(segment: segment, stage: kind.stage, preset: kind.preset)
      return Self.contest(kind, size: Situations.size, cutoff: nil, rivals: rivals)
        .probability(of: Situations.package)
    }
    for (lower, higher) in zip(medians, medians.dropFirst()) { #expect(higher < lower) }
  }

  @Test("a cut-off between a small rival and us is in our favour", arguments: Situations.kinds)
  func favour(kind: Situations.Kind) {
    let found = [800.0, 801].map {
      Self.contest(kind, size: Situations.size, cutoff: $0).probability(of: Situations.package)
    }
    #expect(found[1] > found[0])
  }

  @Test("P rises with cluster, cash and guarantee", arguments: Situations.kinds)
  func monotone(kind: Situations.Kind) {
    var package = Situations.package
    package.equity = 0
    for cutoff in [nil, 900.0] {
      let bySize = ([0, 899] + Self.sizes).sorted().map {
        Self.contest(kind, size: $0, cutoff: cutoff).probability(of: package)
      }
      let contest = Self.contest(kind, size: Situations.size, cutoff: cutoff)
      let byCash = [6e4, 2e5, 9e5, 2e6, 1e8].map { contest.probability(of: package.with(cash: $0)) }
      let byGuarantee = [0, 0.5, 3, 30, 4096].map {
        contest.probability(of: package.with("guaranteed_gpus", $0))
      }
      for found in [bySize, byCash, byGuarantee] {
        for (less, more) in zip(found, found.dropFirst()) { #expect(more > less || more == 0) }
      }
    }
  }

  @Test("derivatives agree with central differences", arguments: Situations.kinds, sizes)
  func differences(kind: Situations.Kind, size: Double) {
    for cutoff in [nil, 0.5] {
      let contest = Self.contest(kind, size: size, cutoff: cutoff)
      for (cash, guarantee) in [(3e5, 0.25), (1e6, 12.0), (2e6, 500.0)] {
        let package = Situations.package.with(cash: cash).with("guaranteed_gpus", guarantee)
        let found = contest.acceptance(of: package)
        let perDollar = Self.slope(at: cash) { contest.probability(of: package.with(cash: $0)) }
        let perGPU = Self.slope(at: guarantee) {
          contest.probability(of: package.with("guaranteed_gpus", $0))
        }
        let perCluster = Self.slope(at: size) {
          Self.contest(kind, size: $0, cutoff: cutoff).probability(of: package)
        }
        #expect(isClose(found.perDollar, perDollar, within: 1e-5))
        #expect(isClose(found.perGuaranteedGPU, perGPU, within: 1e-5))
        #expect(isClose(found.perClusterGPU, perCluster, within: 1e-5))
        #expect(abs(found.probability - contest.probability(of: package)) < 1e-14)
      }
    }
  }

  @Test("derivatives hold under a guess at the medians too", arguments: 0..<8)
  func guessed(index: Int) {
    let coefficients = Situations.frontier
    let guess = ParameterDraw(index, of: coefficients, seed: Situations.seed)
    func contest(_ size: Double) -> Contest {
      Contest(
        Situations.situation(coefficients), clusterGPUs: size,
        draws: Situations.draws(coefficients), parameters: guess)
    }
    let (package, size) = (Situations.package, 4000.0)
    let found = contest(size).acceptance(of: package)
    let perDollar = Self.slope(at: package.cash) {
      contest(size).probability(of: package.with(cash: $0))
    }
    let perGPU = Self.slope(at: 12) {
      contest(size).probability(of: package.with("guaranteed_gpus", $0))
    }
    let perCluster = Self.slope(at: size) { contest($0).probability(of: package) }
    #expect(isClose(found.perDollar, perDollar, within: 1e-5))
    #expect(isClose(found.perGuaranteedGPU, perGPU, within: 1e-5))
    #expect(isClose(found.perClusterGPU, perCluster, within: 1e-5))
  }

  @Test("P has no step where our cluster passes a rival's", arguments: Situations.kinds)
  func continuous(kind: Situations.Kind) {
    for rival in [800.0, 5000, 30_000] {
      let (below, at, above) = (rival * (1 - 1e-9), rival, rival * (1 + 1e-9))
      let found = [below, at, above].map {
        Self.contest(kind, size: $0, cutoff: nil).probability(of: Situations.package)
      }
      #expect(isClose(found[0], found[1], within: 1e-8))
      #expect(isClose(found[2], found[1], within: 1e-8))
      // The slope does have one: from there on, new cut-offs leave the rival out.
      let slopes = [at, above].map {
        Self.contest(kind, size: $0, cutoff: nil).acceptance(of: Situations.package).perClusterGPU
      }
      #expect(slopes[1] > slopes[0])
    }
  }

  @Test("where nobody has a cut-off, a stated one of zero is the same", arguments: [1.0, 3000])
  func never(size: Double) {
    let segment = Segment(
      id: "s", partWorths: [:], halfSaturation: 32, neverShare: [.offer: 1], cutoffMedian: 2000)
    let kind = Situations.Kind(segment: segment, stage: .offer, preset: .undecided)
    let distributed = Self.contest(kind, size: size, cutoff: nil).acceptance(of: Situations.package)
    let stated = Self.contest(kind, size: size, cutoff: 0).acceptance(of: Situations.package)
    #expect(isClose(distributed.probability, stated.probability, within: 1e-14))
    #expect(isClose(distributed.perClusterGPU, stated.perClusterGPU, within: 1e-14))
  }

  private static func contest(
    _ kind: Situations.Kind, size: Double, cutoff: Double?,
    rivals: [Alternative] = Situations.rivals
  ) -> Contest {
    let coefficients = kind.coefficients
    return Contest(
      Situations.situation(coefficients, rivals: rivals, cutoff: cutoff), clusterGPUs: size,
      draws: Situations.draws(coefficients, count: 128))
  }

  // Richardson's central difference: the error is of the fourth order in the step, which is
  // short enough to cross no rival's size.
  private static func slope(at x: Double, of function: (Double) -> Double) -> Double {
    func central(_ h: Double) -> Double { (function(x + h) - function(x - h)) / (2 * h) }
    let h = x * 1e-4
    return (4 * central(h) - central(2 * h)) / 3
  }
}

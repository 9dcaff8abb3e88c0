import Choice
import Testing

@Suite("What a dollar of an employer's equity is worth")
struct EquityDiscountTests {
  private static func probability(
    of package: Alternative, against rivals: [Alternative] = Situations.rivals,
    _ coefficients: Coefficients = Situations.frontier
  ) -> Double {
    Contest(
      Situations.situation(coefficients, rivals: rivals), clusterGPUs: Situations.size,
      draws: Situations.draws(coefficients)
    ).probability(of: package)
  }

  private static func package(cash: Double, equity: Double, discount: Double?) -> Alternative {
    var package = Situations.package.with(cash: cash)
    (package.equity, package.equityDiscount) = (equity, discount)
    return package
  }

  @Test(
    "more risk in our equity lowers P of packages with equity, and of all cash nothing",
    arguments: Situations.kinds)
  func risk(kind: Situations.Kind) {
    for (cash, equity) in [(1e6, 0.0), (7e5, 4e5), (1e5, 1.2e6)] {
      let chances = [1, 0.8, 0.5, 0.2].map {
        Self.probability(
          of: Self.package(cash: cash, equity: equity, discount: $0), kind.coefficients)
      }
      if equity == 0 {
        #expect(Set(chances).count == 1)
      } else {
        #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 > $1 }, "\(chances)")
      }
    }
  }

  @Test("stated for everybody it is the same as assumed", arguments: [0, 0.4, 0.9, 1])
  func assumed(discount: Double) {
    var assumptions = BehaviouralAssumptions()
    assumptions.equityDiscount = discount
    let assumed = Coefficients(
      of: Situations.frontierSegment, at: .offer, assumptions: assumptions)
    let stated = { (alternative: Alternative) in
      var alternative = alternative
      alternative.equityDiscount = discount
      return alternative
    }
    var situation = Situations.situation(Situations.frontier)
    situation.staying = stated(situation.staying)
    situation.rivals = situation.rivals.map(stated)
    let other = Situations.situation(assumed)
    let package = Self.package(cash: 8e5, equity: 3e5, discount: nil)
    let contests = [(situation, stated(package)), (other, package)].map {
      Contest(
        $0.0, clusterGPUs: Situations.size, draws: Situations.draws($0.0.coefficients)
      ).acceptance(of: $0.1)
    }
    #expect(contests[0] == contests[1])
    #expect(situation.pay(of: stated(package)) == other.pay(of: package))
    #expect(situation.pay(of: stated(package)) == 8e5 + discount * 3e5 - 50_000)
  }

  @Test("a rival whose equity is worth more takes from us")
  func rival() {
    let package = Situations.package
    let chances = [0.2, 0.5, 0.9].map { discount in
      Self.probability(
        of: package,
        against: Situations.rivals.map {
          var rival = $0
          rival.equityDiscount = discount
          return rival
        })
    }
    #expect(chances[0] > chances[1] && chances[1] > chances[2], "\(chances)")
  }

  @Test("∂P/∂cash is a central difference", arguments: [0, 0.3, 1])
  func slope(discount: Double) {
    let at = { (cash: Double) in
      Self.package(cash: cash, equity: 6e5, discount: discount)
    }
    let contest = Contest(
      Situations.situation(Situations.frontier), clusterGPUs: Situations.size,
      draws: Situations.draws(Situations.frontier))
    let difference =
      (contest.probability(of: at(8e5 + 10)) - contest.probability(of: at(8e5 - 10))) / 20
    #expect(isClose(contest.acceptance(of: at(8e5)).perDollar, difference, within: 1e-6))
  }
}

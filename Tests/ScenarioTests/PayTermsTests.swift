import Foundation
import Testing

@testable import Scenario

/// A stream of amounts and the level amount of the same present value, worked out by hand.
struct Annuity: Sendable, CustomTestStringConvertible {
  let name: String
  let rate: Double
  let amounts: [Double]
  let level: Double
  var testDescription: String { name }

  static let all: [Annuity] = [
    // 100 now, discounted over two years at 25 %: 100 / (1 + 0.8).
    Annuity(name: "once of two", rate: 0.25, amounts: [100, 0], level: 100 / 1.8),
    // A year later it is worth a fifth less: 80 / 1.8.
    Annuity(name: "later of two", rate: 0.25, amounts: [0, 100], level: 80 / 1.8),
    // 1 + 1/1.1 + 1/1.21 = 331/121; 110 + 100/1.1 + 121/1.21 = 110 + 1000/11 + 100.
    Annuity(
      name: "three at a tenth", rate: 0.1, amounts: [110, 100, 121],
      level: (210 + 1000.0 / 11) / (331.0 / 121)),
    Annuity(name: "without discount the mean", rate: 0, amounts: [40, 30, 20, 10], level: 25),
    // Growth at the discount rate: every year is worth the first, 4 / (1 + .5 + .25 + .125).
    Annuity(name: "growth at the rate", rate: 1, amounts: [1, 2, 4, 8], level: 4 / 1.875),
    Annuity(name: "one year", rate: 0.5, amounts: [7], level: 7),
  ]
}

@Suite("Pay over several years")
struct PayTermsTests {
  private static func terms(_ years: Int, _ rate: Double) -> Scenario.PayTerms {
    var terms = Scenario.PayTerms()
    (terms.years, terms.discountRate) = (years, rate)
    return terms
  }

  @Test("the level amount is the annuity of the same present value", arguments: Annuity.all)
  func level(annuity: Annuity) {
    let found = Self.terms(annuity.amounts.count, annuity.rate).levelAmount(of: annuity.amounts)
    #expect(abs(found - annuity.level) <= 1e-12 * annuity.level)
  }

  @Test(
    "equal amounts are themselves, bit for bit",
    arguments: [0, 0.07, 1], [0.1, 1e10 / 3, 123_456.78, 1e-9])
  func flat(rate: Double, amount: Double) {
    for years in 1...10 {
      let terms = Self.terms(years, rate)
      #expect(terms.levelAmount(of: Array(repeating: amount, count: years)) == amount)
      let pay = LevelPay(PayPlan(base: amount, equity: amount / 7), over: terms)
      #expect(pay.cash == amount && pay.equity == amount / 7 && pay.years.count == years)
    }
  }

  @Test("each year holds its parts", arguments: [1, 3, 4, 10])
  func years(count: Int) {
    let plan = PayPlan(
      base: 200_000, equity: 60_000, bonus: .share(0.25), signOn: 50_000, raise: 0.1,
      vesting: [1])
    let years = plan.years(of: Self.terms(count, 0.08))
    for (year, pay) in years.enumerated() {
      let base = (0..<year).reduce(200_000.0) { base, _ in base * 1.1 }
      #expect(abs(pay.base - base) < 1e-6 && abs(pay.bonus - base / 4) < 1e-6)
      #expect(pay.signOn == (year == 0 ? 50_000 : 0))
      // The whole grant in the first year.
      #expect(pay.equity == (year == 0 ? 60_000 * Double(count) : 0))
      #expect(pay.cash == pay.base + pay.bonus + pay.signOn)
      #expect(pay.total == pay.cash + pay.equity)
    }
    let fixed = PayPlan(base: 1, equity: 0, bonus: .dollars(3), raise: 0.5)
    #expect(fixed.years(of: Self.terms(count, 0)).allSatisfy { $0.bonus == 3 })
  }

  @Test("a grant that vests early is worth more, late less, evenly its mean")
  func vesting() {
    let level = { (vesting: [Double]) in
      LevelPay(
        PayPlan(base: 1, equity: 100_000, vesting: vesting), over: Self.terms(4, 0.1)
      ).equity
    }
    let even = level([0.25, 0.25, 0.25, 0.25])
    #expect(even == 100_000 && level([]) == 100_000)
    #expect(level([0.4, 0.3, 0.2, 0.1]) > even && level([0.05, 0.15, 0.4, 0.4]) < even)
    // 400,000 at once, over (1 − 1.1⁻⁴) / (1 − 1.1⁻¹) years.
    let annuity = (1 - pow(1.1, -4)) / (1 - 1 / 1.1)
    #expect(abs(level([1]) - 400_000 / annuity) < 1e-6)
  }

  @Test("a higher rate counts what is paid at signing for more, a raise for less")
  func rates() {
    let cash = { (plan: PayPlan, rate: Double) in
      LevelPay(plan, over: Self.terms(4, rate)).cash
    }
    let (signing, rising) = (
      PayPlan(base: 1e5, equity: 0, signOn: 1e5), PayPlan(base: 1e5, equity: 0, raise: 0.1)
    )
    let rates = [0, 0.05, 0.1, 0.2]
    let (first, second) = (rates.map { cash(signing, $0) }, rates.map { cash(rising, $0) })
    #expect(first == first.sorted() && Set(first).count == 4 && first[0] == 125_000)
    #expect(second == second.sorted(by: >) && Set(second).count == 4)
  }

  @Test("pay of ten billion stays finite", arguments: [1e10, 1e12])
  func extreme(amount: Double) {
    let plan = PayPlan(
      base: amount, equity: amount, bonus: .share(10), signOn: amount, raise: 1,
      vesting: [0, 0, 0, 1])
    let pay = LevelPay(plan, over: Self.terms(10, 1))
    #expect(pay.cash.isFinite && pay.cash > amount && pay.equity.isFinite)
    #expect(PackageLimits(budget: amount).affords(cash: amount, dataAccessCost: 0))
    #expect(!PackageLimits(budget: amount).affords(cash: pay.cash, dataAccessCost: 0))
  }
}

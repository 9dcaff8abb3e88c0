internal import Foundation

/// What an employer pays one person, as a row states it: its parts and how they move over the years.
struct PayPlan: Hashable, Sendable {
  /// A target bonus.
  enum Bonus: Hashable, Sendable {
    /// The same every year.
    case dollars(Double)
    /// A share of that year's base pay.
    case share(Double)
  }

  /// Base pay in the first year, dollars.
  var base: Double
  /// Equity at face, dollars a year: the grant over the years of the term.
  var equity: Double
  var bonus = Bonus.dollars(0)
  /// Paid once, in the first year.
  var signOn = 0.0
  /// By which share base pay grows every year.
  var raise = 0.0
  /// Shares of the grant by year, from the first; empty where it vests evenly.
  var vesting: [Double] = []

  /// Year by year over the term.
  func years(of terms: Scenario.PayTerms) -> [Scenario.PayYear] {
    (0..<terms.years).map { year in
      let base = raise == 0 ? base : base * pow(1 + raise, Double(year))
      let bonus =
        switch bonus {
        case .dollars(let amount): amount
        case .share(let share): share * base
        }
      return Scenario.PayYear(
        base: base, bonus: bonus, signOn: year == 0 ? signOn : 0,
        equity: vested(in: year, of: terms))
    }
  }

  private func vested(in year: Int, of terms: Scenario.PayTerms) -> Double {
    if vesting.isEmpty { return equity }
    return year < vesting.count ? equity * (vesting[year] * Double(terms.years)) : 0
  }
}

/// Pay laid out by year, with the level amounts a year that the model weighs.
struct LevelPay: Hashable, Sendable {
  let years: [Scenario.PayYear]
  /// Dollars a year with the same present value.
  let cash: Double
  /// The same of equity at face.
  let equity: Double

  init(_ plan: PayPlan, over terms: Scenario.PayTerms) {
    years = plan.years(of: terms)
    cash = terms.levelAmount(of: years.map(\.cash))
    equity = terms.levelAmount(of: years.map(\.equity))
  }

  /// Pay that was laid out before.
  init(of package: Scenario.Package) {
    (years, cash, equity) = (package.years, package.cash, package.equity)
  }

  /// What is paid for a year's work, without what is paid once: base and target bonus.
  var firstYear: Double { years[0].base + years[0].bonus }
}

internal import Scenario

/// What an offer pays, year by year, in whole units of its currency.
struct LetterPay: Hashable, Sendable {
  /// The years, the first one first.
  let years: [LetterYear]
  /// The three letters of the currency.
  let currency: String

  init(_ package: Scenario.Package, in scenario: Scenario) {
    years = package.years.map {
      LetterYear(base: $0.base, bonus: $0.bonus, signOn: $0.signOn, equity: $0.equity)
    }
    currency = scenario.payTerms.currency
  }

  /// `4 years`.
  var term: String { Self.years(years.count) }

  /// Any of it is equity.
  var hasEquity: Bool { years.contains { $0.equity > 0 } }

  /// One column of the table, with the amount of each year and of all years together.
  struct Column: Hashable, Sendable {
    var title: String
    var amounts: [String]
    var sum: String
  }

  /// The columns of the table: the parts of cash only where there is more than base pay.
  var columns: [Column] {
    let hasParts = years.contains { $0.bonus != 0 || $0.signOn != 0 }
    let parts: [(title: String, isShown: Bool, amount: (LetterYear) -> Double)] = [
      ("Base pay", hasParts, { $0.base }),
      ("Bonus at target", years.contains { $0.bonus != 0 }, { $0.bonus }),
      ("Sign-on", years.contains { $0.signOn != 0 }, { $0.signOn }),
      ("Cash", true, { $0.cash }),
      ("Equity at face", hasEquity, { $0.equity }),
      ("Total", true, { $0.total }),
    ]
    return parts.filter(\.isShown).map { part in
      Column(
        title: part.title, amounts: years.map { NumberFormat.count(part.amount($0)) },
        sum: NumberFormat.count(years.reduce(0) { $0 + part.amount($1) }))
    }
  }

  /// The names of the table's rows, one for each year.
  var rows: [String] { years.indices.map { "Year \($0 + 1)" } }

  private static func years(_ count: Int) -> String { count == 1 ? "1 year" : "\(count) years" }
}

/// What one year of an offer pays.
struct LetterYear: Hashable, Sendable {
  let base: Double
  let bonus: Double
  let signOn: Double
  let equity: Double

  /// Rounds each part to whole units, so that what is printed adds up.
  init(base: Double, bonus: Double, signOn: Double, equity: Double) {
    self.base = base.rounded()
    self.bonus = bonus.rounded()
    self.signOn = signOn.rounded()
    self.equity = equity.rounded()
  }

  var cash: Double { base + bonus + signOn }
  var total: Double { cash + equity }
}

import Documents

extension ScenarioReader {
  /// Reads over how many years pay is looked at, and what it is in.
  mutating func readPayTerms() -> Scenario.PayTerms {
    var terms = Scenario.PayTerms()
    var section = root.group("pay_terms")
    let years = section.count(
      "years", .count("a whole number of years", example: "4", in: 1...10), default: terms.years)
    let rate = section.number(
      "discount_rate",
      Measure("a share a year", example: "8%", from: 0, through: 1, acceptsPercent: true),
      default: terms.discountRate)
    let currency = section.text("currency", default: terms.currency)
    let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if let currency, currency.count != 3 || !currency.allSatisfy(letters.contains) {
      section.note(
        "is not three capital letters", of: "currency", value: currency,
        remedy: "write the code of the currency, such as USD or EUR")
    }
    section.finish(into: &root)
    terms.years = years ?? terms.years
    terms.discountRate = rate ?? terms.discountRate
    terms.currency = currency ?? terms.currency
    return terms
  }

  /// Money is printed with a dollar sign, whatever it is in.
  mutating func noteCurrency() {
    if payTerms.currency != "USD" {
      offerNotes.append(
        "Money is in \(payTerms.currency): read $ and dollars as \(payTerms.currency).")
    }
  }

  /// Adds the discount rate to the facts where a number of the plan depends on it.
  mutating func noteDiscountRate(usedBy candidates: [Scenario.Candidate]) {
    let isUneven = { (years: [Scenario.PayYear]) in
      years.contains { $0.cash != years[0].cash || $0.equity != years[0].equity }
    }
    let isUsed = candidates.contains { candidate in
      candidate.payYears.values.contains(where: isUneven)
        || [candidate.packages, candidate.beyondBudget].joined().contains { isUneven($0.years) }
    }
    if isUsed {
      facts.append(
        Scenario.Fact(
          what: "discount_rate", value: payTerms.discountRate.plain,
          source: "what a dollar a year later counts less, range 0-15 %", date: "2026",
          isAssumption: true))
    }
  }

  /// The pay of a row whose cash and equity are read; what the row leaves open is as in `inherited`.
  func readPay(
    cash: Double?, equity: Double?, like inherited: PayPlan? = nil, _ section: inout Section
  ) -> PayPlan? {
    let bonus = readBonus(&section)
    let signOn = section.optionalNumber("sign_on", .dollarsOnce)
    let raise = section.optionalNumber(
      "raise",
      Measure("a share a year", example: "3%", from: -0.5, through: 1, acceptsPercent: true))
    let vesting = readVesting(&section)
    let found: [(String, Bool)] = [
      ("bonus", bonus != nil), ("sign_on", signOn != nil), ("raise", raise != nil),
      ("vesting", vesting != nil),
    ]
    let isGood = found.allSatisfy { key, isRead in isRead || !section.has(key) }
    guard let cash, let equity, isGood else { return nil }
    return PayPlan(
      base: cash, equity: equity, bonus: bonus ?? inherited?.bonus ?? .dollars(0),
      signOn: signOn ?? inherited?.signOn ?? 0, raise: raise ?? inherited?.raise ?? 0,
      vesting: vesting ?? inherited?.vesting ?? [])
  }

  private func readBonus(_ section: inout Section) -> PayPlan.Bonus? {
    let isShare = section.node("bonus")?.text?.contains("%") ?? false
    let amount = section.optionalNumber(
      "bonus",
      Measure(
        "dollars a year, or a share of base pay", example: "15%", from: 0, through: 1e12,
        acceptsPercent: true, acceptsDollarSign: true))
    guard let amount else { return nil }
    if !isShare { return .dollars(amount) }
    if amount <= 10 { return .share(amount) }
    section.note(
      "is more than ten times the base pay", of: "bonus", value: "\((100 * amount).plain)%",
      remedy: "give a share of base pay, such as 15%, or dollars a year")
    return nil
  }

  // Shares of the grant by year that add up to 1; written as such or in per cent.
  private func readVesting(_ section: inout Section) -> [Double]? {
    guard section.has("vesting") else {
      _ = section.node("vesting")
      return nil
    }
    let measure = Measure(
      "shares of the grant by year", example: "40|30|20|10", from: 0, through: 100,
      acceptsPercent: true)
    guard let parts = section.numbers("vesting", measure, inOrder: true) else { return nil }
    if parts.count > payTerms.years {
      section.note(
        "has \(parts.count) years, and pay_terms.years is \(payTerms.years)", of: "vesting",
        remedy: "give one share a year, or set pay_terms.years to \(parts.count)")
      return nil
    }
    let sum = parts.reduce(0, +)
    guard [1, 100].contains(where: { abs(sum / $0 - 1) <= 1e-9 }) else {
      section.note(
        "adds up to \(sum.plain), not to 100", of: "vesting",
        remedy: "give per cent of the grant by year, such as 40|30|20|10")
      return nil
    }
    return parts.map { $0 / sum }
  }
}

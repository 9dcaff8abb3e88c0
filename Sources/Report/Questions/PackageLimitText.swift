internal import Planning

/// A limit of ours that a package exceeds, in words.
struct PackageLimitText {
  /// One letter, by which a table marks a row.
  let mark: String
  /// `above the pay band of L5 ($600k)`.
  let sentence: String
  /// The same as data.
  let value: AnswerValue

  init(_ limit: PackageLimit) {
    let (name, amount): (String, Double)
    switch limit {
    case .cashBudget(let most):
      (mark, name, amount) = ("b", "cash_budget", most)
      sentence = "above the whole cash budget (\(NumberFormat.money(most)))"
    case .abovePayBand(let level, let most):
      (mark, name, amount) = ("l", "pay_band_most", most)
      sentence = "above the pay band of \(level) (\(NumberFormat.money(most)))"
    case .belowPayBand(let level, let least):
      (mark, name, amount) = ("u", "pay_band_least", least)
      sentence = "below the pay band of \(level) (\(NumberFormat.money(least)))"
    case .peerPay(let multiple):
      (mark, name, amount) = ("p", "peer_pay_limit", multiple)
      sentence = "above \(NumberFormat.percent(multiple)) of what peers are paid"
    case .cashMost(let most):
      (mark, name, amount) = ("c", "cash_most", most)
      sentence = "above the person's cash_most (\(NumberFormat.money(most)))"
    case .gpusMost(let most):
      (mark, name, amount) = ("g", "gpus_most", Double(most))
      sentence = "above the person's gpus_most (\(NumberFormat.grouped(most)))"
    case .hireValue(let worth):
      (mark, name, amount) = ("w", "hire_value", worth)
      sentence = "more in all than the stated hire_value (\(NumberFormat.money(worth)))"
    }
    value = .object(["limit": .text(name), "amount": .number(amount)])
  }
}

internal import Planning

/// The number that a heat map or a tornado tells, in words.
struct OutcomeText {
  private let outcome: SweepOutcome

  init(_ outcome: SweepOutcome) { self.outcome = outcome }

  /// `worth of the plan, dollars a year`.
  var title: String {
    switch outcome {
    case .worth: "worth of the plan, dollars a year"
    case .hires: "hires expected"
    case .acceptance(let candidate): "P(accept) of \(candidate.onOneLine)"
    }
  }

  /// `$176.1M`, `3.6`, `48 %`; a dash where there is none.
  func shown(_ value: Double?) -> String {
    guard let value else { return "-" }
    switch outcome {
    case .worth: return NumberFormat.money(value)
    case .hires: return NumberFormat.fixed(value, 2)
    case .acceptance: return NumberFormat.percent(value)
    }
  }

  /// `+$1.98M`, `-0.12`, `+7 pts`: a difference.
  func change(_ value: Double) -> String {
    switch outcome {
    case .worth: return NumberFormat.change(value)
    case .hires: return NumberFormat.signed(value)
    case .acceptance:
      let points = NumberFormat.fixed(100 * value, 1)
      return (value > 0 && points != "0.0" ? "+" : "") + points
    }
  }
}

extension String {
  /// The text with its first letter large.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

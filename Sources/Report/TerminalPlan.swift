public import Planning
internal import Scenario

/// A plan as lines for a terminal of 60 to 200 columns.
///
/// Text alone unless a style is given. Sections: head, pools with their prices, teams, offers, what
/// would change the plan, risk, fairness, assumptions. Every number is in the document, too.
public struct TerminalPlan {
  private let plan: Plan
  private let page: TerminalPage
  private let opening: String
  private let closing: String

  /// The lines of `plan`.
  /// - Parameters:
  ///   - plan: What was planned.
  ///   - width: Columns; less than 60 counts as 60, more than 200 as 200.
  ///   - style: Whether to use colour.
  ///   - opening: What comes before it, such as that it is an example.
  ///   - closing: What comes after it.
  public init(
    _ plan: Plan, width: Int = 80, style: TerminalStyle = .plain, opening: String = "",
    closing: String = ""
  ) {
    self.plan = plan
    (self.opening, self.closing) = (opening, closing)
    page = TerminalPage(width: width, style: style)
  }

  /// The text, a newline at the end.
  public var text: String { lines.joined(separator: "\n") + "\n" }

  private var lines: [String] {
    page.wrapped(opening) + body + page.wrapped(closing)
  }

  private var body: [String] {
    let head = page.wrapped(SummaryText(plan).title)
    switch plan.status {
    case .infeasible, .undecided: return head + TerminalConflicts(plan, page).lines
    case .optimal, .feasible:
      let answers = AnswerEffectText(plan).sentence.map { page.paragraph("ANSWERS", $0 + ".") }
      return head + page.wrapped(SummaryText(plan).sentence) + (answers ?? [])
        + TerminalPools(plan, page).lines
        + [""] + TerminalTeams(plan, page).lines + PlacementText(plan, page).lines
        + [""] + TerminalOffers(plan, page).lines + TerminalChanges(plan, page).lines + rest
    }
  }

  private var rest: [String] {
    var lines: [String] = []
    if let risk = plan.risk {
      let sentence = RiskText(risk, offers: SummaryText(plan).offers, in: plan).sentence
      lines += page.paragraph("RISK", sentence)
      lines += PromiseText(plan).sentences.flatMap { page.indented($0 + ".") }
    }
    if let fairness = plan.fairness { lines += TerminalFairness(fairness, plan, page).lines }
    // The head already speaks of release prices.
    let notes = plan.notes.filter {
      !$0.contains("release prices") && !$0.hasPrefix("Promises may be refused") && !isTold($0)
    }
    return lines + notes.flatMap { page.wrapped($0, indent: 0) }
      + page.wrapped(SummaryText(plan).assumptionSentence + ".", indent: 0)
  }

  // That nothing fits the budget is the reason beside the candidate, too.
  private func isTold(_ note: String) -> Bool {
    plan.offers.contains { offer in
      guard case .noCash? = offer.refusal else { return false }
      return note.hasPrefix("\(offer.candidate) can be offered nothing: ")
        && note.hasSuffix(" beyond the whole budget.") && note.count(where: { $0 == "," }) == 1
    }
  }
}

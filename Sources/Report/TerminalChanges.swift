internal import Planning

/// What would change the plan, for a terminal.
struct TerminalChanges {
  private let plan: Plan
  private let page: TerminalPage

  init(_ plan: Plan, _ page: TerminalPage) {
    self.plan = plan
    self.page = page
  }

  var lines: [String] {
    if plan.whatIfs.isEmpty { return [] }
    let entries = plan.whatIfs.map { whatIf in
      let text = WhatIfText(whatIf, in: plan)
      return (label: text.change, text: text.effect)
    }
    return ["", page.heading("WHAT WOULD CHANGE IT") + " (dollars a year)"]
      + page.entries(entries, most: page.width * 2 / 5)
  }
}

internal import Planning

/// Why no plan keeps everything, and what would: for a terminal.
struct TerminalConflicts {
  private let plan: Plan
  private let page: TerminalPage

  init(_ plan: Plan, _ page: TerminalPage) {
    self.plan = plan
    self.page = page
  }

  var lines: [String] {
    plan.conflicts.flatMap { conflict in
      page.wrapped(conflict.sentence + ".", indent: 0)
        + together(conflict)
        + (conflict.changes.isEmpty ? paths(conflict) : relaxations(conflict))
    }
  }

  private func together(_ conflict: PlanConflict) -> [String] {
    conflict.together.enumerated().flatMap { place, set in
      [page.heading(place == 0 ? "THE LEAST THAT WOULD SETTLE IT, TOGETHER" : "OR, TOGETHER")]
        + set.changes.flatMap { page.indented(RelaxationText($0).sentence) }
    }
  }

  private func paths(_ conflict: PlanConflict) -> [String] {
    [page.heading("IN CONFLICT")] + conflict.paths.flatMap(page.indented)
  }

  private func relaxations(_ conflict: PlanConflict) -> [String] {
    let named = Set(conflict.floors.map(\.path) + conflict.relaxations.map(\.path))
    let others = conflict.paths.filter { !named.contains($0) }
    let heading =
      conflict.changes.count == 1 ? "THIS WOULD SETTLE IT" : "ANY ONE OF THESE WOULD SETTLE IT"
    return [page.heading(heading)]
      + conflict.changes.flatMap(page.indented)
      + (others.isEmpty ? [] : [page.heading("ALSO IN CONFLICT")] + others.flatMap(page.indented))
  }
}

extension PlanConflict {
  /// Changes each of which would settle it alone, in words.
  var changes: [String] {
    floors.map { RelaxationText($0).sentence } + relaxations.map { RelaxationText($0).sentence }
  }
}

internal import Choice
public import Planning
internal import Scenario
internal import Units

/// A plan as one file of GitHub-flavoured Markdown: the whole analysis, in the terminal's order.
///
/// Ends with where everything came from, and with a line for whoever reviews it: the plan is an
/// estimate, and a person decides.
public struct MarkdownPlan {
  private let plan: Plan
  private let document: PlanDocument

  /// The file of `plan`.
  /// - Parameter document: The same plan as a document: inputs, version and run are read from it.
  public init(_ plan: Plan, document: PlanDocument) {
    self.plan = plan
    self.document = document
  }

  /// The text, a newline at the end.
  public var text: String {
    var lines = ["# " + MarkdownText.escaped(SummaryText(plan).title), ""]
    if document.objective != nil {
      lines += [MarkdownText.escaped(SummaryText(plan).sentence) + ".", ""]
      lines += answers + pools + MarkdownTeams(plan).lines + MarkdownOffers(plan).lines + changes
      lines += risk + MarkdownFairness(plan).lines
    }
    lines += conflicts + notes + facts + provenance
    lines += ["", "estimate, not a decision; reviewed by: \\_\\_\\_\\_"]
    return Self.tidied(lines).joined(separator: "\n") + "\n"
  }

  // No two empty lines follow each other.
  private static func tidied(_ lines: [String]) -> [String] {
    var tidy: [String] = []
    for line in lines where !(line.isEmpty && (tidy.last?.isEmpty ?? true)) { tidy.append(line) }
    return tidy
  }

  private var pools: [String] {
    var table = MarkdownTable([
      ("row", .left), ("capacity", .right), ("used", .right), ("in offers", .right),
      ("price a year", .right), ("one more to one less", .right), ("price a GPU-year", .right),
      ("a GPU-hour", .right),
      ("P(over)", .right),
    ])
    for row in plan.resources {
      let pool = CapacityText.pool(of: row, in: plan.scenario)
      let amount = { (value: Double) in CapacityText.amount(value, of: row) }
      table.add([
        CapacityText.counted(row),
        amount(row.capacity), amount(row.used), amount(row.promised), CapacityText.price(of: row),
        (row.priceRange.map(NumberFormat.range) ?? "-")
          + (PriceStepText.isWide(row) ? ", wide" : ""),
        pool.map { NumberFormat.price(row.price / Double($0.gpusPerUnit)) } ?? "",
        PriceStepText.hourly(row, in: plan.scenario),
        TerminalPools.tail(row),
      ])
    }
    let text = CapacityText(plan)
    let further = [text.rentals, text.kept, text.rules].compactMap(\.self)
    return ["## Pools, cash and slots"] + table.text
      + (further.isEmpty ? [] : further.map { "- " + MarkdownText.escaped($0) } + [""])
      + (plan.scenario.policy.overbooking == .hard
        ? [
          "The range is what one more brings and one less costs, each solved again at the same release "
            + "prices. A price outside its range is one that whole nodes and whole offers do not follow.",
          "",
        ] : [])
      + steps
  }

  private var steps: [String] {
    let rows = plan.resources.filter { !$0.priceSteps.isEmpty }
    if rows.isEmpty { return [] }
    var table = MarkdownTable([
      ("row", .left), ("more or less", .right), ("worth a year", .right), ("each", .right),
      ("the plan stays", .left),
    ])
    for row in rows {
      for (place, step) in row.priceSteps.enumerated() {
        table.add([
          place == 0 ? CapacityText.name(of: row) : "",
          row.isMoney
            ? NumberFormat.change(step.units) : PriceStepText.amount(step.units),
          NumberFormat.change(step.worth),
          row.isMoney
            ? NumberFormat.fixed(step.perUnit, 2) : NumberFormat.money(step.perUnit),
          place == 0 ? PriceStepText.stays(row) ?? "" : "",
        ])
      }
    }
    return ["### Other amounts, each solved again"] + table.text
  }

  private var answers: [String] {
    guard let sentence = AnswerEffectText(plan).sentence else { return [] }
    return ["## Answers", "", MarkdownText.escaped(sentence) + ".", ""]
  }

  private var changes: [String] {
    if plan.whatIfs.isEmpty { return [] }
    var table = MarkdownTable([
      ("change", .left), ("effect, dollars a year", .left), ("to plan it", .left),
    ])
    for whatIf in plan.whatIfs {
      let text = WhatIfText(whatIf, in: plan)
      let command = whatIf.overrides.map { "--set \($0.path)=\($0.value)" }
      table.add([text.change, text.effect, command.joined(separator: " ")])
    }
    return ["## What would change it"] + table.text
  }

  private var risk: [String] {
    guard let risk = plan.risk else { return [] }
    let sentence = RiskText(risk, offers: SummaryText(plan).offers, in: plan).sentence
    return ["## Risk", "", MarkdownText.escaped(sentence) + ".", ""]
      + PromiseText(plan).sentences.flatMap { [MarkdownText.escaped($0) + ".", ""] }
  }

  private var conflicts: [String] {
    if plan.conflicts.isEmpty { return [] }
    return ["## What cannot hold together", ""] + plan.conflicts.flatMap(Self.lines)
  }

  private static func lines(of conflict: PlanConflict) -> [String] {
    var lines = [MarkdownText.escaped(conflict.sentence) + ".", ""]
    if !conflict.changes.isEmpty {
      lines += ["Any one of these would settle it:", ""]
      lines += conflict.changes.map { "- " + MarkdownText.escaped($0) }
      lines.append("")
    }
    for set in conflict.together {
      lines += ["The least of its kind that would settle it, together:", ""]
      lines += set.changes.map { "- " + MarkdownText.escaped(RelaxationText($0).sentence) }
      lines.append("")
    }
    lines += ["In conflict:", ""]
    return lines + conflict.paths.map { "- " + MarkdownText.escaped($0) } + [""]
  }

  private var notes: [String] {
    plan.notes.isEmpty
      ? [] : ["## Notes", ""] + plan.notes.map { "- " + MarkdownText.escaped($0) } + [""]
  }

  private var facts: [String] {
    var table = MarkdownTable([
      ("what", .left), ("value", .left), ("assumed", .left), ("source", .left), ("date", .left),
    ])
    for fact in plan.scenario.facts {
      table.add([
        fact.what, fact.value, fact.isAssumption ? "yes" : "no", fact.source, fact.date,
      ])
    }
    return [
      "## Facts and assumptions", "", "\(SummaryText(plan).assumptions) of these are assumed.",
    ]
      + table.text
  }

  private var provenance: [String] {
    var inputs = MarkdownTable([("input", .left), ("SHA-256", .left)])
    for input in document.inputs {
      inputs.add([input.builtin.map { $0 + " (built in)" } ?? input.path ?? "", input.sha256])
    }
    var run = MarkdownTable([("what", .left), ("value", .left)])
    run.add(["fulcrum", document.version])
    run.add(["preset", document.preset])
    run.add(["seed", "\(document.seed)"])
    run.add([
      "draws", "\(document.draws.count) tastes, \(document.draws.parameterCount) of the unknown",
    ])
    for change in document.overrides { run.add(["--set \(change.path)", change.value]) }
    if let generated = document.run?.generated { run.add(["generated", generated]) }
    return ["## Provenance"] + inputs.text + run.text
  }
}

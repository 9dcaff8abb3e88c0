internal import Documents

/// What differs between two scenarios or plans, as lines for a terminal of 80 columns: plain text.
public struct TerminalDifference {
  private let difference: DifferenceDocument
  private let conflicts: [String]
  private let width = 80

  /// How many inputs are listed; the document lists all.
  private static let inputLimit = 40
  /// How many figures are listed.
  private static let figureLimit = 60

  /// - Parameters:
  ///   - difference: What differs.
  ///   - conflicts: Why a side has no plan, in sentences.
  public init(_ difference: DifferenceDocument, conflicts: [String] = []) {
    self.difference = difference
    self.conflicts = conflicts
  }

  /// The text, a newline at the end.
  public var text: String { lines.joined(separator: "\n") + "\n" }

  private var lines: [String] {
    let sides = "\(difference.before.source) > \(difference.after.source)"
    if difference.equal {
      let also =
        difference.effect?.isComparable ?? false
        ? " and the same plan"
        : difference.solution != nil
          ? " and the same choice" : difference.figures != nil ? " and the same figures" : ""
      return wrapped("\(sides): the same inputs\(also)") + status
    }
    return wrapped("\(sides): \(inputCount)") + summary + inputs + effect
      + (solution?.tables ?? []) + figures
  }

  private var solution: TerminalSolutionEffect? {
    difference.solution.map { TerminalSolutionEffect($0, TerminalPage(width: width)) }
  }

  private func wrapped(_ text: String) -> [String] {
    TextTable.wrapped(text.onOneLine, width: width, indent: 2)
  }

  // MARK: Inputs

  private var inputCount: String {
    let changes = difference.inputs.count
    let texts = difference.files.count
    var parts: [String] = []
    if changes > 0 { parts.append("\(changes) input\(changes == 1 ? " differs" : "s differ")") }
    if texts > 0 { parts.append("\(texts) text\(texts == 1 ? " differs" : "s differ")") }
    let same = "\(NumberFormat.grouped(difference.sameInputs)) the same"
    return parts.isEmpty ? "the same inputs" : parts.joined(separator: ", ") + ", " + same
  }

  private var inputs: [String] {
    if difference.inputs.isEmpty && difference.files.isEmpty { return [] }
    let shown = difference.inputs.prefix(Self.inputLimit)
    var lines = ["", "INPUTS"]
    let texts = difference.files.map { file in
      (file.name, file.before == nil ? "added" : file.after == nil ? "removed" : "another text")
    }
    lines += entries(
      shown.map { ($0.path, Self.move($0)) } + texts)
    let rest = difference.inputs.count - shown.count
    return rest > 0
      ? lines + ["and \(rest) more input\(rest == 1 ? "" : "s"): --format json lists them all"]
      : lines
  }

  private func entries(_ entries: [(name: String, text: String)]) -> [String] {
    TerminalPage(width: width).entries(
      entries.map { ($0.name.escapedForDisplay(limit: 200), $0.text) }, most: width / 2)
  }

  private static func move(_ input: DifferenceDocument.Input) -> String {
    switch (input.before, input.after) {
    case (nil, .row(let row)?): "added: \(InputValue.row(row).words)"
    case (.row(let row)?, nil): "removed; it was \(InputValue.row(row).words)"
    case (let before, let after): "\(before?.words ?? "not given") > \(after?.words ?? "not given")"
    }
  }

  // MARK: The effect in brief

  private var summary: [String] {
    if let solution { return solution.summary + status }
    guard let effect = difference.effect else { return [] }
    if !effect.isComparable { return status }
    if !effect.isSomething { return ["The plan is the same."] + status }
    var parts: [String] = []
    if let worth = effect.worth {
      let change = worth.change.map { " (\(NumberFormat.change($0)))" } ?? ""
      parts.append(
        "Worth \(Self.pair(worth.before, worth.after, NumberFormat.money)) a year\(change)")
    } else {
      parts.append("Worth the same")
    }
    if let hires = effect.expectedHires {
      parts.append(
        "\(Self.pair(hires.before, hires.after) { NumberFormat.fixed($0, 1) }) hires expected")
    }
    return wrapped(parts.joined(separator: " · ")) + status + incomparable
  }

  // What is no proven plan is said, because its numbers are not the best there is.
  private var status: [String] {
    var seen = Set<String>()
    let sides = [difference.before, difference.after].filter { seen.insert($0.source).inserted }
    return sides.flatMap { side -> [String] in
      let what = side.kind == "solution" ? "choice" : "plan"
      return switch side.status {
      case "feasible": wrapped("\(side.source): the \(what) is not proven to be the best.")
      case "infeasible": wrapped("\(side.source): no \(what) is feasible.")
      case "undecided": wrapped("\(side.source): no \(what) was found within the limits.")
      default: []
      }
    } + conflicts.flatMap { wrapped("\($0).") }
  }

  private var incomparable: [String] {
    let beliefs = ["preset", "horizon_months"].filter { path in
      difference.inputs.contains { $0.path == path }
    }
    return beliefs.isEmpty
      ? []
      : wrapped(
        "\(NumberFormat.list(beliefs)) differ\(beliefs.count == 1 ? "s" : ""): worth before and "
          + "after are two measures, not a gain or a loss.")
  }

  private static func pair(_ before: Double?, _ after: Double?, _ words: (Double) -> String)
    -> String
  {
    let (old, new) = (before.map(words) ?? "none", after.map(words) ?? "none")
    return old == new ? old : "\(old) > \(new)"
  }

  // MARK: The effect in tables

  private var effect: [String] {
    guard let effect = difference.effect, effect.isSomething else { return [] }
    return resources(effect) + teams(effect) + offers(effect)
  }

  private var figures: [String] {
    guard let figures = difference.figures, !figures.isEmpty else { return [] }
    var table = TextTable([.left, .right, .right, .right])
    table.add(["FIGURES", "before", "after", "change"])
    for figure in figures.prefix(Self.figureLimit) {
      let words = figure.unit.words
      let change =
        figure.before.flatMap { old in figure.after.map { figure.unit.change($0 - old) } } ?? ""
      table.add([
        figure.name.escapedForDisplay(limit: 200), figure.before.map(words) ?? "none",
        figure.after.map(words) ?? "none", change,
      ])
    }
    let rest = figures.count - Self.figureLimit
    return [""] + table.lines(width: width)
      + (rest > 0
        ? ["and \(rest) more figure\(rest == 1 ? "" : "s"): --format json lists them all"] : [])
      + same(difference.sameFigures, "figure")
  }

  private func resources(_ effect: PlanEffect) -> [String] {
    if effect.resources.isEmpty { return [] }
    var table = TextTable([.left, .right, .right, .right])
    table.add(["RESOURCES", "there are", "used", "price of one"])
    for row in effect.resources {
      let isCash = ["cash", "equity", "rent"].contains(row.kind)
      let words = { (value: Double) in
        isCash ? NumberFormat.money(value) : NumberFormat.count(value)
      }
      table.add([
        Self.name(of: row), Self.pair(row.capacityBefore, row.capacityAfter, words),
        Self.pair(row.usedBefore, row.usedAfter, words),
        Self.pair(row.priceBefore, row.priceAfter) {
          isCash && $0 != 0 ? "$" + NumberFormat.fixed($0, 2) : NumberFormat.price($0)
        },
      ])
    }
    return [""] + table.lines(width: width) + same(effect.sameResources, "resource")
  }

  // `h100 from month 3`, `power, kW`.
  private static func name(of row: PlanEffect.Resource) -> String {
    let parts = row.id.onOneLine.split(separator: "@", maxSplits: 1)
    let unit = row.kind == "power" ? ", kW" : ""
    return parts.count == 2
      ? "\(parts[0])\(unit) from month \(parts[1])" : row.id.onOneLine + unit
  }

  private func teams(_ effect: PlanEffect) -> [String] {
    if effect.teams.isEmpty { return [] }
    var table = TextTable([.left, .left, .right, .right])
    table.add(["TEAMS", "GPUs", "stay a year", "worth"])
    for team in effect.teams {
      let worth =
        switch (team.valueBefore, team.valueAfter) {
        case (let before?, let after?): NumberFormat.change(after - before)
        case (nil, let after?): "new: " + NumberFormat.money(after)
        case (let before?, nil): "gone: " + NumberFormat.money(before)
        case (nil, nil): ""
        }
      table.add([
        team.id.onOneLine, Self.grants(team).onOneLine, Self.stay(team), worth,
      ])
    }
    return [""] + table.lines(width: width) + same(effect.sameTeams, "team")
  }

  private static func stay(_ team: PlanEffect.Team) -> String {
    guard let before = team.stayBefore, let after = team.stayAfter else { return "" }
    return pair(before, after, NumberFormat.percentNumber) + " %"
  }

  private static func grants(_ team: PlanEffect.Team) -> String {
    let old = PlanEffect.Team.gpus(team.grantedBefore)
    let new = PlanEffect.Team.gpus(team.grantedAfter)
    let moves = Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }
    let isLater = team.laterBefore != team.laterAfter
    let words = moves.map { pool in
      "\(pool) \(NumberFormat.grouped(old[pool] ?? 0)) > \(NumberFormat.grouped(new[pool] ?? 0))"
    }
    return ((words.isEmpty ? ["as before"] : words) + (isLater ? ["later others"] : []))
      .joined(separator: ", ")
  }

  private func offers(_ effect: PlanEffect) -> [String] {
    if effect.offers.isEmpty { return [] }
    let texts = effect.offers.map { (name: $0.candidate, change: OfferChangeText($0)) }
    let seen = texts.filter { !$0.change.isSlight }
    let slight = texts.filter(\.change.isSlight).map(\.name)
    let rest =
      slight.isEmpty
      ? []
      : wrapped("P(accept) of \(NumberFormat.list(slight)) changes by less than 1 %")
    return ["", "OFFERS"] + entries(seen.map { ($0.name, $0.change.sentence) }) + rest
      + same(effect.sameOffers, "candidate")
  }

  private func same(_ count: Int?, _ what: String) -> [String] {
    let count = count ?? 0
    return count == 0 ? [] : ["and \(count) \(what)\(count == 1 ? "" : "s") as before"]
  }
}

extension FigureList.Unit {
  /// A figure as people read it.
  var words: (Double) -> String {
    switch self {
    case .share: NumberFormat.percent
    case .dollars: NumberFormat.money
    case .count: NumberFormat.count
    case .ratio: { NumberFormat.fixed($0, 2) }
    }
  }

  /// By how much it moves.
  func change(_ difference: Double) -> String {
    switch self {
    case .share: (difference > 0 ? "+" : "") + NumberFormat.fixed(difference * 100, 1) + " points"
    case .dollars: NumberFormat.change(difference)
    case .count: (difference > 0 ? "+" : "") + NumberFormat.count(difference)
    case .ratio: NumberFormat.signed(difference)
    }
  }
}

internal import Choice
public import Planning
internal import Scenario

/// A plan as lines for a terminal of 80 columns: plain text, no colour.
public struct TerminalPlan {
  private let plan: Plan
  private let width = 80

  /// The lines of `plan`.
  public init(_ plan: Plan) { self.plan = plan }

  /// The text, a newline at the end.
  public var text: String { lines.joined(separator: "\n") + "\n" }

  private var scenario: Scenario { plan.scenario }

  private var lines: [String] {
    switch plan.status {
    case .infeasible, .undecided: return head + conflicts
    case .optimal, .feasible:
      return head + summary + pools + [""] + teams + [""] + offers + assumptions
    }
  }

  private var head: [String] {
    let proof =
      switch plan.status {
      case .optimal: "proven optimal at its release prices"
      case .feasible:
        "within \(NumberFormat.fixed(plan.value.relativeGap * 100, 4)) % of the best, not proven"
      case .infeasible: "no plan is feasible"
      case .undecided: "no plan found within the limits"
      }
    let period =
      switch scenario.horizonMonths {
      case 6: "half-year plan"
      case 12: "one-year plan"
      default: "\(scenario.horizonMonths)-month plan"
      }
    return wrapped(
      [scenario.name, period, "\(scenario.preset.id) preset", proof].joined(separator: " · "))
  }

  private var summary: [String] {
    let made = plan.offers.filter(\.isMade)
    let hires = made.reduce(0) { $0 + $1.acceptance }
    let leavers = plan.teams.reduce(0) { $0 + $1.leavers }
    return wrapped(
      "Worth \(NumberFormat.money(plan.value.objective)) a year, now "
        + "\(NumberFormat.money(plan.value.present)) · \(made.count) "
        + "offer\(made.count == 1 ? "" : "s"), "
        + "\(NumberFormat.fixed(hires, 1)) hires expected, "
        + "\(NumberFormat.fixed(abs(leavers), 1)) \(leavers < 0 ? "fewer" : "more") leave")
  }

  private func wrapped(_ text: String) -> [String] {
    TextTable.wrapped(text, width: width, indent: 2)
  }

  // MARK: Pools

  private var pools: [String] {
    var table = TextTable([.left, .right, .right, .right, .right, .right, .right])
    table.add(
      ["POOLS", "nodes", "used", "in offers", "price/node-yr", "price/GPU-yr", "P(over)"])
    for (row, pool) in zip(plan.resources, scenario.pools) {
      table.add([
        pool.id, NumberFormat.count(row.capacity), NumberFormat.count(row.used),
        NumberFormat.count(row.promised), NumberFormat.price(row.price),
        NumberFormat.price(row.price / Double(pool.gpusPerUnit)), Self.tail(row),
      ])
    }
    if let cash = plan.resources.first(where: { $0.kind == .cash }) {
      table.add([
        "cash", NumberFormat.money(cash.capacity), NumberFormat.money(cash.used), "all",
        cash.price == 0 ? "free" : "\(NumberFormat.fixed(cash.price, 2)) per $", "",
        Self.tail(cash),
      ])
    }
    let slots = plan.resources.filter { $0.kind == .slots }.map { slot in
      "\(slot.id) \(NumberFormat.count(slot.used)) of \(NumberFormat.count(slot.capacity))"
        + (slot.price == 0 ? "" : " (one is worth \(NumberFormat.money(slot.price)))")
    }
    if slots.isEmpty { return table.lines(width: width) }
    return table.lines(width: width)
      + TextTable.wrapped("offers out: " + slots.joined(separator: ", "), width: width, indent: 2)
  }

  private static func tail(_ row: ResourcePlan) -> String {
    row.overcommit == 0 ? "none" : NumberFormat.fixed(row.overcommit * 100, 2) + " %"
  }

  // MARK: Teams

  private var teams: [String] {
    if plan.teams.isEmpty { return ["TEAMS  none"] }
    let shown = scenario.pools.indices.filter { pool in
      plan.teams.contains { $0.current[pool] > 0 || $0.granted[pool] > 0 }
    }
    let wide = shown.count > 2
    var table = TextTable(
      [.left] + (wide ? [.left] : shown.map { _ in .right }) + [.right, .right, .right])
    table.add(
      ["TEAMS"] + (wide ? ["nodes"] : shown.map { "\(scenario.pools[$0].id) nodes" })
        + ["stay a year", "change", "leavers"])
    let sorted = plan.teams.sorted {
      ($1.value - $1.presentValue, $0.id) < ($0.value - $0.presentValue, $1.id)
    }
    for team in sorted {
      let moves = shown.map { (pool: $0, from: team.current[$0], to: team.granted[$0]) }
      let cells =
        wide
        ? [
          moves.filter { $0.from > 0 || $0.to > 0 }
            .map { "\(scenario.pools[$0.pool].id) \($0.from)>\($0.to)" }.joined(separator: " ")
        ] : moves.map { Self.move($0.from, $0.to) }
      table.add(
        [team.id] + cells + [
          "\(NumberFormat.percentNumber(team.presentStay)) > \(NumberFormat.percent(team.stay))",
          NumberFormat.change(team.value - team.presentValue), Self.signed(team.leavers),
        ])
    }
    return table.lines(width: width)
  }

  private static func move(_ from: Int, _ to: Int) -> String {
    let grant = String(to)
    return "\(from) > " + String(repeating: " ", count: max(0, 3 - grant.count)) + grant
  }

  private static func signed(_ value: Double) -> String {
    let text = NumberFormat.fixed(value, 2)
    return value > 0 && text != "0.00" ? "+" + text : text
  }

  // MARK: Offers

  private var offers: [String] {
    let made = plan.offers.filter(\.isMade)
      .sorted { ($1.acceptance, $0.candidate) < ($0.acceptance, $1.candidate) }
    let refused = plan.offers.filter { !$0.isMade }
    if plan.offers.isEmpty { return ["OFFERS  no candidates"] }
    var table = TextTable([.left, .right, .right, .right, .left, .left, .right, .right])
    table.add(["OFFERS", "P", "90 % range", "cash", "GPUs", "", "lure/$", "in all"])
    for offer in made { table.add(cells(of: offer)) }
    var lines = made.isEmpty ? ["OFFERS  none"] : table.lines(width: width)
    if !made.isEmpty {
      lines += TextTable.wrapped(
        "lure/$: what a dollar of GPUs persuades, against a dollar of cash; in all: with what the "
          + "GPUs produce", width: width, indent: 2)
    }
    if !refused.isEmpty { lines.append("not made:") }
    let idWidth = min(20, refused.map(\.candidate.count).max() ?? 0)
    for offer in refused {
      let sentence = offer.refusal.map { RefusalText($0, in: plan).sentence } ?? ""
      let isLong = offer.candidate.count > idWidth
      if isLong { lines.append(offer.candidate) }
      let id = isLong ? "" : offer.candidate
      let name = id + String(repeating: " ", count: idWidth - id.count)
      let chance = NumberFormat.percent(offer.acceptance)
      let start = "\(name)  " + String(repeating: " ", count: max(0, 5 - chance.count)) + chance
      let indent = start.count + 2
      let body = TextTable.wrapped(sentence, width: width - indent, indent: 0)
      for (index, line) in body.enumerated() {
        lines.append(
          (index == 0 ? start + "  " : String(repeating: " ", count: indent)) + line)
      }
    }
    return lines
  }

  private func cells(of offer: OfferPlan) -> [String] {
    let range = offer.acceptanceInterval.map {
      "\(NumberFormat.percentNumber($0.lowerBound))-\(NumberFormat.percent($0.upperBound))"
    }
    let package = offer.package
    let gpus = package?.guaranteedGPUs ?? 0
    let extras = (package?.levels ?? [:]).sorted { $0.key < $1.key }
      .filter { $0.value != (scenario.organisation[$0.key] ?? 0) }.map(\.key)
    return [
      offer.candidate, NumberFormat.percent(offer.acceptance), range ?? "",
      NumberFormat.money(package?.cash ?? 0),
      gpus == 0 ? "none" : "\(gpus) \(offer.pool ?? "")", extras.joined(separator: " "),
      leverage(offer, \.hiring), leverage(offer, \.returns),
    ]
  }

  private func leverage(_ offer: OfferPlan, _ figure: KeyPath<Leverage, Double?>) -> String {
    guard let leverage = offer.leverage else { return "-" }
    if leverage.isFree { return "free" }
    return leverage[keyPath: figure].map { NumberFormat.fixed($0, 2) } ?? "-"
  }

  // MARK: The rest

  private var assumptions: [String] {
    let count = scenario.facts.filter(\.isAssumption).count
    let notes = scenario.notes.flatMap { TextTable.wrapped($0, width: width, indent: 0) }
    let inputs =
      scenario.intervals.isEmpty
      ? []
      : TextTable.wrapped(
        "\(scenario.intervals.count) inputs are intervals; the plan and its ranges use their "
          + "medians.", width: width, indent: 0)
    return notes + inputs
      + TextTable.wrapped(
        "What GPUs are worth to people is assumed, not measured; \(count) assumptions stand behind "
          + "these numbers: --format json lists them with sources.", width: width, indent: 0)
  }

  private var conflicts: [String] {
    plan.conflicts.flatMap { conflict in
      TextTable.wrapped(conflict.sentence + ".", width: width, indent: 0)
        + conflict.paths.flatMap { path in
          TextTable.wrapped(path, width: width - 2, indent: 2).map { "  " + $0 }
        }
    }
  }
}

internal import Planning
internal import Scenario

/// Pools, cash and role slots with their prices, for a terminal.
struct TerminalPools {
  private let plan: Plan
  private let page: TerminalPage

  init(_ plan: Plan, _ page: TerminalPage) {
    self.plan = plan
    self.page = page
  }

  var lines: [String] {
    page.lines(of: [table(isNarrow: false), table(isNarrow: true)]) + slots + further + steps
  }

  private var steps: [String] {
    let pools = plan.resources.filter { $0.kind == .pool }
    let staying = pools.compactMap { row -> String? in
      guard let stays = row.stays, stays.from != stays.to else { return nil }
      return PriceStepText.stays(row).map { "\(CapacityText.name(of: row)) \($0)" }
    }
    // Every page has them in its files; a narrow one stays within a screen.
    let extremes = page.isRoomy ? pools.compactMap(PriceStepText.extremes) : []
    return (extremes.isEmpty ? [] : page.wrapped(extremes.joined(separator: "; ")))
      + (staying.isEmpty
        ? []
        : page.wrapped(
          "the plan stays the same with so many nodes: " + staying.joined(separator: ", ")))
  }

  private var further: [String] {
    let text = CapacityText(plan)
    return [text.rentals, text.kept, text.rules].compactMap(\.self).flatMap { page.wrapped($0) }
  }

  private func table(isNarrow: Bool) -> TextTable {
    // Where all promises fit, the risk sentence says so.
    let hasTails = plan.risk == nil || plan.resources.contains { $0.overcommit > 0 }
    let hasRanges = plan.resources.contains {
      ![.slots, .rule, .blocks].contains($0.kind) && $0.priceRange != nil
    }
    var table = TextTable(
      [.left, .right, .right, .right, .right] + (hasRanges ? [.left] : []) + [.right, .right]
        + (hasTails ? [.right] : []),
      gap: isNarrow ? 1 : 2)
    table.add(
      ["POOLS", "nodes", "used", isNarrow ? "offers" : "in offers"]
        + [isNarrow ? "node-yr" : "price/node-yr"] + (hasRanges ? ["re-solved"] : [])
        + ["GPU-yr", "GPU-h"] + (hasTails ? ["P(over)"] : []),
      tones: [0: .heading])
    func range(_ row: ResourcePlan) -> [String] {
      let wide = PriceStepText.isWide(row) ? " wide" : ""
      return hasRanges
        ? [row.priceRange.map { "(\(NumberFormat.range($0)))" + wide } ?? ""] : []
    }
    func tail(_ row: ResourcePlan) -> [String] { hasTails ? [Self.tail(row)] : [] }
    for row in plan.resources {
      guard let pool = CapacityText.pool(of: row, in: plan.scenario) else { continue }
      table.add(
        [
          CapacityText.name(of: row), NumberFormat.count(row.capacity),
          NumberFormat.count(row.used),
          NumberFormat.count(row.promised), NumberFormat.price(row.price),
        ] + range(row) + [
          NumberFormat.price(row.price / Double(pool.gpusPerUnit)),
          PriceStepText.hourly(row, in: plan.scenario),
        ] + tail(row))
    }
    for row in plan.resources where [.cash, .equity, .rent, .power].contains(row.kind) {
      let promised = row.promised == row.used ? "all" : CapacityText.amount(row.promised, of: row)
      table.add(
        [
          CapacityText.name(of: row), CapacityText.amount(row.capacity, of: row),
          CapacityText.amount(row.used, of: row), promised, CapacityText.price(of: row),
        ] + range(row) + ["", ""] + tail(row))
    }
    return table
  }

  private var slots: [String] {
    let slots = plan.resources.filter { $0.kind == .slots }.map { slot in
      "\(slot.id) \(NumberFormat.count(slot.used)) of \(NumberFormat.count(slot.capacity))"
        + (slot.price == 0 ? "" : " (\(NumberFormat.money(slot.price)))")
    }
    return (slots.isEmpty ? [] : page.wrapped("role slots: " + slots.joined(separator: ", ")))
      + blocks
  }

  // Cuts concern the solver alone.
  private var blocks: [String] {
    let rows = plan.resources.compactMap { row -> String? in
      guard let blocks = row.blocks, case .slots(let size) = blocks.count else { return nil }
      let later = row.period.map { $0.start == 0 ? "" : " from month \($0.start)" } ?? ""
      return "\(plan.scenario.pools[blocks.pool].id) \(NumberFormat.count(row.used)) of "
        + "\(NumberFormat.count(row.capacity)) slots of \(size) nodes\(later)"
        + (row.price == 0 ? "" : " (\(NumberFormat.money(row.price)) each)")
    }
    return rows.isEmpty ? [] : page.wrapped("blocks: " + rows.joined(separator: ", "))
  }

  /// `0.51 per $`; `free`.
  static func cashPrice(_ row: ResourcePlan) -> String {
    row.price == 0 ? "free" : "\(NumberFormat.fixed(row.price, 2)) per $"
  }

  /// `none`, `2.10 %`.
  static func tail(_ row: ResourcePlan) -> String {
    row.overcommit == 0 ? "none" : NumberFormat.fixed(row.overcommit * 100, 2) + " %"
  }
}

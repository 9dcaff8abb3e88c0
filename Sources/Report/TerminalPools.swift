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
    page.lines(of: [table(isNarrow: false), table(isNarrow: true)]) + slots + steps
  }

  private var steps: [String] {
    let pools = plan.resources.filter { $0.kind == .pool }
    let staying = pools.compactMap { row -> String? in
      guard let stays = row.stays, stays.from != stays.to else { return nil }
      return PriceStepText.stays(row).map { "\(row.id) \($0) nodes" }
    }
    let extremes = pools.compactMap(PriceStepText.extremes)
    return (extremes.isEmpty ? [] : page.wrapped(extremes.joined(separator: "; ")))
      + (staying.isEmpty ? [] : page.wrapped("the plan stays: " + staying.joined(separator: ", ")))
  }

  private func table(isNarrow: Bool) -> TextTable {
    // Where all promises fit, the risk sentence says so.
    let hasTails = plan.risk == nil || plan.resources.contains { $0.overcommit > 0 }
    let hasRanges = plan.resources.contains { $0.kind != .slots && $0.priceRange != nil }
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
    for (row, pool) in zip(plan.resources, plan.scenario.pools) {
      table.add(
        [
          pool.id, NumberFormat.count(row.capacity), NumberFormat.count(row.used),
          NumberFormat.count(row.promised), NumberFormat.price(row.price),
        ] + range(row) + [
          NumberFormat.price(row.price / Double(pool.gpusPerUnit)),
          PriceStepText.hourly(row, in: plan.scenario),
        ] + tail(row))
    }
    if let cash = plan.resources.first(where: { $0.kind == .cash }) {
      table.add(
        [
          "cash", NumberFormat.money(cash.capacity), NumberFormat.money(cash.used), "all",
          Self.cashPrice(cash),
        ] + range(cash) + ["", ""] + tail(cash))
    }
    return table
  }

  private var slots: [String] {
    let slots = plan.resources.filter { $0.kind == .slots }.map { slot in
      "\(slot.id) \(NumberFormat.count(slot.used)) of \(NumberFormat.count(slot.capacity))"
        + (slot.price == 0 ? "" : " (\(NumberFormat.money(slot.price)))")
    }
    return slots.isEmpty ? [] : page.wrapped("role slots: " + slots.joined(separator: ", "))
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

internal import Documents

/// What two solutions differ in, for a terminal.
struct TerminalSolutionEffect {
  private let effect: SolutionEffect
  private let page: TerminalPage

  /// How many claimants are listed; the document lists all.
  private static let most = 40

  init(_ effect: SolutionEffect, _ page: TerminalPage) {
    (self.effect, self.page) = (effect, page)
  }

  /// What the two are worth.
  var summary: [String] {
    if !effect.isSomething { return ["The choice is the same."] }
    let worth = effect.objective.map { pair in
      "Worth \(Self.pair(pair.before, pair.after, Self.amount))"
        + (pair.change.map { " (\($0 > 0 ? "+" : "")\(Self.amount($0)))" } ?? "")
    }
    let bound = effect.bound.map { "bound \(Self.pair($0.before, $0.after, Self.amount))" }
    return page.wrapped(
      [worth ?? "Worth the same", bound].compactMap(\.self).joined(separator: " · "))
  }

  /// Rows, then claimants.
  var tables: [String] { resources + claimants }

  private var resources: [String] {
    if effect.resources.isEmpty { return [] }
    var table = TextTable([.left, .right, .right, .right])
    table.add(["RESOURCES", "there are", "used", "price of a unit"])
    for row in effect.resources {
      table.add([
        Self.id(row.id), Self.pair(row.capacityBefore, row.capacityAfter, NumberFormat.count),
        Self.pair(row.usedBefore, row.usedAfter, NumberFormat.count),
        Self.pair(row.priceBefore, row.priceAfter, TerminalSolution.price),
      ])
    }
    return [""] + page.lines(of: [table]) + same(effect.sameResources, "resource")
  }

  private var claimants: [String] {
    if effect.grants.isEmpty { return [] }
    var table = TextTable([.left, .left, .left, .right])
    table.add(["CLAIMANTS", "before", "after", "value"])
    for grant in effect.grants.prefix(Self.most) {
      let isNew = grant.valueBefore == nil || grant.valueAfter == nil
      table.add([
        Self.id(grant.claimant), grant.optionBefore.map(Self.id) ?? "-",
        grant.optionAfter.map(Self.id) ?? "-",
        isNew
          ? Self.pair(grant.valueBefore, grant.valueAfter, Self.amount)
          : (grant.change > 0 ? "+" : "") + Self.amount(grant.change),
      ])
    }
    let rest = effect.grants.count - Self.most
    return [""] + page.lines(of: [table])
      + (rest > 0
        ? [
          "and \(NumberFormat.grouped(rest)) more claimant\(rest == 1 ? "" : "s"): --format json "
            + "lists them all"
        ] : [])
      + same(effect.sameClaimants, "claimant")
  }

  private func same(_ count: Int, _ what: String) -> [String] {
    count == 0
      ? [] : ["and \(NumberFormat.grouped(count)) \(what)\(count == 1 ? "" : "s") as before"]
  }

  // What a document holds was perhaps not written by this program.
  private static func id(_ text: String) -> String { text.escapedForDisplay(limit: 64) }

  private static func pair(
    _ before: Double?, _ after: Double?, _ words: (Double) -> String
  ) -> String {
    let (old, new) = (before.map(words) ?? "none", after.map(words) ?? "none")
    return old == new ? old : "\(old) > \(new)"
  }

  /// `1,732,811`, `19.25`: two decimals at most.
  private static func amount(_ value: Double) -> String {
    let hundredths = (abs(value) * 100).rounded()
    guard hundredths < 9e15 else { return NumberFormat.count(value) }
    let (whole, part) = Int(hundredths).quotientAndRemainder(dividingBy: 100)
    let tail =
      part == 0 ? "" : part % 10 == 0 ? ".\(part / 10)" : part < 10 ? ".0\(part)" : ".\(part)"
    return (value < 0 && hundredths > 0 ? "-" : "") + NumberFormat.grouped(whole) + tail
  }
}

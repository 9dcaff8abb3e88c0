extension ReservedBound {
  /// What the bound says where some promisers have decided.
  struct Outlook {
    /// No plan is worth more, in cents.
    var value: Double
    /// What each row saves at most.
    var savings: [Double]
    /// Cells of each row at which that is so.
    var cells: [Int]
    /// Cells of each row that a better plan saves at most.
    var reach: [Int]
  }

  /// What it says where promisers before `j` have given up `behind` cents.
  func outlook(
    from j: Int, behind: Double, after refused: [RefusalTable.Refused], betterThan goal: Double
  ) -> Outlook {
    var outlook = Outlook(value: base - behind, savings: [], cells: [], reach: [])
    let nets = zip(rows, refused).map { $0.nets(from: j, after: $1) }
    for nets in nets {
      let saving = nets.max() ?? 0
      outlook.savings.append(saving)
      outlook.cells.append(nets.firstIndex(of: saving) ?? 0)
      outlook.value += saving
    }
    let slack = outlook.value - goal
    outlook.reach = zip(nets, outlook.savings).map { nets, saving in
      nets.lastIndex { $0 - saving + slack >= 0 } ?? 0
    }
    return outlook
  }

  /// Lays rows out for what a better plan can save and give up, until narrowing it down helps no more.
  ///
  /// - Parameters:
  ///   - j: The first promiser that has not decided.
  ///   - behind: What those before gave up, in cents.
  ///   - refused: What those before free; nil where nobody has decided, which lets `reach` shrink.
  ///   - goal: What a better plan is bounded by at least.
  ///   - reach: Cells of each row that a better plan saves at most.
  ///   - work: Numbers that a row's table may take to work out.
  mutating func fit(
    from j: Int, behind: Double, after refused: [RefusalTable.Refused]?, betterThan goal: Double,
    reach: inout [Int], work: Int
  ) -> Outlook {
    var budgets = rows.map { row in
      row.offers[j...].reduce(0) { $0 + ($1.lazy.map(\.share).max() ?? 0) }
    }
    var savings = zip(rows, reach).map { $0.gross($1) }
    var slack = savings.reduce(base - behind - goal, +)
    for round in 0..<Self.rounds {
      var isNarrower = round == 0
      for index in rows.indices {
        let most = max(0, slack - savings[index] + rows[index].gross(reach[index]))
        let budget = min(budgets[index], slack.isFinite ? most : .infinity)
        if budget < 0.9 * budgets[index] { isNarrower = true }
        budgets[index] = budget
      }
      if !isNarrower { break }
      for index in rows.indices {
        layOut(
          index, from: j, cells: reach[index], budget: budgets[index],
          levels: levels(index, from: j, cells: reach[index], work: work))
      }
      let found = outlook(
        from: j, behind: behind, after: refused ?? nothing, betterThan: goal)
      (savings, slack) = (found.savings, found.value - goal)
      if slack < 0 || rows.allSatisfy({ $0.table == nil }) { break }
      if refused != nil { continue }
      for index in rows.indices where rows[index].table != nil {
        reach[index] = min(reach[index], found.reach[index])
      }
    }
    return outlook(from: j, behind: behind, after: refused ?? nothing, betterThan: goal)
  }

  private static let rounds = 10

  /// As many levels as the work allows.
  private func levels(_ index: Int, from j: Int, cells: Int, work: Int) -> Int {
    let offers = rows[index].offers[j...].reduce(0) { $0 + $1.count }
    return max(24, min(512, work / max(1, offers * (cells + 1) * weights.count)))
  }

  /// What is freed before anybody is promised anything.
  private var nothing: [RefusalTable.Refused] {
    rows.map { .nothing(weights, cells: $0.table?.cells ?? 0) }
  }
}

extension RefusalTable.Refused {
  /// What is freed before anybody is promised anything.
  static func nothing(_ weights: [Double], cells: Int) -> RefusalTable.Refused {
    let none = [Double](repeating: 0, count: cells)
    return RefusalTable.Refused(chances: weights.flatMap { _ in [1] + none }, weights: weights)
  }
}

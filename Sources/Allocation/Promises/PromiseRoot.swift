/// Good bounds before the search: prices of all rows, and how far savings can go in a better plan.
struct PromiseRoot {
  /// At several prices, laid out for the search.
  private(set) var bounds: [ReservedBound] = []
  /// Cells of each promised row that a better plan saves at most.
  private(set) var reach: [Int]
  /// No better plan is worth more, in cents.
  private(set) var bound = Double.infinity

  private let model: ChanceModel
  private let table: PromiseTable
  /// What a better plan must be worth at least; minus infinity where none is known.
  private let goal: Double
  /// What must be given up for each row at most in a better plan, by bound.
  private var budgets: [[Double]] = []

  /// - Parameter start: Prices near a good plan: those of linear rows that stand in for the promised.
  init(
    _ model: ChanceModel, _ table: PromiseTable, near start: [Double], betterThan goal: Double
  ) {
    (self.model, self.table, self.goal) = (model, table, goal)
    reach = table.rows.map(\.cells)
    for prices in prices(start) {
      var bound = ReservedBound(model, table, at: prices)
      let budget = narrow(&bound)
      bounds.append(bound)
      budgets.append(budget)
      if self.bound < goal { return }
    }
    // All know now how far the others let savings go.
    for index in bounds.indices {
      for row in table.rows.indices {
        layOut(&bounds[index], row, budgets[index][row], work: Self.mostWork)
      }
      bound = min(bound, outlook(bounds[index]).value)
    }
  }

  /// Between those of promises kept in full, and those of the stand-in.
  private func prices(_ start: [Double]) -> [[Double]] {
    let none = model.chance.rows.map { _ in 0.0 }
    let relaxed = relaxation(of: BookingProblem(model, nil, corrections: none).problem)
    guard relaxed.bound.isFinite else { return [start] }
    let scales = BookingProblem(model, nil, corrections: none).scales
    var full = relaxed.prices
    for (index, row) in model.chance.rows.enumerated() { full[row.row] *= scales[index] }
    if full == start { return [start] }
    return Self.shares.map { share in
      zip(full, start).map { max(0, $0 + share * ($1 - $0)) }
    }
  }

  private static let shares = [0.5, 0.75, 0.25, 1, 0]

  // MARK: How far savings can go

  private static let levels = (least: 32, most: 256)
  private static let mostWork = 10_000_000
  private static let rounds = 8

  /// What a bound says before anything is decided.
  private struct Outlook {
    /// No plan is worth more, in cents.
    var value: Double
    /// What each row saves at most.
    var savings: [Double]
    /// What saving exactly so many cells brings at most, by row.
    var nets: [[Double]]
  }

  private func outlook(_ bound: ReservedBound) -> Outlook {
    var outlook = Outlook(value: bound.base, savings: [], nets: [])
    for row in table.rows.indices {
      let cells = bound.rows[row].table?.cells ?? 0
      let none = nothing(cells)
      let nets = (0...cells).map { target in
        target == 0
          ? bound.rows[row].rest
          : bound.net(row, target, from: 0, refused: none, atLeast: -.infinity)
      }
      let saving = nets.max() ?? 0
      outlook.nets.append(nets)
      outlook.savings.append(saving)
      outlook.value += saving
    }
    return outlook
  }

  /// The distribution of what is refused before anybody is promised anything.
  func nothing(_ cells: Int) -> [Double] {
    model.weights.flatMap { _ in [1] + [Double](repeating: 0, count: cells) }
  }

  /// Narrows down what better plans can save and give up, until it helps no more.
  ///
  /// - Returns: What a better plan gives up for each row at most.
  private mutating func narrow(_ bound: inout ReservedBound) -> [Double] {
    var budgets = bound.rows.indices.map { row in
      bound.rows[row].shares.reduce(0) { $0 + ($1.max() ?? 0) }
    }
    if goal.isFinite {
      let most = bound.rows.indices.reduce(bound.base - goal) { $0 + gross(bound, $1) }
      budgets = budgets.map { min($0, max(0, most)) }
    }
    for _ in 0..<Self.rounds {
      for row in table.rows.indices {
        layOut(&bound, row, budgets[row], work: Self.mostWork / 4)
      }
      let found = outlook(bound)
      self.bound = min(self.bound, found.value)
      let slack = found.value - goal
      if slack < 0 || !slack.isFinite { break }
      var isNarrower = false
      for row in table.rows.indices where bound.rows[row].table != nil {
        let rest = slack - found.savings[row]
        let cells = found.nets[row].lastIndex { $0 + rest >= 0 } ?? 0
        reach[row] = min(reach[row], cells)
        let budget = min(budgets[row], max(0, self.gross(bound, row) + rest))
        if budget < 0.9 * budgets[row] { isNarrower = true }
        budgets[row] = budget
      }
      if !isNarrower { break }
    }
    return budgets
  }

  /// Cents of all cells that may be saved in a row.
  private func gross(_ bound: ReservedBound, _ row: Int) -> Double {
    bound.rows[row].worth * Double(reach[row]) + bound.rows[row].rest
  }

  private func layOut(_ bound: inout ReservedBound, _ row: Int, _ budget: Double, work: Int) {
    let offers = table.options.reduce(0) { $0 + $1.count { $0.cells[row] != 0 } }
    let level = max(1, offers * (reach[row] + 1) * model.weights.count)
    bound.layOut(
      row, cells: reach[row], budget: budget,
      levels: max(Self.levels.least, min(Self.levels.most, work / level)))
  }
}

/// An exact search over few promisers: depth first, each node with the exact distribution of what is
/// refused and several ``ReservedBound``s on the rest; the firm claimants' best is found where promises
/// end.
struct PromiseSearch {
  /// More promisers than this are not searched.
  static let mostPromisers = 20

  let model: ChanceModel
  let table: PromiseTable
  let limits: SearchLimits
  private var firm: FirmPlans
  private var bounds: [ReservedBound] = []
  /// Prices near a good plan, cents per unit of every row.
  private let prices: [Double]
  /// The best plan known.
  private(set) var choice: [Int]?
  /// What it is worth after recourse, in cents.
  private(set) var worth: Int128
  /// Nodes visited.
  private(set) var nodes = 0
  /// Whether nothing was left open.
  private(set) var isComplete = true
  /// The greatest bound of what was left open.
  private var open = -Double.infinity
  /// Distributions of what is refused of what is decided, `[depth][row]`, each `[state][cell]`.
  private var refused: [[[Double]]] = []
  /// Cells of each row beyond which sums are not told apart.
  private var reach: [Int] = []
  private var picked: [Int]
  var rootBound = 0.0
  var reachDebug: [Int] = []

  /// - Parameters:
  ///   - model: The problem with promises.
  ///   - table: The same for the search.
  ///   - start: A good plan, if one is known, and prices near it.
  init(
    _ model: ChanceModel, _ table: PromiseTable, from start: BookingSearch,
    within limits: SearchLimits
  ) {
    self.model = model
    self.table = table
    self.limits = limits
    firm = FirmPlans(model, within: limits)
    prices = start.prices
    choice = start.choice
    worth = start.worth
    picked = [Int](repeating: 0, count: table.options.count)
  }

  /// Searches until nothing better is left or the limits end it.
  ///
  /// - Returns: No plan is worth more, in cents; minus infinity if there is no plan at all.
  mutating func run() -> Double {
    if !firm.canFit() { return -.infinity }
    let root = PromiseRoot(model, table, near: prices, betterThan: goal)
    rootBound = root.bound; reachDebug = root.reach
    if root.bound >= goal {
      (bounds, reach) = (root.bounds, root.reach)
      refused = (0...table.options.count).map { _ in reach.map { root.nothing($0) } }
      let capacities = model.hardRows.map { model.chance.problem.resources[$0].capacity }
      visit(0, behind: bounds.map { _ in 0 }, left: capacities)
      open = min(open, root.bound)
    }
    if isComplete { return choice == nil ? -.infinity : Double(worth) }
    return max(open + rounding, choice == nil ? -.infinity : Double(worth))
  }

  /// By how much a plan's worth may exceed what it was bounded by: rows' costs are whole cents.
  private var rounding: Double { 0.5 * Double(table.rows.count { $0.risk == nil }) }

  /// What a better plan must be bounded by at least.
  private var goal: Double {
    if choice == nil { return -.infinity }
    return Double(worth) + 1 - rounding - 0.01 - 1e-12 * abs(Double(worth))
  }

  /// Decides promiser `j`; `behind` is what those before gave up, by bound.
  private mutating func visit(_ j: Int, behind: [Double], left: [Int64]) {
    if j == table.options.count { return finish() }
    if nodes >= limits.nodes || (nodes & 63 == 0 && limits.shouldStop()) {
      isComplete = false
      open = .infinity
      return
    }
    nodes += 1
    var children = self.children(j, behind: behind, left: left)
    children.sort { ($1.bound, $0.option) < ($0.bound, $1.option) }
    for child in children {
      if child.bound < goal { break }
      if !isComplete {
        open = max(open, child.bound)
        break
      }
      let option = table.options[j][child.option]
      picked[j] = option.index
      for row in table.rows.indices {
        refused[j + 1][row] = shifted(refused[j][row], row, option)
      }
      let before = open
      visit(
        j + 1, behind: zip(behind, bounds).map { $0 + $1.losses[j][child.option] },
        left: zip(left, option.hard).map { $0 - $1 })
      // A node that was not entered is as good as its own bound.
      if open == .infinity { open = max(before, child.bound) }
    }
  }

  /// The distribution of what is refused in a row once `option` is offered.
  private func shifted(_ refused: [Double], _ row: Int, _ option: PromiseTable.Option) -> [Double] {
    let cells = option.cells[row]
    if cells == 0 { return refused }
    let most = reach[row]
    var result = refused
    for (state, accepted) in option.chances.enumerated() {
      let first = state * (most + 1)
      for cell in 0...most { result[first + cell] *= accepted }
      for cell in 0...most {
        result[first + min(most, cell + cells)] += refused[first + cell] * (1 - accepted)
      }
    }
    return result
  }

  // MARK: A node's children

  /// An option to try, and the bound behind it.
  private struct Child {
    var option: Int
    var bound: Double
  }

  private func children(_ j: Int, behind: [Double], left: [Int64]) -> [Child] {
    let goal = goal
    let unchanged = bounds.map { bound in
      table.rows.indices.map { bound.saving($0, from: j + 1, refused: refused[j][$0]) }
    }
    // The bound that binds here mostly binds behind the next option too.
    var nearest = 0
    var children: [Child] = []
    for (index, option) in table.options[j].enumerated() {
      if zip(option.hard, left).contains(where: { $0 > $1 }) { continue }
      let moved = table.rows.indices.map { row in
        option.cells[row] == 0 ? nil : shifted(refused[j][row], row, option)
      }
      func value(_ number: Int) -> Double {
        let bound = bounds[number]
        var value = bound.base - behind[number] - bound.losses[j][index]
        for (row, moved) in moved.enumerated() {
          value += moved.map { bound.saving(row, from: j + 1, refused: $0) } ?? unchanged[number][row]
        }
        return value
      }
      var least = value(nearest)
      for number in bounds.indices where number != nearest && least >= goal {
        let other = value(number)
        if other < least { (least, nearest) = (other, number) }
      }
      if least >= goal && least > -.infinity { children.append(Child(option: index, bound: least)) }
    }
    return children
  }

  // MARK: Where all promises are decided

  private mutating func finish() {
    nodes += 1
    var plan = [Int](repeating: 0, count: model.place.count)
    for (j, claimant) in table.claimants.enumerated() { plan[claimant] = picked[j] }
    var reserves: [Int64] = []
    var costs: [[(room: Int64, cents: Int64)]?] = []
    for (index, row) in table.rows.enumerated() {
      let uses = model.distribution(plan, index)
      reserves.append(row.risk.map(uses.reserve) ?? 0)
      costs.append(
        row.risk != nil
          ? nil
          : row.rooms.map { room in
            let cost = ChanceModel.recourse(
              row.cents, shortfall: uses.expectedShortfall(room: room))
            return (room, Int64(clamping: cost))
          })
    }
    defer {
      if !firm.isProven {
        isComplete = false
        open = .infinity
      }
    }
    guard let whole = firm.completed(plan, reserves: reserves, costs: costs),
      let found = model.worth(whole)
    else { return }
    if choice == nil || found > worth { (choice, worth) = (whole, found) }
  }
}

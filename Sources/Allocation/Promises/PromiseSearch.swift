/// An exact search over few promisers: depth first, each node with the exact distribution of what is
/// decided and a ``PolicyBound`` on the rest; the firm claimants' best is found where promises end.
struct PromiseSearch {
  /// More promisers than this are not searched.
  static let mostPromisers = 20

  let model: ChanceModel
  let table: PromiseTable
  let limits: SearchLimits
  private(set) var policy: PolicyBound
  private(set) var firm: FirmPlans
  /// Prices of the hard rows, in cents per unit.
  private(set) var prices: [Double]
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
  /// Distributions of what is decided, `[depth][row]`, each `[state][sum]`.
  private var chances: [[[Double]]]
  private var picked: [Int]

  /// - Parameters:
  ///   - model: The problem with promises.
  ///   - table: The same for the search.
  ///   - start: A good plan, if one is known, and prices of all rows to begin at.
  init(
    _ model: ChanceModel, _ table: PromiseTable, from start: BookingSearch,
    within limits: SearchLimits
  ) {
    self.model = model
    self.table = table
    self.limits = limits
    policy = PolicyBound(table, weights: model.weights)
    prices = model.hardRows.map { start.prices[$0] }
    firm = FirmPlans(model, charging: prices, within: limits)
    choice = start.choice
    worth = start.worth
    chances = (0...table.options.count).map { _ in
      table.rows.map { row in
        (0..<model.weights.count * (row.top + 1)).map { $0 % (row.top + 1) == 0 ? 1 : 0 }
      }
    }
    picked = [Int](repeating: 0, count: table.options.count)
  }

  /// Searches until nothing better is left or the limits end it.
  ///
  /// - Returns: No plan is worth more, in cents; minus infinity if there is no plan at all.
  mutating func run() -> Double {
    let nothing = table.rows.map { _ in Int64(0) }
    if !firm.isEmpty && firm.plan(leaving: nothing) == nil { return -.infinity }
    PromiseRoot(self).improve(&policy, &firm, &prices)
    let rooms = table.rows.map { Array(0...$0.most) }
    let capacities = model.hardRows.map { model.chance.problem.resources[$0].capacity }
    visit(0, net: 0, left: capacities, rooms)
    if isComplete { return choice == nil ? -.infinity : Double(worth) }
    return max(open, choice == nil ? -.infinity : Double(worth))
  }

  /// What a better plan must be worth at least.
  var goal: Double {
    if choice == nil { return -.infinity }
    let step = table.rows.contains { $0.risk == nil } ? 0.5 : 1
    return Double(worth) + step - 0.01 - 1e-12 * abs(Double(worth))
  }

  /// The worth of hard rows at their prices, and the bases of the promisers from `j` on.
  private func constant(from j: Int) -> Double {
    let capacities = model.hardRows.map { model.chance.problem.resources[$0].capacity }
    let hard = zip(prices, capacities).reduce(0.0) { $0 + $1.0 * Double($1.1) }
    return policy.bases[j...].reduce(hard, +)
  }

  /// A bound of each cut before what rooms bring, in cents.
  private var cutConstants: [Double] {
    firm.cuts.map { cut in
      zip(cut.prices, table.rows).reduce(cut.base) { $0 + $1.0 * Double($1.1.capacity) }
    }
  }

  /// Decides promiser `j`; `rooms` are those that a better plan may leave to promises, by row.
  private mutating func visit(_ j: Int, net: Double, left: [Int64], _ rooms: [[Int]]) {
    if j == table.options.count { return finish(left) }
    if nodes >= limits.nodes || (nodes & 63 == 0 && limits.shouldStop()) {
      isComplete = false
      open = max(open, .infinity)
      return
    }
    nodes += 1
    var children = self.children(j, net: net, left: left, rooms)
    children.sort { ($1.bound, $0.option) < ($0.bound, $1.option) }
    for child in children {
      if child.bound < goal { break }
      if !isComplete {
        open = max(open, child.bound)
        break
      }
      let option = table.options[j][child.option]
      picked[j] = option.index
      for row in table.rows.indices { advance(row, j, option) }
      let nextNet = net + zip(prices, option.hard).reduce(option.value) { $0 - $1.0 * Double($1.1) }
      let before = open
      visit(j + 1, net: nextNet, left: zip(left, option.hard).map { $0 - $1 }, child.rooms)
      // A node that was not entered is as good as its own bound.
      if open == .infinity { open = max(before, child.bound) }
    }
  }

  /// The distribution of what is decided once `option` is added, in the next depth.
  private mutating func advance(_ row: Int, _ j: Int, _ option: PromiseTable.Option) {
    let (top, cells) = (table.rows[row].top, option.cells[row])
    if cells == 0 {
      chances[j + 1][row] = chances[j][row]
      return
    }
    for (state, p) in option.chances.enumerated() {
      let from = state * (top + 1)
      for s in 0...top { chances[j + 1][row][from + s] = chances[j][row][from + s] * (1 - p) }
      for s in 0...top {
        chances[j + 1][row][from + min(top, s + cells)] += chances[j][row][from + s] * p
      }
    }
  }
}

// MARK: Bounds of a node's children

extension PromiseSearch {
  /// An option to try, the bound behind it, and rooms that are left with it.
  private struct Child {
    var option: Int
    var bound: Double
    var rooms: [[Int]]
  }

  private func children(_ j: Int, net: Double, left: [Int64], _ rooms: [[Int]]) -> [Child] {
    let rest = constant(from: j + 1) + net
    var outlooks = table.rows.indices.map { NodeOutlook(self, chances[j][$0], $0, j, rooms[$0]) }
    let unchanged = table.rows.indices.map { outlooks[$0].values(nil) }
    // What every row brings by itself, cut by cut, if it is left as it is.
    let tops = firm.cuts.map { cut in table.rows.indices.map { top(unchanged, cut, $0, rooms) } }
    let sums = zip(tops, cutConstants).map { $0.0.reduce($0.1, +) }
    // The cut that binds here mostly binds behind the options too.
    let nearest = sums.indices.min { sums[$0] < sums[$1] } ?? 0
    let goal = goal
    var children: [Child] = []
    for (index, option) in table.options[j].enumerated() {
      if zip(option.hard, left).contains(where: { $0 > $1 }) { continue }
      let gain = zip(prices, option.hard).reduce(rest + option.value) { $0 - $1.0 * Double($1.1) }
      let moved = table.rows.indices.filter { option.cells[$0] != 0 }
      var values = unchanged
      for row in moved { values[row] = outlooks[row].values(option) }
      func bound(_ cut: Int) -> Double {
        moved.reduce(gain + sums[cut]) {
          $0 + top(values, firm.cuts[cut], $1, rooms) - tops[cut][$1]
        }
      }
      var best = (bound: bound(nearest), cut: nearest)
      for cut in firm.cuts.indices where cut != nearest && best.bound >= goal {
        let other = bound(cut)
        if other < best.bound { best = (other, cut) }
      }
      // A number that is none, too: rows that leave no room at all.
      if !(best.bound >= goal && best.bound > -.infinity) { continue }
      children.append(
        Child(
          option: index, bound: best.bound,
          rooms: kept(values, rooms, firm.cuts[best.cut], best.bound - goal)))
    }
    return children
  }

  /// The most that a row brings in any room, less what the firm claimants lose by it.
  private func top(_ values: [[Double]], _ cut: FirmPlans.Cut, _ row: Int, _ rooms: [[Int]])
    -> Double
  {
    let price = cut.prices[row] * Double(table.rows[row].unit)
    var top = -Double.infinity
    for (room, value) in zip(rooms[row], values[row]) {
      top = max(top, value - price * Double(room))
    }
    return top
  }

  /// The rooms that a better plan might leave: within `slack` of each row's best.
  private func kept(
    _ values: [[Double]], _ rooms: [[Int]], _ cut: FirmPlans.Cut, _ slack: Double
  ) -> [[Int]] {
    table.rows.indices.map { row in
      let price = cut.prices[row] * Double(table.rows[row].unit)
      let least = top(values, cut, row, rooms) - slack
      return zip(rooms[row], values[row]).filter { room, value in
        value > -.infinity && value - price * Double(room) >= least
      }.map(\.0)
    }
  }
}

// MARK: Where all promises are decided

extension PromiseSearch {
  private mutating func finish(_ left: [Int64]) {
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
          : (0...row.most).map { cells in
            let room = Int64(cells) * row.unit + row.rest
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

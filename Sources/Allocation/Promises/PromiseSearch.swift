/// An exact search over few promisers: depth first, each node with the exact distribution of what is
/// refused and several ``ReservedBound``s on the rest; the firm claimants' best is found where promises
/// end.
struct PromiseSearch {
  /// More promisers than this are not searched.
  static let mostPromisers = 20

  let model: ChanceModel
  let table: PromiseTable
  let limits: SearchLimits
  /// Everything promised kept in full.
  let reserved: AllocationProblem
  /// The same with rows rented where they have a price; nil where none has.
  let rented: AllocationProblem?
  private var firm: FirmPlans
  /// Prices near a good plan, cents per unit of every row.
  private let prices: [Double]
  /// The best plan known.
  private(set) var choice: [Int]?
  /// What it is worth after recourse, in cents.
  private(set) var worth: Int128
  /// Nodes visited; one that takes long counts as several.
  var nodes = 0
  /// Whether nothing was left open.
  private(set) var isComplete = true
  /// The greatest bound of what was left open.
  private var open = -Double.infinity

  /// Of the root, and behind them those of the nodes that the search is in.
  private(set) var bounds: [ReservedBound] = []
  /// What promisers before each depth gave up, `[bound][depth]`.
  private(set) var behind: [[Double]] = []
  /// What is refused of what is decided, `[depth][row]`.
  private(set) var refused: [[RefusalTable.Refused]] = []
  /// Cells of each row that a better plan saves at most.
  private(set) var reach: [Int] = []
  /// The options of a plan that is searched near; nil where everything is searched.
  private var center: [Int?]?
  /// The options decided on, as indices of the table.
  private(set) var picked: [Int]
  /// Nodes whose prices were worked out anew, and those where that was better.
  private var repriced = (all: 0, better: 0)

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
    reserved = model.reserved(renting: table.rows.map { _ in false })
    let isPriced = table.rows.map { $0.risk == nil }
    rented = isPriced.contains(true) ? model.reserved(renting: isPriced) : nil
    firm = FirmPlans(model, within: limits)
    prices = start.prices
    choice = start.choice
    worth = start.worth
    picked = [Int](repeating: 0, count: table.options.count)
  }

  /// Promises in which a plan near another differs at most.
  private static let mostChanges = 1

  /// Searches until nothing better is left or the limits end it.
  ///
  /// - Returns: No plan is worth more, in cents; minus infinity if there is no plan at all.
  mutating func run() -> Double {
    if !firm.canFit() { return -.infinity }
    if let rented {
      let limits = SearchLimits(nodes: 1_000, shouldStop: limits.shouldStop)
      consider(solve(rented, within: limits).choice)
    }
    let (first, start) = (root(), goal)
    if first.bound >= start { improve(first) }
    // Bounds are the tighter, the more a better plan must be worth.
    explore(goal > start ? root() : first, upTo: limits.nodes)
    let known = choice == nil ? -.infinity : Double(worth)
    return isComplete ? known : max(open + rounding, known)
  }

  private func root() -> PromiseRoot {
    PromiseRoot(
      model, table, [reserved] + (rented.map { [$0] } ?? []), near: prices, betterThan: goal)
  }

  private mutating func consider(_ plan: [Int]?) {
    guard let plan, let found = model.worth(plan), choice == nil || found > worth else { return }
    (choice, worth) = (plan, found)
  }

  /// Takes up a root's bounds, with nothing decided.
  mutating func begin(at root: PromiseRoot) {
    (bounds, reach) = (root.bounds, root.reach)
    behind = bounds.map { _ in [Double](repeating: 0, count: table.options.count + 1) }
    refused = (0...table.options.count).map { _ in
      reach.map { .nothing(model.weights, cells: $0) }
    }
  }

  /// What is left of the hard rows before any promise.
  private var capacities: [Int64] {
    model.hardRows.map { model.chance.problem.resources[$0].capacity }
  }

  /// Takes options of the first promisers; returns what is left of the hard rows.
  mutating func take(_ options: [Int]) -> [Int64] {
    var left = capacities
    for (j, index) in options.enumerated() {
      take(j, index)
      for (row, use) in table.options[j][index].hard.enumerated() { left[row] -= use }
    }
    return left
  }

  /// Takes an option of promiser `j`.
  private mutating func take(_ j: Int, _ index: Int) {
    picked[j] = index
    for number in bounds.indices {
      behind[number][j + 1] = behind[number][j] + bounds[number].losses[j][index]
    }
    for row in table.rows.indices { refused[j + 1][row] = after(j, row, table.options[j][index]) }
  }

  /// Searches from a root up to so many nodes, everywhere or near a plan.
  mutating func explore(_ root: PromiseRoot, upTo limit: Int, near plan: [Int]? = nil) {
    (isComplete, open) = (true, -.infinity)
    center = plan.map { plan in
      table.claimants.indices.map { j in
        table.options[j].firstIndex { $0.index == plan[table.claimants[j]] }
      }
    }
    if root.bound < goal { return }
    if choice != nil && root.reach.allSatisfy({ $0 == 0 }) { return keepAll() }
    begin(at: root)
    visit(0, left: capacities, changes: Self.mostChanges, limit)
    open = min(open, root.bound)
  }

  /// Where a better plan can save nothing, it keeps all promises.
  private mutating func keepAll() {
    let answer = solve(
      reserved, within: SearchLimits(shouldStop: limits.shouldStop), near: [choice ?? []])
    nodes += answer.nodes
    consider(answer.choice)
    guard case .optimal = answer.status else {
      (isComplete, open) = (false, Double(answer.bound))
      return
    }
  }

  /// By how much a plan's worth may exceed what it was bounded by: rows' costs are whole cents.
  private var rounding: Double { 0.5 * Double(table.rows.count { $0.risk == nil }) }

  /// What a better plan must be bounded by at least.
  var goal: Double {
    if choice == nil { return -.infinity }
    return Double(worth) + 1 - rounding - 0.01 - 1e-12 * abs(Double(worth))
  }

  /// Decides promiser `j`.
  ///
  /// - Parameters:
  ///   - left: What is left of the hard rows.
  ///   - changes: Where a plan is searched near, in how many promises it may still differ.
  ///   - limit: Nodes.
  private mutating func visit(_ j: Int, left: [Int64], changes: Int, _ limit: Int) {
    if j == table.options.count { return finish() }
    if nodes >= limit || (nodes & 63 == 0 && limits.shouldStop()) {
      isComplete = false
      open = .infinity
      return
    }
    nodes += weight(j)
    let (first, outer) = (nodes, bounds.count)
    var children = self.children(j, left: left, only: changes == 0 ? center?[j] : nil)
    children.sort { ($0.bound, $1.option) < ($1.bound, $0.option) }
    while let child = children.popLast() {
      if child.bound < goal { break }
      if !isComplete {
        open = max(open, child.bound)
        break
      }
      let isChange = center.map { $0[j] != child.option } ?? false
      if isChange && changes == 0 { continue }
      let option = table.options[j][child.option]
      take(j, child.option)
      let before = open
      visit(
        j + 1, left: zip(left, option.hard).map { $0 - $1 },
        changes: isChange ? changes - 1 : changes, limit)
      // A node that was not entered is as good as its own bound.
      if open == .infinity { open = max(before, child.bound) }
      if bounds.count == outer && nodes - first > Self.patience && reprice(j) {
        children = children.compactMap { child in
          let bound = min(child.bound, value(outer, j, child.option))
          return bound >= goal ? Child(option: child.option, bound: bound) : nil
        }
        children.sort { ($0.bound, $1.option) < ($1.bound, $0.option) }
      }
    }
    bounds.removeSubrange(outer...)
    behind.removeSubrange(outer...)
  }

  // MARK: Prices of a node's own

  /// Nodes below one after which it gets prices of its own.
  private static let patience = 60
  /// Nodes that get prices of their own, at most; after some, only where every second one helps.
  private static let mostRepriced = 400
  private static let fewRepriced = 60

  /// Adds a bound at prices that fit what is decided before promiser `j`; false if it is no better.
  private mutating func reprice(_ j: Int) -> Bool {
    let isUseful = repriced.all < Self.fewRepriced || 2 * repriced.better >= repriced.all
    if center != nil || !isUseful || repriced.all >= Self.mostRepriced
      || j + 3 > table.options.count
    {
      return false
    }
    repriced.all += 1
    let pricing = NodePricing(self, j, behind: behind.map { $0[j] })
    guard let bound = pricing.bound else { return false }
    repriced.better += 1
    bounds.append(bound)
    var given = [Double](repeating: 0, count: table.options.count + 1)
    for depth in 0..<j { given[depth + 1] = given[depth] + bound.losses[depth][picked[depth]] }
    behind.append(given)
    return true
  }

  // MARK: Where all promises are decided

  /// Completes the promises decided on by the firm claimants' best, and keeps the plan if it is the best.
  mutating func finish() {
    nodes += 1
    var plan = [Int](repeating: 0, count: model.place.count)
    for (j, claimant) in table.claimants.enumerated() {
      plan[claimant] = table.options[j][picked[j]].index
    }
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
    consider(firm.completed(plan, reserves: reserves, costs: costs))
  }
}

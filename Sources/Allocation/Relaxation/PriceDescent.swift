/// Descends from any prices to a vertex that minimises the Lagrangian dual.
///
/// This is the dual simplex method for generalised upper bounds, with long steps: each claimant has a
/// *key* option, the cheapest at the present prices; the working basis holds one tie per resource.
/// A step lets one tie go and slides along the edge that the others leave, past every claimant's change
/// of mind, until the descent ends. The prices are dual feasible all along, so stopping anywhere still
/// leaves a valid bound. The working matrix is M x M whatever the number of claimants.
///
/// Sources: Dantzig and Van Slyke 1967 (generalised upper bounding); Forrest and Goldfarb 1992 (dual
/// steepest edge); Maros 2003 (bound-flipping ratio test).
struct PriceDescent {
  /// How a descent ended.
  enum Ending { case optimal, cutOff, infeasible, stopped }

  private(set) var table: OptionTable
  /// The cheapest option of each claimant at ``prices``.
  private(set) var keys: [Int]
  /// The working basis, one column per resource.
  private(set) var basis: [BasicColumn]
  /// Price changes `[M]` in scaled units: an option costs `cost + prices . use`.
  private(set) var prices: [Double]
  /// The value of each basic column, by position.
  private(set) var basic: [Double] = []
  /// Options' costs at ``prices``, as of the last step.
  private(set) var priced: [Double] = []
  /// The dual's value at ``prices``: no choice costs less.
  private(set) var dual = -Double.infinity
  /// Where the dual rises without end, once infeasible.
  private(set) var ray: [Double]?
  /// Steps taken.
  private(set) var steps = 0

  /// Times that rounding, at far-off starting prices, had left a key that was not the cheapest.
  private var corrections = 0
  /// The inverse of the working basis.
  private(set) var inverse: WorkingBasis
  /// Whose option each is.
  let claimantOf: [Int32]
  private var slope: [Double] = []

  /// Begins at given prices with the cheapest options as keys, or from another table's basis.
  ///
  /// - Parameters:
  ///   - table: The options.
  ///   - prices: Where to begin, at least `-slackCost`.
  ///   - keys: Each claimant's cheapest option at `prices`; found by one pass if not given.
  ///   - basis: Columns known to tie at `prices`; nil where unknown.
  init(_ table: OptionTable, at prices: [Double], keys: [Int]? = nil, basis: [BasicColumn?]? = nil)
  {
    self.table = table
    self.prices = zip(prices, table.slackCost).map { max($0, -$1) }
    var claimantOf = [Int32](repeating: 0, count: table.options)
    for claimant in 0..<table.claimants {
      for option in table.range(claimant) { claimantOf[option] = Int32(claimant) }
    }
    self.claimantOf = claimantOf
    var found = keys ?? []
    if keys == nil {
      var priced: [Double] = []
      table.priced(self.prices, from: table.cost, into: &priced)
      found = (0..<table.claimants).map { table.cheapest($0, by: priced) }
    }
    self.keys = found
    let rows = table.rows
    let wanted = basis ?? [BasicColumn?](repeating: nil, count: rows)
    inverse = WorkingBasis(wanted) { option, row in
      table.use[row * table.options + option]
        - table.use[row * table.options + found[Int(claimantOf[option])]]
    }
    self.basis = inverse.columns
  }

  /// Takes other costs of the same options; the keys and the basis stay, and ``run(cutOff:limit:)``
  /// begins with correcting what no longer holds.
  mutating func replaceCosts(_ costs: [Double]) {
    precondition(costs.count == table.options, "one cost per option")
    table.cost = costs
    corrections = 0
    ray = nil
  }

  /// Takes other room in every row; the prices stay feasible for the dual, and the descent goes on.
  mutating func replaceRoom(_ room: [Double]) {
    precondition(room.count == table.rows, "one number per row")
    table.room = room
    corrections = 0
    ray = nil
  }

  /// Descends until the prices are optimal, the dual passes `cutOff`, or `limit` steps are done.
  mutating func run(cutOff: Double = .infinity, limit: Int = .max) -> Ending {
    while true {
      refresh()
      guard let leaving = leavingPosition() else {
        table.priced(prices, from: table.cost, into: &priced)
        dual = dualValue()
        if !correctKeys() { return .optimal }
        if corrections > 20 { return .stopped }
        continue
      }
      table.priced(prices, from: table.cost, into: &priced)
      dual = dualValue()
      if dual > cutOff { return .cutOff }
      if steps >= limit { return .stopped }
      steps += 1
      if !step(leaving) {
        if let ray, table.climb(ray) > 1e-9 { return .infeasible }
        ray = nil
        if !correctKeys() || corrections > 20 { return .stopped }
      }
    }
  }

  /// The dual at ``prices``, each claimant's least cost searched afresh.
  func exactDual() -> Double {
    var sum = 0.0
    for claimant in keys.indices { sum += priced[table.cheapest(claimant, by: priced)] }
    for row in 0..<table.rows { sum -= prices[row] * table.room[row] }
    return sum
  }

  /// The dual at ``prices``, from ``priced``: the sum of each claimant's least cost less the room's.
  private func dualValue() -> Double {
    var sum = 0.0
    for key in keys { sum += priced[key] }
    for row in 0..<table.rows { sum -= prices[row] * table.room[row] }
    return sum
  }

  /// Makes the cheapest options the keys again; false if they are.
  ///
  /// The ties of the claimants concerned are let go.
  private mutating func correctKeys() -> Bool {
    var changed: Set<Int32> = []
    for claimant in keys.indices {
      let cheapest = table.cheapest(claimant, by: priced)
      if priced[cheapest] < priced[keys[claimant]] - 1e-13 * (1 + abs(priced[cheapest])) {
        keys[claimant] = cheapest
        changed.insert(Int32(claimant))
      }
    }
    if changed.isEmpty { return false }
    corrections += 1
    let wanted: [BasicColumn?] = basis.map { column in
      if case .option(let option) = column, changed.contains(claimantOf[option]) { return nil }
      return column
    }
    invert(wanted)
    return true
  }

  /// Inverts the matrix of `wanted` columns, which becomes the basis.
  private mutating func invert(_ wanted: [BasicColumn?]) {
    let table = self.table
    let keys = self.keys
    let claimantOf = self.claimantOf
    inverse.invert(wanted) { option, row in
      table.use[row * table.options + option]
        - table.use[row * table.options + keys[Int(claimantOf[option])]]
    }
    basis = inverse.columns
  }

  /// Inverts the basis and recomputes prices and basic values from the table.
  private mutating func refresh() {
    invert(basis)
    let cost = basis.map { column in
      switch column {
      case .option(let option): table.cost[option] - table.cost[keys[Int(claimantOf[option])]]
      case .slack(let row): table.slackCost[row]
      case .free(let row): -prices[row]
      }
    }
    prices = zip(inverse.prices(cost), table.slackCost).map { max($0, -$1) }
    var residual = table.room
    for row in 0..<table.rows {
      let at = row * table.options
      if !table.users.isEmpty, let users = table.users[row] {
        for option in users.lazy.map(Int.init) where keys[Int(claimantOf[option])] == option {
          residual[row] -= table.use[at + option]
        }
      } else {
        let use = table.use.span
        var left = residual[row]
        // Keys are the table's own numbers.
        for key in keys { left -= unsafe use[unchecked: at + key] }
        residual[row] = left
      }
    }
    basic = inverse.values(residual)
  }

  /// The position whose value is most out of range, by dual steepest edge; nil when all are in range.
  ///
  /// A key option out of range (its companions sum to more than one) changes places with its largest
  /// companion first, which changes neither prices nor any other value.
  private mutating func leavingPosition() -> Int? {
    let tolerance = 1e-10
    var best: Int?
    var most = 0.0
    for position in basis.indices {
      let value = basic[position]
      var excess = max(0, -value)
      if case .free = basis[position] { excess = abs(value) }
      if excess <= tolerance { continue }
      let merit = excess * excess / inverse.squaredNorm(position)
      if merit > most {
        most = merit
        best = position
      }
    }
    var exchange: Int?
    for (position, column) in basis.enumerated() {
      guard case .option(let option) = column else { continue }
      let claimant = claimantOf[option]
      var excess = -1.0
      for companion in basis.indices where holds(claimant, companion) { excess += basic[companion] }
      if excess <= tolerance { continue }
      let companions = basis.indices.filter { holds(claimant, $0) }
      if companions.first != position { continue }
      var sum = [Double](repeating: 0, count: table.rows)
      for companion in companions {
        for (row, entry) in inverse.row(companion).enumerated() { sum[row] += entry }
      }
      let merit = excess * excess / squaredNorm(sum)
      if merit > most {
        most = merit
        exchange = companions.max { basic[$0] < basic[$1] }
        best = exchange
      }
    }
    if let exchange, case .option(let option) = basis[exchange] {
      let claimant = Int(claimantOf[option])
      basis[exchange] = .option(keys[claimant])
      keys[claimant] = option
      refresh()
    }
    return best
  }

  /// Whether an option of `claimant` is at `position`.
  private func holds(_ claimant: Int32, _ position: Int) -> Bool {
    if case .option(let option) = basis[position] { claimantOf[option] == claimant } else { false }
  }

  private func squaredNorm(_ vector: [Double]) -> Double {
    vector.reduce(1e-300) { $0 + $1 * $1 }
  }

  /// Slides along the edge that `leaving` opens; false if the dual rises for ever.
  private mutating func step(_ leaving: Int) -> Bool {
    let value = basic[leaving]
    let direction = inverse.row(leaving).map { value < 0 ? $0 : -$0 }
    table.priced(direction, from: nil, into: &slope)
    var edge = PriceEdge(
      climb: abs(value), prices: prices, direction: direction, table: table, priced: priced,
      slope: slope)
    for (position, column) in basis.enumerated() where position != leaving {
      switch column {
      case .option(let option): edge.hold(claimant: Int(claimantOf[option]), option: option)
      case .slack(let row): edge.hold(row: row)
      case .free: break
      }
    }
    guard let entering = edge.slide(keys: &keys) else {
      ray = direction
      return false
    }
    basis[leaving] = entering
    return true
  }
}

extension OptionTable {
  /// The option of `claimant` with the least `priced`, the first of several.
  func cheapest(_ claimant: Int, by priced: [Double]) -> Int {
    var best = start[claimant]
    for option in range(claimant) where priced[option] < priced[best] { best = option }
    return best
  }
}

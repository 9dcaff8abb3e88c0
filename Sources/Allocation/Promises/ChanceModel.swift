/// A problem with promises, with every option's chances and amounts worked out.
struct ChanceModel {
  let chance: ChanceProblem
  /// The market's weights.
  let weights: [Double]
  /// Of each claimant, its place among the promisers; nil where it does not promise.
  let place: [Int?]
  /// Chances of being accepted, `[promiser][option][state]`.
  let given: [[[Double]]]
  /// Units of each promised row that an accepted option comes to use, `[promised row][promiser][option]`.
  let drawn: [[[Int64]]]
  /// Rows that are hard for everybody.
  let hardRows: [Int]

  init(_ chance: ChanceProblem) {
    self.chance = chance
    weights = chance.market.weights
    var place = [Int?](repeating: nil, count: chance.problem.claimants.count)
    for (index, promiser) in chance.promisers.enumerated() { place[promiser.claimant] = index }
    self.place = place
    given = chance.promisers.map { promiser in
      promiser.acceptances.map { chance.market.acceptances(of: $0, in: promiser.group) }
    }
    drawn = chance.rows.map { row in
      chance.promisers.map { promiser in
        chance.problem.claimants[promiser.claimant].options.map { row.drawn($0.use[row.row]) }
      }
    }
    let promised = Set(chance.rows.map(\.row))
    hardRows = chance.problem.resources.indices.filter { !promised.contains($0) }
  }

  /// The problem in which everything promised is kept, after draw-down.
  ///
  /// - Parameter isRented: Of each promised row, whether it has a price and nothing is kept there: what
  ///   accepted promises use is then paid for.
  func reserved(renting isRented: [Bool]) -> AllocationProblem {
    var claimants = chance.problem.claimants
    for (index, row) in chance.rows.enumerated() {
      for (place, promiser) in chance.promisers.enumerated() {
        for (option, amount) in drawn[index][place].enumerated() {
          var own = claimants[promiser.claimant].options[option]
          own.use[row.row] = amount
          if isRented[index], case .cost(let cents) = row.limit {
            let mean = zip(weights, given[place][option]).reduce(0) { $0 + $1.0 * $1.1 }
            own.use[row.row] = 0
            own.value -= Int64(clamping: Self.recourse(cents, shortfall: mean * Double(amount)))
          }
          claimants[promiser.claimant].options[option] = own
        }
      }
    }
    return AllocationProblem(resources: chance.problem.resources, claimants: claimants)
  }

  /// The claimants that do not promise, in order.
  var firm: [Int] { place.indices.filter { place[$0] == nil } }

  /// What a choice uses of a row for certain: of a promised row, without the promises.
  func certainUse(_ choice: [Int], row: Int, isPromised: Bool) -> Int64 {
    var sum: Int64 = 0
    for (claimant, option) in choice.enumerated() where !isPromised || place[claimant] == nil {
      sum += chance.problem.claimants[claimant].options[option].use[row]
    }
    return sum
  }

  /// Whether a choice keeps every hard row, and leaves no promised row less than nothing.
  func keepsHardRows(_ choice: [Int]) -> Bool {
    let capacity = chance.problem.resources.map(\.capacity)
    return hardRows.allSatisfy {
      certainUse(choice, row: $0, isPromised: false) <= capacity[$0]
    }
      && chance.rows.allSatisfy {
        certainUse(choice, row: $0.row, isPromised: true) <= capacity[$0.row]
      }
  }

  /// Room for promises in a promised row.
  func room(_ choice: [Int], _ index: Int) -> Int64 {
    let row = chance.rows[index].row
    return chance.problem.resources[row].capacity
      - certainUse(choice, row: row, isPromised: true)
  }

  /// What accepted promises of a choice use of a promised row.
  func distribution(_ choice: [Int], _ index: Int) -> PromiseDistribution {
    var promises: [Promise] = []
    var chances: [[Double]] = []
    for (place, promiser) in chance.promisers.enumerated() {
      let option = choice[promiser.claimant]
      let amount = drawn[index][place][option]
      if amount == 0 { continue }
      promises.append(Promise(probability: promiser.acceptances[option], amount: amount))
      chances.append(given[place][option])
    }
    return PromiseDistribution(of: promises, given: chances, weights: weights)
  }

  /// What a choice is worth before recourse, in cents.
  func value(_ choice: [Int]) -> Int128 {
    choice.enumerated().reduce(into: Int128(0)) {
      $0 += Int128(chance.problem.claimants[$1.offset].options[$1.element].value)
    }
  }

  /// What being over costs on average, in whole cents: each row to the nearest.
  static func recourse(_ cents: Double, shortfall: Double) -> Int128 {
    Int128((cents * shortfall).rounded())
  }

  /// What a choice is worth after recourse, in cents; nil where it breaks a row.
  func worth(_ choice: [Int]) -> Int128? {
    guard keepsHardRows(choice) else { return nil }
    var worth = value(choice)
    for (index, row) in chance.rows.enumerated() {
      let (uses, room) = (distribution(choice, index), room(choice, index))
      switch row.limit {
      case .chance(let risk):
        if !PromiseDistribution.isWithin(uses.overcommitProbability(room: room), risk) {
          return nil
        }
      case .cost(let cents):
        worth -= Self.recourse(cents, shortfall: uses.expectedShortfall(room: room))
      }
    }
    return worth
  }

  /// What may happen to every promised row under a choice.
  func risks(_ choice: [Int]) -> [RowRisk] {
    chance.rows.enumerated().map { index, row in
      let (uses, room) = (distribution(choice, index), room(choice, index))
      var reserve: Int64?
      if case .chance(let risk) = row.limit { reserve = uses.reserve(for: risk) }
      let capacity = chance.problem.resources[row.row].capacity
      let all = certainUse(choice, row: row.row, isPromised: false)
      return RowRisk(
        row: row.row, capacity: capacity, firm: capacity - room,
        promised: all - (capacity - room), expectedUse: uses.mean,
        overcommitProbability: uses.overcommitProbability(room: room), reserve: reserve,
        expectedShortfall: uses.expectedShortfall(room: room),
        shortfallIfOver: uses.shortfall(room: room, sufficingIn: 0.95))
    }
  }

  /// The chance that any row of the year's limit is exceeded under a choice; nil without a limit.
  ///
  /// Exact where every promise is of one pool and keeps its amount once it has begun; otherwise rows'
  /// chances are added up, which is a bound from above (Boole).
  func year(_ choice: [Int]) -> YearRisk? {
    guard let year = chance.year else { return nil }
    let indices = year.pools.map { pool in
      pool.compactMap { row in chance.rows.firstIndex { $0.row == row } }
    }
    var pools = indices.map { PoolYear(promises: [], rooms: $0.map { room(choice, $0) }) }
    for (place, promiser) in chance.promisers.enumerated() {
      let option = choice[promiser.claimant]
      var pool: Int?
      for (index, rows) in indices.enumerated() {
        let amounts = rows.map { drawn[$0][place][option] }
        guard let first = amounts.firstIndex(where: { $0 > 0 }) else { continue }
        let stays = amounts[first...].allSatisfy { $0 == amounts[first] }
        if pool != nil || !stays { return addedUp(choice, indices) }
        pool = index
        let promise = Promise(
          probability: promiser.acceptances[option], amount: amounts[first], group: promiser.group)
        pools[index].promises.append(ScheduledPromise(promise, from: first))
      }
    }
    return yearRisk(of: pools, in: chance.market)
  }

  private func addedUp(_ choice: [Int], _ indices: [[Int]]) -> YearRisk {
    let periods = indices.map { rows in
      rows.map { distribution(choice, $0).overcommitProbability(room: room(choice, $0)) }
    }
    let pools = periods.map { min(1, $0.reduce(0, +)) }
    return YearRisk(
      any: min(1, pools.reduce(0, +)), pools: pools, periods: periods, isExact: false)
  }
}

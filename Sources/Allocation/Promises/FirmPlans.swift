/// What claimants that do not promise can make of what promises leave, found again and again.
struct FirmPlans {
  /// A bound on their worth for any room left to promises, linear in it: cents, and cents per unit of
  /// each promised row.
  struct Cut {
    var base: Double
    var prices: [Double]
  }

  private let model: ChanceModel
  /// Their options with uses of hard rows charged at fixed prices, and promised rows alone.
  private let problem: AllocationProblem?
  private let firm: [Int]
  private let limits: SearchLimits
  private var known: [[Int64]: Allocation] = [:]
  private var last: Allocation?
  /// Bounds so far, at most ``most``.
  private(set) var cuts: [Cut] = []
  /// Whether hard rows are used, so that the charged problem is not the real one.
  let usesHardRows: Bool

  /// Whether every plan found was proven the best of its kind.
  private(set) var isProven = true

  static let most = 12

  /// - Parameters:
  ///   - model: The problem with promises.
  ///   - prices: What hard rows are charged at, in cents per unit, in the order of the model's.
  init(_ model: ChanceModel, charging prices: [Double], within limits: SearchLimits) {
    self.model = model
    self.limits = SearchLimits(shouldStop: limits.shouldStop)
    firm = model.firm
    let all = model.chance.problem.claimants
    usesHardRows = model.firm.contains { claimant in
      all[claimant].options.contains { option in model.hardRows.contains { option.use[$0] != 0 } }
    }
    let claimants = firm.map { index in
      var claimant = all[index]
      for option in claimant.options.indices {
        let old = claimant.options[option]
        let charge = zip(model.hardRows, prices).reduce(0.0) {
          $0 + Double(old.use[$1.0]) * $1.1
        }
        // Rounded up: charging too little only widens the bound.
        if charge != 0 {
          claimant.options[option].value = old.value - Int64((charge - 1e-3).rounded(.down))
        }
        claimant.options[option].use = model.chance.rows.map { old.use[$0.row] }
      }
      return claimant
    }
    let resources = model.chance.rows.map { model.chance.problem.resources[$0.row] }
    problem =
      claimants.isEmpty ? nil : AllocationProblem(resources: resources, claimants: claimants)
    if claimants.isEmpty {
      cuts = [Cut(base: 0, prices: resources.map { _ in 0 })]
    }
  }

  /// The best charged plan that leaves `rooms` units of each promised row to promises.
  ///
  /// - Returns: Nil where nothing fits; a new bound is kept as a cut.
  mutating func plan(leaving rooms: [Int64]) -> Allocation? {
    guard let problem else { return nil }
    if let found = known[rooms] { return found.choice == nil ? nil : found }
    let capacities = zip(model.chance.rows, rooms).map {
      model.chance.problem.resources[$0.row].capacity - $1
    }
    let answer = solve(
      problem.replacingCapacities(capacities), within: limits, vertex: last?.vertex,
      near: [last?.choice].compactMap { $0 })
    known[rooms] = answer
    note(answer)
    guard answer.choice != nil else { return nil }
    last = answer
    let prices = answer.certificate.prices.map(\.cents)
    let used = zip(prices, capacities).reduce(0.0) { $0 + $1.0 * Double($1.1) }
    if cuts.count < Self.most {
      cuts.append(Cut(base: Double(answer.certificate.bound) + 1 - used, prices: prices))
    }
    return answer
  }

  /// Whether the best plan that leaves so much is known.
  func isKnown(leaving rooms: [Int64]) -> Bool { problem == nil || known[rooms] != nil }

  /// Whether nobody is firm.
  var isEmpty: Bool { problem == nil }

  /// The best real plan of everybody else once promises are chosen.
  ///
  /// - Parameters:
  ///   - choice: The whole choice; only what promisers have is read.
  ///   - costs: Of each promised row with a price, the expected shortfall by room; nil elsewhere.
  ///   - reserves: Units that promises keep of each promised row without a price.
  /// - Returns: The whole choice; nil where nothing fits.
  mutating func completed(
    _ choice: [Int], reserves: [Int64], costs: [[(room: Int64, cents: Int64)]?]
  ) -> [Int]? {
    var choice = choice
    if firm.isEmpty { return choice }
    let hasCosts = costs.contains { $0 != nil }
    if !usesHardRows && !hasCosts {
      guard let found = plan(leaving: reserves)?.choice else { return nil }
      for (index, claimant) in firm.enumerated() { choice[claimant] = found[index] }
      return choice
    }
    let all = model.chance.problem
    var claimants = firm.map { all.claimants[$0] }
    var resources = all.resources
    for row in model.hardRows {
      for promiser in model.chance.promisers {
        resources[row].capacity -=
          all.claimants[promiser.claimant].options[
            choice[promiser.claimant]
          ].use[row]
      }
    }
    for (index, row) in model.chance.rows.enumerated() {
      resources[row.row].capacity -= reserves[index]
      guard let cost = costs[index] else { continue }
      claimants.append(
        Claimant(
          id: "\u{0}" + resources[row.row].id,
          options: cost.map { room, cents in
            var use = [Int64](repeating: 0, count: resources.count)
            use[row.row] = room
            return Claimant.Option(id: "\(room)", value: -cents, use: use)
          }))
    }
    let problem = AllocationProblem(resources: resources, claimants: claimants)
    let answer = solve(problem, within: limits)
    note(answer)
    guard let found = answer.choice else { return nil }
    for (index, claimant) in firm.enumerated() { choice[claimant] = found[index] }
    return choice
  }

  private mutating func note(_ answer: Allocation) {
    switch answer.status {
    case .optimal, .infeasible: return
    case .feasible, .undecided: isProven = false
    }
  }
}

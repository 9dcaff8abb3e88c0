/// What claimants that do not promise can make of what promises leave, found again and again.
struct FirmPlans {
  private let model: ChanceModel
  /// Promised rows alone.
  private let problem: AllocationProblem?
  private let firm: [Int]
  private let limits: SearchLimits
  private var known: [[Int64]: Allocation] = [:]
  private var last: Allocation?
  /// Whether hard rows are used, so that promised rows alone are not the real problem.
  private let usesHardRows: Bool

  /// Whether every plan found was proven the best of its kind.
  private(set) var isProven = true

  init(_ model: ChanceModel, within limits: SearchLimits) {
    self.model = model
    self.limits = SearchLimits(shouldStop: limits.shouldStop)
    firm = model.firm
    let all = model.chance.problem.claimants
    usesHardRows = model.firm.contains { claimant in
      all[claimant].options.contains { option in model.hardRows.contains { option.use[$0] != 0 } }
    }
    let claimants = firm.map { index in
      Claimant(
        id: all[index].id,
        options: all[index].options.map { option in
          var option = option
          option.use = model.chance.rows.map { option.use[$0.row] }
          return option
        })
    }
    let resources = model.chance.rows.map { model.chance.problem.resources[$0.row] }
    problem =
      claimants.isEmpty ? nil : AllocationProblem(resources: resources, claimants: claimants)
  }

  /// Whether they fit at all, as far as promised rows go, if nothing is promised.
  mutating func canFit() -> Bool {
    firm.isEmpty || plan(leaving: model.chance.rows.map { _ in 0 }) != nil
  }

  /// The best plan that leaves `rooms` units of each promised row to promises; nil where nothing fits.
  private mutating func plan(leaving rooms: [Int64]) -> Allocation? {
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
    if answer.choice == nil { return nil }
    last = answer
    return answer
  }

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

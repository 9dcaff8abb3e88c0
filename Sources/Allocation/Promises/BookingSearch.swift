/// Good plans by linear rows that stand in for the promised ones, corrected by the exact tail.
///
/// Each round solves the problem in which every promise counts by its effective weight near the last
/// plan; the exact distribution of the plan found says how far the row is off, and the next round's
/// capacity is corrected by that. At the end, single changes use what granularity has left.
struct BookingSearch {
  private let model: ChanceModel
  private let limits: SearchLimits
  /// The best plan so far.
  private(set) var choice: [Int]?
  /// What it is worth after recourse, in cents.
  private(set) var worth: Int128 = 0
  /// Prices of rows in the last round, in cents per unit, in the caller's order.
  private(set) var prices: [Double]
  private var last: Allocation?

  static let rounds = 12
  /// Exact tails that single changes may ask for.
  static let trials = 60

  init(_ model: ChanceModel, within limits: SearchLimits) {
    self.model = model
    self.limits = SearchLimits(nodes: min(limits.nodes, 300), shouldStop: limits.shouldStop)
    prices = [Double](repeating: 0, count: model.chance.problem.resources.count)
  }

  /// Looks for plans; `near` may be a plan of a like problem.
  mutating func run(near: [Int]? = nil) {
    if let near { consider(near) }
    let none = model.chance.rows.map { _ in 0.0 }
    let hard = solved(BookingProblem(model, nil, corrections: none))
    let start = hard ?? solved(BookingProblem(model, averages, corrections: none))
    guard var plan = start else { return }
    var risks = model.chance.rows.map { row in
      if case .chance(let risk) = row.limit { risk } else { 0.1 }
    }
    var seen: Set<[Int]> = [plan]
    for round in 0..<Self.rounds where !limits.shouldStop() {
      let (weights, corrections) = linearised(plan, risks, round)
      let booking = BookingProblem(model, weights, corrections: corrections)
      guard let next = solved(booking) else { break }
      for (index, row) in model.chance.rows.enumerated() {
        guard case .cost(let cents) = row.limit, cents > 0 else { continue }
        risks[index] = min(0.999, max(1e-9, prices[row.row] / cents))
      }
      plan = next
      if !seen.insert(next).inserted && round > 3 { break }
    }
    improve(risks)
  }

  private var averages: [BookingWeights] {
    model.chance.rows.map { _ in .mean(model.weights) }
  }

  /// Solves a stand-in and keeps its plan if the real rows allow it.
  private mutating func solved(_ booking: BookingProblem) -> [Int]? {
    let answer = solve(
      booking.problem, within: limits, vertex: last?.vertex, near: [choice, last?.choice].compactMap { $0 })
    guard let found = answer.choice else { return nil }
    last = answer
    prices = answer.certificate.prices.map(\.cents)
    for (index, row) in model.chance.rows.enumerated() {
      prices[row.row] *= booking.scales[index]
    }
    consider(found)
    return found
  }

  @discardableResult private mutating func consider(_ plan: [Int]) -> Bool {
    guard let found = model.worth(plan), choice == nil || found > worth else { return false }
    (choice, worth) = (plan, found)
    return true
  }

  /// What promises count as near a plan, and by how much capacities are corrected for what the rows
  /// leave out.
  private func linearised(_ plan: [Int], _ risks: [Double], _ round: Int)
    -> (weights: [BookingWeights], corrections: [Double])
  {
    var weights: [BookingWeights] = []
    var corrections: [Double] = []
    for (index, row) in model.chance.rows.enumerated() {
      let uses = model.distribution(plan, index)
      let reserve = uses.smoothReserve(for: risks[index])
      var isCost = false
      if case .cost = row.limit { isCost = true }
      let found = BookingMoments(model, plan, index).weights(
        at: reserve, isCost: isCost, model.weights)
      var counted = 0.0
      for (place, promiser) in model.chance.promisers.enumerated() {
        let option = plan[promiser.claimant]
        counted += found.weight(model.given[place][option], model.drawn[index][place][option])
      }
      weights.append(found)
      // Later rounds leave a little more, in case the rows stand in badly.
      let margin = 0.002 * Double(max(0, round - 4)) * reserve
      corrections.append(counted - reserve - (isCost ? 0 : margin))
    }
    return (weights, corrections)
  }
}

// MARK: Single changes

extension BookingSearch {
  /// One claimant's other option, and what it seems to bring.
  private struct Change {
    var claimant: Int
    var option: Int
    var gain: Double
  }

  /// Takes the best single change that the exact tail allows, as long as there is one.
  private mutating func improve(_ risks: [Double]) {
    var trials = 0
    while let plan = choice, trials < Self.trials, !limits.shouldStop() {
      var isBetter = false
      for change in promising(plan, risks).prefix(Self.trials - trials) {
        trials += 1
        var next = plan
        next[change.claimant] = change.option
        if consider(next) {
          isBetter = true
          break
        }
      }
      if !isBetter { return }
    }
  }

  /// Changes that seem to fit and to bring something, the best first.
  private func promising(_ plan: [Int], _ risks: [Double]) -> [Change] {
    let (weights, _) = linearised(plan, risks, 0)
    let slack = model.chance.rows.indices.map { index in
      Double(model.room(plan, index))
        - model.distribution(plan, index).smoothReserve(for: risks[index])
    }
    let free = model.hardRows.map { row in
      model.chance.problem.resources[row].capacity
        - model.certainUse(plan, row: row, isPromised: false)
    }
    var changes: [Change] = []
    for (claimant, old) in plan.enumerated() {
      let options = model.chance.problem.claimants[claimant].options
      let counted = model.chance.rows.indices.map { weight(claimant, old, $0, weights) }
      for option in options.indices where option != old {
        var gain = Double(options[option].value - options[old].value)
        if gain <= 0 { continue }
        let fits = zip(model.hardRows, free).allSatisfy {
          options[option].use[$0] - options[old].use[$0] <= $1
        }
        if !fits { continue }
        for (index, row) in model.chance.rows.enumerated() {
          let more = weight(claimant, option, index, weights) - counted[index]
          switch row.limit {
          case .chance: if more > slack[index] * 1.05 + 1 { gain = 0 }
          case .cost(let cents): gain -= cents * risks[index] * more
          }
        }
        if gain > 0 { changes.append(Change(claimant: claimant, option: option, gain: gain)) }
      }
    }
    return changes.sorted {
      ($1.gain, $0.claimant, $0.option) < ($0.gain, $1.claimant, $1.option)
    }
  }

  private func weight(
    _ claimant: Int, _ option: Int, _ index: Int, _ weights: [BookingWeights]
  ) -> Double {
    guard let place = model.place[claimant] else {
      let row = model.chance.rows[index].row
      return Double(model.chance.problem.claimants[claimant].options[option].use[row])
    }
    return weights[index].weight(model.given[place][option], model.drawn[index][place][option])
  }
}

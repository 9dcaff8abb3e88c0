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
    self.limits = SearchLimits(nodes: min(limits.nodes, 100), shouldStop: limits.shouldStop)
    prices = [Double](repeating: 0, count: model.chance.problem.resources.count)
  }

  /// Looks for plans; `nearby` are plans of like problems.
  mutating func run(near nearby: [[Int]] = []) {
    for plan in nearby { consider(plan) }
    let none = model.chance.rows.map { _ in 0.0 }
    let hard = solved(BookingProblem(model, nil, corrections: none))
    let start = hard ?? solved(BookingProblem(model, averages, corrections: none))
    guard let start else { return }
    approach(from: start, aiming: 1)
    improve()
    // Few promises are far from what linear rows say of them: other aims find other plans.
    if model.chance.promisers.count > PromiseSearch.mostPromisers { return }
    if model.chance.rows.allSatisfy({ $0.limit == .chance(0) }) { return }
    for aim in Self.aims where !limits.shouldStop() {
      approach(from: start, aiming: aim)
    }
    improve()
  }

  /// What risks are multiplied by where promises are few.
  private static let aims = [0.5, 0.8, 1.3, 2]

  /// Rounds of stand-ins whose risk is the limit's times a factor; what breaks the limit is not kept.
  private mutating func approach(from start: [Int], aiming aim: Double) {
    var plan = start
    var seen: Set<[Int]> = [plan]
    for round in 0..<(aim == 1 ? Self.rounds : Self.rounds / 2) where !limits.shouldStop() {
      let near = linearised(plan, round, aiming: aim)
      let booking = BookingProblem(
        model, near.weights, corrections: near.corrections, rents: near.rents)
      guard let next = solved(booking) else { break }
      plan = next
      if !seen.insert(next).inserted && (round > 3 || aim != 1) { break }
    }
  }

  private var averages: [BookingWeights] {
    model.chance.rows.map { _ in .mean(model.weights) }
  }

  /// Solves a stand-in and keeps its plan if the real rows allow it.
  private mutating func solved(_ booking: BookingProblem) -> [Int]? {
    let beyond = booking.problem.claimants.count - model.place.count
    let nearby = [choice, last?.choice].compactMap { $0 }
      .map {
        $0.prefix(model.place.count).map(Optional.some) + [Int?](repeating: nil, count: beyond)
      }
    let answer = solve(
      booking.problem, within: limits,
      vertex: last?.choice?.count == booking.problem.claimants.count ? last?.vertex : nil,
      near: nearby)
    guard let all = answer.choice else { return nil }
    let found = Array(all.prefix(model.place.count))
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

  /// Linear rows that stand in for the promised ones near a plan.
  private struct Nearby {
    var weights: [BookingWeights] = []
    /// Units by which capacities are corrected for what the rows leave out.
    var corrections: [Double] = []
    var rents: [[BookingProblem.Rent]] = []
    /// Units of effective weight that are left.
    var slack: [Double] = []
  }

  private func linearised(_ plan: [Int], _ round: Int, aiming aim: Double = 1) -> Nearby {
    var nearby = Nearby()
    for (index, row) in model.chance.rows.enumerated() {
      let (uses, room) = (model.distribution(plan, index), model.room(plan, index))
      var (reserve, margin, isCost) = (Double(room), 0.0, true)
      if case .chance(let risk) = row.limit {
        reserve = uses.smoothReserve(for: min(0.99, risk * aim))
        // Later rounds leave a little more, in case the rows stand in badly.
        margin = 0.002 * Double(max(0, round - 4)) * reserve
        isCost = false
      }
      let weights = BookingMoments(model, plan, index).weights(
        at: reserve, isCost: isCost, model.weights)
      var counted = 0.0
      for (place, promiser) in model.chance.promisers.enumerated() {
        let option = plan[promiser.claimant]
        counted += weights.weight(model.given[place][option], model.drawn[index][place][option])
      }
      nearby.weights.append(weights)
      nearby.corrections.append(counted - reserve - margin)
      nearby.slack.append(Double(room) - reserve)
      if case .cost(let cents) = row.limit {
        nearby.rents.append(rents(uses, room, index, cents))
      } else {
        nearby.rents.append([])
      }
    }
    return nearby
  }

  /// What going further than a plan in one row costs: the distribution it has, moved as a whole.
  private func rents(
    _ uses: PromiseDistribution, _ room: Int64, _ index: Int, _ cents: Double
  ) -> [BookingProblem.Rent] {
    let most = model.drawn[index].reduce(0.0) { $0 + Double($1.max() ?? 0) }
    let deviation = max(1, uses.variance.squareRoot())
    let capacity = Double(model.chance.problem.resources[model.chance.rows[index].row].capacity)
    var moves = (-24...24).map { Double($0) * deviation / 6 }
    moves += (1...16).map { 4 * deviation + Double($0) / 16 * most }
    moves += (1...8).map { -4 * deviation - Double($0) / 8 * (capacity + most) }
    return moves.map { move in
      let shortfall = uses.expectedShortfall(room: Int64((Double(room) - move).rounded()))
      return BookingProblem.Rent(
        units: move, cents: Int64(min(cents * shortfall, 0x1p52).rounded()))
    }
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
  private mutating func improve() {
    var trials = 0
    while let plan = choice, trials < Self.trials, !limits.shouldStop() {
      var isBetter = false
      for change in promising(plan).prefix(Self.trials - trials) {
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
  private func promising(_ plan: [Int]) -> [Change] {
    let nearby = linearised(plan, 0)
    let over = model.chance.rows.indices.map { index in
      model.distribution(plan, index).overcommitProbability(room: model.room(plan, index))
    }
    let free = model.hardRows.map { row in
      model.chance.problem.resources[row].capacity
        - model.certainUse(plan, row: row, isPromised: false)
    }
    var changes: [Change] = []
    for (claimant, old) in plan.enumerated() {
      let options = model.chance.problem.claimants[claimant].options
      let counted = model.chance.rows.indices.map { weight(claimant, old, $0, nearby.weights) }
      for option in options.indices where option != old {
        var gain = Double(options[option].value - options[old].value)
        if gain <= 0 { continue }
        let fits = zip(model.hardRows, free).allSatisfy {
          options[option].use[$0] - options[old].use[$0] <= $1
        }
        if !fits { continue }
        for (index, row) in model.chance.rows.enumerated() {
          let more = weight(claimant, option, index, nearby.weights) - counted[index]
          switch row.limit {
          case .chance: if more > nearby.slack[index] * 1.05 + 1 { gain = 0 }
          case .cost(let cents): gain -= cents * over[index] * more
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

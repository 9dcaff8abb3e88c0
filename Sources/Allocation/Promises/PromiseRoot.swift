/// Finds good multipliers before the search: prices of hard rows, what promisers pay, cuts of the firm.
struct PromiseRoot {
  private let table: PromiseTable
  private let capacities: [Double]
  /// What a plan known is worth, in cents.
  private let goal: Double
  private let movesPrices: Bool

  static let steps = 8

  init(_ search: PromiseSearch) {
    table = search.table
    let resources = search.model.chance.problem.resources
    capacities = search.model.hardRows.map { Double(resources[$0].capacity) }
    goal = search.goal
    // Where firm claimants use hard rows, they are charged at the first prices for good.
    movesPrices = !search.firm.usesHardRows
  }

  /// Rooms at which the bound of one cut is greatest, and the bound.
  private struct Peak {
    var bound: Double
    var rooms: [Int]
  }

  /// Moves prices and charges downhill, and adds cuts where the bound is greatest.
  func improve(_ policy: inout PolicyBound, _ firm: inout FirmPlans, _ prices: inout [Double]) {
    var charges = [Double](repeating: 0, count: table.options.count)
    var best = (bound: Double.infinity, prices: prices, charges: charges)
    let steps = table.options.isEmpty ? 0 : Self.steps
    for step in 0...steps {
      policy.update(prices: prices, charges: charges)
      let peak = settledPeak(policy, &firm, prices)
      if peak.bound < best.bound { best = (peak.bound, prices, charges) }
      if peak.bound < goal || peak.bound == -.infinity || step == steps { break }
      // Uses of hard rows beyond capacity, as a share of it; how often promisers are chosen beyond once.
      var slope = capacities.map { $0 == 0 ? 0 : 1.0 }
      var chosen = [Double](repeating: 0, count: table.options.count)
      for (row, room) in peak.rooms.enumerated() {
        let behaviour = policy.behaviour(row, room)
        for h in slope.indices where capacities[h] != 0 {
          slope[h] -= behaviour.hard[h] / capacities[h]
        }
        for j in chosen.indices { chosen[j] += behaviour.chosen[j] }
      }
      if !movesPrices { slope = slope.map { _ in 0 } }
      for h in slope.indices where slope[h] > 0 && prices[h] <= 0 { slope[h] = 0 }
      let surplus = chosen.indices.map { j -> Double in
        let more = chosen[j] - 1
        return more <= 0 && charges[j] <= 0 ? 0 : more
      }
      let norm = (slope + surplus).reduce(0) { $0 + $1 * $1 }
      if norm < 1e-12 { break }
      let aim = goal.isFinite ? max(peak.bound - goal, 1) : 0.01 * abs(peak.bound) + 1
      let length = 0.7 * aim / norm
      for h in slope.indices where capacities[h] != 0 {
        prices[h] = max(0, prices[h] - length * slope[h] / capacities[h])
      }
      for j in charges.indices { charges[j] = max(0, charges[j] + length * surplus[j]) }
    }
    prices = best.prices
    policy.update(prices: prices, charges: best.charges)
  }

  /// The peak of the bound once cuts meet the firm's worth there.
  private func settledPeak(_ policy: PolicyBound, _ firm: inout FirmPlans, _ prices: [Double])
    -> Peak
  {
    while true {
      let peak = peak(policy, firm, prices)
      let rooms = zip(peak.rooms, table.rows).map { Int64($0) * $1.unit }
      if peak.bound == -.infinity || firm.isKnown(leaving: rooms)
        || firm.cuts.count >= FirmPlans.most
      {
        return peak
      }
      if firm.plan(leaving: rooms) == nil { return peak }
    }
  }

  private func peak(_ policy: PolicyBound, _ firm: FirmPlans, _ prices: [Double]) -> Peak {
    let hard = zip(prices, capacities).reduce(0) { $0 + $1.0 * $1.1 }
    let constant = policy.bases.reduce(hard, +)
    var least = Peak(bound: .infinity, rooms: table.rows.map { _ in 0 })
    for cut in firm.cuts {
      var peak = Peak(bound: constant + cut.base, rooms: [])
      for (index, row) in table.rows.enumerated() {
        var top = (value: -Double.infinity, room: 0)
        for (room, value) in policy.rootValues[index].enumerated() {
          let net = value - cut.prices[index] * Double(row.unit) * Double(room)
          if net > top.value { top = (net, room) }
        }
        peak.bound += top.value + cut.prices[index] * Double(row.capacity)
        peak.rooms.append(top.room)
      }
      if peak.bound < least.bound { least = peak }
    }
    return least
  }
}

/// The chances of all sums of promises, averaged over states of the market.
struct SumTable {
  /// The sums, ascending; nil where they are multiples of `unit` from `first` on.
  private(set) var sums: [Int64]?
  private(set) var first: Int64 = 0
  private(set) var unit: Int64 = 1
  private(set) var chances: [Double] = []
  /// How far off a chance may be beside rounding.
  private(set) var accuracy = 0.0
  /// Whether amounts were rounded up.
  private(set) var isRounded = false

  /// The average over `states` of the distributions of their promises.
  init(_ states: [LivePromises], weights: [Double]) {
    let total = states.map(\.total).max() ?? 0
    precondition(total < .max, "promises sum to too much")
    let isReachable = states.contains { $0.form(upTo: total) == .reachable }
    if isReachable && takeReachable(states, weights) { return }
    var states = states
    let units = states.filter { !$0.promises.isEmpty }.map(\.unit)
    unit = max(1, units.reduce(0, commonDivisor))
    if total / unit > LivePromises.limit {
      isRounded = true
      unit = total / LivePromises.limit + 1
      states = states.map { $0.rounded(to: unit) }
    }
    takeDense(states, weights)
  }

  /// Keeps the sums that can be reached; false if they are too many.
  private mutating func takeReachable(_ states: [LivePromises], _ weights: [Double]) -> Bool {
    var merged: (sums: [Int64], chances: [Double]) = ([], [])
    for (state, weight) in zip(states, weights) {
      var reached = ReachableSums(room: .max)
      for promise in state.promises { reached.add(promise) }
      guard reached.tail != nil else { return false }
      merged = Self.merged(merged, (reached.sums, reached.chances.map { $0 * weight }))
    }
    (sums, chances) = merged
    return true
  }

  private static func merged(
    _ a: (sums: [Int64], chances: [Double]), _ b: (sums: [Int64], chances: [Double])
  ) -> (sums: [Int64], chances: [Double]) {
    var result: (sums: [Int64], chances: [Double]) = ([], [])
    var (i, j) = (0, 0)
    while i < a.sums.count || j < b.sums.count {
      let left = i < a.sums.count ? a.sums[i] : .max
      let right = j < b.sums.count ? b.sums[j] : .max
      var chance = 0.0
      if left <= right && i < a.sums.count {
        chance += a.chances[i]
        i += 1
      }
      if right <= left && j < b.sums.count {
        chance += b.chances[j]
        j += 1
      }
      result.sums.append(min(left, right))
      result.chances.append(chance)
    }
    return result
  }

  private mutating func takeDense(_ states: [LivePromises], _ weights: [Double]) {
    let most = states.map { Int($0.total / unit) }.max() ?? 0
    var sum = [Double](repeating: 0, count: most + 1)
    for (state, weight) in zip(states, weights) {
      if FourierTree.isWorthwhile(promises: state.promises.count, sums: most) {
        accuracy = FourierTree.accuracy
        let scale = Int(state.unit / unit)
        for (index, chance) in FourierTree.chances(of: state).enumerated() {
          sum[index * scale] += weight * chance
        }
        continue
      }
      let longest = (state.promises.last?.amount ?? 0) / unit
      var dense = DenseSums(upTo: most, longest: longest)
      dense.add(state.promises, unit: unit)
      for (index, chance) in dense.chances.enumerated() where chance != 0 {
        sum[index] += weight * chance
      }
    }
    let low = sum.firstIndex { $0 != 0 } ?? 0
    let high = sum.lastIndex { $0 != 0 } ?? 0
    first = Int64(low) * unit
    chances = Array(sum[low...high])
  }
}

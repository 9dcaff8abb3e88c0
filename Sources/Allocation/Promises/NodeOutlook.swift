/// What one promised row may bring to a node's children, room by room.
struct NodeOutlook {
  private let policy: PolicyBound
  private let weights: [Double]
  private let shape: PromiseTable.Row
  private let chances: [Double]
  private let row: Int
  private let j: Int
  private let rooms: [Int]
  /// The penalty's constant part by room.
  private let constants: [Double]
  /// The chance of each sum or more, by state.
  private let tails: [Double]
  /// Means of W by shift in cells, `[room][state]`; empty where not asked for yet.
  private var means: [[Double]]

  init(_ search: PromiseSearch, _ chances: [Double], _ row: Int, _ j: Int, _ rooms: [Int]) {
    let policy = search.policy
    self.policy = policy
    weights = search.model.weights
    shape = search.table.rows[row]
    (self.chances, self.row, self.j, self.rooms) = (chances, row, j, rooms)
    constants = rooms.map { policy.constant(row, $0) }
    means = [[Double]](repeating: [], count: shape.longest + 1)
    var tails = chances
    let width = shape.top + 1
    for state in weights.indices {
      for s in (0..<width - 1).reversed() {
        tails[state * width + s] += tails[state * width + s + 1]
      }
    }
    self.tails = tails
  }

  /// The row's bound in each room if `option` is chosen; minus infinity where the risk is exceeded.
  mutating func values(_ option: PromiseTable.Option?) -> [Double] {
    let cells = option?.cells[row] ?? 0
    prepare(shift: 0)
    prepare(shift: cells)
    var values = constants
    for index in rooms.indices {
      var over = 0.0
      for (state, weight) in weights.enumerated() {
        let p = option?.chances[state] ?? 0
        let at = index * weights.count + state
        values[index] += weight * ((1 - p) * means[0][at] + p * means[cells][at])
        over += weight * (1 - p) * tail(state, above: rooms[index])
        over += weight * p * tail(state, above: rooms[index] - cells)
      }
      if let risk = shape.risk, over > risk * (1 + 1e-9) { values[index] = -.infinity }
    }
    return values
  }

  private func tail(_ state: Int, above room: Int) -> Double {
    if room >= shape.top { return 0 }
    return tails[state * (shape.top + 1) + max(0, room + 1)]
  }

  private mutating func prepare(shift: Int) {
    if !means[shift].isEmpty { return }
    let width = shape.top + 1
    for room in rooms {
      for state in weights.indices {
        let sums = chances[state * width..<(state + 1) * width]
        means[shift].append(policy.mean(row, j + 1, room, state, over: sums, shift: shift))
      }
    }
  }
}

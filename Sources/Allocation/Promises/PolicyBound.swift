/// How much promises could bring if each could wait for the answers to those before it.
///
/// Of one promised row at one room of R cells, `W_j(s)` is the most that promisers j and after can still
/// bring, given that accepted promises use s cells already:
/// `W_j(s) = max over options (g + (1 − p) W_{j+1}(s) + p W_{j+1}(s + w))`. Real plans promise without
/// waiting, so it bounds them; and since it is known at every s, a search that has decided the promisers
/// before j bounds the rest by the mean of W_j over the exact distribution of what is decided.
///
/// Being over costs `η` times its probability less ε (Lagrange), or its price per unit. Hard rows are
/// charged at prices, and a promiser with options in several rows pays for being chosen. In several
/// states of the market the policy even knows the state: true, but wider.
struct PolicyBound {
  private let table: PromiseTable
  private let weights: [Double]
  /// What each option brings beyond its promiser's best that uses no promised row.
  private(set) var gains: [[Double]]
  /// Each promiser's best that uses no promised row, and what it pays for being chosen.
  private(set) var bases: [Double]
  /// Of each row: W at `[promiser][room][state][sum]`.
  private var values: [[Double]]
  private let strides: [Int]
  /// The multiplier η of each row and room.
  private var multipliers: [[Double]]
  /// The bound of each row and room when nothing is decided; minus infinity where it cannot be.
  private(set) var rootValues: [[Double]]

  /// What a policy does on average, for one row and room.
  struct Behaviour {
    /// The chance of being over.
    var over = 0.0
    /// Uses of the hard rows.
    var hard: [Double]
    /// How often each promiser is chosen here.
    var chosen: [Double]
  }

  /// An option that brings more than nothing.
  private struct Offer {
    var index: Int
    var gain: Double
    var cells: Int
    var chances: [Double]
  }
  /// Of each row and promiser.
  private var offers: [[[Offer]]] = []

  init(_ table: PromiseTable, weights: [Double]) {
    self.table = table
    self.weights = weights
    gains = table.options.map { $0.map { _ in 0 } }
    bases = table.options.map { _ in 0 }
    strides = table.rows.map { $0.top + $0.longest + 1 }
    values = zip(table.rows, strides).map { row, stride in
      [Double](
        repeating: 0, count: (table.options.count + 1) * (row.most + 1) * weights.count * stride)
    }
    multipliers = table.rows.map { [Double](repeating: 0, count: $0.most + 1) }
    rootValues = multipliers
  }

  /// Where `W_j` of a row, room and state begins, and how long it is.
  @inline(__always)
  private func place(_ row: Int, _ j: Int, _ room: Int, _ state: Int) -> Int {
    ((j * (table.rows[row].most + 1) + room) * weights.count + state) * strides[row]
  }

  /// Works out everything at prices of the hard rows, and what promisers pay.
  mutating func update(prices: [Double], charges: [Double]) {
    for (j, options) in table.options.enumerated() {
      let net = options.map { option in
        zip(prices, option.hard).reduce(option.value) { $0 - $1.0 * Double($1.1) }
      }
      let free = options.indices.filter { options[$0].row == nil }.map { net[$0] }.max()
      let base = free ?? net.min() ?? 0
      bases[j] = base + charges[j]
      gains[j] = net.map { $0 - base - charges[j] }
    }
    // W never rises with what is used, so an option that brings nothing by itself is never chosen.
    offers = table.rows.indices.map { row in
      table.options.indices.map { j in
        table.options[j].indices.compactMap { index in
          let option = table.options[j][index]
          if option.row != row || gains[j][index] <= 0 { return nil }
          return Offer(
            index: index, gain: gains[j][index], cells: option.cells[row], chances: option.chances)
        }
      }
    }
    for row in table.rows.indices {
      for room in 0...table.rows[row].most { settle(row, room) }
    }
  }

  /// Finds the multiplier at which the bound of one room is least: it is convex in η.
  private mutating func settle(_ row: Int, _ room: Int) {
    guard let risk = table.rows[row].risk else {
      rootValues[row][room] = sweep(row, room, 0)
      return
    }
    // Without a penalty the policy may keep the risk anyhow.
    var best = (value: sweep(row, room, 0), eta: 0.0)
    if over(row, room) > risk {
      func keeps(_ eta: Double) -> Bool {
        let value = sweep(row, room, eta)
        if value < best.value { best = (value, eta) }
        return over(row, room) <= risk
      }
      let most = gains.reduce(0.0) { $0 + max(0, $1.max() ?? 0) } / max(risk, 1e-6) + 1
      // The multiplier of before is mostly near.
      let before = multipliers[row][room]
      var high = min(most, before > 0 ? 1.2 * before : most * max(risk, 1e-3))
      var low = 0.0
      while high < most && !keeps(high) {
        low = high
        high = min(most, high * 3)
      }
      if before > 0 && low == 0 && !keeps(before / 1.2) { low = before / 1.2 }
      for _ in 0..<(before > 0 ? 3 : 8) where high - low > 1e-2 * high {
        let middle = 0.5 * (low + high)
        if keeps(middle) { high = middle } else { low = middle }
      }
    }
    multipliers[row][room] = best.eta
    rootValues[row][room] = sweep(row, room, best.eta)
  }

  /// Works out W of one row and room at a multiplier; returns the bound.
  private mutating func sweep(_ row: Int, _ room: Int, _ eta: Double) -> Double {
    let shape = table.rows[row]
    let stride = strides[row]
    var bound = eta * (shape.risk ?? 0)
    for (state, weight) in weights.enumerated() {
      let last = place(row, table.options.count, room, state)
      for s in 0..<stride { values[row][last + s] = terminal(shape, room, s, eta) }
      for j in table.options.indices.reversed() {
        step(row, j, place(row, j, room, state), place(row, j + 1, room, state), room, state)
      }
      bound += weight * values[row][place(row, 0, room, state)]
    }
    return bound
  }

  /// What ending with `s` cells in a room of `room` costs, negative.
  private func terminal(_ shape: PromiseTable.Row, _ room: Int, _ s: Int, _ eta: Double) -> Double {
    if s <= room { return 0 }
    if shape.risk != nil { return -eta }
    return -shape.cents * Double(max(0, Int64(s - room) * shape.unit - shape.rest))
  }

  /// One promiser's step: `W_j` at `to` from `W_{j+1}` at `from`.
  private mutating func step(
    _ row: Int, _ j: Int, _ to: Int, _ from: Int, _ room: Int, _ state: Int
  ) {
    let shape = table.rows[row]
    let (stride, top) = (strides[row], shape.top)
    let offers = offers[row][j]
    let isChance = shape.risk != nil
    unsafe values[row].withUnsafeMutableBufferPointer { all in
      guard let start = all.baseAddress else { return }
      let (now, next) = unsafe (start + to, start + from)
      for s in 0...top { unsafe now[s] = next[s] }
      for offer in offers {
        let (gain, p, w) = (offer.gain, offer.chances[state], offer.cells)
        // Chances of what is over do not grow; sums of a priced row end where everything is called in.
        let end = isChance ? top : max(0, top - w)
        for s in 0...end {
          let value = unsafe gain + (1 - p) * next[s] + p * next[s + w]
          if unsafe value > now[s] { unsafe now[s] = value }
        }
      }
      for s in (top + 1)..<max(top + 1, stride) {
        unsafe now[s] = isChance ? now[top] : next[s]
      }
    }
  }

  /// The chance that the policy of the last sweep is over.
  private func over(_ row: Int, _ room: Int) -> Double { behaviour(row, room).over }

  /// What the policy of the last sweep does.
  func behaviour(_ row: Int, _ room: Int) -> Behaviour {
    let shape = table.rows[row]
    let values = values[row]
    let hard = table.options.first?.first?.hard.count ?? 0
    var result = Behaviour(
      hard: [Double](repeating: 0, count: hard),
      chosen: [Double](repeating: 0, count: table.options.count))
    for (state, weight) in weights.enumerated() {
      var chance = [Double](repeating: 0, count: shape.top + 1)
      chance[0] = weight
      for (j, offers) in offers[row].enumerated() where !offers.isEmpty {
        let (now, next) = (place(row, j, room, state), place(row, j + 1, room, state))
        // From the top down: what moves up was looked at before.
        for s in (0...shape.top).reversed()
        where chance[s] > 0 && values[now + s] != values[next + s] {
          let taken = offers.first { offer in
            let p = offer.chances[state]
            let value =
              offer.gain + (1 - p) * values[next + s] + p * values[next + s + offer.cells]
            return value == values[now + s]
          }
          guard let taken else { continue }
          let moved = chance[s] * taken.chances[state]
          result.chosen[j] += chance[s]
          for (h, use) in table.options[j][taken.index].hard.enumerated() {
            result.hard[h] += chance[s] * Double(use)
          }
          chance[s] -= moved
          chance[min(s + taken.cells, shape.top)] += moved
        }
      }
      for s in 0...shape.top where s > room { result.over += chance[s] }
    }
    return result
  }

  /// The penalty's constant part in a row and room: η ε.
  func constant(_ row: Int, _ room: Int) -> Double {
    multipliers[row][room] * (table.rows[row].risk ?? 0)
  }

  /// The mean of `W_j` over a distribution of sums, moved up by `shift` cells.
  @inline(__always)
  func mean(
    _ row: Int, _ j: Int, _ room: Int, _ state: Int, over chances: ArraySlice<Double>, shift: Int
  ) -> Double {
    let from = place(row, j, room, state) + min(shift, strides[row] - chances.count)
    return unsafe values[row].withUnsafeBufferPointer { values in
      unsafe chances.withUnsafeBufferPointer { chances in
        var sum = 0.0
        for s in 0..<chances.count { unsafe sum += chances[s] * values[from + s] }
        return sum
      }
    }
  }
}

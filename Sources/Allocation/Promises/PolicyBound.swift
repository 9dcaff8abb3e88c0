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
    var (low, high) = (0.0, multipliers[row][room])
    var best = (value: Double.infinity, eta: 0.0)
    func take(_ value: Double, _ eta: Double) { if value < best.value { best = (value, eta) } }
    take(sweep(row, room, 0), 0)
    if behaviour(row, room).over <= risk {
      multipliers[row][room] = 0
      rootValues[row][room] = best.value
      return
    }
    let most = gains.reduce(0.0) { $0 + max(0, $1.max() ?? 0) } / max(risk, 1e-6) + 1
    if high <= 0 { high = most * max(risk, 1e-3) }
    for _ in 0..<40 {
      take(sweep(row, room, high), high)
      if behaviour(row, room).over <= risk || high >= most { break }
      low = high
      high = min(most, high * 4)
    }
    for _ in 0..<10 where high - low > 1e-3 * high {
      let middle = 0.5 * (low + high)
      take(sweep(row, room, middle), middle)
      if behaviour(row, room).over <= risk { high = middle } else { low = middle }
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
    let options = table.options[j]
    let isChance = shape.risk != nil
    unsafe values[row].withUnsafeMutableBufferPointer { all in
      guard let start = all.baseAddress else { return }
      let (now, next) = unsafe (start + to, start + from)
      for s in 0...top { unsafe now[s] = next[s] }
      for (index, option) in options.enumerated() where option.row == row {
        let (gain, p, w) = (gains[j][index], option.chances[state], option.cells[row])
        // Chances of what is over do not grow; sums of a priced row end where everything is called in.
        let end = isChance ? top : max(0, top - w)
        for s in 0...end {
          let offer = unsafe gain + (1 - p) * next[s] + p * next[s + w]
          if unsafe offer > now[s] { unsafe now[s] = offer }
        }
      }
      for s in (top + 1)..<max(top + 1, stride) {
        unsafe now[s] = isChance ? now[top] : next[s]
      }
    }
  }

  /// What the policy of the last sweep does.
  func behaviour(_ row: Int, _ room: Int) -> Behaviour {
    let shape = table.rows[row]
    let hard = table.options.first?.first?.hard.count ?? 0
    var result = Behaviour(
      hard: [Double](repeating: 0, count: hard),
      chosen: [Double](repeating: 0, count: table.options.count))
    for (state, weight) in weights.enumerated() {
      var chance = [Double](repeating: 0, count: strides[row])
      chance[0] = weight
      for j in table.options.indices {
        let from = place(row, j + 1, room, state)
        var next = [Double](repeating: 0, count: strides[row])
        for s in 0...shape.top where chance[s] > 0 {
          var best = (value: values[row][from + s], option: -1)
          for (index, option) in table.options[j].enumerated() where option.row == row {
            let (p, w) = (option.chances[state], option.cells[row])
            let to = min(s + w, strides[row] - 1)
            let offer =
              gains[j][index] + (1 - p) * values[row][from + s] + p * values[row][from + to]
            if offer > best.value { best = (offer, index) }
          }
          guard best.option >= 0 else {
            next[s] += chance[s]
            continue
          }
          let option = table.options[j][best.option]
          let p = option.chances[state]
          next[s] += chance[s] * (1 - p)
          next[min(s + option.cells[row], shape.top)] += chance[s] * p
          result.chosen[j] += chance[s]
          for (h, use) in option.hard.enumerated() { result.hard[h] += chance[s] * Double(use) }
        }
        chance = next
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

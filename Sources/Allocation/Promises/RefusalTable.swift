/// How surely refusals free cells of a promised row, by the value that promisers give up for it.
///
/// `G_j(b, t)` bounds from below, over everything that promisers j and after may be offered while they
/// give up at most b levels together, the chance that refusals among them free fewer than t cells:
/// `G_j(b, t) = min over offers ((1 − q) G_{j+1}(b − l, t) + q G_{j+1}(b − l, t − w))`, an offer being
/// refused with chance q. In a row with a price it bounds the cells that are missing to t on average; the
/// recursion is the same. A policy that waits for answers could do as well at most, and it gains little
/// by waiting: whatever the answers are, it may spend b only once.
///
/// In several states of the market each state has its own, and all have the same budget.
struct RefusalTable {
  /// An offer in this row.
  struct Offer: Equatable {
    /// What it gives up, in whole levels, rounded down.
    var level: Int
    /// What its refusal frees.
    var cells: Int
    /// The chance that it is refused, by state.
    var refusals: [Double]

    /// Whether this gives up no more, and its refusals free no less.
    func isNeverWorse(than other: Offer) -> Bool {
      level <= other.level && cells >= other.cells
        && zip(refusals, other.refusals).allSatisfy { $0 >= $1 }
    }
  }

  /// Levels are 0...levels.
  let levels: Int
  /// Cells are 0...cells; whatever is more counts as so many.
  let cells: Int
  private let states: Int
  /// `[promiser][state][level][cell]`.
  private var values: [Double]

  /// - Parameters:
  ///   - offers: Of each promiser; those beyond the levels are never made.
  ///   - isPriced: Whether missing cells are counted instead of the chance that any is missing.
  init(_ offers: [[Offer]], states: Int, levels: Int, cells: Int, isPriced: Bool) {
    (self.levels, self.cells, self.states) = (levels, cells, states)
    let size = states * (levels + 1) * (cells + 1)
    values = [Double](repeating: 0, count: (offers.count + 1) * size)
    for index in 0..<size {
      let missing = index % (cells + 1)
      values[offers.count * size + index] = isPriced ? Double(missing) : missing > 0 ? 1 : 0
    }
    for (j, offers) in offers.enumerated().reversed() {
      let useful = Self.undominated(offers.filter { $0.level <= levels })
      for state in 0..<states { settle(j, state, useful) }
    }
  }

  private static func undominated(_ offers: [Offer]) -> [Offer] {
    var kept: [Offer] = []
    for offer in offers where !kept.contains(where: { $0.isNeverWorse(than: offer) }) {
      kept.removeAll { offer.isNeverWorse(than: $0) }
      kept.append(offer)
    }
    return kept
  }

  @inline(__always)
  private func place(_ j: Int, _ state: Int, _ level: Int) -> Int {
    ((j * states + state) * (levels + 1) + level) * (cells + 1)
  }

  /// One promiser's step in one state.
  private mutating func settle(_ j: Int, _ state: Int, _ offers: [Offer]) {
    let (cells, levels) = (cells, levels)
    let (to, from) = (place(j, state, 0), place(j + 1, state, 0))
    unsafe values.withUnsafeMutableBufferPointer { all in
      guard let start = all.baseAddress else { return }
      for level in 0...levels {
        let now = unsafe start + to + level * (cells + 1)
        let same = unsafe start + from + level * (cells + 1)
        for t in 0...cells { unsafe now[t] = same[t] }
        for offer in offers where offer.level <= level {
          let next = unsafe start + from + (level - offer.level) * (cells + 1)
          let (q, w) = (offer.refusals[state], min(offer.cells, cells))
          for t in 0...w { unsafe now[t] = min(now[t], (1 - q) * next[t]) }
          for t in w..<cells {
            let value = unsafe (1 - q) * next[t + 1] + q * next[t + 1 - w]
            unsafe now[t + 1] = min(now[t + 1], value)
          }
        }
      }
    }
  }

  /// The bound for reaching `target` cells, once some promisers have decided.
  ///
  /// - Parameters:
  ///   - j: The first promiser that has not decided.
  ///   - level: What may still be given up.
  ///   - refused: The chance of each number of cells that those before free, `[state][cell]`.
  ///   - weights: The probability of each state.
  @inline(__always)
  func missing(
    _ j: Int, _ level: Int, to target: Int, refused: [Double], weights: [Double]
  ) -> Double {
    var sum = 0.0
    for (state, weight) in weights.enumerated() {
      let from = place(j, state, level) + target
      let first = state * (cells + 1)
      var mean = 0.0
      unsafe values.withUnsafeBufferPointer { values in
        unsafe refused.withUnsafeBufferPointer { refused in
          for cell in 0..<target { unsafe mean += refused[first + cell] * values[from - cell] }
        }
      }
      sum += weight * mean
    }
    return sum
  }
}

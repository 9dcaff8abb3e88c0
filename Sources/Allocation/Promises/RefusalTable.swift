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
  struct Offer {
    /// What it gives up, in whole levels, rounded down.
    var level: Int
    /// What its refusal frees.
    var cells: Int
    /// The chance that it is refused, by state.
    var refusals: [Double]
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
      for state in 0..<states { settle(j, state, offers) }
    }
  }

  @inline(__always)
  private func place(_ j: Int, _ state: Int, _ level: Int) -> Int {
    ((j * states + state) * (levels + 1) + level) * (cells + 1)
  }

  /// An offer in one state of the market.
  private struct Step {
    var level: Int
    var cells: Int
    var refusal: Double
  }

  /// One promiser's step in one state.
  private mutating func settle(_ j: Int, _ state: Int, _ offers: [Offer]) {
    let (cells, levels) = (cells, levels)
    let (to, from) = (place(j, state, 0), place(j + 1, state, 0))
    let steps = offers.map {
      Step(level: $0.level, cells: min($0.cells, cells), refusal: $0.refusals[state])
    }
    unsafe values.withUnsafeMutableBufferPointer { all in
      guard let start = all.baseAddress else { return }
      for level in 0...levels {
        let now = unsafe start + to + level * (cells + 1)
        let same = unsafe start + from + level * (cells + 1)
        for t in 0...cells { unsafe now[t] = same[t] }
        for step in steps where step.level <= level {
          let next = unsafe start + from + (level - step.level) * (cells + 1)
          let (q, w) = (step.refusal, step.cells)
          for t in 0...w { unsafe now[t] = min(now[t], (1 - q) * next[t]) }
          for t in w..<cells {
            let value = unsafe (1 - q) * next[t + 1] + q * next[t + 1 - w]
            unsafe now[t + 1] = min(now[t + 1], value)
          }
        }
      }
    }
  }
}

// MARK: What can be saved

extension RefusalTable {
  /// What saving and giving up are counted at.
  struct Terms {
    /// Cents of a cell that is saved.
    var worth: Double
    /// Cents by which a saving may exceed its whole cells.
    var rest: Double
    /// Cents of a level.
    var quantum: Double
    /// The chance that cells may be missing with; nil where they are paid for.
    var risk: Double?
    /// Cents of a missing cell.
    var price: Double
  }

  /// What promisers who have decided free: the chance of each number of cells, `[state][cell]`, and the
  /// probability of each state.
  struct Refused {
    var chances: [Double]
    var weights: [Double]
  }

  /// The most that promisers from `j` on can still save after what they must give up, in cents.
  func saving(_ terms: Terms, from j: Int, after refused: Refused) -> Double {
    let chances = refused.chances.span
    let weights = refused.weights.span
    var best = terms.rest
    for target in stride(from: 1, through: cells, by: 1) {
      best = max(best, net(terms, target, j, best, chances, weights))
    }
    return best
  }

  /// What saving each number of cells brings at most, in cents; minus infinity where it is out of reach.
  func nets(_ terms: Terms, from j: Int, after refused: Refused) -> [Double] {
    let chances = refused.chances.span
    let weights = refused.weights.span
    var nets = [terms.rest]
    for target in stride(from: 1, through: cells, by: 1) {
      nets.append(net(terms, target, j, -.infinity, chances, weights))
    }
    return nets
  }

  /// What saving exactly `target` cells brings at most; minus infinity if it is out of reach, or no more
  /// than `least`.
  private func net(
    _ terms: Terms, _ target: Int, _ j: Int, _ least: Double, _ chances: Span<Double>,
    _ weights: Span<Double>
  ) -> Double {
    let gross = terms.worth * Double(target) + terms.rest
    if gross <= least { return -.infinity }
    let most = Int(min(Double(levels), (gross - least) / terms.quantum))
    guard let risk = terms.risk else {
      let first = terms.price * missing(j, 0, target, chances, weights)
      let last = terms.price * missing(j, most, target, chances, weights)
      return gross
        - leastCost(
          terms, target, j, (0, first), (most, last),
          below: min(first, Double(most) * terms.quantum + last), chances, weights)
    }
    // Sums are rounded.
    let limit = risk * (1 + 1e-9)
    if missing(j, most, target, chances, weights) > limit { return -.infinity }
    var (low, high) = (-1, most)
    while high - low > 1 {
      let middle = (low + high) / 2
      if missing(j, middle, target, chances, weights) <= limit {
        high = middle
      } else {
        low = middle
      }
    }
    return gross - Double(high) * terms.quantum
  }

  /// The least of what is given up and what is paid together, between two levels; the more is given up,
  /// the less is paid.
  private func leastCost(
    _ terms: Terms, _ target: Int, _ j: Int, _ low: (level: Int, paid: Double),
    _ high: (level: Int, paid: Double), below known: Double, _ chances: Span<Double>,
    _ weights: Span<Double>
  ) -> Double {
    let next = Double(low.level + 1) * terms.quantum
    if high.level - low.level <= 1 || next + high.paid >= known { return known }
    let level = (low.level + high.level) / 2
    let middle = (level, terms.price * missing(j, level, target, chances, weights))
    var best = min(known, Double(level) * terms.quantum + middle.1)
    best = leastCost(terms, target, j, low, middle, below: best, chances, weights)
    return leastCost(terms, target, j, middle, high, below: best, chances, weights)
  }

  /// How much is missing to `target` cells at least, once promisers before `j` have decided and the others
  /// give up a level together.
  @inline(__always)
  private func missing(
    _ j: Int, _ level: Int, _ target: Int, _ chances: Span<Double>, _ weights: Span<Double>
  ) -> Double {
    let values = values.span
    var sum = 0.0
    for state in weights.indices {
      let from = place(j, state, level) + target
      let first = state * (cells + 1)
      precondition(first + target <= chances.count && from < values.count && target <= from)
      var mean = 0.0
      for cell in 0..<target {
        unsafe mean += chances[unchecked: first + cell] * values[unchecked: from - cell]
      }
      sum += weights[state] * mean
    }
    return sum
  }
}

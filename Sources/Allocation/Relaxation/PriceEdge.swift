/// One edge of the dual: how each claimant's least cost changes as prices move in one direction.
///
/// Sliding along it meets *breakpoints*, where a claimant's cheapest option changes. The dual rises
/// along the edge at rate `climb`, less at each breakpoint; the best vertex is where the rate ends.
struct PriceEdge {
  /// A claimant's next change of mind.
  private struct Breakpoint {
    var distance: Double
    var claimant: Int
    var option: Int

    /// Nearer first, then in the order of claimants.
    func precedes(_ other: Breakpoint) -> Bool {
      distance < other.distance || (distance == other.distance && claimant < other.claimant)
    }
  }

  private var climb: Double
  /// How far the dual has risen on the way.
  private(set) var rise = 0.0
  /// A rate at which the climb has ended, but for rounding.
  private let level: Double
  private let prices: [Double]
  private let direction: [Double]
  private let table: OptionTable
  private let priced: [Double]
  private let slope: [Double]
  // At most one per resource: lists are quicker than sets.
  private var heldClaimants: [Int] = []
  private var heldOptions: [Int] = []
  private var heldRows: [Int] = []
  private let flat: Double

  init(
    climb: Double, prices: [Double], direction: [Double], table: OptionTable, priced: [Double],
    slope: [Double]
  ) {
    self.climb = climb
    level = 1e-11 * climb
    self.prices = prices
    self.direction = direction
    self.table = table
    self.priced = priced
    self.slope = slope
    flat = 1e-11 * direction.reduce(0) { max($0, abs($1)) }
  }

  /// A tie that defines the edge: its claimant may not pass a breakpoint.
  mutating func hold(claimant: Int, option: Int) {
    heldClaimants.append(claimant)
    heldOptions.append(option)
  }

  /// A row whose price stays at its floor along the edge.
  mutating func hold(row: Int) { heldRows.append(row) }

  /// Slides to the best vertex, moving `keys` along; nil if there is none.
  ///
  /// - Returns: What ties there: an option with its claimant's key, or a row at its price's floor; nil
  ///   where the dual rises for ever.
  mutating func slide(keys: inout [Int]) -> BasicColumn? {
    var floor = (row: -1, distance: Double.infinity)
    for row in direction.indices where direction[row] < -flat && !heldRows.contains(row) {
      let distance = max(0, (table.slackCost[row] + prices[row]) / -direction[row])
      if distance < floor.distance { floor = (row, distance) }
    }
    var heap: [Breakpoint] = []
    heap.reserveCapacity(keys.count)
    for claimant in keys.indices {
      if let next = next(claimant, key: keys[claimant]), next.distance < floor.distance {
        heap.append(next)
      }
    }
    if heap.count > 1 {
      for root in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sift(&heap, root) }
    }
    var passed = 0.0
    while let nearest = heap.first, nearest.distance < floor.distance {
      let claimant = nearest.claimant
      rise += climb * (nearest.distance - passed)
      passed = nearest.distance
      climb += slope[nearest.option] - slope[keys[claimant]]
      if climb <= level || heldClaimants.contains(claimant) { return .option(nearest.option) }
      keys[claimant] = nearest.option
      if let next = next(claimant, key: nearest.option), next.distance < floor.distance {
        heap[0] = next
      } else {
        heap[0] = heap[heap.count - 1]
        heap.removeLast()
      }
      if !heap.isEmpty { sift(&heap, 0) }
    }
    rise += climb * (floor.distance - passed)
    return floor.row >= 0 ? .slack(floor.row) : nil
  }

  /// Where `claimant` first prefers another option to `key`; of several there, the steepest.
  private func next(_ claimant: Int, key: Int) -> Breakpoint? {
    var best: Breakpoint?
    let cost = priced[key]
    let rate = slope[key] - flat
    var bestDistance = Double.infinity
    var bestRate = 0.0
    let slope = slope.span
    let priced = priced.span
    let steepness = slope[key]
    for option in table.range(claimant) where unsafe slope[unchecked: option] < rate {
      let relative = unsafe steepness - slope[unchecked: option]
      let rise = unsafe priced[unchecked: option] - cost
      // Most are farther away than the nearest so far, and show it without a division.
      if rise > bestDistance * relative * (1 + 0x1p-50) { continue }
      let distance = max(0, rise) / relative
      if distance < bestDistance || (distance == bestDistance && relative > bestRate) {
        if heldOptions.contains(option) { continue }
        bestDistance = distance
        bestRate = relative
        best = Breakpoint(distance: distance, claimant: claimant, option: option)
      }
    }
    return best
  }

  /// Restores the heap below `root`.
  private func sift(_ heap: inout [Breakpoint], _ root: Int) {
    var heap = heap.mutableSpan
    var at = root
    let moved = heap[root]
    while true {
      var child = 2 * at + 1
      if child >= heap.count { break }
      if child + 1 < heap.count && heap[child + 1].precedes(heap[child]) { child += 1 }
      if !heap[child].precedes(moved) { break }
      heap[at] = heap[child]
      at = child
    }
    heap[at] = moved
  }
}

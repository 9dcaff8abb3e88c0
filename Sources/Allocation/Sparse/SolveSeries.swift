/// One table solved again and again as its capacities move, as in a sweep of cluster sizes.
///
/// Between two solutions stay: the claimants whose choice no price in the surroundings changes, and
/// where the prices went, which says where they are likely to be next. There a small box of prices
/// leaves few claimants undecided, whose relaxation and core are solved in a hundredth of the time of
/// the whole. Each answer is proven by itself and is as good as that of a fresh search: only which of
/// several plans of equal value is returned may depend on what was solved before.
public struct SolveSeries {
  private let problem: SparseProblem
  private let threads: Int
  private let parts: SieveProblem
  private var trail = PriceTrail()
  /// What prices not far from the last leave open.
  private var surroundings: [ReducedTable] = []
  /// Of each price, about how large it is; of one that is nothing, what it may become.
  private var sizes: [Double] = []
  /// A loss, in cents, that some hundred options do not exceed.
  private var margin = 0.0
  private var gap = 0.0
  /// The last plan.
  private var plan: [Int]?

  /// How far the surroundings reach, as a share of each price; each has those after it inside.
  private static let widths = [0.12, 0.03]
  /// Boxes in which prices are looked for before the search begins anew.
  private static let mostBoxes = 4

  /// - Parameters:
  ///   - problem: What is to be shared; its own capacities do not matter.
  ///   - threads: How many threads may read the table at once.
  public init(_ problem: SparseProblem, threads: Int = 1) {
    self.problem = problem
    self.threads = threads
    parts = SieveProblem(problem.table)
  }

  /// Solves the problem with the given capacities, one per resource in the caller's order.
  ///
  /// Neighbouring capacities one after the other take a small part of the time of the first.
  public mutating func solve(capacities: [Int64], within limits: SearchLimits = .default)
    -> Allocation
  {
    let changed = problem.replacingCapacities(capacities)
    let table = changed.table
    var passes = 0
    var found = approach(table, &passes)
    if found == nil {
      let dual = DualSearch(table, threads: threads, startingAt: trail.prices)
      passes += dual.passes
      if let shortage = dual.shortage { return Allocation(changed, shortage, passes: passes) }
      found = (dual.prices, nil)
      if dual.isOptimal {
        (sizes, margin) = (dual.sizes, 2 * dual.margin)
        trail.restart(dual.prices, at: table.capacity)
        found = (dual.prices, dual.reduced(at:dual.prices.map{Price(rounding:$0)}))
      }
      surroundings = []
    }
    let cents = found?.prices ?? []
    let exact = zip(cents, table.greatestPrices).map { Price(rounding: min($0, $1)) }
    var reduced = found?.reduced
    if !(reduced?.box.contains(exact.map(\.cents)) ?? false) { reduced = nil }
    if reduced == nil { passes += 1 }
    let search = CoreExpansion(
      table, reduced ?? ReducedTable(table, .at(exact.map(\.cents)), margin: margin, threads: threads),
      inside: reduced == nil ? nil : surroundings.last, at: exact, within: limits, threads: threads, near: plan.map { [$0] } ?? [])
    plan = search.incumbent?.choice ?? plan
    if search.isComplete, let best = search.incumbent {
      gap = max(Double(search.certified - best.objective) + 1, 0.8 * gap)
    }
    return Allocation(changed, search, at: exact, passes: passes, within: limits)
  }

  /// Looks for the prices of other capacities where they are likely to be; nil where they are not found
  /// there.
  private mutating func approach(_ table: SparseTable, _ passes: inout Int)
    -> (prices: [Double], reduced: ReducedTable?)?
  {
    guard var center = trail.prices(at: table.capacity) else { return nil }
    for place in surroundings.indices { surroundings[place].replaceCapacities(table) }
    var reach = trail.reach
    for _ in 0..<Self.mostBoxes {
      let box = box(center, reach)
      guard let surroundings = surround(box, table, &passes) else { return nil }
      let reduced = ReducedTable(surroundings, box, margin: min(3 * gap, surroundings.margin))
      let linear = parts.problem(
        reduced.table, capacity: reduced.table.capacity.map(Double.init))
      let optimum =
        LinearOptimum(
          linear, continuing: PriceDescent(linear.spared, at: linear.scaled(center)))
        ?? LinearOptimum(linear, startingAt: center)
      if DEBUG { print("box", reach, reduced.table.claimants, reduced.table.options, "of", surroundings.table.claimants, surroundings.table.options, self.surroundings[0].table.options, optimum.steps, optimum.prices) }
      if optimum.bound == -.infinity { return nil }
      if box.contains(optimum.prices) {
        trail.append(optimum.prices, at: table.capacity, sizes: sizes)
        return (optimum.prices, reduced)
      }
      center = optimum.prices.indices.map {
        max(center[$0] - 2 * box.radius[$0], min(center[$0] + 2 * box.radius[$0], optimum.prices[$0]))
      }
      reach *= 2
    }
    return nil
  }

  /// What prices around a box leave open; nil where it is too large.
  private mutating func surround(_ box: PriceBox, _ table: SparseTable, _ passes: inout Int)
    -> ReducedTable?
  {
    for (place, width) in Self.widths.enumerated() {
      if place < surroundings.count && surroundings[place].box.contains(box) { continue }
      surroundings.removeSubrange(min(place, surroundings.count)...)
      let larger = self.box(box.center, width)
      if !larger.contains(box) { break }
      if place == 0 {
        surroundings.append(
          ReducedTable(table, larger, margin: min(margin, 12 * gap), threads: threads))
        passes += 1
      } else {
        surroundings.append(ReducedTable(surroundings[place - 1], larger, margin: min(6 * gap, surroundings[place - 1].margin)))
      }
    }
    return surroundings.last
  }

  private func box(_ center: [Double], _ reach: Double) -> PriceBox {
    let largest = sizes.reduce(0, max)
    return PriceBox(
      center: center,
      radius: center.indices.map { reach * max(center[$0], sizes[$0], 0x1p-20 * largest) })
  }
}

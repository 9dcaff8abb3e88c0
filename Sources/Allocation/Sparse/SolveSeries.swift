/// One table solved again and again as its capacities move, as in a sweep of cluster sizes.
///
/// Between two solutions stay: what prices not far away leave open, and where the prices went, which
/// says where they are likely to be next. A small box of prices there leaves few claimants undecided,
/// whose relaxation and core take a tenth of the time of the whole. Each answer is proven by itself and
/// is as good as that of a fresh search: only which of several plans of equal value is returned may
/// depend on what was solved before.
public struct SolveSeries {
  private let problem: SparseProblem
  private let threads: Int
  private let parts: SieveProblem
  private var trail = PriceTrail()
  private var surroundings = PriceSurroundings()
  /// How much the last plans lost, in cents: the most of it, forgotten bit by bit.
  private var loss: Double?
  /// The last plan.
  private var plan: [Int]?

  /// Boxes in which prices are looked for before the search begins anew.
  private static let mostBoxes = 4
  /// Times what plans lost that an option may lose to be looked at.
  private static let margin = 3.0
  /// What is left of the memory of a loss after another solution.
  private static let memory = 0.8

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
    surroundings.passes = 0
    if let (prices, reduced) = approach(table) {
      return finish(changed, reduced, inside: surroundings.nearest, at: prices, within: limits)
    }
    let dual = DualSearch(table, threads: threads, startingAt: trail.prices)
    if let shortage = dual.shortage {
      return Allocation(changed, shortage, passes: surroundings.passes + dual.passes)
    }
    let prices = table.exact(dual.prices)
    let reduced = dual.reduced(at: prices)
    surroundings.passes += dual.passes
    if dual.isOptimal {
      trail.restart(dual.prices, at: table.capacity)
      surroundings.restart(sizes: dual.sizes, margin: 2 * dual.margin)
    }
    return finish(changed, reduced, inside: nil, at: prices, within: limits)
  }

  /// Decides what prices leave open.
  private mutating func finish(
    _ problem: SparseProblem, _ reduced: ReducedTable, inside outer: ReducedTable?,
    at prices: [Price], within limits: SearchLimits
  ) -> Allocation {
    let search = CoreExpansion(
      problem.table, reduced, inside: outer, at: prices, within: limits, threads: threads,
      near: plan.map { [$0] } ?? [])
    if let found = search.incumbent {
      plan = found.choice
      let lost = Double(search.certified - found.objective) + 1
      loss = max(lost, Self.memory * (loss ?? 0))
    }
    return Allocation(problem, search, at: prices, passes: surroundings.passes, within: limits)
  }

  /// Looks for the prices of other capacities where they are likely to be, with what they leave open;
  /// nil where they are not found there.
  private mutating func approach(_ table: SparseTable) -> (prices: [Price], reduced: ReducedTable)?
  {
    guard let loss, var center = trail.prices(at: table.capacity) else { return nil }
    let margin = Self.margin * loss
    surroundings.replaceCapacities(table)
    var reach = trail.reach
    for _ in 0..<Self.mostBoxes {
      let box = surroundings.box(center, reach)
      guard let outer = surroundings.around(box, table, margin: margin, threads: threads) else {
        return nil
      }
      let reduced = ReducedTable(outer, box, margin: min(margin, outer.margin))
      let optimum = optimum(reduced.table, startingAt: center)
      if optimum.bound == -.infinity { return nil }
      let prices = table.exact(optimum.prices)
      if box.contains(prices.map(\.cents)) {
        trail.append(optimum.prices, at: table.capacity, sizes: surroundings.sizes)
        return (prices, reduced)
      }
      // Outside, the prices are those of a part that is not all there is: a step in their direction.
      for row in center.indices {
        let step = optimum.prices[row] - center[row]
        center[row] += max(-2 * box.radius[row], min(2 * box.radius[row], step))
      }
      reach *= 2
    }
    return nil
  }

  /// The relaxation of what a box leaves.
  private func optimum(_ part: SparseTable, startingAt center: [Double]) -> LinearOptimum {
    let linear = parts.problem(part, capacity: part.capacity.map(Double.init))
    let descent = PriceDescent(linear.spared, at: linear.scaled(center))
    return LinearOptimum(linear, continuing: descent) ?? LinearOptimum(linear, startingAt: center)
  }
}

extension SparseTable {
  /// Exact prices near some in cents.
  fileprivate func exact(_ cents: [Double]) -> [Price] {
    zip(cents, greatestPrices).map { Price(rounding: min($0, $1)) }
  }
}

/// The best plan found so far, as sorted options, and what it is worth in cents.
struct Incumbent {
  var choice: [Int]
  var objective: Int128
}

/// The whole search in canonical order: prices, first plans, reduction, branch and bound.
struct ExactSearch {
  /// The relaxation.
  let linear: LinearOptimum
  /// The relaxation's prices, exact.
  let prices: [Price]
  /// The best plan found.
  private(set) var incumbent: Incumbent?
  /// No plan is worth more, in cents; meaningless if there is none.
  private(set) var bound: Int128
  /// Whether the incumbent is proven optimal, or proven not to exist.
  private(set) var isComplete = false
  /// Nodes visited; one with cuts counts as several.
  private(set) var nodes = 0
  /// Options in the last core.
  private(set) var optionsLeft = 0

  init(
    _ problem: CanonicalProblem, within limits: SearchLimits, startingAt start: [Double]? = nil,
    vertex: PriceVertex? = nil, near nearby: [[Int?]] = []
  ) {
    linear = LinearOptimum(LinearProblem(problem), startingAt: start, near: vertex)
    prices = zip(linear.prices, problem.greatestPrices).map { Price(rounding: min($0, $1)) }
    let losses = LossTable(problem, at: prices)
    bound = losses.bound >> 32
    guard let base = losses.base else {
      isComplete = true
      return
    }
    let start = linear.choice.enumerated().map { losses.loss[$1] == nil ? base[$0] : $1 }
    incumbent = Self.firstPlan(problem, losses, start, nearby)
    search(problem, losses, base, limits)
    if var found = incumbent {
      found.choice = problem.settled(found.choice)
      found.objective = problem.objective(found.choice)
      incumbent = found
      if isComplete { bound = found.objective }
      bound = max(bound, found.objective)
    }
  }

  /// Decides what the prices leave open.
  ///
  /// Where a first search does not end soon, plans that lose little are looked for first, then those
  /// that lose more: no node is visited that a better first plan would have closed, and each level
  /// that ends without a plan lowers the bound. Cuts pay off there too.
  private mutating func search(
    _ problem: CanonicalProblem, _ losses: LossTable, _ base: [Int], _ limits: SearchLimits
  ) {
    let worthless = Self.leastValue(problem, losses) - 1
    let top = losses.bound >> 32
    var level: Int128?
    var levels = LossLevels()
    while true {
      let toBeat = incumbent?.objective ?? worthless
      if top <= toBeat {
        isComplete = true
        return
      }
      let least = max(toBeat, level ?? toBeat)
      let allowance = losses.bound - ((least + 1) << 32)
      var core = SearchCore(problem, losses, base: base, allowance: allowance)
      if level != nil {
        core =
          RoundingCuts(core, allowance: allowance.double * core.unit * (1 + 0x1p-50)).core
      }
      optionsLeft = core.table.options
      var search = BranchAndBound(
        problem, losses, core, incumbent: least == toBeat ? incumbent : nil, toBeat: least)
      let left = (limits.nodes - nodes) / core.nodePrice
      let isTrial = level == nil && left > limits.trialNodes
      let ending = search.run(
        within: SearchLimits(
          nodes: isTrial ? limits.trialNodes : left, shouldStop: limits.shouldStop))
      nodes += search.nodes * core.nodePrice
      incumbent = search.incumbent ?? incumbent
      bound = min(bound, search.bound)
      switch ending {
      case .shrunk: continue
      case .exhausted:
        isComplete = least == toBeat || search.incumbent != nil
        if isComplete { return }
        level = top - levels.next(after: top - least, nodes: search.nodes)
      case .stopped:
        if !isTrial || limits.shouldStop() { return }
        level = top - LossLevels.first(below: top - (incumbent?.objective ?? worthless))
      }
    }
  }

  /// A first plan: what the best nearby one leads to, and where none does, what the prices suggest.
  ///
  /// - Parameter start: Each claimant's best option at the prices, which stands in where a nearby plan
  ///   says nothing.
  private static func firstPlan(
    _ problem: CanonicalProblem, _ losses: LossTable, _ start: [Int], _ nearby: [[Int?]]
  ) -> Incumbent? {
    let plans = nearby.map { choice in
      zip(choice, start).map { option, priced in
        option.flatMap { losses.loss[$0] == nil ? nil : $0 } ?? priced
      }
    }
    // One that fits as it is needs no repair; of several, the most valuable needs the least work.
    let fitting = plans.filter(problem.isFeasible)
      .max { problem.objective($0) < problem.objective($1) }
    for choice in (fitting ?? plans.first).map({ [$0, start] }) ?? [start] {
      var heuristic = PrimalHeuristic(problem, losses, from: choice)
      if let found = heuristic.run() { return found }
    }
    return nil
  }

  /// What the worst possible options are worth together: every plan is worth at least this.
  private static func leastValue(_ problem: CanonicalProblem, _ losses: LossTable) -> Int128 {
    var sum: Int128 = 0
    for claimant in 0..<problem.claimants {
      let values = problem.range(claimant).lazy.filter { losses.loss[$0] != nil }
      sum += Int128(values.map { problem.value[$0] }.min() ?? 0)
    }
    return sum
  }
}

extension CanonicalProblem {
  /// The choice with every dominated option replaced by its first dominator, equals by id.
  func settled(_ choice: [Int]) -> [Int] {
    choice.enumerated().map { claimant, chosen in
      var best = chosen
      for option in range(claimant) where option != best && dominates(option, best) {
        best = option
      }
      return best
    }
  }
}

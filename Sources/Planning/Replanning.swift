internal import Allocation
internal import Scenario

/// A solved problem, and how to solve it again with something changed.
struct Replanning: Sendable {
  let table: OptionTable
  let release: ReleasePrices
  let allocation: Allocation
  let choice: [Int]
  /// What a promise takes of a pool.
  let charge: PromiseCharge
  private let limits: SearchLimits

  /// Nodes of a search that explains; those of the plan itself may be many more.
  static let nodes = 5_000

  /// Nil where there is no plan to begin with.
  init?(
    _ table: OptionTable, _ release: ReleasePrices, _ allocation: Allocation,
    _ limits: SearchLimits
  ) {
    guard let choice = allocation.choice else { return nil }
    self.table = table
    self.release = release
    self.allocation = allocation
    self.choice = choice
    charge = PromiseCharge(table, near: choice)
    // Where promises may be refused, most of a search is spent before the first proof.
    self.limits = SearchLimits(
      nodes: table.keepsPromises ? min(Self.nodes, limits.nodes) : limits.nodes,
      shouldStop: limits.shouldStop)
  }

  var scenario: Scenario { table.scenario }
  var problem: AllocationProblem { release.problem }
  /// What the plan is worth, dollars a year, released promises included.
  var worth: Double { Double(worthCents) / 100 }
  /// The same in whole cents.
  var worthCents: Int128 { table.worth(of: choice, in: problem) }
  /// Of every row, cents per unit; those of a like problem are near them.
  var prices: [Double] { allocation.certificate.prices.map(\.cents) }

  /// Solves a changed problem; nil where its optimum is not proven within the limits.
  ///
  /// - Parameters:
  ///   - problem: What is to be solved.
  ///   - nearby: Plans of it that may be good, one option per claimant; nil where nothing is known.
  ///   - stated: Chances of being accepted, by option, of packages that are not of the plan's table.
  func optimum(
    of problem: AllocationProblem, near nearby: [[Int?]], accepting stated: [String: Double] = [:]
  ) -> Allocation? {
    solution(of: problem, near: nearby, accepting: stated).found
  }

  /// Solves a changed problem, and tells whether it has no solution; neither where nothing is proven.
  func solution(
    of problem: AllocationProblem, near nearby: [[Int?]], accepting stated: [String: Double] = [:]
  ) -> (found: Allocation?, isInfeasible: Bool) {
    let allocation = table.solved(
      problem, within: limits, startingAt: prices, vertex: allocation.vertex, near: nearby,
      accepting: stated)
    switch allocation.status {
    case .optimal: return (allocation, false)
    case .infeasible: return (nil, true)
    case .feasible, .undecided: return (nil, false)
    }
  }

  /// Plans a changed table from the start, release prices and all; no plan where nothing is proven.
  ///
  /// - Parameters:
  ///   - table: What is to be planned.
  ///   - other: A plan other than this one that may be good, as options of this plan's problem.
  func plan(
    anew table: OptionTable, near other: [Int]? = nil
  ) -> (plan: Replanning?, isInfeasible: Bool) {
    plan(table, ReleasePrices(table, like: release), near: [choice] + (other.map { [$0] } ?? []))
  }

  /// Plans a changed table at this plan's release prices; no plan where nothing is proven.
  ///
  /// What the two are worth can then be compared: a refused promise is credited with the same in
  /// both, and more of anything is never worth less.
  /// - Parameter table: One with the same pools and periods.
  func plan(comparing table: OptionTable) -> (plan: Replanning?, isInfeasible: Bool) {
    plan(table, ReleasePrices(of: release, for: table), near: [choice])
  }

  private func plan(
    _ table: OptionTable, _ release: ReleasePrices, near nearby: [[Int]]
  ) -> (plan: Replanning?, isInfeasible: Bool) {
    let (found, isInfeasible) = solution(
      of: release.problem, near: nearby.map { table.options(like: $0, of: self.table) })
    let plan = found.flatMap { Replanning(table, release, $0, limits) }
    // What does not pack would be cut and solved again: nothing is proven.
    return (plan.flatMap { table.isKnownToPack($0.choice) ? $0 : nil }, isInfeasible)
  }

  /// P(accept) of what a candidate is offered; nil without an offer.
  func acceptance(of candidate: Int) -> Double? {
    table.offer(to: candidate, in: choice)?.acceptance
  }

  /// The best plan in which one claimant has one of some options; nil where none is proven.
  ///
  /// - Parameters:
  ///   - claimant: Its index in the problem.
  ///   - allowed: Indices of its options, at least one.
  ///   - problem: The plan's own, or one with the same options.
  func optimum(
    binding claimant: Int, to allowed: [Int], in problem: AllocationProblem
  ) -> (objective: Int128, choice: [Int])? {
    var near: [Int?] = choice
    near[claimant] = allowed.firstIndex(of: choice[claimant])
    guard let found = optimum(of: problem.binding(claimant, to: allowed), near: [near]),
      var choice = found.choice
    else { return nil }
    choice[claimant] = allowed[choice[claimant]]
    return table.isKnownToPack(choice) ? (found.objective, choice) : nil
  }

  /// What the relaxation is worth when one claimant has one of some options, to be asked at several
  /// values of these.
  func relaxedWorth(binding claimant: Int, to allowed: [Int]) -> RelaxedWorth {
    RelaxedWorth(
      problem.binding(claimant, to: allowed), claimant, near: allocation.vertex)
  }

  /// The same with options that the plan's own problem need not have.
  func relaxedWorth(binding claimant: Int, to options: [Claimant.Option]) -> RelaxedWorth {
    RelaxedWorth(
      problem.replacingOptions(ofClaimant: claimant, with: options), claimant,
      near: allocation.vertex)
  }

  /// What an option is worth in the problem, dollars a year, released promises included.
  func dollars(_ claimant: Int, _ option: Int) -> Double {
    Double(problem.claimants[claimant].options[option].value) / 100
  }

  /// Units that an option takes of each pool.
  func units(_ claimant: Int, _ option: Int) -> [Int] {
    problem.claimants[claimant].options[option].use.prefix(table.cashRow).map { Int($0) }
  }
}

/// The worth of a relaxation as the values of one claimant change.
struct RelaxedWorth {
  private let claimant: Int
  private var series: RelaxationSeries
  // Where the first relaxation is near.
  private var vertex: PriceVertex?

  fileprivate init(_ problem: AllocationProblem, _ claimant: Int, near vertex: PriceVertex?) {
    self.claimant = claimant
    self.vertex = vertex
    series = RelaxationSeries(problem)
  }

  /// Dollars a year, at the values as they are.
  mutating func dollars() -> Double {
    let relaxed = series.solve(near: vertex)
    vertex = nil
    return relaxed.bound / 100
  }

  /// Dollars a year, at other values of the claimant's options, in cents.
  mutating func dollars(at values: [Int64]) -> Double {
    series.replaceValues(ofClaimant: claimant, with: values)
    return dollars()
  }
}

extension AllocationProblem {
  /// The problem with some options of one claimant alone.
  fileprivate func binding(_ claimant: Int, to allowed: [Int]) -> AllocationProblem {
    replacingOptions(
      ofClaimant: claimant, with: allowed.map { claimants[claimant].options[$0] })
  }
}

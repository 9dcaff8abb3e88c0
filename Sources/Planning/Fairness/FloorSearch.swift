internal import Allocation

/// Finds out which floors of output all teams can keep at once.
///
/// A floor leaves a team the options that keep it, and of these only such matter as no other needs less
/// than, row by row. Whether one of each fits is asked of the exact solver; nobody's value counts.
struct FloorSearch {
  private let problem: AllocationProblem
  /// Of each team's options, by place.
  private let utilities: [[Double]]
  /// Which claimants are whose grants.
  private let owners: [Int?]
  /// Places of each claimant's options, in ascending order of what they use.
  private let orders: [[Int]]

  /// Nodes of one search; most questions end at the first.
  private static let nodes = 20_000

  /// - Parameters:
  ///   - teams: With all their options.
  ///   - grants: Which claimants are theirs.
  ///   - problem: Of which the rows and the uses matter.
  init(_ teams: [TeamTable], _ grants: GrantPlaces, in problem: AllocationProblem) {
    self.problem = problem
    owners = grants.teams(of: problem.claimants.count)
    utilities = teams.map { team in team.options.indices.map { team.utility($0) } }
    orders = problem.claimants.map { claimant in
      claimant.options.indices.sorted {
        let (left, right) = (claimant.options[$0].use, claimant.options[$1].use)
        return left == right ? $0 < $1 : left.lexicographicallyPrecedes(right)
      }
    }
  }

  /// Whether all teams can keep their floors at once, if there are any; nil where that is not known.
  func fits(_ floors: [Double]) -> Bool? {
    guard let claimants = keeping(floors, valued: { _ in 0 }) else { return false }
    let asked = AllocationProblem(resources: problem.resources, claimants: claimants)
    switch solve(asked, within: SearchLimits(nodes: Self.nodes)).status {
    case .optimal, .feasible: return true
    case .infeasible: return false
    case .undecided: return nil
    }
  }

  /// How much more all need of some rows that grow alike, if all others stay as they are; nil where no
  /// amount would do, or that is not known.
  func shortage(of rows: [Int], keeping floors: [Double]) -> Int64? {
    var resources = problem.resources
    for row in rows {
      resources[row].capacity = problem.claimants.reduce(0) { sum, claimant in
        sum + max(0, claimant.options.map { $0.use[row] }.max() ?? 0)
      }
    }
    var short: Int64 = 0
    for row in rows {
      guard let claimants = keeping(floors, valued: { -$0.use[row] }) else { return nil }
      let least = solve(
        AllocationProblem(resources: resources, claimants: claimants),
        within: SearchLimits(nodes: Self.nodes))
      guard least.status == .optimal else { return nil }
      short = max(short, Int64(-least.objective) - problem.resources[row].capacity)
    }
    return short
  }

  // The claimants with what they need least; nil where one cannot keep its floor.
  private func keeping(
    _ floors: [Double], valued value: (Claimant.Option) -> Int64
  ) -> [Claimant]? {
    var claimants: [Claimant] = []
    for (index, claimant) in problem.claimants.enumerated() {
      let options = least(index, floors).map { place in
        var option = claimant.options[place]
        option.value = value(option)
        return option
      }
      if options.isEmpty { return nil }
      claimants.append(Claimant(id: claimant.id, options: options))
    }
    return claimants
  }

  // Options that keep the floor, and need no more of every row than another that does.
  private func least(_ claimant: Int, _ floors: [Double]) -> [Int] {
    let options = problem.claimants[claimant].options
    var front: [Int] = []
    for option in orders[claimant] {
      if let owner = owners[claimant], !floors.isEmpty,
        utilities[owner][option] < floors[owner] - FairnessRule.tolerance
      {
        continue
      }
      let use = options[option].use
      let isNeedless = front.contains { other in
        zip(options[other].use, use).allSatisfy { $0 <= $1 }
      }
      if !isNeedless { front.append(option) }
    }
    return front
  }

  /// The highest output that some teams can keep while the others keep their own floors; nil where the
  /// own floors do not fit.
  ///
  /// Bisection over the outputs that occur: O(log options) searches.
  /// - Parameters:
  ///   - following: Whether the floor that is looked for is the team's.
  ///   - own: Every team's own floor.
  func highest(for following: [Bool], above own: [Double]) -> HighestFloor? {
    var isProven = true
    func fits(_ level: Double) -> Bool {
      let floors = zip(own, following).map { $1 ? max($0, level) : $0 }
      guard let fits = self.fits(floors) else {
        isProven = false
        return false
      }
      return fits
    }
    let concerned = following.indices.filter { following[$0] }
    let top = concerned.compactMap { utilities[$0].max() }.min() ?? 0
    let levels = Set(concerned.flatMap { utilities[$0] }).filter { $0 <= top }.sorted()
    guard let lowest = levels.first, fits(lowest) else { return nil }
    var (low, high) = (0, levels.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if fits(levels[middle]) { low = middle } else { high = middle }
    }
    return HighestFloor(share: levels[low], isProven: isProven)
  }

  /// The highest output that a team can keep within its own limits, whatever the others get; `[teams]`.
  var reach: [Double] {
    let most = problem.resources.indices.map { problem.most(of: $0) }
    var reach = [Double](repeating: .infinity, count: utilities.count)
    for (claimant, owner) in zip(problem.claimants, owners) {
      guard let owner else { continue }
      let own = zip(claimant.options, utilities[owner]).filter { option, _ in
        zip(option.use, most).allSatisfy { $0 <= $1 }
      }.map(\.1).max()
      reach[owner] = min(reach[owner], own ?? 0)
    }
    return reach
  }
}

/// A share of present output that all teams can keep.
struct HighestFloor: Sendable {
  let share: Double
  /// No higher one is possible.
  let isProven: Bool
}

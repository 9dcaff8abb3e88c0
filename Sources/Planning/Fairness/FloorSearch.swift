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
    var claimants: [Claimant] = []
    for (index, claimant) in problem.claimants.enumerated() {
      let options = least(index, floors).map { claimant.options[$0] }
      if options.isEmpty { return false }
      claimants.append(
        Claimant(
          id: claimant.id,
          options: options.map { Claimant.Option(id: $0.id, value: 0, use: $0.use) }))
    }
    let asked = AllocationProblem(resources: problem.resources, claimants: claimants)
    switch solve(asked, within: SearchLimits(nodes: Self.nodes)).status {
    case .optimal, .feasible: return true
    case .infeasible: return false
    case .undecided: return nil
    }
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

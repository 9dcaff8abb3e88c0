internal import Allocation
internal import Scenario

/// What a plan makes as large as it can, and the output below which it lets no team fall.
///
/// A floor leaves out every grant at which a team puts out less. Max-min is the highest floor that all
/// teams can keep, and then value; Nash welfare is value with another measure of what teams put out.
struct FairnessRule: Sendable {
  let objective: Scenario.Policy.Objective
  /// Of every team, as a share of its present output; nil where it has none.
  let floors: [Double?]
  /// Of max-min: the highest floor that all can keep; nil where there is no plan at all.
  let highest: HighestFloor?
  /// Which claimants are teams' grants.
  private let grants: GrantPlaces

  /// How far below a floor is still on it.
  ///
  /// Kernels and the reference definition agree on outputs to a millionth, and a plan that one of them
  /// finds is one for the other.
  static let tolerance = 1e-6

  /// - Parameters:
  ///   - scenario: What is to be planned.
  ///   - teams: With all their options.
  ///   - further: Claimants beside the teams and candidates.
  ///   - problem: The most valuable plan's.
  init(
    of scenario: Scenario, for teams: [TeamTable], _ further: [FurtherClaimant],
    in problem: AllocationProblem
  ) {
    grants = GrantPlaces(in: scenario, further)
    objective = teams.isEmpty ? .value : scenario.policy.objective
    let own = teams.map { $0.team.utilityFloor ?? scenario.policy.utilityFloor }
    guard objective == .maxMin else {
      (floors, highest) = (own, nil)
      return
    }
    let highest = FloorSearch(teams, grants, in: problem)
      .highest(for: teams.map { _ in true }, above: own.map { $0 ?? 0 })
    floors = own.map { floor in highest.map { max($0.share, floor ?? 0) } ?? floor }
    self.highest = highest
  }

  /// Nothing but value counts.
  var isPlain: Bool { objective != .nash && floors.allSatisfy { $0 == nil } }

  /// Whether the floors are as high as they should be.
  var isProven: Bool { highest?.isProven ?? true }

  /// The scenario with this rule's floors in place of a search for the highest.
  func pinned(_ scenario: Scenario) -> Scenario {
    guard objective == .maxMin else { return scenario }
    var scenario = scenario
    scenario.policy.objective = .value
    for index in floors.indices { scenario.teams[index].utilityFloor = floors[index] }
    return scenario
  }

  /// Teams and problem as this rule leaves them.
  func ruled(
    _ teams: [TeamTable], _ problem: AllocationProblem
  ) -> (teams: [TeamTable], problem: AllocationProblem) {
    if isPlain { return (teams, problem) }
    let keeping = zip(teams, floors).map { $0.keeping(floor: $1) }
    let welfare =
      objective == .nash ? NashWelfare(of: keeping, grants, in: problem) : nil
    var claimants = problem.claimants
    for (claimant, grant) in grants.all {
      let team = keeping[grant.team]
      if team.options.isEmpty {
        claimants[claimant].options = [Self.impossible(in: problem)]
        continue
      }
      claimants[claimant].options = team.options.indices.map { option in
        var kept = problem.claimants[claimant].options[team.place(of: option)]
        if let welfare { kept.value = welfare.cents(of: grant, at: option) }
        return kept
      }
    }
    return (keeping, AllocationProblem(resources: problem.resources, claimants: claimants))
  }

  // What stands for a team that cannot keep its floor at all: it takes more than there can be.
  private static func impossible(in problem: AllocationProblem) -> Claimant.Option {
    var use = [Int64](repeating: 0, count: problem.resources.count)
    if !use.isEmpty { use[0] = problem.most(of: 0) + 1 }
    return Claimant.Option(id: "", value: 0, use: use)
  }
}

extension AllocationProblem {
  /// What there can be of a row: its capacity and all that claimants can add to it.
  func most(of row: Int) -> Int64 {
    claimants.reduce(resources[row].capacity) { sum, claimant in
      sum - min(0, claimant.options.map { $0.use[row] }.min() ?? 0)
    }
  }
}

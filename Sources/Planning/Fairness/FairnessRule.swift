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

  /// How far below a floor is still on it.
  ///
  /// Kernels and the reference definition agree on outputs to a millionth, and a plan that one of them
  /// finds is one for the other.
  static let tolerance = 1e-6

  /// - Parameters:
  ///   - scenario: What is to be planned.
  ///   - teams: With all their options, in the order of the problem's first claimants.
  ///   - problem: The most valuable plan's.
  init(of scenario: Scenario, for teams: [TeamTable], in problem: AllocationProblem) {
    objective = teams.isEmpty ? .value : scenario.policy.objective
    let own = teams.map { $0.team.utilityFloor ?? scenario.policy.utilityFloor }
    guard objective == .maxMin else {
      (floors, highest) = (own, nil)
      return
    }
    let highest = FloorSearch(teams, in: problem)
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
    let welfare = objective == .nash ? NashWelfare(of: teams, in: problem, above: floors) : nil
    var ruled = teams
    var claimants = problem.claimants
    for (index, team) in teams.enumerated() {
      if let floor = floors[index] {
        let kept = team.options.indices.filter { team.keeps(floor, at: $0) }
        ruled[index] = team.keeping(kept)
        claimants[index].options = kept.map { claimants[index].options[$0] }
      }
      if claimants[index].options.isEmpty {
        claimants[index].options = [Self.impossible(in: problem)]
        continue
      }
      guard let welfare else { continue }
      for option in claimants[index].options.indices {
        claimants[index].options[option].value = welfare.cents(of: ruled[index], index, at: option)
      }
    }
    return (ruled, AllocationProblem(resources: problem.resources, claimants: claimants))
  }

  // What stands for a team that cannot keep its floor at all: it takes more than there is.
  private static func impossible(in problem: AllocationProblem) -> Claimant.Option {
    var use = [Int64](repeating: 0, count: problem.resources.count)
    if let first = problem.resources.first { use[0] = first.capacity + 1 }
    return Claimant.Option(id: "", value: 0, use: use)
  }
}

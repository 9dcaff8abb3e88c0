import Allocation
import Foundation
import Scenario

@testable import Planning

/// Every plan that a small scenario allows, one by one: what the solver is compared with.
struct EveryPlan {
  private let table: OptionTable
  private let problem: AllocationProblem

  /// The plans of a scenario without its rule of fairness, valued in dollars at the release prices of
  /// its most valuable plan.
  init(of scenario: Scenario) {
    var plain = scenario
    plain.policy.objective = .value
    plain.policy.utilityFloor = nil
    for index in plain.teams.indices { plain.teams[index].utilityFloor = nil }
    table = OptionTable(plain, threads: 1)
    problem = ReleasePrices(table).problem
  }

  /// One plan.
  struct Choice {
    var worth: Int64
    /// Of every team.
    var utilities: [Double]
    /// What the offers are worth.
    var offers: Int64
  }

  var teams: [Scenario.Team] { table.teams.map(\.team) }

  /// How many plans there are at most; those that do not fit are among them.
  var count: Int { problem.claimants.reduce(1) { min(1 << 40, $0 * $1.options.count) } }

  /// The best score of the plans that fit; nil where none does.
  func best(_ score: (Choice) -> Double?) -> Double? {
    var best: Double?
    visit { choice in
      if let score = score(choice), best.map({ score > $0 }) ?? true { best = score }
    }
    return best
  }

  /// Calls with every plan that fits.
  func visit(_ body: (Choice) -> Void) {
    var room = problem.resources.map(\.capacity)
    var choice = Choice(worth: 0, utilities: [], offers: 0)
    descend(0, &room, &choice, body)
  }

  private func descend(
    _ claimant: Int, _ room: inout [Int64], _ choice: inout Choice, _ body: (Choice) -> Void
  ) {
    guard claimant < problem.claimants.count else { return body(choice) }
    for (index, option) in problem.claimants[claimant].options.enumerated()
    where zip(option.use, room).allSatisfy({ $0 <= $1 }) {
      for row in room.indices { room[row] -= option.use[row] }
      choice.worth += option.value
      if claimant < table.teams.count {
        choice.utilities.append(table.teams[claimant].utility(index))
      } else {
        choice.offers += option.value
      }
      descend(claimant + 1, &room, &choice, body)
      if claimant < table.teams.count {
        choice.utilities.removeLast()
      } else {
        choice.offers -= option.value
      }
      choice.worth -= option.value
      for row in room.indices { room[row] += option.use[row] }
    }
  }
}

extension EveryPlan {
  /// The highest output that the worst-off team can have.
  var highestFloor: Double? { best { $0.utilities.min() } }

  /// The most that a plan is worth in which nobody falls below the floors, in cents.
  func worth(above floors: [Double]) -> Double? {
    best { choice in
      let keeps = zip(choice.utilities, floors).allSatisfy { $0 >= $1 - FairnessRule.tolerance }
      return keeps ? Double(choice.worth) : nil
    }
  }

  /// The most that Nash welfare and offers count together, in cents; of plans in which nobody starves.
  var welfare: Double? {
    let heads = teams.reduce(0) { $0 + $1.heads }
    let rate = teams.reduce(0) { $0 + $1.value } / heads
    return best { choice in
      if choice.utilities.contains(where: { $0 <= 1e-9 }) { return nil }
      var score = Double(choice.offers)
      for (index, utility) in choice.utilities.enumerated() {
        score += 100 * (table.teams[index].presentValue + rate * teams[index].heads * log(utility))
      }
      return score
    }
  }
}

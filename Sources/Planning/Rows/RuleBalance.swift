internal import Scenario

/// One inequality of a rule: offers counted with a sign, so many at most.
struct RuleBalance {
  /// The candidate and what an offer to them counts.
  let counts: [(candidate: String, count: Int)]
  let most: Int
  /// What tells the balances of one rule apart; empty where there is one.
  let part: String

  func name(of rule: Scenario.OfferRule) -> String {
    "rules.\(rule.id)" + (part.isEmpty ? "" : "[\(part)]")
  }

  /// What an offer to a candidate counts; nil where nothing.
  func count(of candidate: String) -> Int? {
    counts.first { $0.candidate == candidate }?.count
  }

  /// What those count who have accepted: no rule can take that back.
  func count(ofHiredIn scenario: Scenario) -> Int {
    scenario.answers.reduce(0) { $0 + ($1.isYes ? count(of: $1.candidate.id) ?? 0 : 0) }
  }
}

extension Scenario.OfferRule {
  /// The rule as inequalities.
  ///
  /// All or none goes round in a circle: each offer at most as often as the next.
  var balances: [RuleBalance] {
    switch kind {
    case .atMost(let most):
      [RuleBalance(counts: candidates.map { ($0, 1) }, most: most, part: "")]
    case .allOrNone:
      candidates.indices.map { index in
        let next = candidates[(index + 1) % candidates.count]
        return RuleBalance(
          counts: [(candidates[index], 1), (next, -1)], most: 0, part: candidates[index])
      }
    case .onlyWith:
      candidates.dropFirst().map { needed in
        RuleBalance(counts: [(candidates[0], 1), (needed, -1)], most: 0, part: needed)
      }
    }
  }
}

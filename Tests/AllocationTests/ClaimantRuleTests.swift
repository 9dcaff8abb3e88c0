import Allocation
import Testing

@Suite("rules between claimants are rows like any other") struct ClaimantRuleTests {
  typealias Condition = ClaimantRule.Condition

  @Test("equals brute force that asks every rule by its words", arguments: 0..<10)
  func bruteForce(block: UInt64) {
    for seed in (block * 40)..<(block * 40 + 40) {
      let problem = randomProblem(seed + 7000)
      let rules = RandomRules(problem, seed)
      let optimum = rules.bruteForce(problem)
      let ruled = problem.adding(rules.rules)
      for plan in [solve(ruled), solve(SparseProblem(problem).adding(rules.rules))] {
        #expect(isConsistent(plan, for: ruled), "seed \(seed)")
        if let optimum {
          #expect(plan.status == .optimal && plan.objective == optimum, "seed \(seed)")
        } else {
          #expect(plan.choice == nil && plan.status != .undecided, "seed \(seed)")
        }
      }
    }
  }

  @Test("a rule that cannot be kept is named")
  func conflict() {
    let options = [Claimant.Option(id: "yes", value: 1, use: [])]
    let problem = AllocationProblem(
      resources: [], claimants: ["a", "b"].map { Claimant(id: $0, options: options) })
    let both = ["a", "b"].map { Condition(claimant: $0, options: ["yes"]) }
    let plan = solve(problem.adding([.exclusive(both, id: "one of a and b")]))
    guard case .infeasible(let conflict) = plan.status else {
      Issue.record("a plan for what excludes itself")
      return
    }
    #expect(conflict.resources.map(\.resource) == ["one of a and b"])
    #expect(conflict.claimants == ["a", "b"])
  }

  @Test("options without ids are named by position")
  func positions() {
    let problem = SparseProblem(
      resources: [], claimants: ["a", "b"], start: [0, 2, 4], value: [0, 5, 0, 7],
      pattern: [0, 0, 0, 0],
      patterns: {
        var patterns = UsePatterns()
        patterns.append([])
        return patterns
      }())
    let rule = ClaimantRule.exclusive(
      ["a", "b"].map { Condition(claimant: $0, options: ["1"]) }, id: "one")
    #expect(solve(problem.adding([rule])).choice == [0, 1])
  }
}

/// Rules of every kind among the claimants of a problem, and what they say in words.
private struct RandomRules {
  var rules: [ClaimantRule] = []
  private var checks: [([Int]) -> Bool] = []

  init(_ problem: AllocationProblem, _ seed: UInt64) {
    var random = SplitMix(seed &+ 99)
    for number in 0..<Int.random(in: 1...3, using: &random) {
      let chosen = problem.claimants.indices.shuffled(using: &random)
        .prefix(Int.random(in: 1...4, using: &random))
      var conditions: [ClaimantRule.Condition] = []
      var sets: [(claimant: Int, options: Set<Int>)] = []
      for claimant in chosen {
        let options = problem.claimants[claimant].options.indices.filter { _ in
          Bool.random(using: &random)
        }
        sets.append((claimant, Set(options)))
        conditions.append(
          ClaimantRule.Condition(
            claimant: problem.claimants[claimant].id,
            options: Set(options.map { problem.claimants[claimant].options[$0].id })))
      }
      let truths = { (choice: [Int]) in sets.map { $0.options.contains(choice[$0.claimant]) } }
      let id = "rule\(number)"
      switch Int.random(in: 0...3, using: &random) {
      case 0:
        let most = Int.random(in: 0...2, using: &random)
        rules.append(.atMost(most, of: conditions, id: id))
        checks.append { truths($0).count { $0 } <= most }
      case 1:
        rules.append(.exclusive(conditions, id: id))
        checks.append { truths($0).count { $0 } <= 1 }
      case 2:
        rules.append(.allOrNone(conditions, id: id))
        checks.append { Set(truths($0)).count <= 1 }
      default:
        rules.append(.requires(conditions[0], onlyIf: conditions[conditions.count - 1], id: id))
        checks.append { choice in
          let truths = truths(choice)
          return !truths[0] || truths[truths.count - 1]
        }
      }
    }
  }

  /// The optimum by trying every choice and asking every rule; nil if none is feasible.
  func bruteForce(_ problem: AllocationProblem) -> Int128? {
    var best: Int128?
    func extend(_ choice: [Int], _ room: [Int64], _ value: Int128) {
      if choice.count == problem.claimants.count {
        if room.allSatisfy({ $0 >= 0 }) && checks.allSatisfy({ $0(choice) }) {
          best = max(best ?? value, value)
        }
        return
      }
      for (index, option) in problem.claimants[choice.count].options.enumerated() {
        extend(
          choice + [index], zip(room, option.use).map { $0 - $1 }, value + Int128(option.value))
      }
    }
    extend([], problem.resources.map(\.capacity), 0)
    return best
  }
}

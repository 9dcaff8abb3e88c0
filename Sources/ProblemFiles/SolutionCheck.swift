internal import Allocation
internal import Units

/// A solution on paper against its problem, read or made anew: one pass over the options, in exact whole
/// numbers.
public struct SolutionCheck: Sendable {
  /// One thing that was rechecked.
  public struct Finding: Hashable, Sendable {
    /// What was rechecked, in a word, such as `feasibility`.
    public let what: String
    /// Whether it is as stated.
    public let holds: Bool
    /// The figures that agree, or that do not.
    public let detail: String
  }

  /// What was rechecked, in order.
  public private(set) var findings: [Finding] = []

  private let document: SolutionDocument
  private let problem: ValuedProblem

  /// Everything is as stated.
  public var holds: Bool { findings.allSatisfy(\.holds) }

  /// Goes through the problem once.
  ///
  /// - Parameters:
  ///   - document: What is claimed.
  ///   - problem: The problem that it names, from its source.
  ///   - threads: For solving again.
  public init(
    of document: SolutionDocument, against problem: ValuedProblem, threads: Int = 1
  ) {
    self.document = document
    self.problem = problem
    guard checkProblem() else { return }
    checkChoice()
    checkBound()
    checkProof(threads: threads)
  }

  // Whether the table is the one that was solved; nothing else means anything if it is not.
  private mutating func checkProblem() -> Bool {
    var differences: [String] = []
    if case .file(_, let stated, _) = document.problem,
      case .file(_, let found, _) = problem.source, stated != found.description
    {
      differences.append("the file is not the one that was solved (SHA-256)")
    }
    if document.checksum != problem.checksum {
      differences.append("checksum \(problem.checksum), not \(document.checksum)")
    }
    if document.decimals != problem.decimals { differences.append("another value_unit") }
    let table = problem.problem
    let rows = table.resources.indices.map { row in
      let resource = table.resources[row]
      return [
        resource.id, "\(resource.capacity)", row >= problem.ownResources ? "rule" : "resource",
      ]
    }
    let stated = document.rows.map { [$0.id, "\($0.capacity)", $0.isRule ? "rule" : "resource"] }
    if rows != stated { differences.append("other resources, capacities or rules") }
    note(
      "problem", differences,
      "\(table.claimants.count) claimants, \(table.value.count) options, checksum "
        + problem.checksum)
    return differences.isEmpty
  }

  private mutating func checkChoice() {
    let table = problem.problem
    if document.choice.isEmpty, document.objective == nil {
      let wrong = document.rows.contains { $0.used != nil } ? ["no choice, but something used"] : []
      let isRight = document.status == .infeasible || document.status == .undecided
      note("choice", wrong + (isRight ? [] : ["there is none"]), "none, as the status says")
      return
    }
    guard let choice = positions() else { return }
    let used = table.used(choice)
    var differences: [String] = []
    for (row, stated) in document.rows.enumerated() {
      if stated.used != used[row] {
        differences.append("\(stated.id) uses \(used[row]), not \(stated.used ?? 0)")
      }
      if used[row] > stated.capacity {
        differences.append("\(stated.id) has \(stated.capacity), \(used[row]) are used")
      }
    }
    note("feasibility", differences, "every claimant has one option, every capacity suffices")
    let objective = table.objective(choice)
    note(
      "objective",
      objective == document.objective
        ? [] : ["the choice is worth \(problem.digits(objective))"], problem.digits(objective))
  }

  // The choice by position; nil, and noted, if it is none.
  private mutating func positions() -> [Int]? {
    let table = problem.problem
    guard document.choice.map(\.claimant) == table.claimants else {
      note("choice", ["does not name every claimant once, in the table's order"], "")
      return nil
    }
    var choice: [Int] = []
    var wrong: [String] = []
    for (claimant, grant) in document.choice.enumerated() {
      let range = table.start[claimant]..<table.start[claimant + 1]
      guard let option = range.first(where: { problem.optionID($0) == grant.option }) else {
        wrong.append("\(grant.claimant) has no option \(grant.option)")
        continue
      }
      if table.value[option] != grant.value {
        wrong.append("\(grant.claimant)/\(grant.option) has another value")
      }
      choice.append(option - range.lowerBound)
    }
    if !wrong.isEmpty {
      note("choice", wrong, "")
      return nil
    }
    return choice
  }

  private mutating func checkBound() {
    guard let bound = document.bound else {
      if document.status != .infeasible { note("bound", ["there is none"], "") }
      return
    }
    let prices = document.rows.map { Price(rounding: $0.price) }
    var differences: [String] = []
    if zip(prices, document.rows).contains(where: { $0.cents != $1.price }) {
      differences.append("a price is below 0 or no multiple of 2^-32")
    }
    let proven = problem.problem.certifiedBoundOneByOne(at: prices)
    if proven != document.certifiedBound ?? .max {
      differences.append("the prices prove \(problem.digits(proven))")
    }
    if bound > proven { differences.append("bound is above what the prices prove") }
    if let objective = document.objective {
      if bound < objective { differences.append("bound is below the objective") }
      let (difference, isOver) = bound.subtractingReportingOverflow(objective)
      let gap = isOver ? .infinity : Double(difference) / max(1, abs(Double(bound)))
      if document.relativeGap != (bound == objective ? 0 : gap) {
        differences.append("relative_gap is \(bound == objective ? 0 : gap)")
      }
    }
    note("bound", differences, "the prices prove \(problem.digits(proven))")
  }

  // Where more is claimed than prices show, the search that showed it is done again.
  private mutating func checkProof(threads: Int) {
    guard holds else { return }
    if !problem.withoutOptions.isEmpty {
      note(
        "proof",
        document.status == .infeasible
          ? [] : ["some claimants have no option: nothing is feasible"],
        "claimants without any option")
      return
    }
    let isByPrices = document.bound != nil && document.bound == document.certifiedBound
    if document.status != .infeasible, isByPrices {
      let isTight = document.bound == document.objective
      note(
        "proof", document.status == .optimal && !isTight ? ["the bound is not reached"] : [],
        isTight
          ? "objective and bound meet: optimal by the prices alone" : "the bound is the prices'")
      return
    }
    // As far as the first search went, and farther, because another start may take a longer way.
    let nodes = 2 * min(max(0, document.nodes), 1 << 40) + 1000
    let isClosed = document.status != .feasible && document.status != .undecided
    let answer = solve(
      problem.problem,
      within: SearchLimits(nodes: isClosed ? max(nodes, SearchLimits.default.nodes) : nodes),
      threads: threads)
    switch (document.status, answer.status) {
    case (.infeasible, .infeasible):
      note("proof", [], "searched again: nothing is feasible")
    case (.infeasible, _): note("proof", ["a search did not show that nothing is feasible"], "")
    case (_, .optimal) where document.status == .optimal:
      note(
        "proof",
        answer.objective == document.objective
          ? [] : ["\(problem.digits(answer.objective)) is possible"],
        "searched again: no choice is worth more")
    case (_, .optimal):
      let isBound = (document.bound ?? .min) >= answer.objective
      note(
        "proof", isBound ? [] : ["\(problem.digits(answer.objective)) is possible"],
        "searched again: nothing exceeds the bound")
    default:
      // A search with another limit may not reach what the first did.
      let isBound = (document.bound ?? .min) >= answer.bound
      note(
        "proof", isBound ? [] : ["the bound was not reached again within \(nodes) nodes"],
        "searched again: nothing exceeds the bound")
    }
  }

  private mutating func note(_ what: String, _ differences: [String], _ detail: String) {
    let shown = differences.prefix(5).joined(separator: "; ")
    let more = differences.count > 5 ? "; \(differences.count - 5) more" : ""
    findings.append(
      Finding(
        what: what, holds: differences.isEmpty, detail: differences.isEmpty ? detail : shown + more)
    )
  }
}

internal import Allocation
internal import Documents

/// A rule between claimants, as a problem states it.
struct ProblemRule {
  /// What a rule speaks of: a claimant takes one of some of its options.
  struct Taking {
    var claimant: String
    /// Ids of options; nil for every option that uses something.
    var options: [String]?
    var place: Int
  }

  /// What must hold of takings.
  enum Kind {
    /// No more than so many of them.
    case atMost(Int64)
    /// All of them or none.
    case allOrNone
    /// The first only with every other.
    case onlyWith
  }

  var id: String
  var kind: Kind
  var takings: [Taking]

  /// How many rows it takes.
  var rows: Int {
    switch kind {
    case .atMost: 1
    case .allOrNone: takings.count
    case .onlyWith: takings.count - 1
    }
  }
}

extension ReadTable {
  /// The rules on this table's claimants and options, with all that is wrong with them.
  func claimantRules(_ rules: [ProblemRule], _ builder: inout ProblemBuilder) -> [ClaimantRule] {
    let rows = rules.reduce(resources.count) { $0 + $1.rows }
    if rows > ProblemBuilder.resourceLimit {
      builder.log.addAtFile(
        "\(rows) rows of resources and rules are more than \(ProblemBuilder.resourceLimit)",
        "leave out rules that always hold")
    }
    return rules.flatMap { rule -> [ClaimantRule] in
      let conditions = rule.takings.map { condition(of: $0, in: rule, &builder) }
      switch rule.kind {
      case .atMost(let most):
        // No more than all of them can be taken anyway.
        let count = min(Int(most), conditions.count)
        return [.atMost(count, of: conditions, id: rule.id)]
      case .allOrNone: return [.allOrNone(conditions, id: rule.id)]
      case .onlyWith:
        let needed = conditions.dropFirst()
        return needed.enumerated().map { index, other in
          .requires(
            conditions[0], onlyIf: other,
            id: needed.count == 1 ? rule.id : "\(rule.id)[\(index + 1)]")
        }
      }
    }
  }

  private func condition(
    of taking: ProblemRule.Taking, in rule: ProblemRule, _ builder: inout ProblemBuilder
  ) -> ClaimantRule.Condition {
    let key = "rules[\(rule.id)]"
    guard let claimant = builder.knownClaimant(taking.claimant) else {
      let hint = nearestName(to: taking.claimant, among: claimants).map { "did you mean \($0)?" }
      builder.log.add(
        "there is no such claimant", at: taking.place, key: key, .text(taking.claimant),
        hint ?? "name a claimant, or claimant/option")
      return ClaimantRule.Condition(claimant: taking.claimant, options: [])
    }
    let range = start[claimant]..<start[claimant + 1]
    let using = range.filter { !patterns.entries(Int(pattern[$0])).isEmpty }.map { options[$0] }
    if taking.options == nil, using.isEmpty {
      builder.log.add(
        "no option of this claimant uses anything", at: taking.place, key: key,
        .text(taking.claimant), "name the option, as in \(taking.claimant)/ID")
    }
    let ids = taking.options ?? using
    let known = Set(options[range])
    for id in ids where !known.contains(id) {
      let hint = nearestName(to: id, among: options[range]).map { "did you mean \($0)?" }
      builder.log.add(
        "the claimant has no such option", at: taking.place, key: key,
        .text("\(taking.claimant)/\(id)"), hint ?? "name one of its options")
    }
    return ClaimantRule.Condition(claimant: taking.claimant, options: Set(ids))
  }
}

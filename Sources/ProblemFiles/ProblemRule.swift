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
}

extension ReadTable {
  /// Adds rules as rows: an option uses 1 of a row where its taking counts, or gives 1.
  ///
  /// - At most m: each taking uses 1 of m.
  /// - A only with B: A uses 1 of 0, B gives 1; a row for each B.
  /// - All of n or none: the others use 1 of 0 and the last gives n - 1; and the reverse.
  mutating func apply(_ rules: [ProblemRule], _ builder: inout ProblemBuilder) {
    var extra: [Int: [(row: Int, amount: Int64)]] = [:]
    for rule in rules {
      let takings = rule.takings.map { options(of: $0, in: rule, &builder) }
      let others = takings.dropLast()
      switch rule.kind {
      case .atMost(let most):
        // No more than all of them can be taken anyway.
        addRow(
          rule.id, capacity: min(most, Int64(takings.count)), to: &extra, takings.map { ($0, 1) })
      case .onlyWith:
        let needed = takings.dropFirst()
        for (index, other) in needed.enumerated() {
          addRow(
            needed.count == 1 ? rule.id : "\(rule.id).\(index + 1)", capacity: 0, to: &extra,
            [(takings[0], 1), (other, -1)])
        }
      case .allOrNone:
        let last = takings.suffix(1).map { ($0, Int64(others.count)) }
        addRow(
          rule.id + ".1", capacity: 0, to: &extra,
          others.map { ($0, 1) } + last.map { ($0, -$1) })
        addRow(rule.id + ".2", capacity: 0, to: &extra, last + others.map { ($0, -1) })
      }
    }
    var ids = Set<String>()
    for resource in resources where !ids.insert(resource.id.lowercased()).inserted {
      builder.log.addAtFile(
        "a row of a rule and something else are both called \(resource.id)", "rename one of them")
    }
    if resources.count > ProblemBuilder.resourceLimit {
      builder.log.addAtFile(
        "\(resources.count) rows of resources and rules are more than \(ProblemBuilder.resourceLimit)",
        "leave out rules that always hold; all_or_none takes two rows")
    }
    addUses(extra)
  }

  private mutating func addRow(
    _ id: String, capacity: Int64, to extra: inout [Int: [(row: Int, amount: Int64)]],
    _ uses: [(options: [Int], amount: Int64)]
  ) {
    for (options, amount) in uses {
      for option in options { extra[option, default: []].append((resources.count, amount)) }
    }
    resources.append(Resource(id: id, capacity: capacity))
  }

  private mutating func addUses(_ extra: [Int: [(row: Int, amount: Int64)]]) {
    for (option, uses) in extra.sorted(by: { $0.key < $1.key }) {
      // A claimant that a rule names twice, in two ways, uses what both say.
      var sums: [Int: Int64] = [:]
      for use in uses { sums[use.row, default: 0] += use.amount }
      let own = patterns.entries(Int(pattern[option])).map {
        (row: Int(patterns.row[$0]), amount: patterns.amount[$0])
      }
      pattern[option] = patterns.append(
        own + sums.sorted { $0.key < $1.key }.map { (row: $0.key, amount: $0.value) })
    }
  }

  private func options(
    of taking: ProblemRule.Taking, in rule: ProblemRule, _ builder: inout ProblemBuilder
  ) -> [Int] {
    guard let claimant = builder.knownClaimant(taking.claimant) else {
      let hint = nearestName(to: taking.claimant, among: claimants).map { "did you mean \($0)?" }
      builder.log.add(
        "there is no such claimant", at: taking.place, key: "rules[\(rule.id)]",
        .text(taking.claimant), hint ?? "name a claimant, or claimant/option")
      return []
    }
    let range = start[claimant]..<start[claimant + 1]
    guard let ids = taking.options else {
      let using = range.filter { !patterns.entries(Int(pattern[$0])).isEmpty }
      if using.isEmpty {
        builder.log.add(
          "no option of this claimant uses anything", at: taking.place, key: "rules[\(rule.id)]",
          .text(taking.claimant), "name the option, as in \(taking.claimant)/ID")
      }
      return using
    }
    return ids.compactMap { id in
      if let option = range.first(where: { options[$0] == id }) { return option }
      let hint = nearestName(to: id, among: range.map { options[$0] })
      builder.log.add(
        "the claimant has no such option", at: taking.place, key: "rules[\(rule.id)]",
        .text("\(taking.claimant)/\(id)"),
        hint.map { "did you mean \($0)?" } ?? "name one of its options")
      return nil
    }
  }
}

/// A rule between claimants, stated on whether each takes one of certain options.
///
/// Rules become rows: whoever takes one of the options uses +1 or -1 of the rule. They are then priced,
/// proven and, where no plan exists, named in the conflict like any other resource.
public struct ClaimantRule: Hashable, Sendable {
  /// That a claimant takes one of some options.
  public struct Condition: Hashable, Sendable {
    /// The claimant's id.
    public var claimant: String
    /// Ids of the options; in a ``SparseProblem`` without ids, their positions.
    public var options: Set<String>

    /// That `claimant` takes one of `options`.
    public init(claimant: String, options: Set<String>) {
      self.claimant = claimant
      self.options = options
    }
  }

  /// One row of a rule: what each condition that holds uses of it, and how much there may be.
  struct Row {
    var resource: Resource
    var uses: [(condition: Condition, amount: Int64)]
  }

  /// The rule's name, unique among rules and resources.
  public let id: String
  let rows: [Row]

  private init(_ id: String, _ rows: [Row]) {
    self.id = id
    self.rows = rows
  }

  /// At most so many of the conditions hold.
  public static func atMost(_ count: Int, of conditions: [Condition], id: String) -> ClaimantRule {
    precondition(count >= 0, "at most a number of them")
    return ClaimantRule(
      id,
      [
        Row(
          resource: Resource(id: id, capacity: Int64(count)),
          uses: conditions.map { ($0, 1) })
      ])
  }

  /// At most one of the conditions holds: offers that exclude one another.
  public static func exclusive(_ conditions: [Condition], id: String) -> ClaimantRule {
    atMost(1, of: conditions, id: id)
  }

  /// The first condition holds only if the second does.
  public static func requires(
    _ condition: Condition, onlyIf other: Condition, id: String
  ) -> ClaimantRule {
    ClaimantRule(id, [implication(condition, other, id: id)])
  }

  /// All of the conditions hold, or none does: a bundle.
  ///
  /// One row per condition, `id[1]` and so on: each holds only if the next one does. These rows are
  /// as tight as any: the relaxation, too, takes equal shares.
  public static func allOrNone(_ conditions: [Condition], id: String) -> ClaimantRule {
    if conditions.count < 2 { return ClaimantRule(id, []) }
    return ClaimantRule(
      id,
      conditions.indices.map { index in
        implication(
          conditions[index], conditions[(index + 1) % conditions.count], id: "\(id)[\(index + 1)]")
      })
  }

  private static func implication(_ condition: Condition, _ other: Condition, id: String) -> Row {
    Row(resource: Resource(id: id, capacity: 0), uses: [(condition, 1), (other, -1)])
  }

  /// By id and rows.
  public static func == (left: ClaimantRule, right: ClaimantRule) -> Bool {
    left.id == right.id && left.rows.map(\.resource) == right.rows.map(\.resource)
      && left.rows.elementsEqual(right.rows) { left, right in
        left.uses.elementsEqual(right.uses) {
          $0.condition == $1.condition && $0.amount == $1.amount
        }
      }
  }

  /// By id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension AllocationProblem {
  /// The same problem under rules between claimants; their rows follow the resources.
  ///
  /// - Precondition: Claimants and options of the rules exist.
  public func adding(_ rules: [ClaimantRule]) -> AllocationProblem {
    let added = rules.flatMap(\.rows)
    let places = RulePlaces(added, claimants: self.claimants.map(\.id))
    var claimants = self.claimants
    for (claimant, uses) in places.uses {
      for option in claimants[claimant].options.indices {
        claimants[claimant].options[option].use += [Int64](repeating: 0, count: added.count)
      }
      for (row, condition, amount) in uses {
        var left = condition.options
        for option in claimants[claimant].options.indices
        where left.remove(claimants[claimant].options[option].id) != nil {
          claimants[claimant].options[option].use[resources.count + row] += amount
        }
        precondition(
          left.isEmpty, "no such option of \(condition.claimant): \(left.sorted())")
      }
    }
    for claimant in claimants.indices where places.uses[claimant] == nil {
      for option in claimants[claimant].options.indices {
        claimants[claimant].options[option].use += [Int64](repeating: 0, count: added.count)
      }
    }
    return AllocationProblem(resources: resources + added.map(\.resource), claimants: claimants)
  }
}

extension SparseProblem {
  /// The same problem under rules between claimants; their rows follow the resources.
  ///
  /// - Precondition: Claimants and options of the rules exist, and there are at most 64 rows in all.
  public func adding(_ rules: [ClaimantRule]) -> SparseProblem {
    let added = rules.flatMap(\.rows)
    let places = RulePlaces(added, claimants: claimants)
    var (pattern, patterns) = (pattern, patterns)
    for claimant in places.uses.keys.sorted() {
      for option in start[claimant]..<start[claimant + 1] {
        let id = options.isEmpty ? String(option - start[claimant]) : options[option]
        var amounts = [Int64](repeating: 0, count: added.count)
        for (row, condition, amount) in places.uses[claimant] ?? []
        where condition.options.contains(id) {
          amounts[row] += amount
        }
        if amounts.allSatisfy({ $0 == 0 }) { continue }
        let old = Int(pattern[option])
        pattern[option] = patterns.append(
          patterns.entries(old).map { (Int(patterns.row[$0]), patterns.amount[$0]) }
            + amounts.enumerated().map { (resources.count + $0, $1) })
      }
    }
    return SparseProblem(
      resources: resources + added.map(\.resource), claimants: claimants, start: start,
      value: value, pattern: pattern, patterns: patterns, options: options)
  }
}

/// What the rows of rules ask of each claimant.
private struct RulePlaces {
  /// By claimant's index: the row, the condition, and what it uses if it holds.
  var uses: [Int: [(row: Int, condition: ClaimantRule.Condition, amount: Int64)]] = [:]

  init(_ rows: [ClaimantRule.Row], claimants: [String]) {
    var place: [String: Int] = [:]
    for (index, id) in claimants.enumerated() { place[id] = index }
    for (row, rule) in rows.enumerated() {
      for (condition, amount) in rule.uses {
        guard let claimant = place[condition.claimant] else {
          preconditionFailure("no such claimant: \(condition.claimant)")
        }
        uses[claimant, default: []].append((row, condition, amount))
      }
    }
  }
}

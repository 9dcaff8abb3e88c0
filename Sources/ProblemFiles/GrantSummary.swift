internal import Allocation

/// Who gets most of a choice, and how many get something.
public struct GrantSummary: Sendable {
  /// What one claimant is given.
  public struct Grant: Hashable, Sendable {
    /// The claimant's id.
    public let claimant: String
    /// The option's id.
    public let option: String
    /// What it is worth, in own units of value.
    public let value: Int64
    /// What it uses, `124 h100`, rules left out.
    public let uses: [Use]
  }

  /// An amount of a resource.
  public struct Use: Hashable, Sendable {
    /// The resource's id.
    public let resource: String
    /// Whole units; below 0 where the option adds units.
    public let amount: Int64
  }

  /// The grants that are worth most, the greatest first; of equals, the first by id.
  public private(set) var largest: [Grant] = []
  /// Claimants whose option is worth or uses something.
  public private(set) var granted = 0
  /// Claimants in all.
  public let claimants: Int

  /// Summarises a choice: an option of each claimant by position.
  public init(_ problem: ValuedProblem, choice: [Int], most: Int) {
    let table = problem.problem
    claimants = table.claimants.count
    var order: [Int] = []
    for claimant in choice.indices {
      let option = table.start[claimant] + choice[claimant]
      let isIdle = table.patterns.entries(Int(table.pattern[option])).isEmpty
      if isIdle && table.value[option] == 0 { continue }
      granted += 1
      order.append(claimant)
    }
    func value(_ claimant: Int) -> Int64 { table.value[table.start[claimant] + choice[claimant]] }
    order.sort {
      value($0) != value($1) ? value($0) > value($1) : table.claimants[$0] < table.claimants[$1]
    }
    largest = order.prefix(most).map { claimant in
      let option = table.start[claimant] + choice[claimant]
      let uses = table.patterns.entries(Int(table.pattern[option])).compactMap { entry -> Use? in
        let row = Int(table.patterns.row[entry])
        return row < problem.ownResources
          ? Use(resource: table.resources[row].id, amount: table.patterns.amount[entry]) : nil
      }
      return Grant(
        claimant: table.claimants[claimant], option: problem.optionID(option),
        value: table.value[option], uses: uses)
    }
  }
}

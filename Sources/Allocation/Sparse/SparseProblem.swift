/// An ``AllocationProblem`` laid out flat, for tables of millions of options.
///
/// Options of claimant `i` are `start[i] ..< start[i + 1]`; each has a value and a pattern of use. An
/// option without a name is known by its position among its claimant's options. The range of numbers
/// is that of ``AllocationProblem``, with at most 64 resources.
public struct SparseProblem: Sendable {
  /// The rows, in the caller's order; at most 64.
  public let resources: [Resource]
  /// Ids of the claimants, in the caller's order.
  public let claimants: [String]
  /// First option of each claimant, and the number of options at the end.
  public let start: [Int]
  /// What each option is worth, in whole cents a year.
  public let value: [Int64]
  /// What each option uses, as a number of ``patterns``.
  public let pattern: [Int32]
  /// The patterns, with rows in the caller's order.
  public let patterns: UsePatterns
  /// Ids of all options, unique within a claimant; empty where positions name them.
  public let options: [String]
  /// The same in sorted order.
  let table: SparseTable

  /// A problem; O(options), beside sorting what is not in order.
  ///
  /// - Precondition: Ids are unique, every claimant has an option, and all numbers are in range.
  public init(
    resources: [Resource], claimants: [String], start: [Int], value: [Int64], pattern: [Int32],
    patterns: UsePatterns, options: [String] = []
  ) {
    precondition(resources.count <= 64, "more than 64 resources")
    precondition(start.count == claimants.count + 1 && start.first == 0, "one start per claimant")
    precondition(value.count == start.last && pattern.count == value.count, "one value per option")
    precondition(value.count < Int(Int32.max), "too many options")
    precondition(options.isEmpty || options.count == value.count, "all options have ids, or none")
    for claimant in claimants.indices {
      precondition(start[claimant] < start[claimant + 1], "no options: \(claimants[claimant])")
    }
    precondition(value.allSatisfy { $0.magnitude <= 1 << 53 }, "value out of range")
    let known = UInt32(patterns.count)
    precondition(
      pattern.allSatisfy { UInt32(bitPattern: $0) < known }, "an option of no known pattern")
    precondition(patterns.row.allSatisfy { Int($0) < resources.count }, "a pattern of no known row")
    self.resources = resources
    self.claimants = claimants
    self.start = start
    self.value = value
    self.pattern = pattern
    self.patterns = patterns
    self.options = options
    table = SparseTable(resources, claimants, start, value, pattern, patterns, options)
  }

  private init(_ problem: SparseProblem, resources: [Resource]) {
    self.resources = resources
    claimants = problem.claimants
    start = problem.start
    value = problem.value
    pattern = problem.pattern
    patterns = problem.patterns
    options = problem.options
    table = problem.table.replacingCapacities(resources)
  }

  /// The same problem with other capacities, one per resource.
  public func replacingCapacities(_ capacities: [Int64]) -> SparseProblem {
    precondition(capacities.count == resources.count, "one capacity per resource")
    var changed = resources
    for (row, capacity) in capacities.enumerated() { changed[row].capacity = capacity }
    return SparseProblem(self, resources: changed)
  }

  /// What a choice is worth, in cents.
  ///
  /// - Parameter choice: Of each claimant, an index among its options.
  public func objective(_ choice: [Int]) -> Int128 {
    placed(choice).reduce(into: Int128(0)) { $0 += Int128(value[$1]) }
  }

  /// What a choice uses of each resource.
  public func used(_ choice: [Int]) -> [Int64] {
    var used = [Int64](repeating: 0, count: resources.count)
    for option in placed(choice) {
      for entry in patterns.entries(Int(pattern[option])) {
        used[Int(patterns.row[entry])] += patterns.amount[entry]
      }
    }
    return used
  }

  /// Whether a choice keeps within every capacity.
  public func isFeasible(_ choice: [Int]) -> Bool {
    zip(used(choice), resources).allSatisfy { $0 <= $1.capacity }
  }

  /// The options that a choice means, as numbers of the whole table.
  private func placed(_ choice: [Int]) -> [Int] {
    precondition(choice.count == claimants.count, "one option per claimant")
    return choice.indices.map { claimant in
      let option = start[claimant] + choice[claimant]
      precondition(choice[claimant] >= 0 && option < start[claimant + 1], "no such option")
      return option
    }
  }
}

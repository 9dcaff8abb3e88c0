/// Claimants' options one behind another: of each a value and the number of a pattern of use.
package struct RaggedOptions: Sendable {
  /// First option of each claimant, and the number of options at the end.
  package let start: [Int]
  /// What each option is worth.
  package let value: [Int64]
  /// What it uses; below the number of patterns whose penalties it meets.
  package let pattern: [Int32]
  /// The first pattern of each claimant whose options' patterns are neighbours, each one more than the
  /// one before; -1 of others.
  package let run: [Int32]

  /// A table of columns that others have made, each claimant with an option at least; O(options).
  package init(start: [Int], value: [Int64], pattern: [Int32]) {
    precondition(start.first == 0 && start.last == value.count && pattern.count == value.count)
    self.start = start
    self.value = value
    self.pattern = pattern
    run = start.indices.dropLast().map { claimant in
      let (from, to) = (start[claimant], start[claimant + 1])
      precondition(from < to)
      var option = from + 1
      while option < to && pattern[option] == pattern[option - 1] &+ 1 { option += 1 }
      return option == to ? pattern[from] : -1
    }
  }

  /// How many claimants there are.
  package var claimants: Int { start.count - 1 }
}

/// What patterns cost at some prices, for the kernels.
package struct PatternPenalties: Sendable {
  /// How many patterns there are.
  package let count: Int
  let numbers: DoubleBuffer

  /// A copy of `penalties`.
  package init(_ penalties: [Double]) {
    count = penalties.count
    numbers = DoubleBuffer(penalties + [Double](repeating: 0, count: Self.padding))
  }

  /// Numbers that the widest kernel may read behind the last.
  static let padding = 16
}

/// How far prices of patterns may rise, for each of several rows.
package struct PatternRises: Sendable {
  package let rows: Int
  /// How many patterns there are.
  package let patterns: Int
  let numbers: LaneBuffer

  /// A copy of `numbers`, `[rows, patterns]`.
  package init(_ numbers: [Float], patterns: Int) {
    precondition(patterns > 0 && numbers.count.isMultiple(of: patterns))
    rows = numbers.count / patterns
    self.patterns = patterns
    self.numbers = LaneBuffer(numbers + [Float](repeating: 0, count: PatternPenalties.padding))
  }
}

/// The options of a core that lose something, counted from their claimants' base options.
struct DeviationTable {
  /// First deviation of each claimant of the core, and the number of deviations at the end.
  private(set) var start = [0]
  /// The options, by claimant.
  private(set) var option: [Int32] = []
  /// What they lose, in 2^-32 cent.
  private(set) var loss: [Int64] = []
  /// How much more they use than the base options, `[deviation, row M]`.
  private(set) var change: [Int64] = []
  /// Rows of the problem.
  let rows: Int

  var claimants: Int { start.count - 1 }
  var count: Int { option.count }

  /// The options among `near` that lose at most `level` in 2^-32 cent; O(options x rows).
  init(_ table: SparseTable, _ near: NearOptions, level: Int64) {
    rows = table.rows
    var last: Int32 = -1
    for other in near.options where other.loss <= Int128(level) {
      if other.claimant != last && !option.isEmpty { start.append(option.count) }
      last = other.claimant
      option.append(other.option)
      loss.append(Int64(truncatingIfNeeded: other.loss))
      for _ in 0..<rows { change.append(0) }
      let base = near.base[Int(other.claimant)]
      add(table, Int(table.pattern[Int(other.option)]), times: 1)
      add(table, Int(table.pattern[Int(base)]), times: -1)
    }
    if !option.isEmpty { start.append(option.count) }
  }

  /// Adds a pattern to what the last deviation changes.
  private mutating func add(_ table: SparseTable, _ pattern: Int, times factor: Int64) {
    let at = change.count - rows
    for entry in table.patterns.entries(pattern) {
      change[at + Int(table.patterns.row[entry])] += factor * table.patterns.amount[entry]
    }
  }

  /// Deviations of one claimant.
  func range(_ claimant: Int) -> Range<Int> { start[claimant]..<start[claimant + 1] }

  /// The only row of which a claimant's deviations use more or less; nil where there are several, or
  /// none.
  func onlyRow(_ claimant: Int) -> Int? {
    var only: Int?
    for deviation in range(claimant) {
      for row in 0..<rows where change[deviation * rows + row] != 0 && row != only {
        if only != nil { return nil }
        only = row
      }
    }
    return only
  }
}

/// What options use, every combination of amounts written once.
///
/// In most tables many options use the same: one node of a pool is one node, whoever takes it. Amounts
/// of zero are not written, so a row that few options use costs nothing to the others.
public struct UsePatterns: Hashable, Sendable {
  /// First entry of each pattern, and the number of entries at the end.
  public private(set) var start: [Int] = [0]
  /// The row of each entry, ascending within a pattern.
  public private(set) var row: [Int32] = []
  /// The amount of each entry, in whole units, never zero; a negative amount adds units.
  public private(set) var amount: [Int64] = []

  /// No pattern yet.
  public init() {}

  /// How many patterns there are.
  public var count: Int { start.count - 1 }

  /// The entries of one pattern.
  public func entries(_ pattern: Int) -> Range<Int> { start[pattern]..<start[pattern + 1] }

  /// Adds a pattern; two equal ones are allowed and cost only room.
  ///
  /// - Parameter uses: Rows and amounts, each row at most once; amounts of zero are left out.
  /// - Returns: The pattern's number, for ``SparseProblem/pattern``.
  @discardableResult
  public mutating func append(_ uses: [(row: Int, amount: Int64)]) -> Int32 {
    let sorted = uses.filter { $0.amount != 0 }.sorted { $0.row < $1.row }
    for (before, after) in zip(sorted, sorted.dropFirst()) {
      precondition(before.row != after.row, "row used twice in a pattern: \(after.row)")
    }
    for use in sorted {
      precondition(use.row >= 0 && use.amount.magnitude <= 1 << 53, "use out of range")
      row.append(Int32(use.row))
      amount.append(use.amount)
    }
    start.append(row.count)
    return Int32(count - 1)
  }

  /// The same with row `r` called `place[r]`.
  func renamingRows(_ place: [Int]) -> UsePatterns {
    var renamed = UsePatterns()
    for pattern in 0..<count {
      renamed.append(entries(pattern).map { (row: place[Int(row[$0])], amount: amount[$0]) })
    }
    return renamed
  }

  /// The amounts of one pattern, one per row.
  func dense(_ pattern: Int, rows: Int) -> [Int64] {
    var use = [Int64](repeating: 0, count: rows)
    for entry in entries(pattern) { use[Int(row[entry])] = amount[entry] }
    return use
  }
}

/// Which one or two resources tell what some groups use of all others.
///
/// Another row follows from them where its use is the same sum of not negative multiples of theirs in
/// every option: then no less of them is no less of it, and what they show to be dominated is so.
struct RowDependence {
  private let rows: [Int]
  /// Uses of the options of all groups, `[option][row of rows]`, each once.
  private let uses: [[Int64]]

  /// - Parameters:
  ///   - rows: Ascending; all rows of which the groups use different amounts.
  ///   - groups: Their uses are counted from a choice, so that a multiple needs no constant.
  init(_ rows: [Int], of groups: [ClaimantGroup]) {
    self.rows = rows
    // Two rows are their own axes, and looking at uses is not free.
    guard rows.count > 2 else {
      uses = []
      return
    }
    var seen: Set<[Int64]> = []
    for group in groups {
      for option in 0..<group.count {
        seen.insert(rows.map { group.use[option * group.span.count + $0] })
      }
    }
    uses = Array(seen)
  }

  /// The rows that tell the others, ascending; nil where more than two are needed.
  var axes: [Int]? {
    if rows.count <= 2 { return rows }
    for first in rows.indices {
      for second in rows.indices where second > first {
        let others = rows.indices.filter { $0 != first && $0 != second }
        if others.allSatisfy({ follows($0, from: first, second) }) {
          return [rows[first], rows[second]]
        }
      }
    }
    return nil
  }

  /// Whether `row` is `a` times the first and `b` times the second in every option, `a, b >= 0`.
  private func follows(_ row: Int, from first: Int, _ second: Int) -> Bool {
    // Two options that are not multiples of each other tell the multiples by Cramer's rule.
    guard let one = uses.first(where: { $0[first] != 0 || $0[second] != 0 }) else { return false }
    func minor(_ a: [Int64], _ b: [Int64], _ x: Int, _ y: Int) -> Int128 {
      Int128(a[x]) * Int128(b[y]) - Int128(a[y]) * Int128(b[x])
    }
    guard let two = uses.first(where: { minor(one, $0, first, second) != 0 }) else { return false }
    var unit = minor(one, two, first, second)
    var a = minor(one, two, row, second)
    var b = minor(one, two, first, row)
    if unit < 0 { (unit, a, b) = (-unit, -a, -b) }
    guard a >= 0, b >= 0, max(unit, a, b) < 1 << 62 else { return false }
    return uses.allSatisfy {
      Int128($0[row]) * unit == a * Int128($0[first]) + b * Int128($0[second])
    }
  }
}

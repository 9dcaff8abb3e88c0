/// A row of which claimants need more than there is, whatever they choose.
struct RowShortage: Sendable {
  /// The sorted row.
  var row: Int
  /// The least that all together can use of it.
  var needed: Int64
}

extension SparseTable {
  /// The first row whose capacity the least uses alone exceed; one pass over the options.
  func shortage() -> RowShortage? {
    var needed = [Int64](repeating: 0, count: rows)
    var least = [Int64](repeating: 0, count: rows)
    var met = [Int](repeating: 0, count: rows)
    for claimant in 0..<claimants {
      // Rows that an option does not name it does without.
      for row in 0..<rows { met[row] = 0 }
      for option in range(claimant) {
        for entry in patterns.entries(Int(pattern[option])) {
          let row = Int(patterns.row[entry])
          let amount = patterns.amount[entry]
          least[row] = met[row] == 0 ? amount : min(least[row], amount)
          met[row] += 1
        }
      }
      for row in 0..<rows where met[row] > 0 {
        needed[row] += met[row] < range(claimant).count ? min(0, least[row]) : least[row]
      }
    }
    return needed.indices.first { needed[$0] > capacity[$0] }
      .map { RowShortage(row: $0, needed: needed[$0]) }
  }
}

extension Conflict {
  /// The conflict of one row with all who cannot do without it.
  init(_ shortage: RowShortage, of problem: SparseProblem) {
    let table = problem.table
    let row = table.rowOrder[shortage.row]
    let dependants = (0..<table.claimants).filter { claimant in
      table.range(claimant).allSatisfy { table.amount($0, shortage.row) > 0 }
    }
    let places = dependants.map { table.claimantOrder?[$0] ?? $0 }.sorted()
    self.init(
      resources: [
        Shortage(
          resource: problem.resources[row].id, needed: shortage.needed,
          capacity: problem.resources[row].capacity)
      ], claimants: places.map { problem.claimants[$0] }, isMinimal: true)
  }
}

extension SparseTable {
  /// What an option uses of one row.
  fileprivate func amount(_ option: Int, _ row: Int) -> Int64 {
    for entry in patterns.entries(Int(pattern[option])) where Int(patterns.row[entry]) == row {
      return patterns.amount[entry]
    }
    return 0
  }
}

/// A column of the working basis: what fixes one dimension of the prices.
enum BasicColumn: Hashable, Sendable {
  /// An option that ties with its claimant's key option.
  case option(Int)
  /// A row with units to spare: its price is at the floor.
  case slack(Int)
  /// Nothing yet: the row's price stands where it was put, and must leave unless the row is exactly
  /// full.
  case free(Int)
}

/// The inverse of the M x M working basis, by Gauss-Jordan elimination with row pivoting.
///
/// Made afresh from the table's exact numbers at every step, so that no error builds up; M is the
/// number of resources, so this costs little beside one pass over the options.
struct WorkingBasis {
  /// The columns, one per position.
  private(set) var columns: [BasicColumn]
  /// The inverse `[position, row]`.
  private(set) var inverse: [Double]
  private var rows: Int { columns.count }

  // Kept between inversions, because one is made at every step of every node of a search.
  private var left: [Double] = []
  private var right: [Double] = []
  private var pivotOf: [Int] = []
  private var isUsed: [Bool] = []
  private var pending: [Int] = []
  private var touched: [Int] = []

  /// Inverts the matrix whose columns are `wanted`.
  ///
  /// Columns that depend on others, and columns that are `nil`, are replaced by `.free`.
  /// - Parameters:
  ///   - wanted: One column per resource, nil where none is known.
  ///   - entry: The entry of an option's column in a row: its use less its key's use.
  init(_ wanted: [BasicColumn?], entry: (_ option: Int, _ row: Int) -> Double) {
    columns = []
    inverse = []
    invert(wanted, entry: entry)
  }

  /// Becomes the inverse of another matrix, as at the beginning.
  mutating func invert(
    _ wanted: [BasicColumn?], entry: (_ option: Int, _ row: Int) -> Double
  ) {
    let rows = wanted.count
    clear(rows)
    for (position, column) in wanted.enumerated() {
      switch column {
      case .option(let option):
        for row in 0..<rows { left[row * rows + position] = entry(option, row) }
      case .slack(let row), .free(let row): left[row * rows + position] = 1
      case nil: break
      }
    }
    // Unit columns first: nothing has filled them yet, and nothing is left to eliminate.
    for (position, column) in wanted.enumerated() {
      switch column {
      case .slack(let row), .free(let row):
        if isUsed[row] { continue }
        isUsed[row] = true
        pivotOf[position] = row
      case .option, nil: continue
      }
    }
    pending.removeAll(keepingCapacity: true)
    touched.removeAll(keepingCapacity: true)
    for (position, column) in wanted.enumerated().reversed() {
      if case .option = column { pending.append(position) }
    }
    while let position = pending.popLast() {
      guard let pivot = pivot(position) else { continue }
      isUsed[pivot] = true
      pivotOf[position] = pivot
      touched.append(pivot)
      eliminate(position, pivot, rows)
    }
    for position in 0..<rows {
      if let column = wanted[position], pivotOf[position] >= 0 {
        columns.append(column)
      } else {
        let row = isUsed.firstIndex(of: false) ?? 0
        isUsed[row] = true
        pivotOf[position] = row
        columns.append(.free(row))
      }
      let from = pivotOf[position] * rows
      for at in from..<from + rows { inverse.append(right[at]) }
    }
  }

  /// Makes room for `rows`: `left` is zero `[row, position]`, `right` the unit matrix.
  private mutating func clear(_ rows: Int) {
    columns.removeAll(keepingCapacity: true)
    inverse.removeAll(keepingCapacity: true)
    if isUsed.count != rows {
      left = [Double](repeating: 0, count: rows * rows)
      right = left
      pivotOf = [Int](repeating: -1, count: rows)
      isUsed = [Bool](repeating: false, count: rows)
      inverse.reserveCapacity(rows * rows)
    }
    for at in left.indices {
      left[at] = 0
      right[at] = 0
    }
    for row in 0..<rows {
      right[row * rows + row] = 1
      pivotOf[row] = -1
      isUsed[row] = false
    }
  }

  /// The row with the greatest entry among those not yet used; nil if the column depends on others.
  private func pivot(_ position: Int) -> Int? {
    var best: Int?
    var most = 1e-11
    for row in isUsed.indices where !isUsed[row] {
      let size = abs(left[row * isUsed.count + position])
      if size > most {
        most = size
        best = row
      }
    }
    return best
  }

  /// Clears a column in all rows but its pivot's.
  ///
  /// Of `left`, only columns still to come are looked at again; of `right`, only those of options'
  /// pivots are more than the unit matrix.
  private mutating func eliminate(_ position: Int, _ pivot: Int, _ rows: Int) {
    let scale = 1 / left[pivot * rows + position]
    for k in pending { left[pivot * rows + k] *= scale }
    for k in touched { right[pivot * rows + k] *= scale }
    for row in 0..<rows where row != pivot {
      let factor = left[row * rows + position]
      if factor == 0 { continue }
      for k in pending { left[row * rows + k] -= factor * left[pivot * rows + k] }
      for k in touched { right[row * rows + k] -= factor * right[pivot * rows + k] }
    }
  }

  /// The inverse's row at `position`.
  func row(_ position: Int) -> [Double] {
    Array(inverse[(position * rows)..<((position + 1) * rows)])
  }

  /// Adds the inverse's row at `position`, so many times, to `sum`.
  func add(_ factor: Double, row position: Int, to sum: inout [Double]) {
    for row in 0..<rows { sum[row] += factor * inverse[position * rows + row] }
  }

  /// The sum of squares of the inverse's row at `position`, never zero.
  func squaredNorm(_ position: Int) -> Double {
    var sum = 1e-300
    for row in 0..<rows {
      let entry = inverse[position * rows + row]
      sum += entry * entry
    }
    return sum
  }

  /// The basic values: `inverse . residual`.
  func values(_ residual: [Double]) -> [Double] {
    (0..<rows).map { position in
      var sum = 0.0
      for row in 0..<rows { sum += inverse[position * rows + row] * residual[row] }
      return sum
    }
  }

  /// The prices at which every column costs nothing: `-(inverse transposed) . cost`.
  func prices(_ cost: [Double]) -> [Double] {
    (0..<rows).map { row in
      var sum = 0.0
      for position in 0..<rows { sum -= inverse[position * rows + row] * cost[position] }
      return sum
    }
  }
}

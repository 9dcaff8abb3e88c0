/// Packages that are a product of two groups of attributes, laid out for the grid pass of one kernel.
///
/// Cell (i, j) has the levels of row i of the first group and of row j of the second. The draws that
/// score it have the first group's coefficients first.
package struct PackedGrid: Sendable {
  /// I, rows of the first group.
  package let firstCount: Int
  /// J, rows of the second group.
  package let secondCount: Int
  /// Attributes of the first group.
  package let firstAttributes: Int
  /// Attributes of the second group.
  package let secondAttributes: Int
  /// Whose layout it is.
  package let kernel: Kernel
  let firstWidth: Int
  let secondWidth: Int
  /// `[firstAttributes, firstWidth]` and `[secondAttributes, secondWidth]`, scaled by −log2(e).
  let first: LaneBuffer
  let second: LaneBuffer

  /// One group of attributes: its rows, row by row.
  package struct Group: Sendable {
    /// `[count, attributes]`.
    package var rows: [Float]
    package var count: Int
    package var attributes: Int

    package init(rows: [Float], count: Int, attributes: Int) {
      precondition(rows.count == count * attributes)
      self.rows = rows
      self.count = count
      self.attributes = attributes
    }
  }

  /// Packs every row of one group with every row of another.
  package init(_ first: Group, by second: Group, for kernel: Kernel) {
    let lanes = kernel.lanes
    firstCount = first.count
    secondCount = second.count
    firstAttributes = first.attributes
    secondAttributes = second.attributes
    self.kernel = kernel
    firstWidth = (first.count + lanes - 1) / lanes * lanes
    secondWidth = (second.count + lanes - 1) / lanes * lanes
    self.first = Self.columns(first, firstWidth)
    self.second = Self.columns(second, secondWidth)
  }

  private static func columns(_ group: Group, _ width: Int) -> LaneBuffer {
    let columns = LaneBuffer(zeros: width * group.attributes)
    for i in 0..<group.count {
      for k in 0..<group.attributes {
        columns[k * width + i] = group.rows[i * group.attributes + k] * PackedPackages.scale
      }
    }
    return columns
  }
}

extension Kernel {
  /// Mean shares of every cell against what competes in `draws`; `[I, J]`.
  package func shares(of grid: PackedGrid, _ draws: PackedDraws) -> [Double] {
    precondition(grid.kernel == self)
    precondition(draws.attributes == grid.firstAttributes + grid.secondAttributes)
    let cells = grid.firstCount * grid.secondCount
    guard cells > 0, draws.count > 0 else { return Array(repeating: 0, count: cells) }
    let row = grid.firstWidth * grid.secondWidth
    let sums = LaneBuffer(zeros: draws.blocks * row)
    let scratch = LaneBuffer(
      zeros: PackedDraws.blockDraws * (2 * grid.firstWidth + grid.secondWidth + 1))
    withExtendedLifetime((grid, draws, sums, scratch)) {
      unsafe table.grid(
        grid.first.pointer, grid.firstAttributes, grid.firstWidth, grid.second.pointer,
        grid.secondAttributes, grid.secondWidth, draws.beta.pointer, draws.base.pointer,
        draws.ratios.pointer, draws.weights.pointer, draws.tiers, draws.padded,
        PackedDraws.blockDraws, sums.pointer, scratch.pointer)
    }
    var result = [Double](repeating: 0, count: cells)
    for block in 0..<draws.blocks {
      for i in 0..<grid.firstCount {
        for j in 0..<grid.secondCount {
          result[i * grid.secondCount + j] +=
            unsafe Double(sums.pointer[block * row + i * grid.secondWidth + j])
        }
      }
    }
    return result.map { $0 / Double(draws.count) }
  }
}

extension Kernel {
  /// Mean shares of some cells of a grid, in the order asked for.
  ///
  /// Where a factor alone could leave the range of single precision, the cells are scored as a list.
  package func shares(
    of grid: PackedGrid, at cells: [Int], _ draws: PackedDraws
  ) -> [Double] {
    if grid.isBounded(draws) {
      let all = shares(of: grid, draws)
      return cells.map { all[$0] }
    }
    return shares(of: grid.list(of: cells), draws)
  }
}

extension PackedGrid {
  /// Whether no factor of a cell can leave the range in which the exponential needs no bounds.
  func isBounded(_ draws: PackedDraws) -> Bool {
    var (own, other) = (Float(0), draws.largestBase)
    for k in 0..<firstAttributes {
      own += draws.largest[k] * Self.largest(first, k, firstWidth)
    }
    for k in 0..<secondAttributes {
      other += draws.largest[firstAttributes + k] * Self.largest(second, k, secondWidth)
    }
    return own < 120 && other < 120
  }

  private static func largest(_ columns: LaneBuffer, _ k: Int, _ width: Int) -> Float {
    (0..<width).reduce(0) { max($0, abs(columns[k * width + $1])) }
  }

  /// Some cells as packages.
  func list(of cells: [Int]) -> PackedPackages {
    var rows: [Float] = []
    for cell in cells {
      let (i, j) = (cell / secondCount, cell % secondCount)
      for k in 0..<firstAttributes { rows.append(first[k * firstWidth + i]) }
      for k in 0..<secondAttributes { rows.append(second[k * secondWidth + j]) }
    }
    return PackedPackages(
      rows.map { $0 / PackedPackages.scale }, count: cells.count,
      attributes: firstAttributes + secondAttributes, for: kernel)
  }
}

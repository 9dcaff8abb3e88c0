/// Packages that are a product of two groups of attributes, laid out for the grid pass of one kernel.
///
/// Cell (i, j) has the levels of row i of the first group and of row j of the second. The draws that
/// score it have the first group's coefficients first.
public struct PackedGrid: Sendable {
  /// I, rows of the first group.
  public let firstCount: Int
  /// J, rows of the second group.
  public let secondCount: Int
  /// Attributes of the first group.
  public let firstAttributes: Int
  /// Attributes of the second group.
  public let secondAttributes: Int
  /// Whose layout it is.
  public let kernel: Kernel
  /// Rows of the first group, rounded up to 4, and to whole vectors; and of the second.
  let firstRows: Int
  let firstWidth: Int
  let secondWidth: Int
  /// `[firstAttributes, firstWidth]` and `[secondAttributes, secondWidth]`, scaled by −log2(e).
  let first: LaneBuffer
  let second: LaneBuffer
  /// Largest magnitude of each attribute, scaled.
  private let firstLargest: [Float]
  private let secondLargest: [Float]

  /// One group of attributes: its rows, row by row.
  public struct Group: Sendable {
    /// `[count, attributes]`.
    public var rows: [Float]
    /// How many rows.
    public var count: Int
    /// How many attributes.
    public var attributes: Int

    /// `count` rows.
    public init(rows: [Float], count: Int, attributes: Int) {
      precondition(rows.count == count * attributes)
      self.rows = rows
      self.count = count
      self.attributes = attributes
    }
  }

  /// Packs every row of one group with every row of another.
  public init(_ first: Group, by second: Group, for kernel: Kernel) {
    let lanes = kernel.lanes
    firstCount = first.count
    secondCount = second.count
    firstAttributes = first.attributes
    secondAttributes = second.attributes
    self.kernel = kernel
    firstRows = (first.count + 3) / 4 * 4
    firstWidth = (first.count + lanes - 1) / lanes * lanes
    secondWidth = (second.count + lanes - 1) / lanes * lanes
    self.first = Self.columns(first, firstWidth)
    self.second = Self.columns(second, secondWidth)
    firstLargest = Self.largest(first)
    secondLargest = Self.largest(second)
  }

  private static func largest(_ group: Group) -> [Float] {
    (0..<group.attributes).map { k in
      (0..<group.count).reduce(0) {
        max($0, abs(group.rows[$1 * group.attributes + k] * PackedPackages.scale))
      }
    }
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
  ///
  /// Where a factor alone could leave the range of single precision, the cells are scored as a list.
  public func shares(of grid: PackedGrid, _ draws: PackedDraws) -> [Double] {
    if !grid.isBounded(draws) { return shares(of: grid.list(of: Array(0..<grid.cells)), draws) }
    if draws.count == 0 { return Array(repeating: 0, count: grid.cells) }
    let row = grid.firstRows * grid.secondWidth
    return unsafe Self.withScratch((draws.blocks * row, grid.scratch(tiers: draws.tiers))) {
      sums, scratch in
      unsafe addBlocks(0..<draws.blocks, of: grid, draws, sums, scratch)
      return unsafe grid.dense(means(sums, draws.blocks, row, row, 1 / Double(draws.count)))
    }
  }

  /// Mean shares from the sums of all blocks, which may come in several parts, in order.
  package func shares(
    of grid: PackedGrid, _ draws: PackedDraws, _ parts: [LaneBuffer]
  ) -> [Double] {
    if draws.count == 0 { return Array(repeating: 0, count: grid.cells) }
    let row = grid.firstRows * grid.secondWidth
    return grid.dense(means(parts, row, row, 1 / Double(draws.count)))
  }

  /// Sums over the draws of some blocks; `[blocks, firstRows, secondWidth]`.
  ///
  /// - Precondition: The draws bound the grid, see ``PackedGrid/isBounded(_:)``.
  package func blockSums(
    of grid: PackedGrid, _ draws: PackedDraws, blocks: Range<Int>
  ) -> LaneBuffer {
    let sums = LaneBuffer(unwritten: blocks.count * grid.firstRows * grid.secondWidth)
    let scratch = LaneBuffer(unwritten: grid.scratch(tiers: draws.tiers))
    withExtendedLifetime((sums, scratch)) {
      unsafe addBlocks(blocks, of: grid, draws, sums.pointer, scratch.pointer)
    }
    return sums
  }

  private func addBlocks(
    _ blocks: Range<Int>, of grid: PackedGrid, _ draws: PackedDraws,
    _ sums: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    precondition(grid.kernel == self)
    precondition(draws.attributes == grid.firstAttributes + grid.secondAttributes)
    precondition(blocks.lowerBound >= 0 && blocks.upperBound <= draws.blocks)
    if blocks.isEmpty || grid.cells == 0 { return }
    let range = draws.draws(of: blocks)
    withExtendedLifetime((grid, draws)) {
      unsafe table.grid(
        grid.first.pointer, grid.firstAttributes, grid.firstRows, grid.firstWidth,
        grid.second.pointer, grid.secondAttributes, grid.secondWidth,
        draws.beta.pointer + range.lowerBound * draws.attributes,
        draws.base.pointer + range.lowerBound,
        draws.ratios.pointer + range.lowerBound * draws.tiers, draws.weights.pointer, draws.tiers,
        range.count, PackedDraws.blockDraws, sums, scratch)
    }
  }

  /// Mean shares of some cells of a grid, in the order asked for.
  public func shares(
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
  var cells: Int { firstCount * secondCount }

  /// Numbers that the grid pass needs for itself.
  func scratch(tiers: Int) -> Int {
    PackedDraws.blockDraws * ((tiers > 1 ? 2 : 1) * firstWidth + secondWidth + 1)
  }

  /// The cells without their padding; `[I, J]`.
  func dense(_ padded: [Double]) -> [Double] {
    if firstRows == firstCount && secondWidth == secondCount { return padded }
    var result: [Double] = []
    result.reserveCapacity(cells)
    for i in 0..<firstCount {
      result += padded[i * secondWidth..<i * secondWidth + secondCount]
    }
    return result
  }

  /// Whether no factor of a cell can leave the range in which the exponential needs no bounds.
  package func isBounded(_ draws: PackedDraws) -> Bool {
    var (own, other) = (Float(0), draws.largestBase)
    for k in 0..<firstAttributes {
      own += draws.largest[k] * firstLargest[k]
    }
    for k in 0..<secondAttributes {
      other += draws.largest[firstAttributes + k] * secondLargest[k]
    }
    return own < 120 && other < 120
  }

  /// Some cells as packages.
  package func list(of cells: [Int]) -> PackedPackages {
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

internal import Choice
internal import Kernels

/// Packages as differences from the first of them, in the form that is quickest to score.
///
/// Columns in which no package differs go into what all have in common. Where the packages are a
/// product of pay and everything else, or nearly so, the grid of both groups is scored whole.
struct PackageMenuLayout: Sendable {
  /// Where a package's difference lies.
  enum Column: Hashable, Sendable {
    case logPay
    /// An axis of the registry.
    case axis(Int)
  }

  /// What is handed to the kernel.
  enum Form: Sendable {
    case list(PackedPackages)
    /// The cell of each package.
    case grid(PackedGrid, cells: [Int])
  }

  /// The coefficients' columns, in the order of the rows of draws.
  let columns: [Column]
  private let kernel: Kernel
  private let differences: [[Float]]
  // Pay, and everything else.
  private let first: (rows: [ArraySlice<Float>], index: [Int])
  private let second: (rows: [ArraySlice<Float>], index: [Int])

  /// - Parameter features: The packages, at least one.
  init(_ features: [Features], kernel: Kernel) {
    let reference = features[0]
    let axes = reference.x.indices.filter { k in features.contains { $0.x[k] != reference.x[k] } }
    let paysDiffer = features.contains { $0.logPay != reference.logPay }
    let pay: [Column] =
      (paysDiffer ? [.logPay] : [])
      + axes.filter { $0 == AttributeRegistry.equityIndex }.map(Column.axis)
    let rest = axes.filter { $0 != AttributeRegistry.equityIndex }.map(Column.axis)
    let differences = features.map { feature in
      (pay + rest).map { Float(Self.difference(feature, reference, $0)) }
    }
    self.kernel = kernel
    self.differences = differences
    first = Self.distinct(differences.map { $0.prefix(pay.count) })
    second = Self.distinct(differences.map { $0.dropFirst(pay.count) })
    columns = pay + rest
  }

  /// The packages packed as is quickest.
  /// - Parameter tiers: How many logsums each will be compared with.
  func form(tiers: Int) -> Form { isGrid(tiers: tiers) ? grid : .list(list) }

  /// Whether the grid is quicker than the list.
  func isGrid(tiers: Int) -> Bool {
    Self.gridIsQuicker(
      first.rows.count, second.rows.count, packages: differences.count, columns: columns.count,
      tiers: tiers)
  }

  /// Every cell of pay by everything else.
  var grid: Form {
    let pay = first.rows.first?.count ?? 0
    return .grid(
      PackedGrid(
        PackedGrid.Group(
          rows: first.rows.flatMap { $0 }, count: first.rows.count, attributes: pay),
        by: PackedGrid.Group(
          rows: second.rows.flatMap { $0 }, count: second.rows.count,
          attributes: columns.count - pay),
        for: kernel),
      cells: zip(first.index, second.index).map { $0 * second.rows.count + $1 })
  }

  /// Package by package.
  var list: PackedPackages {
    PackedPackages(
      differences.flatMap { $0 }, count: differences.count, attributes: columns.count, for: kernel)
  }

  private static func difference(
    _ feature: Features, _ reference: Features, _ column: Column
  ) -> Double {
    switch column {
    case .logPay: feature.logPay - reference.logPay
    case .axis(let k): feature.x[k] - reference.x[k]
    }
  }

  // Operations per draw, counted in vectors of 16: a cell of the grid costs a quarter of a division and
  // a few products, an element of a list a product per column and a logistic function. The choice
  // must not depend on the kernel, or two kernels would not agree.
  private static func gridIsQuicker(
    _ first: Int, _ second: Int, packages: Int, columns: Int, tiers: Int
  ) -> Bool {
    func vectors(_ count: Int) -> Int { (count + 15) / 16 }
    let cells = (first + 3) / 4 * 4 * vectors(second)
    let grid = 3 * cells * tiers + (vectors(first) + vectors(second)) * (columns + 12)
    return grid < (packages + 63) / 64 * 4 * (columns + 6 + 6 * tiers)
  }

  private static func distinct(
    _ rows: [ArraySlice<Float>]
  ) -> (rows: [ArraySlice<Float>], index: [Int]) {
    var known: [ArraySlice<Float>: Int] = [:]
    var found: [ArraySlice<Float>] = []
    let index = rows.map { row in
      if let place = known[row] { return place }
      known[row] = found.count
      found.append(row)
      return found.count - 1
    }
    return (found, index)
  }
}

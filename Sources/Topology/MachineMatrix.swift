/// A figure for every ordered pair of some parts of a machine.
public struct MachineMatrix: Hashable, Sendable {
  /// What the figures are.
  public enum Kind: Hashable, Sendable {
    /// Megabytes a second, one direction.
    case bandwidth
    /// A relative time; 10 means local.
    case latency
    /// A number of steps.
    case hops
    /// The source does not say.
    case other
  }

  /// The source's name: `NUMALatency`, `NVLinkBandwidth`, `XGMIHops` …; empty if it has none.
  public var name: String
  /// What the figures are.
  public var kind: Kind
  /// The positions of the parts in the tree, in the order of rows and columns.
  public var objects: [Int]
  /// The figures, row by row.
  public var values: [UInt64]

  /// A square matrix over `objects`.
  public init(name: String, kind: Kind, objects: [Int], values: [UInt64]) {
    precondition(values.count == objects.count * objects.count, "the matrix is not square")
    self.name = name
    self.kind = kind
    self.objects = objects
    self.values = values
  }

  /// The figure from one row to one column.
  public func value(from row: Int, to column: Int) -> UInt64 {
    values[row * objects.count + column]
  }
}

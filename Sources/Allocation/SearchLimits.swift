/// When to stop looking for a proof.
public struct SearchLimits: Sendable {
  /// Nodes of the search tree; the same limit gives the same answer on every machine.
  ///
  /// A node of a relaxation with many cuts, and in a ``SparseProblem`` one with thousands of options,
  /// counts as several, as it takes as long; 256 combinations that are counted there are one.
  public var nodes: Int
  /// Nodes after which a search that has not ended goes on more carefully.
  var trialNodes = 1500
  /// Asked every few nodes: whether to stop now.
  ///
  /// Clocks and signals come in here, from outside.
  public var shouldStop: @Sendable () -> Bool

  /// Limits; by default, nodes alone.
  public init(nodes: Int = 2_000_000, shouldStop: @escaping @Sendable () -> Bool = { false }) {
    self.nodes = nodes
    self.shouldStop = shouldStop
  }

  /// Two million nodes and no clock.
  public static let `default` = SearchLimits()
}

/// How much plans may lose that a search looks for next, level by level.
///
/// The work of a level grows by a factor with what its plans may lose, and all of it is done once more
/// at the next: levels are as far apart as multiplies the work by some four.
struct LossLevels {
  /// Of how many parts of the last level the next is one farther.
  private var parts: Int128 = 5
  /// Nodes of the level before.
  private var nodes = 0

  /// Nodes after which work begins to count.
  private static let easy = 100

  /// The first level, where the best plan known loses `known`.
  static func first(below known: Int128) -> Int128 { max(1, known / 8) }

  /// The level after one that took `nodes` and found that every plan loses more than `loss`.
  mutating func next(after loss: Int128, nodes: Int) -> Int128 {
    if nodes > 4 * self.nodes && self.nodes > Self.easy / 5 { parts = min(20, 2 * parts) }
    if nodes < 2 * self.nodes { parts = max(5, parts / 2) }
    self.nodes = nodes
    return loss + max(1, loss / (nodes < Self.easy ? 2 : parts))
  }
}

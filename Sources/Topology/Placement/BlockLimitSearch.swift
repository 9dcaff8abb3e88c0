/// Looks for a limit that some blocks exceed: small whole weights, the most that they come to in any
/// packing, and less of it than the blocks have.
///
/// The same as a cut of the bin-packing relaxation, found by trying all weights up to ``heaviest``.
struct BlockLimitSearch {
  /// The limit that is exceeded by the largest share; nil if none of these is.
  let limit: BlockLimit?

  /// The largest weight that is tried.
  static let heaviest = 6

  private static let stepLimit = 3_000_000

  /// - Parameters:
  ///   - blocks: Sizes with counts, ascending.
  ///   - pool: Where they have to fit.
  ///   - level: At which level of the pool each size is whole.
  init(_ blocks: [BlockCount], in pool: TopologyPool, _ level: [Int]) {
    var best: BlockLimit?
    for own in Set(level).sorted() {
      let sizes = blocks.indices.filter { level[$0] == own && blocks[$0].count > 0 }
        .map { blocks[$0] }
      guard sizes.count > 1 else { continue }
      let found = Self.search(sizes, in: pool)
      if let found, best.map({ Self.excess(blocks, found) > Self.excess(blocks, $0) }) ?? true {
        best = found
      }
    }
    limit = best.map { Self.extended($0, to: blocks.map(\.nodes), level, in: pool) }
  }

  private static func search(_ sizes: [BlockCount], in pool: TopologyPool) -> BlockLimit? {
    let rooms = Dictionary(
      grouping: pool.freeNodes.counts(in: pool.blockScope(of: sizes[0].nodes).groups)
    ) { $0 }.map { (nodes: $0.key, count: $0.value.count) }.sorted { $0.nodes < $1.nodes }
    let trials = sizes.reduce(1) { count, _ in min(count * (heaviest + 1), stepLimit) }
    let work = rooms.reduce(1) { $0 + $1.nodes } * sizes.count
    if trials > stepLimit / work { return nil }
    var best: BlockLimit?
    var weights = sizes.map { BlockLimit.Weight(nodes: $0.nodes, weight: 0) }
    for trial in 1..<trials {
      var rest = trial
      for size in weights.indices {
        weights[size].weight = rest % (heaviest + 1)
        rest /= heaviest + 1
      }
      let load = zip(sizes, weights).reduce(0) { $0 + $1.0.count * $1.1.weight }
      let most = rooms.reduce(0) {
        $0 + TopologyPool.mostLoad(of: weights, in: $1.nodes) * $1.count
      }
      if load <= most { continue }
      let found = BlockLimit(weights: weights.filter { $0.weight > 0 }, most: most)
      if best.map({ excess(sizes, found) > excess(sizes, $0) }) ?? true { best = found }
    }
    return best
  }

  // By which share a limit is exceeded.
  private static func excess(_ blocks: [BlockCount], _ limit: BlockLimit) -> Double {
    Double(limit.load(of: blocks)) / Double(max(1, limit.most))
  }

  // A larger block counts no less than a smaller one, where that makes the limit no weaker.
  private static func extended(
    _ limit: BlockLimit, to sizes: [Int], _ level: [Int], in pool: TopologyPool
  ) -> BlockLimit {
    let scope = limit.weights.map { pool.blockScope(of: $0.nodes).groups }
    var limit = limit
    for size in sizes
    where !limit.weights.contains(where: { $0.nodes == size })
      && scope.contains(pool.blockScope(of: size).groups)
    {
      let weight = limit.weights.filter { $0.nodes < size }.map(\.weight).max() ?? 0
      if weight == 0 { continue }
      let more =
        (limit.weights + [BlockLimit.Weight(nodes: size, weight: weight)])
        .sorted { $0.nodes < $1.nodes }
      if pool.mostLoad(of: more) == limit.most { limit.weights = more }
    }
    return limit
  }
}

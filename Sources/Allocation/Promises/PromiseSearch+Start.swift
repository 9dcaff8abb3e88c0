extension PromiseSearch {
  /// Partial plans that are gone on with at every depth.
  private static let width = 64
  /// Nodes in which a better plan is looked for near a good one.
  private static let nearNodes = 3_000
  private static let mostRounds = 4

  /// Looks for good plans before the search: how far it has to look depends on the best known.
  mutating func improve(_ root: PromiseRoot) {
    for isFine in [false, true] {
      begin(at: root)
      for picked in partialPlans(isFine: isFine) where !limits.shouldStop() {
        _ = take(picked)
        finish()
      }
    }
    for _ in 0..<Self.mostRounds {
      guard let known = choice else { return }
      let before = worth
      explore(root, upTo: min(nodes + Self.nearNodes, limits.nodes), near: known)
      if worth == before { return }
    }
  }

  /// Plans of the promisers alone, grown from the best partial ones of every depth (a beam search).
  ///
  /// Of options that use the same, and are accepted about as often if `isFine`, only the best is gone on
  /// with: partial plans shall differ, and the others are looked for near the best later.
  private mutating func partialPlans(isFine: Bool) -> [[Int]] {
    var partial: [(picked: [Int], bound: Double)] = [([], .infinity)]
    for j in table.options.indices {
      var next: [(picked: [Int], bound: Double)] = []
      for (picked, _) in partial where nodes < limits.nodes && !limits.shouldStop() {
        let left = take(picked)
        nodes += weight(j)
        var best: [[Int]: Child] = [:]
        for child in children(j, left: left, only: nil) {
          let option = table.options[j][child.option]
          var kind = option.cells
          if isFine { kind.append(Int((8 * option.acceptance(model.weights)).rounded())) }
          if child.bound > best[kind]?.bound ?? -.infinity { best[kind] = child }
        }
        next += best.values.map { (picked + [$0.option], $0.bound) }
      }
      next.sort {
        $0.bound == $1.bound
          ? $0.picked.lexicographicallyPrecedes($1.picked) : $0.bound > $1.bound
      }
      partial = Array(next.prefix(Self.width))
    }
    return partial.map(\.picked)
  }
}

/// Whether blocks of several sizes fit into a pool at once, and how.
///
/// Largest first where that succeeds; then limits that no packing exceeds; then dynamic programming over
/// the places in order, whose states are the blocks still to be placed. Exact unless the last takes more
/// steps than ``stepLimit``.
struct BlockPacking {
  /// What was found.
  enum Answer: Hashable {
    /// How many blocks of each size lie in each unit of its level, `[size][unit]`.
    case packed([[Int]])
    /// They do not fit; if known, a limit that they exceed.
    case impossible(BlockLimit?)
    /// The steps did not suffice to tell.
    case undecided
  }

  private let pool: TopologyPool
  private let tree: FreeTree
  // Ascending by size.
  private let blocks: [BlockCount]
  private let level: [Int]

  /// Steps from state to state of the dynamic programming.
  static let stepLimit = 400_000

  /// - Parameters:
  ///   - blocks: Sizes, each once, ascending; at least one node.
  ///   - tree: The pool's free nodes, made for these sizes among others.
  init(_ blocks: [BlockCount], in pool: TopologyPool, _ tree: FreeTree) {
    self.pool = pool
    self.tree = tree
    self.blocks = blocks
    level = blocks.map { tree.level(of: $0.nodes, in: pool) }
  }

  var answer: Answer {
    if let packed = largestFirst { return .packed(packed) }
    for block in blocks where block.count > 0 {
      let limit = pool.slotLimit(of: block.nodes, among: blocks.map(\.nodes))
      if limit.load(of: blocks) > limit.most { return .impossible(limit) }
    }
    // One limit per size is all there is where sizes divide each other within one level.
    if let limit = BlockLimitSearch(blocks, in: pool, level).limit { return .impossible(limit) }
    return search
  }

  private var largestFirst: [[Int]]? {
    var left = tree.free
    var packed = blocks.indices.map { [Int](repeating: 0, count: tree.free[level[$0]].count) }
    for size in blocks.indices.reversed() {
      let nodes = blocks[size].nodes
      for _ in 0..<blocks[size].count {
        // Where the least is left behind; ties go to the first.
        let fitting = left[level[size]].indices.map {
          (place: $0, room: tree.room(of: $0, at: level[size], in: left))
        }.filter { $0.room >= nodes }
        let best = fitting.min {
          ($0.room % nodes, $0.room, $0.place) < ($1.room % nodes, $1.room, $1.place)
        }
        guard let best else { return nil }
        packed[size][best.place] += 1
        tree.take(nodes, from: best.place, at: level[size], in: &left)
      }
    }
    return packed
  }
}

extension BlockPacking {
  private struct Stage {
    var level: Int
    var place: Int
    var states: [[Int]] = []
    // By state: the state of the stage before, and what was placed here.
    var origins: [(before: Int, pattern: [Int])] = []
  }

  // A state holds the blocks left of each size, then the nodes left in the open unit of each outer level.
  private var search: Answer {
    var stages = [Stage(level: 0, place: -1, states: [initial], origins: [(0, [])])]
    var steps = 0
    let last = tree.unit.map { places in
      Dictionary(places.enumerated().map { ($0.element, $0.offset) }) { $1 }
    }
    for cell in tree.cells.indices {
      advance(&stages, to: Stage(level: 0, place: cell), entering: cell, &steps)
      for outer in 1..<max(1, tree.levels) where last[outer][tree.unit[outer][cell]] == cell {
        advance(
          &stages, to: Stage(level: outer, place: tree.unit[outer][cell]), entering: nil, &steps)
      }
      if steps > Self.stepLimit { return .undecided }
    }
    let end = stages[stages.count - 1]
    guard
      let done = end.states.firstIndex(where: { $0.prefix(blocks.count).allSatisfy { $0 == 0 } })
    else { return tree.isExact ? .impossible(nil) : .undecided }
    return .packed(trace(stages, from: done))
  }

  private var initial: [Int] {
    blocks.map(\.count) + [Int](repeating: 0, count: tree.levels - 1)
  }

  private func advance(
    _ stages: inout [Stage], to next: Stage, entering cell: Int?, _ steps: inout Int
  ) {
    var next = next
    var known: [[Int]: Int] = [:]
    let before = stages[stages.count - 1].states
    for (index, state) in before.enumerated() {
      if steps > Self.stepLimit { break }
      var state = state
      if let cell { enter(cell, &state) }
      let own = blocks.indices.filter { level[$0] == next.level && state[$0] > 0 }
      var room = next.level == 0 ? tree.free[0][next.place] : state[outer(next.level)]
      for level in (next.level + 1)..<max(next.level + 1, tree.levels) {
        room = min(room, state[outer(level)])
      }
      for pattern in patterns(of: own[...], in: room, state) {
        steps += 1
        var after = state
        var used = 0
        for (size, count) in zip(own, pattern) {
          after[size] -= count
          used += count * blocks[size].nodes
        }
        for level in max(1, next.level)..<max(1, tree.levels) { after[outer(level)] -= used }
        if known[after] != nil { continue }
        known[after] = next.states.count
        next.states.append(after)
        var full = [Int](repeating: 0, count: blocks.count)
        for (size, count) in zip(own, pattern) { full[size] = count }
        next.origins.append((index, full))
      }
    }
    stages.append(next)
  }

  // Where the state keeps what an outer level has left.
  private func outer(_ level: Int) -> Int { blocks.count + level - 1 }

  // The units that begin with this cell are as free as they ever are.
  private func enter(_ cell: Int, _ state: inout [Int]) {
    for level in 1..<max(1, tree.levels)
    where cell == 0 || tree.unit[level][cell] != tree.unit[level][cell - 1] {
      state[outer(level)] = tree.free[level][tree.unit[level][cell]]
    }
  }

  // How many of each size may lie in a place; with one level, only what leaves no room for more.
  private func patterns(of sizes: ArraySlice<Int>, in room: Int, _ state: [Int]) -> [[Int]] {
    guard let size = sizes.last else { return [[]] }
    let nodes = blocks[size].nodes
    let most = min(state[size], room / nodes)
    if tree.levels == 1, sizes.count == 1 { return [[most]] }
    return (0...most).reversed().flatMap { count in
      patterns(of: sizes.dropLast(), in: room - count * nodes, state).map { $0 + [count] }
    }
  }

  private func trace(_ stages: [Stage], from done: Int) -> [[Int]] {
    var packed = blocks.indices.map { [Int](repeating: 0, count: tree.free[level[$0]].count) }
    var index = done
    for stage in stages.dropFirst().reversed() {
      let origin = stage.origins[index]
      for (size, count) in origin.pattern.enumerated() where count > 0 {
        packed[size][stage.place] += count
      }
      index = origin.before
    }
    return packed
  }
}

extension TopologyPool {
  /// Whether blocks fit at once.
  public enum BlockAnswer: Hashable, Sendable {
    /// They do.
    case fit
    /// They do not; if known, a limit of small weights that they exceed.
    case impossible(BlockLimit?)
    /// Too many ways to tell within the steps allowed.
    case undecided
  }

  /// Whether blocks of these sizes fit at once, each whole within its ``blockScope(of:)``.
  public func fit(_ blocks: [BlockCount]) -> BlockAnswer {
    let sizes = Set(blocks.map(\.nodes)).sorted()
    let counts = sizes.map { size in
      BlockCount(nodes: size, count: blocks.reduce(0) { $0 + ($1.nodes == size ? $1.count : 0) })
    }
    switch BlockPacking(counts, in: self, FreeTree(self, blocks: sizes)).answer {
    case .packed: return .fit
    case .impossible(let limit): return .impossible(limit)
    case .undecided: return .undecided
    }
  }
}

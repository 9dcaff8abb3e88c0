/// The free nodes of a pool as a tree: domains or racks, the network tiers that blocks need, the pool.
///
/// Level 0 are the cells, the smallest places that anything is kept in; where racks and tiers cut each
/// other, a cell is what both have in common. What lies in a unit takes from all units around it.
struct FreeTree {
  /// The nodes of each cell, in order.
  let cells: [Range<Int>]
  /// Free nodes, `[level][unit]`.
  let free: [[Int]]
  /// Which unit a cell lies in, `[level][cell]`.
  let unit: [[Int]]
  /// Whether each cell is a whole domain or rack.
  let isExact: Bool
  private let groups: [NodeGroups]
  private let firstCell: [[Int]]

  /// The tree of a pool for blocks of some sizes.
  init(_ pool: TopologyPool, blocks: some Sequence<Int>) {
    let inner = pool.placementGroup.groups
    let outer = Set(blocks.map { pool.blockScope(of: $0).groups }.filter { $0 != inner })
    groups = [inner] + outer.sorted { $0.nodes < $1.nodes }
    let all = 0..<max(0, pool.nodes)
    var starts = Set<Int>()
    for level in groups {
      for number in 0..<level.count(in: pool.nodes) {
        starts.insert(level.range(of: number, in: pool.nodes).lowerBound)
      }
    }
    let borders = starts.sorted().filter { all.contains($0) }
    cells = zip(borders, borders.dropFirst() + [all.upperBound]).map { $0..<$1 }
    isExact = cells.count == inner.count(in: pool.nodes)
    var count = [Int](repeating: 0, count: cells.count)
    var cell = 0
    for range in pool.freeNodes.ranges {
      var start = range.lowerBound
      while start < range.upperBound {
        while cells[cell].upperBound <= start { cell += 1 }
        let end = min(range.upperBound, cells[cell].upperBound)
        count[cell] += end - start
        start = end
      }
    }
    // Level 0 is numbered by cell, which groups may be cut into.
    let own = [Array(cells.indices)]
    let cells = cells
    let unit =
      own + groups.dropFirst().map { level in cells.map { level.group(of: $0.lowerBound) } }
    self.unit = unit
    free = unit.map { places in
      var sums = [Int](repeating: 0, count: (places.max() ?? -1) + 1)
      for (cell, place) in places.enumerated() { sums[place] += count[cell] }
      return sums
    }
    firstCell = unit.map { places in
      var first = [Int](repeating: 0, count: (places.max() ?? -1) + 1)
      for (cell, place) in places.enumerated().reversed() { first[place] = cell }
      return first
    }
  }

  /// How many levels there are.
  var levels: Int { groups.count }

  /// The level at which blocks of a size have to be whole.
  func level(of block: Int, in pool: TopologyPool) -> Int {
    let scope = pool.blockScope(of: block).groups
    return groups.firstIndex(of: scope) ?? 0
  }

  /// The unit around another, at a level as high or higher.
  func unit(at level: Int, around inner: Int, of innerLevel: Int) -> Int {
    level == innerLevel ? inner : unit[level][firstCell[innerLevel][inner]]
  }

  /// Nodes that can still be had of a unit, given what all units have left.
  func room(of place: Int, at level: Int, in left: [[Int]]) -> Int {
    var room = left[level][place]
    for outer in (level + 1)..<max(level + 1, levels) {
      room = min(room, left[outer][unit(at: outer, around: place, of: level)])
    }
    return room
  }

  /// Takes nodes of a unit from it and all around it; a negative amount gives them back.
  func take(_ amount: Int, from place: Int, at level: Int, in left: inout [[Int]]) {
    for outer in level..<levels {
      left[outer][unit(at: outer, around: place, of: level)] -= amount
    }
  }

  /// The cells of a unit.
  func cells(of place: Int, at level: Int) -> [Int] {
    level == 0 ? [place] : unit[level].indices.filter { unit[level][$0] == place }
  }
}

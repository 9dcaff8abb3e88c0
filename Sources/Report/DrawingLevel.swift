internal import Topology

/// Groups of nodes that a drawing outlines: racks, domains, units of a tier.
struct DrawingLevel: Hashable, Sendable {
  let name: String
  let groups: NodeGroups

  /// Whether each group is one NVLink (xGMI, Xe Link) domain.
  var isDomain: Bool { name == "domain" }

  /// Outlines within outlines at most.
  private static let limit = 4

  /// The levels of a pool that lie within each other, inner ones first; none if nothing is known.
  static func all(of pool: TopologyPool) -> [DrawingLevel] {
    let (name, groups) = pool.placementGroup
    if name == "pool" { return [] }
    var levels = [DrawingLevel(name: name, groups: groups)]
    let racks = pool.racks.map { DrawingLevel(name: "rack", groups: $0) }
    let tiers = pool.tiers.map { DrawingLevel(name: $0.name, groups: $0.units) }
    if name == "domain", let racks, racks.isFiner(than: levels[0], in: pool) {
      levels.insert(racks, at: 0)
    }
    for level in [racks].compactMap(\.self) + tiers {
      if levels.count < limit, levels[levels.count - 1].isFiner(than: level, in: pool) {
        levels.append(level)
      }
    }
    return levels
  }

  private func isFiner(than outer: DrawingLevel, in pool: TopologyPool) -> Bool {
    groups.count(in: pool.nodes) > outer.groups.count(in: pool.nodes)
      && groups.nest(in: outer.groups, nodes: pool.nodes)
  }

  /// What a group is, for the tooltip: its number, nodes, GPUs and the names of the first and last.
  func words(_ number: Int, _ nodes: Range<Int>, gpusPerNode: Int, names: [String]) -> String {
    let (first, last) = (nodes.lowerBound, nodes.upperBound - 1)
    var text = "\(name) \(number): "
    text += first == last ? "node \(first)" : "nodes \(first) to \(last)"
    if names.indices.contains(last) {
      text += first == last ? " (\(names[first]))" : " (\(names[first]) to \(names[last]))"
    }
    return text + ", \(NumberFormat.grouped(nodes.count * gpusPerNode)) GPUs"
  }
}

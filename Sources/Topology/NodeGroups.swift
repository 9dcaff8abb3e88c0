/// How the nodes of a pool, numbered from 0, are divided into racks, domains or units of a network.
///
/// Groups follow each other without gaps. Equal ones take no memory; the last may be short.
public struct NodeGroups: Hashable, Sendable {
  /// Nodes of a full group: of the largest where they differ.
  public let nodes: Int
  // Where each group ends, if they are not all equal; what lies beyond is in full groups.
  private let ends: [Int]

  /// Equal groups.
  public init(of nodes: Int) {
    self.nodes = nodes
    ends = []
  }

  /// Groups of these sizes in order; equal ones where only the last is short.
  public init(sizes: [Int]) {
    let largest = max(1, sizes.max() ?? 1)
    nodes = largest
    let isEqual =
      sizes.dropLast().allSatisfy { $0 == largest } && sizes.allSatisfy { $0 > 0 }
    var end = 0
    ends =
      isEqual
      ? []
      : sizes.map { size in
        end += max(0, size)
        return end
      }
  }

  /// The size of each group, if they are not all equal but for a short last one.
  public var sizes: [Int]? {
    if ends.isEmpty { return nil }
    return zip(ends, [0] + ends).map { $0 - $1 }
  }

  /// Nodes that the groups were given for; nil for equal ones, which go on for ever.
  public var total: Int? { ends.last }

  /// The number of the group that a node lies in; logarithmic.
  public func group(of node: Int) -> Int {
    let known = ends.last ?? 0
    if node >= known { return ends.count + (node - known) / max(1, nodes) }
    var (low, high) = (0, ends.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] > node { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The nodes of a group, were the pool without end.
  public func range(of group: Int) -> Range<Int> {
    if group < ends.count { return (group == 0 ? 0 : ends[group - 1])..<ends[group] }
    let start = (ends.last ?? 0) + (group - ends.count) * max(1, nodes)
    return start..<start + max(1, nodes)
  }

  /// The nodes of a group in a pool of `count` nodes.
  public func range(of group: Int, in count: Int) -> Range<Int> {
    range(of: group).clamped(to: 0..<max(0, count))
  }

  /// How many groups hold the nodes of a pool of `count`.
  public func count(in count: Int) -> Int { count <= 0 ? 0 : group(of: count - 1) + 1 }

  /// Whether each of these groups lies within one of `outer`, in a pool of `count` nodes.
  public func nest(in outer: NodeGroups, nodes count: Int) -> Bool {
    if ends.isEmpty, outer.ends.isEmpty {
      return outer.nodes % max(1, nodes) == 0 || outer.nodes >= count
    }
    return (0..<outer.count(in: count)).allSatisfy { number in
      let end = outer.range(of: number, in: count).upperBound
      return end == count || range(of: group(of: end)).lowerBound == end
    }
  }
}

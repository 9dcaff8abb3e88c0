internal import Topology

/// What hwloc 1 arranged otherwise, in the arrangement of hwloc 2.
enum HwlocVersionOne {
  /// The group that takes a NUMA node's place among the processors, if it needs one.
  ///
  /// In hwloc 1 a NUMA node stands above its packages; since 2 it hangs beside them. Where its
  /// processors are not its parent's, a group keeps what belongs together; so it does for memory
  /// without processors, because memory has the processors of what it hangs at.
  static func group(for node: MachineObject, under parent: MachineObject?) -> MachineObject? {
    if node.cpus == parent?.cpus { return nil }
    var group = MachineObject(type: .group)
    (group.cpus, group.nodes) = (node.cpus, node.nodes)
    return group
  }

  /// Puts the fast memory of Knights Landing beside the processors that it serves.
  ///
  /// hwloc 1 showed it as a NUMA node without processors, like memory of a GPU, which it is not.
  static func placeFastMemory(in tree: inout MachineTree) {
    for position in tree.positions(of: .numaNode) {
      let node = tree.objects[position]
      guard node.subtype == "MCDRAM", node.cpus?.isEmpty == true,
        let near = tree.nearest(position, where: { !($0.cpus ?? Bitmap()).isEmpty })
      else { continue }
      let cpus = tree.objects[near].cpus
      tree.update(position) { $0.cpus = cpus }
      tree.move(position, under: near)
    }
  }

  /// Gives a machine without NUMA nodes the one that it has since hwloc 2.
  static func addMissingNUMANode(to tree: inout MachineTree, memory: UInt64) {
    if !tree.positions(of: .numaNode).isEmpty { return }
    var node = MachineObject(type: .numaNode, osIndex: 0)
    (node.cpus, node.nodes, node.bytes) = (tree.objects[0].cpus, Bitmap([0]), memory)
    tree.append(node, under: 0)
  }
}

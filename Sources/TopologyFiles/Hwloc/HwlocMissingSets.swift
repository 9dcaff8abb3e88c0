internal import Topology

/// Sets that a file leaves out, as hwloc finds them on loading.
enum HwlocMissingSets {
  /// Gives the machine the threads and NUMA nodes of its parts.
  /// - Returns: The NUMA nodes that it lacked.
  static func widenMachine(of tree: inout MachineTree) -> Bitmap {
    let parts = tree.objects[0].children.compactMap { position in
      tree.objects[position].type.isNormal ? tree.objects[position].cpus : nil
    }
    let cpus = parts.reduce(tree.objects[0].cpus ?? Bitmap()) { $0.union($1) }
    let all = Bitmap(tree.positions(of: .numaNode).compactMap { tree.objects[$0].osIndex })
    let nodes = tree.objects[0].nodes ?? Bitmap()
    tree.update(0) { ($0.cpus, $0.nodes) = (cpus, nodes.union(all)) }
    return all.subtracting(nodes)
  }

  /// Gives every object of the CPU hierarchy and memory the sets that it lacks.
  ///
  /// The threads of an object are those of its parts, and those of memory of what it hangs at; its
  /// NUMA nodes are those attached to it, to what is around it and to what is in it.
  static func complete(_ tree: inout MachineTree) {
    let lacks = tree.objects.indices.filter { position in
      let object = tree.objects[position]
      return object.type.isNormal && (object.cpus == nil || object.nodes == nil)
        || object.type.isMemory && (object.cpus == nil || object.nodes == nil)
    }
    if lacks.isEmpty { return }
    var cpus = tree.objects.map { $0.cpus ?? Bitmap() }
    var inside = tree.objects.map { object in
      object.type == .numaNode ? Bitmap(object.osIndex.map { [$0] } ?? []) : Bitmap()
    }
    var attached = [Bitmap](repeating: Bitmap(), count: tree.objects.count)
    for position in tree.objects.indices.dropFirst().reversed() {
      let object = tree.objects[position]
      guard let parent = object.parent else { continue }
      if object.type.isMemory { attached[parent] = attached[parent].union(inside[position]) }
      inside[parent] = inside[parent].union(inside[position])
      if tree.objects[parent].cpus == nil, object.type.isNormal {
        cpus[parent] = cpus[parent].union(cpus[position])
      }
    }
    for position in tree.objects.indices.dropFirst() {
      guard let parent = tree.objects[position].parent else { continue }
      attached[position] = attached[position].union(attached[parent])
    }
    for position in lacks {
      let isMemory = tree.objects[position].type.isMemory
      let around = tree.objects[position].parent.flatMap { tree.objects[$0].cpus }
      let nodes = isMemory ? inside[position] : inside[position].union(attached[position])
      tree.update(position) { object in
        if object.nodes == nil { object.nodes = nodes }
        if object.cpus == nil { object.cpus = isMemory ? around : cpus[position] }
      }
    }
  }
}

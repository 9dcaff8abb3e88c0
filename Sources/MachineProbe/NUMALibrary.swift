internal import CNuma
internal import Topology

/// What libnuma says of this machine's memory.
enum NUMALibrary {
  /// Notes on memory that the tree shows and this process may not use.
  static func notes(on tree: MachineTree) -> [ProbeNote] {
    if fulcrum_numa_highest_node() < 0 { return [.noNUMACalls] }
    let forbidden = tree.hostNUMANodes.compactMap { tree.objects[$0].osIndex }.filter { node in
      fulcrum_numa_is_allowed(Int32(node)) == 0
    }
    return forbidden.isEmpty ? [] : [.memoryNotAllowed(nodes: forbidden)]
  }
}

internal import CNuma
internal import Topology

/// What libnuma says of this machine's memory.
enum NUMALibrary {
  /// Notes on memory that the tree shows and this process may not use.
  static func notes(on tree: MachineTree) -> [ProbeNote] {
    if numa_available() < 0 { return [.noNUMACalls] }
    guard let allowed = unsafe numa_get_mems_allowed() else { return [] }
    defer { unsafe numa_bitmask_free(allowed) }
    let forbidden = tree.hostNUMANodes.compactMap { tree.objects[$0].osIndex }.filter { node in
      unsafe numa_bitmask_isbitset(allowed, UInt32(node)) == 0
    }
    return forbidden.isEmpty ? [] : [.memoryNotAllowed(nodes: forbidden)]
  }
}

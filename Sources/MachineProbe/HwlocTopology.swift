internal import CHwloc
internal import Glibc
internal import Topology

/// Owns one `hwloc_topology_t` and destroys it exactly once.
///
/// Everything is copied out into a ``MachineTree``; no pointer leaves.
@safe struct HwlocTopology: ~Copyable {
  private let pointer: hwloc_topology_t

  /// Looks at this machine, or at what hwloc's environment variables put in its place.
  ///
  /// Components that load graphics or compute drivers into the process stay off: they can hang, and
  /// the GPUs' own library is asked elsewhere, at arm's length.
  /// - Throws: The call that failed.
  init() throws(ProbeFailure) {
    try unsafe self.init { _ throws(ProbeFailure) in }
  }

  /// Builds a machine that does not exist from hwloc's synthetic description.
  /// - Throws: The call that failed.
  init(synthetic description: String) throws(ProbeFailure) {
    try unsafe self.init { topology throws(ProbeFailure) in
      try Self.check(
        "hwloc_topology_set_synthetic", unsafe hwloc_topology_set_synthetic(topology, description))
    }
  }

  private init(
    setUp: (hwloc_topology_t) throws(ProbeFailure) -> Void
  ) throws(ProbeFailure) {
    var made: hwloc_topology_t?
    try Self.check("hwloc_topology_init", unsafe hwloc_topology_init(&made))
    guard let made = unsafe made else { throw ProbeFailure(call: "hwloc_topology_init", code: 0) }
    do throws(ProbeFailure) {
      for component in ["gl", "opencl", "cuda", "nvml"] {
        let flag = UInt(HWLOC_TOPOLOGY_COMPONENTS_FLAG_BLACKLIST.rawValue)
        // Not every build has them; blacklisting an unknown one changes nothing.
        _ = unsafe hwloc_topology_set_components(made, flag, component)
      }
      // As lstopo --whole-io: all devices, instruction caches too.
      try Self.check(
        "hwloc_topology_set_all_types_filter",
        unsafe hwloc_topology_set_all_types_filter(made, HWLOC_TYPE_FILTER_KEEP_ALL))
      try unsafe setUp(made)
      try Self.check("hwloc_topology_load", unsafe hwloc_topology_load(made))
    } catch {
      unsafe hwloc_topology_destroy(made)
      throw error
    }
    unsafe pointer = made
  }

  deinit { unsafe hwloc_topology_destroy(pointer) }

  /// Whether the topology is that of the running system.
  var isThisSystem: Bool { unsafe hwloc_topology_is_thissystem(pointer) == 1 }

  /// The whole topology as values.
  var tree: MachineTree {
    let source = MachineTree.Source(
      format: isThisSystem ? "this machine by libhwloc" : "libhwloc", version: Self.version)
    guard let root = unsafe hwloc_get_root_obj(pointer) else {
      return MachineTree(MachineObject(type: .machine), source: source)
    }
    var tree = MachineTree(unsafe Self.object(root), source: source)
    var positions = unsafe [root: 0]
    var waiting = unsafe Self.children(of: root).reversed().map { unsafe ($0, 0) }
    while let (object, parent) = unsafe waiting.popLast() {
      let position = tree.append(unsafe Self.object(object), under: parent)
      unsafe positions[object] = position
      unsafe waiting += Self.children(of: object).reversed().map { unsafe ($0, position) }
    }
    unsafe tree.matrices = matrices(positions)
    return tree
  }

  private func matrices(_ positions: [hwloc_obj_t: Int]) -> [MachineMatrix] {
    var count: UInt32 = 0
    unsafe hwloc_distances_get(pointer, &count, nil, 0, 0)
    var found = unsafe [UnsafeMutablePointer<hwloc_distances_s>?](repeating: nil, count: Int(count))
    if count == 0 { return [] }
    if unsafe hwloc_distances_get(pointer, &count, &found, 0, 0) != 0 { return [] }
    var matrices: [MachineMatrix] = []
    let last = unsafe min(found.count, Int(count))
    for index in 0..<last {
      guard let distances = unsafe found[index] else { continue }
      let size = unsafe Int(distances.pointee.nbobjs)
      let objects = (0..<size).compactMap { index in
        unsafe distances.pointee.objs[index].flatMap { unsafe positions[$0] }
      }
      if objects.count == size {
        let name = unsafe Self.text(hwloc_distances_get_name(pointer, distances))
        matrices.append(
          MachineMatrix(
            name: name ?? "", kind: Self.kind(UInt(unsafe distances.pointee.kind)),
            objects: objects,
            values: (0..<size * size).map { unsafe UInt64(distances.pointee.values[$0]) }))
      }
      unsafe hwloc_distances_release(pointer, distances)
    }
    return matrices
  }

  // The bits of hwloc's kind: 4 latency, 8 bandwidth, 32 hops.
  private static func kind(_ bits: UInt) -> MachineMatrix.Kind {
    if bits & 32 != 0 { return .hops }
    if bits & 8 != 0 { return .bandwidth }
    return bits & 4 != 0 ? .latency : .other
  }

  private static func check(_ call: String, _ result: Int32) throws(ProbeFailure) {
    if result != 0 { throw ProbeFailure(call: call, code: errno) }
  }

  private static var version: String {
    let number = hwloc_get_api_version()
    return "\(number >> 16).\(number >> 8 & 0xFF).\(number & 0xFF)"
  }
}

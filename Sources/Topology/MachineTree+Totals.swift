extension MachineTree {
  /// What a machine has, counted.
  public struct Totals: Hashable, Sendable {
    /// Processor packages (sockets).
    public var packages: Int
    /// NUMA nodes with processors near; memory of GPUs is not among them.
    public var hostNUMANodes: Int
    /// Third-level caches.
    public var l3s: Int
    /// Processor cores.
    public var cores: Int
    /// Hardware threads.
    public var pus: Int
    /// PCI functions that are no bridges.
    public var pciDevices: Int
    /// GPUs and compute accelerators; see ``MachineTree/gpus``.
    public var gpus: Int
    /// Bytes of memory of the host's NUMA nodes.
    public var hostMemoryBytes: UInt64
  }

  /// Counts of the objects in the tree.
  public var totals: Totals {
    func count(_ type: MachineObject.Kind) -> Int { objects.count { $0.type == type } }
    let hosts = hostNUMANodes
    return Totals(
      packages: count(.package), hostNUMANodes: hosts.count,
      l3s: count(.cache(level: 3, holds: .unified)) + count(.cache(level: 3, holds: .data)),
      cores: count(.core), pus: count(.pu), pciDevices: count(.pciDevice), gpus: gpus.count,
      hostMemoryBytes: hosts.reduce(0) {
        $0.addingReportingOverflow(objects[$1].bytes).partialValue
      })
  }

  /// The positions of the NUMA nodes that have processors near.
  ///
  /// The memory of a GPU can appear as a NUMA node: on POWER9 and under hwloc 1 without processors,
  /// on Grace Hopper under hwloc 2.11 and later with the subtype `GPUMemory`. Neither is host memory.
  public var hostNUMANodes: [Int] { positions(of: .numaNode).filter { isHost(objects[$0]) } }

  /// The positions of the NUMA nodes that are memory of GPUs, or have no processors near.
  public var deviceNUMANodes: [Int] { positions(of: .numaNode).filter { !isHost(objects[$0]) } }

  private func isHost(_ node: MachineObject) -> Bool {
    node.subtype != "GPUMemory" && !(node.cpus ?? Bitmap()).isEmpty
  }

  /// The host NUMA node nearest to the object: the one at its nearest ancestor with processors.
  ///
  /// Of nodes at the same processors (memory of two speeds) it is the plain one, or the first.
  /// - Returns: The node's position; nil where the object is near several places alike.
  public func hostNUMANode(near position: Int) -> Int? {
    hostNUMANode(near: position, among: hostNUMANodes)
  }

  /// The system's number of the host NUMA node nearest to a device; nil where it is not known.
  func numaIndex(near position: Int, among hosts: [Int]) -> Int? {
    if objects[position].lacks(.numa) { return nil }
    guard let node = hostNUMANode(near: position, among: hosts), !objects[node].lacks(.object)
    else { return nil }
    return objects[node].osIndex
  }

  /// The same, with the host nodes found once for many objects.
  func hostNUMANode(near position: Int, among hosts: [Int]) -> Int? {
    guard let place = nearest(position, where: { $0.type.isNormal }) else { return nil }
    let cpus = objects[place].cpus ?? Bitmap()
    let inside = hosts.filter { objects[$0].cpus?.isSubset(of: cpus) == true }
    if let first = inside.first, inside.allSatisfy({ objects[$0].cpus == objects[first].cpus }) {
      return inside.first { !isSpecialMemory($0) } ?? first
    }
    let around = hosts.filter { cpus.isSubset(of: objects[$0].cpus ?? Bitmap()) }
    return inside.isEmpty && around.count == 1 && !cpus.isEmpty ? around[0] : nil
  }
}

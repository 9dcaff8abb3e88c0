import Topology

/// Machines and pools for tests.
enum Example {
  /// A machine with so many GPUs on two NUMA nodes.
  static func node(gpus: Int = 8, accelerator: String = "h100") -> NodeTemplate {
    NodeTemplate(
      id: "node-\(gpus)", sockets: 2, coresPerSocket: 8,
      numaNodes: [0, 1].map { .init(osIndex: $0, cores: 8, memoryBytes: 1 << 39) },
      gpus: (0..<gpus).map { index in
        .init(
          model: "GPU", accelerator: accelerator, memoryBytes: 80_000_000_000,
          numa: index * 2 / gpus, domain: 0)
      },
      fabrics: [.init(kind: .nvlink, shape: .switched(gigabytesPerSecond: 450))])
  }

  /// Racks that are NVLink domains of 18 trays of four GPUs.
  static func racks(_ count: Int, usable: Int = 18) -> TopologyPool {
    TopologyPool(
      id: "gb200", template: node(gpus: 4, accelerator: "gb200"), nodes: 18 * count,
      nodesPerRack: 18, nodesPerDomain: 18, usableNodesPerDomain: usable)
  }

  /// Nodes of eight GPUs in racks.
  static func nodes(
    _ count: Int, perRack: Int? = 4, spares: Int = 0, failedAt: [Int] = []
  ) -> TopologyPool {
    TopologyPool(
      id: "h100", template: node(), nodes: count, spareNodes: spares,
      failedNodes: failedAt.count, failedIndices: failedAt, nodesPerRack: perRack)
  }
}

/// A small generator for tests: the same numbers on every machine.
struct TestNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

import Testing

@testable import Topology

@Suite("cores and memory that go with GPUs") struct HostShareTests {
  static let template = NodeTemplate(
    id: "node", sockets: 2, coresPerSocket: 28,
    numaNodes: [
      .init(osIndex: 0, cores: 28, memoryBytes: 1_000),
      .init(osIndex: 1, cores: 28, memoryBytes: 600),
    ],
    gpus: [0, 0, 0, 0, 1, 1, nil, nil].map {
      NodeTemplate.GPU(model: "H100", accelerator: "h100", memoryBytes: 80, numa: $0)
    })
  static let pool = TopologyPool(id: "h100", template: template, nodes: 4)

  @Test(
    "a share of each NUMA node's cores and memory",
    arguments: [
      ([0], HostShare(cores: 7, memoryBytes: 250)),
      ([0, 1], HostShare(cores: 14, memoryBytes: 500)),
      ([4, 5], HostShare(cores: 28, memoryBytes: 600)),
      ([3, 4], HostShare(cores: 7 + 14, memoryBytes: 250 + 300)),
      ([7], HostShare(cores: 7, memoryBytes: 200)),
    ])
  func parts(gpus: [Int], share: HostShare) {
    let found = Self.pool.hostShare(of: .init(group: 0, nodes: 0..<1, gpus: gpus))
    #expect((found.cores, found.memoryBytes) == (share.cores, share.memoryBytes))
  }

  @Test("the cores beside GPUs are their own, and those of a NUMA node are all given out")
  func cores() {
    let template = Self.pool.template
    for node in template.hostNUMANodes {
      let near = template.gpus.indices.filter { template.gpus[$0].numa == node.osIndex }
      let ranges = near.compactMap(template.cores(besideGPU:))
      #expect(ranges.count == near.count)
      #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
      #expect(ranges.reduce(0) { $0 + $1.count } == node.cores)
    }
    let unknown = template.gpus.indices.filter { template.gpus[$0].numa == nil }
    #expect(!unknown.isEmpty && unknown.allSatisfy { template.cores(besideGPU: $0) == nil })
  }

  @Test("whole nodes bring all they have") func whole() {
    #expect(
      Self.pool.hostShare(of: .init(group: 0, nodes: 1..<4, gpus: nil))
        == HostShare(cores: 168, memoryBytes: 4_800, numaNodes: [0, 1], coreRanges: [0..<56]))
  }

  @Test(
    "which cores, on which NUMA nodes",
    arguments: [
      ([0], [0], [0..<7]), ([1, 2], [0], [7..<21]), ([3, 4], [0, 1], [21..<42]),
      ([0, 5], [0, 1], [0..<7, 42..<56]), ([5, 7], [], []),
    ])
  func places(gpus: [Int], numa: [Int], cores: [Range<Int>]) {
    let share = Self.template.hostShare(ofGPUs: gpus)
    #expect(share.numaNodes == numa)
    #expect(share.coreRanges == cores)
  }

  @Test("neighbours on a node never claim more than it has", arguments: 1...4) func neighbours(
    of size: Int
  ) {
    let requests = (0..<(4 / size)).map { Placement.Request(id: "g\($0)", gpus: size) }
    var cores = 0
    for grant in Self.pool.place(requests).grants {
      for piece in grant.pieces where piece.nodes == 0..<1 {
        cores += Self.pool.hostShare(of: piece).cores
      }
    }
    #expect(cores <= 56)
  }
}

import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

@Suite("templates as trees of parts")
struct TemplateTreeTests {
  /// A machine that may lack anything that a template may lack.
  static func template(seed: UInt64) -> NodeTemplate {
    var random = SplitMix(state: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
    let sockets = chance(10) ? 0 : number(1...4)
    // Memory is a part of a package or several packages; that of nobody knows what has no cores.
    let perSocket = number(1...3)
    let split = chance(70)
    let share = number(1...6)
    let cores = sockets == 0 || chance(10) ? 0 : split ? perSocket * share : number(1...12)
    let nodes = chance(15) ? 0 : split ? max(1, sockets) * perSocket : 1
    var numa = (0..<nodes).map { index in
      NodeTemplate.NUMANode(
        osIndex: 2 * index, cores: cores == 0 ? 0 : split ? share : sockets * cores,
        memoryBytes: chance(10) ? 0 : number(1...1 << 40))
    }
    if cores > 0, nodes > 0, chance(20) {
      numa += (0..<nodes).map {
        NodeTemplate.NUMANode(osIndex: 100 + $0, cores: 0, memoryBytes: 64_000_000_000)
      }
    }
    let hosts = numa.prefix(nodes).map(\.osIndex)
    if chance(20) {
      numa.append(
        NodeTemplate.NUMANode(osIndex: 252, cores: 0, memoryBytes: 1 << 34, kind: .gpuMemory))
    }
    let models = [
      ("NVIDIA H100 80GB HBM3", "h100"), ("Instinct MI300X", "mi300x"), ("GPU", nil),
      ("Some card", "a100"), ("AMD Instinct MI300A", "mi300a"), ("Tesla V100", nil),
      ("Intel Data Center GPU Max 1550", "pvc"),
    ]
    let (model, accelerator) = models[number(0...models.count - 1)]
    let count = chance(20) ? 0 : number(1...9)
    let gpus = (0..<count).map { index in
      NodeTemplate.GPU(
        model: model, accelerator: accelerator, memoryBytes: chance(10) ? 0 : number(1...1 << 38),
        sharesHostMemory: chance(10), numa: chance(20) ? nil : hosts.randomElement(using: &random),
        pci: seed % 3 == 0 ? "0000:\(10 + index):00.0" : nil)
    }
    var template = NodeTemplate(
      id: "random", name: chance(50) ? "A <machine> & co" : "", vendor: chance(50) ? "V" : "",
      sockets: sockets, coresPerSocket: cores, threadsPerCore: number(1...4), numaNodes: numa,
      gpus: gpus, fabrics: fabrics(of: count, &random),
      nics: (0..<number(0...3)).map { _ in
        NodeTemplate.NIC(
          gigabitsPerSecond: Double(number(1...800)) / 2,
          numa: chance(30) ? nil : hosts.randomElement(using: &random))
      })
    let isApart = template.fabrics.isEmpty && count > 3 && seed % 2 == 0
    for (index, domain) in template.linkedDomains.enumerated() {
      template.gpus[index].domain = isApart ? (index < count / 2 ? 0 : 1) : domain
    }
    return template
  }

  private static func fabrics(
    of count: Int, _ random: inout SplitMix
  ) -> [NodeTemplate.Fabric] {
    if count < 2 { return [] }
    let kinds: [NodeTemplate.LinkKind] = [.nvlink, .xgmi, .xelink, .pcie]
    let rate = Double(Int.random(in: 1...9000, using: &random)) / 10
    let kind = kinds.randomElement(using: &random) ?? .nvlink
    switch Int.random(in: 0...4, using: &random) {
    case 0: return [.init(kind: kind, shape: .switched(gigabytesPerSecond: rate))]
    case 1: return [.init(kind: kind, shape: .eachPair(gigabytesPerSecond: rate))]
    case 2:
      return [
        .init(kind: .nvlink, shape: .switched(gigabytesPerSecond: rate)),
        .init(kind: .pcie, shape: .eachPair(gigabytesPerSecond: 31.5)),
      ]
    case 3:
      let pairs = (0..<count - 1).map { a in
        NodeTemplate.Fabric.Pair(a, a + 1, gigabytesPerSecond: rate + Double(a))
      }
      return [.init(kind: kind, shape: .pairs(pairs))]
    default: return []
    }
  }

  @Test("what is known comes back, what is not stays unknown", arguments: 0..<300)
  func comesBack(seed: UInt64) throws {
    let template = Self.template(seed: seed)
    let tree = template.machineTree
    let read = try HwlocXML.read(InputText(tree.hwlocXML, file: "m.xml"))
    for back in [tree, read].map({ $0.nodeTemplate(id: "random") }) {
      let knowsCores = template.cores > 0
      #expect(back.sockets == template.sockets)
      #expect(back.coresPerSocket == (knowsCores ? template.coresPerSocket : 0))
      #expect(back.threadsPerCore == template.threadsPerCore)
      #expect(back.numaNodes == template.numaNodes)
      #expect(back.gpus == template.gpus)
      #expect(back.links == template.links)
      #expect(back.fabrics.count == template.fabrics.count)
      #expect([back.name, back.vendor] == [template.name, template.vendor])
      #expect(Self.sorted(back.nics) == Self.sorted(template.nics))
    }
    #expect(read.source.contradictions == [] && read.source.ignored == [])
  }

  private static func sorted(_ nics: [NodeTemplate.NIC]) -> [NodeTemplate.NIC] {
    nics.sorted { ($0.numa ?? -1, $0.gigabitsPerSecond) < ($1.numa ?? -1, $1.gigabitsPerSecond) }
  }

  @Test(
    "lstopo counts the same in it", .enabled(if: HwlocTools.areInstalled), arguments: 0..<24)
  func accepted(seed: UInt64) throws {
    let folder = try HwlocFolder()
    var template = Self.template(seed: seed)
    // lstopo prints whole kibibytes.
    for index in template.numaNodes.indices { template.numaNodes[index].memoryBytes &= ~1023 }
    let tree = template.machineTree
    let file = folder.path + "/ours.xml"
    try tree.hwlocXML.write(toFile: file, atomically: true, encoding: .utf8)
    let counts = try HwlocCounts(file: file)
    #expect(HwlocCounts(tree.totals) == counts)
  }

  @Test(
    "memory of several packages, of a part of one, and across two",
    arguments: [
      ([4, 4, 4, 4], [8, 8]), ([8, 8], [4, 4, 4, 4]), ([8, 8], [5, 5, 6]), ([6], [2, 4]),
    ])
  func shapes(packages: [Int], nodes: [Int]) throws {
    let template = NodeTemplate(
      id: "shape", sockets: packages.count, coresPerSocket: packages[0], threadsPerCore: 2,
      numaNodes: nodes.enumerated().map {
        .init(osIndex: $0, cores: $1, memoryBytes: 1 << 30)
      },
      gpus: nodes.indices.map {
        .init(model: "Tesla V100", accelerator: "v100", memoryBytes: 1, numa: $0)
      })
    #expect(template.problems == [])
    var back = template.machineTree.nodeTemplate(id: "shape")
    back.sources = []
    #expect(back == template)
  }

  @Test("a machine too large for sets keeps what else is known")
  func large() throws {
    let template = NodeTemplate(
      id: "large", sockets: 1024, coresPerSocket: 1024, threadsPerCore: 1024,
      numaNodes: (0..<8).map { .init(osIndex: $0, cores: 1 << 17, memoryBytes: 1) },
      gpus: [.init(model: "GPU", accelerator: nil, memoryBytes: 1, numa: 7)])
    let back = template.machineTree.nodeTemplate(id: "large")
    #expect(back.sockets == 1024 && back.coresPerSocket == 0)
    #expect(back.numaNodes.count == 8)
    #expect(back.gpus == template.gpus)
  }

  @Test("a machine of nothing known is one of each that hwloc needs, and stays unknown")
  func bare() throws {
    let template = NodeTemplate(
      id: "bare", sockets: 0, coresPerSocket: 0, numaNodes: [],
      gpus: [.init(model: "GPU", accelerator: nil, memoryBytes: 0)])
    let tree = template.machineTree
    let totals = tree.totals
    let counts = [totals.packages, totals.hostNUMANodes, totals.cores, totals.pus, totals.gpus]
    #expect(counts.allSatisfy { $0 == 1 })
    var back = tree.nodeTemplate(id: "bare")
    back.sources = []
    #expect(back == template)
  }
}

import Foundation
import Testing
import Topology

@testable import MachineProbe

@Suite("AMD's GPUs by the kernel's files")
struct AMDTests {
  private static let addresses = ["0000:c1:00.0", "0000:c6:00.0", "0000:c9:00.0", "0000:ce:00.0"]

  /// Four dies of MI250X on two cards: 4 links within a card, 1 between some, none between others.
  private static func cards(host: (Int) -> Int = { $0 / 2 }) throws -> RecordedSystem {
    let system = try RecordedSystem()
    for node in 0..<2 { try system.addKFDHost(node) }
    let widths: [[UInt64]] = [
      [0, 200_000, 50_000, 0], [200_000, 0, 0, 50_000], [50_000, 0, 0, 200_000],
      [0, 50_000, 200_000, 0],
    ]
    for (index, address) in addresses.enumerated() {
      let peers = (0..<4).filter { $0 != index }.map { peer in
        let width = widths[index][peer]
        return RecordedSystem.KFDLink(to: peer + 2, weight: width > 0 ? 15 : 30, width: width)
      }
      let location = try PCIAddress.of(address).bus << 8
      try system.addKFD(
        index + 2,
        [
          ("cpu_cores_count", 0), ("simd_count", 440), ("vendor_id", 0x1002),
          ("device_id", 0x7408), ("location_id", UInt64(location)), ("domain", 0),
          ("unique_id", UInt64(0xABC0 + index)),
        ], banks: [68_702_699_520], links: [.host(host(index))] + peers)
      try system.addCard(
        index, at: address, product: 0x7408,
        files: [
          "mem_info_vram_total": "68702699520", "unique_id": "000000000000abc\(index)",
          "product_name": "AMD INSTINCT MI250 (MCM) OAM AC MBA",
        ])
    }
    return system
  }

  private static func tree() throws -> MachineTree {
    try .twoNodes(
      addresses.enumerated().map { ($1, $0 / 2, PCIMaker.amd, 0x7408) })
  }

  @Test("memory, kind, links and places of four dies; a detour is no link")
  func dies() throws {
    let system = try Self.cards()
    defer { system.remove() }
    var tree = try Self.tree()
    #expect(AMDMerge.add(AMDReport(system.files), to: &tree).isEmpty)
    #expect(tree.gpus.map(\.memoryBytes) == .init(repeating: 68_702_699_520, count: 4))
    #expect(tree.gpus.map(\.numaNode) == [0, 0, 1, 1])
    #expect(tree.gpus.map(\.deviceNames) == [["card0"], ["card1"], ["card2"], ["card3"]])
    #expect(
      tree.gpuLinks.map { "\($0.first)-\($0.second) \($0.kind) \($0.gigabytesPerSecond ?? 0)" } == [
        "0-1 xgmi 200.0", "0-2 xgmi 50.0", "1-3 xgmi 50.0", "2-3 xgmi 200.0",
      ])
    #expect(tree.gpuDomains == [[0, 1, 2, 3]])
    let template = tree.nodeTemplate(id: "frontier")
    // The board calls itself MI250; the PCI numbers know better.
    #expect(template.gpus.map(\.accelerator) == .init(repeating: "mi250x-gcd", count: 4))
    #expect(template.problems.isEmpty)
  }

  @Test("devices that hwloc has already are not named twice, and its links stay")
  func known() throws {
    let system = try Self.cards()
    defer { system.remove() }
    var tree = try Self.tree()
    let functions = tree.positions(of: .pciDevice)
    var card = MachineObject(type: .osDevice)
    card.name = "card0"
    tree.append(card, under: functions[0])
    tree.matrices.append(
      MachineMatrix(
        name: "XGMIBandwidth", kind: .bandwidth, objects: [functions[0], functions[1]],
        values: [0, 7_000, 7_000, 0]))
    _ = AMDMerge.add(AMDReport(system.files), to: &tree)
    #expect(tree.gpus[0].deviceNames == ["card0"])
    #expect(tree.gpus[0].memoryBytes == 68_702_699_520)
    #expect(tree.gpuLinks.map(\.gigabytesPerSecond) == [7])
  }

  @Test("where hwloc and KFD place a GPU differently, hwloc's word is taken and said")
  func place() throws {
    let system = try Self.cards(host: { $0 == 3 ? 0 : $0 / 2 })
    defer { system.remove() }
    var tree = try Self.tree()
    let notes = AMDMerge.add(AMDReport(system.files), to: &tree)
    #expect(
      notes.map(\.description) == [
        "libhwloc places the GPU at 0000:ce:00.0 near NUMA node 1, KFD near 0; libhwloc's word is"
          + " taken."
      ])
    #expect(tree.gpus[3].numaNode == 1)
  }

  @Test("two drivers that give different memory", arguments: [34_351_349_760, .max] as [UInt64])
  func memory(bank: UInt64) throws {
    let system = try Self.cards()
    defer { system.remove() }
    try system.write(
      "heap_type 1\nsize_in_bytes \(bank)\n",
      to: "sys/class/kfd/kfd/topology/nodes/3/mem_banks/0/properties")
    var tree = try Self.tree()
    let notes = AMDMerge.add(AMDReport(system.files), to: &tree)
    #expect(
      notes == [
        .memoryDisagrees(
          address: try .of(Self.addresses[1]), taken: 68_702_699_520, other: bank)
      ])
    #expect(tree.gpus[1].memoryBytes == 68_702_699_520)
  }

  /// Two MI300X, each cut into four that KFD shows as nodes of their own.
  private static func partitions() throws -> RecordedSystem {
    let system = try RecordedSystem()
    for node in 0..<2 { try system.addKFDHost(node) }
    for index in 0..<2 {
      let address = Self.addresses[index]
      for part in 0..<4 {
        let own = 2 + 4 * index + part
        let links = (2..<10).filter { $0 != own }.map { node in
          // As recorded: 819 GB/s within a GPU, and nothing said between two.
          (node - 2) / 4 == index
            ? RecordedSystem.KFDLink(to: node, weight: 13, width: 819_200)
            : RecordedSystem.KFDLink(to: node, weight: 41, width: 0)
        }
        try system.addKFD(
          own,
          [
            ("cpu_cores_count", 0), ("simd_count", 152), ("device_id", 0x74a1), ("domain", 0),
            ("location_id", UInt64(try PCIAddress.of(address).bus << 8 + part)),
            ("unique_id", UInt64(0xABC0 + index)),
          ], banks: [51_506_053_120], links: part == 0 ? [.host(index)] + links : links)
        // Partitions have cards without a place on the bus.
        if part > 0 {
          try system.write("0x1002\n", to: "sys/devices/platform/xcp_\(own)/vendor")
          try system.link(
            "sys/class/drm/card\(own)/device", to: "../../../devices/platform/xcp_\(own)")
        }
      }
      try system.addCard(
        index, at: address, product: 0x74a1,
        files: [
          "mem_info_vram_total": "206141652992", "current_compute_partition": "QPX",
          "current_memory_partition": "NPS1", "product_name": "AMD Instinct MI300X OAM",
        ])
    }
    return system
  }

  @Test("a GPU in four partitions counts once; links within it are none")
  func cut() throws {
    let system = try Self.partitions()
    defer { system.remove() }
    var tree = try MachineTree.twoNodes(
      (0..<2).map { (Self.addresses[$0], $0, PCIMaker.amd, 0x74a1) })
    let notes = AMDMerge.add(AMDReport(system.files), to: &tree)
    #expect(tree.gpus.count == 2)
    #expect(tree.gpus.map(\.memoryBytes) == [206_141_652_992, 206_141_652_992])
    #expect(tree.gpuLinks.map(\.gigabytesPerSecond) == [nil])
    #expect(tree.gpuLinks.map(\.kind) == [.xgmi])
    #expect(
      notes.map(\.description) == [
        "The GPUs at 0000:c1:00.0, 0000:c6:00.0 are cut into 4 partitions (QPX, NPS1). Each counts"
          + " as one GPU here.",
        "The amdgpu driver does not say how wide the xGMI links are: they are shown without.",
      ])
  }

  @Test("without the graphics driver's files, KFD's partitions together are the GPU")
  func computeOnly() throws {
    let system = try Self.partitions()
    defer { system.remove() }
    try FileManager.default.removeItem(atPath: system.root + "/sys/class/drm")
    let report = AMDReport(system.files)
    #expect(report.gpus.map(\.address.description) == ["0000:c1:00.0", "0000:c6:00.0"])
    #expect(report.gpus.map(\.computeMemoryBytes) == [206_024_212_480, 206_024_212_480])
    #expect(report.gpus.map(\.nodes) == [Array(2..<6), Array(6..<10)])
    #expect(report.gpus.map(\.hostNode) == [0, 1])
    // On a machine whose PCI bus is hidden the GPUs are still there, once each.
    var tree = try MachineTree.twoNodes([])
    let notes = AMDMerge.add(report, to: &tree)
    #expect(tree.gpus.map(\.model) == ["Instinct MI300X", "Instinct MI300X"])
    #expect(tree.gpus.map(\.numaNode) == [0, 1])
    #expect(notes.contains(.notOnPCI(address: try .of("0000:c1:00.0"))))
    #expect(!notes.contains { if case .nodeDisagrees = $0 { true } else { false } })
  }

  @Test("nodes that a container may not see are said, not guessed")
  func hidden() throws {
    let system = try Self.cards()
    defer { system.remove() }
    for node in 4..<6 {
      try FileManager.default.removeItem(
        atPath: "\(system.root)/sys/class/kfd/kfd/topology/nodes/\(node)/properties")
    }
    let report = AMDReport(system.files)
    #expect(report.hidden == 2)
    #expect(report.links.map(\.megabytes) == [200_000, 200_000])
  }

  @Test("several chips at one address cannot be: the first is taken and it is said")
  func contradiction() throws {
    let system = try Self.cards()
    defer { system.remove() }
    let location = try PCIAddress.of(Self.addresses[0]).bus << 8
    try system.addKFD(
      9, [("simd_count", 440), ("location_id", UInt64(location)), ("unique_id", 7)],
      banks: [1 << 40])
    var tree = try Self.tree()
    let notes = AMDMerge.add(AMDReport(system.files), to: &tree)
    #expect(notes == [.severalChips(address: try .of(Self.addresses[0]))])
    #expect(tree.gpus.map(\.memoryBytes) == .init(repeating: 68_702_699_520, count: 4))
  }

  @Test("a machine without AMD's drivers has nothing to say")
  func absent() throws {
    #expect(AMDReport(KernelFiles(root: "/nowhere")).gpus.isEmpty)
    var tree = try Self.tree()
    let before = tree
    #expect(AMDMerge.add(AMDReport(KernelFiles(root: "/nowhere")), to: &tree).isEmpty)
    #expect(tree == before)
  }

  @Test("files with bytes changed, cut and swapped are read without harm", arguments: 0..<16)
  func hostile(seed: UInt64) throws {
    let system = try seed % 2 == 0 ? Self.cards() : Self.partitions()
    defer { system.remove() }
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let folder = system.root + "/sys"
    let paths = try #require(FileManager.default.subpaths(atPath: folder)).sorted().filter {
      FileManager.default.contents(atPath: "\(folder)/\($0)") != nil
    }
    let nasty = ["18446744073709551615", "-1", "", "99999999999999999999", "4294967295", "\0"]
    for _ in 0..<12 {
      let path = "\(folder)/\(paths[next(paths.count)])"
      guard var bytes = FileManager.default.contents(atPath: path), !bytes.isEmpty else { continue }
      switch next(4) {
      case 0: bytes[next(bytes.count)] = UInt8(next(256))
      case 1: bytes = bytes.prefix(next(bytes.count))
      case 2: bytes += bytes
      default:
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
          next(3) == 0 ? "\(line.prefix { $0 != " " }) \(nasty[next(nasty.count)])" : String(line)
        }
        bytes = Data(lines.joined(separator: "\n").utf8)
      }
      try bytes.write(to: URL(fileURLWithPath: path))
    }
    let start = ContinuousClock.now
    let report = AMDReport(system.files)
    var tree = try Self.tree()
    _ = AMDMerge.add(report, to: &tree).map(\.description)
    #expect(tree.gpus.count >= 4)
    #expect(tree.gpuLinks.allSatisfy { $0.first < $0.second && $0.second < tree.gpus.count })
    #expect(ContinuousClock.now - start < .seconds(2))
  }
}

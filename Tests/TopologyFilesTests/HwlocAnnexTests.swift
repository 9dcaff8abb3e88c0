import Documents
import Testing
import Topology
import TopologyFiles

@Suite("what hwloc's files say besides objects")
struct HwlocAnnexTests {
  static func read(_ xml: String) throws -> MachineTree {
    try HwlocXML.read(InputText(xml, file: "f.xml"))
  }

  @Test("kinds of threads with their rank and infos", arguments: [2, 3])
  func kinds(version: Int) throws {
    var fixture = HwlocFixture.twoKinds
    fixture.version = version
    let kinds = try Self.read(fixture.xml).cpuKinds
    #expect(kinds.map(\.cpus) == [Bitmap(0..<4), Bitmap(4..<8)])
    #expect(kinds.map(\.efficiency) == [0, 1])
    #expect(kinds.map { $0.info("CoreType") } == ["IntelAtom", "IntelCore"])
  }

  @Test("a rank that hwloc does not know is none, and a thread is of one kind")
  func oddKinds() throws {
    var fixture = HwlocFixture(name: "odd kinds")
    fixture.annex = [
      "<cpukind cpuset=\"0x0000000f\" forced_efficiency=\"-1\"/>",
      "<cpukind cpuset=\"0x000000fc\"/>", "<cpukind cpuset=\"0x00000300\"/>",
    ]
    let tree = try Self.read(fixture.xml)
    #expect(tree.cpuKinds.map(\.efficiency) == [nil, nil])
    #expect(tree.cpuKinds.map(\.cpus) == [Bitmap(0..<4), Bitmap(4..<8)])
    #expect(
      tree.source.contradictions == [
        "f.xml:30:1: cpukind: names threads of an earlier kind, 2-3; they stay of the earlier",
        "f.xml:31:1: cpukind: names threads that the machine has not, 8-9; they were left out",
      ])
  }

  @Test("figures of memories at the right objects", arguments: [2, 3])
  func memories(version: Int) throws {
    var fixture = HwlocFixture.twoMemories
    fixture.version = version
    let tree = try Self.read(fixture.xml)
    #expect(tree.memoryAttributes.map(\.name) == ["Bandwidth", "Latency", "wear"])
    #expect(tree.memoryAttributes.map(\.values.count) == [5, 5, 1])
    let fast = tree.memoryAttributes[0].values.filter { $0.value == 800_000 }.map(\.target)
    #expect(fast.map { tree.objects[$0].osIndex } == [2, 3])
    #expect(tree.memoryAttributes[2].values[0].initiator == nil)
    let plain = try #require(tree.positions(of: .numaNode).first { tree.objects[$0].osIndex == 0 })
    #expect(tree.localFigure("Bandwidth", of: plain) == 250_000)
    #expect(tree.localFigure("Latency", of: plain) == 105)
    #expect(tree.localFigure("wear", of: plain) == nil)
  }

  @Test("tiers: fast memory first, cores and GPUs at the plain one")
  func tiers() throws {
    let tree = try Self.read(HwlocFixture.twoMemories.xml)
    let tiers = tree.memoryTiers
    #expect(tiers.map(\.kind) == ["HBM", nil])
    #expect(tiers.map(\.mebibytesPerSecond) == [800_000, 250_000])
    #expect(tiers.map(\.nanoseconds) == [130, 105])
    #expect(tiers.map(\.bytes) == [2 << 34, 2 << 36])
    let nodes = tree.nodeTemplate(id: "t").numaNodes
    #expect(nodes.map(\.osIndex) == [0, 1, 2, 3])
    #expect(nodes.map(\.cores) == [2, 2, 0, 0])
  }

  @Test("memory of the whole machine beside that of its packages takes no core twice")
  func sharedMemory() throws {
    var fixture = HwlocFixture(name: "CXL")
    fixture.nodes = [.init(index: 2, bytes: 1 << 36, address: nil, hasProcessors: true)]
    let text = fixture.xml.replacing("GPUMemory", with: "CXL-DRAM")
    let template = try Self.read(text).nodeTemplate(id: "t")
    #expect(template.numaNodes.map(\.cores) == [2, 2, 0])
    #expect(template.problems == [])
  }

  @Test("without figures and numbers, alike means of one kind; bandwidth splits at a tenth")
  func unnumberedTiers() throws {
    var fixture = HwlocFixture(name: "tiers")
    func figure(_ node: Int, _ value: Int) -> String {
      "<memattr_value target_obj_type=\"NUMANode\" target_obj_gp_index=\"2\(node)\""
        + " value=\"\(value)\" initiator_cpuset=\"\(node == 0 ? "0x0000000f" : "0x000000f0")\"/>"
    }
    #expect(try Self.read(fixture.xml).memoryTiers.map(\.nodes.count) == [2])
    for (second, tiers) in [(105_000, [2]), (120_000, [1, 1])] {
      fixture.annex =
        ["<memattr name=\"Bandwidth\" flags=\"5\">"]
        + [figure(0, 100_000), figure(1, second), "</memattr>"]
      #expect(try Self.read(fixture.xml).memoryTiers.map(\.nodes.count) == tiers)
    }
  }

  @Test("the numbered tiers of hwloc 3 and of hwloc 2 are the same")
  func numberedTiers() throws {
    var fixture = HwlocFixture(name: "tiers")
    fixture.annex = [
      "<memtier kinds=\"1\" nodeset=\"0x00000002\"/>",
      "<memtier kinds=\"2\" nodeset=\"0x00000001\"/>",
    ]
    let tree = try Self.read(fixture.xml)
    #expect(tree.memoryTiers.map(\.kind) == ["DRAM", "HBM"])
    #expect(tree.info("MemoryTiersNr") == "2")
    let again = try Self.read(tree.hwlocXML)
    #expect(again.memoryTiers == tree.memoryTiers)
  }

  @Test("flags that hwloc defines otherwise, numbers of two objects, values of none")
  func contradictions() throws {
    var fixture = HwlocFixture(name: "odd figures")
    fixture.annex = [
      "<memattr name=\"Latency\" flags=\"5\">",
      "<memattr_value target_obj_type=\"NUMANode\" target_obj_gp_index=\"999\" value=\"7\""
        + " initiator_cpuset=\"0x1\"/>", "</memattr>",
    ]
    let text = fixture.xml.replacing("gp_index=\"47\" id=\"obj47\"", with: "gp_index=\"46\"")
    let tree = try Self.read(text)
    #expect(
      tree.source.contradictions == [
        "f.xml:25:1: gp_index: 46 is the number of the object in line 24 too, which was taken",
        "f.xml:29:1: memattr Latency: its flags are 5, but 6 by hwloc's definition, "
          + "which was taken",
      ])
    #expect(tree.source.ignored == ["values of Latency whose objects are not in the file (1)"])
    #expect(Set(tree.objects.map(\.identifier)).count == tree.objects.count)
  }

  @Test("what is not allowed is left out with a note, or kept")
  func disallowed() throws {
    var fixture = HwlocFixture.twoKinds
    fixture.version = 2
    let text = fixture.xml.replacing(
      "allowed_cpuset=\"0x000000ff\"", with: "allowed_cpuset=\"0xf3\""
    )
    .replacing("complete_cpuset=\"0x000000ff\"", with: "complete_cpuset=\"0x00000fff\"")
    let input = try InputText(text, file: "f.xml")
    let tree = try HwlocXML.read(input)
    #expect(tree.totals.pus == 6 && tree.totals.cores == 3)
    #expect(tree.cpuKinds.map(\.cpus.count) == [2, 4])
    #expect(
      tree.source.notes == [
        "2 threads are not allowed and left out: 2-3",
        "4 threads are switched off or hidden: 8-11",
      ])
    let whole = try HwlocXML.read(input, keepingDisallowed: true)
    #expect(whole.totals.pus == 8 && whole.totals.cores == 4)
    #expect(whole.source.notes.first == "2 threads are not allowed and kept: 2-3")
    let none = text.replacing("\"0xf3\"", with: "\"0xf00\"")
    #expect(
      try Self.read(none).source.contradictions == [
        "f.xml:4:1: allowed_cpuset: allows none of the threads; all were taken"
      ])
  }

  @Test("threads that are switched off may be of a kind; nodes that the machine forgot are told")
  func offAndForgotten() throws {
    var fixture = HwlocFixture(name: "off")
    (fixture.version, fixture.annex) = (2, ["<cpukind cpuset=\"0x00000f0f\"/>"])
    let text = fixture.xml.replacing(
      "complete_cpuset=\"0x000000ff\"", with: "complete_cpuset=\"0x00000fff\"")
    let tree = try Self.read(text)
    #expect(tree.cpuKinds.map(\.cpus) == [Bitmap(0..<4)])
    #expect(tree.source.contradictions == [])
    let forgotten = try Self.read(
      text.replacing(" nodeset=\"0x00000003\"", with: " nodeset=\"0x00000001\""))
    #expect(
      forgotten.source.contradictions == [
        "f.xml:4:1: nodeset: lacks NUMA nodes of the machine, 1; they were taken"
      ])
    #expect(forgotten.totals == tree.totals)
  }

  @Test("keys that are not used are listed with what else is left aside")
  func ignored() throws {
    let text = HwlocFixture.plain.xml
      .replacing("type=\"Core\"", with: "type=\"Core\" sheen=\"1\"")
      .replacing(
        "</topology>",
        with: "<support name=\"a\"/><pci_locality domain=\"0\"/></topology>")
    let reading = try HwlocXML.reading(InputText(text, file: "f.xml"))
    #expect(
      reading.sources.map(\.ignored) == [
        ["element support", "element pci_locality", "attribute sheen of objects"]
      ])
    #expect(reading.sources[0].format == .hwloc && reading.sources[0].version == "3.0")
    #expect(reading.tree?.totals.pus == 8)
  }

  @Test("links that differ by direction are told, the larger taken")
  func asymmetric() throws {
    var fixture = HwlocFixture.cubeMesh
    fixture.matrix?.values[1] = 20_000
    let tree = try Self.read(fixture.xml)
    #expect(tree.gpuLinks.first?.gigabytesPerSecond == 40)
    #expect(tree.source.contradictions.count == 1)
    #expect(
      tree.source.contradictions[0].hasSuffix(
        "NVLinkBandwidth: 20000 from row 1 to 2 but 40000 back; links take the larger"))
  }

  @Test("links of the tiles of Xe Link add up")
  func tiles() throws {
    var fixture = HwlocFixture(name: "tiles")
    fixture.devices = (0..<2).map { gpu in
      HwlocFixture.Device(
        address: "0000:1\(gpu):00.0", type: "0380 [8086:0bd5] [8086:0000] 2f", package: gpu,
        drivers: (0..<2).map { tile in
          .init(name: "ze\(2 * gpu + tile)", code: 6, subtype: "LevelZero")
        })
    }
    let rows = fixture.devices.flatMap { device in
      ["OSDev:\(device.number)00", "OSDev:\(device.number)01"]
    }
    var values = [Int](repeating: 0, count: 16)
    // A tile to that of the same number of the other GPU, and the two tiles of one GPU.
    for (a, b) in [(0, 2), (1, 3)] { (values[4 * a + b], values[4 * b + a]) = (26_500, 26_500) }
    for (a, b) in [(0, 1), (2, 3)] { (values[4 * a + b], values[4 * b + a]) = (200_000, 200_000) }
    fixture.matrix = ("XeLinkBandwidth", rows, values)
    let tree = try Self.read(fixture.xml)
    #expect(tree.gpuLinks.map(\.gigabytesPerSecond) == [53])
    #expect(tree.gpuLinks.map(\.kind) == [.xelink])
    #expect(tree.gpuDomains == [[0, 1]])
  }

  @Test("GPUs stand as their driver numbers them, else by address")
  func order() throws {
    var fixture = HwlocFixture.dgx(hasSubtypes: true)
    (fixture.version, fixture.matrix) = (2, nil)
    let text = fixture.xml.replacing("name=\"nvml7\"", with: "name=\"nvml00\"")
      .replacing("name=\"nvml0\"", with: "name=\"nvml7\"")
      .replacing("name=\"nvml00\"", with: "name=\"nvml0\"")
    let gpus = try Self.read(text).gpus
    #expect(gpus.first?.pci?.address.description == "0000:23:00.0")
    #expect(gpus.last?.pci?.address.description == "0000:10:00.0")
    var unnamed = fixture
    unnamed.devices.reverse()
    for index in unnamed.devices.indices { unnamed.devices[index].drivers = [] }
    let addresses = try Self.read(unnamed.xml).gpus.compactMap { $0.pci?.address }
    #expect(addresses == addresses.sorted() && addresses.count == 8)
  }

  @Test("matrices of version 1 are of the objects of their level")
  func levels() throws {
    var fixture = HwlocFixture(name: "levels")
    fixture.version = 1
    func distances(_ depth: Int, _ count: Int) -> String {
      "<distances nbobjs=\"\(count)\" relative_depth=\"\(depth)\" latency_base=\"10.0\">"
        + (0..<count * count).map {
          "<latency value=\"\($0 / count == $0 % count ? "1.0" : "2.1")\"/>"
        }.joined() + "</distances>"
    }
    let text = fixture.xml.replacing(
      "<info name=\"DMIProductName\" value=\"levels\"/>",
      with: distances(1, 2) + distances(2, 2) + distances(3, 4) + distances(7, 3))
    let tree = try Self.read(text)
    #expect(tree.matrices.map(\.name) == ["NUMALatency", "", ""])
    #expect(
      tree.matrices.map { tree.objects[$0.objects[0]].type } == [.numaNode, .package, .core])
    #expect(tree.matrices[2].objects.count == 4)
    #expect(tree.matrices[0].values == [10, 21, 21, 10])
    #expect(tree.source.ignored == ["distances whose objects are not in the file"])
  }

  @Test("the picture of two kinds of threads and of two memories")
  func pictures() throws {
    let kinds = MachinePicture(try Self.read(HwlocFixture.twoKinds.xml)).text
    #expect(
      kinds.hasSuffix(
        """
        threads 0-3  IntelAtom  up to 3600 MHz  rank 0
        threads 4-7  IntelCore  up to 5200 MHz  rank 1

        """))
    let memories = MachinePicture(try Self.read(HwlocFixture.twoMemories.xml)).text
    #expect(
      memories == """
        2 packages, 4 NUMA nodes, 4 cores, 8 threads, 160 GiB, no GPU

        two memories
        ├─ package 0
        │  ├─ NUMA node 2  16 GiB  HBM  839 GB/s  130 ns  beside node 0
        │  └─ NUMA node 0  64 GiB  262 GB/s  105 ns  2 cores  threads 0-3
        └─ package 1
           ├─ NUMA node 3  16 GiB  HBM  839 GB/s  130 ns  beside node 1
           └─ NUMA node 1  64 GiB  262 GB/s  105 ns  2 cores  threads 4-7

        """)
  }
}

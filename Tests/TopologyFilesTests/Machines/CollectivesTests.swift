import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

@Suite("the XML of NCCL and RCCL") struct CollectivesTests {
  @Test(
    "GPUs are counted, named and placed",
    arguments: [
      (.ampere, "A100 SXM4 40GB", "a100", 40), (.hopper, "Hopper (sm 90)", nil, 0),
      (.mi300x, "Instinct MI300X", "mi300x", 192), (.mi250x, "Instinct MI250X", "mi250x-gcd", 64),
      (.cloud, "A100 SXM4 80GB", "a100", 80), (.blackwell, "B200", "b200", 180),
    ] as [(CollectivesFixture, String, String?, Int)])
  func gpus(
    fixture: CollectivesFixture, model: String, accelerator: String?, gigabytes: Int
  ) throws {
    #expect(CollectivesXML.recognises(fixture.xml))
    let (machine, _) = try fixture.read()
    #expect(machine.gpus.count == 8)
    #expect(machine.gpus.allSatisfy { $0.model == model && $0.accelerator == accelerator })
    #expect(machine.gpus.allSatisfy { $0.memoryBytes == gigabytes * 1_000_000_000 })
    #expect(machine.gpus.map(\.numa) == [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(machine.gpus.map(\.pci) == (0..<8).map { CollectivesFixture.address($0) })
    #expect(machine.sockets == 0 && machine.hostNUMANodes.map(\.osIndex) == [0, 1])
    let sound = machine.problems.filter { !["sockets", "cores_per_socket"].contains($0.key) }
    #expect(sound.isEmpty)
  }

  @Test(
    "links become a fabric of the right shape and rate",
    arguments: [
      (.ampere, .nvlink, .switched(gigabytesPerSecond: 300)),
      (.hopper, .nvlink, .switched(gigabytesPerSecond: 450)),
      (.blackwell, .nvlink, .switched(gigabytesPerSecond: 900)),
      (.mi300x, .xgmi, .eachPair(gigabytesPerSecond: 64)),
    ] as [(CollectivesFixture, NodeTemplate.LinkKind, NodeTemplate.Fabric.Shape)])
  func fabric(
    fixture: CollectivesFixture, kind: NodeTemplate.LinkKind, shape: NodeTemplate.Fabric.Shape
  ) throws {
    let (machine, source) = try fixture.read()
    #expect(machine.fabrics == [NodeTemplate.Fabric(kind: kind, shape: shape)])
    #expect(machine.linkedDomains == machine.gpus.map(\.domain))
    #expect(machine.domains.map(\.count) == [8])
    #expect(source.contradictions.isEmpty == (fixture.name != CollectivesFixture.ampere.name))
  }

  @Test("the two dies of a card have four links, other dies one")
  func dies() throws {
    let (machine, source) = try CollectivesFixture.mi250x.read()
    let rates = machine.links.reduce(into: [:]) {
      $0[$1.gigabytesPerSecondPerDirection, default: 0] += 1
    }
    #expect(rates == [200: 4, 50: 8])
    #expect(machine.cards == 4)
    #expect(source.contradictions.isEmpty)
  }

  @Test("a file of PCI functions alone has GPUs and no links")
  func cloud() throws {
    let (machine, source) = try CollectivesFixture.cloud.read()
    #expect(machine.fabrics.isEmpty && machine.gpus.allSatisfy { $0.domain == nil })
    #expect(
      source.notes.contains(
        "GPUs known by their PCI class alone, without their links: 8"))
  }

  @Test("a port has its speed in Gb/s; a speed that cannot be is left out and told")
  func adapters() throws {
    let (machine, source) = try CollectivesFixture.ampere.read()
    #expect(machine.nics == [NodeTemplate.NIC(gigabitsPerSecond: 200, numa: 0)])
    #expect(
      source.contradictions.map { String($0.drop { $0 != " " }) } == [
        " mlx5_1 moves 200000 Gb/s, which no adapter does; it was left out"
      ])
    #expect(source.notes.contains("network adapters without a speed, left out: 2"))
    #expect(source.ignored.contains("net guid") && source.ignored.contains("gpu gdr"))
  }

  @Test("a NUMA node of number -1 is none")
  func noNode() throws {
    var fixture = CollectivesFixture.hopper
    fixture.numbers = [-1, 1]
    let (machine, source) = try fixture.read()
    #expect(machine.gpus.map(\.numa) == [nil, nil, nil, nil, 1, 1, 1, 1])
    #expect(machine.hostNUMANodes.map(\.osIndex) == [1])
    #expect(source.notes.contains { $0.hasPrefix("a NUMA node has no number (-1)") })
    #expect(
      source.notes.contains("logical CPUs in its masks: 64; sockets and cores are not told"))
  }

  @Test("GPUs stand in the order of their numbers, not of the bus")
  func order() throws {
    var fixture = CollectivesFixture.hopper
    for index in 0..<8 { fixture.gpus[index].attributes = "dev=\"\(7 - index)\" sm=\"90\"" }
    let (machine, _) = try fixture.read()
    #expect(machine.gpus.map(\.pci) == (0..<8).reversed().map { CollectivesFixture.address($0) })
    #expect(machine.gpus.map(\.numa) == [1, 1, 1, 1, 0, 0, 0, 0])
  }

  @Test("links to processors, to themselves and to devices elsewhere join nothing")
  func elsewhere() throws {
    var fixture = CollectivesFixture.hopper
    for index in 0..<8 {
      fixture.gpus[index].links = [
        ("0000:00:00.0", 3, "0x068001"), (CollectivesFixture.address(index), 1, "0x030200"),
        ("0000:ee:00.0", 2, "0x030200"),
      ]
    }
    let (machine, source) = try fixture.read()
    #expect(machine.fabrics.isEmpty && machine.domains.count == 8)
    #expect(source.notes.contains("links from GPUs to processors were left out"))
    #expect(
      source.notes.contains("links to devices that are not in the text, left out: 8"))
    #expect(source.contradictions.count == 8)
  }

  @Test("contradictions are told with what was taken", arguments: 0..<5)
  func contradictions(row: Int) throws {
    var fixture = row == 0 || row == 1 ? CollectivesFixture.mi300x : .ampere
    switch row {
    case 0: fixture.gpus[3].links[0].count = 2
    case 1: fixture.gpus[3].links.removeFirst()
    case 2: fixture.masks[1] = "0000ffff,00000001"
    case 3: fixture.adapters.append(fixture.adapters[0])
    default: fixture.gpus[2].links.append(("0000:ca:00.0", 3, "0x068000"))
    }
    let (machine, source) = try fixture.read()
    let expected = [
      "links from GPU 0 to GPU 3: 1, and 2 back; the smaller number was taken",
      "links from GPU 0 to GPU 3: 1, and 0 back; the first was taken",
      "logical CPUs of two NUMA nodes: 0,32-47; the nodes were taken, the CPUs were not",
      "mlx5_0 is given twice; it was counted once",
      "a GPU has 15 links to NVSwitches, more than the 12 of its kind; the 15 were taken",
    ][row]
    #expect(source.contradictions.contains { $0.hasSuffix(expected) }, "\(source.contradictions)")
    #expect(machine.gpus.count == 8 && machine.domains.map(\.count) == [8])
  }

  @Test("machines that share a fabric are told; the first is read")
  func hosts() throws {
    let one = CollectivesFixture.blackwell.xml.replacing(
      "<cpu numaid", with: "<cpu host_hash=\"0x1\" numaid")
    let other = one.replacing("0x1\"", with: "0x2\"").replacing("<system version=\"1\">", with: "")
    let (machine, source) = try readMachine(
      one.replacing("</system>", with: "") + other, file: "node.xml"
    ) { input throws(Diagnostics) in try CollectivesXML.read(input) }
    #expect(machine.gpus.count == 8)
    #expect(
      source.notes.contains(
        "it describes 2 machines that share a fabric; the first of them was read"))
  }

  @Test("only this XML is recognised")
  func recognises() {
    let comment = "<!-- \(String(repeating: "a", count: 3000)) -->\n<system version=\"1\"/>"
    #expect(CollectivesXML.recognises(comment))
    for text in [
      HwlocFixture(name: "a").xml, "<systems/>", "system: 1", "", "<svg><system_a/></svg>",
    ] {
      #expect(!CollectivesXML.recognises(text), "\(text.prefix(40))")
    }
  }
}

import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

@Suite("tables of nvidia-smi topo -m") struct NvidiaTopologyTests {
  @Test(
    "the spacing of a paste does not matter", arguments: NvidiaFixture.all,
    NvidiaFixture.Spacing.allCases)
  func spacing(fixture: NvidiaFixture, spacing: NvidiaFixture.Spacing) throws {
    let text = fixture.with(spacing).text
    let plain = text.replacing("\u{1B}[4m", with: "").replacing("\u{1B}[0m", with: "")
    #expect(NvidiaTopologyTable.recognises(plain))
    let (machine, _) = try fixture.with(spacing).read()
    #expect(machine == (try fixture.read().machine))
    #expect(machine.gpus.count == fixture.gpus.count)
    let sound = machine.problems.filter { !["sockets", "cores_per_socket"].contains($0.key) }
    #expect(sound.isEmpty)
  }

  @Test(
    "links become a fabric of the right shape and rate",
    arguments: [
      (.hopper, .switched(gigabytesPerSecond: 450)), (.grace, .switched(gigabytesPerSecond: 900)),
      (.bare, .switched(gigabytesPerSecond: 450)), (.quad, .eachPair(gigabytesPerSecond: 100)),
      (.power, .pairs([.init(0, 1, gigabytesPerSecond: 40), .init(2, 3, gigabytesPerSecond: 40)])),
      (.empty, .eachPair(gigabytesPerSecond: 300)), (.gap, nil), (.single, nil),
    ] as [(NvidiaFixture, NodeTemplate.Fabric.Shape?)])
  func fabric(fixture: NvidiaFixture, shape: NodeTemplate.Fabric.Shape?) throws {
    let (machine, _) = try fixture.read()
    #expect(machine.fabrics.first?.shape == shape)
    #expect(machine.linkedDomains == machine.gpus.map(\.domain))
  }

  @Test(
    "a link moves what the generation of the model does",
    arguments: [
      ("Tesla P100-SXM2-16GB", 80, true), ("Tesla V100-SXM2-32GB", 100, true),
      ("NVIDIA A100-SXM4-40GB", 100, true), ("NVIDIA A800-SXM4-80GB", 100, true),
      ("NVIDIA H100 NVL", 100, true), ("NVIDIA H20", 100, true), ("NVIDIA H200", 100, true),
      ("NVIDIA GH200 480GB", 100, true), ("NVIDIA B200", 200, true), ("NVIDIA GB300", 200, true),
      ("NVIDIA RTX A6000", 56.25, true), ("NVIDIA A40", 56.25, true),
      ("NVIDIA GeForce RTX 3090", 56.25, true), ("NVIDIA A10", 100, false),
      ("NVIDIA RTX 6000 Ada Generation", 100, false), ("Rubin", 100, false),
    ] as [(String, Double, Bool)])
  func rates(model: String, gigabytes: Double, isKnown: Bool) throws {
    var fixture = NvidiaFixture.several
    fixture.link = { _, _ in "NV4" }
    fixture.around.before = NvidiaFixture.list(model, 2)
    let (machine, source) = try fixture.read()
    #expect(machine.links.map(\.gigabytesPerSecondPerDirection) == [gigabytes])
    #expect(source.notes.contains { $0.hasPrefix("25 GB/s in each") } == !isKnown)
    let rate = try #require(machine.sources.first { $0.figures == ["links"] })
    #expect(rate.source.hasPrefix("assumed") == !isKnown)
  }

  @Test("a cube of V100 keeps each pair's links: six a GPU, 150 GB/s in all")
  func cube() throws {
    let (machine, source) = try NvidiaFixture.cube.read()
    for gpu in 0..<8 {
      let links = machine.links.filter { $0.a == gpu || $0.b == gpu }
      #expect(links.reduce(0) { $0 + $1.gigabytesPerSecondPerDirection } == 150)
      #expect(links.count == 4)
    }
    #expect(machine.domains.map(\.count) == [8])
    #expect(machine.gpus.allSatisfy { $0.numa == nil && $0.memoryBytes == 16_000_000_000 })
    #expect(source.notes.contains("near CPUs 12-23,36-47: GPU4, GPU5, GPU6, GPU7"))
  }

  @Test(
    "the nearest NUMA node is read, and is unknown where it is not one",
    arguments: [
      (.hopper, [0, 0, 0, 0, 1, 1, 1, 1]), (.grace, [0, 0, 1, 1]), (.several, [nil, 1]),
      (.gap, [nil, nil, nil]), (.single, [nil]), (.empty, [nil, nil]), (.quad, [0, 1, 2, 3]),
      (.power, [nil, nil, nil, nil]),
    ] as [(NvidiaFixture, [Int?])])
  func numa(fixture: NvidiaFixture, nodes: [Int?]) throws {
    let (machine, _) = try fixture.read()
    #expect(machine.gpus.map(\.numa) == nodes)
  }

  @Test("the memory nodes of Grace machines are the GPUs', not the host's")
  func memoryNodes() throws {
    let (machine, _) = try NvidiaFixture.grace.read()
    #expect(machine.hostNUMANodes.map(\.osIndex) == [0, 1])
    #expect(
      machine.numaNodes.filter { $0.kind == .gpuMemory }.map(\.osIndex) == [2, 10, 18, 26])
  }

  @Test("the model comes from the list beside the table, the rate from the model")
  func models() throws {
    let (machine, source) = try NvidiaFixture.hopper.read()
    #expect(machine.gpus.allSatisfy { $0.model == "NVIDIA H100 80GB HBM3" })
    #expect(machine.gpus.allSatisfy { $0.accelerator == "h100" })
    #expect(!source.notes.contains { $0.hasPrefix("25 GB/s") })
    #expect(source.contradictions.isEmpty)
    let (bare, said) = try NvidiaFixture.bare.read()
    #expect(bare.gpus.allSatisfy { $0.accelerator == nil && $0.memoryBytes == 0 })
    #expect(said.notes.contains { $0.hasPrefix("25 GB/s in each direction were assumed") })
    #expect(bare.sources.contains { $0.figures == ["links"] && !$0.isVerified })
  }

  @Test("nvidia-smi's own box gives model, address and memory")
  func box() throws {
    var fixture = NvidiaFixture.several
    fixture.around.before = """
      +-----------------------------------------+------------------------+----------------------+
      |   0  NVIDIA H200                    On  |   00000000:1B:00.0 Off |                    0 |
      | N/A   29C    P0             72W /  700W |       4MiB / 143771MiB |      0%      Default |
      |   1  Tesla V100-SXM2...  Off  | 00000000:43:00.0 Off |                    0 |
      | N/A   31C    P0    40W / 300W |      0MiB / 16160MiB |      0%      Default |

      """
    let (machine, _) = try fixture.read()
    #expect(machine.gpus.map(\.model) == ["NVIDIA H200", "Tesla V100-SXM2..."])
    #expect(machine.gpus.map(\.pci) == ["0000:1b:00.0", "0000:43:00.0"])
    #expect(machine.gpus.map(\.memoryBytes) == [143_771 << 20, 16_160 << 20])
  }

  @Test(
    "columns that ran together are told apart",
    arguments: [
      ("GPU6\tGPU7\tNIC0\tNIC1\tCPU Affinity", "GPU6GPU7NIC0NIC1CPU Affinity"),
      ("CPU Affinity\tNUMA Affinity\tGPU NUMA ID", "CPU AffinityNUMA AffinityGPU NUMA ID"),
      ("NV18\tNV18", "NV18NV18"), ("PXB\tSYS", "PXBSYS"), ("GPU1\tNV18", "GPU1NV18"),
      ("SYS\tSYS", "SYSSYS"), ("\tGPU0", "\t[4mGPU0"), ("GPU NUMA ID", "GPU NUMA ID[0m"),
    ])
  func glued(apart: String, together: String) throws {
    let text = NvidiaFixture.hopper.text
    #expect(text.contains(apart))
    let (machine, _) = try readMachine(text.replacing(apart, with: together)) {
      input throws(Diagnostics) in try NvidiaTopologyTable.read(input)
    }
    #expect(machine == (try NvidiaFixture.hopper.read().machine))
  }

  @Test("adapters are named by the legend and left out, for want of a speed")
  func adapters() throws {
    let (machine, source) = try NvidiaFixture.hopper.read()
    #expect(machine.nics.isEmpty)
    #expect(
      source.notes.contains(
        "network adapters left out, because the table does not tell their speed: mlx5_4,"
          + " mlx5_bond_0"))
  }

  @Test(
    "what contradicts or is missing is told",
    arguments: [
      (.gap, "", "missing between the numbers of the table, hidden from the user or lost: GPU2"),
      (.several, "", "near several NUMA nodes alike, so that none was taken: GPU0"),
      (.lost, "", "GPUs have up to NV18 and fewer: links may be down"),
      (
        .bare, NvidiaFixture.list("NVIDIA H200", 7),
        "in the table, and not listed: GPU7; the table was taken"
      ),
      (
        .bare, NvidiaFixture.list("NVIDIA H200", 9),
        "listed, and not in the table: GPU8; the table was taken"
      ),
      (.bare, "  MIG 1g.10gb Device 0: (UUID: MIG-1)\n", "GPUs are cut into MIG instances"),
      (
        .bare, "\tGPU0\tGPU1\tCPU Affinity\nGPU0\t X \tSYS\t0-3\n",
        "another table, in line 10, was left out"
      ),
      (.quad, "", "the table knows no NUMA nodes"),
      (.bare, "$ nvidia-smi topo -mp\n", "nvidia-smi topo -mp shows no NVLinks"),
    ] as [(NvidiaFixture, String, String)])
  func told(fixture: NvidiaFixture, after: String, sentence: String) throws {
    var fixture = fixture
    fixture.around.after += after
    if fixture.name == NvidiaFixture.quad.name { fixture.affinity = { _ in ["0-15", "N/A"] } }
    let (_, source) = try fixture.read()
    let said = source.notes + source.contradictions
    #expect(said.contains { $0.contains(sentence) }, "\(said)")
  }

  @Test("a GPU whose CPUs are those of another node contradicts it")
  func nodes() throws {
    var fixture = NvidiaFixture.bare
    fixture.affinity = { ["0-31", $0 == 5 ? "1" : "0"] }
    let (machine, source) = try fixture.read()
    #expect(machine.gpus[5].numa == 1)
    #expect(
      source.contradictions == [
        "node.txt:7: GPU5 has the CPUs of GPU0 and NUMA node 1, not 0; the nodes were taken"
      ])
  }

  @Test("a table of peers before the other is passed over")
  func peers() throws {
    var fixture = NvidiaFixture.bare
    let devices = (0..<8).map { "GPU\($0)" }
    let rows = devices.indices.map { row in
      devices[row] + "\t" + devices.indices.map { $0 == row ? "X" : "OK" }.joined(separator: "\t")
    }
    fixture.around.before =
      " \t\(devices.joined(separator: "\t"))\t\n \(rows.joined(separator: "\t\n "))\t\n\n"
    let (machine, source) = try fixture.read()
    #expect(machine == (try NvidiaFixture.bare.read().machine))
    #expect(
      source.notes.contains("another table, in line 1, was left out: one text is one machine"))
  }

  @Test("only tables are recognised")
  func recognises() {
    for text in [
      "gpu0: 3\n", "GPU0 is hot\n", "name,gpus\nGPU0,8\n", "template: GPU0\n", "",
      "       GPU0   GPU1\nGPU0   0      15\nGPU1   15     0\n", "GPU0,GPU1\n1,2\n",
      "GPU 0: NVIDIA H100 (UUID: GPU-1)\n", "GPU0\t X \tNV18\n", "NodeName=GPU0 Gres=gpu:8\n",
    ] {
      #expect(!NvidiaTopologyTable.recognises(text), "\(text)")
    }
  }

  @Test("colour codes stay refused in every other text")
  func codes() throws {
    let text = "template: \u{1B}[4ma\u{1B}[0m\n"
    #expect(throws: Diagnostics.self) {
      try InputText(
        bytes: Array(text.utf8), file: "f", strippingTerminalCodesIf: NvidiaTopologyTable.recognises
      )
    }
  }
}

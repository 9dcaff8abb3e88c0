import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

@Suite("tables of nvidia-smi topo -m that are wrong") struct NvidiaRefusalTests {
  static let small = """
    \tGPU0\tGPU1\tGPU2\tCPU Affinity\tNUMA Affinity
    GPU0\t X \tNV4\tSYS\t0-3\t0
    GPU1\tNV4\t X \tSYS\t0-3\t0
    GPU2\tSYS\tSYS\t X \t4-7\t1

    """

  @Test(
    "every problem is told with its place",
    arguments: [
      (
        "GPU1\tNV4\t", "GPU1\tNV2\t",
        "node.txt:3:6: row GPU1, column GPU0: is not what row GPU0, column GPU1 says, NV4 (NV2);"
          + " copy the table again, whole"
      ),
      (
        "GPU2\tSYS\tSYS\t X \t4-7\t1\n", "",
        "node.txt:1:12: GPU2: has a column and no row; copy the table again, whole"
      ),
      (
        "\tGPU2\tCPU", "\tCPU",
        "node.txt:2:1: GPU0: has 3 links where the table has 2 columns; copy the table again,"
          + " whole"
      ),
      (
        "GPU2\tSYS\tSYS\t X ", "GPU2\tSYS\tSYS",
        "node.txt:4:1: GPU2: has 2 links where the table has 3 columns; copy the table again,"
          + " whole"
      ),
      (
        "GPU0\t X \tNV4", "GPU0\t X \tNV99",
        "node.txt:2:10: row GPU0, column GPU1: is no link that is known (NV99); use one of X, NV1"
          + " to NV18, PSB, PIX, PXB, PHB, NODE, SYS, SOC"
      ),
      (
        "GPU2\tSYS\tSYS", "GPU2\tSYS\tXYZ",
        "node.txt:4:10: row GPU2, column GPU1: is no link that is known (XYZ); use one of X, NV1"
          + " to NV18, PSB, PIX, PXB, PHB, NODE, SYS, SOC"
      ),
      (
        "GPU2\tSYS\tSYS\t X ", "GPU2\tSYS\tSYS\tPIX",
        "node.txt:4:14: row GPU2, column GPU2: is not X, the device itself (PIX); copy the table"
          + " again, whole"
      ),
      (
        "GPU1\tNV4\t X ", "GPU1\tX\t X ",
        "node.txt:3:6: row GPU1, column GPU0: is X, which is the device itself (X); copy the"
          + " table again, whole"
      ),
      (
        "GPU2\tSYS", "GPU1\tSYS",
        "node.txt:4:1: GPU1: has a second row; the first is in line 3; copy the table again, whole"
      ),
      (
        "GPU2\tSYS", "GPU7\tSYS",
        "node.txt:4:1: GPU7: has a row and no column; copy the table again, whole"
      ),
      (
        "\tGPU2\tCPU", "\tGPU1\tCPU",
        "node.txt:1:12: GPU1: names two columns; copy the table again, whole"
      ),
      (
        "4-7\t1", "7-4\t1",
        "node.txt:4:18: GPU2: is no list of numbers up to 65535 (7-4); copy the table again, whole"
      ),
      (
        "4-7\t1", "4-70000\t1",
        "node.txt:4:18: GPU2: is no list of numbers up to 65535 (4-70000); copy the table again,"
          + " whole"
      ),
      (
        "\tGPU0\tGPU1", "\tone\ttwo",
        "node.txt: holds no table of nvidia-smi topo -m; give what nvidia-smi topo -m prints,"
          + " with its line of column names"
      ),
    ])
  func refused(old: String, new: String, message: String) {
    let text = Self.small.replacing(old, with: new)
    #expect(text != Self.small)
    let messages = refusals(text) { input throws(Diagnostics) in
      try NvidiaTopologyTable.read(input)
    }
    #expect(messages.contains(message), "\(messages)")
  }

  @Test("the small table itself is sound")
  func sound() throws {
    let messages = refusals(Self.small) { input throws(Diagnostics) in
      try NvidiaTopologyTable.read(input)
    }
    #expect(messages.isEmpty)
  }

  @Test("adapters that disagree with a GPU contradict, and are not used anyway")
  func adapters() throws {
    let text = NvidiaFixture.hopper.text.replacing("NIC0\tPXB", with: "NIC0\tPHB")
    let (machine, source) = try readMachine(text) { input throws(Diagnostics) in
      try NvidiaTopologyTable.read(input)
    }
    #expect(machine == (try NvidiaFixture.hopper.read().machine))
    #expect(
      source.contradictions == [
        "node.txt:19:6: row NIC0, column GPU0 is PHB, row GPU0, column NIC0 is PXB; neither is used"
      ])
  }

  @Test("at most 20 problems are told")
  func many() {
    let text = NvidiaFixture.hopper.text.replacing("NV18", with: "NV77")
    let messages = refusals(text) { input throws(Diagnostics) in
      try NvidiaTopologyTable.read(input)
    }
    #expect(messages.count == 20)
  }

  static let large: [(String, String)] = [
    (small + String(repeating: "a", count: 2 << 20), "node.txt:5: a line longer than 1 MB"),
    (small + String(repeating: "a\n", count: 5 << 20), "node.txt: is larger than 8 MB"),
    ("GPU0 " + String(repeating: "GPU", count: 300_000) + "\n", "node.txt: holds no table"),
    (
      (0..<5000).map { "GPU\($0)" }.joined(separator: "\t") + "\tCPU Affinity\n",
      "node.txt: holds no table"
    ),
    (
      (0..<500).map { "GPU\($0)" }.joined(separator: "\t") + "\tCPU Affinity\n",
      "node.txt:1:1: GPU0: has a column and no row"
    ),
    (
      small.replacing("4-7", with: String(repeating: "0-65535,", count: 100_000)),
      "node.txt:4:18: GPU2: is no list of numbers"
    ),
    (
      small + String(repeating: "GPU0\tX\n", count: 250_000),
      "node.txt:5:1: GPU0: has a second row"
    ),
    (
      "\u{1B}[4m\tGPU0\tCPU Affinity\n" + String(repeating: "\u{1B}[", count: 1 << 20),
      "node.txt:2:1: holds a control character"
    ),
    (
      NvidiaFixture(
        name: "500 GPUs", gpus: Array(0..<500), link: { $0 + $1 > 900 ? "SYS" : "NV18" },
        affinity: { ["0-65535", "\($0)", $0 == 499 ? "X" : "N/A"] }
      ).text, "node.txt:501:2422: GPU499: is no list of numbers up to 65535 (X)"
    ),
  ]

  @Test("size is refused in time", arguments: 0..<large.count)
  func size(row: Int) {
    let (text, beginning) = Self.large[row]
    let start = processorSeconds()
    let messages = refusals(text) { input throws(Diagnostics) in
      try NvidiaTopologyTable.read(input)
    }
    #expect(processorSeconds() - start < 2)
    #expect(messages.first?.hasPrefix(beginning) ?? false, "\(messages.first ?? "nothing")")
  }

  @Test("seeded changes anywhere never stop the program", arguments: NvidiaFixture.all)
  func mutated(fixture: NvidiaFixture) {
    for seed in 0..<60 {
      let bytes = Mutation.of(fixture.text, seed: UInt64(seed), signs: "&9,-XN0/\t\n\u{1B} G")
      let text = String(decoding: bytes, as: UTF8.self)
      let messages = refusals(text) { input throws(Diagnostics) in
        try soundReading(NvidiaTopologyTable.read(input))
      }
      #expect(messages.count <= 20)
      #expect(messages.allSatisfy { $0.hasPrefix("node.txt") && $0.contains("; ") })
    }
  }
}

/// The reading itself, whose machine must hold together, whatever text it is of.
func soundReading(_ reading: TopologyReading) -> TopologyReading {
  if case .template(let machine) = reading.file {
    let unsound = machine.problems.filter { !["sockets", "cores_per_socket"].contains($0.key) }
    #expect(unsound.isEmpty)
    // Links of unknown rate are in no fabric and join GPUs nevertheless.
    for domain in Set(machine.linkedDomains.compactMap(\.self)) {
      let members = machine.gpus.indices.filter { machine.linkedDomains[$0] == domain }
      #expect(Set(members.map { machine.gpus[$0].domain }).count == 1)
      #expect(members.allSatisfy { machine.gpus[$0].domain != nil })
    }
  }
  return reading
}

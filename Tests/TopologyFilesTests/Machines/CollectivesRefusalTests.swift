import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

@Suite("XML of NCCL that is wrong") struct CollectivesRefusalTests {
  @Test(
    "every problem is told with its place",
    arguments: [
      (
        "busid=\"0000:2b:00.0\"", "busid=\"nowhere\"",
        "node.xml:16:7: busid: is no address of the PCI bus (nowhere); write"
          + " domain:bus:device.function, as in 0000:1b:00.0"
      ),
      (
        "busid=\"0000:2b:00.0\"", "busid=\"0000:1b:00.0\"",
        "node.xml:16:7: busid: is the address of the GPU of line 4 too (0000:1b:00.0); give each"
          + " GPU its own"
      ),
      (
        "numaid=\"0\"", "numaid=\"one\"",
        "node.xml:2:3: numaid: is not a whole number from -1 to 65535 (one); give the system's"
          + " number of the NUMA node"
      ),
      (
        "affinity=\"0", "affinity=\"x",
        "node.xml:2:3: affinity: is no mask of logical CPUs (x0000000,0000ffff,0000ffff); write"
          + " groups of hexadecimal digits, as in 0000ffff,0000ffff"
      ),
      (
        "count=\"2\"", "count=\"-2\"",
        "node.xml:6:11: count: is not a whole number from 1 to 64 (-2); give the number of links"
      ),
      (
        "tclass=\"0x068000\"", "tclass=\"switch\"",
        "node.xml:6:11: tclass: is not hexadecimal (switch); write it as in 0x030200"
      ),
      (
        "target=\"0000:c4:00.0\" count=\"2\" tclass=\"0x068000\"",
        "target=\"GPU3\" count=\"2\" tclass=\"0x030200\"",
        "node.xml:6:11: target: is no address of the PCI bus (GPU3); write"
          + " domain:bus:device.function, as in 0000:1b:00.0"
      ),
      (
        "<gpu dev=\"0\"", "<gpu dev=\"0\"><nic/></gpu><gpu dev=\"0\"",
        "node.xml:5:22: <nic> where it cannot be; write the file again with NCCL_TOPO_DUMP_FILE"
      ),
      (
        "<system", "<graphs",
        "node.xml:1:1: holds the rings and trees that NCCL found, not the"
          + " machine; give the file of NCCL_TOPO_DUMP_FILE, not that of NCCL_GRAPH_DUMP_FILE"
      ),
      (
        "<system", "<topology",
        "node.xml:1:1: is XML of another kind; give a file that NCCL_TOPO_DUMP_FILE wrote"
      ),
    ])
  func refused(old: String, new: String, message: String) throws {
    let good = CollectivesFixture.ampere.xml
    let range = try #require(good.firstRange(of: old))
    var text = good.replacingCharacters(in: range, with: new)
    if old == "<system" { text = text.replacing("</system", with: "</" + new.dropFirst()) }
    let messages = refusals(text, file: "node.xml") { input throws(Diagnostics) in
      try CollectivesXML.read(input)
    }
    #expect(messages.contains(message), "\(messages)")
  }

  static let hostile: [(String, String)] = [
    (
      "<!DOCTYPE s [<!ENTITY a \"aa\">]><system/>",
      "node.xml:1:13: DTD entities and other declarations inside the file are not accepted;"
    ),
    (
      "<system version=\"1\"><cpu>",
      "node.xml:1:26: the file ends before <cpu> of line 1 is closed; export or copy it again"
    ),
    (
      "<system><cpu></system></cpu>",
      "node.xml:1:14: </system> stands where <cpu> of line 1 is open; write the file again with"
        + " NCCL_TOPO_DUMP_FILE"
    ),
    ("<!-- a -->", "node.xml:1:11: there is no XML element in it; give a file that NCCL_TOPO"),
    ("<system version=\"1\"/>", "node.xml: holds no GPU; write the file with NCCL_TOPO_DUMP_FILE"),
    (
      "<system><cpu numaid=\"0\"><pci busid=\"0000:00:16.0\"/></cpu></system>",
      "node.xml: holds no GPU that can be told: PCI functions without a class are 1; write the file"
    ),
    (
      "<system>" + String(repeating: "<pci busid=\"0000:00:00.0\">", count: 100_000),
      "node.xml:1:3311: is nested deeper than 128 levels; write the file again"
    ),
    (
      "<system>" + String(repeating: "<cpu host_hash=\"0x1\"/>", count: 399_000) + "</system>",
      "node.xml: is larger than 8 MB"
    ),
    (
      "<system>"
        + (0..<100_000).map { "<cpu host_hash=\"\($0)\" affinity=\"ff\"/>" }.joined()
        + "</system>", "node.xml: holds no GPU"
    ),
    (
      "<system><cpu affinity=\"" + String(repeating: "ffffffff,", count: 7000) + "\"/></system>",
      "node.xml:1:9: affinity: is no mask of logical CPUs"
    ),
    (
      "<system><cpu>"
        + String(
          repeating: "<pci busid=\"0000:00:00.0\" class=\"0x030200\"/>", count: 100_000)
        + "</cpu></system>", "node.xml:1:58: busid: is the address of the GPU of line 1 too"
    ),
    (
      "<system><cpu>"
        + (0..<2000).map {
          "<pci busid=\"\(String($0, radix: 16)):00:00.0\" class=\"0x030200\"><gpu/></pci>"
        }.joined() + "</cpu></system>", "node.xml:1:"
    ),
  ]

  @Test("hostile text is refused in time", arguments: 0..<hostile.count)
  func inTime(row: Int) {
    let (text, beginning) = Self.hostile[row]
    let start = processorSeconds()
    let messages = refusals(text, file: "node.xml") { input throws(Diagnostics) in
      try CollectivesXML.read(input)
    }
    #expect(processorSeconds() - start < 2)
    #expect(messages.first?.hasPrefix(beginning) ?? false, "\(messages.first ?? "nothing")")
    #expect(messages.count <= 20)
  }

  @Test("seeded changes anywhere never stop the program", arguments: CollectivesFixture.all)
  func mutated(fixture: CollectivesFixture) {
    for seed in 0..<80 {
      let bytes = Mutation.of(fixture.xml, seed: UInt64(seed), signs: "<>\"&9,-XN0/\t\n G")
      let text = String(decoding: bytes, as: UTF8.self)
      let messages = refusals(text, file: "node.xml") { input throws(Diagnostics) in
        try soundReading(CollectivesXML.read(input))
      }
      #expect(messages.count <= 20)
      #expect(messages.allSatisfy { $0.hasPrefix("node.xml") && $0.contains("; ") })
    }
  }
}

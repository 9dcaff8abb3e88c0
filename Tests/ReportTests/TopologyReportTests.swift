import Foundation
import Report
import Testing
import Topology
import TopologyCatalog
import TopologyFiles

@Suite("topology reports") struct TopologyReportTests {
  @Test("no line is wider than the terminal", arguments: TopologyCatalog.entries.map(\.name))
  func width(name: String) throws {
    let report = TerminalTopology(try TopologyCatalog.find(name).file)
    for line in (report.text + report.slots).split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test("what is unverified is said")
  func unverified() throws {
    let text = TerminalTopology(try TopologyCatalog.find("imbue-10k").file).text
    #expect(text.contains("1,250 nodes · 10,000 GPUs"))
    #expect(text.contains("UNVERIFIED imbue-10k nodes: Epoch AI"))
    #expect(!text.contains("UNVERIFIED dgx-h100"))
  }

  @Test("slots say what a job lies in")
  func slots() throws {
    let file = try TopologyCatalog.find("gb200-nvl72-8racks").file
    #expect(
      TerminalTopology(file, sizes: [4, 64, 128]).slots.split(separator: "\n").dropFirst() == [
        "   SLOTS  jobs at once                 GPUs left over  jobs if a node fails",
        "  4 GPUs           128  in one node                 0                   128",
        " 64 GPUs             8  in one domain               0                     8",
        "128 GPUs             4  anywhere                    0                     4",
        "gb200: 128 nodes (512 GPUs) can be given out, 128 nodes (512 GPUs) whichever",
        "  node fails, and 112 nodes (448 GPUs) whichever domain does",
      ])
  }

  @Test("the document has the promised keys and numbers")
  func document() throws {
    let file = try TopologyCatalog.find("gb200-nvl72-8racks").file
    let document = TopologyDocument(
      file, sizes: [8, 64], version: "1",
      inputs: [.init(builtin: "gb200-nvl72-8racks", sha256: "00")])
    let text = try document.json()
    #expect(try JSONDecoder().decode(TopologyDocument.self, from: Data(text.utf8)) == document)
    #expect(document.schema == "fulcrum.topology/1")
    #expect(document.totals.nodes == 144)
    #expect(document.totals.numaNodes == 288)
    #expect(document.totals.gpus == 576)
    #expect(document.totals.cores == 144 * 144)
    #expect(document.domains.count == 8)
    #expect(document.domains.gpus == 72)
    #expect(document.domains.usable == 64)
    #expect(document.slots.map(\.count) == [64, 8])
    #expect(document.clusters.first?.pools.first?.units == 128)
    #expect(document.clusters.first?.pools.first?.spare == 16)
    #expect(document.templates.first?.links.count == 6)
    for key in [
      "numa_nodes", "memory_bytes", "gbytes_per_second_per_direction", "contradictions", "h100e",
      "nodes_per_domain", "verified",
    ] {
      #expect(text.contains("\"\(key)\""), "\(key)")
    }
  }

  @Test("a machine is counted as one node, without a cluster")
  func machine() throws {
    let document = TopologyDocument(
      try TopologyCatalog.find("aurora-pvc").file, sizes: [6], version: "1", inputs: [])
    #expect(document.clusters.isEmpty)
    #expect(document.totals.nodes == 1)
    #expect(document.totals.numaNodes == 2)
    #expect(document.totals.memoryBytes == (1_024 + 128) * 1_000_000_000)
    #expect(document.totals.gpuMemoryBytes == 768 * 1_000_000_000)
    #expect(document.slots.map(\.count) == [1])
  }

  @Test("the listing has every entry once, in 80 columns")
  func listing() throws {
    let files = try TopologyCatalog.entries.map { try $0.read() }
    let lines = CatalogueListing(files).text.split(separator: "\n").map(String.init)
    for entry in TopologyCatalog.entries {
      #expect(lines.count { $0.prefix { $0 != " " } == entry.name } == 1)
    }
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(try CatalogueListing(files).json().contains("fulcrum.catalogue/1"))
  }
}

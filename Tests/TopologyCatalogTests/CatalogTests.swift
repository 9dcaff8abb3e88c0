import Documents
import Foundation
import Testing
import Topology
import TopologyCatalog
import TopologyFiles

@Suite("catalogue") struct CatalogTests {
  @Test("every file is in the table, under its name")
  func complete() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    for (folder, kind) in [
      ("machines", TopologyCatalog.Kind.template), ("clusters", TopologyCatalog.Kind.cluster),
    ] {
      let files = try FileManager.default.contentsOfDirectory(
        atPath: root.appendingPathComponent("Topologies/\(folder)").path)
      let names = files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
      #expect(TopologyCatalog.entries.filter { $0.kind == kind }.map(\.name) == names)
      #expect(names.count == files.count)
    }
  }

  @Test("every entry reads without a problem", arguments: TopologyCatalog.entries.map(\.name))
  func reads(name: String) throws {
    let entry = try #require(TopologyCatalog.entry(named: name))
    let file = try entry.read()
    #expect(file.id == name)
    switch file {
    case .template(let template):
      #expect(entry.kind == .template)
      #expect(template.problems == [])
      #expect(template.h100e != nil)
      let given =
        ["sockets", "cores", "numa", "memory", "gpus"] + (template.fabrics.isEmpty ? [] : ["links"])
        + (template.nics.isEmpty ? [] : ["nics"])
      #expect(template.sources.flatMap(\.figures).sorted() == given.sorted())
    case .cluster(let cluster):
      #expect(entry.kind == .cluster)
      #expect(cluster.problems == [])
      #expect(cluster.sources.contains { $0.figures.contains("nodes") })
    }
  }

  @Test(
    "every entry comes back from what is written", arguments: TopologyCatalog.entries.map(\.name))
  func roundTrip(name: String) throws {
    let file = try #require(TopologyCatalog.entry(named: name)).read()
    switch file {
    case .template(let template):
      let text = try InputText(template.yaml, file: "t.yaml")
      #expect(try TopologyFile(yaml: text) == file)
    case .cluster(let cluster):
      let short = try InputText(cluster.yaml(shelf: TopologyCatalog.shelf), file: "c.yaml")
      #expect(try TopologyFile(yaml: short, shelf: TopologyCatalog.shelf) == file)
      let whole = try InputText(cluster.yaml(), file: "c.yaml")
      #expect(try TopologyFile(yaml: whole) == file)
    }
  }

  @Test(
    "GPUs as published",
    arguments: [
      ("imbue-10k", 10_000), ("imbue-70b", 4_088), ("meta-100k", 100_000),
      ("xai-colossus", 100_000), ("tesla-cortex", 50_000), ("oracle-h200", 65_536),
      ("azure-eagle", 14_400), ("isambard-ai", 5_448), ("jupiter", 23_536), ("alps", 10_752),
      ("frontier", 75_264), ("el-capitan", 44_544), ("aurora", 63_744), ("princeton-della", 296),
      ("dgx-superpod-127", 1_016), ("gb200-nvl72-8racks", 576), ("summit", 27_648),
    ])
  func published(name: String, gpus: Int) throws {
    let entry = try #require(TopologyCatalog.entry(named: name))
    guard case .cluster(let cluster) = try entry.read() else {
      Issue.record("\(name) is no cluster")
      return
    }
    #expect(cluster.gpus == gpus)
  }

  @Test("cards, not dies, are what is published for Frontier")
  func frontier() throws {
    guard case .cluster(let cluster) = try TopologyCatalog.find("frontier").file else { return }
    #expect(cluster.cards == 37_632)
    #expect(try #require(cluster.h100e).isNear(37_632 * 383 / 989))
  }

  @Test("the memory that cores and GPU share counts once")
  func sharedMemory() throws {
    guard case .template(let template) = try TopologyCatalog.find("elcap-mi300a").file else {
      return
    }
    #expect(template.memoryBytes == 512_000_000_000)
    #expect(template.gpuMemoryBytes == 512_000_000_000)
  }

  @Test(
    "an unknown name comes with the nearest ones",
    arguments: [
      ("imbue-1k", "did you mean imbue-10k?"), ("frontierr", "did you mean frontier?"),
      ("gb200", "did you mean gb200-nvl72-tray, gb200-nvl72-8racks?"),
      ("zzz", "see fulcrum topology list, or give a path"),
    ])
  func unknown(name: String, remedy: String) throws {
    let error = #expect(throws: Diagnostics.self) { try TopologyCatalog.find(name) }
    let problem = try #require(error?.problems.first)
    #expect(problem.remedy.hasPrefix(remedy.replacing("?", with: "")))
    #expect(problem.kind == .badInput)
  }
}

extension Double {
  fileprivate func isNear(_ other: Double) -> Bool { abs(self - other) <= 1e-9 * abs(other) }
}

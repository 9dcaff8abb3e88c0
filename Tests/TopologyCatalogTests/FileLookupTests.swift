import Documents
import Foundation
import Testing
import Topology
import TopologyCatalog
import TopologyFiles

@Suite("files that a user names") struct FileLookupTests {
  private static let nodes = "ClusterName=c\nNodeName=n[1-8] Gres=gpu:h100:8\n"
  private static let switches = """
    SwitchName=l1 Nodes=n[1-4]
    SwitchName=l2 Nodes=n[5-8]
    SwitchName=s Switches=l[1-2]
    """

  /// A folder with a slurm.conf and its topology.conf, gone afterwards.
  private static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fulcrum-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try nodes.write(
      to: folder.appendingPathComponent("slurm.conf"), atomically: true, encoding: .utf8)
    try switches.write(
      to: folder.appendingPathComponent("topology.conf"), atomically: true, encoding: .utf8)
    try body(folder.path)
  }

  @Test("a file named beside the one that brings it is read once")
  func once() throws {
    try Self.withFolder { folder in
      let files = ["\(folder)/slurm.conf", "\(folder)/topology.conf"]
      let alone = try TopologyCatalog.find([folder + "/"])
      #expect(alone.inputs.map(\.file) == files)
      for names in [files, files.reversed(), [folder + "/", "\(folder)/./topology.conf"]] {
        let found = try TopologyCatalog.find(names)
        #expect(Set(found.inputs.map(\.text)) == Set(alone.inputs.map(\.text)))
        #expect(found.inputs.count == 2)
        #expect(found.reading.sources.flatMap(\.contradictions).isEmpty)
        guard case .cluster(let cluster) = found.file else { return }
        #expect(cluster.nodes == 8 && cluster.pools[0].tiers.map(\.nodes) == [4, 8])
      }
    }
  }

  @Test("a file that is there but cannot be read is not called unknown")
  func unreadable() throws {
    try Self.withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/gres.conf", withIntermediateDirectories: true)
      let error = #expect(throws: Diagnostics.self) { try TopologyCatalog.find(folder) }
      #expect(error?.problems.first?.location.file == "\(folder)/gres.conf")
    }
  }

  @Test(
    "machines that do not fit their pool are refused",
    arguments: [
      (["gb200-nvl72-8racks", "gb200=gh200-quad"], "its GPUs are gb200, and those of machine"),
      (["gb200-nvl72-8racks", "gb200=dgx-h100"], "its nodes have 4 GPUs, and machine dgx-h100"),
      (["imbue-10k", "h100=dgx-h100", "h100=dgx-h200"], "is a second machine for pool h100"),
    ])
  func misfits(names: [String], problem: String) {
    let error = #expect(throws: Diagnostics.self) { try TopologyCatalog.find(names) }
    #expect(error?.problems.first?.problem.hasPrefix(problem) ?? false)
  }
}

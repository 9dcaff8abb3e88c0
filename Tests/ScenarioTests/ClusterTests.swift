import Choice
import Documents
import Foundation
import Scenario
import Testing
import Topology

@Suite("clusters by name, by file, and another main one") struct ClusterTests {
  static func lab(_ cluster: String) throws(Diagnostics) -> Scenario {
    try Scenario(.lab, overrides: [.init(path: Scenario.Override.clusterPath, value: cluster)])
  }

  @Test("a cluster of the catalogue brings its pools, racks and size")
  func named() throws {
    var small = SmallScenario()
    small.replace(
      "bay: {accelerator: h100, nodes: 10, spare_nodes: 1}", with: "bay: {cluster: imbue-10k}",
      in: "scenario.yaml")
    let scenario = try small.read()
    #expect(scenario.clusters[0].origin == "imbue-10k")
    #expect(scenario.pools.map(\.id) == ["h100"])
    #expect((scenario.pools[0].capacity, scenario.pools[0].gpusPerUnit) == (1250, 8))
    #expect(scenario.weighedCluster.h100e == 10_000)
    #expect(scenario.inputs.last?.path == "catalogue:imbue-10k")
    #expect(scenario.inputs.last?.isBuiltin == true)
  }

  @Test("counts of the scenario go before those of the cluster's own file")
  func counts() throws {
    var small = SmallScenario()
    small.replace(
      "bay: {accelerator: h100, nodes: 10, spare_nodes: 1}",
      with: "bay: {cluster: imbue-10k, spare_nodes: 50, failed_nodes: 2, pool: big}",
      in: "scenario.yaml")
    small.replace("  h100: {rent_per_gpu_hour: 2.35}", with: "  big: {}", in: "scenario.yaml")
    let scenario = try small.read()
    #expect((scenario.pools[0].id, scenario.pools[0].capacity) == ("big", 1198))
    #expect(scenario.weighedCluster.h100e == 9984)
  }

  @Test("nodes of a machine, from the catalogue or from a file beside the scenario")
  func machines() throws {
    var small = SmallScenario()
    small.replace(
      "bay: {accelerator: h100, nodes: 10, spare_nodes: 1}",
      with: "bay: {machine: dgx-h100, nodes: 9, nodes_per_rack: 4}", in: "scenario.yaml")
    let scenario = try small.read()
    #expect((scenario.pools[0].id, scenario.pools[0].capacity) == ("h100", 9))
    #expect(scenario.pools[0].geometry.placementGroup == ("rack", NodeGroups(of: 4)))
  }

  @Test(
    "what is wrong with a cluster is said at its place",
    arguments: [
      (
        "{cluster: imbue-10}",
        "clusters.bay.cluster: is neither a name of the catalogue nor a file (imbue-10)"
      ),
      ("{cluster: dgx-h100}", "clusters.bay.cluster: is a machine, not a cluster (dgx-h100)"),
      (
        "{machine: imbue-10k, nodes: 4}",
        "clusters.bay.machine: is a cluster, not a machine (imbue-10k)"
      ),
      ("{machine: dgx-h100}", "clusters.bay.nodes: is missing"),
      ("{cluster: no/such.yaml}", "no/such.yaml: there is no such file"),
      ("{cluster: imbue-10k, nodes: 1, spare_nodes: 2}", "clusters.bay.nodes: is fewer than"),
    ])
  func refused(cluster: String, message: String) {
    var small = SmallScenario()
    small.replace(
      "{accelerator: h100, nodes: 10, spare_nodes: 1}", with: cluster, in: "scenario.yaml")
    let error = #expect(throws: Diagnostics.self) { try small.read() }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("another main cluster with the same accelerator keeps pools, grants and packages")
  func sameAccelerator() throws {
    let (before, after) = (try Scenario(.lab), try Self.lab("imbue-10k"))
    #expect(after.pools.map(\.id) == before.pools.map(\.id))
    #expect(after.pools.map(\.capacity) == [62, 1250])
    #expect(after.teams == before.teams)
    #expect(after.candidates == before.candidates)
    #expect(after.weighedCluster.h100e == 10_000)
    #expect(after.notes.isEmpty)
    #expect(after.pools[1].rentPerGPUHour == before.pools[1].rentPerGPUHour)
  }

  @Test("grants and floors of a pool that it lacks move in H100-equivalents, rounded down")
  func otherAccelerator() throws {
    let (before, after) = (try Scenario(.lab), try Self.lab("gb200-nvl72-8racks"))
    #expect(after.pools.map(\.id) == ["a100", "gb200"])
    let gb200 = after.pools[1]
    #expect((gb200.capacity, gb200.gpusPerUnit) == (128, 4))
    #expect(after.notes.count == 1)
    for (old, new) in zip(before.teams, after.teams) {
      for (was, became) in [
        (old.current, new.current), (old.floor, new.floor),
        (old.ceiling.map { $0 ?? -1 }, new.ceiling.map { $0 ?? -1 }),
      ] {
        #expect(became[0] == was[0])
        #expect(Double(became[1]) * gb200.h100ePerUnit <= Double(was[1]) * 8 + 1e-6)
        #expect(Double(became[1] + 1) * gb200.h100ePerUnit > Double(was[1]) * 8)
      }
    }
    for candidate in after.candidates {
      #expect(Set(candidate.packages.map(\.id)).count == candidate.packages.count)
      for package in candidate.packages {
        guard let pool = package.pool else { continue }
        #expect(package.guaranteedGPUs == package.units * after.pools[pool].gpusPerUnit)
        #expect(package.units > 0)
        #expect(package.alternative.guaranteedGPUs == package.guaranteedH100e)
      }
    }
  }

  @Test("a pool that stays keeps its efficiency when another one's grants move into it")
  func efficiency() throws {
    let folder = NSTemporaryDirectory() + "fulcrum-lab-\(UInt64.random(in: 0 ... .max))/"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cluster = """
      cluster: two
      pools:
        gb200: {template: gb200-nvl72-tray, nodes: 64}
        h100: {template: dgx-h100, nodes: 127}
      """
    try AtomicFile.write(cluster, to: folder + "two.yaml")
    for file in BuiltinScenario.lab.files {
      let text = file.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.hasPrefix("  bay-1:")
          ? "  bay-1: {main: true, cluster: two.yaml}"
          : file.name != "teams.csv" || line.isEmpty
            ? String(line)
            : line + (line.hasPrefix("id,") ? ",efficiency.gb200,efficiency.h100" : ",1.2,0.7")
      }
      try AtomicFile.write(text.joined(separator: "\n"), to: folder + file.name)
    }
    let after = try Scenario(
      readingFrom: folder,
      overrides: [.init(path: Scenario.Override.clusterPath, value: "gb200-nvl72-8racks")])
    #expect(after.pools.map(\.id) == ["a100", "gb200"])
    for team in after.teams { #expect(team.efficiency[1] == 1.2, "\(team.id)") }
  }

  @Test("a further pool of the new cluster is open to every team")
  func furtherPool() throws {
    let file = NSTemporaryDirectory() + "fulcrum-two-\(UInt64.random(in: 0 ... .max)).yaml"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let cluster = """
      cluster: two
      pools:
        gb200: {template: gb200-nvl72-tray, nodes: 64}
        h100: {template: dgx-h100, nodes: 127}
      """
    try AtomicFile.write(cluster, to: file)
    let after = try Self.lab(file)
    #expect(after.pools.map(\.id) == ["a100", "gb200", "h100"])
    for team in after.teams {
      #expect((team.current[1], team.floor[1], team.ceiling[1]) == (0, 0, nil), "\(team.id)")
    }
  }

  @Test("an unknown name, a machine, and a file that is not there are refused")
  func unknown() {
    for (text, message) in [
      ("imbue-10kk", "--cluster: is neither a name of the catalogue nor a file (imbue-10kk)"),
      ("dgx-h100", "--cluster: is a machine, not a cluster (dgx-h100)"),
      ("no/such.yaml", "no/such.yaml: there is no such file"),
    ] {
      let error = #expect(throws: Diagnostics.self) { try Self.lab(text) }
      #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }
  }
}

import Foundation
import Fulcrum
import ScenarioFixtures
import Testing

@Suite("Plans on clusters of other tools' files, as a process")
struct TopologyPlanTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["plans", "elsewhere"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: true)
    }
  }

  /// A cluster that a scenario names, and what a plan on it has to hold.
  struct Site: Sendable, CustomTestStringConvertible {
    /// Under `cluster:`, relative to the scenario.
    var named: String
    var files: [(name: String, text: String)]
    var inputs: [String]
    /// Nodes that work.
    var units: Double
    /// The one that does not.
    var failed: String
    /// A part of the note on what contradicts, as it must stand once.
    var contradiction: String
    /// A change of one byte of one file.
    var change: (file: String, old: String, new: String)

    var testDescription: String { named }

    static let slurm = Site(
      named: "[slurm, dgx-h100]", files: TopologyExample.slurm.files,
      inputs: ["slurm/slurm.conf", "slurm/gres.conf", "slurm/topology.conf", "dgx-h100"],
      units: 11, failed: "gpu005",
      contradiction: "speaks of gpu099, which slurm.conf does not list",
      change: ("slurm/gres.conf", "gpu[099]", "gpu[098]"))

    static let kubernetes = Site(
      named: "k8s.json", files: TopologyExample.kubernetes.files, inputs: ["k8s.json"], units: 5,
      failed: "n6", contradiction: "the labels of n3 say 8 GPUs, its capacity 7",
      change: ("k8s.json", "\"status\": \"False\"", "\"status\": \"False\" "))

    static let all = [slurm, kubernetes]
  }

  // The hospital with the clinic on a site.
  private func write(_ site: Site, to name: String) throws {
    var files = ScenarioFiles.bareHospital
    files.yaml = files.yaml.replacing(
      "{accelerator: h100, nodes: 8}", with: "{cluster: \(site.named)}")
    try files.write(to: folder.path(name))
    try writeFiles(of: site, to: name)
  }

  private func writeFiles(of site: Site, to name: String) throws {
    for file in site.files {
      let path = URL(fileURLWithPath: folder.path("\(name)/\(file.name)"))
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.text.utf8).write(to: path)
    }
  }

  private func plan(
    _ arguments: String..., to file: String, in place: String = ""
  ) throws -> JSONValue {
    let run = try ProgramRun(
      ["plan"] + arguments + ["--format", "json", "-o", folder.path(file)],
      in: folder.path(place))
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    return try JSONValue(folder.text(of: file))
  }

  private func verify(_ file: String) throws -> [Int32] {
    let runs = try [
      (file, ""), ("../" + file, "elsewhere"), (folder.path(file), "/"),
    ].map { path, place in
      try ProgramRun(["verify", path], in: place == "/" ? place : folder.path(place))
    }
    for run in runs where run.code != 0 { print(run.output, run.errors) }
    return runs.map(\.code)
  }

  @Test(
    "every file read is an input, nodes that are out are not given, the plan verifies anywhere",
    arguments: Site.all)
  func scenario(site: Site) throws {
    try write(site, to: "s")
    let document = try plan("s", to: "plans/p.json")
    let inputs = document["inputs"]?.list ?? []
    let paths = inputs.compactMap { $0["path"]?.text ?? $0["builtin"]?.text }
    #expect(
      paths.dropFirst(4)
        == ArraySlice(site.inputs.map { $0.contains(".") ? "../s/\($0)" : "catalogue:\($0)" }))
    let pool = document["resources"]?.list?.first { $0["kind"] == .text("pool") }
    #expect(pool?["capacity"] == .number(site.units))
    let units = (document["teams"]?.list ?? []).flatMap { $0["granted"]?.list ?? [] }
      .compactMap { grant in if case .number(let units) = grant["units"] { units } else { nil } }
    #expect(units.count > 1 && units.reduce(0, +) <= site.units, "\(units)")
    // The nodes by name: each to one team at most, and none that is out.
    let placements = (document["teams"]?.list ?? []).flatMap { $0["placement"]?.list ?? [] }
    let names = try placements.compactMap { $0["hosts"]?.text }.flatMap { try HostNames($0).names }
    #expect(names.count == Int(units.reduce(0, +)) && Set(names).count == names.count)
    #expect(!names.contains(site.failed) && !names.isEmpty, "\(names)")
    let notes = (document["notes"]?.list ?? []).compactMap(\.text)
    #expect(notes.count { $0.contains(site.contradiction) } == 1, "\(notes)")
    #expect(notes.allSatisfy { !$0.contains("/s/") && !$0.contains("s/slurm") }, "\(notes)")
    #expect(Set(notes).count == notes.count)
    #expect(try verify("plans/p.json") == [0, 0, 0])

    let changed = "s/\(site.change.file)"
    let old = try folder.text(of: changed)
    try folder.write(
      old.replacing(site.change.old, with: site.change.new, maxReplacements: 1), to: changed)
    #expect(try folder.text(of: changed) != old)
    #expect(try verify("plans/p.json") == [65, 65, 65])
    try folder.write(old, to: changed)
    #expect(try verify("plans/p.json") == [0, 0, 0])
    try FileManager.default.removeItem(atPath: folder.path(changed))
    #expect(try verify("plans/p.json").allSatisfy { $0 == 65 || $0 == 66 })
  }

  @Test("a file that comes beside the others later is found out")
  func more() throws {
    try write(.slurm, to: "s")
    _ = try plan("s", to: "plans/p.json")
    try folder.write(
      "- topology: flat\n  cluster_default: true\n  flat: true\n", to: "s/slurm/topology.yaml")
    #expect(try verify("plans/p.json") == [65, 65, 65])
  }

  @Test(
    "--cluster takes a folder, files and a machine, and the plan verifies anywhere",
    arguments: [
      ("slurm,dgx-h100", 11.0), ("./slurm,dgx-h100", 11), ("slurm,h100=dgx-h100", 11),
      ("slurm/slurm.conf,dgx-h100", 11), ("k8s.json", 5), ("k8s.json,kueue.yaml", 5),
    ], ["plans/p.json", "p.json"])
  func option(named: (names: String, units: Double), file: String) throws {
    try ScenarioFiles.bareHospital.write(to: folder.path("s"))
    for example in [TopologyExample.slurm, .kueue] { try example.write(to: folder) }
    let document = try plan("s", "--cluster", named.names, to: file)
    let pool = document["resources"]?.list?.first { $0["kind"] == .text("pool") }
    #expect(pool?["capacity"] == .number(named.units))
    #expect(try verify(file) == [0, 0, 0])
  }

  @Test("a scenario on a base takes its cluster from there, or files of its own")
  func base() throws {
    try write(.slurm, to: "s")
    try FileManager.default.createDirectory(
      atPath: folder.path("deep/v"), withIntermediateDirectories: true)
    try folder.write("base: ../../s\nbudget: {cash: 700k}\n", to: "deep/v/scenario.yaml")
    let same = try plan("deep/v", to: "plans/v.json")
    let paths = (same["inputs"]?.list ?? []).compactMap { $0["path"]?.text }
    #expect(paths.contains("../s/slurm/gres.conf"), "\(paths)")
    #expect(try verify("plans/v.json") == [0, 0, 0])

    try writeFiles(of: .kubernetes, to: "deep")
    try folder.write(
      "base: ../s\nclusters: {clinic: {cluster: [k8s.json, h100=dgx-h100]}}\n", to: "deep/w.yaml")
    let other = try plan("deep/w.yaml", to: "plans/w.json")
    let pool = other["resources"]?.list?.first { $0["kind"] == .text("pool") }
    #expect(pool?["capacity"] == .number(5))
    #expect(try verify("plans/w.json") == [0, 0, 0])
  }

  @Test("two plans on two sites differ in what there is, and in their files")
  func difference() throws {
    for site in Site.all { try write(site, to: site.inputs[0].prefix(3).lowercased()) }
    _ = try plan("slu", to: "plans/slurm.json")
    _ = try plan("k8s", to: "plans/k8s.json")
    for (old, new) in [("slu", "k8s"), ("plans/slurm.json", "plans/k8s.json")] {
      let run = try ProgramRun(["diff", old, new], in: folder.path)
      #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
      #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.output)")
      #expect(run.output.contains("11 > 5"), "\(run.output)")
    }
    let same = try ProgramRun(["diff", "plans/k8s.json", "k8s"], in: folder.path)
    #expect(same.output == "plans/k8s.json > k8s: the same inputs and the same plan\n")
  }
}

import Foundation
import ScenarioFixtures
import Testing

@testable import FulcrumCLI

@Suite("--cluster and --draw, as a process")
struct ClusterOptionTests {
  private let folder: TemporaryFolder
  private let quick = ["--draws", "256", "--set", "parameter_draws=16"]

  init() throws {
    folder = try TemporaryFolder()
    try ScenarioFiles.hospital.write(to: folder.path("hospital"))
    try """
    cluster: two-racks
    pools:
      h100: {template: dgx-h100, nodes: 12, nodes_per_rack: 6}
    """.write(toFile: folder.path("two-racks.yaml"), atomically: true, encoding: .utf8)
  }

  @Test(
    "a plan on another cluster names it, places its grants, and verifies from another folder",
    arguments: ["nvidia-eos", "two-racks.yaml"])
  func verifies(cluster: String) throws {
    let plan = try ProgramRun(
      ["plan", "hospital", "--cluster", cluster, "--format", "json", "-o", "p.json"] + quick,
      in: folder.path)
    #expect(plan.code == 0, "\(plan.errors)")
    let text = try String(contentsOfFile: folder.path("p.json"), encoding: .utf8)
    #expect(text.contains("\"path\" : \"cluster\""))
    #expect(
      text.contains("\"domain\" : \"\(cluster == "nvidia-eos" ? "scalable-unit" : "rack") 0\""))
    let elsewhere = try ProgramRun(["verify", folder.path("p.json")], in: "/")
    #expect(elsewhere.code == 0, "\(elsewhere.output)\(elsewhere.errors)")
    try """
    cluster: two-racks
    pools:
      h100: {template: dgx-h100, nodes: 11, nodes_per_rack: 6}
    """.write(toFile: folder.path("two-racks.yaml"), atomically: true, encoding: .utf8)
    let changed = try ProgramRun(["verify", "p.json"], in: folder.path)
    #expect(changed.code == (cluster.hasSuffix(".yaml") ? 65 : 0))
  }

  @Test("the table says where each grant sits, within 80 columns")
  func table() throws {
    let run = try ProgramRun(["plan", "--cluster", "gb200-nvl72-8racks"] + quick)
    #expect(run.code == 0)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.contains("WHERE"))
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(run.output.contains("moved to gb200"))
  }

  @Test("the drawing has one element per node, and every grant in its legend")
  func drawing() throws {
    let run = try ProgramRun(
      ["plan", "--cluster", "gb200-nvl72-8racks", "--draw", "bay.svg"] + quick, in: folder.path)
    #expect(run.code == 0)
    let svg = try String(contentsOfFile: folder.path("bay.svg"), encoding: .utf8)
    #expect(svg.components(separatedBy: "id=\"node-gb200-").count - 1 == 144)
    for team in ["pretraining", "serving", "promised in offers"] { #expect(svg.contains(team)) }
    let parsed = XMLProbe(svg)
    #expect(parsed.isWellFormed)
  }

  @Test(
    "a cluster that is not there is refused with the code of its kind, and nothing is written",
    arguments: [("imbue-10kk", Int32(65)), ("no/such.yaml", 66), ("dgx-h100", 65)])
  func refused(cluster: String, code: Int32) throws {
    let run = try ProgramRun(
      ["plan", "--cluster", cluster, "--draw", "bay.svg", "-o", "p.txt"] + quick, in: folder.path)
    #expect(run.code == code)
    #expect(run.output.isEmpty && !run.errors.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: folder.path("bay.svg")))
    #expect(!FileManager.default.fileExists(atPath: folder.path("p.txt")))
  }
}

/// Whether a text is well-formed XML, as far as matching tags go.
private struct XMLProbe {
  let isWellFormed: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var isGood = true
    for piece in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
      let tag = piece.prefix { $0 != ">" }
      if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
      let name = tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "\n" }
      if tag.hasPrefix("/") {
        isGood = isGood && open.popLast() == name
      } else {
        open.append(name)
      }
    }
    isWellFormed = isGood && open.isEmpty
  }
}

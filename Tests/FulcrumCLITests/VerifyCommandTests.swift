import Foundation
import Fulcrum
import ScenarioFixtures
import Testing

@testable import FulcrumCLI

@Suite("fulcrum verify")
struct VerifyCommandTests {
  private let folder: TemporaryFolder
  private let quick = ["--draws", "256", "--set", "parameter_draws=16"]

  init() throws {
    folder = try TemporaryFolder()
    try ScenarioFiles.hospital.write(to: folder.path("hospital"))
  }

  @Test("finds the inputs from the plan, not from where it runs")
  func relative() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("sub"), withIntermediateDirectories: true)
    let plan = try ProgramRun(
      ["plan", "hospital", "--format", "json", "-o", "sub/p.json"] + quick, in: folder.path)
    #expect(plan.code == 0)
    #expect(try folder.text(of: "sub/p.json").contains("\"../hospital/scenario.yaml\""))
    for (path, place) in [("sub/p.json", ""), ("p.json", "sub"), ("../sub/p.json", "hospital")] {
      let run = try ProgramRun(["verify", path], in: folder.path(place))
      #expect(run.code == 0, "\(run.output)\(run.errors)")
      #expect(run.output.hasSuffix("\(path): verified\n"))
    }
    let absolute = try ProgramRun(
      ["verify", folder.path("sub/p.json"), "--format", "json"], in: "/")
    #expect(absolute.code == 0)
    let object = try JSONSerialization.jsonObject(with: Data(absolute.output.utf8))
    #expect((object as? [String: Any])?["verified"] as? Bool == true)
  }

  @Test("reads one file of all, and a scenario given by its file")
  func oneFile() throws {
    let plan = try ProgramRun(
      ["plan", "hospital/scenario.yaml", "--format", "json", "-o", "p.json"] + quick,
      in: folder.path)
    #expect(plan.code == 0)
    #expect(try ProgramRun(["verify", "p.json"], in: folder.path).code == 0)
  }

  @Test("every change of the command line is recorded and made again")
  func overrides() throws {
    let plan = try ProgramRun(
      [
        "plan", "hospital", "--format", "json", "-o", "p.json", "--set", "clusters.clinic.nodes=9",
        "--seed", "7", "--preset", "cash-first", "--draws", "512",
      ], in: folder.path)
    #expect(plan.code == 0)
    let text = try folder.text(of: "p.json")
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let overrides = object?["overrides"] as? [[String: String]]
    #expect(
      overrides == [
        ["path": "clusters.clinic.nodes", "value": "9"], ["path": "seed", "value": "7"],
        ["path": "draws", "value": "512"], ["path": "preset", "value": "cash-first"],
      ])
    #expect((object?["seed"] as? Int, object?["preset"] as? String) == (7, "cash-first"))
    #expect(try ProgramRun(["verify", "p.json"], in: folder.path).code == 0)
  }

  @Test("an input that changed since is found out; a note in it too")
  func changedInput() throws {
    let plan = try ProgramRun(
      ["plan", "hospital", "--format", "json", "-o", "p.json"] + quick, in: folder.path)
    #expect(plan.code == 0)
    let teams = try folder.text(of: "hospital/teams.csv")
    try folder.write(teams.replacing("2400000", with: "2400001"), to: "hospital/teams.csv")
    let run = try ProgramRun(["verify", "p.json"], in: folder.path)
    #expect(run.code == 65)
    #expect(run.output.contains("WRONG inputs"))
    try folder.write(teams, to: "hospital/teams.csv")
    let yaml = try folder.text(of: "hospital/scenario.yaml")
    try folder.write(yaml + "# note\n", to: "hospital/scenario.yaml")
    #expect(try ProgramRun(["verify", "p.json"], in: folder.path).code == 65)
    try FileManager.default.removeItem(atPath: folder.path("hospital"))
    #expect(try ProgramRun(["verify", "p.json"], in: folder.path).code == 66)
  }

  @Test(
    "what is no plan is refused",
    arguments: [
      "", "{}", "[1", "{\"schema\": \"fulcrum.offer/1\"}", "null",
    ])
  func noPlan(text: String) throws {
    try folder.write(text, to: "p.json")
    let run = try ProgramRun(["verify", "p.json"], in: folder.path)
    #expect(run.code == 65 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("p.json: "))
  }

  @Test("every random plan verifies as its document", arguments: UInt64(1)...40)
  func random(seed: UInt64) throws {
    try ScenarioFiles.random(seed).write(to: folder.path("random"))
    try plan("random", in: folder)
    let verification = try PlanVerification(of: folder.path("p.json"), threads: 1)
    #expect(verification.checks.filter { !$0.holds } == [])
  }
}

/// Writes the plan of a scenario in `folder` to `p.json` beside it.
private func plan(_ name: String, in folder: TemporaryFolder, nodes: Int? = nil) throws {
  let overrides = [Scenario.Override(path: "horizon_months", value: "12")]
  let scenario = try Scenario(readingFrom: folder.path(name), overrides: overrides)
  let plan = scenario.plan(within: PlanningLimits(nodes: nodes))
  let document = PlanDocument(
    plan, version: FulcrumRelease.version, run: nil,
    path: { RelativePath(to: $0, from: folder.path).text })
  try folder.write(document.json(), to: "p.json")
}

@Suite("A plan that was tampered with")
struct TamperedPlanTests {
  private func isFoundOut(_ document: JSONValue, in folder: TemporaryFolder) throws -> Bool {
    try folder.write(document.json, to: "p.json")
    do throws(Diagnostics) {
      return try !PlanVerification(of: folder.path("p.json"), threads: 1).holds
    } catch {
      return true
    }
  }

  @Test(
    "is found out, whichever value was changed",
    arguments: ["optimal", "infeasible", "feasible"])
  func everyValue(status: String) throws {
    let folder = try TemporaryFolder()
    var files = status == "feasible" ? ScenarioFiles(.lab) : .hospital
    files.yaml =
      files.yaml.replacing("\ndraws: 4096", with: "")
      .replacing("\nparameter_draws: 512", with: "") + "draws: 256\nparameter_draws: 16\n"
    if status == "infeasible" {
      files.teams = files.teams.replacing("24,8,40", with: "24,40,40")
        .replacing("16,8,32", with: "16,24,32")
    }
    try files.write(to: folder.path("scenario"))
    try plan("scenario", in: folder, nodes: status == "feasible" ? 0 : nil)
    let document = try JSONValue(folder.text(of: "p.json"))
    #expect(document["status"] == .text(status))
    #expect(try !isFoundOut(document, in: folder))
    for (index, leaf) in document.leaves.enumerated() {
      // The version says nothing of the plan; how far an unproven search came cannot be repeated.
      if leaf[0] == .key("version") { continue }
      if leaf[0] == .key("facts") && index % 9 > 0 { continue }
      if status == "feasible" {
        // The lab has many values of one kind: a few of them, and all that stand alone.
        if leaf[0] == .key("search") || (leaf.count > 1 && index % 41 > 0) { continue }
      }
      #expect(try isFoundOut(document.changed(at: leaf[...]), in: folder), "\(leaf)")
    }
  }

  @Test("is found out: digests exchanged, a plan called unproven, an offer withdrawn, a team lost")
  func byDesign() throws {
    let folder = try TemporaryFolder()
    var files = ScenarioFiles.hospital
    files.yaml = files.yaml.replacing("\ndraws: 4096", with: "\ndraws: 256")
      .replacing("parameter_draws: 512", with: "parameter_draws: 16")
    try files.write(to: folder.path("scenario"))
    try plan("scenario", in: folder)
    let document = try PlanDocument(json: folder.text(of: "p.json"))
    var cases = Array(repeating: document, count: 7)
    cases[0].inputs[1].sha256 = document.inputs[2].sha256
    cases[0].inputs[2].sha256 = document.inputs[1].sha256
    cases[1].status = "feasible"
    cases[2].offers[0].package = nil
    cases[3].teams.removeLast()
    cases[4].teams.append(document.teams[0])
    cases[5].status = "undecided"
    cases[6].seed = 3
    for (index, tampered) in cases.enumerated() {
      try folder.write(tampered.json(), to: "p.json")
      #expect(try !PlanVerification(of: folder.path("p.json"), threads: 1).holds, "\(index)")
    }
  }
}

import Foundation
import ScenarioFixtures
import Testing

@Suite("fulcrum check, as a process")
struct CheckCommandTests {
  @Test("says what there is, and ends with 0")
  func good() throws {
    let run = try ProgramRun(["check"])
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(run.output.contains("lab: no problems"))
    #expect(run.output.contains("10 teams, 12 candidates with 2,352 packages"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(try ProgramRun(["check", "--quiet"]).output.isEmpty)
    let json = try ProgramRun(["check", "--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["schema"] as? String == "fulcrum.check/1")
    #expect(object?["cluster_h100e"] as? Double == 1016)
  }

  @Test("every problem of all files at once")
  func bad() throws {
    let folder = try TemporaryFolder()
    var files = ScenarioFiles.hospital
    files.yaml = files.yaml.replacing("cash: 620k", with: "cash: lots")
    files.teams = files.teams.replacing("imaging,applied,6", with: "imaging,aplied,0")
    try files.write(to: folder.path("bad"))
    let run = try ProgramRun(["check", "bad"], in: folder.path)
    #expect(run.code == 65 && run.output.isEmpty)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.hasPrefix("bad/") && $0.split(separator: ":").count > 3 })
    #expect(run.errors.contains("applied"))
  }
}

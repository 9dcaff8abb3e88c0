import Foundation
import Fulcrum
import Testing

@testable import FulcrumCLI

@Suite("fulcrum init, as a process")
struct InitCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("what it writes plans as the built-in example does, for its owner alone")
  func plansAsItIs() throws {
    let made = try ProgramRun(["init", "new/my-lab"], in: folder.path)
    #expect(made.code == 0 && made.errors.isEmpty)
    #expect(made.output.contains("fulcrum plan new/my-lab"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("new/my-lab"))
    #expect(
      names.sorted() == [
        "README.md", "candidates.csv", "rivals.csv", "scenario.schema.json", "scenario.yaml",
        "teams.csv",
      ])
    for name in names {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: folder.path("new/my-lab/" + name))
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    let plan = try ProgramRun(["plan", "new/my-lab", "--draws", "256"], in: folder.path)
    let builtin = try ProgramRun(["plan", "--draws", "256", "--quiet"])
    #expect(plan.code == 0)
    #expect(plan.output == builtin.output)
  }

  @Test(
    "each example is written with a guide and a schema, and checks",
    arguments: BuiltinScenario.allCases)
  func everyExample(example: BuiltinScenario) throws {
    let made = try ProgramRun(["init", "mine", "--example", example.name], in: folder.path)
    #expect(made.code == 0)
    #expect(made.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(try ProgramRun(["check", "mine"], in: folder.path).code == 0)
    let yaml = try folder.text(of: "mine/scenario.yaml")
    #expect(yaml.hasPrefix("# yaml-language-server: $schema=scenario.schema.json\n"))
    #expect(try folder.text(of: "mine/scenario.schema.json") == ScenarioSchema.json)
    let guide = try folder.text(of: "mine/README.md")
    for line in guide.split(separator: "\n") where line.hasPrefix("fulcrum ") {
      let command = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
      let run = try ProgramRun(Array(command.dropFirst()), in: folder.path("mine"))
      #expect(run.code == 0, "\(line): \(run.errors)")
    }
    for file in example.files { #expect(guide.contains("`\(file.name)`")) }
    for (name, text) in example.files where name.hasSuffix(".csv") {
      let header = text.prefix { $0 != "\n" }.split(separator: ",")
      for column in header {
        let bare = column.split(separator: ".")[0]
        #expect(guide.contains("| `\(bare)` |") && yaml.contains("#   \(bare) "), "\(column)")
      }
    }
  }

  @Test("a file that is there is never overwritten, and then nothing is written")
  func refuses() throws {
    let lab = folder.path("lab")
    try FileManager.default.createDirectory(atPath: lab, withIntermediateDirectories: true)
    try "mine".write(toFile: lab + "/teams.csv", atomically: true, encoding: .utf8)
    let run = try ProgramRun(["init", "lab"], in: folder.path)
    #expect(run.code == 73)
    #expect(run.errors.contains("lab/teams.csv: is there already; name another folder"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: lab) == ["teams.csv"])
    #expect(try String(contentsOfFile: lab + "/teams.csv", encoding: .utf8) == "mine")
  }

  @Test("an example that is none, and a folder that cannot be made")
  func mistakes() throws {
    let unknown = try ProgramRun(["init", "x", "--example", "lap"], in: folder.path)
    #expect(unknown.code == 64)
    #expect(unknown.errors.contains("did you mean lab?"))
    let blocked = try ProgramRun(["init", "/dev/null/x"], in: folder.path)
    #expect(blocked.code == 73)
  }
}

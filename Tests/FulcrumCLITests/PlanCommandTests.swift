import Foundation
import Fulcrum
import ScenarioFixtures
import Testing

@testable import FulcrumCLI

@Suite("fulcrum plan, as a process")
struct PlanCommandTests {
  private let folder: TemporaryFolder
  private let quick = ["--draws", "256", "--set", "parameter_draws=16"]

  init() throws {
    folder = try TemporaryFolder()
    try ScenarioFiles.hospital.write(to: folder.path("hospital"))
  }

  @Test("without an argument it plans the built-in example, says so, and ends with 0")
  func builtin() throws {
    let run = try ProgramRun(["plan"])
    #expect(run.code == 0 && run.errors.isEmpty)
    let lines = run.output.split(separator: "\n")
    #expect(lines.first?.contains("Built-in example") == true)
    #expect(lines.first?.contains("fulcrum init FOLDER") == true)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(try ProgramRun(["plan", "--quiet"] + quick).output.hasPrefix("lab ·"))
  }

  @Test(
    "any built-in example plans, names itself first, and verifies",
    arguments: BuiltinScenario.allCases)
  func examples(example: BuiltinScenario) throws {
    let run = try ProgramRun(["plan", "--example", example.name] + quick)
    #expect(run.code == 0 && run.errors.isEmpty)
    let lines = run.output.split(separator: "\n")
    #expect(lines[0].hasPrefix("Built-in example") && lines[0].contains(example.title))
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(try ProgramRun(["check", "--example", example.name]).output.hasPrefix(example.name))
    let written = try ProgramRun(
      ["plan", "--example", example.name, "--format", "json", "-o", "p.json"] + quick,
      in: folder.path)
    #expect(written.code == 0)
    #expect(try ProgramRun(["verify", "p.json"], in: folder.path).code == 0)
  }

  @Test("with --format json standard output holds one document and nothing else")
  func json() throws {
    let run = try ProgramRun(["plan", "--format", "json"] + quick)
    #expect(run.code == 0 && run.errors.isEmpty)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    #expect((object as? [String: Any])?["schema"] as? String == "fulcrum.plan/1")
  }

  @Test("with --format md it is the whole analysis, with csv one table")
  func otherFormats() throws {
    let analysis = try ProgramRun(["plan", "--format", "md"] + quick)
    #expect(analysis.code == 0 && analysis.output.hasPrefix("# lab"))
    #expect(analysis.output.hasSuffix("estimate, not a decision; reviewed by: \\_\\_\\_\\_\n"))
    let table = try ProgramRun(["plan", "--format", "csv"] + quick)
    #expect(table.code == 0)
    #expect(table.output.hasPrefix("section,id,figure,value,low,high,unit,text\r\nplan,lab,"))
  }

  @Test("only a plan has these formats; others say what they take", arguments: ["md", "csv"])
  func formatsOfOthers(format: String) throws {
    let run = try ProgramRun(["check", "--example", "lab", "--format", format])
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(run.errors.contains("'table'") && run.errors.contains("'json'"))
  }

  @Test(
    "the table is as wide as asked for, and without colour in a pipe", arguments: [60, 80, 120])
  func width(columns: Int) throws {
    let run = try ProgramRun(["plan", "--width", "\(columns)"] + quick)
    #expect(run.code == 0 && !run.output.contains("\u{1B}"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= columns })
  }

  @Test("the last line of an example's plan says what to do next")
  func next() throws {
    let run = try ProgramRun(["plan"] + quick)
    let last = run.output.split(separator: "\n").last
    #expect(last == "Next: fulcrum init my-lab, then: fulcrum plan my-lab")
  }

  @Test(
    "explanations are left out or added when asked for, and verify knows",
    arguments: [
      ["--no-explain"], ["--fairness"], ["--no-explain", "--fairness"],
      ["--set", "policy.objective=nash", "--fairness"],
      ["--set", "policy.objective=max_min", "--set", "teams[imaging].utility_floor=80%"],
      ["--set", "policy.utility_floor=90%"],
    ])
  func explanations(options: [String]) throws {
    let run = try ProgramRun(
      ["plan", "hospital", "--format", "json", "-o", "p.json"] + options + quick, in: folder.path)
    #expect(run.code == 0)
    let text = try folder.text(of: "p.json")
    #expect(text.contains("\"what_if\"") != options.contains("--no-explain"))
    #expect(text.contains("\"curve\"") == options.contains("--fairness"))
    let again = try ProgramRun(["verify", "p.json"], in: folder.path)
    #expect(again.code == 0, "\(again.output)")
  }

  @Test("nothing feasible ends with 2 and names the conflict; the document is written all the same")
  func infeasible() throws {
    let floors = [
      "--set", "teams[imaging].floor_gpus=40", "--set", "teams[clinical-text].floor_gpus=32",
    ]
    let run = try ProgramRun(["plan", "hospital"] + floors + quick, in: folder.path)
    #expect(run.code == 2 && run.errors.isEmpty)
    #expect(run.output.contains("no plan is feasible"))
    #expect(run.output.contains("teams[imaging].floor_gpus"))
    let json = try ProgramRun(
      ["plan", "hospital", "--format", "json", "-o", "p.json"] + floors + quick, in: folder.path)
    #expect(json.code == 2 && json.output.isEmpty)
    #expect(try ProgramRun(["verify", "p.json"], in: folder.path).code == 0)
  }

  @Test("a plan that is not proven ends with 3, and verifies for what it is")
  func unproven() throws {
    let run = try ProgramRun(
      ["plan", "--node-limit", "0", "--format", "json", "-o", "p.json"], in: folder.path)
    #expect(run.code == 3 && run.output.isEmpty)
    let again = try ProgramRun(["verify", "p.json"], in: folder.path)
    #expect(again.code == 0, "\(again.output)")
  }

  @Test(
    "what nobody can mean ends with 64 and help",
    arguments: [
      ["plan", "--cheap"], ["plan", "a", "b"], ["plan", "--threads", "0"],
      ["plan", "--time-limit", "-1"], ["plan", "--time-limit", "1e300"],
      ["plan", "--time-limit", "nan"],
      ["plan", "--width", "59"], ["plan", "--width", "201"],
      ["plan", "--node-limit", "-1"], ["plan", "--format", "xml"], ["verify"], ["guess"],
      ["verify", "p.json", "--threads", "100000"],
    ])
  func usage(arguments: [String]) throws {
    let run = try ProgramRun(arguments, in: folder.path)
    #expect(run.code == 64)
    #expect(run.output.isEmpty && run.errors.contains("Usage:"))
  }

  @Test("bad data ends with 65 and a place, and writes nothing", arguments: ["table", "json"])
  func badData(format: String) throws {
    let run = try ProgramRun(
      [
        "plan", "hospital", "--set", "teams[imaging].heads=-1", "--set", "preset=greedy",
        "--format",
        format, "-o", "p.json",
      ], in: folder.path)
    #expect(run.code == 65 && run.output.isEmpty)
    #expect(folder.names == ["hospital"])
    if format == "json" {
      let object = try JSONSerialization.jsonObject(with: Data(run.errors.utf8)) as? [String: Any]
      #expect(object?["schema"] as? String == "fulcrum.diagnostics/1")
      #expect((object?["problems"] as? [Any])?.count == 2)
    } else {
      #expect(run.errors.split(separator: "\n").count == 2)
      #expect(run.errors.contains("teams[imaging].heads"))
    }
  }

  @Test("what is not there ends with 66", arguments: ["plan", "check", "verify"])
  func missing(command: String) throws {
    let run = try ProgramRun([command, "nowhere", "--format", "json"], in: folder.path)
    #expect(run.code == 66 && run.output.isEmpty)
    #expect((try? JSONSerialization.jsonObject(with: Data(run.errors.utf8))) != nil)
  }

  @Test(
    "what cannot be written ends with 73 and leaves nothing behind",
    arguments: [
      "nowhere/p.json", "hospital",
    ])
  func unwritable(path: String) throws {
    let run = try ProgramRun(["plan", "-o", path] + quick, in: folder.path)
    #expect(run.code == 73 && run.output.isEmpty && !run.errors.isEmpty)
    #expect(folder.names == ["hospital"])
  }

  @Test("a picture and a plan do not take each other's place")
  func sameFile() throws {
    let run = try ProgramRun(["plan", "-o", "p", "--draw", "p"] + quick, in: folder.path)
    #expect(run.code == 64 && folder.names == ["hospital"])
  }

  @Test(
    "help is broken where the lines end",
    arguments: [[], ["plan"], ["verify"], ["probe"], ["topology"], ["topology", "slots"]])
  func help(command: [String]) throws {
    let text = try ProgramRun(command + ["--help"]).output
    let overview = try #require(text.components(separatedBy: "USAGE:").first)
    for paragraph in overview.components(separatedBy: "\n\n") {
      let lines = paragraph.split(separator: "\n")
      for (line, next) in zip(lines, lines.dropFirst()) where !next.hasPrefix("  ") {
        #expect(line.count > 50 && line.count <= 80, "\(line)")
      }
    }
  }

  @Test("a full disk below standard output ends with 73")
  func fullDisk() throws {
    for command in [["plan"] + quick, ["probe"], ["topology", "list"]] {
      let run = try ProgramRun(command, in: folder.path, output: "/dev/full")
      #expect(run.code == 73, "\(command)")
      #expect(run.errors.contains("standard output"), "\(command)")
    }
  }

  @Test("the file is its owner's alone, and replaces what was there in one step")
  func mode() throws {
    try folder.write("old", to: "p.json")
    #expect(
      try ProgramRun(["plan", "--format", "json", "-o", "p.json"] + quick, in: folder.path).code
        == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("p.json"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(folder.names == ["hospital", "p.json"])
  }

  @Test(
    "pay and worth never appear in an error",
    arguments: [
      "candidates[C-01].cash=987654x", "candidates[C-01].hire_value=-987654",
      "teams[imaging].pay=987654x", "teams[imaging].value=-987654",
      "rivals[C-01/gefion].cash=-987654", "candidates[C-01].equity=987654x",
      "candidates[C-01].forfeited=98765400000",
    ])
  func sensitive(change: String) throws {
    for format in ["table", "json"] {
      let run = try ProgramRun(
        ["plan", "hospital", "--set", change, "--format", format], in: folder.path)
      #expect(run.code == 65)
      #expect(!run.errors.contains("987654"), "\(run.errors)")
      #expect(run.errors.contains("withheld"))
    }
  }

  @Test("two runs and any number of threads give the same bytes")
  func reproducible() throws {
    let texts = try ["1", "2", "7", "1"].map { threads in
      try ProgramRun(
        ["plan", "hospital", "--format", "json", "--reproducible", "--threads", threads] + quick,
        in: folder.path
      ).output
    }
    #expect(Set(texts).count == 1)
    #expect(!texts[0].contains("\"run\""))
  }
}

import ArgumentParser
import Foundation
import Fulcrum
import Kernels
import Testing

@testable import FulcrumCLI

/// Every command by its words, `fulcrum` itself as none.
private let commands: [[String]] = {
  func walk(_ command: any ParsableCommand.Type, _ path: [String]) -> [[String]] {
    [path]
      + command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
      .flatMap { walk($0, path + [$0._commandName]) }
  }
  return walk(FulcrumCommand.self, [])
}()

/// Every page by the words that show it.
private let pages =
  commands.map { $0 + ["--help"] } + HelpTopic.allCases.map { ["help", $0.rawValue] }
  + [[]]

@Suite("Help that teaches")
struct HelpTests {
  @Test("every page fits 80 columns, comes on standard output and ends with 0", arguments: pages)
  func fits(words: [String]) throws {
    let run = try ProgramRun(words)
    #expect(run.code == 0 && run.errors.isEmpty)
    for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("every command shows two examples or more", arguments: commands)
  func examples(command: [String]) throws {
    let call = (["fulcrum"] + command).joined(separator: " ")
    let own = try Self.examples(in: command + ["--help"]).filter { $0.contains(call) }
    #expect(own.count >= 2)
  }

  // What a text promises of an exit code other than 0 is part of the line: `… || test $? = 65`.
  @Test("every example runs as printed, one after the other", arguments: pages)
  func runs(words: [String]) throws {
    let examples = try Self.examples(in: words)
    let folder = try TemporaryFolder()
    if !examples.contains(where: { $0.hasPrefix("fulcrum init my-lab") }) {
      #expect(try ProgramRun(["init", "my-lab"], in: folder.path).code == 0)
    }
    for example in examples {
      let run = try ShellRun(example, in: folder)
      #expect(run.code == 0, "\(example): \(run.errors)")
    }
  }

  @Test("a topic is a page of at most 45 lines", arguments: HelpTopic.allCases)
  func topic(topic: HelpTopic) throws {
    #expect(topic.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 46)
    #expect(try ProgramRun([]).output.contains("fulcrum --help"))
    #expect(try ProgramRun(["help"]).output.contains("  \(topic.rawValue)  "))
  }

  @Test("every attribute is on its page with what it is worth and on what ground")
  func attributes() throws {
    let page = HelpTopic.attributes.text.split(separator: "\n")
    for attribute in AttributeRegistry.shipped {
      let line = try #require(page.first { $0.hasPrefix("  \(attribute.id) ") })
      let ground = attribute.provenance.isAssumption ? "assumption" : "20"
      #expect(line.contains(ground) && line.contains(attribute.provenance.range), "\(line)")
    }
    for (id, worth) in [("data", "5 %"), ("guaranteed_gpus", "10 %"), ("gpu_wait_days", "-8 %")] {
      #expect(page.contains { $0.hasPrefix("  \(id) ") && $0.contains(" \(worth) ") })
    }
  }

  @Test("--version names program and kernel, as a plan does")
  func version() throws {
    let lines = try ProgramRun(["--version"]).output.split(separator: "\n")
    #expect(lines == ["fulcrum \(FulcrumRelease.version)", "kernel: \(Kernel.best.rawValue)"])
    let plan = try ProgramRun(["plan", "--example", "no-cash-opens-it", "--format", "json"])
    #expect(plan.output.contains("\"kernel\" : \"\(Kernel.best.rawValue)\""))
  }

  @Test("completions name examples, beliefs and clusters", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let script = try ProgramRun(["--generate-completion-script", shell])
    #expect(script.code == 0)
    for word in ["net-negative-hire", "compute-first", "topology"] {
      #expect(script.output.contains(word), "\(word)")
    }
  }

  private static func examples(in words: [String]) throws -> [String] {
    try ProgramRun(words).output.split(separator: "\n").compactMap { line in
      let text = line.drop { $0 == " " }
      guard line.hasPrefix("  fulcrum "), !line.hasPrefix("   ") || words.isEmpty else {
        return nil
      }
      // A page's first lines put a remark beside the command, far to the right.
      return String(text).components(separatedBy: "   ")[0]
    }
  }
}

@Suite("A command line that nobody can mean")
struct UsageMistakeTests {
  @Test(
    "names the nearest that somebody could, on standard error, and ends with 64",
    arguments: [
      (["pln"], "unknown command 'pln': did you mean plan?"),
      (["verfy", "p.json"], "unknown command 'verfy': did you mean verify?"),
      (["hlep"], "unknown command 'hlep': did you mean help?"),
      (["guess"], "unknown command 'guess': there are init, plan"),
      (
        ["topology", "shw", "x"], "unknown subcommand of fulcrum topology 'shw': did you mean show?"
      ),
      (["help", "leverge"], "unknown command or topic 'leverge': did you mean leverage?"),
      (["help", "topology", "slos"], "'slos': did you mean slots?"),
      (["plan", "--formt", "json"], "unknown option '--formt': did you mean --format?"),
      (["plan", "--cheap"], "unknown option '--cheap': fulcrum plan --help lists them"),
      (["--versoin"], "unknown option '--versoin': did you mean --version?"),
      (["plan", "--example", "hospitl"], "did you mean hospital?"),
      (["check", "--example", "nothing"], "there are lab, hospital, lower-cash-wins"),
      (["plan", "x", "--example", "lab"], "x and --example lab are two scenarios"),
      (["\u{1B}[31m"], "unknown command '\\u{1b}[31m'"),
    ])
  func hint(arguments: [String], message: String) throws {
    let run = try ProgramRun(arguments)
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.errors.contains("Usage:") && !run.errors.contains("\u{1B}"))
  }

  @Test(
    "a path that leads nowhere names the nearest",
    arguments: [
      ("clusters.bay1.nodes=3", "did you mean bay-1?"),
      ("team[serving].pay=3", "did you mean teams?"),
      ("teams[servin].pay=3", "did you mean serving?"), ("budgt.cash=3", "did you mean budget?"),
      ("policy.overboking=hard", "did you mean overbooking?"),
      ("teams.serving.pay=3", "as in teams[ID].column"),
      ("packages.listed.C-01/x.cash=3", "as in packages[CANDIDATE/ID].column"),
      ("rivals[C-02/xai].cash=3", "there are C-02/meta-100k, C-02/openai-goodyear"),
      ("name=\u{1B}[31m", "holds a control character"),
      ("na\u{1B}me=lab", "unknown key"),
    ])
  func path(change: String, message: String) throws {
    let run = try ProgramRun(["check", "--set", change])
    #expect(run.code == 65 && run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(!run.errors.contains("\u{1B}"))
  }

  @Test(
    "a result without a name is refused", arguments: [["plan"], ["check"], ["topology", "list"]])
  func noName(command: [String]) throws {
    let run = try ProgramRun(command + ["-o", ""])
    #expect(run.code == 73 && run.output.isEmpty)
    #expect(run.errors.contains("the name of the file to write is empty; give one"))
  }
}

/// A line as a person would type it, with the built program on the path.
private struct ShellRun {
  let code: Int32
  let errors: String

  init(_ line: String, in folder: TemporaryFolder) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "(\(line)) >/dev/null 2>errors.txt"]
    process.environment = [
      "PATH": (try ProgramRun.program() as NSString).deletingLastPathComponent + ":/usr/bin:/bin",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    code = process.terminationStatus
    errors = try folder.text(of: "errors.txt")
  }
}

import Foundation
import ScenarioFixtures
import Testing

@Suite("Bad input, as a process under limits")
struct BadInputProcessTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try ScenarioFiles.bareHospital.write(to: folder.path("s"))
    try FileManager.default.createDirectory(
      atPath: folder.path("out"), withIntermediateDirectories: true)
    try folder.write("old", to: "out/result")
  }

  @Test(
    "ends with its code and one message for each problem, and writes nothing",
    arguments: BadInputCase.files + BadInputCase.structures + BadInputCase.values + BadInputCase.pay
      + BadInputCase.tables + BadInputCase.topologies + BadInputCase.foreign)
  func refused(input: BadInputCase) throws {
    try input.arrange(folder)
    let before = try folder.snapshot(of: "out")
    let run = try BadInputRun(input.arguments + ["-o", "out/result"], in: folder)
    #expect(run.signal == nil)
    #expect(run.code == input.code)
    #expect(run.errors == input.message + "\n")
    #expect(run.output.isEmpty)
    #expect(try folder.snapshot(of: "out") == before)
  }

  @Test(
    "what only looks unusual is read: a mark, other line ends, no last newline",
    arguments: [
      { "\u{FEFF}" + $0 }, { $0.replacing("\n", with: "\r\n") },
      { $0.replacing("\n", with: "\r") }, { String($0.dropLast()) },
    ] as [@Sendable (String) -> String])
  func accepted(change: @Sendable (String) -> String) throws {
    let usual = try BadInputRun(["plan", "s"], in: folder)
    #expect(usual.code == 0 && usual.errors.isEmpty, "\(usual.errors)")
    for name in ["scenario.yaml", "teams.csv", "candidates.csv", "rivals.csv"] {
      try folder.write(change(folder.text(of: "s/\(name)")), to: "s/\(name)")
    }
    #expect(try BadInputRun(["plan", "s"], in: folder).output == usual.output)
  }

  @Test(
    "a command line that means nothing ends with 64, and writes nothing",
    arguments: [
      ["pln"], ["plan", "s", "t"], ["plan", "s", "--seed", "-1"], ["plan", "--threads", "0"],
      ["plan", "--format", "xml"], ["plan", "--time-limit", "nan"], ["diff", "s"], ["verify"],
      ["topology", "slots", "dgx-h100", "--sizes", "0"], ["init", "x", "--example", "lob"],
      ["plan", "s", "--draws", "99999999999999999999"],
    ])
  func usage(arguments: [String]) throws {
    let before = try folder.snapshot(of: ".")
    let run = try BadInputRun(arguments, in: folder)
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("Error: "), "\(run.errors)")
    #expect(try folder.snapshot(of: ".") == before)
  }

  @Test(
    "an output that cannot be written ends with 73 and leaves nothing",
    arguments: [
      ("/dev/full", "/dev/full: the disk is full; make room, or choose another folder"),
      (
        "out/result/below",
        "out/result/below: its folder does not exist; make the folder first"
      ),
      ("no/result", "no/result: its folder does not exist; make the folder first"),
      ("out", "out: is a folder; name a file in it"),
    ])
  func unwritable(path: String, message: String) throws {
    let before = try folder.snapshot(of: ".")
    for command in [["plan", "s"], ["diff", "s", "s", "--no-plan"], ["topology", "list"]] {
      let run = try BadInputRun(command + ["-o", path], in: folder)
      #expect(run.code == 73 && run.output.isEmpty)
      #expect(run.errors == message + "\n")
      #expect(try folder.snapshot(of: ".") == before)
    }
  }

  @Test("a link is replaced and what it led to stays")
  func link() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("out/link"), withDestinationPath: "result")
    #expect(try BadInputRun(["plan", "s", "-o", "out/link"], in: folder).code == 0)
    #expect(try folder.text(of: "out/result") == "old")
    #expect(try folder.text(of: "out/link").contains("hospital"))
  }

  @Test("a reader that goes away ends it without a word")
  func closedPipe() throws {
    for command in ["plan s", "diff builtin:lab s", "topology list"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = [
        "-c", "{ sleep 0.2; \"$0\" \(command) 2>err; echo $? >code; } | :",
        try ProgramRun.program(),
      ]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      process.environment = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
      try process.run()
      process.waitUntilExit()
      #expect(try folder.text(of: "err") == "")
      #expect(["0\n", "141\n"].contains(try folder.text(of: "code")))
    }
  }

  @Test("an interrupt ends it as one, and leaves the old file")
  func interrupted() throws {
    let run = try BadInputRun(
      ["plan", "builtin:lab", "--draws", "1048576", "-o", "out/result"], in: folder, interrupt: 0.5)
    // A shell calls this 130.
    #expect(run.signal == SIGINT || run.code == 130)
    #expect(run.output.isEmpty && run.errors.isEmpty)
    #expect(try folder.snapshot(of: "out") == ["result": Data("old".utf8)])
  }

  @Test("killed at any moment, the file is the old one or the new one")
  func killed() throws {
    let arguments = ["plan", "s", "--format", "json", "--reproducible", "-o", "out/result"]
    let start = ContinuousClock.now
    #expect(try BadInputRun(arguments, in: folder).code == 0)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let new = try folder.text(of: "out/result")
    for step in 0..<24 {
      try folder.write("old", to: "out/result")
      let moment = seconds * (0.8 + Double(step) / 60)
      let run = try BadInputRun(arguments, in: folder, kill: moment)
      let text = try folder.text(of: "out/result")
      #expect(text == "old" || text == new)
      if run.code == 0 { #expect(text == new) }
    }
  }
}

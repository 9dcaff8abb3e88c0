import Foundation
import Fulcrum
import ScenarioFixtures
import Testing

@testable import FulcrumCLI

@Suite("fulcrum sweep, as a process")
struct SweepCommandTests {
  private let folder: TemporaryFolder
  private static let quick = ["--draws", "256", "--set", "parameter_draws=16"]
  private static let cash = ["--vary", "budget.cash=5M..9M:7"]

  init() throws { folder = try TemporaryFolder() }

  private func sweep(_ arguments: [String]) throws -> ProgramRun {
    try ProgramRun(["sweep"] + arguments + Self.quick, in: folder.path)
  }

  /// The whole sweep as a reproducible document.
  private func whole(_ arguments: [String]) throws -> String {
    let run = try sweep(arguments + ["--format", "json", "--reproducible"])
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    return run.output
  }

  @Test("the built-in lab's screens open in steps, in 80 columns without colour")
  func lab() throws {
    let run = try sweep(["--vary", "cluster_gpus=256..65536*1.1", "--fixed-plan"])
    #expect(run.code == 0 && run.errors.isEmpty && !run.output.contains("\u{1B}"))
    let lines = run.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 && $0.last != " " })
    #expect(lines[0].hasPrefix("Built-in example"))
    #expect(run.output.contains("C-03  screen opens at 10,000 GPUs (0 > 7"))
    #expect(run.output.contains("C-07  screen opens at 1,000 GPUs (0 > 6"))
  }

  @Test(
    "JSON Lines: a header, every point, tipping points, an end",
    arguments: [["--fixed-plan"], [], ["--intervals"]])
  func json(mode: [String]) throws {
    let lines = try whole(["--vary", "cluster_gpus=992..1100*1.03"] + mode)
      .split(separator: "\n").map { try JSONValue(String($0)) }
    let header = lines[0]
    #expect(header["schema"] == .text("fulcrum.sweep/1") && header["seed"] == .number(2026))
    #expect(header["mode"] == .text(mode == ["--fixed-plan"] ? "fixed-plan" : "planned"))
    #expect(header["key"]?.text?.count == 64 && header["run"] == nil)
    let values = header["axes"]?.list?[0]["values"]?.list ?? []
    let points = lines.compactMap { $0["point"] }
    #expect(points.count == values.count && points.count > 3)
    for (index, point) in points.enumerated() {
      #expect(point["index"] == .number(Double(index)) && point["values"]?.list == [values[index]])
      #expect(point["cluster_gpus"] == values[index])
      #expect((point["bound"] == nil) == (mode == ["--fixed-plan"]))
      let offers = try #require(point["offers"]?.list)
      #expect(offers.count == 12)
      for offer in offers where offer["screened"] == .flag(false) {
        #expect((offer["accept_low"] != nil) == (mode == ["--intervals"]))
      }
    }
    let screens = lines.compactMap { $0["tipping"] }.filter { $0["what"] == .text("screen") }
    #expect(screens.map { $0["candidate"] } == [.text("C-07")])
    #expect(screens.map { $0["value"] } == [.number(1_000)])
    #expect(lines.last?["end"]?["complete"] == .flag(true))
  }

  @Test("threads change no byte", arguments: [["--fixed-plan"], []])
  func threads(mode: [String]) throws {
    let one = try whole(Self.cash + mode + ["--threads", "1"])
    #expect(try whole(Self.cash + mode + ["--threads", "3"]) == one)
  }

  @Test("parts merge to the bytes of the whole, in any order", arguments: [["--fixed-plan"], []])
  func shards(mode: [String]) throws {
    let arguments = Self.cash + ["--vary", "assumptions.lapse=0..10%:3"] + mode
    let one = try whole(arguments)
    for part in 1...3 {
      let run = try sweep(arguments + ["--shard", "\(part)/3", "-o", "\(part).jsonl"])
      #expect(run.code == 0 && run.output.isEmpty, "\(run.errors)")
      #expect(try folder.text(of: "\(part).jsonl").contains("\"shard\":\"\(part)/3\""))
    }
    for order in [["1", "2", "3"], ["3", "1", "2", "1"]] {
      let files = order.map { "\($0).jsonl" }
      #expect(try whole(arguments + ["--merge"] + files) == one)
    }
    let missing = try sweep(arguments + ["--merge", "1.jsonl", "3.jsonl"])
    #expect(missing.code == 65 && missing.output.isEmpty)
    #expect(
      missing.errors
        == "--merge: 7 of 21 points are in no file: 1, 4, 7, 10, 13, 16, 19; make the missing parts "
        + "with --shard, and name them too\n")
    let other = try sweep(arguments + ["--seed", "7", "--merge", "1.jsonl", "2.jsonl", "3.jsonl"])
    #expect(other.code == 65)
    #expect(other.errors.contains("1.jsonl: belongs to another sweep"))
    #expect(other.errors.contains("3.jsonl: belongs to another sweep"))
    let text = try folder.text(of: "2.jsonl")
    try folder.write(text.replacing("\"expected_hires\":3", with: "\"expected_hires\":4"), to: "x")
    if try folder.text(of: "x") != text {
      let unequal = try sweep(arguments + ["--merge", "1.jsonl", "2.jsonl", "3.jsonl", "x"])
      #expect(unequal.code == 65 && unequal.errors.contains("than a file before it"))
    }
    try folder.write("rubbish\n", to: "y")
    #expect(try sweep(arguments + ["--merge", "y"]).errors.contains("is not a part of a sweep"))
    #expect(try sweep(arguments + ["--merge", "none"]).code == 66)
  }

  @Test("one axis has its tipping points after a merge, too")
  func mergedTipping() throws {
    let arguments = ["--vary", "cluster_gpus=256..65536*1.5", "--fixed-plan"]
    let one = try whole(arguments)
    for part in 1...2 {
      _ = try sweep(arguments + ["--shard", "\(part)/2", "-o", "\(part).jsonl"])
    }
    #expect(one.contains("{\"tipping\""))
    #expect(try whole(arguments + ["--merge", "2.jsonl", "1.jsonl"]) == one)
    #expect(try !folder.text(of: "1.jsonl").contains("{\"tipping\""))
  }

  @Test("an interrupted sweep goes on from its part file, and ends with the same bytes")
  func resume() throws {
    let arguments = Self.cash + ["--format", "json", "--reproducible", "-o", "s.jsonl"]
    let first = try sweep(arguments)
    #expect(first.code == 0 && first.errors.isEmpty && folder.names == ["s.jsonl"])
    let whole = try folder.text(of: "s.jsonl")
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // Three points, and a fourth that was cut.
    let part = lines[..<4].joined(separator: "\n") + "\n" + lines[4].prefix(100)
    for (end, count) in [("", 3), ("{\"point\":{\"index\":5}}\n", 3), ("\n", 3)] {
      let text =
        end.isEmpty ? part : lines[..<4].joined(separator: "\n") + "\n" + lines[4].prefix(50) + end
      try folder.write(text, to: "s.jsonl.part")
      let again = try sweep(arguments)
      #expect(again.code == 0)
      #expect(again.errors == "fulcrum: \(count) of 7 points taken from s.jsonl.part\n")
      #expect(try folder.text(of: "s.jsonl") == whole && folder.names == ["s.jsonl"])
    }
    try folder.write(part, to: "s.jsonl.part")
    #expect(try sweep(arguments + ["--quiet"]).errors.isEmpty)
    try folder.write("", to: "s.jsonl.part")
    #expect(try sweep(arguments).errors.isEmpty)
    try folder.write(part, to: "s.jsonl.part")
    let other = try sweep(arguments + ["--seed", "3"])
    #expect(other.code == 65 && other.errors.contains("belongs to another sweep"))
    #expect(other.errors.contains("delete it, or write to another file with -o"))
    #expect(try folder.text(of: "s.jsonl.part") == part)
    try folder.write(lines[0] + "\nrubbish\n" + lines[1] + "\n", to: "s.jsonl.part")
    let damaged = try sweep(arguments).errors
    #expect(damaged.contains("\"line\" : 2") && damaged.contains("is damaged"))
  }

  @Test("Ctrl-C finishes what runs, keeps it for its owner alone, and ends with 130")
  func interrupt() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try ProgramRun.program())
    process.arguments =
      ["sweep", "--vary", "budget.cash=1M..20M:3000", "-o", "s.jsonl", "--format", "json"]
      + Self.quick
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let errors = folder.path("errors.txt")
    try Data().write(to: URL(fileURLWithPath: errors))
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let part = folder.path("s.jsonl.part")
    func lines() -> Int {
      ((try? String(contentsOfFile: part, encoding: .utf8)) ?? "").split(separator: "\n").count
    }
    let limit = Date.now + 60
    while lines() < 3, Date.now < limit { usleep(20_000) }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let said = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(said.contains("of 3000 points done; s.jsonl.part keeps them"), "\(said)")
    let mode = try FileManager.default.attributesOfItem(atPath: part)[.posixPermissions]
    #expect(mode as? Int == 0o600 && lines() >= 3)
    #expect(!FileManager.default.fileExists(atPath: folder.path("s.jsonl")))
  }

  @Test("a table for a spreadsheet has a row per point and as many cells in each")
  func csv() throws {
    let run = try sweep(Self.cash + ["--format", "csv"])
    let rows = run.output.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).count
    }
    #expect(run.code == 0 && rows.count == 8 && Set(rows).count == 1)
    #expect(run.output.hasPrefix("budget.cash,cluster_gpus_in_service,cluster_h100e,status,worth,"))
  }

  @Test("two axes are a heat map, and a tornado has bars; both can be drawn")
  func others() throws {
    let map = try sweep(
      ["--vary", "cluster_gpus=700..2000:4", "--vary", "assumptions.lapse=0..10%:3"]
        + ["--of", "accept:C-07", "--fixed-plan", "--draw", "m.svg"])
    #expect(map.code == 0 && map.output.contains("P(accept) of C-07"))
    let tornado = try sweep(["--tornado", "--of", "hires", "--draw", "t.svg"])
    #expect(tornado.code == 0 && tornado.output.contains("part_worth.cluster_gpus"))
    for run in [map, tornado] {
      #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
    for name in ["m.svg", "t.svg"] {
      #expect(try folder.text(of: name).hasPrefix("<svg xmlns="))
    }
    let lines = try whole(["--tornado", "--of", "accept:C-02", "--fixed-plan"])
      .split(separator: "\n").map { try JSONValue(String($0)) }
    #expect(lines[0]["tornado"] == .text("accept:C-02"))
    #expect(lines.compactMap { $0["bar"] }.count > 20)
    let csv = try sweep(["--tornado", "--format", "csv", "--fixed-plan"])
    #expect(csv.output.hasPrefix("input,measure,low_value,high_value,low_worth,high_worth,"))
  }

  @Test("where nothing is feasible it says why and ends with 2")
  func infeasible() throws {
    let planned = try sweep(["--vary", "clusters.bay-1.nodes=10..20:3"])
    #expect(planned.code == 2 && planned.errors.isEmpty)
    let words = planned.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("No plan is feasible at any point, at first because the floor"))
    let fixed = try sweep(
      ["--vary", "budget.cash=1..2:3", "--fixed-plan", "--set", "clusters.bay-1.nodes=10"])
    #expect(fixed.code == 2 && fixed.output.isEmpty)
    #expect(fixed.errors.hasPrefix("fulcrum: there is no plan to keep: the floor"))
  }

  @Test(
    "bad ranges end with 65 and a place, and write nothing",
    arguments: [
      (
        ["budget.cash=9M..1M"], "--vary budget.cash: budget.cash: the range runs downwards (9M..1M)"
      ),
      (["clusters.bay1.nodes=1..9"], "did you mean bay-1?"),
      (["x"], "--vary: is not PATH=RANGE (value withheld); write it like cluster_gpus=256..65536"),
      (
        ["candidates[C-02].cash=-1..3", "assumptions.lapse=1..7"],
        "--vary candidates[C-02].cash: candidates[C-02].cash: is not above 0 (value withheld)"
      ),
    ])
  func bad(ranges: [String], message: String) throws {
    let run = try sweep(ranges.flatMap { ["--vary", $0] } + ["-o", "s.jsonl"])
    #expect(run.code == 65 && run.output.isEmpty && folder.names.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == ranges.count)
    let json = try sweep(ranges.flatMap { ["--vary", $0] } + ["--format", "json"])
    #expect(json.errors.hasPrefix("{"))
  }

  @Test("diff holds a brief against a brief of the same candidate, a sweep against a sweep")
  func difference() throws {
    try folder.write(try whole(Self.cash + ["--fixed-plan"]), to: "fixed.jsonl")
    try folder.write(try whole(Self.cash), to: "planned.jsonl")
    for id in ["C-02", "C-05"] {
      let brief = try ProgramRun(
        ["offer", id, "--format", "json"] + Self.quick, in: folder.path)
      #expect(brief.code == 0, "\(brief.errors)")
      try folder.write(brief.output, to: "\(id).json")
    }
    func run(_ before: String, _ after: String) throws -> ProgramRun {
      try ProgramRun(["diff", before, after], in: folder.path)
    }
    let modes = try run("fixed.jsonl", "planned.jsonl")
    #expect(modes.output.contains("mode  fixed-plan > planned"), "\(modes.output)")
    let people = try run("C-02.json", "C-05.json")
    #expect(people.code == 65)
    #expect(people.errors.contains("speak of two candidates, C-02 and C-05"))
    let kinds = try run("C-02.json", "fixed.jsonl")
    #expect(kinds.code == 65)
    #expect(kinds.errors.contains("hold a brief against a brief, a sweep against a sweep"))
  }

  @Test("a candidate that nobody knows is refused with the nearest")
  func unknownCandidate() throws {
    let run = try sweep(["--tornado", "--of", "accept:C-002"])
    #expect(run.code == 65)
    #expect(run.errors.hasPrefix("--of: there is no such candidate (C-002); did you mean C-0"))
  }

  @Test(
    "what nobody can mean ends with 64",
    arguments: [
      [], ["--tornado", "--vary", "budget.cash=1..2"], ["--vary", "a=1..2", "--of", "worth"],
      ["--vary", "a=1..2", "--vary", "b=1..2", "--vary", "c=1..2"], ["--tornado", "--of", "rain"],
      ["--tornado", "--shard", "1/2"], ["--vary", "a=1..2", "--shard", "3/2", "-o", "x"],
      ["--vary", "a=1..2", "--shard", "1/2"], ["--vary", "a=1..2", "--levels", "0,50"],
      ["--vary", "a=1..2", "--levels", "x"], ["--tornado", "--intervals"],
      ["--vary", "a=1..2", "--shard", "1/2", "-o", "x", "--merge", "y"],
      ["--vary", "a=1..2", "--shard", "1/2", "-o", "x", "--format", "csv"],
      ["--vary", "a=1..2", "-o", "x", "--draw", "x"], ["--vary", "a=1..2", "--threads", "0"],
      ["--vary", "a=1..2", "--width", "20"], ["--vary", "a=1..2", "--format", "md"],
    ])
  func usage(arguments: [String]) throws {
    let run = try ProgramRun(["sweep"] + arguments, in: folder.path)
    #expect(run.code == 64 && run.output.isEmpty && run.errors.contains("Usage:"))
  }
}

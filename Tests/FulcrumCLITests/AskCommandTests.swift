import Foundation
import Fulcrum
import ScenarioFixtures
import Testing

@testable import FulcrumCLI

@Suite("fulcrum ask, as a process")
struct AskCommandTests {
  private let folder: TemporaryFolder
  private static let questions: [[String]] = [
    ["cluster"], ["price", "hospital", "C-01"], ["data", "hospital", "C-01"], ["gpus"], ["rival"],
    ["buy"], ["offers"],
  ]

  init() throws {
    folder = try TemporaryFolder()
    try ScenarioFiles.hospital.write(to: folder.path("hospital"))
  }

  private static func words(_ question: [String]) -> [String] {
    ["ask"] + question + (question.count == 1 ? ["hospital"] : [])
      + ["--draws", "256", "--set", "parameter_draws=16"]
  }

  @Test("answers in 80 columns and without colour in a pipe", arguments: questions)
  func table(question: [String]) throws {
    let run = try ProgramRun(Self.words(question), in: folder.path)
    #expect(run.code == 0 && run.errors.isEmpty && !run.output.contains("\u{1B}"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 && $0.last != " " })
    #expect(run.output.contains("\nASSUMED\n"))
    let narrow = try ProgramRun(Self.words(question) + ["--width", "60"], in: folder.path)
    #expect(narrow.output.split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  @Test("as one document, the same bytes for any number of threads", arguments: questions)
  func document(question: [String]) throws {
    let runs = try ["1", "2", "5"].map {
      try ProgramRun(
        Self.words(question) + ["--format", "json", "--reproducible", "--threads", $0],
        in: folder.path)
    }
    #expect(runs[0].code == 0 && Set(runs.map(\.output)).count == 1)
    let found = try JSONSerialization.jsonObject(with: Foundation.Data(runs[0].output.utf8))
    let object = try #require(found as? [String: Any])
    #expect(object["schema"] as? String == "fulcrum.answer/1" && object["run"] == nil)
    #expect(object["question"] as? String == question[0] && object["answer"] is [String: Any])
    #expect((object["inputs"] as? [Any])?.count == 4)
    #expect(Self.isRanged(found))
  }

  // Every probability of acceptance that the program found has its range beside it.
  private static func isRanged(_ value: Any) -> Bool {
    if let object = value as? [String: Any] {
      let isFound = object["accept"] != nil && object["size"] == nil && object["cheapest"] == nil
      let isLevel =
        object["accept"] is NSNumber && object.keys.count <= 5 && object["accept_low"] == nil
        && [0.5, 0.7, 0.9].contains((object["accept"] as? Double) ?? 0)
      let hasRange = object["accept_low"] != nil && object["accept_high"] != nil
      return (!isFound || hasRange || isLevel) && object.values.allSatisfy(isRanged)
    }
    return (value as? [Any])?.allSatisfy(isRanged) ?? true
  }

  @Test("without a plan it says why on standard error and ends with 2", arguments: questions)
  func infeasible(question: [String]) throws {
    let floors = [
      "--set", "teams[imaging].floor_gpus=40", "--set", "teams[clinical-text].floor_gpus=32",
    ]
    let run = try ProgramRun(Self.words(question) + floors + ["-o", "a.txt"], in: folder.path)
    #expect(run.code == 2 && run.output.isEmpty && folder.names == ["hospital"])
    #expect(run.errors.hasPrefix("fulcrum: no answer: no plan is feasible: "))
  }

  @Test(
    "what nobody can mean ends with 64, what is not there with 65",
    arguments: [
      (["price"], 64, "name a scenario and a candidate"),
      (["price", "hospital", "C-1"], 65, "did you mean C-01?"),
      (["price", "C-02", "--accept", "0"], 64, "above 0 and below 1"),
      (["price", "C-02", "--accept", "120%"], 64, "above 0 and below 1"),
      (["cluster", "--hires", "0"], 64, "--hires takes a number above 0"),
      (["rival", "--factor", "-1"], 64, "--factor"),
      (["rival", "--employer", "meta-10k"], 65, "did you mean meta-100k?"),
      (["buy", "--dollars", "0"], 64, "takes dollars above 0"),
      (["buy", "--gpu-price", "30k"], 64, "ACCELERATOR=AMOUNT"),
      (["offers", "--accept", "0"], 64, "--accept takes 1 to 10000"),
      (["offers", "--confidence", "1"], 64, "above 0 and below 1"),
      (["data", "C-99"], 65, "did you mean C-09?"), (["cluser"], 64, "did you mean cluster?"),
      (["gpus", "--width", "10"], 64, "--width takes 60 to 200"),
    ])
  func mistaken(words: [String], code: Int32, message: String) throws {
    let run = try ProgramRun(["ask"] + words, in: folder.path)
    #expect(run.code == code && run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test("one word is a scenario if there is one of that name, else a candidate")
  func oneWord() throws {
    let folder = try ProgramRun(["ask", "data", "hospital"], in: folder.path)
    #expect(folder.code == 0 && folder.output.contains("C-04"))
    let one = try ProgramRun(["ask", "data", "C-09", "--example", "data-beats-gpus"])
    #expect(one.code == 0 && one.output.hasPrefix("Yes: at $400k"))
  }
}

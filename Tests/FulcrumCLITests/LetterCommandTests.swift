import Foundation
import Fulcrum
import ScenarioFixtures
import Testing

@testable import FulcrumCLI

@Suite("fulcrum letter, as a process")
struct LetterCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try ScenarioFiles.hospital.write(to: folder.path("hospital"))
  }

  @Test(
    "writes the page of a candidate of a scenario, of an example, or of the built-in one",
    arguments: [
      ["hospital", "C-01"], ["C-01", "--example", "hospital"], ["C-07"],
      ["C-07", "--set", "clusters.bay-1.nodes=130"], ["C-07", "--preset", "compute-first"],
    ])
  func written(arguments: [String]) throws {
    let run = try ProgramRun(["letter"] + arguments + ["--reproducible"], in: folder.path)
    #expect(run.code == 0 && run.output.hasPrefix("<!DOCTYPE html>\n"))
    #expect(run.errors.hasPrefix("note: the letter promises "), "\(run.errors)")
    let again = try ProgramRun(
      ["letter"] + arguments + ["--reproducible", "--quiet", "-o", "a.html"], in: folder.path)
    #expect(again.code == 0 && again.output.isEmpty && again.errors.isEmpty)
    #expect(try folder.text(of: "a.html") == run.output)
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path("a.html"))
    #expect(mode[.posixPermissions] as? Int == 0o600)
  }

  @Test(
    "another package than the plan's says on standard error what it does to the others",
    arguments: [
      (
        ["C-02", "--package", "1x_64-h100_autonomy-0.4_data-0.9"],
        "note: this replaces the plan: offers to C-06, C-09 and C-12 change; do not send"
      ),
      (
        ["C-03", "--package", "0.8x_128-h100_autonomy-0.4_data-0.9"],
        "note: C-03 wants a cluster of 10,000 GPUs, ours is 1,016: the letter will not open that"
      ),
    ])
  func replaced(arguments: [String], note: String) throws {
    let run = try ProgramRun(["letter"] + arguments, in: folder.path)
    #expect(run.code == 0 && run.errors.contains(note), "\(run.errors)")
    #expect(!run.output.contains("C-06") && !run.output.contains("10,000"))
    let quiet = try ProgramRun(
      ["letter"] + arguments + ["--quiet", "-o", "a.html"], in: folder.path)
    #expect(quiet.code == 0 && quiet.errors.isEmpty)
  }

  @Test("as Markdown, with who writes and when")
  func markdown() throws {
    let run = try ProgramRun(
      ["letter", "hospital", "C-01", "--format", "md", "--from", "City Hospital"],
      in: folder.path)
    #expect(run.code == 0)
    #expect(run.output.contains(/City Hospital · [0-9]{4}-[0-9]{2}-[0-9]{2} · reference C-01\n/))
    let bare = try ProgramRun(
      ["letter", "hospital", "C-01", "--format", "md", "--reproducible"], in: folder.path)
    #expect(bare.output.contains("\nreference C-01\n"))
  }

  @Test(
    "without an offer it says why on standard error, ends with 2 and writes nothing",
    arguments: [
      (["C-03"], "no letter for C-03: the plan makes C-03 no offer: wants a cluster of 10,000"),
      (
        [
          "C-02", "--set", "clusters.bay-1.nodes=80", "--package", "1x_96-h100_autonomy-0.4_data-0",
        ],
        "the largest promise that holds is 64 GPUs"
      ),
      (
        [
          "C-02", "--set", "teams[serving].floor_gpus.h100=176", "--set",
          "teams[pretraining].floor_gpus.h100=416", "--set",
          "teams[posttraining].floor_gpus.h100=304", "--set",
          "teams[multimodal].floor_gpus.h100=208",
        ], "no plan is feasible: "
      ),
    ])
  func refused(arguments: [String], words: String) throws {
    let run = try ProgramRun(["letter"] + arguments + ["-o", "a.html"], in: folder.path)
    #expect(run.code == 2 && run.output.isEmpty && folder.names == ["hospital"])
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test(
    "what is not there is named with the nearest that is",
    arguments: [
      (["hospital", "C-1"], 65, "there is no such candidate (C-1); did you mean C-01?"),
      (["C-99"], 65, "no such candidate (C-99); did you mean C-09?"),
      (["someone"], 65, "there are C-01, C-02"),
      (
        ["C-02", "--package", "1x_96-h100_autonomy-0.5_data-0"], 65,
        "did you mean 1x_96-h100_autonomy-0.4_data-0?"
      ),
      (["nowhere", "C-01"], 66, "nowhere"),
      ([], 64, "name a scenario and a candidate, such as: my-lab C-02"),
      (["hospital", "C-01", "--example", "lab"], 64, "are two scenarios; keep one"),
      (["C-01", "--format", "pdf"], 64, "'html'"),
    ])
  func mistaken(arguments: [String], code: Int32, words: String) throws {
    let run = try ProgramRun(["letter"] + arguments, in: folder.path)
    #expect(run.code == code && run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}

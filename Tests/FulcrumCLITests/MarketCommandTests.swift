import Foundation
import Fulcrum
import Testing

@Suite("fulcrum market, as a process")
struct MarketCommandTests {
  @Test("lists employers, the largest first, and counts those above a cut-off")
  func employers() throws {
    let run = try ProgramRun(["market", "employers", "--min-gpus", "10k"])
    #expect(run.code == 0 && run.errors.isEmpty)
    let above = Employer.shipped.filter { $0.h100e >= 10_000 }.count
    #expect(run.output.contains("\n\(above) of \(Employer.shipped.count) employers have one"))
    #expect(run.output.contains("not a census"))
    #expect(run.output.split(separator: "\n")[1].hasPrefix("xai-colossus "))
    let narrow = try ProgramRun(["market", "employers", "--region", "uk", "--stage", "university"])
    #expect(narrow.output.contains("\nisambard-ai ") && narrow.output.contains("\n1 employer of"))
    let quiet = try ProgramRun(["market", "employers", "--quiet"])
    #expect(quiet.output.split(separator: "\n").count == Employer.shipped.count + 2)
  }

  @Test(
    "one name shows all that is known of it",
    arguments: [
      (["employers", "bloomberg"], "https://arxiv.org/abs/2303.17564"),
      (["profiles", "startup"], "money for a year or two"),
    ])
  func one(arguments: [String], text: String) throws {
    let run = try ProgramRun(["market"] + arguments)
    #expect(run.code == 0 && run.output.contains(text))
  }

  @Test(
    "documents and tables are the same bytes each time",
    arguments: ["employers", "profiles", "segments"])
  func shapes(list: String) throws {
    let folder = try TemporaryFolder()
    for format in ["json", "csv", "table"] {
      let arguments = ["market", list, "--format", format, "--reproducible"]
      let printed = try ProgramRun(arguments)
      #expect(printed.code == 0)
      let written = try ProgramRun(arguments + ["-o", "x"], in: folder.path)
      #expect(written.output.isEmpty)
      #expect(try folder.text(of: "x") == printed.output)
    }
    let json = try JSONValue(
      ProgramRun(["market", list, "--format", "json", "--reproducible"]).output)
    guard case .object(let object) = json else {
      Issue.record("no object")
      return
    }
    #expect(object["schema"] == .text("fulcrum.market/1") && object["kind"] == .text(list))
    #expect(object["run"] == nil && object[list] != nil)
  }

  @Test("a scenario's own segments are among them, with what --set says")
  func segments() throws {
    let folder = try TemporaryFolder()
    #expect(try ProgramRun(["init", "lab"], in: folder.path).code == 0)
    let yaml = try folder.text(of: "lab/scenario.yaml")
    try folder.write(yaml + "\nsegments: {biology: {like: applied}}\n", to: "lab/scenario.yaml")
    let run = try ProgramRun(
      ["market", "segments", "lab", "--set", "segments.biology.cutoff_median=7k"], in: folder.path)
    let line = run.output.split(separator: "\n").first { $0.hasPrefix("biology ") }
    #expect(line?.contains(" 7,000 ") == true)
  }

  @Test(
    "what is not there is refused, with the nearest that is",
    arguments: [
      (
        ["employers", "metta-100k"], 65,
        "is none of the employers (metta-100k); did you mean meta-100k?"
      ),
      (["employers", "imbue"], 65, "did you mean imbue-10k?"),
      (
        ["profiles", "x"], 65,
        "command line: is none of the profiles (x); see fulcrum market profiles"
      ),
      (["employers", "--region", "azia"], 64, "there is no such region: did you mean asia?"),
      (["employers", "--stage", "circus"], 64, "there are frontier-lab, big-tech, startup"),
      (
        ["employers", "--min-gpus", "5..9"], 64, "takes H100-equivalents, such as 10k; 5..9 is none"
      ),
      (["employers", "alps", "--region", "uk"], 64, "takes no --region"),
      (["segments", "nowhere"], 66, "nowhere"),
    ] as [([String], Int32, String)])
  func refused(arguments: [String], code: Int32, message: String) throws {
    let run = try ProgramRun(["market"] + arguments)
    #expect(run.code == code && run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test("the pages name every profile and every segment")
  func pages() throws {
    let employers = try ProgramRun(["help", "employers"]).output
    for profile in EmployerProfile.shipped { #expect(employers.contains(profile.id)) }
    let segments = try ProgramRun(["help", "segments"]).output
    for segment in Segment.shipped { #expect(segments.contains(segment.id)) }
  }

  @Test("a plan by employers and own segments says what it took from the tables, and verifies")
  func plan() throws {
    let folder = try TemporaryFolder()
    let files = BuiltinScenario.lowerCashWins.files
    let yaml = files[0].text.replacing("kind: rival", with: "kind: rival, employer: meta-100k")
      .replacing("segment: safety", with: "segment: care")
    #expect(yaml.contains("employer: meta-100k") && yaml.contains("segment: care"))
    try folder.write(yaml + "\nsegments: {care: {like: safety, data: 9%}}\n", to: "s.yaml")
    let run = try ProgramRun(
      ["plan", "s.yaml", "--format", "json", "--no-explain", "-o", "p.json"], in: folder.path)
    #expect(run.code == 0, "\(run.errors)")
    let plan = try folder.text(of: "p.json")
    #expect(plan.contains(" at frontier-lab\"") && plan.contains("\"worth of data to care\""))
    #expect(try ProgramRun(["verify", "p.json"], in: folder.path).code == 0)
  }
}

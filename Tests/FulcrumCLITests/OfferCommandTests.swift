import Foundation
import ScenarioFixtures
import Testing

@Suite("fulcrum offer, as a process")
struct OfferCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(["offer"] + arguments, in: folder.path)
  }

  @Test("a candidate of the built-in example, of a folder, of another example: the same screen")
  func subjects() throws {
    let builtin = try run("C-09")
    #expect(builtin.code == 0 && builtin.errors.isEmpty)
    #expect(builtin.output.hasPrefix("C-09 · scientific-ML researcher · L5 · applied"))
    #expect(try run("C-09", "--example", "lab").output == builtin.output)
    #expect(try ProgramRun(["init", "lab"], in: folder.path).code == 0)
    #expect(try run("lab", "C-09").output == builtin.output)
    #expect(try run("builtin:lab", "C-09").output == builtin.output)
    #expect(!builtin.output.contains("\u{1B}"))
    let other = try run("C-09", "--example", "data-beats-gpus")
    #expect(other.code == 0 && other.output.contains("$400k cash, $140k equity, data"))
  }

  @Test("equal inputs give equal bytes on any number of threads")
  func reproducible() throws {
    let one = try run("C-02", "--format", "json", "--reproducible", "--threads", "1")
    let two = try run("C-02", "--format", "json", "--reproducible", "--threads", "3")
    #expect(one.code == 0 && one.output == two.output)
    #expect(!one.output.contains("\"run\""))
    #expect(try run("C-02", "--format", "json").output.contains("\"run\""))
  }

  @Test(
    "mistakes name what is there",
    arguments: [
      (["C-2"], 65, "candidate: there is no such candidate (C-2); did you mean C-02?"),
      (
        ["C-05", "--package", "1.3x_64-h100_autonomy-0.4_data-0.8"], 65,
        "--package: there is no such package for C-05 (1.3x_64-h100_autonomy-0.4_data-0.8); "
          + "did you mean 1.3x_64-h100_autonomy-0.4_data-0.9?"
      ),
      ([], 64, "Error: name a scenario and a candidate, such as: my-lab C-02"),
      (
        ["x", "C-01", "--example", "lab"], 64,
        "Error: x and --example lab are two scenarios; keep one"
      ),
      (["C-01", "--width", "20"], 64, "Error: --width takes 60 to 200; 20 is not"),
    ])
  func mistakes(arguments: [String], code: Int32, message: String) throws {
    let run = try ProgramRun(["offer"] + arguments, in: folder.path)
    #expect(run.code == code && run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test("no plan, no brief: exit 2 and a pointer")
  func infeasible() throws {
    let run = try run("C-02", "--set", "clusters.bay-1.nodes=20")
    #expect(run.code == 2 && run.output.isEmpty && run.errors.contains("no plan is feasible"))
  }

  @Test("a file is for its owner alone, and Markdown is one of the forms")
  func files() throws {
    #expect(try run("C-05", "--format", "md", "-o", "brief.md").code == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("brief.md"))
    #expect((attributes[.posixPermissions] as? Int) == 0o600)
    #expect(try folder.text(of: "brief.md").hasPrefix("# C-05"))
  }
}

@Suite("fulcrum diff of briefs, as a process")
struct OfferDifferenceTests {
  @Test("briefs go beside briefs, and beside nothing else")
  func briefs() throws {
    let folder = try TemporaryFolder()
    for (file, preset) in [("a.json", "undecided"), ("b.json", "cash-first")] {
      let run = try ProgramRun(
        ["offer", "C-09", "--format", "json", "-o", file, "--preset", preset], in: folder.path)
      #expect(run.code == 0, "\(run.errors)")
    }
    let run = try ProgramRun(["diff", "a.json", "b.json"], in: folder.path)
    #expect(run.code == 0 && run.output.contains("preset  undecided > cash-first"))
    #expect(run.output.contains("C-09 accepts"))
    let same = try ProgramRun(["diff", "a.json", "a.json"], in: folder.path)
    #expect(same.output == "a.json > a.json: the same inputs and the same figures\n")
    let mixed = try ProgramRun(["diff", "a.json", "builtin:lab"], in: folder.path)
    #expect(mixed.code == 65 && mixed.errors.contains("a brief against a brief"))
    let text = try folder.text(of: "a.json")
    try folder.write(String(text.dropLast(text.count / 3)), to: "cut.json")
    let cut = try ProgramRun(["diff", "cut.json", "a.json"], in: folder.path)
    #expect(cut.code == 65, "\(cut.errors)")
  }

  @Test("sweeps go beside sweeps: what tips where, and P at the same points")
  func sweeps() throws {
    let folder = try TemporaryFolder()
    for (file, preset) in [("a.jsonl", "undecided"), ("b.jsonl", "compute-first")] {
      let run = try ProgramRun(
        [
          "sweep", "--vary", "cluster_gpus=1016..64k:4", "--fixed-plan", "--format", "json", "-o",
          file, "--preset", preset, "--quiet",
        ], in: folder.path)
      #expect(run.code == 0, "\(run.errors)")
    }
    let run = try ProgramRun(["diff", "a.jsonl", "b.jsonl"], in: folder.path)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("preset  undecided > compute-first"))
    #expect(run.output.contains("C-02 passes 50 %, cluster_gpus"))
    #expect(run.output.contains("C-02 accepts at cluster_gpus 1,016"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let same = try ProgramRun(["diff", "a.jsonl", "a.jsonl"], in: folder.path)
    #expect(same.output == "a.jsonl > a.jsonl: the same inputs and the same figures\n")
    let lines = try folder.text(of: "a.jsonl").split(separator: "\n")
    try folder.write(lines.dropLast().joined(separator: "\n"), to: "cut.jsonl")
    let cut = try ProgramRun(["diff", "cut.jsonl", "a.jsonl"], in: folder.path)
    #expect(cut.code == 65 && cut.errors.contains("is not a whole fulcrum.sweep/1 document"))
  }
}

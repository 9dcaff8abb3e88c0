import Foundation
import ScenarioFixtures
import Testing

@Suite("fulcrum diff, as a process")
struct DiffCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try ScenarioFiles.bareHospital.write(to: folder.path("a"))
    try FileManager.default.createDirectory(
      atPath: folder.path("b"), withIntermediateDirectories: true)
    try folder.write(
      "base: ../a\nbudget: {cash: 900k}\nteams: {imaging: {heads: 9}}\n", to: "b/scenario.yaml")
  }

  private func run(_ arguments: String...) throws -> ProgramRun {
    try ProgramRun(["diff"] + arguments, in: folder.path)
  }

  private func plan(_ scenario: String, to file: String, _ more: String...) throws {
    let run = try ProgramRun(
      ["plan", scenario, "--format", "json", "-o", file] + more, in: folder.path)
    #expect(run.code == 0, "\(run.errors)")
  }

  @Test("a variant against its base: the two inputs, then who gains and who gives")
  func variant() throws {
    let run = try run("a", "b")
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(run.output.hasPrefix("a > b: 2 inputs differ, "))
    #expect(run.output.contains("budget.cash           620,000 > 900,000\n"))
    #expect(run.output.contains("teams[imaging].heads  6 > 9\n"))
    #expect(run.output.contains("\nTEAMS "))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(try !self.run("a", "b", "--no-plan").output.contains("TEAMS"))
    #expect(try self.run("a", "a").output == "a > a: the same inputs and the same plan\n")
    #expect(try self.run("a", "a", "--quiet").output.isEmpty)
  }

  @Test("what a plan of another's making holds cannot act on the terminal")
  func escapes() throws {
    try plan("a", to: "a.json")
    let hostile = try folder.text(of: "a.json").replacing("\"imaging\"", with: #""ima\u001b[2J""#)
    try folder.write(hostile, to: "h.json")
    let run = try run("a.json", "h.json")
    #expect(run.code == 0 && run.output.contains(#"ima\u{1b}[2J"#))
    #expect(!run.output.contains("\u{1b}"))
    let verified = try ProgramRun(["verify", "h.json"], in: folder.path)
    #expect(verified.code == 65 && !verified.output.contains("\u{1b}"))
  }

  @Test("the document says the same as the two plans, whether made now or on paper")
  func documents() throws {
    try plan("a", to: "a.json")
    try plan("b", to: "b.json")
    var texts: [JSONValue] = []
    for (old, new) in [("a", "b"), ("a.json", "b.json"), ("a", "b.json"), ("a.json", "b")] {
      let run = try run(old, new, "--format", "json")
      #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
      texts.append(try JSONValue(run.output))
    }
    let plans = try ["a.json", "b.json"].map { try JSONValue(folder.text(of: $0)) }
    for text in texts {
      #expect(text["schema"] == .text("fulcrum.diff/1"))
      #expect(text["worth"]?["before"] == plans[0]["objective"])
      #expect(text["worth"]?["after"] == plans[1]["objective"])
      for key in ["teams", "offers", "resources"] { #expect(text[key] == texts[0][key]) }
    }
    #expect(texts[0]["inputs"] != .list([]) && texts[1]["inputs"] == .list([]))
    #expect(texts[1]["files"] != .list([]))
    #expect(try run("a", "a.json").output == "a > a.json: the same inputs and the same plan\n")
  }

  @Test("dollars are told as dollars, and later months as months")
  func rows() throws {
    try folder.write(
      "base: ../a\nbudget: {rent: 200k}\nprices: {h100: {rentable_nodes: 2, rent_per_gpu_hour: 1}}\n"
        + "clusters: {clinic: {deliveries: {3: 2}}}\n", to: "b/scenario.yaml")
    let run = try run("a", "b")
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains(#/\nrent +none > \$200k +none > \$/#))
    #expect(run.output.contains(#/\nh100 from month 3 +none > 1\d /#))
    #expect(run.output.contains(", later others ") && !run.output.contains("@"))
    #expect(run.output.contains(#/\nclusters.clinic.deliveries +added: 3: 2\n/#))
  }

  @Test("settings of two plans that differ are inputs")
  func settings() throws {
    try plan("a", to: "a.json")
    try plan("a", to: "c.json", "--preset", "cash-first", "--set", "budget.cash=700k")
    let run = try run("a.json", "c.json")
    #expect(run.output.contains("preset             undecided > cash-first\n"))
    #expect(run.output.contains("--set budget.cash  not given > 700k\n"))
    #expect(run.output.contains("preset differs: worth before and after are two measures"))
  }

  @Test("no plan on one side is said with its conflict, and nobody is called gone")
  func infeasible() throws {
    try folder.write("base: a\nclusters: {clinic: {nodes: 2}}\n", to: "c.yaml")
    let run = try run("a", "c.yaml")
    #expect(run.code == 0)
    #expect(run.output.contains("c.yaml: no plan is feasible.\n"))
    #expect(run.output.contains("floors"))
    #expect(!run.output.contains("TEAMS"))
  }

  @Test("problems of both come at once, in order of place, and withhold what is private")
  func bad() throws {
    try folder.write("base: ../a\nbudget: {cash: much}\n", to: "b/scenario.yaml")
    try folder.write("base: a\nteams: {imaging: {pay: 98765x}}\n", to: "c.yaml")
    let run = try run("b", "c.yaml")
    #expect(run.code == 65 && run.output.isEmpty)
    #expect(
      run.errors == """
        b/scenario.yaml:2:16: budget.cash: is not a number (much); give dollars a year, such as 450k
        c.yaml:2:24: teams[imaging].pay: is not a number (value withheld); give dollars a year \
        above 0, such as 450k

        """)
    #expect(try self.run("a", "nowhere").code == 66)
    try folder.write("{\"schema\": \"fulcrum.offer/1\"}", to: "o.json")
    #expect(try self.run("a", "o.json").code == 65)
    try folder.write("{\"schema\": \"fulcrum.plan/1\", ", to: "cut.json")
    let cut = try self.run("a", "cut.json")
    #expect(cut.code == 65 && cut.errors.hasPrefix("cut.json: is not a whole fulcrum.plan/1"))
    try plan("a", to: "a.json")
    #expect(try self.run("a", "a.json", "--no-plan").code == 65)
    #expect(try self.run("a").code == 64)
  }

  @Test("a plan on a base verifies, wherever its own files lie")
  func verifies() throws {
    try plan("b", to: "b.json")
    let run = try ProgramRun(["verify", folder.path("b.json")], in: "/")
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    try folder.write(
      "base: builtin:lab\ndraws: 256\nparameter_draws: 16\nteams: {data: ~}\n", to: "l.yaml")
    try plan("l.yaml", to: "l.json")
    #expect(try ProgramRun(["verify", "l.json"], in: folder.path).code == 0)
  }
}

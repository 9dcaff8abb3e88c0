import Foundation
import Fulcrum
import Testing

@testable import FulcrumCLI

@Suite("Overbooking and answers on the command line")
struct OverbookingCommandTests {
  @Test(
    "a plan on paper is verified, and one that was changed is not", arguments: ["chance", "cost"])
  func verified(mode: String) throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/plan.json"
    let run = try ProgramRun(
      [
        "plan", "--set", "policy.overbooking=\(mode)", "--no-explain", "--node-limit", "100",
        "--format", "json", "-o", file,
      ], in: folder.path)
    #expect(run.code == 0 || run.code == 3, "\(run.errors)")
    let verified = try ProgramRun(["verify", file], in: folder.path)
    #expect(verified.code == 0, "\(verified.output)")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    for (key, value) in [("expected_shortfall", "7.5"), ("rent_units", "77"), ("reserve", "1")] {
      let wrong = text.replacing(try Regex("\"\(key)\" : [0-9.e-]+"), with: "\"\(key)\" : \(value)")
      try wrong.write(toFile: file, atomically: true, encoding: .utf8)
      #expect(try ProgramRun(["verify", file], in: folder.path).code == 65, "\(key)")
    }
  }

  @Test("answers take the plan's packages, plan again, and verify")
  func answered() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/plan.json"
    let run = try ProgramRun(
      [
        "plan", "--answered", "C-07=yes", "--answered", "C-05=no,C-09=yes", "--no-explain",
        "--format", "json", "-o", file,
      ], in: folder.path)
    #expect(run.code == 0, "\(run.errors)")
    let json = try PlanDocument(json: String(contentsOfFile: file, encoding: .utf8))
    #expect(json.answers?.map(\.candidate) == ["C-05", "C-07", "C-09"])
    #expect(json.answers?.map(\.answer) == ["no", "yes", "yes"])
    #expect(json.overrides.filter { $0.path.hasPrefix("answers.") }.count == 3)
    #expect(json.answerEffect?.proven == true)
    #expect(try ProgramRun(["verify", file], in: folder.path).code == 0)
    let face = try ProgramRun(["plan", "--answered", "C-05=no", "--no-explain"], in: folder.path)
    #expect(face.output.contains("ANSWERS  C-05 refused."))
  }

  @Test(
    "answers that cannot be are refused with a remedy",
    arguments: [
      ("C-02=yes,C-02=no", Int32(64), "two answers of C-02"), ("C-02", 64, "ID=yes"),
      ("C-02=maybe", 64, "ID=yes"), ("C-99=no", 65, "no such candidate"),
      ("C-03=yes", 65, "name the package"), ("C-02=yes:gold", 65, "cannot be offered"),
    ])
  func refused(answer: String, code: Int32, words: String) throws {
    let run = try ProgramRun(["plan", "--answered", answer])
    #expect(run.code == code && run.errors.contains(words), "\(run.code): \(run.errors)")
  }

  @Test(
    "every command takes a scenario whose promises may be refused",
    arguments: [
      ["offer", "C-02"], ["ask", "offers"], ["ask", "price", "C-07"], ["letter", "C-07"],
      ["sweep", "--vary", "budget.cash=6M..8M:2", "--fixed-plan"],
    ])
  func commands(words: [String]) throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(words + ["--overbook", "5%"], in: folder.path)
    #expect([0, 3].contains(run.code), "\(run.errors)")
  }
}

import Allocation
import Documents
import Testing
import Units

@testable import ProblemFiles

@Suite("fulcrum.solution/1")
struct SolutionTests {
  private static func document(
    _ problem: ValuedProblem, nodes: Int = 2_000_000, run: SolutionDocument.Run? = nil
  ) -> SolutionDocument {
    SolutionDocument(
      problem, problem.solve(within: SearchLimits(nodes: nodes)), version: "1", run: run,
      path: { $0 })
  }

  private static let table = """
    claimant,option,value,r,s
    capacity,,,10,100
    a,none,0,,
    a,some,1.25,4,40
    a,more,2,7,70
    b,none,0,,
    b,some,1.5,5,20
    """

  private static func generated(_ text: String, isShared: Bool = false) throws -> ValuedProblem {
    ValuedProblem(
      try ReferenceShape(
        text, isShared: isShared, isInBlocks: false, at: SourceLocation(file: "test")))
  }

  @Test("what is written reads back the same")
  func roundTrip() throws {
    let run = SolutionDocument.Run(
      seconds: 0.25, readingSeconds: 1e-05, threads: 2, kernel: "avx2", generated: "2026-01-01")
    let problems = [
      try problem(Self.table), try problem(Self.table, capacities: ["r=8", "s=1k"]),
      try problem(Self.table, capacities: ["r=-1"]), try problem(Self.table, as: "a \"b\"\\ü.csv"),
      try Self.generated("300,16,4,7"), try Self.generated("40,16,4,7", isShared: true),
    ]
    for problem in problems {
      for document in [Self.document(problem, run: run), Self.document(problem, nodes: 0)] {
        let read = try SolutionDocument(reading: InputText(document.json, file: "s.json"))
        #expect(read == document && read.json == document.json)
        let check = SolutionCheck(of: read, against: problem)
        #expect(check.holds, "\(check.findings)")
      }
    }
  }

  @Test("the choice of a small table is the best by hand, in the table's own numbers")
  func byHand() throws {
    let document = Self.document(try problem(Self.table))
    // some + some uses 9 of 10 and is worth 2.75; more + some would use 12.
    #expect(document.choice.map(\.option) == ["some", "some"])
    #expect(document.digits(document.objective ?? 0) == "2.75" && document.status == .optimal)
    #expect(document.csv == "claimant,option,value\na,some,1.25\nb,some,1.5\n")
    let short = Self.document(try problem(Self.table, capacities: ["r=-1"]))
    #expect(short.status == .infeasible && short.objective == nil && short.bound == nil)
    #expect(short.shortfall?.resources.map(\.needed) == [0])
  }

  /// Each changes one figure of a true document.
  static let lies: [(what: String, change: @Sendable (inout SolutionDocument) -> Void)] = [
    ("problem", { $0.checksum = "0000000000000000" }),
    ("problem", { $0.rows[0].capacity += 1 }),
    ("problem", { $0.rows[0].isRule = true }),
    ("problem", { $0.decimals += 1 }),
    ("choice", { $0.choice.removeLast() }),
    ("choice", { $0.choice[3].option = "9999" }),
    ("choice", { $0.choice[3].value += 1 }),
    ("choice", { $0.choice.swapAt(0, 1) }),
    ("feasibility", { $0.rows[1].used = ($0.rows[1].used ?? 0) - 1 }),
    ("objective", { $0.objective = ($0.objective ?? 0) + 1 }),
    ("bound", { $0.certifiedBound = ($0.certifiedBound ?? 0) - 1 }),
    ("bound", { $0.rows[0].price += 1 }),
    ("bound", { $0.rows[0].price = -1 }),
    ("bound", { $0.bound = ($0.objective ?? 0) - 1 }),
    ("bound", { $0.relativeGap = 0.5 }),
  ]

  @Test("a figure that is not true is found", arguments: lies.indices)
  func lie(index: Int) throws {
    let problem = try Self.generated("60,8,2,5")
    var document = Self.document(problem)
    Self.lies[index].change(&document)
    let check = SolutionCheck(of: document, against: problem)
    #expect(check.findings.first { !$0.holds }?.what == Self.lies[index].what, "\(check.findings)")
  }

  @Test("figures at the ends of whole numbers are found wrong, not added up")
  func extremes() throws {
    let problem = try Self.generated("60,8,2,5")
    for (bound, objective) in [(Int128.max, Int128.min), (.min, .max), (.max, .max)] {
      var document = Self.document(problem)
      (document.bound, document.objective) = (bound, objective)
      #expect(!SolutionCheck(of: document, against: problem).holds)
    }
    for nodes in [Int.min, -1, .max] {
      var document = Self.document(problem, nodes: 40)
      document.nodes = nodes
      #expect(SolutionCheck(of: document, against: problem).holds)
    }
  }

  @Test("a choice that exceeds a capacity, or is not the best, does not verify")
  func worse() throws {
    let problem = try Self.generated("60,8,2,5")
    var document = Self.document(problem)
    // Everybody's least option: feasible, and far from optimal.
    let table = problem.problem
    let least = [Int](repeating: 0, count: table.claimants.count)
    func take(_ choice: [Int]) {
      document.choice = choice.enumerated().map { claimant, position in
        let option = table.start[claimant] + position
        return .init(
          claimant: table.claimants[claimant], option: problem.optionID(option),
          value: table.value[option])
      }
      let used = table.used(choice)
      for row in used.indices { document.rows[row].used = used[row] }
      document.objective = table.objective(choice)
      document.bound = document.objective
      document.relativeGap = 0
    }
    take(least)
    let found = SolutionCheck(of: document, against: problem).findings.filter { !$0.holds }
    #expect(found.map(\.what) == ["proof"])
    take(table.claimants.indices.map { table.start[$0 + 1] - table.start[$0] - 1 })
    let over = SolutionCheck(of: document, against: problem).findings.first { !$0.holds }
    #expect(over?.what == "feasibility")
  }

  @Test("a wrong claim that nothing is feasible is found")
  func falselyInfeasible() throws {
    var document = Self.document(try problem(Self.table, capacities: ["r=-1"]))
    let truth = try problem(Self.table)
    document.checksum = truth.checksum
    document.rows[0].capacity = 10
    let check = SolutionCheck(of: document, against: truth)
    #expect(check.findings.filter { !$0.holds }.map(\.what) == ["proof"])
  }

  @Test("a search that was cut short states a gap, and a gap asked for ends it")
  func gaps() throws {
    let problem = try Self.generated("100,16,8,1", isShared: true)
    let cut = problem.solve(within: SearchLimits(nodes: 5))
    #expect(cut.status == .feasible && cut.relativeGap > 0 && cut.bound >= cut.objective)
    let near = problem.solve(within: SearchLimits(nodes: 3000), gap: 0.01)
    #expect(near.relativeGap <= 0.01 && near.nodes <= 300)
    let check = SolutionCheck(of: Self.document(problem, nodes: 40), against: problem)
    #expect(check.holds, "\(check.findings)")
  }

  @Test(
    "what is no whole solution is refused",
    arguments: [
      ("{}", "value_unit is missing or wrong"), ("[1]", "value_unit is missing"),
      ("{\"schema\": \"fulcrum.plan/1\"}", "is a document of another kind"),
      ("{\"schema\": \"fulcrum.sol", "is not JSON"),
    ])
  func notWhole(text: String, message: String) {
    do throws(Diagnostics) {
      _ = try SolutionDocument(reading: InputText(text, file: "s"))
      Issue.record("accepted")
    } catch {
      #expect(error.description.contains(message), "\(error)")
    }
  }

  @Test("every cut of a document is refused, and none crashes")
  func truncated() throws {
    let text = Self.document(try problem(Self.table)).json
    for length in stride(from: 1, to: text.utf8.count - 2, by: 7) {
      #expect(throws: Diagnostics.self) {
        _ = try SolutionDocument(
          reading: InputText(String(text.prefix(length)), file: "s"))
      }
    }
  }
}

import Documents
import Scenario
import Testing

@Suite("floors, ceilings and the pool") struct TeamLimitTests {
  @Test("a floor above the pool is read: that nothing is feasible is the plan's answer")
  func floorAbovePool() throws {
    var small = SmallScenario()
    small.replace(",24,16,32", with: ",24,80,80", in: "teams.csv")
    let serving = try #require(small.read().teams.first { $0.id == "serving" })
    #expect((serving.floor, serving.ceiling) == ([10], [10]))
  }

  @Test("without a ceiling a team may get the pool, or its floor where that is more")
  func noCeiling() throws {
    var small = SmallScenario()
    small.replace(",24,16,32", with: ",24,80,", in: "teams.csv")
    #expect(try small.read().teams.map(\.ceiling) == [[8], [10]])
    small.replace(",24,80,", with: ",24,16,", in: "teams.csv")
    #expect(try small.read().teams.map(\.ceiling) == [[8], [9]])
  }

  @Test("more grants than can be valued are refused with a remedy")
  func tooManyGrants() {
    var small = SmallScenario()
    small.replace(",24,16,32", with: ",24,16,8000000", in: "teams.csv")
    small.replace("nodes: 10,", with: "nodes: 100000,", in: "scenario.yaml")
    let error = #expect(throws: Diagnostics.self) { try small.read() }
    #expect(
      error?.description == """
        s/teams.csv:3:1: teams[serving]: may get more than 50000 different grants; narrow it with \
        floor_gpus and ceiling_gpus, such as half and twice of what it has
        """)
  }
}

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

  @Test("without a ceiling only the pool sets an end")
  func noCeiling() throws {
    var small = SmallScenario()
    small.replace(",24,16,32", with: ",24,16,", in: "teams.csv")
    let serving = try #require(small.read().teams.first { $0.id == "serving" })
    #expect(serving.ceiling == [nil])
    #expect((serving.least(of: 0), serving.most(of: 0)) == (2, nil))
  }

  @Test(
    "a change limit keeps the grant near the holding, within floor and ceiling",
    arguments: [("8", 2, 4), ("0", 3, 3), ("16", 2, 4), ("~", 2, 4)])
  func changeLimit(limit: String, least: Int, most: Int) throws {
    let change = Scenario.Override(path: "teams[serving].change_limit_gpus", value: limit)
    let serving = try #require(SmallScenario().read([change]).teams.first { $0.id == "serving" })
    #expect((serving.least(of: 0), serving.most(of: 0)) == (least, most))
  }

  @Test(
    "the policy's change limit is a share of the holding, rounded up, where no team's own says more"
  )
  func policyChangeLimit() throws {
    let lab = try Scenario(.lab, overrides: [.init(path: "policy.change_limit", value: "25%")])
    let multimodal = try #require(lab.teams.first { $0.id == "multimodal" })
    #expect(multimodal.current == [4, 18])
    #expect(multimodal.changeLimit == [1, 5])
    #expect((multimodal.least(of: 1), multimodal.most(of: 1)) == (13, 23))
    let product = try #require(lab.teams.first { $0.id == "pretraining" })
    #expect((product.least(of: 0), product.most(of: 0)) == (0, 0))
  }

  @Test(
    "a change limit that a floor or ceiling contradicts is refused",
    arguments: [
      (
        "floor_gpus=64",
        "leaves at most 48, and the floor is 64 (8); raise the limit or lower the floor"
      ),
      (
        "ceiling_gpus=16",
        "leaves at least 32, and the ceiling is 16 (8); raise the limit or the ceiling"
      ),
    ])
  func contradiction(limit: String, problem: String) {
    let error = #expect(throws: Diagnostics.self) {
      try SmallScenario().read([
        Scenario.Override(path: "teams[models].change_limit_gpus", value: "8"),
        try Scenario.Override(argument: "teams[models]." + limit),
      ])
    }
    #expect(error?.description.contains("teams[models].change_limit_gpus: " + problem) == true)
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

  @Test("a limit of nothing lets nothing change, and 25 without its % is refused")
  func extremeLimits() throws {
    let still = try Scenario(.lab, overrides: [.init(path: "policy.change_limit", value: "0")])
    for team in still.teams {
      for pool in still.pools.indices {
        #expect(team.least(of: pool) == team.current[pool])
        #expect(team.most(of: pool) == team.current[pool])
      }
    }
    #expect(throws: Diagnostics.self) {
      try Scenario(.lab, overrides: [.init(path: "policy.change_limit", value: "25")])
    }
  }
}

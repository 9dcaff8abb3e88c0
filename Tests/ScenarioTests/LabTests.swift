import Choice
import Documents
import Scenario
import Testing
import Units

@Suite("The lab that ships with the program")
struct LabTests {
  private let lab: Scenario

  init() throws { lab = try Scenario(.lab) }

  @Test("clusters and pools: 127 nodes in service, 124 to give")
  func clusters() {
    #expect(lab.name == "lab")
    #expect(lab.horizonMonths == 6)
    #expect(lab.seed == Seed(2026))
    #expect((lab.draws, lab.parameterDraws) == (4096, 512))
    #expect(lab.weighedCluster.id == "bay-1")
    #expect(lab.weighedCluster.h100e == 1016)
    #expect(lab.clusters.map(\.id) == ["bay-1", "bay-2"])
    #expect(lab.clusters.map(\.isMain) == [true, false])
    #expect(lab.pools.map(\.id) == ["a100", "h100"])
    #expect(lab.pools.map(\.capacity) == [62, 124])
    #expect(lab.pools.map(\.gpusPerUnit) == [8, 8])
    #expect(lab.pools.map(\.h100ePerGPU) == [312.0 / 989, 1])
    #expect(lab.pools.map { ($0.rentPerUnitYear ?? 0).rounded() } == [91_104, 164_688])
  }

  @Test("the organisation and what limits offers")
  func organisation() {
    #expect(
      lab.organisation == [
        "gpu_wait_days": 2, "mission": 0.5, "team_quality": 0.4, "leadership": 0.5,
        "safety_culture": 0.5, "stability": 0.55, "remote": 0.4, "product_reach": -0.3,
        "publication": 0.8, "autonomy": 0.4,
      ])
    #expect(lab.cashBudget == 7_400_000)
    #expect(lab.roleSlots.map(\.id) == ["applied", "engineering", "research"])
    #expect(lab.roleSlots.map(\.count) == [2, 2, 4])
    #expect(lab.dataAccessCost == 100_000)
    #expect(lab.policy == Scenario.Policy())
    #expect(lab.assumptions == Scenario.Assumptions())
    #expect(lab.behaviour == BehaviouralAssumptions())
    #expect(lab.preset == .undecided)
  }

  @Test("teams hold what the example says")
  func teams() throws {
    #expect(lab.teams.count == 10)
    #expect(lab.teams.map(\.id) == lab.teams.map(\.id).sorted())
    let now = lab.pools.indices.map { pool in lab.teams.reduce(0) { $0 + $1.current[pool] } }
    #expect(now == [60, 122])
    #expect(lab.teams.map(\.value).reduce(0, +) == 175_000_000)
    #expect(lab.teams.map(\.heads).reduce(0, +) == 112)
    let multimodal = try #require(lab.teams.first { $0.id == "multimodal" })
    #expect(multimodal.segment == "frontier")
    #expect((multimodal.heads, multimodal.twoYearRetention, multimodal.pay) == (10, 0.64, 900_000))
    #expect((multimodal.value, multimodal.computeShare) == (15_000_000, 0.4))
    #expect(multimodal.computeExponent == 0.36)
    #expect(multimodal.current == [4, 18])
    #expect(multimodal.floor == [0, 8])
    #expect(multimodal.ceiling == [12, 26])
    #expect(multimodal.efficiency == [0.9, 1])
    let compute = 8 * (18 + 4 * 0.9 * 312 / 989)
    #expect(abs(multimodal.effectiveH100e(multimodal.current, in: lab.pools) - compute) < 1e-9)
    let pretraining = try #require(lab.teams.first { $0.id == "pretraining" })
    #expect(pretraining.efficiency == [0, 1])
    #expect(pretraining.ceiling == [0, 52])
    let serving = try #require(lab.teams.first { $0.id == "serving" })
    #expect((serving.floor, serving.ceiling) == ([8, 14], [18, 22]))
  }

  @Test("candidates hold what the example says")
  func candidates() throws {
    #expect(lab.candidates.map(\.id) == (1...12).map { $0 < 10 ? "C-0\($0)" : "C-\($0)" })
    #expect(!lab.candidates.contains { $0.stage != .offer || $0.forfeited != 0 })
    #expect(lab.candidates.compactMap(\.statedCutoff) == [10_000, 1_000])
    let second = try #require(lab.candidates.first { $0.id == "C-02" })
    #expect((second.segment, second.slot, second.level) == ("frontier", "research", "L7"))
    #expect((second.hireValue, second.computeShare) == (8_500_000, 0.35))
    #expect((second.computeExponent, second.referenceH100e) == (0.4, 16))
    #expect(second.stay.id == "meta-100k")
    #expect((second.stay.cash, second.stay.equity) == (1_300_000, 900_000))
    #expect(second.rivals.map(\.id) == ["openai-goodyear", "xai-colossus"])
    let colossus = second.rivals[1]
    #expect((colossus.cash, colossus.equity) == (2_200_000, 1_200_000))
    #expect(
      colossus.levels == [
        "cluster_gpus": 200_000, "guaranteed_gpus": 48, "gpu_wait_days": 14, "mission": 0,
        "team_quality": 1, "leadership": -0.5, "stability": 0.7, "remote": 0.1,
        "product_reach": 1, "publication": 0.2, "autonomy": 0.1,
      ])
    let fifth = try #require(lab.candidates.first { $0.id == "C-05" })
    #expect(fifth.stay.levels["safety_culture"] == 1.5)
    #expect(fifth.rivals[0].levels["safety_culture"] == 0)
    let eighth = try #require(lab.candidates.first { $0.id == "C-08" })
    #expect(eighth.stay.levels["data"] == 0.8)
    #expect(eighth.rivals[0].levels["data"] == 0.1)
  }

  @Test("the menu combines everything once; no GPUs is one option")
  func packages() throws {
    let seventh = try #require(lab.candidates.first { $0.id == "C-07" })
    #expect(seventh.packages.count == 6 * (1 + 3 * 2) * 2 * 2)
    #expect(Set(seventh.packages.map(\.id)).count == seventh.packages.count)
    let chosen = try #require(
      seventh.packages.first { $0.id == "1.5x_16-a100_autonomy-0.9_data-0" })
    #expect((chosen.cash, chosen.equity) == (645_000, 160_000))
    #expect((chosen.guaranteedGPUs, chosen.units, chosen.pool) == (16, 2, 0))
    #expect(abs(chosen.guaranteedH100e - 16 * 312.0 / 989) < 1e-12)
    #expect((chosen.dataAccessCost, chosen.autonomyCostShare) == (0, 0.06))
    #expect(chosen.alternative.levels["autonomy"] == 0.9)
    #expect(chosen.alternative.levels["publication"] == 0.8)
    #expect(chosen.alternative.levels["guaranteed_gpus"] == chosen.guaranteedH100e)
    let plain = try #require(
      seventh.packages.first { $0.id == "1.15x_no-gpus_autonomy-0.4_data-0.9" })
    #expect(plain.cash == 494_500)
    #expect((plain.pool, plain.units, plain.guaranteedGPUs) == (nil, 0, 0))
    #expect((plain.dataAccessCost, plain.autonomyCostShare) == (100_000, 0))
  }

  @Test("the choice model reads it: C-07 is screened below 1,000 GPUs, and C-03 at any pay")
  func screens() throws {
    for (id, size, passes) in [("C-07", 1016.0, 1.0), ("C-07", 992, 0), ("C-03", 1016, 0)] {
      let candidate = try #require(lab.candidates.first { $0.id == id })
      let coefficients = try #require(
        lab.coefficients(of: candidate.segment, at: candidate.stage))
      let situation = candidate.situation(with: coefficients)
      #expect(situation.screen.passing(size) == passes)
    }
  }

  @Test(
    "acceptance of its packages equals the published reference values",
    arguments: [
      ("C-01", "0.8x_no-gpus_autonomy-0.4_data-0", 0.0669047098),
      ("C-01", "1.3x_64-a100_autonomy-0.9_data-0.9", 0.422004875),
      ("C-02", "0.8x_no-gpus_autonomy-0.4_data-0", 0.0456725473),
      ("C-02", "1x_16-a100_autonomy-0.9_data-0", 0.107206091),
    ])
  func acceptance(id: String, package: String, reference: Double) throws {
    let candidate = try #require(lab.candidates.first { $0.id == id })
    let chosen = try #require(candidate.packages.first { $0.id == package })
    let coefficients = try #require(lab.coefficients(of: candidate.segment, at: candidate.stage))
    let draws = TasteDraws(
      of: id, coefficients: coefficients, seed: lab.seed, count: 1 << 14)
    let contest = Contest(
      candidate.situation(with: coefficients), clusterGPUs: lab.weighedCluster.h100e,
      draws: draws)
    #expect(abs(contest.probability(of: chosen.alternative) - reference) < 1e-3)
  }

  @Test("inputs, facts and their sources are recorded")
  func records() {
    #expect(
      lab.inputs.map(\.path) == [
        "lab/scenario.yaml", "lab/teams.csv", "lab/candidates.csv", "lab/rivals.csv",
      ])
    #expect(lab.inputs.map(\.isBuiltin) == [true, true, true, true])
    #expect(lab.inputs[1].sha256 == SHA256(of: BuiltinScenario.lab.files[1].text))
    #expect(lab.facts.contains { $0.what == "worth of guaranteed_gpus" && $0.isAssumption })
    #expect(lab.facts.contains { $0.what == "rent of h100" && !$0.isAssumption })
    #expect(!lab.facts.contains { $0.source.isEmpty || $0.value.isEmpty })
    #expect(lab.intervals.isEmpty && lab.overrides.isEmpty)
  }
}

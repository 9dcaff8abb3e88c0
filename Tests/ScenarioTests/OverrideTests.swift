import Choice
import Documents
import Scenario
import Testing

@Suite("Changes from the command line")
struct OverrideTests {
  private func lab(_ path: String, _ value: String) throws -> Scenario {
    try Scenario(.lab, overrides: [Scenario.Override(path: path, value: value)])
  }

  @Test("keys and cells are set before anything is checked")
  func sets() throws {
    #expect(try lab("clusters.bay-1.nodes", "130").weighedCluster.h100e == 1040)
    #expect(try lab("clusters.bay-1.failed_nodes", "3").weighedCluster.h100e == 992)
    #expect(try lab("budget.cash", "8M").cashBudget == 8_000_000)
    #expect(try lab("prices.h100.rent_per_gpu_hour", "$3").pools[1].rentPerGPUHour == 3)
    #expect(try lab("preset", "cash-first").preset.id == "cash-first")
    let team = try #require(
      try lab("teams[pretraining].floor_gpus.h100", "8").teams.first { $0.id == "pretraining" })
    #expect(team.floor == [0, 1])
    #expect(try lab("candidates[C-02].cash", "2M").candidates[1].packages[0].cash == 1_600_000)
    #expect(try lab("rivals[C-02/xai-colossus].cash", "3M").candidates[1].rivals[1].cash == 3e6)
    #expect(try lab("candidates[C-02].cutoff_gpus", "5k").candidates[1].statedCutoff == 5_000)
  }

  @Test("lists, keys that were left out, and columns that were not there")
  func adds() throws {
    for value in ["1|2", "[1, 2]"] {
      let cash = try lab("packages.cash_multiples", value).candidates[0].packages.map(\.cash)
      #expect(Set(cash) == [900_000, 1_800_000])
    }
    #expect(try lab("policy.release_share", "80%").policy.releaseShare == 0.8)
    #expect(try lab("teams[serving].efficiency.h100", "0.5").teams[9].efficiency == [1, 0.5])
    #expect(try lab("organisation.data", "0.3").organisation["data"] == 0.3)
    #expect(try lab("organisation.autonomy", "~").organisation["autonomy"] == nil)
    #expect(try lab("candidates[C-03].cutoff_gpus", "").candidates[2].statedCutoff == nil)
    #expect(try lab("name", "other").overrides == [.init(path: "name", value: "other")])
  }

  @Test("later changes win, and dots in ids are understood")
  func order() throws {
    var small = SmallScenario()
    small.replace("bay:", with: "bay.1:", in: "scenario.yaml")
    let scenario = try small.read([
      .init(path: "clusters.bay.1.nodes", value: "20"),
      .init(path: "clusters.bay.1.nodes", value: "30"),
    ])
    #expect(scenario.clusters[0].nodes == 30)
  }

  @Test(
    "what cannot be set is refused with a hint",
    arguments: [
      (
        "clusters.bay-3.nodes", "130",
        "--set clusters.bay-3.nodes: there is no such id in clusters (bay-3); did you mean bay-1?"
      ),
      (
        "clusters.bay-1.node", "130",
        "--set clusters.bay-1.node: clusters.bay-1.node: unknown key; did you mean nodes?"
      ),
      (
        "budgt.cash", "1M",
        "--set budgt.cash: budgt: unknown key; did you mean budget?"
      ),
      (
        "role_slots.reserch", "3",
        "--set role_slots.reserch: there is no such id in role_slots (reserch); did you mean "
          + "research?"
      ),
      (
        "teams[pretrainin].pay", "1M",
        "--set teams[pretrainin].pay: there is no such row of teams (pretrainin); did you mean "
          + "pretraining?"
      ),
      (
        "team[pretraining].pay", "1M",
        "--set team[pretraining].pay: there is no such table (team); did you mean teams?"
      ),
      (
        "teams[pretraining].pya", "1M",
        "--set teams[pretraining].pya: teams[pretraining].pya: unknown key; did you mean pay?"
      ),
      (
        "teams[pretraining].pay", "lots",
        "--set teams[pretraining].pay: teams[pretraining].pay: is not a number (value withheld); "
          + "give dollars a year above 0, such as 450k"
      ),
      (
        "teams[pretraining].floor_gpus.h100", "12",
        "--set teams[pretraining].floor_gpus.h100: teams[pretraining].floor_gpus.h100: is not a "
          + "whole number of h100 nodes of 8 GPUs (12); give 8 or 16"
      ),
      (
        "teams.pretraining.pay", "1M",
        "--set teams.pretraining.pay: names a table, not a cell; name the row in brackets, as in "
          + "teams[ID].column"
      ),
      (
        "horizon_months.x", "1",
        "--set horizon_months.x: leads through horizon_months, which has no keys; end the path at "
          + "horizon_months"
      ),
      (
        "teams[x", "1",
        "--set teams[x: is not a path; write it like clusters.bay-1.nodes or teams[pretraining].pay"
      ),
    ])
  func refuses(path: String, value: String, message: String) {
    let failure = #expect(throws: Diagnostics.self) { try lab(path, value) }
    #expect(failure?.description == message)
  }

  @Test("an argument is split at its first equals sign")
  func argument() throws {
    let change = try Scenario.Override(argument: "name=a=b")
    #expect((change.path, change.value) == ("name", "a=b"))
    let failure = #expect(throws: Diagnostics.self) { try Scenario.Override(argument: "name") }
    #expect(
      failure?.description
        == "--set: is not PATH=VALUE (value withheld); write it like clusters.bay-1.nodes=130")
  }
}

import Allocation
import Choice
import ScenarioFixtures
import Testing

@testable import Planning
@testable import Scenario

@Suite("Plans over pruned menus")
struct PrunedMenuTests {
  /// A hospital whose menu has levels that cost nothing, so that some packages are worse than others.
  private static func hospital(_ seed: UInt64) -> ScenarioFiles {
    var random = SplitMix(seed)
    var files = ScenarioFiles.hospital
    let levels = [
      "autonomy: [0.2, 0.4, 0.9]", "data: [0, 0.5]", "stability: [0.5, 1]", "mission: [1, 1.2]",
      "gpu_wait_days: [1, 9]",
    ].filter { _ in Bool.random(using: &random) }
    files.yaml = files.yaml.replacing("draws: 4096", with: "draws: 256")
      .replacing("data_access: 25k", with: Bool.random(using: &random) ? "data_access: 0" : "")
      .replacing("[0.85, 1, 1.15, 1.3]", with: "[1, 1.2]")
      .replacing("data: [0, 0.9]", with: levels.joined(separator: "\n    "))
      .replacing("    autonomy: [0.4, 0.9]  # as everybody here, or nearly free\n", with: "")
      .replacing("release_share: 0.9", with: "release_share: 0")
    return files
  }

  /// The same scenario with everything that was left out as worse than another package.
  private static func whole(_ scenario: Scenario, _ files: ScenarioFiles) -> Scenario {
    var whole = scenario
    let neutral = AttributeRegistry(
      adding: scenario.registry.attributes.map {
        Attribute(
          id: $0.id, unit: $0.unit, range: $0.range, transform: $0.transform,
          reference: $0.reference, partWorth: $0.partWorth,
          spread: $0.id == "cash" ? $0.spread : .normal(sd: 1), ignorance: $0.ignorance,
          provenance: $0.provenance)
      })
    let ground = PackageGround(
      pools: scenario.pools, organisation: scenario.organisation, registry: scenario.registry,
      payTerms: scenario.payTerms, dataAccessCost: scenario.dataAccessCost,
      autonomyCostShare: scenario.assumptions.autonomyCostShare)
    for index in scenario.candidates.indices {
      let candidate = scenario.candidates[index]
      var menu = PackageMenu()
      menu.cashMultiples = [1, 1.2]
      menu.pools = ["h100"]
      menu.levels = Set(candidate.packages.flatMap(\.levels.keys)).sorted().map { attribute in
        let all: [String: [Double]] = [
          "autonomy": [0.2, 0.4, 0.9], "data": [0, 0.5], "stability": [0.5, 1],
          "mission": [1, 1.2], "gpu_wait_days": [1, 9],
        ]
        return PackageMenu.Choices(attribute: attribute, levels: all[attribute] ?? [])
      }
      let base = candidate.packages.map { $0.years[0].base }.min() ?? 0
      let terms = PackageMenu.Terms(
        pay: PayPlan(base: base, equity: 0),
        gpuLevels: Set(candidate.packages.map(\.guaranteedGPUs)).sorted(),
        limits: PackageLimits(),
        tastes: SureTastes(of: nil, registry: neutral, equityWorth: 0.7))
      whole.candidates[index].packages = menu.selection(for: terms, on: ground).packages
    }
    return whole
  }

  @Test("what is left out as worse never changes the optimum", arguments: UInt64(1)...12)
  func optimum(seed: UInt64) throws {
    let files = Self.hospital(seed)
    let scenario = try files.scenario("draws=256", "budget.cash=900k")
    let whole = Self.whole(scenario, files)
    let (table, all) = (
      OptionTable(scenario, threads: 2, by: .reference),
      OptionTable(whole, threads: 2, by: .reference)
    )
    for (candidate, full) in zip(table.candidates, all.candidates) {
      let count = candidate.candidate.pruning.first { $0.reason == .dominated }?.packages ?? 0
      #expect(full.options.count == candidate.options.count + count)
      let kept = Set(candidate.candidate.packages.map(\.id))
      for option in full.worthwhile
      where !kept.contains(full.candidate.packages[option.package].id) {
        // Something kept is worth no less and takes no more.
        #expect(
          candidate.worthwhile.contains { other in
            let pools = (
              candidate.candidate.packages[other.package].pool,
              full.candidate.packages[option.package].pool
            )
            return other.value >= option.value - 1e-6 && other.cashCents <= option.cashCents
              && other.units == option.units && pools.0 == pools.1
          })
      }
    }
    let free = scenario.pools.map { _ in 0.0 }
    let (pruned, full) = (
      solve(table.problem(releasingAt: free)), solve(all.problem(releasingAt: free))
    )
    #expect(pruned.status == .optimal && full.status == .optimal)
    #expect(pruned.objective == full.objective)
  }

  @Test("the menus above have packages that are worse than others, some many")
  func coverage() throws {
    let counts = try (UInt64(1)...12).map { seed in
      try Self.hospital(seed).scenario("budget.cash=900k").candidates.reduce(0) {
        $0 + ($1.pruning.first { $0.reason == .dominated }?.packages ?? 0)
      }
    }
    #expect(Set(counts).count > 2 && counts.contains { $0 > 50 }, "\(counts)")
  }

  @Test("who can be offered nothing is refused with that reason, and the plan goes on")
  func nothing() throws {
    var files = ScenarioFiles.hospital
    let rows = files.candidates.split(separator: "\n").map(String.init)
    files.candidates =
      ([rows[0] + ",cash_most", rows[1] + ",1k"] + rows.dropFirst(2).map { $0 + "," })
      .joined(separator: "\n") + "\n"
    let scenario = try files.scenario()
    #expect(scenario.candidates[0].packages.isEmpty && scenario.notes.count == 1)
    let plan = scenario.plan()
    #expect(plan.status == .optimal)
    let refused = try #require(plan.offer("C-01"))
    #expect(!refused.isMade && refused.refusal == .noPackage && refused.package == nil)
    // The others are planned as if that person did not exist.
    let others = scenario.candidates.dropFirst()
    var without = scenario
    without.candidates = Array(others)
    #expect(without.plan().value.objective == plan.value.objective)
    #expect(scenario.checks(of: PlanClaim(plan)).filter { !$0.holds } == [])
  }

  @Test("more cash in a what-if brings dearer packages back, as a new reading does")
  func moreCash() throws {
    let files = ScenarioFiles.hospital
    for budget in [100_000.0, 200_000, 300_000] {
      let scenario = try files.scenario("budget.cash=\(budget)", "draws=256")
      let richer = scenario.budgeting(cash: 2 * budget)
      let read = try files.scenario("budget.cash=\(2 * budget)", "draws=256")
      #expect(richer.plan().value.objective == read.plan().value.objective)
      #expect(richer.candidates == read.candidates)
      let table = OptionTable(scenario, threads: 1)
      let like = OptionTable(richer, like: table, threads: 1)
      #expect(like.unreleased == OptionTable(read, threads: 1).unreleased)
    }
  }

  @Test("what is forfeited raises the cash that is needed one for one")
  func forfeited() throws {
    let chance = { (forfeited: Double, extra: Double) -> Double in
      let lab = try ScenarioFiles(.lab).scenario(
        "candidates[C-01].forfeited=\(forfeited)", "draws=512")
      let people = People(lab, .reference)
      let candidate = try #require(lab.candidates.first { $0.id == "C-01" })
      var offer = candidate.packages[0].alternative
      offer.cash += extra
      // The forfeiture is lost with every offer: only ours is compared with staying here.
      var alone = candidate
      alone.rivals = []
      return people.contest(with: alone).probability(of: offer)
    }
    let free = try chance(0, 0)
    for forfeited in [50_000.0, 200_000] {
      #expect(try chance(forfeited, 0) < free)
      // Equity is a share of pay, which the same sum of cash restores.
      #expect(abs(try chance(forfeited, forfeited) - free) < 1e-12)
    }
  }

  @Test("pay of ten billion a year is planned", arguments: ["1e10", "1e11"])
  func extreme(pay: String) throws {
    let plan = try ScenarioFiles.hospital.scenario(
      "candidates[C-01].cash=\(pay)", "candidates[C-01].sign_on=\(pay)",
      "candidates[C-01].raise=100%", "candidates[C-01].hire_value=1e12", "budget.cash=1e12"
    ).plan()
    #expect(plan.status == .optimal)
    #expect(plan.offers.allSatisfy { $0.acceptance.isFinite && $0.expectedValue.isFinite })
  }
}

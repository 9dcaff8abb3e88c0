import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

@Suite("What a letter may promise")
struct LetterPromiseTests {
  private static func package(_ promise: LetterPromise) -> String? {
    if case .package(let package) = promise { package.id } else { nil }
  }

  private static func reason(_ promise: LetterPromise) -> String? {
    if case .refused(let reason) = promise { reason } else { nil }
  }

  @Test("is the plan's offer, or the plan's reason", arguments: 0..<30 as Range<UInt64>)
  func plan(seed: UInt64) throws {
    let scenario = try ScenarioFiles.random(seed).scenario()
    let plan = scenario.plan(within: PlanningLimits(explains: false))
    for candidate in scenario.candidates {
      let promise = LetterPromise(to: candidate, in: plan)
      let offer = plan.offers.first { $0.candidate == candidate.id }
      if let offer, offer.isMade {
        #expect(Self.package(promise) == offer.package?.id)
        // What a plan offers holds by the letter's own measure too.
        let chosen = LetterPromise(to: candidate, choosing: offer.package, in: plan)
        #expect(Self.package(chosen) == offer.package?.id)
      } else {
        let reason = try #require(Self.reason(promise))
        #expect(!reason.isEmpty && !reason.contains("\n"))
        #expect(plan.status == .infeasible || reason.contains(candidate.id))
      }
    }
  }

  @Test("no letter for the reason that the plan gives", arguments: BuiltinScenario.allCases)
  func reasons(example: BuiltinScenario) throws {
    let scenario = try Scenario(example)
    let plan = scenario.plan()
    for offer in plan.offers where !offer.isMade {
      let candidate = try #require(scenario.candidates.first { $0.id == offer.candidate })
      let own = scenario.plan(
        within: PlanningLimits(explains: false, explainedCandidate: candidate.id))
      let stated = Self.reason(LetterPromise(to: candidate, in: own))
      #expect(stated == Self.reason(LetterPromise(to: candidate, in: plan)))
    }
  }

  @Test("another package holds as far as floors leave nodes", arguments: [0, 1, 3, 5, 7, 8])
  func floors(floor: Int) throws {
    let scenario = try ScenarioFiles.hospital.scenario(
      "teams[imaging].floor_gpus=\(8 * floor)", "teams[clinical-text].floor_gpus=0",
      "teams[operations].floor_gpus=0", "teams[bedside].floor_gpus=0",
      "teams[imaging].ceiling_gpus=64", "candidates[C-01].gpu_levels=0|8|16|32")
    let plan = scenario.plan(within: PlanningLimits(explains: false))
    let candidate = try #require(scenario.candidates.first { $0.id == "C-01" })
    let room = scenario.pools[0].capacity - floor
    for package in candidate.packages {
      let promise = LetterPromise(to: candidate, choosing: package, in: plan)
      if package.units <= room {
        #expect(Self.package(promise) == package.id)
      } else {
        let reason = try #require(Self.reason(promise))
        #expect(reason.hasSuffix("the largest promise that holds is \(8 * room) GPUs"))
      }
    }
  }

  @Test("not more cash than there is, no role without a slot")
  func otherRows() throws {
    let lab = try Scenario(.lab)
    let candidate = try #require(lab.candidates.first { $0.id == "C-01" })
    let package = try #require(candidate.packages.first)
    var poor = lab
    poor.cashBudget = package.cash - 1
    var full = lab
    for index in full.roleSlots.indices { full.roleSlots[index].count = 0 }
    for (scenario, words) in [(poor, "takes more cash"), (full, "no research slot")] {
      let plan = scenario.plan(within: PlanningLimits(explains: false))
      let promise = LetterPromise(to: candidate, choosing: package, in: plan)
      #expect(Self.reason(promise)?.contains(words) == true)
    }
  }
}

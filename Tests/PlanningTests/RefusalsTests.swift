import Planning
import Scenario
import ScenarioFixtures
import Testing

@Suite("Why no offer is made")
struct RefusalsTests {
  @Test("a stated cut-off names itself, and the package has no chance at all")
  func screened() throws {
    let offer = try #require(try Planned.lab.get().offer("C-03"))
    #expect(offer.refusal == .screened(cutoff: 10_000, cluster: 1016))
    #expect(offer.acceptance == 0)
    #expect(!offer.isMade && offer.acceptanceInterval == nil && offer.leverage == nil)
  }

  @Test(
    "the best package costs others more than it brings",
    arguments: [
      ("C-04", 129_500.0, 676_000.0, 16, "h100", 0.311),
      ("C-10", 175_000, 429_000, 8, "a100", 0.458),
      ("C-12", 46_100, 1_040_000, 96, "a100", 0.441),
    ])
  func tooDear(
    id: String, loss: Double, cash: Double, gpus: Int, pool: String, acceptance: Double
  ) throws {
    let offer = try #require(try Planned.lab.get().offer(id))
    guard case .tooDear(let found) = offer.refusal else {
      Issue.record("\(String(describing: offer.refusal))")
      return
    }
    // A cash price of .506 to .508 moves the largest package by 2,000 dollars.
    #expect(abs(found - loss) < max(0.015 * loss, 2_500), "\(found)")
    let package = try #require(offer.package)
    #expect((package.cash, package.guaranteedGPUs, offer.pool) == (cash, gpus, pool))
    #expect(abs(offer.acceptance - acceptance) < 0.002)
  }

  @Test("the role's slots are taken")
  func noSlot() throws {
    let offer = try #require(try Planned.lab.get().offer("C-08"))
    guard case .noSlot(let role, let shortBy) = offer.refusal else {
      Issue.record("\(String(describing: offer.refusal))")
      return
    }
    #expect(role == "engineering")
    #expect(abs(shortBy - 131_000) < 0.015 * 131_000)
    #expect(offer.package?.cash == 495_000)
    #expect(abs(offer.acceptance - 0.494) < 0.002)
  }

  @Test("no slot, and no package within the budget, are said as such and never as a tie")
  func impossible() throws {
    let slotless = try ScenarioFiles(.lab).scenario("role_slots.engineering=0", "draws=256")
      .plan(within: .quick)
    for id in ["C-06", "C-07", "C-08"] {
      #expect(slotless.offer(id)?.refusal == .noSlot(role: "engineering", shortBy: 0))
    }
    let poor = try ScenarioFiles(.lab).scenario("budget.cash=100k", "draws=256")
      .plan(within: .quick)
    for offer in poor.offers where offer.candidate != "C-03" {
      guard case .noCash(let cheapest, let budget) = offer.refusal else {
        Issue.record("\(offer.candidate): \(String(describing: offer.refusal))")
        continue
      }
      #expect(budget == 100_000 && cheapest > budget)
    }
  }

  @Test("no package is worth its cost even when the GPUs are free")
  func worthless() throws {
    let plan = try ScenarioFiles.hospital.scenario("candidates[C-03].hire_value=1000").plan()
    let offer = try #require(plan.offer("C-03"))
    guard case .worthless(let loss) = offer.refusal else {
      Issue.record("\(String(describing: offer.refusal))")
      return
    }
    #expect(loss > 15_000)
    #expect(loss == -offer.expectedValue)
  }

  @Test("a budget of nothing leaves no room, and says so of every candidate")
  func noRoom() throws {
    let plan = try ScenarioFiles.hospital.scenario("budget.cash=0").plan()
    #expect(plan.status == .optimal)
    #expect(plan.made.isEmpty)
    #expect(plan.offers.allSatisfy { $0.refusal != nil })
  }
}

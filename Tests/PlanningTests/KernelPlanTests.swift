import Allocation
import Kernels
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("Planning by every kernel") struct KernelPlanTests {
  private static func plan(_ scenario: Scenario, _ kernel: Kernel) -> Plan {
    scenario.plan(within: PlanningLimits(threads: 2, kernel: kernel, explains: false))
  }

  @Test(
    "an example is worth what the reference scorer says",
    arguments: [BuiltinScenario.lab, .hospital])
  func worth(example: BuiltinScenario) throws {
    let scenario = try Scenario(example)
    let table = OptionTable(scenario, threads: 2, by: .reference)
    let reference = solve(ReleasePrices(table).problem, within: SearchLimits.default)
    for kernel in Kernel.supported {
      let plan = Self.plan(scenario, kernel)
      #expect(plan.status == .optimal)
      let expected = Double(reference.objective) / 100
      #expect(abs(plan.value.objective - expected) <= 1e-6 * expected)
      #expect(scenario.checks(of: PlanClaim(plan)).allSatisfy { $0.holds })
    }
  }

  @Test("AVX2 and AVX-512 make the same plan, bit for bit")
  func sameBits() throws {
    let scenario = try Scenario(.lab)
    let plans = Kernel.supported.filter { $0 != .baseline }.map { Self.plan(scenario, $0) }
    for plan in plans.dropFirst() { #expect(plan == plans[0]) }
  }
}

import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("The price of fairness")
struct FairnessCurveTests {
  private static let limits = PlanningLimits(threads: 2, explains: false, pricesFairness: true)

  @Test("the curve of two teams on paper: a node costs 2.25M, and the last floor is everybody's")
  func paper() throws {
    let plan = try PaperTeam.scenario(PaperTeam.pair, nodes: 8).plan(within: Self.limits)
    let curve = try #require(plan.fairness?.curve)
    #expect(curve.floors.map(\.share) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    let nodes = [0.0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4]
    for (floor, nodes) in zip(curve.floors, nodes) {
      #expect(abs((floor.price ?? -1) - nodes * 2.25e6) < 1, "\(floor)")
      #expect(floor.point?.zeroGrants == (nodes == 0 ? 1 : 0))
    }
    #expect(curve.maxMin == curve.floors.last?.point && curve.maxMin?.jain == 1)
    let nash = try #require(curve.nash)
    #expect(abs(nash.price - 13.5e6) < 1 && nash.minimum == 0.5 && nash.offers == 0)
  }

  @Test(
    "prices rise with floors, and are those of plans that are asked for by themselves",
    arguments: ["lab", "hospital"])
  func ownPlans(name: String) throws {
    let files = name == "lab" ? ScenarioFiles(.lab) : .hospital
    func plan(_ change: String) throws -> Plan {
      try files.scenario("draws=256", change).plan(within: .quick)
    }
    let curve = try #require(
      try files.scenario("draws=256").plan(within: Self.limits).fairness?.curve)
    let prices = curve.floors.compactMap(\.price)
    #expect(prices.count == curve.floors.count && prices[0] == 0)
    #expect(zip(prices, prices.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(
      curve.floors.allSatisfy { ($0.point?.minimum ?? 0) >= $0.share - FairnessRule.tolerance })
    for floor in curve.floors.dropFirst().dropLast() {
      let price = try plan("policy.utility_floor=\(floor.share)").fairness?.price
      #expect(price?.loss == floor.price)
    }
    let last = try #require(curve.floors.last)
    let worst = try #require(try plan("policy.objective=max_min").fairness)
    #expect(worst.price?.floor == last.share && worst.price?.loss == last.price)
    #expect(worst.minimum == curve.maxMin?.minimum && worst.jain == curve.maxMin?.jain)
    let nash = try #require(try plan("policy.objective=nash").fairness)
    #expect(nash.price?.loss == curve.nash?.price && nash.minimum == curve.nash?.minimum)
    #expect(try plan("policy.utility_floor=\(last.share + 1e-5)").status == .infeasible)
  }

  @Test("the curve is the same whatever rule the plan itself has")
  func sameCurve() throws {
    let curves = try ["value", "nash", "max_min"].map {
      try ScenarioFiles.hospital.scenario("draws=256", "policy.objective=\($0)")
        .plan(within: Self.limits).fairness?.curve
    }
    #expect(curves[0] != nil && curves.allSatisfy { $0 == curves[0] })
  }

  @Test(
    "the knee is where a curve is farthest below the line between its ends",
    arguments: [
      ([0.0, 1, 2, 4, 100], 0.9), ([0, 25, 50, 75, 100], nil), ([0, 0, 0, 0, 0], nil),
      ([0, 60, 80, 90, 100], nil), ([5], nil),
    ])
  func knee(prices: [Double], knee: Double?) {
    let floors = prices.enumerated().map { index, price in
      FairnessCurve.Floor(
        share: [0.6, 0.7, 0.8, 0.9, 1][index],
        point: FairnessCurve.Point(
          price: price, minimum: 0, tenthPercentile: 0, jain: 1, zeroGrants: 0, offers: 0))
    }
    #expect(FairnessCurve.knee(of: floors) == knee)
  }

  @Test(
    "shares are round, inside, and at most eleven",
    arguments: [(0.87, 1.001), (0, 1), (0.5, 0.5), (0.5, 0.505), (0.2, 7.3), (0, 9.9)])
  func shares(low: Double, high: Double) {
    let shares = FairnessCurve.shares(from: low, to: high)
    #expect(shares.count <= 11 && shares.allSatisfy { $0 > low && $0 < high })
    #expect(shares.allSatisfy { abs($0 * 100 - ($0 * 100).rounded()) < 1e-9 })
    #expect(!shares.isEmpty || high - low < 0.011)
  }
}

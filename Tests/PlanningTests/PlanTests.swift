import Choice
import Planning
import Scenario
import ScenarioFixtures
import Testing

/// Plans that several tests read, made once.
enum Planned {
  static let lab = result { try Scenario(.lab).plan(within: PlanningLimits(threads: 2)) }
  static let computeFirst = result {
    try ScenarioFiles(.lab).scenario("preset=compute-first").plan()
  }
  static let cashFirst = result { try ScenarioFiles(.lab).scenario("preset=cash-first").plan() }
  static let hospital = result { try ScenarioFiles.hospital.scenario().plan() }

  private static func result(_ plan: () throws -> Plan) -> Result<Plan, any Error> {
    Result(catching: plan)
  }
}

/// What an offer should be: candidate, cash, GPUs, pool, data, P.
struct ExpectedOffer: CustomTestStringConvertible, Sendable {
  var candidate: String
  var cash: Double
  var gpus: Int
  var pool: String?
  var data: Double
  var acceptance: Double

  init(
    _ candidate: String, _ cash: Double, _ gpus: Int, _ pool: String?, data: Double = 0,
    _ acceptance: Double
  ) {
    (self.candidate, self.cash, self.gpus, self.pool) = (candidate, cash, gpus, pool)
    (self.data, self.acceptance) = (data, acceptance)
  }

  var testDescription: String { candidate }

  /// Whether `plan` makes this offer, P within 0.002.
  func isMade(in plan: Plan) -> Bool {
    guard let offer = plan.offers.first(where: { $0.candidate == candidate }), offer.isMade,
      let package = offer.package
    else { return false }
    return package.cash == cash && package.guaranteedGPUs == gpus && offer.pool == pool
      && package.levels == ["data": data, "autonomy": 0.4]
      && abs(offer.acceptance - acceptance) <= 0.002
  }
}

extension Plan {
  var made: [String] { offers.filter(\.isMade).map(\.candidate) }
  func offer(_ id: String) -> OfferPlan? { offers.first { $0.candidate == id } }
  func team(_ id: String) -> TeamPlan? { teams.first { $0.id == id } }
  func row(_ id: String) -> ResourcePlan? { resources.first { $0.id == id } }
}

// Expected figures come from a program in another language, written from the definitions alone and
// solved by another solver; tolerances are what its other seeds and draws move them.
@Suite("The plan of the lab")
struct PlanTests {
  private let plan: Plan

  init() throws { plan = try Planned.lab.get() }

  @Test("is worth 176.1266 million, proven optimal, the teams 168.1232 today")
  func worth() {
    #expect(plan.status == .optimal)
    #expect(plan.value.objectiveCents == plan.value.boundCents)
    #expect(plan.value.relativeGap == 0)
    #expect(abs(plan.value.objective - 176.1266e6) < 0.005e6)
    #expect(abs(plan.value.objective - 176.1e6) < 0.002 * 176.1e6)
    #expect(abs(plan.value.present - 168.1232e6) < 500)
    #expect(abs(plan.value.released - 2.5867e6) < 0.005e6)
    #expect(plan.value.certifiedBoundCents >= plan.value.boundCents)
    let gap = plan.value.certifiedBound / plan.value.objective - 1
    #expect(abs(gap - 1.04e-4) < 0.05e-4)
  }

  @Test(
    "has the prices of one unit less",
    arguments: [
      ("h100", 264_734.0, 0.005), ("a100", 83_528, 0.005), ("h100", 265_000, 0.05),
      ("a100", 83_500, 0.05), ("cash", 0.506, 0.01), ("engineering", 193_954, 0.03),
      ("applied", 149_409, 0.03), ("research", 0, 0),
    ])
  func prices(row: String, price: Double, tolerance: Double) throws {
    let found = try #require(plan.row(row)).price
    #expect(abs(found - price) <= tolerance * price, "\(found)")
  }

  @Test(
    "uses every node, nearly all cash and the slots, and promises nothing twice",
    arguments: [
      ("h100", 124.0, 124.0, 17.0), ("a100", 62, 62, 12), ("research", 4, 3, 3),
      ("engineering", 2, 2, 2), ("applied", 2, 2, 2), ("cash", 7.4e6, 7.389e6, 7.389e6),
    ])
  func use(row: String, capacity: Double, used: Double, promised: Double) throws {
    let row = try #require(plan.row(row))
    #expect((row.capacity, row.used, row.promised) == (capacity, used, promised))
    #expect(row.overcommit == 0)
  }

  @Test(
    "makes the same seven offers",
    arguments: [
      ExpectedOffer("C-01", 1_170_000, 32, "h100", 0.3994),
      ExpectedOffer("C-02", 2_850_000, 96, "h100", data: 0.9, 0.4770),
      ExpectedOffer("C-05", 546_000, 32, "a100", 0.4172),
      ExpectedOffer("C-06", 780_000, 16, "a100", 0.4614),
      ExpectedOffer("C-07", 645_000, 16, "a100", 0.6732),
      ExpectedOffer("C-09", 600_000, 8, "h100", 0.5856),
      ExpectedOffer("C-11", 598_000, 32, "a100", data: 0.9, 0.6132),
    ])
  func offers(expected: ExpectedOffer) throws {
    #expect(expected.isMade(in: plan))
    #expect(plan.made == ["C-01", "C-02", "C-05", "C-06", "C-07", "C-09", "C-11"])
    let offer = try #require(plan.offer(expected.candidate))
    let interval = try #require(offer.acceptanceInterval)
    #expect(interval.contains(offer.acceptance))
    #expect(try #require(offer.simulationError) < 0.001)
    #expect(offer.refusal == nil)
  }

  @Test(
    "knows what a GPU does for each offer, as a lure and in all",
    arguments: [
      ("C-01", 0.450, 1.895), ("C-02", 0.248, 1.673), ("C-05", 0.377, 1.545),
      ("C-06", 0.662, 1.273), ("C-07", 0.497, 1.187), ("C-09", 0.439, 1.532),
      ("C-11", 0.384, 1.604),
    ])
  func leverage(candidate: String, lure: Double, inAll: Double) throws {
    let leverage = try #require(plan.offer(candidate)?.leverage)
    #expect(abs(try #require(leverage.hiring) - lure) < 0.01)
    #expect(abs(try #require(leverage.returns) - inAll) < 0.02)
  }

  @Test(
    "has 90 % intervals near those of the page",
    arguments: [
      ("C-01", 0.13, 0.61), ("C-02", 0.17, 0.69), ("C-05", 0.25, 0.56), ("C-06", 0.21, 0.60),
      ("C-07", 0.53, 0.75), ("C-09", 0.41, 0.66), ("C-11", 0.50, 0.71),
    ])
  func intervals(candidate: String, low: Double, high: Double) throws {
    let interval = try #require(plan.offer(candidate)?.acceptanceInterval)
    #expect(abs(interval.lowerBound - low) < 0.05)
    #expect(abs(interval.upperBound - high) < 0.05)
  }

  @Test(
    "grants the teams what the table says",
    arguments: [
      ("pretraining", [0, 40], [0, 36], 0.819, 0.812, -1_014_000.0),
      ("posttraining", [4, 26], [0, 21], 0.819, 0.803, -1_500_000),
      ("multimodal", [4, 18], [0, 8], 0.800, 0.744, -2_205_000),
      ("reasoning", [2, 8], [0, 15], 0.819, 0.849, 1_985_000),
      ("interpretability", [6, 4], [12, 3], 0.883, 0.886, 246_000),
      ("evaluations", [10, 2], [10, 0], 0.883, 0.874, -434_000),
      ("serving", [12, 16], [12, 19], 0.883, 0.8865, 834_000),
      ("efficiency", [4, 2], [3, 3], 0.849, 0.851, 191_000),
      ("data", [10, 2], [5, 2], 0.883, 0.879, -370_000),
      ("product", [8, 4], [8, 0], 0.894, 0.888, -729_000),
    ])
  func teams(
    id: String, current: [Int], granted: [Int], presentStay: Double, stay: Double, change: Double
  ) throws {
    let team = try #require(plan.team(id))
    #expect((team.current, team.granted) == (current, granted))
    #expect(abs(team.presentStay - presentStay) < 0.00051)
    #expect(abs(team.stay - stay) < 0.0007)
    #expect(abs(team.value - team.presentValue - change) < max(2_000, 0.002 * abs(change)))
    #expect(team.stayInterval.lowerBound <= team.stay && team.stay <= team.stayInterval.upperBound)
  }

  @Test("expects 3.63 hires, and 0.83 more people to leave")
  func people() {
    let hires = plan.offers.filter(\.isMade).reduce(0) { $0 + $1.acceptance }
    let leavers = plan.teams.reduce(0) { $0 + $1.leavers }
    #expect(abs(hires - 3.63) < 0.01)
    #expect(abs(leavers - 0.833) < 0.005)
  }

  @Test(
    "under the belief that compute comes first",
    arguments: [
      ExpectedOffer("C-01", 1_170_000, 32, "h100", 0.231),
      ExpectedOffer("C-02", 2_850_000, 96, "h100", data: 0.9, 0.265),
      ExpectedOffer("C-05", 630_000, 32, "a100", 0.374),
      ExpectedOffer("C-07", 645_000, 8, "h100", 0.587),
      ExpectedOffer("C-08", 495_000, 8, "a100", data: 0.9, 0.543),
      ExpectedOffer("C-09", 600_000, 32, "a100", data: 0.9, 0.539),
      ExpectedOffer("C-11", 598_000, 16, "h100", data: 0.9, 0.646),
    ])
  func computeFirst(expected: ExpectedOffer) throws {
    let plan = try Planned.computeFirst.get()
    #expect(plan.status == .optimal)
    #expect(abs(plan.value.objective - 173.445e6) < 0.01e6)
    #expect(plan.made == ["C-01", "C-02", "C-05", "C-07", "C-08", "C-09", "C-11"])
    #expect(expected.isMade(in: plan))
    #expect(abs(try #require(plan.row("h100")).price - 357_500) < 0.005 * 357_500)
    #expect(abs(try #require(plan.row("a100")).price - 112_700) < 0.005 * 112_700)
  }

  @Test(
    "under the belief that cash comes first",
    arguments: [
      ExpectedOffer("C-01", 1_170_000, 96, "a100", 0.488),
      ExpectedOffer("C-02", 2_470_000, 96, "h100", data: 0.9, 0.497),
      ExpectedOffer("C-06", 780_000, 8, "a100", 0.567),
      ExpectedOffer("C-07", 645_000, 8, "a100", 0.710),
      ExpectedOffer("C-09", 600_000, 16, "a100", 0.642),
      ExpectedOffer("C-11", 598_000, 8, "h100", data: 0.9, 0.626),
      ExpectedOffer("C-12", 920_000, 64, "a100", 0.427),
    ])
  func cashFirst(expected: ExpectedOffer) throws {
    let plan = try Planned.cashFirst.get()
    #expect(plan.status == .optimal)
    #expect(abs(plan.value.objective - 177.535e6) < 0.01e6)
    #expect(plan.made == ["C-01", "C-02", "C-06", "C-07", "C-09", "C-11", "C-12"])
    #expect(expected.isMade(in: plan))
    #expect(abs(try #require(plan.row("h100")).price - 235_900) < 0.005 * 235_900)
  }

  @Test("of a hospital with data that nobody else has")
  func hospital() throws {
    let plan = try Planned.hospital.get()
    #expect(plan.status == .optimal)
    #expect(abs(plan.value.objective - 10.0237e6) < 0.005e6)
    #expect(abs(plan.value.present - 9.3710e6) < 1_000)
    #expect(plan.teams.map(\.id) == ["bedside", "clinical-text", "imaging", "operations"])
    #expect(plan.teams.map(\.granted) == [[2], [1], [3], [1]])
    #expect(
      ExpectedOffer("C-01", 312_000, 8, "h100", data: 0.9, 0.745).isMade(in: plan))
    #expect(ExpectedOffer("C-02", 247_000, 0, nil, data: 0.9, 0.386).isMade(in: plan))
    #expect(plan.made == ["C-01", "C-02"])
    #expect(plan.offer("C-04")?.refusal == .screened(cutoff: 1000, cluster: 64))
    #expect(plan.offer("C-04")?.acceptance == 0)
    #expect(abs(try #require(plan.row("h100")).price - 207_485) < 0.005 * 207_485)
    #expect(plan.row("cash")?.price == 0)
    #expect(plan.offer("C-02")?.leverage == nil)
    let bedside = try #require(plan.team("bedside"))
    #expect(abs(bedside.value - bedside.presentValue - 233_000) < 1_500)
  }
}

import Foundation
import Kernels
import Scenario
import ScenarioFixtures
import Testing

@testable import Choice
@testable import Planning

/// The offers of an example, planned once.
enum Briefs {
  static let lab = Dictionary(
    uniqueKeysWithValues: ((try? Scenario(.lab)).map { scenario in
      scenario.candidates.compactMap { candidate in
        scenario.offerBrief(for: candidate.id, within: PlanningLimits(threads: 2)).map {
          (candidate.id, $0)
        }
      }
    }) ?? [])

  static func of(_ id: String) throws -> OfferBrief { try #require(lab[id]) }

  static func desk(_ id: String, in scenario: Scenario) throws -> OfferDesk {
    let candidate = try #require(scenario.candidates.first { $0.id == id })
    return OfferDesk(candidate, in: scenario, People(scenario, .kernel(.best)))
  }
}

@Suite("Questions to one candidate")
struct OfferDeskTests {
  /// The definition in double precision, all axes drawn.
  private func contest(_ id: String, cluster: Double? = nil) throws -> Contest {
    let lab = try Scenario(.lab)
    let people = People(lab, .reference)
    let candidate = try #require(lab.candidates.first { $0.id == id })
    let situation = people.situation(of: candidate)
    return Contest(
      situation, clusterGPUs: cluster ?? people.clusterGPUs,
      draws: TasteDraws(
        of: id, coefficients: situation.coefficients, seed: lab.seed, count: lab.draws))
  }

  @Test(
    "what a step is worth is the ratio of central differences of the definition",
    arguments: ["C-01", "C-02", "C-05", "C-07", "C-09"])
  func worths(id: String) throws {
    let brief = try Briefs.of(id)
    let contest = try contest(id)
    let package = brief.package.alternative
    func slope(_ change: (inout Alternative, Double) -> Void, _ half: Double) -> Double {
      var (low, high) = (package, package)
      change(&low, -half)
      change(&high, half)
      return (contest.probability(of: high) - contest.probability(of: low)) / (2 * half)
    }
    let perDollar = slope({ $0.cash += $1 }, package.cash * 1e-4)
    let own = brief.scenario.weighedCluster.h100e
    for worth in brief.worths {
      let expected: Double
      switch worth.step {
      case .guaranteedGPU:
        let pool = try #require(brief.compute).pool
        expected =
          slope({ $0.levels["guaranteed_gpus", default: 0] += $1 }, 1e-3)
          * brief.scenario.pools[pool].h100ePerGPU
      case .clusterDoubling:
        expected =
          try self.contest(id, cluster: 2 * own).probability(of: package)
          - contest.probability(of: package)
      case .data, .autonomy, .publication:
        expected = slope({ $0.levels[worth.step.rawValue, default: 0] += $1 }, 1e-4) * 0.1
      }
      #expect(abs(worth.dollars / (expected / perDollar) - 1) < 1e-4, "\(id) \(worth.step)")
      #expect(worth.interval.contains(worth.dollars))
    }
  }

  @Test(
    "leverage and elasticities follow central differences", arguments: ["C-02", "C-05", "C-09"])
  func leverage(id: String) throws {
    let brief = try Briefs.of(id)
    let contest = try contest(id)
    let package = brief.package.alternative
    let p = contest.probability(of: package)
    let step = package.cash * 1e-4
    var (less, more) = (package, package)
    less.cash -= step
    more.cash += step
    let perDollar = (contest.probability(of: more) - contest.probability(of: less)) / (2 * step)
    #expect(abs(brief.acceptance.cashElasticity / (perDollar * package.cash / p) - 1) < 1e-4)
    let compute = try #require(brief.compute)
    let pool = brief.scenario.pools[compute.pool]
    (less, more) = (package, package)
    less.levels["guaranteed_gpus"] = package.guaranteedGPUs - 1e-3
    more.levels["guaranteed_gpus"] = package.guaranteedGPUs + 1e-3
    let perGPU = (contest.probability(of: more) - contest.probability(of: less)) / 2e-3
    let price =
      brief.prices.units[compute.pool] / pool.h100ePerUnit
      * (1 - brief.scenario.policy.releaseShare * (1 - p)) / p / (1 + brief.prices.cash / p)
    let hiring = try #require(compute.here.hiring)
    #expect(abs(hiring / (perGPU / perDollar / price) - 1) < 1e-4)
    let returns = try #require(compute.here.returns)
    let produced = try #require(compute.here.output) / pool.h100ePerGPU
    #expect(abs(returns / ((perGPU / perDollar + produced) / price) - 1) < 1e-4)
  }

  @Test(
    "the cash for a level returns to that level, by the definition",
    arguments: ["C-01", "C-02", "C-04", "C-06", "C-10"], [0.2, 0.5, 0.7])
  func cash(id: String, level: Double) throws {
    let lab = try Scenario(.lab)
    let desk = try Briefs.desk(id, in: lab)
    let package = try Briefs.of(id).package
    let cash = try #require(desk.cash(for: level, with: package))
    let contest = try contest(id)
    #expect(abs(contest.probability(of: package.paying(cash).alternative) - level) < 1e-6)
  }

  @Test("no amount of cash passes the ceiling, and none opens a screen")
  func noAmount() throws {
    let lab = try Scenario(.lab)
    let desk = try Briefs.desk("C-02", in: lab)
    let package = try Briefs.of("C-02").package
    #expect(desk.cash(for: desk.ceiling + 1e-6, with: package) == nil)
    #expect(desk.probability(of: package.paying(1e10)) <= desk.ceiling)
    let screened = try Briefs.desk("C-03", in: lab)
    let other = try #require(screened.candidate.packages.first)
    #expect(screened.ceiling == 0 && screened.cash(for: 1e-9, with: other) == nil)
  }

  @Test("the data for a level returns to it; the GPUs for a level are the fewest")
  func dataAndGPUs() throws {
    let lab = try Scenario(.lab)
    let desk = try Briefs.desk("C-11", in: lab)
    let package = try #require(
      desk.candidate.packages.first { $0.id == "1x_no-gpus_autonomy-0.4_data-0" })
    let contest = try contest("C-11")
    let level = desk.probability(of: package) + 0.05
    let data = try #require(desk.attribute("data", for: level, with: package))
    let held = package.holding(data, of: "data", in: lab)
    #expect(abs(contest.probability(of: held.alternative) - level) < 1e-6)
    for pool in lab.pools.indices {
      let units = try #require(desk.units(for: level, with: package, of: pool, most: 60))
      let enough = package.guaranteeing(units, of: pool, in: lab)
      let less = package.guaranteeing(units - 1, of: pool, in: lab)
      #expect(contest.probability(of: enough.alternative) >= level - 1e-6)
      #expect(contest.probability(of: less.alternative) < level + 1e-6)
    }
  }

  @Test("the cluster for a level is right to one node", arguments: ["C-02", "C-05", "C-07"])
  func cluster(id: String) throws {
    let brief = try Briefs.of(id)
    for found in brief.tipping.levels {
      guard let size = found.size else { continue }
      let perNode = size.h100e / Double(size.nodes)
      let at = try contest(id, cluster: size.h100e).probability(of: brief.package.alternative)
      let below = try contest(id, cluster: size.h100e - perNode)
        .probability(of: brief.package.alternative)
      #expect(at >= found.level - 1e-6 && below < found.level + 1e-6, "\(id) \(found)")
    }
  }

  @Test("a stated screen opens at the first node that passes it")
  func opens() throws {
    for (id, cutoff) in [("C-03", 10_000.0), ("C-07", 1_000)] {
      let tipping = try Briefs.of(id).tipping
      let size = try #require(tipping.opens)
      #expect(size.h100e >= cutoff && size.h100e - 8 < cutoff)
      #expect(try #require(tipping.acceptanceThere) > 0.3)
      let below = try contest(id, cluster: size.h100e - 8)
      #expect(below.probability(of: try Briefs.of(id).package.alternative) == 0)
    }
    #expect(try Briefs.of("C-02").tipping.opens == nil)
  }

  @Test("curves have the values of the definition at their points")
  func curves() throws {
    let brief = try Briefs.of("C-02")
    let contest = try contest("C-02")
    for point in brief.cashCurve {
      let p = contest.probability(of: brief.package.paying(point.level).alternative)
      #expect(abs(p - point.acceptance) < 1e-6 && point.interval.contains(p))
    }
    for point in brief.clusterCurve {
      let p = try self.contest("C-02", cluster: point.level)
        .probability(of: brief.package.alternative)
      #expect(abs(p - point.acceptance) < 1e-6 && point.interval.contains(p))
    }
    let compute = try #require(brief.compute)
    for point in compute.points {
      let package = brief.package.guaranteeing(
        gpus: Double(point.gpus), of: compute.pool, in: brief.scenario)
      let p = contest.probability(of: package.alternative)
      #expect(abs(p - point.acceptance) < 1e-6)
      #expect(try #require(point.interval).contains(p))
    }
  }

  @Test("where a dollar of compute stops to beat one of cash, the ratio passes one")
  func crossings() throws {
    for id in ["C-01", "C-02", "C-05", "C-09"] {
      let curve = try #require(try Briefs.of(id).compute)
      let lure = try #require(curve.lureUpTo)
      let all = try #require(curve.returnUpTo)
      #expect(lure <= all)
      for point in curve.points {
        if point.gpus <= lure { #expect(try #require(point.hiring) >= 1 || lure == 0) }
        if point.gpus == lure + 1 { #expect(try #require(point.hiring) < 1) }
        if (1...max(1, all)).contains(point.gpus), all > 0 {
          #expect(try #require(point.returns) >= 1)
        }
      }
    }
  }
}

@Suite("Where a rising function reaches a level")
struct CrossingTests {
  @Test("found within a billionth of the range, at or above", arguments: [0.1, 0.5, 0.77])
  func real(level: Double) throws {
    let found = try #require(
      Crossing.smallest(reaching: level, in: -30...30) { $0.map { 1 / (1 + exp(-$0)) } })
    let exact = log(level / (1 - level))
    #expect(found >= exact - 1e-12 && found - exact < 1e-7)
  }

  @Test("the ends: at once, or never; a step is found from above")
  func ends() {
    #expect(Crossing.smallest(reaching: 0, in: 2...3) { $0 } == 2)
    #expect(Crossing.smallest(reaching: 4, in: 2...3) { $0 } == nil)
    let step = Crossing.smallest(reaching: 1, in: 0...10) { $0.map { $0 < .pi ? 0 : 1 } }
    #expect(step.map { $0 >= .pi && $0 - .pi < 1e-8 } ?? false)
  }

  @Test("whole numbers, by trying all", arguments: 0...40)
  func whole(level: Int) {
    let found = Crossing.smallest(reaching: Double(level), in: 3...30) { Double($0 + $0 % 2) }
    #expect(found == (3...30).first { $0 + $0 % 2 >= level })
  }
}

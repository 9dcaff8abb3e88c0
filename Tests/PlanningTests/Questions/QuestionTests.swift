import Allocation
import Choice
import Kernels
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

/// Single precision and another order of sums.
private let close = 2e-6

@Suite("Questions about one thing at a time")
struct QuestionTests {
  @Test("the cluster named is the smallest, to one node")
  func cluster() throws {
    for scenario in try QuestionCase.scenarios() {
      guard let answer = scenario.clusterAnswer().found else { continue }
      let perNode = scenario.pools[answer.pool].h100ePerUnit
      for found in answer.candidates {
        let candidate = try #require(QuestionCase.candidate(found.id, in: scenario))
        let reference = ReferenceDesk(candidate, in: scenario)
        func p(_ nodes: Int) -> Double {
          reference(found.package, atCluster: Double(nodes) * perNode)
        }
        #expect(abs(found.now.probability - reference(found.package)) < close)
        for level in found.levels {
          if let size = level.size {
            #expect(p(size.nodes) > level.level - close)
            if size.nodes > 1 { #expect(p(size.nodes - 1) < level.level + close) }
          } else {
            #expect(found.atBest.probability < level.level)
          }
        }
        if let cutoff = candidate.statedCutoff, let opens = found.opens {
          #expect(opens.h100e >= cutoff && opens.h100e - perNode < cutoff)
          #expect(opens.nodes == 0 || p(opens.nodes - 1) == 0)
        }
      }
      #expect(
        answer.forScreens.map { $0.h100e >= (answer.candidates.compactMap(\.cutoff).max() ?? 0) }
          ?? true)
    }
  }

  @Test("the cluster for a number of hires is the smallest", arguments: [3.7, 4, 4.5, 5, 7])
  func hires(wanted: Double) throws {
    let scenario = try Scenario(.lab)
    let answer = try #require(scenario.clusterAnswer(hires: wanted).found)
    let perNode = scenario.pools[answer.pool].h100ePerUnit
    let made = answer.candidates.filter(\.isMade)
    let desks = try made.map { try ReferenceDesk($0.id, in: scenario) }
    func hires(_ nodes: Int) -> Double {
      zip(made, desks).reduce(0) { $0 + $1.1($1.0.package, atCluster: Double(nodes) * perNode) }
    }
    if let size = answer.forHires {
      #expect(hires(size.nodes) > wanted - 1e-5)
      #expect(hires(size.nodes - 1) < wanted + 1e-5)
    } else {
      #expect(answer.mostHires < wanted)
    }
  }

  @Test("what it would take is exactly enough, and nothing on the menu is cheaper")
  func price() throws {
    for scenario in try QuestionCase.scenarios() {
      for index in scenario.candidates.indices {
        guard let found = scenario.priceAnswer(forCandidate: index).found, let answer = found
        else { continue }
        let candidate = scenario.candidates[index]
        let p = ReferenceDesk(candidate, in: scenario)
        for level in answer.levels {
          if let way = level.cash {
            #expect(abs(p(way.package) - level.level) < close || way.package.cash < 1.01)
          } else {
            #expect(p(answer.base.paying(1e10)) < level.level + close)
          }
          if let way = level.gpus, let pool = answer.pool {
            #expect(p(way.package) > level.level - close)
            if way.package.units > 0 {
              let fewer = answer.base.guaranteeing(
                way.package.units - 1, of: pool, in: scenario)
              #expect(p(fewer) < level.level + close)
            }
          }
          if let way = level.data {
            let isPresent = way.package.levels["data"] == answer.base.alternative.levels["data"]
            #expect(
              abs(p(way.package) - level.level) < close || isPresent
                || way.package.levels["data"] == 0)
          }
          if level.level >= answer.ceiling { #expect(level.mix == nil) }
          if let mix = level.mix {
            #expect(p(mix.package) > level.level - close)
            let cheapest = Self.cheapest(of: answer, level, scenario)
            // More than the level may cost less; nothing costs more.
            #expect(mix.cost <= cheapest * (1 + 1e-6) + 1 && mix.cost > 0.5 * cheapest)
          }
        }
      }
    }
  }

  // Every package of the menu and the plain one, each with the cash that it needs for the level.
  private static func cheapest(
    of answer: PriceAnswer, _ level: PriceAnswer.Level, _ scenario: Scenario
  ) -> Double {
    let desk = OfferDesk(answer.candidate, in: scenario, People(scenario, .kernel(.best)))
    let table = OptionTable(scenario, threads: 1)
    let release = ReleasePrices(table)
    let prices = solve(release.problem, within: .default).certificate.prices.map(\.cents)
    let back = 1 - scenario.policy.releaseShare * (1 - level.level)
    let costs = (answer.candidate.packages + [answer.base]).compactMap { package -> Double? in
      desk.cash(for: level.level, with: package).map { cash in
        let units = package.pool.map { prices[$0] / 100 * Double(package.units) } ?? 0
        return cash + scenario.assumptions.equityCostShare * package.equity
          + package.dataAccessCost
          + HireWorth(answer.candidate, in: scenario).output(of: package)
          * package.autonomyCostShare / (1 - package.autonomyCostShare) + units * back / level.level
      }
    }
    return costs.min() ?? .infinity
  }

  @Test("the data named persuade as well as the GPUs, to a millionth")
  func data() throws {
    for scenario in try QuestionCase.scenarios() {
      for index in scenario.candidates.indices {
        guard let answer = scenario.dataAnswer(forCandidate: index).found,
          let found = answer.candidates.first, let pool = found.pool,
          let package =
            (scenario.candidates[index].packages
            + scenario.candidates[index].beyondBudget).first
        else { continue }
        let reference = ReferenceDesk(scenario.candidates[index], in: scenario)
        func p(gpus: Double, data: Double?) -> Double {
          var own = package.stripped(in: scenario).paying(found.cash)
          if let data { own = own.holding(data, of: "data", in: scenario) }
          return reference(own.guaranteeing(gpus: gpus, of: pool, in: scenario))
        }
        #expect(abs(p(gpus: 0, data: found.level) - found.data.probability) < close)
        for point in found.curve {
          let own = p(gpus: Double(point.gpus), data: nil)
          #expect(abs(own - point.chance.probability) < close)
          if let data = point.data {
            #expect(abs(p(gpus: 0, data: data) - own) < close)
          } else {
            #expect(p(gpus: 0, data: 1) < own + close)
          }
        }
        if let end = found.endsAt {
          #expect(abs(p(gpus: end, data: nil) - found.data.probability) < close)
        }
      }
    }
  }

  @Test("a rival's larger cluster never helps, and factor 1 changes nothing")
  func rival() throws {
    for scenario in try QuestionCase.scenarios() {
      guard let answer = scenario.rivalAnswer(factors: [1, 2, 4, 10]).found else { continue }
      for found in answer.candidates {
        let chances = found.chances.map(\.probability)
        #expect(chances[0] == chances[1])
        for (less, more) in zip(chances.dropFirst(), chances.dropFirst(2)) {
          #expect(more <= less + close)
        }
        let candidate = try #require(QuestionCase.candidate(found.id, in: scenario))
        var rivals = candidate
        for index in rivals.rivals.indices {
          rivals.rivals[index].levels["cluster_gpus"] = rivals.rivals[index].clusterGPUs * 10
        }
        rivals.stay.levels["cluster_gpus"] = rivals.stay.clusterGPUs * 10
        let reference = ReferenceDesk(rivals, in: scenario)
        #expect(abs(reference(found.package) - chances[4]) < close)
      }
      #expect(answer.outcomes[0].worth == answer.outcomes[1].worth)
    }
  }

  @Test("one employer's cluster concerns those alone whom it would have")
  func employer() throws {
    let scenario = try Scenario(.lab)
    let answer = try #require(
      scenario.rivalAnswer(employer: "xai-colossus", factors: [3]).found)
    #expect(answer.candidates.map(\.id) == ["C-02", "C-03"])
    #expect(answer.clusters.map(\.h100e) == [200_000])
    #expect(scenario.employers.contains("xai-colossus"))
  }
}

import Foundation
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("What a team is worth")
struct TeamTableTests {
  @Test("the value of a grant, by its formula", arguments: ["posttraining", "evaluations"])
  func worth(id: String) throws {
    let lab = try Scenario(.lab)
    let team = try #require(lab.teams.first { $0.id == id })
    let worth = TeamWorth(team, in: lab)
    for (units, exit) in [([4, 20], 0.2), ([10, 2], 0.15), ([0, 0], 0.4), ([3, 30], 0.1)] {
      func compute(_ units: [Int]) -> Double {
        8 * (Double(units[0]) * team.efficiency[0] * 312 / 989 + Double(units[1]))
      }
      let ratio = compute(units) / compute(team.current)
      let phi = team.computeShare
      let vacancy = 5.0 / 12
      let expected =
        team.value * (1 - phi + phi * pow(ratio, team.computeExponent))
        * (1 - vacancy * exit) / (1 - vacancy * 0.18) - team.heads * exit * 0.5 * team.pay
      #expect(abs(worth.compute(of: units) - compute(units)) < 1e-9)
      let found = worth.value(compute: worth.compute(of: units), exit: exit, presentExit: 0.18)
      #expect(abs(found - expected) < 1e-9 * team.value)
    }
  }

  @Test("at present nobody's taste matters: one minus the root of two-year retention leaves")
  func present() throws {
    let lab = try ScenarioFiles(.lab).scenario("draws=256")
    for table in OptionTable(lab, threads: 2).teams {
      #expect(abs(table.presentExit - (1 - table.team.twoYearRetention.squareRoot())) < 1e-12)
      let cost = table.team.heads * table.presentExit * 0.5 * table.team.pay
      #expect(abs(table.presentValue - (table.team.value - cost)) < 1e-6)
      let now = try #require(table.options.first { $0.units == table.team.current })
      #expect(now.value == table.presentValue && now.exit == table.presentExit)
    }
  }

  @Test("every vector from floor to ceiling once, and more of it keeps people and is worth more")
  func vectors() throws {
    let lab = try ScenarioFiles(.lab).scenario("draws=256")
    for table in OptionTable(lab, threads: 2).teams {
      let (floor, ceiling) = (table.team.floor, table.team.ceiling.map { $0 ?? -1 })
      let count = zip(floor, ceiling).map { $1 - $0 + 1 }.reduce(1, *)
      #expect(table.options.count == count && Set(table.options.map(\.units)).count == count)
      let sorted = table.options.sorted {
        table.team.effectiveH100e($0.units, in: lab.pools)
          < table.team.effectiveH100e($1.units, in: lab.pools)
      }
      for (less, more) in zip(sorted, sorted.dropFirst()) {
        #expect(less.value <= more.value + 1e-6)
        #expect(less.exit >= more.exit - 1e-15)
      }
    }
  }

  @Test("a team whose worth does not move with compute may start from none")
  func withoutCompute() throws {
    var files = ScenarioFiles.hospital
    files.teams += "clerks,product,4,0.8,90000,500000,0,0.3,0,0,16\n"
    let scenario = try files.scenario()
    let plan = scenario.plan()
    #expect(plan.status == .optimal)
    let clerks = try #require(plan.team("clerks"))
    #expect(clerks.granted == [0])
    #expect(clerks.value.isFinite && clerks.value == clerks.presentValue)
  }
}

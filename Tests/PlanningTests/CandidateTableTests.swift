import Foundation
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("What a candidate is worth")
struct CandidateTableTests {
  @Test("the value of a hire, by its formula", arguments: ["C-01", "C-05", "C-10"])
  func worth(id: String) throws {
    let lab = try Scenario(.lab)
    let candidate = try #require(lab.candidates.first { $0.id == id })
    let worth = HireWorth(candidate, in: lab)
    for package in candidate.packages {
      let factor = package.pool.map { lab.pools[$0].id == "a100" ? 312.0 / 989 : 1 } ?? 0
      let guaranteed = Double(package.guaranteedGPUs) * factor
      let free = package.levels["autonomy"] == 0.9 ? 0.94 : 1.0
      let data = package.levels["data"] == 0.9 ? 100_000.0 : 0
      let (phi, alpha) = (candidate.computeShare, candidate.computeExponent)
      let share = guaranteed / candidate.referenceH100e
      let output = candidate.hireValue * (1 - phi + phi * pow(share, alpha)) * free
      let cost = package.cash + package.equity + data
      let expected = 0.37 * (output - cost) - 60_000
      #expect(
        abs(worth.expectedValue(of: package, acceptance: 0.37) - expected)
          < 1e-9 * (abs(expected) + output))
      guard guaranteed > 0 else {
        #expect(worth.marginalOutput(of: package) == nil)
        continue
      }
      let slope =
        candidate.hireValue * phi * alpha * pow(share, alpha - 1) * free
        / candidate.referenceH100e
      #expect(abs(try #require(worth.marginalOutput(of: package)) - slope) < 1e-9 * slope)
    }
  }

  @Test("with the reference compute in hand and nothing else bought, it is the stated value")
  func reference() throws {
    let lab = try Scenario(.lab)
    let candidate = try #require(lab.candidates.first { $0.id == "C-09" })
    let package = try #require(
      candidate.packages.first { $0.id == "1x_8-h100_autonomy-0.4_data-0" })
    let value = HireWorth(candidate, in: lab).expectedValue(of: package, acceptance: 1)
    #expect(abs(value - (1_900_000 - 400_000 - 140_000 - 60_000)) < 1e-6)
  }

  @Test("the kernel gives the reference's probabilities")
  func fastAndPlain() throws {
    let scenario = try ScenarioFiles(.lab).scenario("draws=1024")
    let fast = OptionTable(scenario, threads: 2)
    let plain = OptionTable(scenario, threads: 2, by: .reference)
    var worst = 0.0
    for (fast, plain) in zip(fast.candidates, plain.candidates) {
      for (left, right) in zip(fast.options, plain.options) {
        worst = max(worst, abs(left.acceptance - right.acceptance))
        #expect(left.cashCents == right.cashCents && left.units == right.units)
      }
    }
    #expect(worst < 1e-6)
  }

  @Test("another seed moves no probability by a hundredth")
  func seeds() throws {
    let tables = try ["2026", "7", "12345"].map {
      OptionTable(try ScenarioFiles(.lab).scenario("seed=\($0)"), threads: 2)
    }
    var worst = 0.0
    for other in tables.dropFirst() {
      for (left, right) in zip(tables[0].candidates, other.candidates) {
        for (a, b) in zip(left.options, right.options) {
          worst = max(worst, abs(a.acceptance - b.acceptance))
        }
      }
    }
    #expect(worst > 0)
    #expect(worst < 0.002)
  }

  @Test("more cash and more GPUs never lower P")
  func metamorphic() throws {
    let table = OptionTable(try ScenarioFiles(.lab).scenario("draws=1024"), threads: 2)
    for candidate in table.candidates {
      let packages = candidate.candidate.packages
      for (a, first) in packages.enumerated() {
        for (b, second) in packages.enumerated()
        where first.levels == second.levels && first.cash <= second.cash
          && first.guaranteedH100e <= second.guaranteedH100e
        {
          #expect(candidate.options[a].acceptance <= candidate.options[b].acceptance + 1e-12)
        }
      }
    }
  }
}

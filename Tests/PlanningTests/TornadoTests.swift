import Choice
import Documents
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("A tornado")
struct TornadoTests {
  private func tornado(
    _ source: ScenarioSource, _ changes: [String], of outcome: SweepOutcome, mode: Sweep.Mode,
    threads: Int = 2
  ) throws -> (tornado: Tornado, sweep: Sweep) {
    let grid = try ScenarioGrid(
      source, overrides: try changes.map { try Scenario.Override(argument: $0) })
    let sweep = Sweep(
      grid, mode: mode, within: PlanningLimits(threads: threads, explains: false))
    return (try #require(try sweep.tornado(of: outcome)), sweep)
  }

  @Test("an assumption's bar is what planning with --set finds, at both ends")
  func assumptions() throws {
    let found = try tornado(
      Swept.quickLab, Swept.quick, of: .worth, mode: .planned
    ).tornado
    for range in BelievableRange.shipped {
      let bar = try #require(found.bars.first { $0.input == range.path })
      #expect(bar.low.value == range.low && bar.high.value == range.high)
      for end in [bar.low, bar.high] {
        let changes = Swept.quick + ["\(range.path)=\(end.value)"]
        let plan = try Scenario(
          .lab, overrides: try changes.map { try Scenario.Override(argument: $0) }
        ).plan(within: .quick)
        #expect(end.outcome == plan.value.objective && end.status == .optimal)
      }
    }
    let swings = found.bars.map { $0.swing(around: found.base) }
    #expect(swings == swings.sorted(by: >))
    #expect(Set(found.bars.map(\.input)).count == found.bars.count)
  }

  @Test("a scenario's own interval goes before the shipped range, at its ends")
  func intervals() throws {
    let found = try tornado(
      Swept.quickLab,
      Swept.quick + ["assumptions.lapse=0.01..0.02", "teams[serving].value=25M..36M"],
      of: .worth, mode: .fixed
    ).tornado
    let lapse = found.bars.filter { $0.input == "assumptions.lapse" }
    #expect(lapse.map(\.low.value) == [0.01] && lapse.map(\.high.value) == [0.02])
    let serving = try #require(found.bars.first { $0.input == "teams[serving].value" })
    let difference = try #require(serving.high.outcome) - #require(serving.low.outcome)
    // The plan is kept, so what the team is worth counts nearly one to one.
    #expect(abs(difference / 11e6 - 1) < 0.1)
  }

  @Test("tastes at their ends are the guesses of the 90 % ranges there")
  func tastes() throws {
    let (found, sweep) = try tornado(
      Swept.quickLab, Swept.quick, of: .acceptance("C-02"), mode: .fixed)
    let scenario = sweep.grid.base
    let candidate = scenario.candidates[1]
    let people = People(scenario, .reference)
    let situation = people.situation(of: candidate)
    let made = try #require(sweep.basePoint.offers[1].package)
    let package = try #require(candidate.packages.first { $0.id == made }).alternative
    let draws = TasteDraws(
      of: candidate.id, coefficients: situation.coefficients, seed: scenario.seed,
      count: scenario.draws)
    func probability(_ change: (inout ParameterDraw) -> Void) -> Double {
      var guess = ParameterDraw(count: scenario.registry.count)
      change(&guess)
      return Contest(
        situation, clusterGPUs: people.clusterGPUs, draws: draws, parameters: guess
      ).probability(of: package)
    }
    for bar in found.bars {
      for end in [bar.low, bar.high] {
        var expected: Double?
        if bar.input.hasPrefix("part_worth.") {
          let id = String(bar.input.dropFirst(11))
          let k = try #require(scenario.registry.index(of: id))
          let centre = situation.coefficients.partWorths[k].centre
          let isNormal =
            if case .normal = scenario.registry.attributes[k].spread { true } else { false }
          expected = probability { guess in
            if isNormal {
              guess.shift[k] = centre * (end.value - 1)
            } else {
              guess.factor[k] = end.value
            }
          }
        } else if bar.input == "weight_of_pay" {
          expected = probability { $0.payScale = end.value }
        } else if bar.input == "pull_of_staying" {
          expected = probability { $0.staying = end.value }
        } else if bar.input == "share_without_cutoff" {
          expected = probability { $0.neverShare = end.value }
        }
        if let expected {
          #expect(abs(try #require(end.outcome) - expected) < 2e-6, "\(bar.input)")
        }
      }
    }
  }

  @Test("threads change nothing, a candidate without a plan has no number, and it can be stopped")
  func threads() throws {
    let one = try tornado(
      ScenarioFiles.hospital.source, [], of: .hires, mode: .planned, threads: 1)
    let three = try tornado(
      ScenarioFiles.hospital.source, [], of: .hires, mode: .planned, threads: 3)
    #expect(one.tornado == three.tornado)
    #expect(try one.sweep.tornado(of: .hires, shouldStop: { true }) == nil)
  }
}

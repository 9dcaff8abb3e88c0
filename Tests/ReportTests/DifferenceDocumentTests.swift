import Foundation
import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

@Suite("The difference of two scenarios as a document")
struct DifferenceDocumentTests {
  /// Changes of one value that a random scenario can take; the numbers are none that it has.
  private static func changes(of scenario: Scenario) -> [(path: String, value: String)] {
    var changes = [
      ("budget.cash", "987654"), ("role_slots.research", "7"), ("prices.data_access", "31234"),
      ("policy.release_share", "0.35"), ("organisation.autonomy", "0.55"), ("preset", "cash-first"),
      ("seed", "77"), ("draws", "512"), ("assumptions.offer_effort", "1234"),
      ("packages.cash_multiples", "1.05|1.2"), ("name", "other"), ("horizon_months", "11"),
      ("clusters.big.nodes", "6"),
    ]
    for team in scenario.teams {
      changes += [
        ("teams[\(team.id)].heads", "13.5"), ("teams[\(team.id)].value", "31.5M"),
        ("teams[\(team.id)].pay", "91234"),
      ]
    }
    for person in scenario.candidates {
      changes += [
        ("candidates[\(person.id)].hire_value", "9.9M"),
        ("candidates[\(person.id)].cutoff_gpus", "333"),
        ("rivals[\(person.id)/r0].cash", "55555"),
      ]
    }
    return changes
  }

  @Test(
    "one random change is reported as that one, with the numbers of the two plans",
    arguments: UInt64(1)...60)
  func oneChange(seed: UInt64) throws {
    let source = ScenarioSource(files: ScenarioFiles.random(seed).all, in: "random")
    let before = try source.reading()
    var random = SplitMix(seed &+ 1_000)
    let change = try #require(
      Self.changes(of: before.scenario).randomElement(using: &random))
    let after = try source.reading(with: [.init(path: change.path, value: change.value)])
    let difference = ScenarioDifference(from: before, to: after)
    #expect(difference.changes.map(\.path) == [change.path])
    let back = ScenarioDifference(from: after, to: before)
    #expect(back.changes.map(\.path) == [change.path])
    #expect(back.changes.map(\.before) == difference.changes.map(\.after))

    let plans = [before, after].map { $0.scenario.plan(within: PlanningLimits(explains: false)) }
    let documents = plans.map { PlanDocument($0, version: "1", run: nil) }
    check(PlanEffect(from: documents[0], to: documents[1]), plans[0], plans[1])
    let none = PlanEffect(from: documents[0], to: documents[0])
    #expect(!none.isSomething)
  }

  // What is said, and what is left out, against the plans themselves.
  private func check(_ effect: PlanEffect, _ before: Plan, _ after: Plan) {
    guard [before, after].allSatisfy({ $0.status == .optimal || $0.status == .feasible }) else {
      #expect(effect.teams.isEmpty && effect.offers.isEmpty && effect.resources.isEmpty)
      return
    }
    let isSame = { (a: Double, b: Double) in abs(a - b) <= 1e-6 * max(1, abs(a), abs(b)) }
    if let worth = effect.worth {
      #expect(worth.before == before.value.objective && worth.after == after.value.objective)
    } else {
      #expect(isSame(before.value.objective, after.value.objective))
    }
    let teams = Dictionary(uniqueKeysWithValues: effect.teams.map { ($0.id, $0) })
    for (old, new) in zip(before.teams, after.teams) {
      let differs =
        old.granted != new.granted || !isSame(old.value, new.value) || !isSame(old.stay, new.stay)
      #expect((teams[old.id] != nil) == differs)
      guard let team = teams[old.id] else { continue }
      #expect((team.valueBefore, team.valueAfter) == (old.value, new.value))
      #expect((team.stayBefore, team.stayAfter) == (old.stay, new.stay))
      let gpus = zip(after.scenario.pools, new.granted).map { $0.gpusPerUnit * $1 }
      #expect(team.grantedAfter?.map(\.gpus) == gpus)
    }
    let offers = Dictionary(uniqueKeysWithValues: effect.offers.map { ($0.candidate, $0) })
    for (old, new) in zip(before.offers, after.offers) {
      let packages = [old, new].map { $0.isMade ? $0.package?.id : nil }
      let differs =
        packages[0] != packages[1] || (old.isMade && !isSame(old.acceptance, new.acceptance))
      if differs { #expect(offers[old.candidate] != nil) }
      guard let offer = offers[old.candidate] else { continue }
      #expect([offer.packageBefore, offer.packageAfter] == packages)
      #expect(offer.acceptBefore == (old.isMade ? old.acceptance : nil))
      #expect(offer.acceptAfter == (new.isMade ? new.acceptance : nil))
    }
    for row in effect.resources {
      let new = after.resources.first { $0.id == row.id }
      #expect((row.usedAfter, row.priceAfter) == (new?.used, new?.price))
    }
    let sizes = effect.teams.map { abs(($0.valueAfter ?? 0) - ($0.valueBefore ?? 0)) }
    #expect(sizes == sizes.sorted(by: >))
  }

  @Test("two clusters of other pools, other people: no line too long, nobody lost")
  func unlike() throws {
    let readings = try [ScenarioFiles(.lab), .hospital].map {
      try ScenarioSource(files: $0.all, in: "x").reading(with: [
        .init(path: "draws", value: "256"), .init(path: "parameter_draws", value: "16"),
      ])
    }
    let plans = readings.map { $0.scenario.plan(within: PlanningLimits(explains: false)) }
    let documents = plans.map { PlanDocument($0, version: "1", run: nil) }
    let sides = ["a", "b"].map {
      DifferenceDocument.Side(kind: "scenario", source: $0, name: $0, status: "optimal")
    }
    let difference = DifferenceDocument(
      sides[0], sides[1], scenarios: ScenarioDifference(from: readings[0], to: readings[1]),
      effect: PlanEffect(from: documents[0], to: documents[1]), version: "1")
    let text = TerminalDifference(difference).text
    let long = text.split(separator: "\n").filter { $0.count > 80 }
    #expect(long == [])
    for id in plans.flatMap({ $0.teams.map(\.id) }) { #expect(text.contains(id)) }
    #expect(text.contains("more inputs: --format json lists them all"))
    #expect(try difference.json().contains("\"schema\" : \"fulcrum.diff/1\""))
  }
}

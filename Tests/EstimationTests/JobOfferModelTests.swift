import Choice
import Foundation
import OfferFixtures
import Testing
import Units

@testable import Estimation

@Suite("Tastes for job offers from past ones") struct JobOfferModelTests {
  private static let settings = Estimator.Settings(
    draws: DrawPlan(count: 200), starts: 2, checksDraws: false, threads: 2)

  @Test("without data the posterior is the prior, and one decision moves it little")
  func nearlyNothing() throws {
    let offers = JobOfferModel(PastOffers.decisions(2, preset: .undecided, seed: 3))
    #expect(offers.model.identificationProblems(in: offers.data).isEmpty)
    let estimates = Estimator(offers.model, Self.settings).estimate(offers.data)
    #expect(estimates.isConverged && estimates.regime == .fewData)
    let preferences = try #require(offers.preferences(estimates))
    for entry in preferences.entries {
      #expect(entry.priorShare > 0.8 && abs(entry.mean) < 1, "\(entry)")
    }
  }

  @Test(
    "offers drawn by a belief move the estimates towards it",
    arguments: [Preset.computeFirst, .cashFirst], [4, 5] as [UInt64])
  func moves(preset: Preset, seed: UInt64) throws {
    let offers = JobOfferModel(PastOffers.decisions(60, preset: preset, seed: seed))
    let estimates = Estimator(offers.model, Self.settings).estimate(offers.data)
    #expect(estimates.isConverged && estimates.regime == .someData)
    #expect(estimates.agreeing == 2)
    let preferences = try #require(offers.preferences(estimates))
    let guarantee = try #require(preferences["guaranteed_gpus"])
    #expect(guarantee.mean * log(preset.guaranteeFactor) > 0)
    #expect(guarantee.priorShare < 0.9)
    // The truth lies within what is left open.
    #expect(abs(guarantee.mean - log(preset.guaranteeFactor)) < 3 * guarantee.sd)
  }

  @Test("exits are estimated beside offers, by the same taste")
  func exits() throws {
    let decisions = PastOffers.decisions(40, preset: .undecided, seed: 8)
    let gain = 0.572
    var exits: [ExitRecord] = []
    for n in 0..<300 {
      var random = Random("exit \(n)")
      let change = [-gain / 2, 0, gain / 2][n % 3]
      let taste = 3 * exp(0.6 * random.normal())
      let hazard = 0.2 * exp(-2.5 * change * taste)
      exits.append(
        ExitRecord(
          person: "e\(n)", group: "frontier", years: 1,
          hasLeft: random.uniform() < -expm1(-hazard), gain: change))
    }
    let alone = JobOfferModel(decisions)
    let both = JobOfferModel(decisions, exitGroups: ["frontier"])
    let first = Estimator(alone.model, Self.settings).estimate(alone.data)
    let second = Estimator(both.model, Self.settings).estimate(both.data, exits: exits)
    #expect(second.isConverged)
    let before = try #require(alone.preferences(first)?["guaranteed_gpus"])
    let after = try #require(both.preferences(second)?["guaranteed_gpus"])
    // The people of the exits weigh compute three times as much as is believed.
    #expect(after.mean > before.mean + 0.2 && after.sd < before.sd)
    let rate = try #require(second.parameters.first { $0.name == "exit_rate.frontier" })
    #expect(abs(rate.value - 0.2) < 4 * (rate.errors?.hessian ?? 0))
  }

  @Test("exits' derivatives are slopes")
  func slopes() {
    let both = JobOfferModel(
      PastOffers.decisions(5, preset: .undecided, seed: 9), exitGroups: ["a", "b"])
    let exits = (0..<12).map { (n: Int) -> ExitRecord in
      let gain = Double(n % 5) / 5 - 0.4
      return ExitRecord(
        person: "e\(n / 2)", group: n / 2 % 2 == 0 ? "a" : "b", years: 0.5 + Double(n % 3),
        hasLeft: n % 4 == 1, gain: gain, logPay: Double(n % 3) / 10)
    }
    let likelihood = Likelihood(
      both.model, both.data, DrawPlan(count: 30), exits: exits, threads: 1)
    let theta: [Double] = likelihood.parameters.map { parameter in
      both.model.held[parameter.name] ?? both.model.priors[parameter.name]?.mean ?? 0.1
    }
    expectSlopes(likelihood, at: theta, within: 1e-7)
  }
}

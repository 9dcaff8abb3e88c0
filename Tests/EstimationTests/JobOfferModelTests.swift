import Choice
import Foundation
import Testing
import Units

@testable import Estimation

/// Past offers of a lab as people with known tastes would have answered them.
enum PastOffers {
  static func decisions(
    _ count: Int, preset: Preset, seed: UInt64, segment: String = "frontier"
  ) -> [PastDecision] {
    guard let segment = Segment.shipped.first(where: { $0.id == segment }) else { return [] }
    let coefficients = Coefficients(of: segment, at: .offer, preset: preset)
    return (0..<count).map { n in
      var random = SimulatedChoices.Random("\(seed) offer \(n)")
      let base = 1e6 * exp(0.4 * random.normal())
      let ours = Alternative(
        id: "ours", cash: (base * (0.8 + 0.8 * random.uniform())).rounded(),
        levels: [
          "guaranteed_gpus": [0, 8, 32, 96, 128][Int(random.uniform() * 5)],
          "cluster_gpus": [512, 1016, 4096, 16_384][Int(random.uniform() * 4)],
          "autonomy": (random.uniform() * 10).rounded() / 10,
          "data": random.uniform() < 0.5 ? 0 : 1,
        ])
      let rival = Alternative(
        id: "rival", cash: (base * (0.8 + 0.8 * random.uniform())).rounded(),
        levels: [
          "guaranteed_gpus": [0, 0, 8, 64][Int(random.uniform() * 4)],
          "cluster_gpus": [1000, 20_000, 100_000][Int(random.uniform() * 3)],
        ])
      let stay = Alternative(id: JobOfferModel.staying, cash: base.rounded())
      // The plain reference decides, with one person's tastes.
      let situation = ChoiceSituation(
        person: "p\(n)", coefficients: coefficients, staying: stay, rivals: [rival])
      let chances = ReferenceChances(situation, ours, seed: Seed(seed &+ UInt64(n))).drawn(&random)
      return PastDecision(
        id: "d\(n)", person: "p\(n)", segment: segment,
        options: zip([ours, rival, stay], chances).map { .init($0, share: $1) })
    }
  }
}

/// What one drawn person takes: her own tastes, cut-off and lapse.
private struct ReferenceChances {
  private let utilities: [Double]
  private let situation: ChoiceSituation
  private let ours: Alternative

  init(_ situation: ChoiceSituation, _ ours: Alternative, seed: Seed) {
    self.situation = situation
    self.ours = ours
    let c = situation.coefficients
    let tastes = TasteDraws(of: situation.person, coefficients: c, seed: seed, count: 1)
    utilities = ([ours] + situation.rivals + [situation.staying]).map { alternative in
      let features = c.registry.attributes.map { attribute -> Double in
        switch attribute.transform {
        case .pay: 0
        case .equityShare: 0
        default:
          alternative.levels[attribute.id].map {
            attribute.feature(of: $0, halfSaturation: c.halfSaturation)
          } ?? 0
        }
      }
      var worth = log(alternative.cash / 1e6)
      for k in features.indices where k > 0 { worth += tastes.partWorths[k][0] * features[k] }
      if alternative.id == JobOfferModel.staying { worth += tastes.staying[0] }
      return tastes.payScale[0] * worth
    }
  }

  // One choice by one uniform number each for cut-off, lapse and the rest.
  func drawn(_ random: inout SimulatedChoices.Random) -> [Double] {
    let cutoffs = situation.coefficients.cutoffs
    let threshold =
      random.uniform() < cutoffs.neverShare
      ? 0 : cutoffs.median * exp(cutoffs.logSD * random.normal())
    let sizes = [ours.clusterGPUs] + situation.rivals.map(\.clusterGPUs) + [.infinity]
    var best = (index: 2, utility: -Double.infinity)
    for (index, utility) in utilities.enumerated() {
      let v = utility - log(-log(random.uniform()))
      if sizes[index] >= threshold, v > best.utility { best = (index, v) }
    }
    if random.uniform() < situation.coefficients.assumptions.lapse { best.index = 2 }
    return (0..<3).map { $0 == best.index ? 1 : 0 }
  }
}

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
      var random = SimulatedChoices.Random("exit \(n)")
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
    let found = likelihood.evaluate(at: theta)
    for p in theta.indices {
      let h = 1e-5
      func value(_ by: Double) -> Double {
        var moved = theta
        moved[p] += by
        return likelihood.evaluate(at: moved, .value).logLikelihood
      }
      let slope = (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h)
      #expect(
        abs(found.gradient[p] - slope) < 1e-7 * max(1, abs(slope)),
        "\(likelihood.parameters[p].name)")
    }
  }
}

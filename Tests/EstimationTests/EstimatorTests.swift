import Foundation
import OfferFixtures
import Testing
import Units

@testable import Estimation

@Suite("Estimates") struct EstimatorTests {
  static let settings = Estimator.Settings(
    draws: DrawPlan(count: 100), starts: 3, checksDraws: false, threads: 2)

  private static func mixed(_ persons: Int = 60, seed: UInt64 = 1) -> ChoiceData {
    SimulatedChoices(persons: persons, situations: 6, seed: seed).data { x, name, z, _ in
      -0.8 * x[0] + (1 + 0.8 * z[0]) * x[1] + 0.5 * x[2] + (name == "stay" ? 0.4 : 0)
    }
  }

  private static let model = ChoiceModel(
    coefficients: [
      .init(name: "price", column: "price"),
      .init(name: "quality", column: "quality", distribution: .normal),
      .init(name: "extra", column: "extra"),
      .init(name: "stay", column: nil, alternatives: ["stay"]),
    ])

  @Test("the order of coefficients, rows and alternatives changes nothing")
  func order() throws {
    let data = Self.mixed()
    let first = Estimator(Self.model, Self.settings).estimate(data)
    var model = Self.model
    model.coefficients.reverse()
    let shuffled = ChoiceData(
      columns: data.columns,
      situations: data.situations.reversed().map {
        .init(person: $0.person, id: $0.id, options: $0.options.reversed())
      })
    let second = Estimator(model, Self.settings).estimate(shuffled)
    #expect(first.isConverged && first.agreeing == 3)
    for estimate in first.parameters {
      let other = try #require(second.parameters.first { $0.name == estimate.name })
      #expect(abs(estimate.value - other.value) < 1e-8)
      let (a, b) = (try #require(estimate.errors), try #require(other.errors))
      #expect(abs(a.clustered - b.clustered) < 1e-8 && abs(a.hessian - b.hessian) < 1e-8)
    }
    #expect(abs(first.fit.logLikelihood - second.fit.logLikelihood) < 1e-9)
    let worths = [first, second].map { estimates in
      estimates.worths(
        of: estimates.parameters[0].name == "price" ? Self.model : model, price: "price",
        seed: Seed(1)
      ).sorted { $0.name < $1.name }
    }
    for (a, b) in zip(worths[0], worths[1]) {
      #expect(abs(a.value - b.value) < 1e-8)
      #expect(abs(a.simulated.lowerBound - b.simulated.lowerBound) < 1e-7)
    }
  }

  @Test("names of alternatives and people do not matter beyond the draws that they key")
  func threads() {
    let data = Self.mixed(30)
    let found = [1, 2, 7].map { threads in
      var settings = Self.settings
      settings.threads = threads
      return Estimator(Self.model, settings).estimate(data)
    }
    #expect(found[0] == found[1] && found[0] == found[2])
  }

  /// A model, what its data are made by, and the truth on the scale of reports.
  struct Truth: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var model: ChoiceModel
    var values: [String: Double]
    var data: @Sendable (UInt64) -> ChoiceData
  }

  static let truths: [Truth] = [
    Truth(
      testDescription: "logit",
      model: {
        var model = EstimatorTests.model
        model.coefficients[1].distribution = .fixed
        return model
      }(),
      values: ["price": -0.8, "quality": 1, "extra": 0.5, "stay": 0.4],
      data: { seed in
        SimulatedChoices(persons: 100, situations: 5, seed: seed).data { x, name, _, _ in
          -0.8 * x[0] + x[1] + 0.5 * x[2] + (name == "stay" ? 0.4 : 0)
        }
      }),
    Truth(
      testDescription: "mixed logit", model: model,
      values: ["price": -0.8, "quality": 1, "sd.quality": 0.8, "extra": 0.5, "stay": 0.4],
      data: { mixed(150, seed: $0) }),
    Truth(
      testDescription: "cut-off",
      model: {
        var model = EstimatorTests.model
        model.coefficients[1].distribution = .fixed
        model.cutoff = .init(column: "size", unscreened: ["stay"])
        return model
      }(),
      values: [
        "price": -0.8, "quality": 1, "extra": 0.5, "stay": 0.4, "cutoff.median": 800,
        "cutoff.sd": 1.2, "cutoff.never": 0.4,
      ],
      data: { seed in
        SimulatedChoices(
          persons: 150, situations: 8, seed: seed, sizes: [50, 200, 500, 1000, 2000, 5000, 20_000]
        ).data(threshold: { $0.uniform() < 0.4 ? 0 : 800 * exp(1.2 * $0.normal()) }) {
          x, name, _, _ in
          -0.8 * x[0] + x[1] + 0.5 * x[2] + (name == "stay" ? 0.4 : 0)
        }
      }),
  ]

  @Test("the truth of simulated people comes back", arguments: truths)
  func recovers(truth: Truth) throws {
    let runs = 20
    var settings = Self.settings
    settings.starts = 1
    var deviations: [String: [Double]] = [:]
    var (covered, asked) = (0, 0)
    for seed in 0..<UInt64(runs) {
      let estimates = Estimator(truth.model, settings).estimate(truth.data(seed))
      #expect(estimates.isConverged)
      for estimate in estimates.parameters {
        let value = try #require(truth.values[estimate.name])
        let scale = estimate.parameter.scale
        let error = try #require(estimate.errors).clustered / abs(scale.slope(estimate.working))
        deviations[estimate.name, default: []].append(
          (estimate.working - scale.working(value)) / error)
        asked += 1
        if let interval = estimate.interval, interval.contains(value) { covered += 1 }
      }
    }
    for (name, found) in deviations {
      let mean = found.reduce(0, +) / Double(runs)
      // Four standard errors of a mean of standard deviations near 1, or a tenth of an estimate's own.
      #expect(abs(mean) < max(4 / Double(runs).squareRoot(), 0.1), "\(name) \(mean)")
    }
    // Coverage of 95 % is not refused by the exact binomial test at 1e-4.
    #expect(Self.lowerTail(covered, of: asked, 0.95) > 1e-4, "\(covered) of \(asked)")
  }

  /// The chance of at most `count` of `total` at probability `p`.
  static func lowerTail(_ count: Int, of total: Int, _ p: Double) -> Double {
    (0...count).reduce(0.0) { sum, k in
      let ways = lgamma(Double(total + 1)) - lgamma(Double(k + 1)) - lgamma(Double(total - k + 1))
      let chance = Double(k) * log(p) + Double(total - k) * log1p(-p)
      return sum + exp(ways + chance)
    }
  }

  @Test("one person's word in many situations is not many people's")
  func clusters() throws {
    // Tastes that differ and a model that says they do not: errors by person are larger.
    var model = Self.model
    model.coefficients[1].distribution = .fixed
    let estimates = Estimator(model).estimate(
      SimulatedChoices(persons: 50, situations: 30).data { x, _, z, _ in 2 * z[0] * x[1] - x[0] })
    let quality = try #require(estimates.parameters.first { $0.name == "quality" }?.errors)
    #expect(quality.clustered > 1.5 * quality.robust)
    let copied = Estimator(model).estimate(
      ChoiceData(
        columns: ["price", "quality", "extra", "size"],
        situations: Self.mixed().situations.flatMap { situation in
          (0..<4).map {
            .init(
              person: situation.person, id: "\(situation.id).\($0)", options: situation.options)
          }
        }))
    let once = Estimator(model).estimate(Self.mixed())
    for (a, b) in zip(copied.parameters, once.parameters) {
      #expect(abs(a.value - b.value) < 1e-8)
      // Four copies of each answer are no news.
      let (more, less) = (try #require(a.errors), try #require(b.errors))
      #expect(abs(more.clustered - less.clustered) < 1e-8 * less.clustered)
      #expect(abs(more.hessian * 2 - less.hessian) < 1e-8)
    }
  }

  @Test("a prior pulls as much as it knows")
  func priors() throws {
    var model = Self.model
    model.coefficients[1].distribution = .fixed
    let data = Self.mixed()
    let free = Estimator(model, Self.settings).estimate(data)
    let plain = try #require(free.parameters[0].errors).hessian
    let believed = free.parameters[0].value + 2 * plain
    model.priors["price"] = .init(mean: believed, sd: plain)
    let pulled = Estimator(model, Self.settings).estimate(data)
    let price = pulled.parameters[0]
    #expect(abs(try #require(price.priorShare) - 0.5) < 0.05)
    let middle = (free.parameters[0].value + believed) / 2
    #expect(abs(price.value - middle) < 0.05 * plain)
    #expect(pulled.covarianceKind == "posterior" && free.covarianceKind == "clustered")
    model.priors["price"] = .init(mean: 1, sd: 1e-4)
    let held = Estimator(model, Self.settings).estimate(data).parameters[0]
    #expect(abs(held.value - 1) < 1e-4)
    #expect(try #require(held.priorShare) > 0.999)
  }

  @Test("choices that were not seen are predicted a little worse than those that were")
  func folds() throws {
    var settings = Self.settings
    (settings.folds, settings.starts) = (4, 1)
    for distribution in [ChoiceModel.Distribution.fixed, .normal] {
      var model = Self.model
      model.coefficients[1].distribution = distribution
      let fit = Estimator(model, settings).estimate(Self.mixed(80)).fit
      let heldOut = try #require(fit.heldOut)
      let seen = fit.logLikelihood / Double(fit.situations)
      #expect(heldOut.folds == 4 && heldOut.logScore < seen && heldOut.logScore > seen - 0.1)
    }
  }

  @Test("people left out may be all of a source")
  func foldsOfSources() throws {
    var choices = SimulatedChoices(persons: 12, situations: 8)
    choices.sources = ["offers", "survey"]
    var model = Self.model
    model.coefficients[1].distribution = .fixed
    model.referenceSource = "offers"
    model.priors["scale.survey"] = .init(mean: 0, sd: 0.5)
    var settings = Self.settings
    (settings.folds, settings.starts) = (2, 1)
    let data = choices.data { x, _, _, _ in -x[0] + x[1] }
    // Every other person is of one source: each half is of one alone.
    #expect(Set(data.choices(of: [0, 2, 4]).situations.map(\.source)).count <= 2)
    #expect(data.choices(of: [0]).sources == data.sources)
    let heldOut = try #require(Estimator(model, settings).estimate(data).fit.heldOut)
    #expect(heldOut.logScore.isFinite)
  }

  @Test("twice the draws are compared with")
  func doubling() throws {
    var settings = Self.settings
    settings.checksDraws = true
    let estimates = Estimator(Self.model, settings).estimate(Self.mixed())
    let doubling = try #require(estimates.doubling)
    settings.draws.count = 200
    let twice = Estimator(Self.model, settings).estimate(Self.mixed())
    #expect(abs(doubling.logLikelihood - twice.fit.logLikelihood) < 0.5)
    let moved =
      zip(estimates.parameters, twice.parameters).map { a, b in
        abs(a.working - b.working) / (a.errors?.clustered ?? 1)
          * abs(a.parameter.scale.slope(a.working))
      }.max() ?? 0
    #expect(abs(doubling.distance - moved) < 0.3 * moved + 0.02)
  }
}

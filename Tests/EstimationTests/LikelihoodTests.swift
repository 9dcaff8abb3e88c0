import Choice
import Foundation
import Kernels
import OfferFixtures
import Testing
import Units

@testable import Estimation

/// Models of every kind, with data that speak of all of their parameters.
struct LikelihoodCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var model: ChoiceModel
  var choices = SimulatedChoices(persons: 7, situations: 4, alternatives: 4)

  static let price = ChoiceModel.Coefficient(name: "price", column: "price")
  static let quality = ChoiceModel.Coefficient(
    name: "quality", column: "quality", distribution: .normal)
  static let extra = ChoiceModel.Coefficient(
    name: "extra", column: "extra", distribution: .lognormal(sign: 1))
  static let stay = ChoiceModel.Coefficient(name: "stay", column: nil, alternatives: ["stay"])

  static let all: [LikelihoodCase] = {
    let plain = [price, quality, extra, stay]
    func model(_ name: String, _ change: (inout ChoiceModel) -> Void) -> LikelihoodCase {
      var model = ChoiceModel(coefficients: plain)
      change(&model)
      var found = LikelihoodCase(testDescription: name, model: model)
      if model.referenceSource != nil { found.choices.sources = ["survey", "offers"] }
      return found
    }
    return [
      model("mixed panel") { _ in },
      model("mixed cross-section") { $0.isPanel = false },
      model("correlated") { $0.correlated = [["quality", "extra"]] },
      model("zero or lognormal") {
        $0.coefficients[2].distribution = .zeroOrLognormal(sign: 1)
      },
      model("two points at zero") {
        $0.coefficients[2].distribution = .zeroOrLognormal(sign: 1)
        $0.coefficients[1].distribution = .zeroOrLognormal(sign: -1)
      },
      model("willingness to pay, lognormal price") {
        $0.coefficients[0].distribution = .lognormal(sign: -1)
        $0.price = "price"
      },
      model("willingness to pay, normal price") {
        $0.coefficients[0].distribution = .normal
        $0.price = "price"
        $0.starts["price"] = -1
      },
      model("cut-off") { $0.cutoff = .init(column: "size", unscreened: ["stay"]) },
      model("lapse") { $0.lapse = "stay" },
      model("scales") { $0.referenceSource = "offers" },
      model("scales in willingness to pay") {
        $0.coefficients[0].distribution = .lognormal(sign: -1)
        $0.price = "price"
        $0.referenceSource = "survey"
      },
      model("nests of the same tastes") {
        $0.nests = [.init(name: "offers", alternatives: ["offer0", "offer1"])]
        for k in 0..<4 { $0.coefficients[k].distribution = .fixed }
      },
      model("two nests") {
        $0.nests = [
          .init(name: "a", alternatives: ["offer0", "offer1"]),
          .init(name: "b", alternatives: ["offer2", "stay"]),
        ]
      },
      model("everything") {
        $0.coefficients[0].distribution = .lognormal(sign: -1)
        $0.coefficients[2].distribution = .zeroOrLognormal(sign: 1)
        $0.price = "price"
        $0.correlated = [["quality", "extra"]]
        $0.cutoff = .init(column: "size", unscreened: ["stay"])
        $0.lapse = "stay"
        $0.referenceSource = "offers"
        $0.nests = [.init(name: "a", alternatives: ["offer0", "offer2"])]
      },
    ]
  }()

  var data: ChoiceData {
    choices.data(threshold: { 300 * exp($0.normal()) }, lapse: 0.1) { x, name, z, _ in
      -0.8 * x[0] + (0.7 + 0.5 * z[1]) * x[1] + exp(-0.5 + 0.6 * z[2]) * x[2]
        + (name == "stay" ? 0.4 : 0)
    }
  }

  /// Somewhere, with every parameter away from zero.
  func theta(_ parameters: [Parameter]) -> [Double] {
    parameters.enumerated().map { place, parameter in
      switch parameter.kind {
      case .cutoffMedian: log(700)
      case .location(let k) where model.coefficients[k].name == "price":
        parameter.scale == .identity ? -0.9 : -0.2
      default: 0.2 + 0.1 * Double(place % 5)
      }
    }
  }
}

@Suite("The likelihood of a choice model") struct LikelihoodTests {
  @Test("derivatives are slopes", arguments: LikelihoodCase.all)
  func slopes(example: LikelihoodCase) {
    let likelihood = Likelihood(
      example.model, example.data, DrawPlan(count: 50), threads: 2)
    let theta = example.theta(likelihood.parameters)
    expectSlopes(likelihood, at: theta, within: 2e-8)
  }

  @Test(
    "the value is that of plain loops over draws, zeros and cut-offs", arguments: LikelihoodCase.all
  )
  func twin(example: LikelihoodCase) {
    let data = example.data
    let likelihood = Likelihood(example.model, data, DrawPlan(count: 40), threads: 1)
    let theta = example.theta(likelihood.parameters)
    let twin = PlainLikelihood(example.model, data, theta, DrawPlan(count: 40))
    let found = likelihood.evaluate(at: theta, .value).logLikelihood
    #expect(abs(found - twin.logLikelihood) < 1e-10 * abs(found), "\(found) \(twin.logLikelihood)")
  }

  @Test("any number of threads gives the same bits", arguments: LikelihoodCase.all)
  func threads(example: LikelihoodCase) {
    var example = example
    example.choices.persons = 40
    let data = example.data
    let found = [1, 2, 5].map { threads in
      let likelihood = Likelihood(example.model, data, DrawPlan(count: 20), threads: threads)
      return likelihood.evaluate(at: example.theta(likelihood.parameters))
    }
    for other in found.dropFirst() {
      #expect(other.logLikelihood == found[0].logLikelihood)
      #expect(other.gradient == found[0].gradient)
    }
  }

  @Test("chances of a situation's options add up to one", arguments: LikelihoodCase.all)
  func shares(example: LikelihoodCase) {
    let data = example.data
    let likelihood = Likelihood(example.model, data, DrawPlan(count: 30), threads: 2)
    for chances in likelihood.shares(of: data, at: example.theta(likelihood.parameters)) {
      #expect(abs(chances.reduce(0, +) - 1) < 1e-12)
      #expect(chances.allSatisfy { $0 > 0 })
    }
  }

  @Test("each kernel gives the same to rounding", arguments: Kernel.supported)
  func kernels(kernel: Kernel) {
    let example = LikelihoodCase.all[0]
    let data = example.data
    let best = Likelihood(example.model, data, DrawPlan(count: 64), threads: 1)
    let theta = example.theta(best.parameters)
    let expected = best.evaluate(at: theta)
    let found = Likelihood(example.model, data, DrawPlan(count: 64), kernel: kernel, threads: 1)
      .evaluate(at: theta)
    #expect(abs(found.logLikelihood - expected.logLikelihood) < 1e-11)
    for (a, b) in zip(found.gradient, expected.gradient) { #expect(abs(a - b) < 1e-10) }
  }
}

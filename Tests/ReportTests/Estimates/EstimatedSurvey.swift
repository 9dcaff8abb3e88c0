import Choice
import Estimation
import Foundation
import Units

@testable import Report

/// Invented choices with estimates of them, small enough to be made in every test.
struct EstimatedSurvey {
  var persons = 20
  var questions = 5
  var model = ChoiceModel(
    coefficients: [
      .init(name: "asc_b", column: nil, alternatives: ["b"]),
      .init(name: "asc_stay", column: nil, alternatives: ["stay"]),
      .init(name: "pay", column: "pay"), .init(name: "gpus", column: "gpus"),
    ])
  var price: String? = "pay"
  var settings = Estimator.Settings(draws: DrawPlan(count: 32), starts: 2)

  /// Tastes are 1 for pay, and 0.5 with a deviation of 0.5 for GPUs.
  var data: ChoiceData {
    let stream = Philox(key: SHA256(of: "a survey for reports").prefix64)
    var next = 0
    func uniform() -> Double {
      next += 1
      return stream.uniform(next)
    }
    var situations: [ChoiceData.Situation] = []
    for person in 0..<persons {
      let taste = 0.5 + 0.5 * NormalDistribution.quantile(uniform())
      for question in 0..<questions {
        var options = ["a", "b", "stay"].map { name in
          ChoiceData.Option(
            alternative: name, share: 0,
            values: [(uniform() * 30).rounded() / 10, (uniform() * 20).rounded() / 10])
        }
        let utilities = options.map { option in
          option.values[0] + taste * option.values[1] + (option.alternative == "stay" ? 0.5 : 0)
            - log(-log(uniform()))
        }
        if let best = utilities.indices.max(by: { utilities[$0] < utilities[$1] }) {
          options[best].share = 1
        }
        situations.append(.init(person: "p\(person)", id: "\(question)", options: options))
      }
    }
    return ChoiceData(columns: ["pay", "gpus"], situations: situations)
  }

  /// The report of the model's estimates.
  var report: EstimatesReport {
    let data = data
    var estimates = Estimator(model, settings).estimate(data)
    if let price {
      estimates.worths = estimates.worths(of: model, price: price, seed: settings.draws.seed)
    }
    return EstimatesReport(
      estimates, of: model, price: price,
      inputs: [
        .init(path: "data/answers.csv", sha256: SHA256(of: "answers")),
        .init(path: "model.yaml", sha256: SHA256(of: "model")),
      ],
      rows: (persons * questions * 3 + 30, 30), alternatives: data.alternatives,
      seed: settings.draws.seed)
  }

  /// The same with tastes for GPUs that differ, and beliefs about some parameters.
  static func believed(persons: Int = 20) -> EstimatedSurvey {
    var survey = EstimatedSurvey()
    survey.persons = persons
    survey.model.coefficients[3].distribution = .normal
    survey.model.priors = [
      "pay": .init(mean: 1, sd: 0.5, source: "assumption"),
      "gpus": .init(mean: 0.5, sd: 0.4, source: "a study, 2020"),
      "sd.gpus": .init(mean: 0.5, sd: 0.2, source: "assumption"),
    ]
    return survey
  }

  /// One of each kind.
  static var all: [EstimatedSurvey] {
    var mixed = EstimatedSurvey()
    mixed.model.coefficients[3].distribution = .lognormal(sign: 1)
    var nested = EstimatedSurvey(price: nil)
    nested.model.nests = [.init(name: "offers", alternatives: ["a", "b"])]
    nested.settings.folds = 2
    return [EstimatedSurvey(), mixed, nested, .believed(), .believed(persons: 4)]
  }
}

import Documents
import Estimation
import Foundation
import Testing
import Units

@testable import EstimationFiles

@Suite("A model file")
struct ModelFileTests {
  static let whole = """
    data:
      format: wide
      delimiter: tab
      person: ID
      situation: NR
      choice: TOOK
      source: FROM
      where: A in [1, 3] and B != 0
    alternatives:
      train: {code: 1, available: TRAIN_AV * (SP != 0)}
      bus: 2
      car:
    columns:
      time: {train: T1, bus: T2, car: T3}
      cost: {train: C1, bus: C2, car: C3}
    coefficients:
      asc_car: {constant: car, distribution: normal}
      b_time: {column: time, distribution: lognormal, sign: negative, start: -0.5}
      b_cost:
        {column: cost, alternatives: [car, train], prior: {mean: -1, sd: 0.7, source: a survey}}
      b_gpus: {column: gpus, distribution: zero_or_lognormal, alternatives: car}
      b_plain: km
    space: willingness_to_pay
    price: b_cost
    correlated: [[asc_car, b_time]]
    nests: {road: [bus, car]}
    cutoff: {column: gpus, unscreened: [train, bus]}
    lapse: train
    scales: {reference: offers}
    panel: false
    priors:
      b_time: {median: -2, sd: 0.5}
      sd.b_time: {range: [-1, 1]}
      cutoff.median: {range: 100..10k}
      cutoff.never: {range: [10%, 0.5]}
      scale.survey: {median: 1, sd: 0.5}
    held: {dissimilarity.road: 0.5, lapse: 2%}
    starts: {cutoff.sd: 1, chol.b_time.asc_car: 0.1, zero.b_gpus: 0.2}
    draws: {kind: halton, count: 200, drop: 10}
    restarts: 3
    folds: 4
    seed: 7
    """

  @Test("says everything that a model can be")
  func whole() throws {
    let read = try model(Self.whole)
    #expect(read.layout.separator == .tab && read.layout.person?.name == "ID")
    #expect(read.layout.situation?.name == "NR" && read.layout.source?.name == "FROM")
    #expect(read.layout.filter?.columns.map(\.name) == ["A", "B"])
    #expect(read.layout.alternatives.map(\.id) == ["train", "bus", "car"])
    #expect(read.layout.alternatives.map(\.code) == ["1", "2", "car"])
    #expect(read.layout.columns.map(\.name) == ["time", "cost"])
    let choice = read.choice
    #expect(
      choice.coefficients == [
        .init(name: "asc_car", column: nil, alternatives: ["car"], distribution: .normal),
        .init(name: "b_time", column: "time", distribution: .lognormal(sign: -1)),
        .init(name: "b_cost", column: "cost", alternatives: ["car", "train"]),
        .init(
          name: "b_gpus", column: "gpus", alternatives: ["car"],
          distribution: .zeroOrLognormal(sign: 1)),
        .init(name: "b_plain", column: "km"),
      ])
    #expect(choice.price == "b_cost" && read.price == "b_cost")
    #expect(choice.correlated == [["asc_car", "b_time"]])
    #expect(choice.nests == [.init(name: "road", alternatives: ["bus", "car"])])
    #expect(choice.cutoff == .init(column: "gpus", unscreened: ["train", "bus"]))
    #expect(choice.lapse == "train" && choice.referenceSource == "offers" && !choice.isPanel)
    let draws = DrawPlan(kind: .halton, count: 200, drop: 10, seed: Seed(7))
    #expect(read.settings == Estimator.Settings(draws: draws, starts: 3, folds: 4))
    #expect(read.usedColumns == ["time", "cost", "gpus", "km"])
  }

  @Test("numbers are on the scale that is reported, and become those that are searched for")
  func scales() throws {
    let choice = try model(Self.whole).choice
    let deviates = 2 * 1.6448536269514722
    let truth: [(ChoiceModel.Prior?, Double, Double)] = [
      (choice.priors["b_cost"], -1, 0.7), (choice.priors["b_time"], log(2), 0.5),
      (choice.priors["sd.b_time"], 0, 2 / deviates),
      (choice.priors["cutoff.median"], log(1000), log(100) / deviates),
      // Log-odds of 0.1 and 0.5.
      (choice.priors["cutoff.never"], -log(9) / 2, log(9) / deviates),
      (choice.priors["scale.survey"], 0, 0.5),
    ]
    for (prior, mean, sd) in truth {
      let prior = try #require(prior)
      #expect(abs(prior.mean - mean) < 1e-12 && abs(prior.sd - sd) < 1e-9)
    }
    #expect(choice.priors.count == 6 && choice.priors["b_cost"]?.source == "a survey")
    #expect(choice.held == ["dissimilarity.road": log(0.5), "lapse": log(0.02 / 0.98)])
    #expect(
      choice.starts == [
        "b_time": log(0.5), "cutoff.sd": 0, "chol.b_time.asc_car": 0.1,
        "zero.b_gpus": log(0.2 / 0.8),
      ])
  }

  @Test("what is left out is as usual")
  func defaults() throws {
    let read = try model("data: {situation: s, alternative: a, choice: c}\ncoefficients: {b: x}\n")
    #expect(read.settings == Estimator.Settings() && read.choice.isPanel && read.price == nil)
    #expect(read.layout.separator == .comma && read.layout.alternatives.isEmpty)
    #expect(read.choice == ChoiceModel(coefficients: [.init(name: "b", column: "x")]))
  }

  @Test("a median in preference space has no price, and all may be correlated")
  func preference() throws {
    let start = "data: {situation: s, alternative: a, choice: c}\nprice: b\ncorrelated: all\n"
    let read = try model(
      start
        + """
        coefficients: {b: {column: x, distribution: normal}, d: y, e: {column: z, \
        distribution: lognormal}}
        """
    )
    #expect(read.price == "b" && read.choice.price == nil)
    #expect(read.choice.correlated == [["b", "e"]])
  }
}

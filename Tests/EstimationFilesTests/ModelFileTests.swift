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
      b_cost: {column: cost, alternatives: [car, train], prior: {mean: -1, sd: 0.7, source: a survey}}
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
    let settings = EstimationSettings(
      drawKind: .halton, drawCount: 200, droppedDraws: 10, restarts: 3, seed: .init(7))
    #expect(read.settings == settings)
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
    #expect(read.settings == EstimationSettings() && read.choice.isPanel && read.price == nil)
    #expect(read.layout.separator == .comma && read.layout.alternatives.isEmpty)
    #expect(read.choice == ChoiceModel(coefficients: [.init(name: "b", column: "x")]))
  }

  @Test("a median in preference space has no price, and all may be correlated")
  func preference() throws {
    let start = "data: {situation: s, alternative: a, choice: c}\nprice: b\ncorrelated: all\n"
    let read = try model(
      start + "coefficients: {b: {column: x, distribution: normal}, d: y, e: {column: z, distribution: lognormal}}\n")
    #expect(read.price == "b" && read.choice.price == nil)
    #expect(read.choice.correlated == [["b", "e"]])
  }

  private static let data = "data: {choice: c}\nalternatives: {x: 1, y: 2}\n"

  @Test(
    "mistakes, with place and remedy",
    arguments: [
      ("coefficients: {b: {colum: v}}", "m:3:19: coefficients.b.column: is missing; name the column that it multiplies, or write constant: ALTERNATIVE\nm:3:20: coefficients.b.colum: unknown key; did you mean column?"),
      ("coefficients: {b: {constant: z}}", "m:3:30: coefficients.b.constant: there is no alternative of this name (z); there are x, y"),
      ("coefficients: {b.c: v}", "m:3:16: coefficients: a coefficient's name has a dot (b.c); write such as b_cost"),
      ("coefficients: {b: v}\nprices: b", "m:4:1: prices: unknown key; did you mean price?"),
      ("coefficients: {b: v}\nprice: c", "m:4:8: price: there is no coefficient of this name (c); there are b"),
      ("coefficients: {b: {constant: x}}\nprice: b", "m:4:8: price: is a constant, which nothing can be paid in (b); name the coefficient of a column of pay or cost"),
      ("coefficients: {b: v}\nspace: willingness_to_pay", "m:4:8: price: willingness to pay needs a price; name the coefficient of pay or cost, such as price: b_cost"),
      ("coefficients: {b: {column: v, distribution: norm}}", "m:3:45: coefficients.b.distribution: is not one of fixed, normal, lognormal, zero_or_lognormal (norm); choose one"),
      ("coefficients: {b: {column: v, sign: negative}}", "m:3:31: coefficients.b.sign: unknown key; delete it; not yet given: alternatives, constant, distribution, held, prior, start"),
      ("coefficients: {b: AGE}", "m:3:19: coefficients.b: is protected by equal-treatment law and is never an input: no offer and no grant may depend on it (AGE); take another column; audit outcomes by group in a file of its own"),
      ("coefficients: {b: v}\ncolumns: {v: a + MALE}", "m:4:18: columns.v: is protected by equal-treatment law and is never an input: no offer and no grant may depend on it (MALE); take another column; audit outcomes by group in a file of its own"),
      ("coefficients: {b: v}\ncolumns: {v: {x: a, z: 1}}", "m:4:14: columns.v: says nothing of an alternative that uses it (y); give it a formula or 0, or list the coefficient's alternatives without it\nm:4:21: columns.v: there is no alternative of this name (z); there are x, y"),
      ("coefficients: {b: v}\ncolumns: {v: [a]}", "m:4:14: columns.v: is no formula: YAML takes brackets and braces for lists and groups; put the whole formula in quotes"),
      ("coefficients: {b: v}\ncolumns:\n  v: a +", "m:5:9: columns.v: a number, a column or ( is needed where the formula ends (a +); finish it; if YAML has cut it at a comma, put it in quotes"),
      ("coefficients: {b: v}\ncolumns:\n  v: \"a = 1\"", "m:5:9: columns.v: = is not understood (a = 1); write =="),
      ("coefficients: {b: v}\ncorrelated: all", "m:4:13: correlated: fewer than two coefficients have a distribution; give some a distribution, or delete it"),
      ("coefficients: {b: v}\ncorrelated: [[b, d]]", "m:4:15: correlated: has no distribution that could be correlated (b); give it a distribution, or take it out\nm:4:18: correlated: there is no coefficient of this name (d); there are none"),
      ("coefficients: {b: v}\ncorrelated: yes", "m:4:13: correlated: is no list of groups (yes); write all, or groups such as [[b_time, b_cost]]"),
      ("coefficients: {b: v}\nnests: {n: [x], m: [x, y]}", "m:4:12: nests.n: a nest of one alternative; name two or more; an alternative in no nest is one of its own\nm:4:20: nests.m: is in nest n already (x); keep each alternative in one nest"),
      ("coefficients: {b: v}\nscales: {reference: q}", "m:4:9: scales: there is no column of sources; name it as source under data"),
      ("coefficients: {b: v}\nlapse: stay", "m:4:8: lapse: there is no alternative of this name (stay); there are x, y"),
      ("coefficients: {b: v}\nheld: {sd.b: 1}", "m:4:8: held.sd.b: there is no parameter of this name (sd.b); there are b"),
      ("coefficients: {b: v, lapse: w}\nlapse: x", "m:3:15: coefficients.lapse: two parameters would have this name; call the coefficient otherwise"),
      ("coefficients: {b: v}\nlapse: x\nheld: {lapse: 0}", "m:5:15: held.lapse: is not a share between 0 and 1 (0); give such as 0.1; for next to nothing write 1e-9"),
      ("coefficients: {b: {column: v, distribution: lognormal, sign: negative, start: 1}}", "m:3:79: coefficients.b.start: is not below 0 (1); give a number below 0: the coefficient is negative"),
      ("coefficients: {b: {column: v, start: 1}}\nstarts: {b: 2}", "m:4:10: starts.b: is given twice, once at the coefficient; keep one of the two"),
      ("coefficients: {b: {column: v, held: 1, prior: {mean: 1, sd: 1}}}", "m:3:47: coefficients.b.prior: the parameter is held, so a prior says nothing; keep one of the two"),
      ("coefficients: {b: v}\npriors: {b: {mean: 1}}", "m:4:13: priors.b.sd: is missing; give a number above 0, such as 0.7"),
      ("coefficients: {b: v}\npriors: {b: {range: [2, 1]}}", "m:4:21: priors.b.range: is no interval; write [low, high], the ends between which 90 % lies"),
      ("coefficients: {b: {column: v, distribution: lognormal}}\npriors: {b: {mean: 1, sd: 1}}", "m:4:13: priors.b.median: is missing; give median and sd, or range: [low, high], which holds 90 %\nm:4:14: priors.b.mean: unknown key; delete it; not yet given: median, range, source"),
      ("coefficients: {b: v}\ndraws: {kind: sobol, drop: 5}", "m:4:22: draws.drop: unknown key; delete it; not yet given: count"),
      ("coefficients: {b: v}\ndraws: {count: 0}", "m:4:16: draws.count: is outside 1 to 1000000 (0); give a number of draws, such as 1000"),
    ])
  func mistakes(lines: String, complaint: String) {
    #expect(complaints(ofModel: Self.data + lines + "\n") == complaint)
  }

  @Test("mistakes in how the rows are told of")
  func layoutMistakes() {
    #expect(complaints(ofModel: "coefficients: {b: v}\n").hasPrefix("m:1:1: data: is missing; say under data"))
    #expect(
      complaints(ofModel: "data: {choice: c}\ncoefficients: {b: v}\n")
        == "m:1:1: alternatives: is missing; list them with their codes, such as {train: 1, car: 3}")
    #expect(
      complaints(ofModel: "data: {}\nalternatives: {x: {share: a}, y: {code: 1}}\ncoefficients: {b: v}\n")
        == "m:2:34: alternatives.y.share: is missing; give a column of shares, or name the chosen alternative's in data.choice")
    #expect(
      complaints(ofModel: "data: {format: long, choice: c}\ncoefficients: {b: v}\n")
        == """
        m:1:7: data.alternative: is missing; name the column that says which alternative a row is
        m:1:7: data.situation: is missing; name the column that tells choice situations apart
        """)
    #expect(
      complaints(ofModel: "data: {choice: c, person: name}\nalternatives: {x: 1, y: 1}\ncoefficients: {b: v}\n")
        == """
        m:1:27: data.person: persons are ids here, never names (name); take another column; audit outcomes by group in a file of its own
        m:2:25: alternatives.y: has the code of x (1); give each alternative its own code
        """)
  }
}

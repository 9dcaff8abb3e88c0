internal import Choice
internal import Scenario
internal import Scoring

/// The 90 % intervals over what we do not know, and the error of the simulation.
///
/// Each guess at the unknown medians gives one mean over the same taste draws; the interval runs from
/// the 5 % to the 95 % quantile of these means. How people differ is averaged inside each mean and is
/// never printed as an interval.
struct Uncertainty: Sendable {
  private let scenario: Scenario
  private let people: People
  private let threads: Int

  /// Taste draws per guess: fewer than for P itself, because an interval needs no fourth digit.
  static let tasteDraws = 512
  /// Independent scrambles behind the simulation error.
  static let replicates = 8

  init(_ scenario: Scenario, _ people: People, threads: Int) {
    self.scenario = scenario
    self.people = people
    self.threads = threads
  }

  /// One question: a candidate's package.
  struct Question: Sendable {
    var candidate: Scenario.Candidate
    var package: Scenario.Package
  }

  /// The interval of P for each question.
  func acceptance(of questions: [Question]) -> [ClosedRange<Double>] {
    let parts = 8
    let count = scenario.parameterDraws
    let axes = questions.map { people.axes(of: $0.candidate) }
    let guesses = concurrentMap(questions.count, threads: threads) { index in
      ParameterDraw.draws(
        count, of: people.situation(of: questions[index].candidate).coefficients,
        seed: scenario.seed)
    }
    let values = concurrentMap(questions.count * parts, threads: threads) { index -> [Double] in
      let question = questions[index / parts]
      let part = index % parts
      let situation = people.situation(of: question.candidate)
      let draws = self.draws(
        question.candidate, situation, axes[index / parts], count: Self.tasteDraws, replicate: 0)
      let package = question.package.alternative
      return guesses[index / parts][count * part / parts..<count * (part + 1) / parts].map {
        Contest(situation, clusterGPUs: people.clusterGPUs, draws: draws, parameters: $0)
          .probability(of: package)
      }
    }
    return questions.indices.map { question in
      Self.interval(values[question * parts..<(question + 1) * parts].flatMap { $0 })
    }
  }

  /// The standard error of P at the scenario's number of draws, from independent scrambles.
  func simulationError(of questions: [Question]) -> [Double] {
    let axes = questions.map { people.axes(of: $0.candidate) }
    let means = concurrentMap(questions.count * Self.replicates, threads: threads) { index in
      let question = questions[index / Self.replicates]
      let situation = people.situation(of: question.candidate)
      let draws = self.draws(
        question.candidate, situation, axes[index / Self.replicates], count: scenario.draws,
        replicate: 1 + index % Self.replicates)
      return Contest(situation, clusterGPUs: people.clusterGPUs, draws: draws)
        .probability(of: question.package.alternative)
    }
    return questions.indices.map { question in
      let mine = means[question * Self.replicates..<(question + 1) * Self.replicates]
      let mean = mine.reduce(0, +) / Double(Self.replicates)
      let squares = mine.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(Self.replicates - 1)).squareRoot()
    }
  }

  /// The interval of the chance to stay a year, for each team at its grant.
  func stay(of tables: [TeamTable], at grants: [[Int]]) -> [ClosedRange<Double>] {
    concurrentMap(tables.count, threads: threads) { index in
      let coefficients = people.coefficients(of: tables[index].team.segment, .offer)
      let guesses = ParameterDraw.draws(
        scenario.parameterDraws, of: coefficients, seed: scenario.seed)
      let team = tables[index].team
      let draws = TasteDraws(
        of: team.id, coefficients: coefficients, seed: scenario.seed, count: Self.tasteDraws,
        attributes: Retention.attributes)
      let retention = Retention(
        twoYearRetention: team.twoYearRetention, coefficients: coefficients, draws: draws)
      let perHead = tables[index].perHead(at: grants[index])
      return Self.interval(
        guesses.map {
          1 - retention.annualExit(perHead: perHead.then, before: perHead.now, parameters: $0)
        })
    }
  }

  /// The 5 % and 95 % quantiles, each the order statistic nearest to it.
  static func interval(_ values: [Double]) -> ClosedRange<Double> {
    let sorted = values.sorted()
    func quantile(_ share: Double) -> Double {
      sorted.isEmpty ? 0 : sorted[Int((share * Double(sorted.count - 1)).rounded())]
    }
    return quantile(0.05)...quantile(0.95)
  }

  private func draws(
    _ candidate: Scenario.Candidate, _ situation: ChoiceSituation, _ axes: Set<Int>, count: Int,
    replicate: Int
  ) -> TasteDraws {
    TasteDraws(
      of: candidate.id, coefficients: situation.coefficients, seed: scenario.seed, count: count,
      attributes: axes, replicate: replicate)
  }
}

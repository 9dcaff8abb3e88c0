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
    let situations = questions.map { people.situation(of: $0.candidate) }
    let guesses = guesses(of: situations.map(\.coefficients))
    return concurrentMap(questions.count, threads: threads) { index in
      let (candidate, package) = (questions[index].candidate, questions[index].package)
      let situation = situations[index]
      let tastes = people.tastes(
        of: candidate.id, situation.coefficients, people.axes(of: candidate),
        count: Self.tasteDraws)
      return Self.interval(
        GuessScorer(situation, clusterGPUs: people.clusterGPUs, tastes: tastes)
          .probabilities(of: package.alternative, under: guesses[index]))
    }
  }

  /// The standard error of P at the scenario's number of draws, from independent scrambles.
  func simulationError(of questions: [Question]) -> [Double] {
    let means = concurrentMap(questions.count * Self.replicates, threads: threads) { index in
      let question = questions[index / Self.replicates]
      return people.scorer(
        of: question.candidate, replicate: 1 + index % Self.replicates
      ).probabilities(of: [question.package.alternative])[0]
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
    let kinds = tables.map { people.coefficients(of: $0.team.segment, .offer) }
    let guesses = guesses(of: kinds)
    return concurrentMap(tables.count, threads: threads) { index in
      let (team, coefficients) = (tables[index].team, kinds[index])
      let retention = ExitScorer(
        twoYearRetention: team.twoYearRetention, coefficients: coefficients,
        tastes: people.tastes(
          of: team.id, coefficients, Retention.attributes, count: Self.tasteDraws))
      let perHead = tables[index].perHead(at: grants[index])
      return Self.interval(
        retention.annualExits(perHead: perHead.then, before: perHead.now, under: guesses[index])
          .map { 1 - $0 })
    }
  }

  // The guesses at each kind of person's medians; people of one kind share theirs.
  private func guesses(of kinds: [Coefficients]) -> [[ParameterDraw]] {
    let distinct = kinds.indices.filter { kinds[..<$0].firstIndex(of: kinds[$0]) == nil }
    let made = concurrentMap(distinct.count, threads: threads) { index in
      ParameterDraw.draws(
        scenario.parameterDraws, of: kinds[distinct[index]], seed: scenario.seed)
    }
    return kinds.map { kind in
      distinct.firstIndex { kinds[$0] == kind }.map { made[$0] } ?? []
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
}

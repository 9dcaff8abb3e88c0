internal import Foundation
internal import Kernels
internal import Scoring

/// The log-likelihood of choices under a model, and its derivatives.
///
/// `ln L = Σ_n ln E[Π_t P_nt]`, the mean over taste draws and over what cut-offs leave. Source: Train,
/// *Discrete Choice Methods with Simulation*, 2nd ed. 2009, §6.2, §6.7 and §10.2; screening: Gilbride,
/// Allenby 2004, here with the threshold integrated analytically.
struct Likelihood: Sendable {
  /// A value, with derivatives where they were asked for.
  struct Evaluation: Sendable {
    var logLikelihood = 0.0
    /// Along the parameters, `[P]`.
    var gradient: [Double] = []
    /// Of each unit, `[units][P]`, and its own logarithm; people with exits follow the units of choices.
    var units: [(logLikelihood: Double, gradient: [Double])] = []

    /// Adds what other units gave.
    mutating func add(_ other: Evaluation) {
      logLikelihood += other.logLikelihood
      for p in gradient.indices { gradient[p] += other.gradient[p] }
      units += other.units
    }
  }

  /// What is wanted beside the value.
  enum Detail: Sendable {
    case value, gradient, units
  }

  let model: ChoiceModel
  let parameters: [Parameter]
  let units: [ChoiceUnit]
  /// R, draws per unit; 1 where nothing is random.
  let draws: Int
  let exits: ExitLikelihood?
  private let normals: StandardDraws
  private let terms: CoefficientTerms
  private let kernel: Kernel
  private let threads: Int

  /// - Precondition: The model's columns are in the data.
  init(
    _ model: ChoiceModel, _ data: ChoiceData, _ plan: DrawPlan, exits: [ExitRecord] = [],
    kernel: Kernel = .best, threads: Int
  ) {
    self.model = model
    parameters = model.parameters(sources: data.sources)
    units = ChoiceUnitLayout(model, data).units()
    terms = CoefficientTerms(model, parameters)
    draws = terms.random.isEmpty ? 1 : plan.count
    self.exits = ExitLikelihood(exits, model, parameters, plan)
    normals = StandardDraws(
      plan, units: units.map(\.id), coefficients: terms.random.map { model.coefficients[$0].name },
      threads: threads)
    self.kernel = kernel
    self.threads = threads
  }

  private init(
    _ other: Likelihood, units: [ChoiceUnit], normals: StandardDraws, _ exits: ExitLikelihood?,
    draws: Int
  ) {
    model = other.model
    self.exits = exits
    parameters = other.parameters
    self.units = units
    terms = other.terms
    self.draws = draws
    self.normals = normals
    kernel = other.kernel
    threads = other.threads
  }

  /// The same choices with other draws.
  func with(_ plan: DrawPlan) -> Likelihood {
    let names = terms.random.map { model.coefficients[$0].name }
    return Likelihood(
      self, units: units,
      normals: StandardDraws(
        plan, units: units.map(\.id), coefficients: names, threads: threads),
      exits?.with(plan), draws: terms.random.isEmpty ? 1 : plan.count)
  }

  // Units that one thread takes at a time: not a matter of how many threads there are.
  private var block: Int { max(4, min(64, units.count / 64)) }

  /// The value at parameters on the working scale, `[P]`.
  func evaluate(at theta: [Double], _ detail: Detail = .gradient) -> Evaluation {
    precondition(theta.count == parameters.count)
    let values = ParameterValues(theta, model, parameters)
    let size = block
    let blocks = (units.count + size - 1) / size
    let parts = concurrentMap(blocks, threads: threads) { block in
      var worker = UnitWorker(values, terms, draws: draws, detail, kernel)
      var part = Evaluation(
        gradient: [Double](repeating: 0, count: detail == .value ? 0 : theta.count))
      for index in block * size..<min(units.count, (block + 1) * size) {
        let z = normals.draws(index, units[index].id)
        if detail == .units {
          var own = [Double](repeating: 0, count: theta.count)
          let log = worker.evaluate(units[index], z, addingTo: &own)
          part.add(Evaluation(logLikelihood: log, gradient: own, units: [(log, own)]))
        } else {
          part.logLikelihood += worker.evaluate(units[index], z, addingTo: &part.gradient)
        }
      }
      return part
    }
    var sum = parts.reduce(
      into: Evaluation(
        gradient: [Double](repeating: 0, count: detail == .value ? 0 : theta.count))
    ) { sum, part in sum.add(part) }
    if let exits { sum.add(exits.evaluate(at: theta, detail)) }
    return sum
  }

  /// The chance of each option of each situation, as the model sees it before it knows the choices:
  /// `[T][J]`, in the order of the data.
  func shares(of data: ChoiceData, at theta: [Double]) -> [[Double]] {
    let values = ParameterValues(theta, model, parameters)
    let layout = ChoiceUnitLayout(model, data)
    let isShared = units.count == data.persons.count && model.isPanel && model.isMixed
    let people = data.persons.enumerated().flatMap { index, person in
      [Int](repeating: index, count: person.situations.count)
    }
    return concurrentMap(data.situations.count, threads: threads) { index in
      let unit = isShared ? people[index] : index
      let z = normals.draws(unit, units[unit].id)
      var worker = UnitWorker(values, terms, draws: draws, .value, kernel)
      let situation = data.situations[index]
      return situation.options.indices.map {
        exp(worker.evaluate(layout.asked(situation, choosing: $0), z).logLikelihood)
      }
    }
  }
}

/// Which parameters and draws each coefficient is made of.
struct CoefficientTerms: Sendable {
  /// One coefficient's parameters, by position.
  final class Term: Sendable {
    let location: Int
    let distribution: ChoiceModel.Distribution
    /// The parameters that multiply standard draws, with the row of the draw.
    let draws: [(parameter: Int, row: Int)]
    let zeroShare: Int?

    init(
      location: Int, distribution: ChoiceModel.Distribution, draws: [(parameter: Int, row: Int)],
      zeroShare: Int?
    ) {
      self.location = location
      self.distribution = distribution
      self.draws = draws
      self.zeroShare = zeroShare
    }
  }

  /// The random coefficients, in the model's order: row d of the draws is the d-th's.
  let random: [Int]
  /// By coefficient.
  let terms: [Term]
  /// The coefficients that can be 0 for some people.
  let zeros: [Int]
  /// In willingness-to-pay space, the coefficient that multiplies the others.
  let price: Int?
  /// The coefficients in the order in which they are made: the price first.
  let order: [Int]
  let hasNests: Bool

  init(_ model: ChoiceModel, _ parameters: [Parameter]) {
    var places: [Parameter.Kind: Int] = [:]
    for (index, parameter) in parameters.enumerated() { places[parameter.kind] = index }
    let random = model.coefficients.indices.filter {
      model.coefficients[$0].distribution.isRandom
    }
    let terms = model.coefficients.indices.map { index in
      guard let location = places[.location(coefficient: index)] else {
        preconditionFailure("a coefficient without a location")
      }
      var draws: [(parameter: Int, row: Int)] = []
      if let spread = places[.spread(coefficient: index)], let row = random.firstIndex(of: index) {
        draws.append((spread, row))
      }
      for (row, other) in random.enumerated() {
        if let place = places[.covariance(coefficient: index, draw: other)] {
          draws.append((place, row))
        }
      }
      return Term(
        location: location, distribution: model.coefficients[index].distribution, draws: draws,
        zeroShare: places[.zeroShare(coefficient: index)])
    }
    self.terms = terms
    self.random = random
    let price = model.price.flatMap(model.index)
    self.price = price
    order = (price.map { [$0] } ?? []) + terms.indices.filter { $0 != price }
    hasNests = !model.nests.isEmpty
    zeros = terms.indices.filter { terms[$0].zeroShare != nil }
  }
}

/// Parameters by what they are.
struct ParameterValues: Sendable {
  /// On the working scale, `[P]`.
  let theta: [Double]
  let model: ChoiceModel
  /// By source; 1 for the reference.
  let scales: [Int: Double]
  let scalePlaces: [Int: Int]
  let dissimilarities: [Double]
  let dissimilarityPlaces: [Int]
  let lapse: Double
  let lapsePlace: Int?
  let cutoff: CutoffParameters?

  init(_ theta: [Double], _ model: ChoiceModel, _ parameters: [Parameter]) {
    self.theta = theta
    self.model = model
    var (scales, scalePlaces): ([Int: Double], [Int: Int]) = ([:], [:])
    var dissimilarities = [Double](repeating: 1, count: model.nests.count)
    var dissimilarityPlaces = [Int](repeating: 0, count: model.nests.count)
    var (lapse, lapsePlace): (Double, Int?) = (0, nil)
    var cutoffs = CutoffParameters()
    for (place, parameter) in parameters.enumerated() {
      let natural = parameter.scale.natural(theta[place])
      switch parameter.kind {
      case .scale(let source): (scales[source], scalePlaces[source]) = (natural, place)
      case .dissimilarity(let nest):
        (dissimilarities[nest], dissimilarityPlaces[nest]) = (natural, place)
      case .lapse: (lapse, lapsePlace) = (natural, place)
      case .cutoffMedian: (cutoffs.logMedian, cutoffs.medianPlace) = (theta[place], place)
      case .cutoffSpread: (cutoffs.sd, cutoffs.sdPlace) = (natural, place)
      case .neverShare: (cutoffs.never, cutoffs.neverPlace) = (theta[place], place)
      case .location, .spread, .covariance, .zeroShare, .exitRate, .quitElasticity: break
      }
    }
    (self.scales, self.scalePlaces) = (scales, scalePlaces)
    (self.dissimilarities, self.dissimilarityPlaces) = (dissimilarities, dissimilarityPlaces)
    (self.lapse, self.lapsePlace) = (lapse, lapsePlace)
    cutoff = model.cutoff == nil ? nil : cutoffs
  }
}

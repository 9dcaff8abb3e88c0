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
    self.exits = ExitLikelihood(exits, model, parameters, plan, threads: threads)
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
      exits?.with(plan, threads: threads), draws: terms.random.isEmpty ? 1 : plan.count)
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

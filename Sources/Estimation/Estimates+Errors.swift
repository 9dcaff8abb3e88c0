internal import Foundation
public import Units

extension Estimates {
  /// Estimates at parameters, with what follows from their errors.
  init(
    _ parameters: [Parameter], _ theta: [Double], _ free: [Int], _ errors: ParameterErrors,
    _ model: ChoiceModel, _ data: ChoiceData, _ regime: Regime, _ fit: FitStatistics, seed: Seed
  ) {
    let z = 1.959963984540054
    func interval(_ parameter: Parameter, _ centre: Double, _ sd: Double) -> ClosedRange<Double>? {
      let ends = [centre - z * sd, centre + z * sd].map(parameter.scale.natural).sorted()
      return ends.allSatisfy(\.isFinite) ? ends[0]...ends[1] : nil
    }
    self.parameters = parameters.enumerated().map { place, parameter in
      let prior = model.priors[parameter.name]
      var estimate = Estimate(
        name: parameter.name, parameter: parameter, value: parameter.scale.natural(theta[place]),
        working: theta[place], isHeld: true)
      if let prior {
        estimate.priorInterval = interval(parameter, prior.mean, prior.sd)
        estimate.priorSource = prior.source
      }
      guard let index = free.firstIndex(of: place) else { return estimate }
      estimate.isHeld = false
      let slope = abs(parameter.scale.slope(theta[place]))
      func error(_ matrix: SymmetricMatrix) -> Double {
        slope * max(0, matrix[index, index]).squareRoot()
      }
      estimate.errors = StandardErrors(
        hessian: error(errors.hessianInverse), bhhh: error(errors.bhhh),
        robust: error(errors.robust), clustered: error(errors.clustered))
      let variance = max(0, errors.covariance[index, index])
      estimate.interval = interval(parameter, theta[place], variance.squareRoot())
      if let prior { estimate.priorShare = min(1, variance / (prior.sd * prior.sd)) }
      return estimate
    }
    self.free = free
    self.regime = regime
    covariance = errors.covariance
    covarianceKind = errors.kind
    var fit = fit
    fit.parameters = free.count
    fit.situations = data.situations.count
    fit.persons = data.persons.count
    fit.null = FitStatistics.null(of: data)
    fit.constants = FitStatistics.constants(of: data)
    self.fit = fit
    objective = fit.logLikelihood
    restarts = []
    isConverged = false
    eigenvalues = []
    worths = []
    notes = []
    if regime == .likelihood, fit.situations < 30 {
      notes.append(
        "\(fit.situations) decisions and no priors: the intervals rest on a theory of many decisions"
      )
    }
  }

  /// What the coefficients are worth in units of one of them; nothing if it is none of a column.
  ///
  /// In preference space alone: in willingness-to-pay space the coefficients are worths.
  public func worths(of model: ChoiceModel, price: String, seed: Seed) -> [Worth] {
    // By name: the order of the model's coefficients changes no draw.
    let places = parameters.indices.filter { place in
      guard case .location(let k) = parameters[place].parameter.kind else { return false }
      return model.coefficients[k].column != nil && !parameters[place].isHeld
    }.sorted { parameters[$0].name < parameters[$1].name }
    guard model.price == nil, let price = places.firstIndex(where: { parameters[$0].name == price })
    else { return [] }
    let slopes = places.map { parameters[$0].parameter.scale.slope(parameters[$0].working) }
    var matrix = SymmetricMatrix(size: places.count)
    for (i, a) in places.enumerated() {
      for (j, b) in places.enumerated() {
        guard let row = free.firstIndex(of: a), let column = free.firstIndex(of: b) else {
          continue
        }
        matrix[i, j] = slopes[i] * slopes[j] * covariance[row, column]
      }
    }
    let worths = Worth.worths(
      places.map { parameters[$0].name }, places.map { parameters[$0].value }, matrix, price: price,
      seed: seed)
    return parameters.compactMap { parameter in worths.first { $0.name == parameter.name } }
  }
}

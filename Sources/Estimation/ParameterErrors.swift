internal import Foundation
public import Units

/// How sure estimates are, on the working scale of the parameters that were looked for.
///
/// Source: Cameron, Trivedi, *Microeconometrics*, 2005, §5.5 and §24.5; Huber 1967; White 1982.
struct ParameterErrors: Sendable {
  /// The inverse of the negative Hessian; of its positive part where it has no inverse.
  let hessianInverse: SymmetricMatrix
  let bhhh: SymmetricMatrix
  let robust: SymmetricMatrix
  let clustered: SymmetricMatrix
  /// What intervals are of: of the posterior with priors, clustered by person without.
  let covariance: SymmetricMatrix
  let kind: String
  /// Whether the negative Hessian is positive definite.
  let isDefinite: Bool

  /// - Parameters:
  ///   - information: The negative Hessian, with the prior's.
  ///   - scores: Gradients of units' logarithms, `[units][P]`.
  ///   - persons: Whose each unit is, `[units]`.
  init(information: SymmetricMatrix, scores: [[Double]], persons: [Int], hasPriors: Bool) {
    let size = information.size
    isDefinite = information.inverse != nil
    let inverse = information.inverse ?? information.pseudoInverse
    var (units, people) = (SymmetricMatrix(size: size), SymmetricMatrix(size: size))
    var sums: [Int: [Double]] = [:]
    for (score, person) in zip(scores, persons) {
      units.add(outer: score)
      sums[person] = sums[person].map { zip($0, score).map { $0 + $1 } } ?? score
    }
    for (_, sum) in sums.sorted(by: { $0.key < $1.key }) { people.add(outer: sum) }
    hessianInverse = inverse
    bhhh = people.inverse ?? people.pseudoInverse
    robust = inverse.sandwiching(units)
    clustered = inverse.sandwiching(people)
    covariance = hasPriors ? inverse : clustered
    kind = hasPriors ? "posterior" : "clustered"
  }
}

extension SymmetricMatrix {
  /// Rows and columns scaled so that the diagonal is 1; those of zeros stay.
  var unitDiagonal: SymmetricMatrix {
    scaled(rows: diagonal.map { $0 == 0 ? 1 : 1 / abs($0).squareRoot() })
  }

  /// The inverse on the directions along which the matrix is positive.
  var pseudoInverse: SymmetricMatrix {
    let scale = diagonal.map { $0 == 0 ? 1 : 1 / abs($0).squareRoot() }
    let (values, vectors) = scaled(rows: scale).eigen
    var result = SymmetricMatrix(size: size)
    for (value, vector) in zip(values, vectors) where value > 1e-12 * Double(size) {
      result.add(outer: vector, times: 1 / value)
    }
    return result.scaled(rows: scale)
  }
}

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

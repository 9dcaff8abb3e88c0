internal import Foundation

/// The likelihood times the prior, along the parameters that are looked for.
struct Posterior: Maximand {
  let likelihood: Likelihood
  /// Which parameters are looked for, by position.
  let free: [Int]
  // All parameters, those that are held at their values.
  private let all: [Double]
  // What is believed of the free ones.
  private let priors: [(place: Int, prior: ChoiceModel.Prior)]

  /// - Parameter held: Values of parameters that are not looked for, by position.
  init(_ likelihood: Likelihood, held: [Int: Double]) {
    self.likelihood = likelihood
    let parameters = likelihood.parameters
    free = parameters.indices.filter { held[$0] == nil }
    all = parameters.indices.map { held[$0] ?? 0 }
    priors = free.enumerated().compactMap { place, parameter in
      likelihood.model.priors[parameters[parameter].name].map { (place, $0) }
    }
  }

  /// All parameters at a point.
  func parameters(at x: [Double]) -> [Double] {
    var all = all
    for (place, parameter) in free.enumerated() { all[parameter] = x[place] }
    return all
  }

  /// The logarithm of the prior density beside a constant; 0 without priors.
  func logPrior(at x: [Double]) -> Double {
    priors.reduce(0) { sum, item in
      let z = (x[item.place] - item.prior.mean) / item.prior.sd
      return sum - 0.5 * z * z
    }
  }

  /// What the prior knows of each free parameter: `1 / sd²`, 0 without one.
  var priorPrecision: [Double] {
    var precision = [Double](repeating: 0, count: free.count)
    for (place, prior) in priors { precision[place] = 1 / (prior.sd * prior.sd) }
    return precision
  }

  func evaluate(at x: [Double]) -> (value: Double, gradient: [Double]) {
    let found = likelihood.evaluate(at: parameters(at: x))
    var gradient = free.map { found.gradient[$0] }
    for (place, prior) in priors {
      gradient[place] -= (x[place] - prior.mean) / (prior.sd * prior.sd)
    }
    return (found.logLikelihood + logPrior(at: x), gradient)
  }

  func information(at x: [Double]) -> SymmetricMatrix? {
    let found = likelihood.evaluate(at: parameters(at: x), .units)
    var matrix = SymmetricMatrix(size: free.count)
    for unit in found.units { matrix.add(outer: free.map { unit.gradient[$0] }) }
    for (place, precision) in priorPrecision.enumerated() {
      // A parameter that nothing is known of yet must not stop the others.
      matrix[place, place] += precision + 1e-6 * (1 + matrix[place, place])
    }
    return matrix
  }
}

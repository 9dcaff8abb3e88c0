import Testing

@testable import Estimation

/// Whether a likelihood's derivatives are what differences of its values say.
func expectSlopes(
  _ likelihood: Likelihood, at theta: [Double], within tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = likelihood.evaluate(at: theta, .units)
  for p in theta.indices {
    let h = 1e-5
    func value(_ by: Double) -> Double {
      var moved = theta
      moved[p] += by
      return likelihood.evaluate(at: moved, .value).logLikelihood
    }
    let slope = (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h)
    let limit = tolerance * max(1, abs(slope))
    let name = likelihood.parameters[p].name
    #expect(abs(found.gradient[p] - slope) < limit, "\(name)", sourceLocation: sourceLocation)
    let sum = found.units.reduce(0) { $0 + $1.gradient[p] }
    #expect(abs(sum - slope) < limit, "\(name) by unit", sourceLocation: sourceLocation)
  }
  let total = found.units.reduce(0) { $0 + $1.logLikelihood }
  #expect(abs(total - found.logLikelihood) < 1e-10, sourceLocation: sourceLocation)
}

internal import Foundation

/// What the likelihood passes compute, in double precision.
package struct PanelReference: Sendable {
  /// `ln (1/R Σ_r exp(logProbability[r]))`.
  package var logLikelihood: Double
  /// `Σ_t ln P[t, r]`, `[R]`.
  package var logProbability: [Double]
  /// `∂ logProbability[r] / ∂ beta[k, r]`, `[K][R]`.
  package var score: [[Double]]
  /// What each draw has of the mean likelihood, `[R]`.
  package var weights: [Double]

  /// `Σ_r weight[r] · score[k][r] · factor[k][r]`, `[K]`.
  package func gradient(factors: [[Double]]) -> [Double] {
    zip(score, factors).map { score, factors in
      weights.indices.reduce(0) { $0 + weights[$1] * score[$1] * factors[$1] }
    }
  }
}

extension PanelChoices {
  /// The plain twin of the likelihood passes: logit probabilities of the choices under each draw.
  ///
  /// A task in which nothing was available says nothing.
  /// Source: Train, *Discrete Choice Methods with Simulation*, 2nd ed. 2009, §6.2 and §6.7.
  /// - Parameter tastes: `[K][R]`.
  package func reference(tastes: [[Double]]) -> PanelReference {
    let draws = tastes[0].count
    var result = PanelReference(
      logLikelihood: 0, logProbability: Array(repeating: 0, count: draws),
      score: Array(repeating: Array(repeating: 0, count: draws), count: attributes),
      weights: [])
    for r in 0..<draws {
      for t in 0..<tasks {
        let offered = available(task: t)
        if offered.isEmpty { continue }
        let utilities = offered.map { j in
          (0..<attributes).reduce(Double(offsets[t * alternatives + j])) { sum, k in
            sum + tastes[k][r] * attribute(k, t, j)
          }
        }
        let largest = utilities.max() ?? 0
        let logsum = largest + log(utilities.reduce(0) { $0 + exp($1 - largest) })
        for (j, utility) in zip(offered, utilities) {
          let isChosen = j == chosen[t]
          if isChosen { result.logProbability[r] += utility - logsum }
          let surprise = (isChosen ? 1 : 0) - exp(utility - logsum)
          for k in 0..<attributes { result.score[k][r] += surprise * attribute(k, t, j) }
        }
      }
    }
    let largest = result.logProbability.max() ?? 0
    let parts = result.logProbability.map { exp($0 - largest) }
    let total = parts.reduce(0, +)
    result.logLikelihood = largest + log(total / Double(draws))
    result.weights = parts.map { $0 / total }
    return result
  }

  private func attribute(_ k: Int, _ t: Int, _ j: Int) -> Double {
    Double(x[(t * alternatives + j) * attributes + k])
  }
}

internal import Foundation

/// What the panel passes compute, in plain loops.
package struct PanelReference: Sendable {
  /// `ln (1/R Σ_r exp(logProbability[r]))`.
  package var logLikelihood: Double
  /// `Σ_t ln P[t, r]`, `[R]`.
  package var logProbability: [Double]
  /// `∂ logProbability[r] / ∂ beta[k, r]`, `[K][R]`.
  package var score: [[Double]]
  /// `∂ logProbability[r] / ∂ lapse`, `[R]`.
  package var slipScore: [Double]
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
  /// The plain twin of the panel passes: logit probabilities of the choices under each draw.
  ///
  /// With the chance `lapse` a choice is a slip, which leads to the task's alternative for it.
  /// Source: Train, *Discrete Choice Methods with Simulation*, 2nd ed. 2009, §6.2 and §6.7.
  /// - Parameter tastes: `[K][R]`.
  package func reference(tastes: [[Double]], lapse: Double = 0) -> PanelReference {
    let draws = tastes[0].count
    var result = PanelReference(
      logLikelihood: 0, logProbability: Array(repeating: 0, count: draws),
      score: Array(repeating: Array(repeating: 0, count: draws), count: attributes),
      slipScore: Array(repeating: 0, count: draws), weights: [])
    for r in 0..<draws {
      for task in tasks {
        let utilities = task.x.map { x in
          x.indices.reduce(0) { $0 + tastes[$1][r] * x[$1] }
        }
        let largest = utilities.max() ?? 0
        let logsum = largest + log(utilities.reduce(0) { $0 + exp($1 - largest) })
        let plain = zip(utilities, task.shares).reduce(0) { $0 + ($1.0 - logsum) * $1.1 }
        var share = 1.0
        if task.x.count > 1, let slip = task.lapse {
          let isLapsed = slip == task.chosen
          let chance = (1 - lapse) * exp(plain) + (isLapsed ? lapse : 0)
          share = isLapsed ? (1 - lapse) * exp(plain) / chance : 1
          result.logProbability[r] += isLapsed ? log(chance) : log(1 - lapse) + plain
          result.slipScore[r] += isLapsed ? (1 - exp(plain)) / chance : -1 / (1 - lapse)
        } else {
          result.logProbability[r] += plain
        }
        for (j, utility) in utilities.enumerated() {
          let surprise = share * (task.shares[j] - exp(utility - logsum))
          for k in 0..<attributes { result.score[k][r] += surprise * task.x[j][k] }
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
}

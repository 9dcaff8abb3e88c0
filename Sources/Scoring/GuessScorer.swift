public import Choice
internal import Foundation
internal import Kernels

/// P(accept) of one package under many guesses at the medians that nobody knows.
///
/// All guesses share the person's draws. The plain twin is ``Choice/Contest`` with a parameter draw.
public struct GuessScorer: Sendable {
  private let situation: ChoiceSituation
  private let clusterGPUs: Double
  private let tastes: TasteTable

  /// - Parameter tastes: The person's draws, with every axis that an alternative or package touches.
  public init(_ situation: ChoiceSituation, clusterGPUs: Double, tastes: TasteTable) {
    self.situation = situation
    self.clusterGPUs = clusterGPUs
    self.tastes = tastes
  }

  /// P(accept) of `package` under each guess; `[S]`.
  public func probabilities(
    of package: Alternative, under guesses: [ParameterDraw]
  ) -> [Double] {
    let competition = Competition(situation, clusterGPUs: clusterGPUs)
    guard !competition.tiers.isEmpty, !guesses.isEmpty else {
      return Array(repeating: 0, count: guesses.count)
    }
    var package = package
    package.levels["cluster_gpus"] = clusterGPUs
    let ours = Features(package, situation.coefficients, forfeited: situation.forfeited)
    let axes = ours.x.indices.filter { k in
      competition.alternatives.contains { $0.x[k] != ours.x[k] }
    }
    // Pay, what differs, and the constant of staying.
    let ones = LaneRow(Array(repeating: 1, count: tastes.count))
    let draws = PackedDraws(
      count: tastes.count, coefficients: [ones] + axes.map(tastes.row) + [tastes.staying],
      scaledBy: tastes.payScale, base: LaneRow(Array(repeating: 0, count: tastes.count)))
    let differences = competition.alternatives.enumerated().map { j, features in
      guesses.map { guess in
        self.differences(features, ours, axes, guess, isStaying: j == 0)
      }
    }
    let shares = tastes.kernel.shares(
      under: guesses.count, differences: differences,
      counts: competition.tiers.map(\.count).reversed(),
      weights: competition.weights(under: guesses, situation, clusterGPUs: clusterGPUs).reversed(),
      draws)
    return shares.map { (1 - situation.coefficients.assumptions.lapse) * $0 }
  }

  // What an alternative has more than ours, one number per coefficient.
  private func differences(
    _ features: Features, _ ours: Features, _ axes: [Int], _ guess: ParameterDraw, isStaying: Bool
  ) -> [Float] {
    var constant = features.logPay - ours.logPay + (isStaying ? guess.staying : 0)
    for k in axes { constant += guess.shift[k] * (features.x[k] - ours.x[k]) }
    // One array, because there is one for every alternative under every guess.
    var row = [Float](repeating: 0, count: axes.count + 2)
    row[0] = Float(guess.payScale * constant)
    for (column, k) in axes.enumerated() {
      row[column + 1] = Float(guess.payScale * (guess.factor[k] * (features.x[k] - ours.x[k])))
    }
    row[axes.count + 1] = Float(guess.payScale * (isStaying ? 1 : 0))
    return row
  }
}

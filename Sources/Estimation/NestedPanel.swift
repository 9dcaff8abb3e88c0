internal import Foundation
internal import Kernels

/// The nested logit of one unit's choices, draw by draw, in plain loops.
///
/// `P_j = e^(V_j/λ_m) / S_m · S_m^λ_m / Σ_l S_l^λ_l` with `S_m = Σ_(i in m) e^(V_i/λ_m)`: λ is the
/// dissimilarity of a nest, 1 where its alternatives are no closer than others.
/// Source: Train, *Discrete Choice Methods with Simulation*, 2nd ed. 2009, §4.2, whose scale of utility is
/// kept: no nest is rescaled.
struct NestedPanel {
  /// `∂ ln P[r] / ∂ ln λ`, `[nests, R]`.
  let slopes: DrawRows
  private let dissimilarities: [Double]
  private let lapse: Double

  init(_ values: ParameterValues, draws: Int) {
    dissimilarities = values.dissimilarities
    lapse = values.lapse
    slopes = DrawRows(count: draws, rows: values.dissimilarities.count)
  }

  /// The likelihood at the evaluator's coefficients, whose scores it writes.
  func evaluate(
    _ screening: ChoiceUnit.Screening, in evaluator: inout PanelEvaluator
  ) -> PanelEvaluator.Mean {
    let tasks = screening.choices.tasks
    return evaluator.evaluate { draw, beta in
      var (total, slip) = (0.0, 0.0)
      var score = [Double](repeating: 0, count: beta.count)
      var along = [Double](repeating: 0, count: dissimilarities.count)
      for (task, nests) in zip(tasks, screening.nests) where task.x.count > 1 {
        let found = NestedTask(task, nests, dissimilarities, beta)
        var share = 1.0
        if let lapsed = task.lapse {
          let isLapsed = task.shares[lapsed] == 1
          let plain = exp(found.log)
          let chance = (1 - lapse) * plain + (isLapsed ? lapse : 0)
          share = isLapsed ? (1 - lapse) * plain / chance : 1
          total += isLapsed ? log(chance) : log1p(-lapse) + found.log
          slip += isLapsed ? (1 - plain) / chance : -1 / (1 - lapse)
        } else {
          total += found.log
        }
        for (x, slope) in zip(task.x, found.slopes) {
          for k in beta.indices { score[k] += share * slope * x[k] }
        }
        for m in along.indices { along[m] += share * found.along[m] }
      }
      for m in along.indices { slopes.write(along[m], row: m, draw: draw) }
      return (total, score, slip)
    }
  }
}

/// One situation of a nested logit: the logarithm of the chance of the choice, and its derivatives.
private struct NestedTask {
  /// `Σ_j share_j ln P_j`.
  var log = 0.0
  /// Along the utilities, `[J]`.
  var slopes: [Double]
  /// Along the logarithms of the dissimilarities, `[nests]`.
  var along: [Double]

  init(
    _ task: PanelChoices.Task, _ nests: [Int], _ dissimilarities: [Double], _ beta: [Double]
  ) {
    let utilities = task.x.map { x in x.indices.reduce(0) { $0 + beta[$1] * x[$1] } }
    // Alternatives in no nest are nests of one, whose dissimilarity does not matter.
    let groups = Dictionary(grouping: utilities.indices) { nests[$0] < 0 ? -1 - $0 : nests[$0] }
      .sorted { $0.key < $1.key }
    slopes = [Double](repeating: 0, count: utilities.count)
    along = [Double](repeating: 0, count: dissimilarities.count)
    var inclusive: [Double] = []
    var within: [[Double]] = []
    for (key, members) in groups {
      let scale = key < 0 ? 1 : dissimilarities[key]
      let top = members.map { utilities[$0] }.max() ?? 0
      let powers = members.map { exp((utilities[$0] - top) / scale) }
      let sum = powers.reduce(0, +)
      inclusive.append(top + scale * Foundation.log(sum))
      within.append(powers.map { $0 / sum })
    }
    let top = inclusive.max() ?? 0
    let logsum = top + Foundation.log(inclusive.reduce(0) { $0 + exp($1 - top) })
    for (place, (key, members)) in groups.enumerated() {
      let scale = key < 0 ? 1 : dissimilarities[key]
      let chance = exp(inclusive[place] - logsum)
      let chosen = members.reduce(0) { $0 + task.shares[$1] }
      let mean = zip(members, within[place]).reduce(0) { $0 + utilities[$1.0] * $1.1 }
      var asked = 0.0
      for (index, q) in zip(members, within[place]) {
        let share = task.shares[index]
        if share > 0 { log += share * (Foundation.log(q) + inclusive[place] - logsum) }
        slopes[index] += share / scale + chosen * q * (1 - 1 / scale) - chance * q
        asked += share * utilities[index]
      }
      if key >= 0 {
        // λ · d I/d λ, with I the inclusive value.
        let rise = inclusive[place] - mean
        along[key] += (chosen * mean - asked) / scale + (chosen - chance) * rise
      }
    }
  }
}

import Choice
import Foundation
import Units

@testable import Estimation

/// The likelihood as the definition says it, one loop after the other.
struct PlainLikelihood {
  private(set) var logLikelihood = 0.0
  private let model: ChoiceModel
  private let values: [String: Double]
  private let data: ChoiceData

  init(_ model: ChoiceModel, _ data: ChoiceData, _ theta: [Double], _ plan: DrawPlan) {
    self.model = model
    self.data = data
    let parameters = model.parameters(sources: data.sources)
    values = Dictionary(
      uniqueKeysWithValues: zip(parameters, theta).map { ($0.name, $0.scale.natural($1)) })
    let random = model.coefficients.filter { $0.distribution.isRandom }.map(\.name)
    let isShared = model.isPanel && (!random.isEmpty || model.cutoff != nil)
    for person in data.persons {
      let groups = isShared ? [person.situations] : person.situations.map { $0..<$0 + 1 }
      for group in groups {
        let key = isShared ? person.id : "\(person.id)\u{0}\(data.situations[group.lowerBound].id)"
        let z = random.map { name in
          let dimension = random.count { $0 < name }
          let text = "fulcrum estimate/1\u{0}\(plan.seed)\u{0}\(key)\u{0}\(name)"
          return SobolSequence(dimension: dimension, key: SHA256(of: text).prefix64)
            .points(plan.count).map(NormalDistribution.quantile)
        }
        logLikelihood += log(mean(Array(data.situations[group]), random, z, plan.count))
      }
    }
  }

  // Over draws, over who has a zero taste, and over fine steps of the cut-off's distribution.
  private func mean(
    _ situations: [ChoiceData.Situation], _ random: [String], _ z: [[Double]], _ draws: Int
  ) -> Double {
    let zeros = model.coefficients.filter {
      if case .zeroOrLognormal = $0.distribution { true } else { false }
    }.map(\.name)
    var total = 0.0
    for pattern in 0..<(1 << zeros.count) {
      var share = 1.0
      var none: Set<String> = []
      for (bit, name) in zeros.enumerated() {
        let zero = values["zero.\(name)"] ?? 0
        if pattern >> bit & 1 == 1 {
          share *= zero
          none.insert(name)
        } else {
          share *= 1 - zero
        }
      }
      for (threshold, part) in thresholds(situations) {
        for r in 0..<draws {
          var product = 1.0
          for situation in situations {
            product *= chance(situation, threshold, none, random, z.map { $0[r] })
          }
          total += share * part * product / Double(draws)
        }
      }
    }
    return total
  }

  // A threshold in each interval between the levels, and the chance of the interval.
  private func thresholds(_ situations: [ChoiceData.Situation]) -> [(Double, Double)] {
    guard let cutoff = model.cutoff, let column = data.column(cutoff.column) else {
      return [(0, 1)]
    }
    let (median, sd) = (values["cutoff.median"] ?? 1, values["cutoff.sd"] ?? 1)
    let never = values["cutoff.never"] ?? 0
    func below(_ level: Double) -> Double {
      never + (1 - never) * NormalDistribution.cumulative(log(level / median) / sd)
    }
    let levels = Set(situations.flatMap { $0.options.map { $0.values[column] } }).sorted()
    var found: [(Double, Double)] = [(levels[0], below(levels[0]))]
    for (low, high) in zip(levels, levels.dropFirst()) {
      found.append((high, below(high) - below(low)))
    }
    found.append((.infinity, 1 - below(levels[levels.count - 1])))
    return found
  }

  private func coefficients(
    _ source: String, _ none: Set<String>, _ random: [String], _ z: [Double]
  ) -> [Double] {
    var scale = 1.0
    if let reference = model.referenceSource, source != reference {
      scale = values["scale.\(source)"] ?? 1
    }
    let raw = model.coefficients.map { coefficient -> Double in
      let name = coefficient.name
      guard let place = random.firstIndex(of: name) else { return values[name] ?? 0 }
      var deviation = (values["sd.\(name)"] ?? 0) * z[place]
      for (other, draw) in zip(random, z) {
        deviation += (values["chol.\(name).\(other)"] ?? 0) * draw
      }
      switch coefficient.distribution {
      case .fixed, .normal: return (values[name] ?? 0) + deviation
      case .lognormal, .zeroOrLognormal:
        return none.contains(name) ? 0 : (values[name] ?? 0) * exp(deviation)
      }
    }
    guard let price = model.price.flatMap(model.index) else { return raw.map { $0 * scale } }
    return raw.enumerated().map { $0 == price ? $1 * scale : $1 * raw[price] * scale }
  }

  private func chance(
    _ situation: ChoiceData.Situation, _ threshold: Double, _ none: Set<String>, _ random: [String],
    _ z: [Double]
  ) -> Double {
    let beta = coefficients(situation.source, none, random, z)
    let column = (model.cutoff?.column).flatMap(data.column)
    let left = situation.options.filter { option in
      guard let cutoff = model.cutoff, let column else { return true }
      return cutoff.unscreened.contains(option.alternative) || option.values[column] >= threshold
    }
    let utilities = left.map { option in
      zip(model.coefficients, beta).reduce(0.0) { sum, item in
        let (coefficient, beta) = item
        if let only = coefficient.alternatives, !only.contains(option.alternative) { return sum }
        return sum + beta * (coefficient.column.flatMap(data.column).map { option.values[$0] } ?? 1)
      }
    }
    // The nested logit as a logit of nests and one within.
    func nest(_ alternative: String) -> String {
      model.nests.first { $0.alternatives.contains(alternative) }?.name ?? " \(alternative)"
    }
    func inclusive(_ name: String) -> Double {
      let lambda = values["dissimilarity.\(name)"] ?? 1
      return pow(
        zip(left, utilities).filter { nest($0.0.alternative) == name }
          .reduce(0) { $0 + exp($1.1 / lambda) }, lambda)
    }
    let names = Set(left.map { nest($0.alternative) })
    let total = names.sorted().reduce(0) { $0 + inclusive($1) }
    guard let chosen = left.firstIndex(where: { $0.share == 1 }) else { return 0 }
    let name = nest(left[chosen].alternative)
    let lambda = values["dissimilarity.\(name)"] ?? 1
    let within =
      exp(utilities[chosen] / lambda)
      / zip(left, utilities).filter { nest($0.0.alternative) == name }
      .reduce(0) { $0 + exp($1.1 / lambda) }
    let plain = inclusive(name) / total * within
    guard let lapse = model.lapse, left.contains(where: { $0.alternative == lapse }) else {
      return plain
    }
    let slip = values["lapse"] ?? 0
    // Where nothing else is left there is nothing to slip from.
    if left.count == 1 { return 1 }
    return (1 - slip) * plain + (left[chosen].alternative == lapse ? slip : 0)
  }
}

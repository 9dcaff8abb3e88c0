internal import Foundation
internal import Kernels

/// Who left and who stayed under people's tastes: the complementary log-log hazard of retention.
///
/// `P(left) = E[1 − exp(−h years exp(−η (ln pay ratio + gain · e^(θ + sd z))))]`, one taste a person.
/// Source: Kalbfleisch, Prentice, *The Statistical Analysis of Failure Time Data*, 2nd ed. 2002, §2.4.2.
struct ExitLikelihood: Sendable {
  /// The people's ids, in order.
  let persons: [String]
  private let records: [[ExitRecord]]
  private let groups: [Int]
  private let rates: [Int]
  private let elasticity: Int
  private let location: Int
  private let spread: Int
  private let coefficient: String
  private let sign: Double
  private let normals: StandardDraws

  /// Nil where there are no exits, or the model does not speak of them.
  init?(
    _ exits: [ExitRecord], _ model: ChoiceModel, _ parameters: [Parameter], _ plan: DrawPlan,
    threads: Int
  ) {
    guard let rule = model.exits, !exits.isEmpty, let k = model.index(of: rule.coefficient),
      case .lognormal(let sign) = model.coefficients[k].distribution,
      let location = parameters.firstIndex(where: { $0.kind == .location(coefficient: k) }),
      let spread = parameters.firstIndex(where: { $0.kind == .spread(coefficient: k) }),
      let elasticity = parameters.firstIndex(where: { $0.kind == .quitElasticity })
    else { return nil }
    let people = Dictionary(grouping: exits, by: \.person)
      .sorted { ChoiceData.precedes($0.key, $1.key) }
    persons = people.map(\.key)
    records = people.map {
      $0.value.sorted { $0.years == $1.years ? $0.gain < $1.gain : $0.years < $1.years }
    }
    groups = records.map { rule.groups.firstIndex(of: $0[0].group) ?? 0 }
    rates = rule.groups.indices.compactMap { group in
      parameters.firstIndex { $0.kind == .exitRate(group: group) }
    }
    (self.location, self.spread, self.elasticity) = (location, spread, elasticity)
    coefficient = rule.coefficient
    self.sign = sign
    normals = StandardDraws(
      plan, units: persons, coefficients: [rule.coefficient], threads: threads)
  }

  private init(_ other: ExitLikelihood, _ normals: StandardDraws) {
    persons = other.persons
    records = other.records
    groups = other.groups
    rates = other.rates
    elasticity = other.elasticity
    location = other.location
    spread = other.spread
    coefficient = other.coefficient
    sign = other.sign
    self.normals = normals
  }

  /// The same people with other draws.
  func with(_ plan: DrawPlan, threads: Int) -> ExitLikelihood {
    ExitLikelihood(
      self,
      StandardDraws(plan, units: persons, coefficients: [coefficient], threads: threads))
  }

  /// The value at parameters on the working scale, and its derivatives.
  func evaluate(at theta: [Double], _ detail: Likelihood.Detail) -> Likelihood.Evaluation {
    var sum = Likelihood.Evaluation(
      gradient: [Double](repeating: 0, count: detail == .value ? 0 : theta.count))
    for index in persons.indices {
      let found = evaluate(index, theta)
      sum.logLikelihood += found.logLikelihood
      for p in sum.gradient.indices { sum.gradient[p] += found.gradient[p] }
      if detail == .units { sum.units.append(found) }
    }
    return sum
  }

  private func evaluate(
    _ index: Int, _ theta: [Double]
  ) -> (logLikelihood: Double, gradient: [Double]) {
    // One taste for all of a person's stay.
    let draws = normals.draws(index, persons[index])
    let (rate, eta) = (exp(theta[rates[groups[index]]]), exp(theta[elasticity]))
    var logs: [Double] = []
    var slopes: [(rate: Double, eta: Double, location: Double, spread: Double)] = []
    for r in 0..<draws.count {
      let z = draws[0, r]
      let taste = sign * exp(theta[location] + theta[spread] * z)
      var log = 0.0
      var slope = (rate: 0.0, eta: 0.0, location: 0.0, spread: 0.0)
      for record in records[index] {
        let better = record.logPay + record.gain * taste
        let hazard = rate * record.years * exp(-eta * better)
        // d ln P / d ln hazard.
        let along: Double
        if record.hasLeft {
          let left = -expm1(-hazard)
          log += Foundation.log(left)
          along = left > 0 ? hazard * exp(-hazard) / left : 1
        } else {
          log -= hazard
          along = -hazard
        }
        slope.rate += along
        slope.eta -= along * eta * better
        slope.location -= along * eta * record.gain * taste
        slope.spread -= along * eta * record.gain * taste * z
      }
      logs.append(log)
      slopes.append(slope)
    }
    let top = logs.max() ?? 0
    let parts = logs.map { exp($0 - top) }
    let total = parts.reduce(0, +)
    var gradient = [Double](repeating: 0, count: theta.count)
    for (part, slope) in zip(parts, slopes) {
      let weight = part / total
      gradient[rates[groups[index]]] += weight * slope.rate
      gradient[elasticity] += weight * slope.eta
      gradient[location] += weight * slope.location
      gradient[spread] += weight * slope.spread
    }
    return (top + log(total / Double(parts.count)), gradient)
  }
}

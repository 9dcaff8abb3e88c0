internal import Choice
internal import Foundation
internal import Units

/// Where searches begin: one considered start, and others around it.
struct StartingPoints {
  private let model: ChoiceModel
  private let parameters: [Parameter]
  private let seed: Seed
  /// On the working scale, `[P]`.
  let first: [Double]

  init(_ model: ChoiceModel, _ parameters: [Parameter], _ data: ChoiceData, seed: Seed) {
    self.model = model
    self.parameters = parameters
    self.seed = seed
    let plain = Self.plainCoefficients(model, data)
    first = parameters.map { parameter in
      model.held[parameter.name] ?? model.starts[parameter.name]
        ?? model.priors[parameter.name]?.mean
        ?? Self.guess(parameter, model, data, plain)
    }
  }

  /// Start number `index`; the first is the considered one.
  ///
  /// Keyed by name, so that the order of the model's coefficients changes no start.
  func start(_ index: Int) -> [Double] {
    if index == 0 { return first }
    return parameters.enumerated().map { place, parameter in
      if model.held[parameter.name] != nil { return first[place] }
      let stream = Philox(
        key: SHA256(of: "fulcrum start/1\u{0}\(seed)\u{0}\(parameter.name)").prefix64)
      let z = NormalDistribution.quantile(stream.uniform(index))
      if let prior = model.priors[parameter.name] { return first[place] + prior.sd * z }
      switch parameter.kind {
      case .spread: return abs(first[place]) * exp(0.7 * z) + 0.01
      case .covariance: return first[place] + 0.3 * z
      case .location:
        let isIdentity = parameter.scale == .identity
        return first[place] + (isIdentity ? 0.5 * max(0.2, abs(first[place])) : 0.7) * z
      default: return first[place] + 0.7 * z
      }
    }
  }

  // The logit of the coefficients, as if all were the same for everybody.
  private static func plainCoefficients(_ model: ChoiceModel, _ data: ChoiceData) -> [Double] {
    let plain = ChoiceModel(
      coefficients: model.coefficients.map {
        .init(name: $0.name, column: $0.column, alternatives: $0.alternatives)
      }, isPanel: false)
    return LogitCurvature(plain, data)
      .maximum(from: [Double](repeating: 0, count: plain.coefficients.count)).beta
  }

  private static func guess(
    _ parameter: Parameter, _ model: ChoiceModel, _ data: ChoiceData, _ plain: [Double]
  ) -> Double {
    let price = model.price.flatMap(model.index)
    // In willingness-to-pay space all but the price itself are ratios.
    func value(_ k: Int) -> Double {
      guard let price, price != k, abs(plain[price]) > 1e-9 else { return plain[k] }
      return plain[k] / plain[price]
    }
    switch parameter.kind {
    case .location(let k):
      guard case .exponential(let sign) = parameter.scale else { return value(k) }
      let size = max(value(k) * sign, 0.1 * abs(value(k)))
      return log(max(size, 1e-3))
    case .spread(let k):
      if case .normal = model.coefficients[k].distribution {
        return max(0.1 * abs(value(k)), 0.1)
      }
      return 0.5
    case .covariance: return 0
    case .zeroShare: return log(0.2 / 0.8)
    case .dissimilarity: return log(0.8)
    case .cutoffMedian:
      // Between the levels that were chosen: where data can tell something.
      let levels = data.situations.flatMap { $0.options.filter { $0.share > 0 } }.compactMap {
        option in
        (model.cutoff?.column).flatMap(data.column).map { option.values[$0] }
      }.filter { $0 > 0 }.sorted()
      return levels.isEmpty ? 0 : log(levels[levels.count / 2])
    case .cutoffSpread: return 0
    case .neverShare: return 0
    case .lapse: return log(0.05 / 0.95)
    case .scale: return 0
    case .exitRate: return log(0.15)
    case .quitElasticity: return log(2.5)
    }
  }
}

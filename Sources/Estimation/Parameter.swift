internal import Foundation

/// One number that an estimation looks for.
public struct Parameter: Hashable, Sendable {
  /// What the number is.
  public enum Kind: Hashable, Sendable {
    /// The value of a fixed coefficient, the mean of a normal one, the logarithm of a lognormal one's
    /// median (without its sign).
    case location(coefficient: Int)
    /// The standard deviation of a normal coefficient, or of a lognormal one's logarithm.
    case spread(coefficient: Int)
    /// What a coefficient has of the standard draw of another of its group.
    case covariance(coefficient: Int, draw: Int)
    /// Log-odds of the share of people to whom a coefficient is 0.
    case zeroShare(coefficient: Int)
    /// The logarithm of a nest's dissimilarity.
    case dissimilarity(nest: Int)
    /// The logarithm of the median cut-off.
    case cutoffMedian
    /// The logarithm of the standard deviation of the cut-offs' logarithms.
    case cutoffSpread
    /// Log-odds of the share of people without a cut-off.
    case neverShare
    /// Log-odds of a lapse.
    case lapse
    /// The logarithm of a source's scale.
    case scale(source: Int)
    /// The logarithm of a group's hazard of leaving, a year, where nothing has changed.
    case exitRate(group: Int)
    /// The logarithm of what the hazard falls by per unit of log pay.
    case quitElasticity
  }

  /// How the number that is searched for becomes the one that is reported.
  public enum Scale: Hashable, Sendable {
    /// It is the same.
    case identity
    /// `sign · exp(θ)`.
    case exponential(sign: Double)
    /// `1 / (1 + exp(−θ))`.
    case logistic

    /// The number that is reported.
    public func natural(_ working: Double) -> Double {
      switch self {
      case .identity: working
      case .exponential(let sign): sign * exp(working)
      case .logistic: 1 / (1 + exp(-working))
      }
    }

    /// Its derivative along the number that is searched for.
    public func slope(_ working: Double) -> Double {
      switch self {
      case .identity: 1
      case .exponential(let sign): sign * exp(working)
      case .logistic: exp(-abs(working)) / pow(1 + exp(-abs(working)), 2)
      }
    }

    /// The number that is searched for.
    public func working(_ natural: Double) -> Double {
      switch self {
      case .identity: natural
      case .exponential(let sign): log(natural * sign)
      case .logistic: log(natural / (1 - natural))
      }
    }
  }

  /// The name in results, such as `b_time`, `sd.b_time`, `cov.b_cost.b_time`, `cutoff.median`.
  public let name: String
  /// What it is.
  public let kind: Kind
  /// How it is reported.
  public let scale: Scale
}

extension ChoiceModel {
  /// The parameters for data from `sources`, in the order of the model.
  public func parameters(sources: [String]) -> [Parameter] {
    var found: [Parameter] = []
    func add(_ name: String, _ kind: Parameter.Kind, _ scale: Parameter.Scale) {
      found.append(Parameter(name: name, kind: kind, scale: scale))
    }
    for (index, coefficient) in coefficients.enumerated() {
      var scale = Parameter.Scale.identity
      switch coefficient.distribution {
      case .lognormal(let sign), .zeroOrLognormal(let sign): scale = .exponential(sign: sign)
      case .fixed, .normal: break
      }
      add(coefficient.name, .location(coefficient: index), scale)
    }
    for (index, coefficient) in coefficients.enumerated() where coefficient.distribution.isRandom {
      add("sd.\(coefficient.name)", .spread(coefficient: index), .identity)
    }
    for group in correlated {
      for (place, name) in group.enumerated() {
        for other in group[..<place] {
          guard let coefficient = index(of: name), let draw = index(of: other) else { continue }
          add(
            "chol.\(name).\(other)", .covariance(coefficient: coefficient, draw: draw), .identity)
        }
      }
    }
    for (index, coefficient) in coefficients.enumerated() {
      guard case .zeroOrLognormal = coefficient.distribution else { continue }
      add("zero.\(coefficient.name)", .zeroShare(coefficient: index), .logistic)
    }
    for (index, nest) in nests.enumerated() {
      add("dissimilarity.\(nest.name)", .dissimilarity(nest: index), .exponential(sign: 1))
    }
    if cutoff != nil {
      add("cutoff.median", .cutoffMedian, .exponential(sign: 1))
      add("cutoff.sd", .cutoffSpread, .exponential(sign: 1))
      add("cutoff.never", .neverShare, .logistic)
    }
    if lapse != nil { add("lapse", .lapse, .logistic) }
    if let referenceSource {
      for (index, source) in sources.enumerated() where source != referenceSource {
        add("scale.\(source)", .scale(source: index), .exponential(sign: 1))
      }
    }
    if let exits {
      for (index, group) in exits.groups.enumerated() {
        add("exit_rate.\(group)", .exitRate(group: index), .exponential(sign: 1))
      }
      add("quit_elasticity", .quitElasticity, .exponential(sign: 1))
    }
    return found
  }

  /// The position of a coefficient.
  public func index(of coefficient: String) -> Int? {
    coefficients.firstIndex { $0.name == coefficient }
  }
}

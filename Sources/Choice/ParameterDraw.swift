internal import Foundation
public import Units

/// One guess at the medians we do not know: what makes the 90 % intervals.
///
/// Applied to the taste draws of a person as a factor and a shift per coefficient, so that all
/// guesses share the same people. The guesses of different people agree, because it is the same
/// median that we do not know.
public struct ParameterDraw: Hashable, Sendable {
  /// Factor on β_pay.
  public var payScale = 1.0
  /// Factor on each part-worth; `[K]`.
  public var factor: [Double]
  /// Shift of each part-worth, in log-pay; `[K]`.
  public var shift: [Double]
  /// Shift of the constant of staying, in log-pay.
  public var staying = 0.0
  /// Shift of the never-share on the logit scale.
  public var neverShare = 0.0

  /// No change: the medians as they are believed.
  public init(count: Int) {
    factor = Array(repeating: 1, count: count)
    shift = Array(repeating: 0, count: count)
  }

  /// Guess number `index` of the run's stream, for the coefficients of one kind of person.
  public init(_ index: Int, of coefficients: Coefficients, seed: Seed) {
    self.init(index, coefficients, Self.streams(of: coefficients, seed: seed))
  }

  /// The first `count` guesses; the same as making each alone, and faster.
  public static func draws(
    _ count: Int, of coefficients: Coefficients, seed: Seed
  ) -> [ParameterDraw] {
    let streams = streams(of: coefficients, seed: seed)
    return (0..<count).map { ParameterDraw($0, coefficients, streams) }
  }

  private static func streams(of coefficients: Coefficients, seed: Seed) -> [String: Philox] {
    let names = ["pay", "staying", "never-share"] + coefficients.registry.attributes.map(\.id)
    return Dictionary(
      names.map { name in
        let key = SHA256(of: "fulcrum parameter/1\u{0}\(seed)\u{0}\(name)").prefix64
        return (name, Philox(key: key))
      }, uniquingKeysWith: { first, _ in first })
  }

  private init(_ index: Int, _ coefficients: Coefficients, _ streams: [String: Philox]) {
    func normal(_ name: String) -> Double {
      streams[name].map { NormalDistribution.quantile($0.uniform(index)) } ?? 0
    }
    self.init(count: coefficients.registry.count)
    let assumptions = coefficients.assumptions
    payScale = exp(assumptions.payScaleIgnorance * normal("pay"))
    staying = assumptions.stayingIgnorance * normal("staying")
    neverShare = assumptions.neverShareIgnorance * normal("never-share")
    for (k, attribute) in coefficients.registry.attributes.enumerated()
    where k != AttributeRegistry.payIndex && coefficients.ignorance[k] > 0 {
      let multiple = exp(coefficients.ignorance[k] * normal(attribute.id))
      switch attribute.spread {
      case .lognormal, .zeroOrLognormal: factor[k] = multiple
      case .normal: shift[k] = coefficients.partWorths[k].centre * (multiple - 1)
      }
    }
  }

  /// The never-share as this guess has it.
  func neverShare(of share: Double) -> Double {
    guard share > 0, share < 1 else { return share }
    return 1 / (1 + (1 - share) / share * exp(-neverShare))
  }
}

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
    self.init(index, coefficients, Streams(of: coefficients, seed: seed))
  }

  /// The first `count` guesses; the same as making each alone, and faster.
  public static func draws(
    _ count: Int, of coefficients: Coefficients, seed: Seed
  ) -> [ParameterDraw] {
    let streams = Streams(of: coefficients, seed: seed)
    return (0..<count).map { ParameterDraw($0, coefficients, streams) }
  }

  private struct Streams {
    let pay: Philox
    let staying: Philox
    let neverShare: Philox
    let attributes: [Philox]

    init(of coefficients: Coefficients, seed: Seed) {
      func stream(_ name: String) -> Philox {
        Philox(key: SHA256(of: "fulcrum parameter/1\u{0}\(seed)\u{0}\(name)").prefix64)
      }
      pay = stream("pay")
      staying = stream("staying")
      neverShare = stream("never-share")
      attributes = coefficients.registry.attributes.map { stream($0.id) }
    }
  }

  private init(_ index: Int, _ coefficients: Coefficients, _ streams: Streams) {
    func normal(_ stream: Philox) -> Double {
      NormalDistribution.quantile(stream.uniform(index))
    }
    self.init(count: coefficients.registry.count)
    let assumptions = coefficients.assumptions
    let registry = coefficients.registry
    // What was estimated goes together; what was not is guessed at by itself.
    let known = coefficients.preferences?.deviations { name in
      switch name {
      case "pay": normal(streams.pay)
      case "staying": normal(streams.staying)
      case "never_share": normal(streams.neverShare)
      default: registry.index(of: name).map { normal(streams.attributes[$0]) } ?? 0
      }
    }
    payScale = exp(known?["pay"] ?? assumptions.payScaleIgnorance * normal(streams.pay))
    staying = known?["staying"] ?? assumptions.stayingIgnorance * normal(streams.staying)
    neverShare =
      known?["never_share"] ?? assumptions.neverShareIgnorance * normal(streams.neverShare)
    for (k, attribute) in registry.attributes.enumerated()
    where k != AttributeRegistry.payIndex && coefficients.ignorance[k] > 0 {
      let multiple = exp(
        known?[attribute.id] ?? coefficients.ignorance[k] * normal(streams.attributes[k]))
      switch attribute.spread {
      case .lognormal, .zeroOrLognormal: factor[k] = multiple
      case .normal: shift[k] = coefficients.partWorths[k].centre * (multiple - 1)
      }
    }
  }

  /// The never-share as this guess has it.
  package func neverShare(of share: Double) -> Double {
    shifted(share, byLogOdds: neverShare)
  }
}

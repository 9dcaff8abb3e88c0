public import Units

/// Tastes drawn for one person: how people of that kind differ (never what we do not know).
///
/// A stream is keyed by seed, person and attribute, so neither the order of rows nor the presence of
/// other people changes anything; `replicate` gives an independent scramble of the same sequence.
public struct TasteDraws: Sendable {
  /// R, the number of draws.
  public let count: Int
  /// β_pay; `[R]`.
  public let payScale: [Double]
  /// Part-worths in log-pay; `[K][R]`, empty where `attributes` left one out.
  public let partWorths: [[Double]]
  /// The constant of staying, in log-pay; `[R]`.
  public let staying: [Double]

  /// Draws of `coefficients` for `person`.
  ///
  /// - Parameter attributes: The axes that will be used; `nil` draws all. Leaving some out changes
  ///   no other draw.
  public init(
    of person: String, coefficients: Coefficients, seed: Seed, count: Int,
    attributes: Set<Int>? = nil, replicate: Int = 0
  ) {
    func stream(_ name: String, _ dimension: Int, _ mixing: MixingDistribution) -> [Double] {
      let key = "fulcrum taste/1\u{0}\(seed)\u{0}\(person)\u{0}\(name)\u{0}\(replicate)"
      return SobolSequence(dimension: dimension, key: SHA256(of: key).prefix64)
        .points(count).map(mixing.value(at:))
    }
    let registry = coefficients.registry
    self.count = count
    payScale = stream("pay", AttributeRegistry.payIndex, coefficients.payScale)
    staying = stream("staying", AttributeRegistry.stayingDimension, coefficients.staying)
    partWorths = registry.attributes.indices.map { k in
      guard k != AttributeRegistry.payIndex, attributes?.contains(k) ?? true else { return [] }
      return stream(
        registry.attributes[k].id, registry.dimension(of: k), coefficients.partWorths[k])
    }
  }
}

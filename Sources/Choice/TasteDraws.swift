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
    self.init(
      TasteStreams(of: person, seed: seed, replicate: replicate), coefficients: coefficients,
      count: count, attributes: attributes)
  }

  /// Draws of `coefficients` from the streams of a person.
  package init(
    _ streams: TasteStreams, coefficients: Coefficients, count: Int, attributes: Set<Int>?
  ) {
    let registry = coefficients.registry
    self.count = count
    payScale = streams.pay.points(count).map(coefficients.payScale.value(at:))
    staying = streams.staying.points(count).map(coefficients.staying.value(at:))
    partWorths = registry.attributes.indices.map { k in
      guard k != AttributeRegistry.payIndex, attributes?.contains(k) ?? true else { return [] }
      return streams.attribute(k, of: registry).points(count)
        .map(coefficients.partWorths[k].value(at:))
    }
  }
}

/// The random streams behind one person's tastes, one per coefficient.
package struct TasteStreams: Sendable {
  private let person: String
  private let seed: Seed
  private let replicate: Int

  package init(of person: String, seed: Seed, replicate: Int = 0) {
    self.person = person
    self.seed = seed
    self.replicate = replicate
  }

  /// Of the scale of pay.
  package var pay: SobolSequence { stream("pay", AttributeRegistry.payIndex) }

  /// Of the constant of staying.
  package var staying: SobolSequence { stream("staying", AttributeRegistry.stayingDimension) }

  /// Of the part-worth of attribute `k`.
  package func attribute(_ k: Int, of registry: AttributeRegistry) -> SobolSequence {
    stream(registry.attributes[k].id, registry.dimension(of: k))
  }

  private func stream(_ name: String, _ dimension: Int) -> SobolSequence {
    let key = "fulcrum taste/1\u{0}\(seed)\u{0}\(person)\u{0}\(name)\u{0}\(replicate)"
    return SobolSequence(dimension: dimension, key: SHA256(of: key).prefix64)
  }
}

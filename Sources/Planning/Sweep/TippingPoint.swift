/// A place on an axis where something about one candidate changes.
public struct TippingPoint: Hashable, Sendable {
  /// What changes.
  public enum Kind: Hashable, Sendable {
    /// The cluster opens the talk, or closes it.
    case screen
    /// P(accept) crosses a level.
    case level(Double)
    /// An offer begins or ceases to be made.
    case offer
  }

  /// The candidate.
  public var candidate: String
  /// What changes.
  public var kind: Kind
  /// The first number, going up the axis, at which it has changed, to one unit of the axis.
  public var value: Double
  /// The last number that was looked at before it.
  public var before: Double
  /// P(accept) at `before` and at `value`; nil where that was not worked out.
  public var acceptances: [Double]?
  /// Whether it opens, rises above the level or begins there, and does not close, fall or cease.
  public var isUpward: Bool
  /// Whether the search was ended before `before` and `value` were one unit apart.
  public var isRough: Bool

  /// A tipping point.
  public init(
    candidate: String, kind: Kind, value: Double, before: Double, acceptances: [Double]?,
    isUpward: Bool, isRough: Bool
  ) {
    self.candidate = candidate
    self.kind = kind
    self.value = value
    self.before = before
    self.acceptances = acceptances
    self.isUpward = isUpward
    self.isRough = isRough
  }

  /// Whether a point is on the far side, where it opens, rises or begins; nil where nothing is known.
  static func holds(_ kind: Kind, of candidate: Int, at point: SweepPoint) -> Bool? {
    guard point.offers.indices.contains(candidate) else {
      return nil
    }
    let offer = point.offers[candidate]
    switch kind {
    case .screen: return !offer.isScreened
    case .level(let level): return offer.acceptance >= level
    case .offer: return offer.isMade
    }
  }
}

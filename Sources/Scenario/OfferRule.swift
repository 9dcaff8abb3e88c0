extension Scenario {
  /// A rule between offers that no single one of them tells.
  public struct OfferRule: Hashable, Sendable {
    /// What it demands.
    public enum Kind: Hashable, Sendable {
      /// So many offers at most.
      case atMost(Int)
      /// All of them, or none.
      case allOrNone
      /// An offer to the first only together with all others.
      case onlyWith
    }

    /// The name in files.
    public var id: String
    /// What it demands.
    public var kind: Kind
    /// The candidates that it speaks of, by id; in order.
    public var candidates: [String]

    /// A rule.
    public init(id: String, kind: Kind, candidates: [String]) {
      self.id = id
      self.kind = kind
      self.candidates = candidates
    }
  }
}

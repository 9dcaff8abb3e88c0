/// Why no plan exists: resources that cannot all suffice, whatever is chosen.
public struct Conflict: Hashable, Sendable {
  /// One resource of the conflict.
  public struct Shortage: Hashable, Sendable {
    /// The resource's id.
    public var resource: String
    /// The least that any choice needs of it when the conflict's other resources keep their
    /// capacities, in whole units; nil where no amount would do, or the limits ended that search.
    public var needed: Int64?
    /// What there is.
    public var capacity: Int64

    /// By how much the resource is short, if no other is enlarged.
    public var shortfall: Int64? { needed.map { $0 - capacity } }
  }

  /// The resources that together exclude every plan, in the caller's order.
  public var resources: [Shortage]
  /// Ids of the claimants that cannot do without these resources, in the caller's order.
  public var claimants: [String]
  /// Whether each of the resources is proven necessary: with any one of them unlimited a plan exists.
  public var isMinimal: Bool
}

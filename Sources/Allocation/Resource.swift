/// One row of the problem: something of which there is only so much.
///
/// Units of a pool, cents of a budget, role slots: the solver knows only how many whole units there
/// are and how many each option takes.
public struct Resource: Hashable, Sendable {
  /// The row's name, unique within a problem.
  public var id: String
  /// What may be used in all, in whole units of the row.
  public var capacity: Int64

  /// A resource of `capacity` whole units.
  public init(id: String, capacity: Int64) {
    self.id = id
    self.capacity = capacity
  }
}

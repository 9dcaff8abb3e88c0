/// How far the year may differ from its expectation by people's answers alone.
public struct PlanRisk: Hashable, Sendable {
  /// Hires on average.
  public var expectedHires: Double
  /// The 5 % and 95 % quantiles of the number of hires, given every P.
  public var hires: ClosedRange<Int>
  /// The chance that nobody accepts.
  public var nobody: Double
  /// The largest P(accepted promises do not fit) of all rows.
  public var overcommit: Double
}

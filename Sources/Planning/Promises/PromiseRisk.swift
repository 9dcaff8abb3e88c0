/// What may happen to a pool whose promises are more than it holds for them; exact, given every P.
public struct PromiseRisk: Hashable, Sendable {
  /// P(over) may be at most this: ε; nil where being over has a price instead.
  public var limit: Double?
  /// Units promised, in full.
  public var promised: Int
  /// Units kept for promises: what is granted to nobody.
  public var room: Int
  /// The least units that keep P(over) within ``limit``; nil where there is none.
  public var reserve: Int?
  /// Units that accepted promises use on average, after draw-down.
  public var expectedUse: Double
  /// P(accepted promises do not fit).
  public var overcommit: Double
  /// Units that are missing, on average over all answers: E[(S − room)⁺].
  public var expectedShortfall: Double
  /// Units that suffice in 95 % of the cases in which any are missing; zero where none ever is.
  public var rentUnits: Int
  /// Dollars a year of one missing unit; nil where nobody knows.
  public var unitCost: Double?

  /// Promised over what is kept for it; nil where nothing is kept.
  public var promisedShare: Double? { room > 0 ? Double(promised) / Double(room) : nil }
  /// Units that are missing on average when any are; zero where none ever is.
  public var shortfallIfOver: Double { overcommit > 0 ? expectedShortfall / overcommit : 0 }
  /// Dollars a year for ``rentUnits``.
  public var rentCost: Double? { unitCost.map { $0 * Double(rentUnits) } }
}

public import Units

/// How an estimation computes, as its model file says.
public struct EstimationSettings: Hashable, Sendable {
  /// Which points stand for the tastes of people.
  public enum DrawKind: String, CaseIterable, Hashable, Sendable {
    /// Scrambled Sobol points.
    case sobol
    /// Halton points of the bases 2, 3, 5, … in the order of the random coefficients, person by
    /// person: the layout behind published estimates.
    case halton
  }

  /// Which points stand for the tastes of people.
  public var drawKind: DrawKind
  /// How many points each person has: R.
  public var drawCount: Int
  /// How many of the first Halton points are left out.
  public var droppedDraws: Int
  /// From how many starting points the search begins.
  public var restarts: Int
  /// What scrambles points and starting points.
  public var seed: Seed

  /// Settings; as usual where nothing is said.
  public init(
    drawKind: DrawKind = .sobol, drawCount: Int = 1000, droppedDraws: Int = 100, restarts: Int = 8,
    seed: Seed = Seed(2026)
  ) {
    self.drawKind = drawKind
    self.drawCount = drawCount
    self.droppedDraws = droppedDraws
    self.restarts = restarts
    self.seed = seed
  }
}

/// What a plan is worth more, or less, with more or less of one row: solved again.
public struct PriceStep: Hashable, Sendable {
  /// More units, dollars, kilowatts or offers; negative where there are fewer.
  public var units: Double
  /// What the plan is worth more, dollars a year; negative with less of the row.
  public var worth: Double
  /// Dollars a year per unit, as long as the row's period lasts counted for a year.
  public var perUnit: Double

  /// A step of a row that speaks of a share of the horizon.
  public init(units: Double, worth: Double, share: Double = 1) {
    self.units = units
    self.worth = worth
    // No minus before a zero.
    perUnit = worth / units / share + 0
  }
}

/// How much of a row there may be for the same choice to stay optimal, all else being equal.
public struct CapacityInterval: Hashable, Sendable {
  /// The least: what the plan uses.
  public var from: Double
  /// The most that is known to be so; `nil` where any amount is.
  public var to: Double?

  /// An interval.
  public init(from: Double, to: Double?) {
    self.from = from
    self.to = to
  }
}

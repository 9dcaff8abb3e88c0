internal import Planning
internal import Scenario

extension PlanDocument {
  /// More or less of a row, planned again.
  public struct Step: Codable, Hashable, Sendable {
    /// Units, dollars, kilowatts or offers more; negative where there are fewer.
    public var units: Double
    /// What the plan is worth more, dollars a year; negative with less of the row.
    public var worth: Double
    /// Dollars a year per unit.
    public var perUnit: Double

    private enum CodingKeys: String, CodingKey {
      case units, worth
      case perUnit = "per_unit"
    }
  }

  /// The price of a pool from which on another choice would be made.
  public struct PriceFlip: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Dollars a year per unit, as the plan has it.
    public var present: Double
    /// What it would have to be.
    public var needed: Double
  }
}

extension PlanDocument.Step {
  /// Every amount of a row; nil where none was asked for.
  static func list(_ steps: [PriceStep]) -> [Self]? {
    steps.isEmpty
      ? nil : steps.map { Self(units: $0.units, worth: $0.worth, perUnit: $0.perUnit) }
  }
}

extension ResourcePlan {
  /// Dollars for one GPU of a pool for an hour, at a price a year per unit.
  func perGPUHour(_ price: Double, in scenario: Scenario) -> Double? {
    CapacityText.pool(of: self, in: scenario).map { price / (8_760 * Double($0.gpusPerUnit)) }
  }
}

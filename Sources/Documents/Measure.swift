/// What a number in the user's files means: its name in messages, its limits, how it may be written.
public struct Measure: Hashable, Sendable {
  /// What to call it after "give": `a share from 0 to 1`.
  public var noun: String
  /// How one looks: `0.67`.
  public var example: String
  /// The smallest value; not itself allowed if ``isAboveLowest``.
  public var lowest: Double
  /// The largest value allowed.
  public var highest: Double
  /// Whether the value must lie above ``lowest`` rather than at it.
  public var isAboveLowest: Bool
  /// Whether `12%` may be written for 0.12.
  public var acceptsPercent: Bool
  /// Whether `$` may stand in front.
  public var acceptsDollarSign: Bool
  /// Whether only whole numbers are allowed; an interval then is not.
  public var isWhole: Bool

  /// A measure; by default a plain number of any size.
  public init(
    _ noun: String, example: String, from lowest: Double = -1e15, through highest: Double = 1e15,
    isAboveLowest: Bool = false, acceptsPercent: Bool = false, acceptsDollarSign: Bool = false,
    isWhole: Bool = false
  ) {
    self.noun = noun
    self.example = example
    self.lowest = lowest
    self.highest = highest
    self.isAboveLowest = isAboveLowest
    self.acceptsPercent = acceptsPercent
    self.acceptsDollarSign = acceptsDollarSign
    self.isWhole = isWhole
  }

  /// A share from 0 to 1; `12%` is accepted.
  public static let share = Measure(
    "a share from 0 to 1", example: "0.67", from: 0, through: 1, acceptsPercent: true)

  /// A share above 0, at most 1; `12%` is accepted.
  public static let positiveShare = Measure(
    "a share above 0, at most 1", example: "0.67", from: 0, through: 1, isAboveLowest: true,
    acceptsPercent: true)

  /// Dollars a year, zero included.
  public static let dollars = Measure(
    "dollars a year", example: "450k", from: 0, through: 1e12, acceptsDollarSign: true)

  /// Dollars a year, above zero.
  public static let positiveDollars = Measure(
    "dollars a year above 0", example: "450k", from: 0, through: 1e12, isAboveLowest: true,
    acceptsDollarSign: true)

  /// A count from `range`.
  public static func count(
    _ noun: String, example: String, in range: ClosedRange<Int>
  ) -> Measure {
    Measure(
      noun, example: example, from: Double(range.lowerBound), through: Double(range.upperBound),
      isWhole: true)
  }

  /// What to do when a value does not fit.
  public var remedy: String { "give \(noun), such as \(example)" }

  /// Why `value` does not fit, or nil if it does.
  func fault(of value: Double) -> String? {
    if isWhole, value != value.rounded() { return "is not a whole number" }
    if isAboveLowest ? value <= lowest : value < lowest {
      if lowest == 0 { return isAboveLowest ? "is not above 0" : "is below 0" }
      return "is outside \(lowest.plain) to \(highest.plain)"
    }
    if value > highest { return "is outside \(lowest.plain) to \(highest.plain)" }
    return nil
  }
}

extension Double {
  /// The shortest decimal that reads back as this number, without a fraction of zero.
  package var plain: String {
    if self == rounded(), magnitude < 1e16 { return String(Int(self)) }
    return String(self)
  }
}

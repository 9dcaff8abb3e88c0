/// The day, month or year that a fact speaks of: `2026-07-01`, `2026-07`, `2026`.
public struct FactDate: Hashable, Sendable, CustomStringConvertible {
  /// The date as written.
  public let description: String
  /// Months since the year 0; of a year or a month alone, to its middle.
  private let months: Double

  /// A whole year.
  public init(year: Int) {
    description = String(year)
    months = Double(12 * year) + 6
  }

  /// The date that `text` means; nil if it means none from 2000 to 2100.
  public init?(_ text: String) {
    let whole = [text, text + "-01", text + "-01-01"].first(where: ScenarioReader.isDay)
    guard let whole else { return nil }
    let numbers = whole.split(separator: "-").compactMap { Double($0) }
    description = text
    months =
      switch (whole.count - text.count) / 3 {
      case 0: 12 * numbers[0] + numbers[1] - 1 + (numbers[2] - 1) / 31
      case 1: 12 * numbers[0] + numbers[1] - 0.5
      default: 12 * numbers[0] + 6
      }
  }

  /// How many years old the fact is on `today`, one decimal; never below 0.
  public func years(until today: FactDate) -> Double {
    max(0, ((today.months - months) / 12 * 10).rounded() / 10)
  }
}

extension FactDate: Comparable {
  /// Whether `left` lies before `right`.
  public static func < (left: FactDate, right: FactDate) -> Bool { left.months < right.months }
}

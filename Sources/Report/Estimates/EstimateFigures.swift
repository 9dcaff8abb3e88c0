internal import Foundation

/// Estimates as papers print them: as many decimals as their standard errors deserve.
enum EstimateFigures {
  /// Decimals for a number with a standard error: four as a rule, three figures of a smaller error, fewer
  /// of a larger one.
  static func places(for error: Double) -> Int {
    guard error > 0, error.isFinite else { return 4 }
    let magnitude = Int(floor(log10(error)))
    return magnitude < -3 ? min(12, 2 - magnitude) : min(4, max(0, 3 - magnitude))
  }

  /// Decimals for a number without an error: four figures.
  static func places(of value: Double) -> Int {
    guard value != 0, value.isFinite else { return 0 }
    return min(12, max(0, 3 - Int(floor(log10(abs(value))))))
  }

  /// `-0.1546`, `10,670.50`; `-` for what is no number.
  static func text(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return "-" }
    guard abs(value) < 1e9 else { return String(format: "%.3e", value) }
    let digits = String(format: "%.\(places)f", abs(value))
    let isZero = !digits.contains { $0.isNumber && $0 != "0" }
    let parts = digits.split(separator: ".")
    let whole = abs(value) >= 10_000 ? NumberFormat.grouped(Int(parts[0]) ?? 0) : String(parts[0])
    return (value < 0 && !isZero ? "-" : "") + whole + (parts.count == 2 ? "." + parts[1] : "")
  }

  /// Both ends in the unit of the wider: `0.12 .. 0.45`.
  static func range(_ range: ClosedRange<Double>) -> String {
    let width = range.upperBound - range.lowerBound
    let places = max(0, Self.places(for: width / 4) - 1)
    return text(range.lowerBound, places) + " .. " + text(range.upperBound, places)
  }

  /// `-18.12`.
  static func t(_ value: Double?) -> String {
    value.map { text($0, abs($0) < 1000 ? 2 : 0) } ?? "-"
  }

  /// `p = 0.0123`, `p < 0.0001`.
  static func p(_ value: Double) -> String {
    value < 0.0001 ? "p < 0.0001" : "p = " + text(value, 4)
  }
}

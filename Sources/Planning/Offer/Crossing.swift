internal import Foundation

/// Where a function that does not fall first reaches a level, by cutting into many parts at once.
///
/// Many points are evaluated in one pass because a kernel scores a list in little more time than one.
enum Crossing {
  /// Points of a pass; six passes leave less than a billionth of the range.
  static let parts = 32
  static let passes = 7

  /// The smallest argument in a range at which `values` reaches `level`; `nil` where none does.
  ///
  /// - Parameters:
  ///   - level: What is to be reached.
  ///   - range: Where to look.
  ///   - values: The function at many arguments, rising.
  /// - Returns: Within a billionth of the range, at or above the crossing.
  static func smallest(
    reaching level: Double, in range: ClosedRange<Double>, _ values: ([Double]) -> [Double]
  ) -> Double? {
    var (low, high) = (range.lowerBound, range.upperBound)
    let ends = values([low, high])
    if ends[0] >= level { return low }
    if ends[1] < level { return nil }
    for _ in 0..<passes {
      let step = (high - low) / Double(parts)
      let inner = (1..<parts).map { low + step * Double($0) }
      let found = values(inner)
      let first = found.firstIndex { $0 >= level } ?? inner.count
      let (start, end) = (low, high)
      low = first == 0 ? start : inner[first - 1]
      high = first == inner.count ? end : inner[first]
      if !(high > low) { break }
    }
    return high
  }

  /// The smallest whole number at which `value` reaches `level`; `nil` where none in the range does.
  static func smallest(
    reaching level: Double, in range: ClosedRange<Int>, _ value: (Int) -> Double
  ) -> Int? {
    var (low, high) = (range.lowerBound, range.upperBound)
    if value(low) >= level { return low }
    if value(high) < level { return nil }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if value(middle) >= level { high = middle } else { low = middle }
    }
    return high
  }
}

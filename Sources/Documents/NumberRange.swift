internal import Glibc

/// Numbers to go through, as people write them: `256..65536`, `0.1..0.9:17`, `256..65536*2`, `[1, 2, 5]`.
public struct NumberRange: Hashable, Sendable {
  /// How the numbers follow each other.
  public enum Spacing: String, Hashable, Sendable {
    /// At equal distances, both ends included.
    case linear
    /// Each a factor times the one before, both ends included.
    case geometric
    /// As they were listed.
    case listed
  }

  /// How the numbers follow each other.
  public let spacing: Spacing
  /// Rising, each once.
  public let values: [Double]

  /// How many numbers a range has that does not say.
  public static let usualCount = 25
  /// More are refused.
  public static let limit = 100_000

  /// Reads a range of numbers as `measure`; where that is whole they are rounded.
  ///
  /// - Parameters:
  ///   - text: What stands after `PATH=`.
  ///   - place: Where diagnostics place it.
  ///   - isPrivate: Whether no message may show it.
  /// - Throws: What is wrong with the text or an end.
  public init(
    _ text: String, as measure: Measure, at place: SourceLocation, key: String,
    isPrivate: Bool = false
  ) throws(Diagnostics) {
    do throws(NumberText.Fault) {
      (spacing, values) = try Self.read(text, as: measure)
    } catch {
      throw Diagnostics(
        error.problem, at: place, key: key, value: isPrivate ? .withheld : .text(text),
        remedy: error.remedy ?? measure.remedy)
    }
  }

  private static func read(
    _ text: String, as measure: Measure
  ) throws(NumberText.Fault) -> (Spacing, [Double]) {
    if text.hasPrefix("[") { return (.listed, try listed(text, as: measure)) }
    guard let dots = text.firstRange(of: "..") else {
      throw NumberText.Fault(problem: "is not a range", remedy: usage)
    }
    var end = text[dots.upperBound...]
    var count: Int?
    var factor: Double?
    if let star = end.firstIndex(of: "*") {
      factor = try number(String(end[end.index(after: star)...]), as: plain)
      end = end[..<star]
    } else if let colon = end.firstIndex(of: ":") {
      let given = try number(String(end[end.index(after: colon)...]), as: plain)
      guard let whole = Int(exactly: given), (2...limit).contains(whole) else {
        throw NumberText.Fault(
          problem: "does not have 2 to \(limit) points", remedy: "write a..b:n, such as 1k..8k:29")
      }
      count = whole
      end = end[..<colon]
    }
    let low = try number(String(text[..<dots.lowerBound]), as: measure)
    let high = try number(String(end), as: measure)
    if low >= high {
      throw NumberText.Fault(
        problem: low == high ? "has one number only" : "the range runs downwards",
        remedy: "write the smaller end first, as in 256..512")
    }
    if let factor { return (.geometric, try geometric(low, high, by: factor, measure)) }
    let steps = (count ?? usualCount) - 1
    let values = (0...steps).map {
      $0 == steps ? high : low + (high - low) * Double($0) / Double(steps)
    }
    return (.linear, distinct(values, measure))
  }

  private static func listed(
    _ text: String, as measure: Measure
  ) throws(NumberText.Fault) -> [Double] {
    guard text.hasSuffix("]") else {
      throw NumberText.Fault(problem: "is a list without its end", remedy: "write [a, b, c]")
    }
    let cells = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
    var values: [Double] = []
    for cell in cells { values.append(try number(String(cell), as: measure)) }
    if values.count > limit {
      throw NumberText.Fault(
        problem: "has more than \(limit) points", remedy: "take fewer points")
    }
    return Array(Set(distinct(values, measure))).sorted()
  }

  private static func geometric(
    _ low: Double, _ high: Double, by factor: Double, _ measure: Measure
  ) throws(NumberText.Fault) -> [Double] {
    if low <= 0 {
      throw NumberText.Fault(
        problem: "a geometric range does not begin above 0", remedy: "write a..b:n instead")
    }
    guard factor > 1, high / low <= pow(factor, Double(limit)) else {
      throw NumberText.Fault(
        problem: "the factor makes more than \(limit) points",
        remedy: "write a..b*f with a factor above 1, such as 256..65536*2")
    }
    var values: [Double] = []
    var next = low
    // The last step is what is left of it, and never a sliver of rounding.
    while next < high * (1 - 1e-9) {
      values.append(next)
      next = low * pow(factor, Double(values.count))
    }
    return distinct(values + [high], measure)
  }

  private static func number(
    _ text: String, as measure: Measure
  ) throws(NumberText.Fault) -> Double {
    guard case .point(let value) = try NumberText(text, as: measure) else {
      throw NumberText.Fault(problem: "is not a range", remedy: usage)
    }
    return value
  }

  private static func distinct(_ values: [Double], _ measure: Measure) -> [Double] {
    var result: [Double] = []
    for value in values.map({ measure.isWhole ? $0.rounded() : $0 }) where value != result.last {
      result.append(value)
    }
    return result
  }

  private static let plain = Measure("a number", example: "2")
  private static let usage = "write a..b, a..b:n, a..b*f or [a, b, c]"
}

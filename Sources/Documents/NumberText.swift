/// A number as people write it: `8`, `1_000`, `0.5`, `7.4M`, `450k`, `12%`, `$2.35`, `256..512`.
///
/// Never `nan`, infinity, hexadecimal or octal; the decimal is converted once, correctly rounded, so
/// `7.4M` is exactly what `7400000` is.
package enum NumberText: Hashable {
  /// One number.
  case point(Double)
  /// A number known roughly.
  case interval(Interval)

  /// Why a text is not such a number: what is wrong, and what to do if that is not the measure's
  /// own remedy.
  package struct Fault: Error, Hashable {
    package let problem: String
    package var remedy: String?
  }

  /// Reads `text` as `measure`, limits included.
  package init(_ text: String, as measure: Measure) throws(Fault) {
    guard let dots = text.firstRange(of: "..") else {
      self = .point(try Self.limited(text, as: measure))
      return
    }
    if measure.isWhole { throw Fault(problem: "is an interval where one number is needed") }
    let low = try Self.limited(String(text[..<dots.lowerBound]), as: measure)
    let high = try Self.limited(String(text[dots.upperBound...]), as: measure)
    if low == high {
      self = .point(low)
    } else if low > high {
      throw Fault(
        problem: "the interval runs downwards",
        remedy: "write the smaller end first, as in 256..512")
    } else {
      self = .interval(Interval(low: low, high: high))
    }
  }

  private static func limited(_ text: String, as measure: Measure) throws(Fault) -> Double {
    let value = try decimal(text, as: measure)
    if let problem = measure.fault(of: value) { throw Fault(problem: problem) }
    return value
  }

  // Checks the grammar by hand, then lets the standard library convert a plain decimal.
  private static func decimal(_ text: String, as measure: Measure) throws(Fault) -> Double {
    var rest = Substring(text.drop { $0 == " " })
    while rest.last == " " { rest.removeLast() }
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    if measure.acceptsDollarSign, rest.first == "$" { rest.removeFirst() }
    let power = try takePower(from: &rest, as: measure)
    let (mantissa, exponent) = try takeMantissa(rest)
    guard let value = Double("\(mantissa)e\(exponent + power)") else {
      throw Fault(problem: "is not a number")
    }
    if value.isInfinite || value > 1e300 { throw Fault(problem: "is too large for a number") }
    if value < 1e-300, mantissa.contains(where: { $0 != "0" && $0 != "." }) {
      throw Fault(problem: "is too small for a number")
    }
    return isNegative && value != 0 ? -value : value
  }

  private static func takePower(
    from rest: inout Substring, as measure: Measure
  ) throws(Fault) -> Int {
    let power: Int
    switch rest.last {
    case "k", "K": power = 3
    case "M": power = 6
    case "B": power = 9
    case "%" where measure.acceptsPercent: power = -2
    case "%": throw Fault(problem: "is a percentage")
    case "m" where rest.dropLast().allSatisfy(\.isNumber) && rest.count > 1:
      throw Fault(problem: "the unit m is unclear", remedy: "write M for millions")
    default: return 0
    }
    rest.removeLast()
    return power
  }

  // Digits with single underscores between them, a fraction, an exponent of at most four digits.
  private static func takeMantissa(_ text: Substring) throws(Fault) -> (String, Int) {
    let notANumber = Fault(problem: "is not a number")
    let parts = text.split(
      separator: "e", maxSplits: 1, omittingEmptySubsequences: false
    ).flatMap { $0.split(separator: "E", maxSplits: 1, omittingEmptySubsequences: false) }
    guard let mantissa = parts.first, parts.count <= 2 else { throw notANumber }
    let halves = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 1 ? isDigits(halves[0]) : isDigits(halves[1]),
      halves[0].isEmpty || isDigits(halves[0])
    else { throw notANumber }
    var exponent = 0
    if parts.count == 2 {
      let digits = parts[1].first == "-" || parts[1].first == "+" ? parts[1].dropFirst() : parts[1]
      guard isDigits(digits), digits.count <= 4, let number = Int(parts[1]) else {
        throw notANumber
      }
      exponent = number
    }
    let whole = halves[0].isEmpty ? "0" : halves[0]
    let plain = halves.count == 1 ? String(whole) : "\(whole).\(halves[1])"
    return (plain.filter { $0 != "_" }, exponent)
  }

  private static func isDigits(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
    let underscore = UInt8(ascii: "_")
    return isPlain && first != underscore && last != underscore && !text.contains("__")
  }
}

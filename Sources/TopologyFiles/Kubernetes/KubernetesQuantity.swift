/// A quantity of Kubernetes: `8`, `64000m`, `2113394736Ki`, `1.5Ti`, `2e3`.
///
/// Exact: whole tenths and halves of any size that a node can have, never a rounded double.
/// Source: Kubernetes API reference, resource.Quantity.
struct KubernetesQuantity: Hashable {
  // The value is mantissa × 2^shift × 10^power.
  private let mantissa: Int128
  private let shift: Int
  private let power: Int
  /// Whether it carries a suffix that makes it larger, as memory does.
  let hasLargeUnit: Bool

  /// Why a text is no quantity.
  enum Fault: Error, Hashable {
    case malformed
    case negative
    case tooLarge
  }

  /// Reads a quantity.
  init(_ text: String) throws(Fault) {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let halves = number.split(separator: ".", omittingEmptySubsequences: false)
    guard number.utf8.count <= 64, number.contains(where: { $0 != "." }), halves.count <= 2,
      let unit = Self.unit(rest.dropFirst(number.count))
    else { throw .malformed }
    let whole = halves[0].drop { $0 == "0" }
    var fraction = halves.count == 2 ? halves[1] : ""
    while fraction.last == "0" { fraction.removeLast() }
    if fraction.count > 9 { throw .malformed }
    guard whole.count <= 18, abs(unit.power) <= 30 else { throw .tooLarge }
    guard let mantissa = Int128(whole + fraction) ?? (whole + fraction == "" ? 0 : nil) else {
      throw .malformed
    }
    if isNegative, mantissa != 0 { throw .negative }
    self.mantissa = mantissa
    shift = unit.shift
    power = unit.power - fraction.count
    hasLargeUnit = unit.shift > 0 || unit.power > 0 && unit.isLetter
  }

  /// The number, without what is behind the point; nil above 2^62.
  var roundedDown: Int? { quotient.flatMap { Int(exactly: $0.whole) } }

  /// The number if it is a whole one; nil above 2^62 too.
  var whole: Int? { quotient.flatMap { $0.isExact ? Int(exactly: $0.whole) : nil } }

  private var quotient: (whole: Int128, isExact: Bool)? {
    var (value, divisor) = (mantissa, Int128(1))
    for _ in 0..<shift {
      value <<= 1
      if value > 1 << 100 { return nil }
    }
    for _ in 0..<max(power, 0) {
      value *= 10
      if value > 1 << 100 { return nil }
    }
    for _ in 0..<max(-power, 0) where divisor < 1 << 110 { divisor *= 10 }
    let (whole, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return whole > 1 << 62 ? nil : (whole, rest == 0)
  }

  private static func unit(_ text: Substring) -> (shift: Int, power: Int, isLetter: Bool)? {
    if let unit = units[String(text)] { return (unit.shift, unit.power, true) }
    if text.isEmpty { return (0, 0, false) }
    guard text.first == "e" || text.first == "E", text.count <= 5,
      let power = Int(text.dropFirst())
    else { return nil }
    return (0, power, false)
  }

  private static let units: [String: (shift: Int, power: Int)] = [
    "n": (0, -9), "u": (0, -6), "m": (0, -3), "k": (0, 3), "M": (0, 6), "G": (0, 9), "T": (0, 12),
    "P": (0, 15), "E": (0, 18), "Ki": (10, 0), "Mi": (20, 0), "Gi": (30, 0), "Ti": (40, 0),
    "Pi": (50, 0), "Ei": (60, 0),
  ]
}

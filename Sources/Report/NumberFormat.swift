/// Numbers as people read them.
package enum NumberFormat {
  /// `10,000`; whole.
  static func count(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    return grouped(Int(value.rounded()))
  }

  /// `10,000`.
  package static func grouped(_ value: Int) -> String {
    var digits = String(value.magnitude)
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits.removeLast(3)
    }
    groups.insert(Substring(digits), at: 0)
    return (value < 0 ? "-" : "") + groups.joined(separator: ",")
  }

  /// `$176.1M`, `$845k`, `$650`: three or four figures.
  static func money(_ dollars: Double) -> String {
    let size = abs(dollars)
    let sign = dollars <= -0.5 ? "-$" : "$"
    if size >= 999_500_000 { return sign + fixed(size / 1e9, size < 1e11 ? 2 : 1) + "B" }
    if size >= 99_950_000 { return sign + fixed(size / 1e6, 1) + "M" }
    if size >= 999_500 { return sign + trimmed(fixed(size / 1e6, 2)) + "M" }
    if size >= 999.5 { return sign + fixed(size / 1e3, 0) + "k" }
    return sign + fixed(size, 0)
  }

  /// `+$1.99M`, `-$129k`.
  static func change(_ dollars: Double) -> String {
    let text = money(dollars)
    return text.hasPrefix("-") || text == "$0" ? text : "+" + text
  }

  /// `$264,700`: four figures.
  static func price(_ dollars: Double) -> String {
    if dollars == 0 { return "free" }
    var unit = 1.0
    while dollars / unit >= 10_000 { unit *= 10 }
    return "$" + count((dollars / unit).rounded() * unit)
  }

  /// `$2.54M` beside `$2.5M`: with more figures where the usual ones would not tell two amounts apart.
  static func pair(_ first: Double, _ second: Double) -> (String, String) {
    let formats: [(Double) -> String] = [
      money, { $0 < 0 ? money($0) : price($0) }, { ($0 < 0 ? "-$" : "$") + count(abs($0)) },
    ]
    let shown = formats.map { ($0(first), $0(second)) }
    return shown.first { $0.0 != $0.1 } ?? shown[0]
  }

  /// The first of ``pair(_:_:)``.
  static func distinct(_ amount: Double, from other: Double) -> String {
    pair(amount, other).0
  }

  /// `263-265k`, `0.49-0.53`: the ends of a range in the unit of its middle, four figures at most.
  static func range(_ range: ClosedRange<Double>) -> String {
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    if size == 0 { return "0" }
    let (unit, suffix) =
      size >= 999_500 ? (1e6, "M") : size >= 999.5 ? (1e3, "k") : (1.0, "")
    let places = size / unit >= 99.5 ? 0 : size / unit >= 9.95 ? 1 : 2
    let ends = [range.lowerBound, range.upperBound].map { fixed($0 / unit, places) }
    return (ends[0] == ends[1] ? ends[0] : ends.joined(separator: "-")) + suffix
  }

  /// `48 %`; never 0 or 100 unless exactly so.
  static func percent(_ share: Double) -> String { percentNumber(share) + " %" }

  /// `48`; `<1` and `>99` at the ends.
  static func percentNumber(_ share: Double) -> String {
    if share > 0 && share < 0.005 { return "<1" }
    if share < 1 && share > 0.995 { return ">99" }
    return fixed(share * 100, 0)
  }

  /// `49-70`: shares in percent.
  static func percentRange(_ range: ClosedRange<Double>) -> String {
    let (low, high) = (percentNumber(range.lowerBound), percentNumber(range.upperBound))
    return low == high ? low : "\(low)-\(high)"
  }

  /// `+0.56`, `-0.18`, `0.00`.
  static func signed(_ value: Double) -> String {
    let text = fixed(value, 2)
    return value > 0 && text != "0.00" ? "+" + text : text
  }

  /// A number with `places` decimals.
  static func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let scale = [1, 10, 100, 1000, 10_000][min(4, max(0, places))]
    let whole = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && whole != 0 ? "-" : ""
    if places <= 0 { return sign + String(whole) }
    let fraction = String(whole % scale)
    return sign + "\(whole / scale)."
      + String(repeating: "0", count: max(0, places - fraction.count)) + fraction
  }

  /// `a, b and c`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "none" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.hasSuffix("0") { text = text.dropLast() }
    return String(text.hasSuffix(".") ? text.dropLast() : text)
  }
}

/// Numbers as people read them.
enum NumberFormat {
  /// `10,000`; whole.
  static func count(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    return grouped(Int(value.rounded()))
  }

  /// `10,000`.
  static func grouped(_ value: Int) -> String {
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

  /// `48 %`; never 0 or 100 unless exactly so.
  static func percent(_ share: Double) -> String { percentNumber(share) + " %" }

  /// `48`; `<1` and `>99` at the ends.
  static func percentNumber(_ share: Double) -> String {
    if share > 0 && share < 0.005 { return "<1" }
    if share < 1 && share > 0.995 { return ">99" }
    return fixed(share * 100, 0)
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

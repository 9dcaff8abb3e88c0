internal import Documents

/// Bytes as people write them: `80 GB`, `512 GiB`, `1621972275200 B`.
///
/// Decimal units (kB, MB, GB, TB) and binary ones (KiB, MiB, GiB, TiB) are what they say.
struct MemoryText: Hashable {
  /// The number of bytes.
  let bytes: Int

  /// So many bytes.
  init(bytes: Int) { self.bytes = bytes }

  /// Reads a text; nil if it is none, is no whole number of bytes, or is above 2^50 bytes.
  init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let scale = Self.units.first(where: { $0.name == unit })?.bytes else { return nil }
    let halves = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = halves.first.flatMap({ Int($0) }), halves.count <= 2 else { return nil }
    var (value, isTooLarge) = whole.multipliedReportingOverflow(by: scale)
    if halves.count == 2 {
      guard halves[1].count <= 6, let fraction = Int(halves[1]) else { return nil }
      let divisor = halves[1].reduce(1) { product, _ in product * 10 }
      if fraction * (scale / 1024) / divisor > 1 << 50 { return nil }
      let (part, overflow) = fraction.multipliedReportingOverflow(by: scale)
      if overflow || part % divisor != 0 { return nil }
      (value, isTooLarge) =
        isTooLarge ? (value, true) : value.addingReportingOverflow(part / divisor)
    }
    if isTooLarge || value > 1 << 50 { return nil }
    bytes = value
  }

  /// The shortest text that reads back, in whole units.
  var text: String {
    let fitting = Self.units.filter { bytes % $0.bytes == 0 && (bytes > 0 || $0.bytes == 1) }
    let best = fitting.min { a, b in
      let (x, y) = ("\(bytes / a.bytes)", "\(bytes / b.bytes)")
      return (x.count, a.name.count) < (y.count, b.name.count)
    }
    return best.map { "\(bytes / $0.bytes) \($0.name)" } ?? "\(bytes) B"
  }

  /// For people: in binary units, one decimal at most.
  var rounded: String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]
    var (value, unit) = (Double(bytes), 0)
    while value >= 1024, unit < units.count - 1 { (value, unit) = (value / 1024, unit + 1) }
    return "\(((value * 10).rounded() / 10).plain) \(units[unit])"
  }

  /// What to do about a text that is none.
  static let remedy = "give a whole number of bytes with its unit, such as 80 GB or 512 GiB"

  private static let units: [(name: String, bytes: Int)] = [
    ("B", 1), ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
  ]
}

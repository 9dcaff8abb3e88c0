internal import Documents

/// What the cell of a column of numbers holds.
enum CellNumber {
  /// Stands for an empty cell; a quiet not-a-number of its own.
  static let missing = Double(nan: 1, signaling: false)
  /// Stands for a cell that holds something else than a number.
  static let unreadable = Double(nan: 2, signaling: false)

  /// Whether a number stands for an empty cell.
  static func isMissing(_ number: Double) -> Bool { number.bitPattern == missing.bitPattern }

  // Powers of ten that a double holds exactly.
  private static let powers: [Double] = (0...22).map { Double("1e\($0)") ?? 0 }

  /// The number in `range`: `12`, `-0.5`, `1e-3`, `450k`, `$1.2M`, `12%`, `TRUE`, `no`.
  ///
  /// Plain decimals of up to 15 digits are read directly, and exactly: their digits and their power
  /// of ten are exact as doubles, so that one division rounds once.
  static func value(in bytes: [UInt8], _ range: Range<Int>) -> Double {
    if range.isEmpty { return missing }
    var position = range.lowerBound
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    var (digits, count, decimals) = (0, 0, 0)
    var isBehindPoint = false
    while position < range.upperBound {
      let byte = bytes[position]
      if byte == UInt8(ascii: "."), !isBehindPoint {
        isBehindPoint = true
      } else {
        let digit = Int(byte) - 0x30
        if digit < 0 || digit > 9 || count == 15 { return slowValue(in: bytes, range) }
        digits = digits * 10 + digit
        count += 1
        if isBehindPoint { decimals += 1 }
      }
      position += 1
    }
    if count == 0 || isBehindPoint && decimals == 0 { return slowValue(in: bytes, range) }
    let magnitude = decimals == 0 ? Double(digits) : Double(digits) / powers[decimals]
    return isNegative && digits != 0 ? -magnitude : magnitude
  }

  private static let measure = Measure(
    "a number", example: "0.5", from: -1e300, through: 1e300, acceptsPercent: true,
    acceptsDollarSign: true)

  private static func slowValue(in bytes: [UInt8], _ range: Range<Int>) -> Double {
    let text = String(decoding: bytes[range], as: UTF8.self)
    switch text.lowercased() {
    case "true", "yes": return 1
    case "false", "no": return 0
    // What statistics programs write for an empty cell.
    case "na", "nan": return missing
    default: break
    }
    guard let number = try? NumberText(text, as: measure), case .point(let value) = number else {
      return unreadable
    }
    return value
  }
}

/// A decimal number as people write it, without rounding: `8`, `-0.25`, `1_000`, `7.4M`, `$2.35`, `1e6`.
///
/// The grammar is that of every number in the user's files; the value is `digits * 10^power`.
package struct ExactDecimal: Hashable, Sendable {
  /// Why a text is no such number.
  package enum Fault: Error, Hashable, Sendable {
    case notANumber, percentage, unclearUnit, tooManyDigits

    /// What is wrong.
    package var problem: String {
      switch self {
      case .notANumber: "is not a number"
      case .percentage: "is a percentage"
      case .unclearUnit: "the unit m is unclear"
      case .tooManyDigits: "has more than 18 digits"
      }
    }
  }

  /// The digits as a whole number, with the sign.
  package private(set) var digits: Int64 = 0
  /// The power of ten that they count.
  package private(set) var power = 0

  /// Reads the bytes of `range`.
  package init(_ bytes: [UInt8], in range: Range<Int>) throws(Fault) {
    var (start, end) = (range.lowerBound, range.upperBound)
    let isNegative = start < end && bytes[start] == UInt8(ascii: "-")
    if isNegative || (start < end && bytes[start] == UInt8(ascii: "+")) { start += 1 }
    if start < end, bytes[start] == UInt8(ascii: "$") { start += 1 }
    guard start < end else { throw .notANumber }
    switch bytes[end - 1] {
    case UInt8(ascii: "k"), UInt8(ascii: "K"): power = 3
    case UInt8(ascii: "M"): power = 6
    case UInt8(ascii: "B"): power = 9
    case UInt8(ascii: "%"): throw .percentage
    case UInt8(ascii: "m") where end - start > 1: throw .unclearUnit
    default: break
    }
    if power > 0 { end -= 1 }
    try readMantissa(bytes, start, end)
    if isNegative { digits = -digits }
  }

  /// Reads a text.
  package init(_ text: String) throws(Fault) {
    let bytes = Array(text.utf8)
    try self.init(bytes, in: 0..<bytes.count)
  }

  /// The number in units of `10^-places`; nil if that is not a whole number of 64 bits.
  package func units(places: Int) -> Int64? {
    if digits == 0 { return 0 }
    var (value, shift) = (digits, power + places)
    if shift > 18 || shift < -18 { return nil }
    while shift < 0 {
      let (quotient, rest) = value.quotientAndRemainder(dividingBy: 10)
      if rest != 0 { return nil }
      (value, shift) = (quotient, shift + 1)
    }
    while shift > 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      (value, shift) = (product, shift - 1)
    }
    return value
  }

  // Digits with single underscores between them, a fraction, an exponent of at most four digits.
  private mutating func readMantissa(
    _ bytes: [UInt8], _ start: Int, _ end: Int
  ) throws(Fault) {
    var (figures, sinceDigit, fraction) = (0, 1, false)
    var hasDigit = false
    for index in start..<end {
      let byte = bytes[index]
      if byte & 0xF0 == 0x30, byte <= UInt8(ascii: "9") {
        (hasDigit, sinceDigit) = (true, 0)
        if digits != 0 || byte != UInt8(ascii: "0") { figures += 1 }
        if figures > 18 { throw .tooManyDigits }
        digits = digits * 10 + Int64(byte & 0x0F)
        if fraction { power -= 1 }
      } else if byte == UInt8(ascii: "_"), sinceDigit == 0, index + 1 < end {
        sinceDigit = 1
      } else if byte == UInt8(ascii: "."), !fraction, sinceDigit == 0 || !hasDigit {
        (fraction, sinceDigit) = (true, 2)
      } else if byte | 0x20 == UInt8(ascii: "e"), sinceDigit == 0 {
        power += try Self.exponent(bytes, index + 1, end)
        return
      } else {
        throw .notANumber
      }
    }
    if sinceDigit != 0 { throw .notANumber }
  }

  private static func exponent(
    _ bytes: [UInt8], _ start: Int, _ end: Int
  ) throws(Fault) -> Int {
    let isSigned = start < end && [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(bytes[start])
    let digits = bytes[(isSigned ? start + 1 : start)..<max(end, isSigned ? start + 1 : start)]
    guard (1...4).contains(digits.count),
      let number = Int(String(decoding: bytes[start..<end], as: UTF8.self))
    else { throw .notANumber }
    return number
  }
}

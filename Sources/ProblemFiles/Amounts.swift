internal import Documents

/// Why a text is no amount of a problem.
struct AmountFault: Error, Hashable {
  let problem: String
  let remedy: String
}

/// The largest number of a problem: what binary64 holds exactly.
let greatestAmount: Int64 = 1 << 53

/// A whole number of units, such as `8`, `7.4M` or `-2`.
func wholeAmount(_ bytes: [UInt8], in range: Range<Int>) throws(AmountFault) -> Int64 {
  let remedy = "give whole units, such as 8, 8k or 7.4M"
  let decimal = try exactDecimal(bytes, in: range, remedy: remedy)
  guard let units = decimal.units(places: 0) else {
    throw decimal.isWhole
      ? AmountFault(problem: "is too large", remedy: "count in larger units")
      : AmountFault(
        problem: "is not a whole number", remedy: "count in smaller units, such as watts for kW")
  }
  if units.magnitude > greatestAmount.magnitude {
    throw AmountFault(problem: "is beyond 2^53", remedy: "count in larger units")
  }
  return units
}

/// A whole number of units.
func wholeAmount(_ text: String) throws(AmountFault) -> Int64 {
  let bytes = Array(text.utf8)
  return try wholeAmount(bytes, in: 0..<bytes.count)
}

/// A value in hundredths, such as 1250 for `12.5`.
func hundredths(_ bytes: [UInt8], in range: Range<Int>) throws(AmountFault) -> Int64 {
  let decimal = try exactDecimal(
    bytes, in: range, remedy: "give a number of at most two decimals, such as 12.5 or 450k")
  guard let value = decimal.units(places: 2) else {
    throw decimal.isWhole
      ? AmountFault(problem: "is too large", remedy: "count in larger units, such as thousands")
      : AmountFault(problem: "has more than two decimals", remedy: "round it to two")
  }
  if value.magnitude > greatestAmount.magnitude {
    throw AmountFault(
      problem: "is beyond 90 million million", remedy: "count in larger units, such as thousands")
  }
  return value
}

private func exactDecimal(
  _ bytes: [UInt8], in range: Range<Int>, remedy: String
) throws(AmountFault) -> ExactDecimal {
  do throws(ExactDecimal.Fault) {
    return try ExactDecimal(bytes, in: range)
  } catch {
    throw AmountFault(
      problem: error.problem, remedy: error == .unclearUnit ? "write M for millions" : remedy)
  }
}

extension ExactDecimal {
  /// Whether there is nothing behind the decimal point.
  fileprivate var isWhole: Bool {
    var (rest, shift) = (digits, power)
    while shift < 0, rest != 0, rest % 10 == 0 { (rest, shift) = (rest / 10, shift + 1) }
    return shift >= 0 || rest == 0
  }
}

extension Int128 {
  /// The number of `10^-decimals` in digits, without zeros at the end: `12.5` for 1250 hundredths.
  func digits(decimals: Int) -> String {
    var (rest, places) = (magnitude, decimals)
    while places > 0, rest % 10 == 0 { (rest, places) = (rest / 10, places - 1) }
    var digits = String(rest)
    if places > 0 {
      if digits.count <= places {
        digits = String(repeating: "0", count: places + 1 - digits.count) + digits
      }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    return (self < 0 ? "-" : "") + digits
  }

  /// Reads ``digits(decimals:)`` back; nil if that is not what `text` is.
  init?(digits text: some StringProtocol, decimals: Int) {
    let parts = String(text).split(
      separator: ".", maxSplits: 2, omittingEmptySubsequences: false
    ).map { String($0) }
    guard let whole = parts.first, parts.count <= 2 else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.count <= decimals, parts.count == 1 || !fraction.isEmpty else { return nil }
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    self.init(whole + fraction + zeros)
  }
}

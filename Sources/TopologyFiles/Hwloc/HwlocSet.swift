internal import Topology

/// A set in hwloc's notation: groups of 32 bits in hexadecimal, the highest first.
enum HwlocSet {
  /// The members.
  case members(Bitmap)
  /// All numbers from some on.
  case infinite
  /// A member of 2^20 or more.
  case tooLarge
  /// No set.
  case malformed

  /// Reads `0x00000001,,0x0000000f`; an empty group is zero.
  init(_ text: String) {
    if text.utf8.contains(UInt8(ascii: ".")), text.contains("f...f") {
      self = .infinite
      return
    }
    let groups = text.utf8.count { $0 == UInt8(ascii: ",") } + 1
    if groups > HwlocObjectReader.indexLimit / 32 {
      self = .tooLarge
      return
    }
    var words = [UInt64](repeating: 0, count: (groups + 1) / 2)
    var group = groups - 1
    var digits = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: ",") {
        (group, digits) = (group - 1, 0)
        continue
      }
      digits += 1
      let shift = UInt64(group % 2 * 32)
      let bits = words[group / 2] >> shift & 0xFFFF_FFFF
      // The x of 0x is the second sign of its group, after a zero.
      if digits == 2, byte == UInt8(ascii: "x"), bits == 0 {
        digits = 0
        continue
      }
      guard digits <= 8, let digit = Self.digit(byte) else {
        self = .malformed
        return
      }
      words[group / 2] ^= (bits ^ (bits << 4 | UInt64(digit))) << shift
    }
    self = .members(Bitmap(words: words))
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension Bitmap {
  /// The set in hwloc's notation: `0x00000001,,0x0000000f`.
  ///
  /// An empty group is zero, except for the last, which hwloc would not see.
  var hwlocText: String {
    let groups = words.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] }
    let used = groups.prefix((groups.lastIndex { $0 != 0 } ?? -1) + 1)
    if used.isEmpty { return "0x0" }
    return used.indices.reversed().map { index in
      if used[index] == 0 { return index == 0 ? "0x0" : "" }
      let digits = String(used[index], radix: 16)
      return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }.joined(separator: ",")
  }
}

/// FNV-1a of 64 bits over whole numbers as eight bytes each, the least first.
///
/// Source: Fowler, Noll and Vo 1991, with their offset basis and prime of 64 bits.
struct FNVChecksum {
  /// The digest so far.
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  private static let prime: UInt64 = 0x100_0000_01B3
  // prime^n: a byte of zero only multiplies, so the zeros at the top of a number are one product.
  private static let powers: [UInt64] = (0..<8).reduce(into: [1]) { $0.append($0[$1] &* prime) }

  /// Adds one number.
  @inline(__always)
  mutating func add(_ number: Int64) {
    var rest = UInt64(bitPattern: number)
    var hash = value
    var left = 8
    while rest != 0 {
      hash = (hash ^ rest & 0xFF) &* 0x100_0000_01B3
      rest >>= 8
      left &-= 1
    }
    value = hash &* Self.powers[left]
  }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

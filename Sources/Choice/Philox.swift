/// Counter-based random numbers: Philox4x32-10.
///
/// `block(n)` is a pure function of key and counter, so any number of a stream can be had without
/// the ones before it, on any thread.
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, §3.3.
public struct Philox: Sendable {
  private let key: (UInt32, UInt32)

  /// A stream named by a 64-bit key; the low word is the first key word.
  public init(key: UInt64) {
    self.key = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
  }

  /// Four independent 32-bit numbers for the 128-bit `counter` (least significant word first).
  public func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var x = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let first = UInt64(0xD251_1F53) * UInt64(x.x)
      let second = UInt64(0xCD9E_8D57) * UInt64(x.z)
      x = SIMD4(
        UInt32(truncatingIfNeeded: second >> 32) ^ x.y ^ k0,
        UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ x.w ^ k1,
        UInt32(truncatingIfNeeded: first))
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return x
  }

  /// A number in the open interval (0, 1) with 52 random bits, for `index` of this stream.
  public func uniform(_ index: Int) -> Double {
    let index = UInt64(index)
    let words = block(
      SIMD4(UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32), 0, 0))
    let bits = UInt64(words.x) << 20 | UInt64(words.y) >> 12
    return (Double(bits) + 0.5) * 0x1p-52
  }
}

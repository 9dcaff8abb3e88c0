internal import Units

/// One dimension of a Sobol sequence, scrambled by a key: the taste draws of one coefficient.
///
/// A random lower-triangular matrix over the bits (a linear matrix scramble) and a random digital
/// shift keep the sequence a digital net and make every point uniform; key and dimension decide all
/// of it. The first `n` points of a longer sequence are the sequence of length `n`.
/// Source: Matoušek, "On the L2-discrepancy for anchored boxes", Journal of Complexity 14(4), 1998,
/// §4.3; Owen, "Randomly permuted (t,m,s)-nets", 1995.
public struct SobolSequence: Sendable {
  /// The 32 direction numbers, scrambled.
  package let directions: [UInt32]
  /// The digital shift.
  package let shift: UInt32

  /// The largest dimension number that can be asked for, plus one.
  public static var dimensionCount: Int { SobolDirections.dimensionCount }

  /// The sequence of `dimension` (0-based).
  ///
  /// Beyond the table it wraps, and visits the points of each dyadic block in another order: a
  /// scramble alone would leave it in step with the dimension that it repeats.
  public init(dimension: Int, key: UInt64) {
    let random = Philox(key: key)
    let rows = Self.scramble(random)
    var numbers = SobolDirections.numbers(dimension: dimension % SobolDirections.dimensionCount)
    if dimension >= SobolDirections.dimensionCount { Self.reorder(&numbers, random) }
    directions =
      numbers.map { number in
        var scrambled: UInt32 = 0
        for bit in 0..<32 {
          let parity = UInt32((number & rows[bit]).nonzeroBitCount & 1)
          scrambled |= parity << UInt32(31 - bit)
        }
        return scrambled
      }
    shift = random.block(SIMD4(8, 0, 0, 0)).x
  }

  /// The first `count` points, each in the open interval (0, 1), in Gray-code order.
  public func points(_ count: Int) -> [Double] {
    var state = shift
    var points: [Double] = []
    points.reserveCapacity(count)
    for n in 0..<count {
      points.append((Double(state) + 0.5) * 0x1p-32)
      state ^= directions[(n + 1).trailingZeroBitCount & 31]
    }
    return points
  }

  // Row `i` gives output bit `i` (most significant first): a one on the diagonal, random bits before.
  private static func scramble(_ random: Philox) -> [UInt32] {
    (0..<32).map { row in
      let word = random.block(SIMD4(UInt32(row / 4), 0, 0, 0))[row % 4]
      let diagonal: UInt32 = 1 << UInt32(31 - row)
      let before = row == 0 ? 0 : UInt32.max << UInt32(32 - row)
      return diagonal | word & before
    }
  }

  // A random upper-triangular matrix on the index: each direction takes on some of those before it.
  // The first 2^m points stay the same set for every m, so one dimension alone stays a net.
  private static func reorder(_ directions: inout [UInt32], _ random: Philox) {
    for j in (1..<32).reversed() {
      let word = random.block(SIMD4(UInt32(9 + j / 4), 0, 0, 0))[j % 4]
      for i in 0..<j where word >> UInt32(i) & 1 == 1 { directions[j] ^= directions[i] }
    }
  }
}

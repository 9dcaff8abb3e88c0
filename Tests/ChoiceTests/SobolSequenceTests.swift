import Testing
import Units

@testable import Choice

@Suite("scrambled Sobol sequences") struct SobolSequenceTests {
  @Test("direction numbers are scipy's, all 64 dimensions of 32 bits") func directions() {
    // scipy.stats.qmc.Sobol(64, scramble=False, bits=32)._sv, rows of decimals.
    let text = (0..<64).map { dimension in
      SobolDirections.numbers(dimension: dimension).map(String.init).joined(separator: " ")
    }.joined(separator: "\n")
    #expect(
      SHA256(of: text).description
        == "0b3896524774bf9b58f33a9532b70314325a27b41ee9823348d9b6fe23c3196e")
  }

  /// `scipy.stats.qmc.Sobol(8, scramble=False)`, points 1 to 7, times 8.
  @Test(
    "unscrambled points are scipy's",
    arguments: [
      (1, [4, 4, 4, 4, 4, 4, 4, 4]), (2, [6, 2, 2, 2, 6, 6, 2, 6]), (3, [2, 6, 6, 6, 2, 2, 6, 2]),
      (4, [3, 3, 5, 7, 3, 1, 3, 7]), (5, [7, 7, 1, 3, 7, 5, 7, 3]), (6, [5, 1, 7, 5, 5, 7, 1, 1]),
      (7, [1, 5, 3, 1, 1, 3, 5, 5]),
    ])
  func points(n: Int, eighths: [UInt32]) {
    #expect((0..<8).map { Self.unscrambled($0, n) >> 29 } == eighths)
  }

  @Test("far unscrambled points are scipy's") func far() {
    // fast_forward(123456789) of the 64-dimensional sequence, times 2^32.
    let expected: [Int: UInt32] = [
      0: 4_191_448_864, 1: 3_403_469_216, 2: 27_513_184, 9: 1_734_853_024, 16: 4_171_319_072,
      31: 2_082_040_352, 40: 218_441_632, 57: 2_118_415_840, 62: 579_997_984, 63: 1_087_637_792,
    ]
    for (dimension, point) in expected {
      #expect(Self.unscrambled(dimension, 123_456_789) == point)
    }
  }

  @Test(
    "the scramble keeps every dyadic neighbourhood: points part at the same bit",
    arguments: 0..<64)
  func nested(dimension: Int) {
    let scrambled = SobolSequence(dimension: dimension, key: 99 &+ UInt64(dimension)).points(300)
      .map { UInt32($0 * 0x1p32) }
    for n in 1..<300 {
      for m in [0, n - 1, n / 2] where m != n {
        let plain = Self.unscrambled(dimension, n) ^ Self.unscrambled(dimension, m)
        let found = scrambled[n] ^ scrambled[m]
        #expect(found.leadingZeroBitCount == plain.leadingZeroBitCount)
      }
    }
  }

  @Test(
    "one point in each interval of length 1/N", arguments: 0..<SobolSequence.dimensionCount * 2)
  func stratified(dimension: Int) {
    for key in [UInt64(0), 0xdead_beef, .max] {
      for bits in [0, 1, 5, 12] {
        let count = 1 << bits
        let points = SobolSequence(dimension: dimension, key: key).points(count)
        #expect(Set(points.map { Int($0 * Double(count)) }) == Set(0..<count))
      }
    }
  }

  @Test("pay and equity share elementary rectangles evenly", arguments: [UInt64(1), 77, 1 << 63])
  func rectangles(key: UInt64) {
    // The first two dimensions are a (0, m, 2)-net: one point in each of 2^a by 2^(m - a).
    let (bits, count) = (10, 1 << 10)
    let x = SobolSequence(dimension: 0, key: key).points(count)
    let y = SobolSequence(dimension: 1, key: key ^ 0x1234).points(count)
    for a in 0...bits {
      let (columns, rows) = (1 << a, 1 << (bits - a))
      let cells = zip(x, y).map { Int($0 * Double(columns)) * rows + Int($1 * Double(rows)) }
      #expect(Set(cells).count == count)
    }
  }

  @Test("shorter sequences begin longer ones", arguments: [0, 3, 16, 63, 64, 100])
  func prefix(dimension: Int) {
    let sequence = SobolSequence(dimension: dimension, key: 5)
    let long = sequence.points(2000)
    for count in [0, 1, 7, 1000, 1999] { #expect(sequence.points(count) == Array(long[..<count])) }
  }

  @Test("other keys give other points", arguments: [0, 1, 40, 63, 70])
  func keys(dimension: Int) {
    let sequences = (0..<50).map { SobolSequence(dimension: dimension, key: $0).points(64) }
    #expect(Set(sequences).count == 50)
    #expect(SobolSequence(dimension: dimension, key: 3).points(64) == sequences[3])
  }

  @Test("points lie in the open interval, and their mean is a half", arguments: 0..<80)
  func open(dimension: Int) {
    for key in UInt64(0)..<8 {
      let points = SobolSequence(dimension: dimension, key: key).points(1024)
      #expect(points.allSatisfy { $0 > 0 && $0 < 1 })
      let mean = points.reduce(0, +) / 1024
      #expect(abs(mean - 0.5) < 0x1p-10)
    }
  }

  @Test("over keys, a point is uniform") func uniform() {
    var counts = [Int](repeating: 0, count: 8)
    for key in UInt64(0)..<8000 {
      counts[Int(SobolSequence(dimension: 2, key: key).points(4)[3] * 8)] += 1
    }
    #expect(counts.allSatisfy { abs($0 - 1000) < 150 })
  }

  @Test("dimensions are uncorrelated, also those beyond the table", arguments: 0..<64)
  func independent(dimension: Int) {
    let count = 4096
    for other in [(dimension + 1) % 64, dimension + 64, dimension + 128] {
      var squares = 0.0
      for key in UInt64(0)..<8 {
        let x = SobolSequence(dimension: dimension, key: key).points(count)
        let y = SobolSequence(dimension: other, key: key &+ 1000).points(count)
        var sum = 0.0
        for (x, y) in zip(x, y) { sum += (x - 0.5) * (y - 0.5) }
        squares += (12 * sum / Double(count)) * (12 * sum / Double(count))
      }
      // One scramble in some hundreds makes two leading bits agree by chance.
      let correlation = (squares / 8).squareRoot()
      #expect(correlation < 0.1, "\(dimension) and \(other): \(correlation)")
    }
  }

  /// Point `n` in Gray-code order, straight from the definition.
  private static func unscrambled(_ dimension: Int, _ n: Int) -> UInt32 {
    let directions = SobolDirections.numbers(dimension: dimension)
    let gray = n ^ (n >> 1)
    return (0..<32).filter { gray >> $0 & 1 == 1 }.reduce(0) { $0 ^ directions[$1] }
  }
}

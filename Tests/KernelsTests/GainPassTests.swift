import Kernels
import Testing

@Suite("gain passes") struct GainPassTests {
  /// A ragged table with all that may trip a vector loop: runs of every length, patterns side by side
  /// and not, equal values, negative and huge ones.
  struct Family: CustomTestStringConvertible {
    var name: String
    var claimants: Int
    /// The most options of a claimant.
    var most: Int
    var patterns: Int
    /// How often patterns are neighbours, of 4.
    var neighbours = 2
    /// Values lie within this, or anywhere up to 2^53.
    var magnitude: Int64 = 1000

    var testDescription: String { name }
  }

  static let families = [
    Family(name: "one option each", claimants: 300, most: 1, patterns: 3),
    Family(name: "a few", claimants: 300, most: 7, patterns: 9),
    Family(name: "about a vector", claimants: 300, most: 33, patterns: 40),
    Family(name: "side by side", claimants: 200, most: 70, patterns: 90, neighbours: 4),
    Family(name: "scattered", claimants: 200, most: 70, patterns: 90, neighbours: 0),
    Family(name: "ties", claimants: 200, most: 70, patterns: 80, magnitude: 2),
    Family(name: "huge", claimants: 200, most: 40, patterns: 50, magnitude: 1 << 53),
    Family(name: "one claimant", claimants: 1, most: 5, patterns: 5),
    Family(name: "nobody but one with much", claimants: 1, most: 3000, patterns: 4000),
  ]

  static func table(_ family: Family, seed: UInt64) -> RaggedOptions {
    var random = Generator(state: seed)
    var (start, value, pattern): ([Int], [Int64], [Int32]) = ([0], [], [])
    for _ in 0..<family.claimants {
      let count = Int.random(in: 1...family.most, using: &random)
      let isRun = Int.random(in: 0..<4, using: &random) < family.neighbours
      let first = Int.random(in: 0...(family.patterns - count), using: &random)
      for option in 0..<count {
        value.append(Int64.random(in: -family.magnitude...family.magnitude, using: &random))
        let scattered = Int.random(in: 0..<family.patterns, using: &random)
        pattern.append(Int32(isRun ? first + option : scattered))
      }
      start.append(value.count)
    }
    return RaggedOptions(start: start, value: value, pattern: pattern)
  }

  static func penalties(_ family: Family, whole: Bool) -> [Double] {
    var random = Generator(state: 77)
    return (0..<family.patterns).map { _ in
      let penalty = Double.random(in: -1...1, using: &random) * Double(family.magnitude)
      return whole ? penalty.rounded() : penalty
    }
  }

  @Test(
    "every kernel finds the twin's bits, options and ties", arguments: families, [false, true])
  func gains(family: Family, whole: Bool) {
    let table = Self.table(family, seed: whole ? 1 : 2)
    let penalty = Self.penalties(family, whole: whole)
    let expected = (0..<table.claimants).map { table.gainReference($0, penalty: penalty) }
    for kernel in Kernel.supported {
      for sample in Set([table.claimants, (table.claimants + 2) / 3, 1]) {
        table.read(at: PatternPenalties(penalty), by: kernel) { reader in
          let gains = ClaimantGains()
          for first in stride(from: 0, to: sample, by: ClaimantGains.most) {
            let places = first..<min(sample, first + ClaimantGains.most)
            reader.findGains(places, sample: sample, into: gains)
            var worth: Int64 = 0
            for place in places {
              let twin = expected[place * table.claimants / sample]
              let found = gains.greatest(place - first)
              #expect(found.gain.bitPattern == twin.gain.bitPattern, "\(kernel)")
              #expect(found.next.bitPattern == twin.next.bitPattern, "\(kernel)")
              #expect(Int(gains.option(place - first)) == twin.option, "\(kernel)")
              #expect(gains.pattern(place - first) == Int(table.pattern[twin.option]))
              worth += table.value[twin.option]
            }
            #expect(gains.worth == worth)
          }
        }
      }
    }
  }

  @Test("every kernel finds the twin's near options", arguments: families)
  func near(family: Family) {
    let table = Self.table(family, seed: 3)
    let penalty = Self.penalties(family, whole: true)
    var random = Generator(state: 5)
    let rows = min(family.patterns, 90)
    let numbers = (0..<rows * family.patterns).map { _ in
      Float(Int64.random(in: 0...max(1, family.magnitude / 8), using: &random))
    }
    let rises = PatternRises(
      numbers + [Float](repeating: 0, count: (family.patterns - rows) * family.patterns),
      patterns: family.patterns)
    for kernel in Kernel.supported {
      table.read(at: PatternPenalties(penalty), rises: rises, by: kernel) { reader in
        let gains = ClaimantGains()
        let count = min(ClaimantGains.most, table.claimants)
        reader.findGains(0..<count, sample: table.claimants, into: gains)
        let watched = (0..<count).filter { gains.pattern($0) < rows }
        for place in watched {
          let slack = Double(place % 4) * Double(family.magnitude) / 4
          gains.watch(place, place, least: gains.greatest(place).gain - slack)
        }
        reader.findNear(in: gains)
        for (number, place) in watched.enumerated() {
          let near = gains.near(number)
          var found: [Int32] = []
          gains.appendNear(near.options, to: &found)
          let row = gains.pattern(place) * family.patterns
          let twin = table.nearReference(
            place, penalty: penalty, rise: numbers[row..<row + family.patterns],
            least: gains.greatest(place).gain - Double(place % 4) * Double(family.magnitude) / 4)
          #expect(near.claimant == place && near.best == Int(gains.option(place)))
          #expect(found == twin, "\(kernel)")
          #expect(found.contains(gains.option(place)))
        }
        gains.watchNobody()
        #expect(gains.watched == 0)
      }
    }
  }

  @Test("exact sums are the twin's, to the last of 96 bits", arguments: families, [20, 60, 84])
  func exact(family: Family, bits: Int) throws {
    let table = Self.table(family, seed: 4)
    var random = Generator(state: 6)
    // Prices so alike that the low words alone decide, and prices that have both words.
    let base = Int128(Int64.random(in: 0..<1 << 30, using: &random)) << 32
    let penalty = (0..<family.patterns).map { _ -> Int128 in
      let number = Int128(UInt64.random(in: 0...(.max), using: &random))
      return bits == 20 ? base + number >> 44 : (number << 20 - 1 << 83) >> (84 - bits)
    }
    let exact = try #require(ExactPenalties(penalty))
    let parts = [0..<table.claimants, 0..<0, table.claimants / 3..<table.claimants]
    for range in parts {
      let twin = table.exactGainReference(range, penalty: penalty)
      for kernel in Kernel.supported {
        let found = kernel.exactGain(of: table, claimants: range, penalty: exact)
        #expect(found == twin, "\(kernel)")
      }
    }
  }

  @Test("penalties of more bits than two words are refused")
  func tooLarge() {
    #expect(ExactPenalties([0, 1 << 84]) != nil)
    #expect(ExactPenalties([0, -(1 << 84) - 1]) == nil)
  }

  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}

import Choice
import Testing

@Suite("Philox4x32-10") struct PhiloxTests {
  /// Source: Random123, file `kat_vectors`, the three lines of `philox4x32 10`.
  @Test(
    "published known answers",
    arguments: [
      (
        [0, 0, 0, 0], [0, 0],
        [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
      ),
      (
        [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [0xffff_ffff, 0xffff_ffff],
        [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ] as [([UInt32], [UInt32], [UInt32])])
  func published(counter: [UInt32], key: [UInt32], answer: [UInt32]) {
    let philox = Philox(key: UInt64(key[1]) << 32 | UInt64(key[0]))
    let block = philox.block(SIMD4(counter[0], counter[1], counter[2], counter[3]))
    #expect(block == SIMD4(answer[0], answer[1], answer[2], answer[3]))
  }

  @Test("uniform numbers lie in the open interval and fill it", arguments: [0, 1, UInt64.max])
  func uniform(key: UInt64) {
    let philox = Philox(key: key)
    let numbers = (0..<10_000).map(philox.uniform)
    #expect(numbers.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(Set(numbers).count == numbers.count)
    // A mean of 10,000 uniform numbers has a standard deviation of 0.0029.
    let mean = numbers.reduce(0, +) / 10_000
    #expect(abs(mean - 0.5) < 0.0145)
    for tenth in 0..<10 {
      let inside = numbers.filter { Int($0 * 10) == tenth }.count
      #expect(abs(inside - 1000) < 150)
    }
  }

  @Test("any index can be had alone, also far ones", arguments: [0, 1, 1 << 32, Int.max])
  func index(index: Int) {
    let philox = Philox(key: 42)
    #expect(philox.uniform(index) == philox.uniform(index))
    #expect(philox.uniform(index) != philox.uniform(index ^ 1))
    #expect(philox.uniform(index) != philox.uniform(index ^ 1 << 40))
  }
}

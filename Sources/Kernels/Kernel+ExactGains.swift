/// What patterns cost at some prices, exactly, for the kernels: two words each.
@safe package final class ExactPenalties: @unchecked Sendable {
  /// How many patterns there are.
  package let count: Int
  let high: UnsafeMutablePointer<Int64>
  let low: UnsafeMutablePointer<Int64>

  /// A copy of `penalties`, in units of 2^-32 of the values'; nil where one has more than 84 bits.
  package init?(_ penalties: [Int128]) {
    count = penalties.count
    let room = count + PatternPenalties.padding
    unsafe high = .allocate(capacity: room)
    unsafe high.initialize(repeating: 0, count: room)
    unsafe low = .allocate(capacity: room)
    unsafe low.initialize(repeating: 0, count: room)
    for (pattern, penalty) in penalties.enumerated() {
      if penalty.magnitude > 1 << 84 { return nil }
      unsafe high[pattern] = Int64((-penalty) >> 32)
      unsafe low[pattern] = Int64((-penalty) & 0xffff_ffff)
    }
  }

  deinit {
    unsafe high.deallocate()
    unsafe low.deallocate()
  }
}

extension Kernel {
  /// The sum of the greatest gains of some claimants, in units of 2^-32 of the values'; exact.
  ///
  /// The plain twin is ``RaggedOptions/exactGainReference(_:penalty:)``.
  /// - Parameters:
  ///   - table: Values of at most 53 bits; its patterns are known to `penalty`.
  ///   - claimants: Whose.
  ///   - penalty: What patterns cost.
  package func exactGain(
    of table: RaggedOptions, claimants: Range<Int>, penalty: ExactPenalties
  ) -> Int128 {
    precondition(claimants.lowerBound >= 0 && claimants.upperBound <= table.claimants)
    var total: Int128 = 0
    // So few that the words cannot overflow.
    var words: [Int64] = [0, 0]
    let pass = unsafe self.table.exactGain
    for first in stride(from: claimants.lowerBound, to: claimants.upperBound, by: 128) {
      let count = min(128, claimants.upperBound - first)
      withExtendedLifetime(penalty) {
        unsafe table.value.withUnsafeBufferPointer { value in
          unsafe table.pattern.withUnsafeBufferPointer { pattern in
            unsafe table.run.withUnsafeBufferPointer { run in
              unsafe table.start.withUnsafeBufferPointer { start in
                unsafe words.withUnsafeMutableBufferPointer { words in
                  // A table has an option at least.
                  unsafe pass(
                    value.baseAddress.unsafelyUnwrapped, pattern.baseAddress.unsafelyUnwrapped,
                    value.count, run.baseAddress.unsafelyUnwrapped + first, penalty.high,
                    penalty.low, start.baseAddress.unsafelyUnwrapped + first, count,
                    words.baseAddress.unsafelyUnwrapped)
                }
              }
            }
          }
        }
      }
      total += Int128(words[0]) << 32 + Int128(words[1])
    }
    return total
  }
}

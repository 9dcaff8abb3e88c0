extension Kernel {
  /// The sum of a part of `numbers`, read as fast as memory gives it; both ends at multiples of 128.
  @discardableResult package func sum(of numbers: LaneBuffer, _ part: Range<Int>) -> Float {
    precondition(part.lowerBound >= 0 && part.upperBound <= numbers.count)
    precondition(part.lowerBound.isMultiple(of: 128) && part.count.isMultiple(of: 128))
    let result = LaneBuffer(zeros: lanes)
    withExtendedLifetime((numbers, result)) {
      unsafe table.read(numbers.pointer + part.lowerBound, part.count, result.pointer)
    }
    return (0..<lanes).reduce(0) { $0 + result[$1] }
  }

  /// The sum of the bits of some claimants' values and patterns, read as fast as memory gives them.
  @discardableResult package func read(_ table: RaggedOptions, claimants: Range<Int>) -> Int64 {
    precondition(claimants.lowerBound >= 0 && claimants.upperBound <= table.claimants)
    let (first, end) = (table.start[claimants.lowerBound], table.start[claimants.upperBound])
    return unsafe table.value.withUnsafeBufferPointer { value in
      unsafe table.pattern.withUnsafeBufferPointer { pattern in
        // A table has an option at least.
        unsafe self.table.columnRead(
          value.baseAddress.unsafelyUnwrapped + first,
          pattern.baseAddress.unsafelyUnwrapped + first, end - first)
      }
    }
  }
}

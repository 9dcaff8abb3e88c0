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
}

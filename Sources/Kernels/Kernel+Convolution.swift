/// A distribution on whole numbers that outcomes are added to, one pair at a time.
///
/// The numbers lie in one array with room for what is read below zero and beyond the end, so that no
/// block needs a case of its own.
package struct ConvolutionRow: Sendable {
  /// The most that one pair of outcomes may add.
  package let reach: Int
  /// How many numbers there are: sums `0 ..< count`.
  package let count: Int
  private var numbers: [Double]

  /// The sum that is surely nothing.
  ///
  /// - Parameters:
  ///   - count: Sums that are kept, at least one.
  ///   - reach: The most that one pair of outcomes adds.
  package init(count: Int, reach: Int) {
    precondition(count > 0 && reach >= 0)
    self.count = count
    self.reach = reach
    numbers = [Double](repeating: 0, count: reach + count + Self.padding)
    numbers[reach] = 1
  }

  /// Numbers of the widest kernel's step, which may pass the end.
  private static let padding = 16

  /// The chance of one sum.
  package subscript(sum: Int) -> Double {
    get {
      precondition(sum >= 0 && sum < count)
      return numbers[reach + sum]
    }
    set {
      precondition(sum >= 0 && sum < count)
      numbers[reach + sum] = newValue
    }
  }

  /// The chances of all sums.
  package var chances: ArraySlice<Double> { numbers[reach..<reach + count] }

  /// Adds two independent outcomes: nothing or an amount each; sums beyond the end are lost.
  ///
  /// - Parameters:
  ///   - first: A chance in `0...1` and what it adds.
  ///   - second: The same of the other; chance 0 and amount 0 where there is none.
  ///   - sums: Those whose chance may be other than zero afterwards.
  ///   - kernel: Whose instructions; those with fused products give the same bits.
  package mutating func add(
    _ first: (chance: Double, amount: Int), _ second: (chance: Double, amount: Int),
    sums: Range<Int>, by kernel: Kernel
  ) {
    precondition(first.amount >= 0 && second.amount >= 0)
    precondition(first.amount + second.amount <= reach)
    precondition(sums.lowerBound >= 0 && sums.upperBound <= count)
    let table = kernel.table
    let blocks = (sums.count + table.convolutionWidth - 1) / table.convolutionWidth
    let (p, r) = (first.chance, second.chance)
    let from = reach + sums.lowerBound
    unsafe numbers.withUnsafeMutableBufferPointer { numbers in
      guard let start = numbers.baseAddress else { return }
      unsafe table.convolution(
        start + from, blocks, first.amount, second.amount, (1 - p) * (1 - r), p * (1 - r),
        (1 - p) * r, p * r)
    }
    // Steps that pass the end write there.
    for index in reach + count..<numbers.count where numbers[index] != 0 { numbers[index] = 0 }
  }

  /// The definition of ``add(_:_:sums:by:)``, in one plain loop per outcome.
  package mutating func addReference(
    _ first: (chance: Double, amount: Int), _ second: (chance: Double, amount: Int)
  ) {
    for (chance, amount) in [first, second] {
      for sum in stride(from: count - 1, through: 0, by: -1) {
        let moved = sum >= amount ? self[sum - amount] * chance : 0
        self[sum] = self[sum] * (1 - chance) + moved
      }
    }
  }
}

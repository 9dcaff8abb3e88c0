/// Every option's exact loss at the root prices: how much of the bound choosing it gives away.
///
/// At prices `p` a feasible choice is worth the bound less its losses less `p` times the units left
/// over. All three are counted in whole multiples of 2^-32 cent, so that "no better plan contains this
/// option" is a comparison of whole numbers (reduction by reduced cost; Ingargiola and Korsh 1973).
struct LossTable {
  /// The bound over the options that are possible at all, in 2^-32 cent.
  let bound: Int128
  /// Loss of each option in 2^-32 cent; nil where no plan can contain the option.
  let loss: [Int128?]
  /// The same in cents, rounded twice; infinite where no plan can contain the option.
  let cents: [Double]
  /// The option of each claimant with no loss, first of several; nil if some claimant has none.
  let base: [Int]?
  /// Root prices in 2^-32 cent.
  let price: [Int128]

  /// Values `problem` at `prices`; O(M O) multiplications of 128 bits.
  init(_ problem: CanonicalProblem, at prices: [Price]) {
    price = prices.map(\.numerator)
    let isPossible = Self.possible(problem)
    let gain = problem.gains(at: price)
    var bound: Int128 = 0
    for row in 0..<problem.rows { bound += price[row] * Int128(problem.capacity[row]) }
    var loss = [Int128?](repeating: nil, count: problem.options)
    var base: [Int]? = []
    for claimant in 0..<problem.claimants {
      let options = problem.range(claimant)
      guard let best = options.filter({ isPossible[$0] }).max(by: { gain[$0] < gain[$1] }) else {
        base = nil
        continue
      }
      let first = options.first { isPossible[$0] && gain[$0] == gain[best] } ?? best
      bound += gain[first]
      base?.append(first)
      for option in options where isPossible[option] { loss[option] = gain[first] - gain[option] }
    }
    self.bound = bound
    self.loss = loss
    cents = loss.map { $0.map { $0.double * 0x1p-32 } ?? .infinity }
    self.base = base
  }

  /// Which options fit when every other claimant takes as little as it can, row by row.
  private static func possible(_ problem: CanonicalProblem) -> [Bool] {
    var possible = [Bool](repeating: true, count: problem.options)
    for row in 0..<problem.rows {
      let least = (0..<problem.claimants).map { problem.leastUse($0, row) }
      let spare = least.reduce(problem.capacity[row], -)
      for claimant in 0..<problem.claimants {
        for option in problem.range(claimant)
        where problem.use[row * problem.options + option] - least[claimant] > spare {
          possible[option] = false
        }
      }
    }
    return possible
  }
}

extension Int128 {
  /// The nearest binary64 or its neighbour, several hundred times faster than the generic conversion.
  var double: Double {
    let size = magnitude
    let value =
      Double(UInt64(truncatingIfNeeded: size >> 64)) * 0x1p64
      + Double(UInt64(truncatingIfNeeded: size))
    return self < 0 ? -value : value
  }
}

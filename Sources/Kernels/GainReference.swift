extension RaggedOptions {
  /// What one claimant's options gain, by definition: the greatest gain, the first option that has it,
  /// and the greatest gain of all others, minus infinity where there is none.
  package func gainReference(_ claimant: Int, penalty: [Double])
    -> (gain: Double, next: Double, option: Int)
  {
    var (gain, next, best) = (-Double.infinity, -Double.infinity, start[claimant])
    for option in start[claimant]..<start[claimant + 1] {
      let offered = Double(value[option]) - penalty[Int(pattern[option])]
      if offered > gain {
        (gain, next, best) = (offered, gain, option)
      } else {
        next = max(next, offered)
      }
    }
    return (gain, next, best)
  }

  /// One claimant's options whose gain and rise together are not below `least`, by definition.
  package func nearReference(
    _ claimant: Int, penalty: [Double], rise: ArraySlice<Float>, least: Double
  ) -> [Int32] {
    (start[claimant]..<start[claimant + 1]).filter { option in
      let kind = Int(pattern[option])
      let gain = Double(value[option]) - penalty[kind]
      return gain + Double(rise[rise.startIndex + kind]) >= least
    }.map { Int32($0) }
  }

  /// The sum of some claimants' greatest gains in units of 2^-32, by definition.
  package func exactGainReference(_ claimants: Range<Int>, penalty: [Int128]) -> Int128 {
    claimants.reduce(0) { sum, claimant in
      (start[claimant]..<start[claimant + 1]).reduce(into: Int128.min) { greatest, option in
        greatest = max(greatest, Int128(value[option]) << 32 - penalty[Int(pattern[option])])
      } + sum
    }
  }
}

import Fulcrum

/// An instance of the reference generator: claimants with S-shaped or concave curves over pools.
struct ReferenceTable {
  let problem: SparseProblem

  init(_ claimants: Int, levels: Int, pools: Int, seed: UInt64) {
    var patterns = UsePatterns()
    patterns.append([])
    for pool in 0..<pools {
      for level in 1..<levels { patterns.append([(row: pool, amount: Int64(level))]) }
    }
    var table = Columns(demand: [Int64](repeating: 0, count: pools))
    for claimant in 0..<claimants { table.append(claimant, levels, pools, seed) }
    problem = SparseProblem(
      resources: table.demand.enumerated().map {
        Resource(id: "pool\($0)", capacity: 6 * $1 / 10)
      },
      claimants: (0..<claimants).map { "c\($0 + 10_000_000)" }, start: table.start,
      value: table.value, pattern: table.pattern, patterns: patterns)
  }

  private struct Columns {
    var start = [0]
    var value: [Int64] = []
    var pattern: [Int32] = []
    var demand: [Int64]

    mutating func append(_ claimant: Int, _ levels: Int, _ pools: Int, _ seed: UInt64) {
      let first = claimant * (8 + pools + pools * levels)
      func u(_ offset: Int) -> Double { draw(seed, first + offset) }
      let isTeam = u(0) < 0.4
      let reach = 1.0 + ((Double(levels - 1) * 0.5) * u(1)) * u(1)
      let worth = 100.0 / (0.05 + u(2))
      let cutOff = !isTeam && u(4) < 0.5 ? (u(3) * reach).rounded(.down) : 0
      let floor = isTeam ? ((u(5) * reach) * 0.25).rounded(.down) : 0
      let home = Int((u(6) * Double(pools)).rounded(.down))
      if floor == 0 {
        value.append(0)
        pattern.append(0)
      }
      for pool in 0..<pools {
        let affinity = 0.7 + 0.6 * u(8 + pool)
        let speed = 1.0 + 0.25 * Double(pool)
        for level in 1..<levels where Double(level) >= floor {
          let t = ((speed * affinity) * Double(level)) / reach
          let gain = isTeam ? t / (1.0 + t) : (t * t) / (1.0 + t * t)
          var worth = (worth * gain) * (0.98 + 0.04 * u(8 + pools + pool * levels + level))
          if speed * Double(level) < cutOff { worth *= 0.1 }
          value.append(Int64((worth * 1000.0).rounded(.down)))
          pattern.append(Int32(1 + pool * (levels - 1) + level - 1))
        }
      }
      demand[home] += min(Int64(levels - 1), Int64((2.0 * reach).rounded(.down)) + 1)
      start.append(value.count)
    }

    /// Draw number `counter` of SplitMix64 addressed by counter, in `0 ..< 1`.
    private func draw(_ seed: UInt64, _ counter: Int) -> Double {
      var z = seed &+ (UInt64(counter) &+ 1) &* 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      z ^= z >> 31
      return Double(z >> 11) * 0x1p-53
    }
  }
}

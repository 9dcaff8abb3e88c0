import Allocation

/// Instances of the reference generator, bit for bit: claimants with S-shaped or concave curves over
/// pools, addressed by counter so that every draw can be recomputed alone.
struct ReferenceInstance {
  let claimants: Int
  let levels: Int
  let pools: Int
  /// Value of each option `[claimant][option]`; -1 where forbidden.
  private(set) var value: [[Int64]] = []
  /// Whole nodes per pool.
  private(set) var capacity: [Int64] = []
  private let seed: UInt64

  init(claimants: Int, levels: Int, pools: Int, seed: UInt64) {
    self.claimants = claimants
    self.levels = levels
    self.pools = pools
    self.seed = seed
    var demand = [Int64](repeating: 0, count: pools)
    for claimant in 0..<claimants { value.append(row(claimant, &demand)) }
    capacity = demand.map { 6 * $0 / 10 }
  }

  /// Draw number `counter` of SplitMix64 addressed by counter, in `0 ..< 1`.
  private func draw(_ counter: Int) -> Double {
    var z = seed &+ (UInt64(counter) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(z >> 11) * 0x1p-53
  }

  /// One claimant's values, adding its reach to its home pool's demand.
  private func row(_ claimant: Int, _ demand: inout [Int64]) -> [Int64] {
    let first = claimant * (8 + pools + pools * levels)
    func u(_ offset: Int) -> Double { draw(first + offset) }
    let isTeam = u(0) < 0.4
    let reach = 1.0 + ((Double(levels - 1) * 0.5) * u(1)) * u(1)
    let worth = 100.0 / (0.05 + u(2))
    let cutOff = !isTeam && u(4) < 0.5 ? (u(3) * reach).rounded(.down) : 0
    let floor = isTeam ? ((u(5) * reach) * 0.25).rounded(.down) : 0
    let home = Int((u(6) * Double(pools)).rounded(.down))
    var row: [Int64] = [floor > 0 ? -1 : 0]
    for pool in 0..<pools {
      let affinity = 0.7 + 0.6 * u(8 + pool)
      let speed = 1.0 + 0.25 * Double(pool)
      for level in 1..<levels {
        let t = ((speed * affinity) * Double(level)) / reach
        let gain = isTeam ? t / (1.0 + t) : (t * t) / (1.0 + t * t)
        let noise = 0.98 + 0.04 * u(8 + pools + pool * levels + level)
        var value = (worth * gain) * noise
        if speed * Double(level) < cutOff { value *= 0.1 }
        row.append(Double(level) < floor ? -1 : Int64((value * 1000.0).rounded(.down)))
      }
    }
    demand[home] += min(Int64(levels - 1), Int64((2.0 * reach).rounded(.down)) + 1)
    return row
  }

  /// FNV-1a 64 over the values and capacities as little-endian 64-bit numbers.
  var checksum: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for number in value.joined() + capacity {
      for shift in stride(from: 0, to: 64, by: 8) {
        hash = (hash ^ (UInt64(bitPattern: number) >> UInt64(shift)) & 0xFF) &* 0x100_0000_01b3
      }
    }
    return hash
  }

  /// The instance as a problem: forbidden options are left out.
  var problem: AllocationProblem {
    AllocationProblem(
      resources: capacity.enumerated().map { Resource(id: "pool\($0)", capacity: $1) },
      claimants: value.enumerated().map { claimant, row in
        var options: [Claimant.Option] = []
        for (index, value) in row.enumerated() where value >= 0 {
          var use = [Int64](repeating: 0, count: pools)
          if index > 0 { use[(index - 1) / (levels - 1)] = Int64((index - 1) % (levels - 1) + 1) }
          options.append(Claimant.Option(id: "o\(index + 1000)", value: value, use: use))
        }
        return Claimant(id: "c\(claimant + 10_000_000)", options: options)
      })
  }
}

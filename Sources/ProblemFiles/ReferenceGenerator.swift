internal import Allocation
internal import Dispatch
internal import Synchronization

/// Makes the instances by which solvers are compared, bit for bit the same on every machine.
///
/// Claimants with concave (teams) or S-shaped (candidates) curves over pools of whole nodes. All draws
/// are SplitMix64 addressed by counter, so that any claimant can be made alone; all arithmetic is
/// binary64 in the order written, without fused products.
struct ReferenceGenerator {
  private let shape: ReferenceShape
  // Draws that belong to each claimant.
  private let draws: Int

  // Claimants made at a time.
  private static let block = 1024

  init(_ shape: ReferenceShape) {
    self.shape = shape
    draws = 8 + shape.pools + shape.pools * shape.levels
  }

  /// What a run of claimants has: options, in their order, and what their reach asks of each pool.
  struct Block: Sendable {
    /// How many options each claimant has.
    var counts: [Int32] = []
    /// Value of each option, in whole units.
    var value: [Int64] = []
    /// Which of the shape's options each is.
    var option: [Int32] = []
    /// Nodes that claimants would take of their home pool.
    var demand: [Int64]
  }

  /// All claimants, by blocks in order; O(N K L), on up to `threads` threads.
  func blocks(threads: Int) -> [Block] {
    let count = (shape.claimants + Self.block - 1) / Self.block
    let next = Atomic(0)
    let made = Mutex<[Int: Block]>([:])
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= count { break }
        let first = index * Self.block
        let block = block(first..<min(shape.claimants, first + Self.block))
        made.withLock { $0[index] = block }
      }
    }
    return made.withLock { made in (0..<count).compactMap { made[$0] } }
  }

  /// Capacity of each pool, and of the shared row if there is one.
  func capacities(demand: [Int64]) -> [Int64] {
    let pools = demand.map { 6 * $0 / 10 }
    if !shape.isShared { return pools }
    let power = pools.enumerated().reduce(0) { $0 + $1.element * Int64(8 + $1.offset) }
    return pools + [9 * power / 10]
  }

  /// What option `o` of every claimant uses: nodes of one pool, and power where it is shared.
  func use(ofOption option: Int) -> [(row: Int, amount: Int64)] {
    if option == 0 { return [] }
    let (pool, level) = (option - 1).quotientAndRemainder(dividingBy: shape.levels - 1)
    let nodes = Int64(level + 1)
    let shared = shape.isShared ? [(row: shape.pools, amount: Int64(8 + pool) * nodes)] : []
    return [(row: pool, amount: nodes)] + shared
  }

  private func block(_ claimants: Range<Int>) -> Block {
    var block = Block(demand: [Int64](repeating: 0, count: shape.pools))
    block.value.reserveCapacity(claimants.count * shape.optionsEach)
    block.option.reserveCapacity(claimants.count * shape.optionsEach)
    for claimant in claimants { add(claimant, to: &block) }
    return block
  }

  /// Draw number `counter`, in `0 ..< 1`.
  @inline(__always)
  private func draw(_ counter: Int) -> Double {
    var z = shape.seed &+ (UInt64(counter) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(z >> 11) * 0x1p-53
  }

  private func add(_ claimant: Int, to block: inout Block) {
    let levels = shape.levels
    let first = claimant * draws
    let isTeam = draw(first) < 0.4
    let stretch = draw(first + 1)
    let reach = 1.0 + ((Double(levels - 1) * 0.5) * stretch) * stretch
    let worth = 100.0 / (0.05 + draw(first + 2))
    let isCut = !isTeam && draw(first + 4) < 0.5
    let cutOff = isCut ? (draw(first + 3) * reach).rounded(.down) : 0
    let floor = isTeam ? ((draw(first + 5) * reach) * 0.25).rounded(.down) : 0
    let home = Int((draw(first + 6) * Double(shape.pools)).rounded(.down))
    let step = shape.isInBlocks ? 1 << Int((4.0 * draw(first + 7)).rounded(.down)) : 1
    let before = block.value.count
    if floor <= 0 {
      block.value.append(0)
      block.option.append(0)
    }
    for pool in 0..<shape.pools {
      let speed = 1.0 + 0.25 * Double(pool)
      let gain = speed * (0.7 + 0.6 * draw(first + 8 + pool))
      let noises = first + 8 + shape.pools + pool * levels
      var level = step
      while level < levels {
        let nodes = Double(level)
        if nodes >= floor {
          let t = (gain * nodes) / reach
          let share = isTeam ? t / (1.0 + t) : (t * t) / (1.0 + t * t)
          var value = (worth * share) * (0.98 + 0.04 * draw(noises + level))
          if speed * nodes < cutOff { value *= 0.1 }
          block.value.append(Int64((value * 1000.0).rounded(.down)))
          block.option.append(Int32(pool * (levels - 1) + level))
        }
        level += step
      }
    }
    block.counts.append(Int32(block.value.count - before))
    block.demand[home] += min(Int64(levels - 1), Int64((2.0 * reach).rounded(.down)) + 1)
  }
}

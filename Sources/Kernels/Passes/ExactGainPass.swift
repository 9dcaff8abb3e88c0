// What claimants' best options gain at prices, exactly: one sweep over a ragged table from memory.
// This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// The greatest number of two words of each lane.
private struct GreatestWords {
  private var high = lanes_long_all(.min)
  private var low = lanes_long_all(.min)

  @inline(__always) init() {}

  @inline(__always) mutating func offer(_ otherHigh: lanes_long, _ otherLow: lanes_long) {
    let (oldHigh, oldLow) = (high, low)
    high = lanes_long_if_above(otherHigh, otherLow, oldHigh, oldLow, otherHigh, oldHigh)
    low = lanes_long_if_above(otherHigh, otherLow, oldHigh, oldLow, otherLow, oldLow)
  }

  @inline(__always) mutating func offer(_ otherHigh: Int64, _ otherLow: Int64) {
    offer(lanes_long_all(otherHigh), lanes_long_all(otherLow))
  }

  /// The greatest of all lanes.
  @inline(__always) var words: (high: Int64, low: Int64) {
    let most = lanes_long_greatest(high)
    return (most, lanes_long_greatest_low(high, low, most))
  }
}

/// The sum over claimants of the greatest `(value + high[pattern]) · 2^32 + low[pattern]`.
///
/// Whole numbers: two words stand for one of up to 96 bits, so that nothing is rounded and all kernels,
/// orders and threads agree. 12 bytes are read per option, 16 more from L1; an addition, three
/// comparisons and two selections are done.
/// - Parameters:
///   - value: `[options]`, each of at most 53 bits.
///   - pattern: `[options]`.
///   - options: How many can be read.
///   - run: The first pattern of a claimant whose options' patterns are neighbours, -1 of others,
///     `[claimants]`.
///   - high: By pattern, of at most 53 bits, with as many numbers behind the last as there are lanes.
///   - low: The same, each in `0 ..< 2^32`.
///   - start: Each claimant's first option, and the end of the last one's, `[claimants + 1]`.
///   - claimants: How many, at most 128.
///   - sum: `[2]`, written: high and low words.
package func exactGainPass(
  value: UnsafePointer<Int64>, pattern: UnsafePointer<Int32>, options: Int,
  run: UnsafePointer<Int32>, high: UnsafePointer<Int64>, low: UnsafePointer<Int64>,
  start: UnsafePointer<Int>, claimants: Int, sum: UnsafeMutablePointer<Int64>
) {
  var (highs, lows): (Int64, Int64) = (0, 0)
  for claimant in 0..<claimants {
    let (from, to) = unsafe (start[claimant], start[claimant + 1])
    let found = unsafe greatest(
      value + from, pattern + from, Int(run[claimant]), high, low, count: to &- from,
      readable: options &- from)
    highs = highs &+ found.high
    lows = lows &+ found.low
  }
  unsafe sum[0] = highs
  unsafe sum[1] = lows
}

@inline(__always)
private func greatest(
  _ value: UnsafePointer<Int64>, _ pattern: UnsafePointer<Int32>, _ run: Int,
  _ high: UnsafePointer<Int64>, _ low: UnsafePointer<Int64>, count: Int, readable: Int
) -> (high: Int64, low: Int64) {
  let width = lanes.scalarCount
  var found = GreatestWords()
  var at = 0
  while at < count && at &+ width <= readable {
    var (highs, lows): (lanes_long, lanes_long)
    if run >= 0 {
      let kind = run &+ at
      highs = unsafe lanes_long_add(lanes_long_load(value + at), lanes_long_load(high + kind))
      lows = unsafe lanes_long_load(low + kind)
    } else {
      highs = unsafe lanes_long_add(lanes_long_load(value + at), lanes_long_at(high, pattern + at))
      lows = unsafe lanes_long_at(low, pattern + at)
    }
    if at &+ width > count {
      let left = Int32(truncatingIfNeeded: count &- at)
      highs = lanes_long_first(left, highs, lanes_long_all(.min))
    }
    found.offer(highs, lows)
    at = at &+ width
  }
  // The table's last: behind them nothing can be read.
  while at < count {
    let kind = unsafe Int(pattern[at])
    unsafe found.offer(value[at] &+ high[kind], low[kind])
    at = at &+ 1
  }
  return found.words
}

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

/// The sum of both columns' bits, read once and in order, and nothing else: what passes compare with.
///
/// - Parameters:
///   - value: `[options]`.
///   - pattern: `[options]`.
///   - options: How many; what is left of them beyond whole steps is not read.
package func columnReadPass(
  value: UnsafePointer<Int64>, pattern: UnsafePointer<Int32>, options: Int
) -> Int64 {
  let width = lanes.scalarCount
  var (a, b, c, d) = (
    lanes_long_all(0), lanes_long_all(0), lanes_long_all(0), lanes_long_all(0)
  )
  var at = 0
  while at &+ 4 &* width <= options {
    a = unsafe lanes_long_add(a, lanes_long_load(value + at))
    b = unsafe lanes_long_add(b, lanes_long_load(value + at + width))
    c = unsafe lanes_long_add(c, lanes_long_load(value + at + 2 * width))
    d = unsafe lanes_long_add(d, lanes_long_load(value + at + 3 * width))
    at = at &+ 4 &* width
  }
  at = 0
  var (e, f, g, h) = (lanes_all_int(0), lanes_all_int(0), lanes_all_int(0), lanes_all_int(0))
  while at &+ 4 &* width <= options {
    e = unsafe lanes_add_int(e, lanes_load_int(pattern + at))
    f = unsafe lanes_add_int(f, lanes_load_int(pattern + at + width))
    g = unsafe lanes_add_int(g, lanes_load_int(pattern + at + 2 * width))
    h = unsafe lanes_add_int(h, lanes_load_int(pattern + at + 3 * width))
    at = at &+ 4 &* width
  }
  let patterns = lanes_add_int(lanes_add_int(e, f), lanes_add_int(g, h))
  return lanes_long_sum(lanes_long_add(lanes_long_add(a, b), lanes_long_add(c, d)))
    &+ Int64(lanes_int_sum(patterns))
}

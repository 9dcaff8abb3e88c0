// What each claimant's options gain at prices: one sweep over a ragged table from memory.
// This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// The two greatest gains of each lane so far, and where the greater was met first.
private struct Greatest {
  private var first = lanes_double_all(-.infinity)
  private var second = lanes_double_all(-.infinity)
  private var place = lanes_double_places()
  private var at = lanes_double_places()

  @inline(__always) init() {}

  @inline(__always) mutating func offer(_ gains: lanes_double) {
    place = lanes_double_if_above(gains, first, at, place)
    second = lanes_double_max(second, lanes_double_min(first, gains))
    first = lanes_double_max(first, gains)
    at = lanes_double_add(at, lanes_double_all(Double(lanes.scalarCount)))
  }

  /// Writes `[3, lanes]`.
  @inline(__always) func store(to lanes: UnsafeMutablePointer<Double>) {
    let width = CSIMD.lanes.scalarCount
    unsafe lanes_double_store(first, lanes)
    unsafe lanes_double_store(second, lanes + width)
    unsafe lanes_double_store(place, lanes + 2 * width)
  }
}

/// Claimants whose lanes wait to be folded.
package let gainGroup = 32

/// The greatest gain of each claimant, `value − penalty[pattern]`, its first option, and the next gain.
///
/// 12 bytes are read per option; a conversion, a difference, three of minimum and maximum, a comparison
/// and a selection are done, and the penalties come from L1: in one load where patterns are neighbours,
/// as they are along a claimant's levels. Every operation is rounded as the twin's, so that every kernel
/// finds the same bits.
/// - Parameters:
///   - value: `[options]`.
///   - pattern: `[options]`.
///   - options: How many can be read.
///   - run: The first pattern of a claimant whose options' patterns are neighbours, -1 of others,
///     `[claimants]`.
///   - penalty: By pattern, with as many numbers behind the last as there are lanes.
///   - start: Each claimant's first option, `[claimants]`.
///   - end: Each claimant's end, at least one option behind the start, `[claimants]`.
///   - claimants: How many.
///   - lanes: Room for ``gainGroup`` claimants, `[32, 3, lanes]`.
///   - greatest: `[claimants]`, written.
///   - next: `[claimants]`, written: the greatest gain of all other options, minus infinity of none.
///   - option: `[claimants]`, written: the first of the greatest gain.
///   - kind: `[claimants]`, written: its pattern.
/// - Returns: What these options are worth together.
package func gainPass(
  value: UnsafePointer<Int64>, pattern: UnsafePointer<Int32>, options: Int,
  run: UnsafePointer<Int32>, penalty: UnsafePointer<Double>, start: UnsafePointer<Int>,
  end: UnsafePointer<Int>,
  claimants: Int, lanes scratch: UnsafeMutablePointer<Double>,
  greatest: UnsafeMutablePointer<Double>, next: UnsafeMutablePointer<Double>,
  option: UnsafeMutablePointer<Int32>, kind: UnsafeMutablePointer<Int32>
) -> Int64 {
  var worth: Int64 = 0
  var first = 0
  while first < claimants {
    // Folding waits for one operation after the other: a group is folded at once, so that none of it
    // holds up the reading.
    let group = min(gainGroup, claimants &- first)
    for claimant in first..<first &+ group {
      let from = unsafe start[claimant]
      let place = unsafe scratch + (claimant &- first) &* 3 &* lanes.scalarCount
      if unsafe run[claimant] >= 0 {
        unsafe findGreatest(
          value + from, penalty + Int(run[claimant]), count: end[claimant] &- from,
          readable: options &- from, place)
      } else {
        unsafe findGreatest(
          value + from, pattern + from, penalty, count: end[claimant] &- from,
          readable: options &- from, place)
      }
    }
    for claimant in first..<first &+ group {
      let place = unsafe fold(
        scratch + (claimant &- first) &* 3 &* lanes.scalarCount, greatest + claimant,
        next + claimant)
      let at = unsafe start[claimant] &+ place
      unsafe option[claimant] = Int32(truncatingIfNeeded: at)
      unsafe worth = worth &+ value[at]
      unsafe kind[claimant] =
        run[claimant] >= 0 ? run[claimant] &+ Int32(truncatingIfNeeded: place) : pattern[at]
    }
    first = first &+ group
  }
  return worth
}

/// One claimant's two greatest gains in each lane, its penalties side by side as its options.
@inline(__always)
private func findGreatest(
  _ values: UnsafePointer<Int64>, _ penalties: UnsafePointer<Double>, count: Int, readable: Int,
  _ result: UnsafeMutablePointer<Double>
) {
  let width = lanes.scalarCount
  var found = Greatest()
  var at = 0
  while at &+ width <= count {
    unsafe lanes_prefetch(values + at + 512)
    #if LANES_16
      unsafe lanes_prefetch(values + at + 520)
    #endif
    found.offer(
      unsafe lanes_double_sub(
        lanes_double_from_long(values + at), lanes_double_load(penalties + at)))
    at = at &+ width
  }
  if at < count {
    var gains: lanes_double
    if at &+ width > readable {
      gains = unsafe lastGains(values + at, penalties + at, count &- at)
    } else {
      gains = unsafe lanes_double_sub(
        lanes_double_from_long(values + at), lanes_double_load(penalties + at))
    }
    let left = Int32(truncatingIfNeeded: count &- at)
    found.offer(lanes_double_first(left, gains, lanes_double_all(-.infinity)))
  }
  unsafe found.store(to: result)
}

@inline(never)
private func lastGains(
  _ value: UnsafePointer<Int64>, _ penalty: UnsafePointer<Double>, _ count: Int
) -> lanes_double {
  var gains = lanes_double_all(0)
  for option in 0..<count { gains[option] = unsafe Double(value[option]) - penalty[option] }
  return gains
}

/// One claimant's two greatest gains in each lane.
@inline(__always)
private func findGreatest(
  _ values: UnsafePointer<Int64>, _ patterns: UnsafePointer<Int32>,
  _ penalty: UnsafePointer<Double>, count: Int, readable: Int,
  _ result: UnsafeMutablePointer<Double>
) {
  let width = lanes.scalarCount
  var found = Greatest()
  var at = 0
  while at &+ width <= count {
    let (value, pattern) = unsafe (values + at, patterns + at)
    if unsafe lanes_int_are_neighbours(pattern) != 0 {
      found.offer(
        unsafe lanes_double_sub(
          lanes_double_from_long(value), lanes_double_load(penalty + Int(pattern[0]))))
    } else {
      found.offer(
        unsafe lanes_double_sub(lanes_double_from_long(value), lanes_double_at(penalty, pattern)))
    }
    at = at &+ width
  }
  if at < count {
    let left = Int32(truncatingIfNeeded: count &- at)
    let (value, pattern) = unsafe (values + at, patterns + at)
    var gains: lanes_double
    if at &+ width > readable {
      // The table's last: behind them nothing can be read.
      gains = unsafe lastGains(value, pattern, penalty, count &- at)
    } else if unsafe lanes_int_first_are_neighbours(pattern, left) != 0 {
      gains = unsafe lanes_double_sub(
        lanes_double_from_long(value), lanes_double_load(penalty + Int(pattern[0])))
    } else {
      gains = unsafe lanes_double_sub(
        lanes_double_from_long(value), lanes_double_at(penalty, pattern))
    }
    found.offer(lanes_double_first(left, gains, lanes_double_all(-.infinity)))
  }
  unsafe found.store(to: result)
}

/// Fewer options than there are lanes, read one by one.
@inline(never)
private func lastGains(
  _ value: UnsafePointer<Int64>, _ pattern: UnsafePointer<Int32>, _ penalty: UnsafePointer<Double>,
  _ count: Int
) -> lanes_double {
  var gains = lanes_double_all(0)
  for option in 0..<count {
    gains[option] = unsafe Double(value[option]) - penalty[Int(pattern[option])]
  }
  return gains
}

/// What all lanes together have: the greatest gain, the next, and the first place of the greatest.
@inline(__always)
private func fold(
  _ found: UnsafePointer<Double>, _ greatest: UnsafeMutablePointer<Double>,
  _ next: UnsafeMutablePointer<Double>
) -> Int {
  let width = lanes.scalarCount
  let first = unsafe lanes_double_load(found)
  let second = unsafe lanes_double_load(found + width)
  let place = unsafe lanes_double_load(found + 2 * width)
  let most = lanes_double_greatest(first)
  let at = lanes_double_least(
    lanes_double_if_equal(first, lanes_double_all(most), place, lanes_double_all(0x1p52)))
  unsafe greatest.pointee = most
  // No two lanes have the same place.
  unsafe next.pointee = lanes_double_greatest(
    lanes_double_if_equal(place, lanes_double_all(at), second, first))
  return Int(at)
}

/// Of some claimants the options whose gain, with what its price may rise, is not below a bound.
///
/// Beside the operations of the gain pass an addition and a comparison; 4 bytes more come from L1.
/// - Parameters:
///   - value: `[options]`.
///   - pattern: `[options]`.
///   - options: How many can be read.
///   - start: Of the whole table: each claimant's first option, and the number of options.
///   - run: As in the gain pass, of the whole table.
///   - penalty: By pattern, with as many numbers behind the last as there are lanes.
///   - rise: `[rows, patterns]`, with as many numbers behind the last as there are lanes.
///   - patterns: How many there are.
///   - claimant: Whose options, `[claimants]`.
///   - row: Which rises, `[claimants]`.
///   - least: What gain and rise must reach together, `[claimants]`.
///   - claimants: How many.
///   - near: Written: such options, ascending, claimant by claimant; room for all of theirs.
///   - end: `[claimants]`, written: where each claimant's end there.
package func nearPass(
  value: UnsafePointer<Int64>, pattern: UnsafePointer<Int32>, options: Int,
  start: UnsafePointer<Int>, run: UnsafePointer<Int32>, penalty: UnsafePointer<Double>,
  rise: UnsafePointer<Float>, patterns: Int, claimant: UnsafePointer<Int>,
  row: UnsafePointer<Int32>, least: UnsafePointer<Double>, claimants: Int,
  near: UnsafeMutablePointer<Int32>, end: UnsafeMutablePointer<Int>
) {
  var found = 0
  for index in 0..<claimants {
    let from = unsafe start[claimant[index]]
    let to = unsafe start[claimant[index] + 1]
    unsafe found = appendNear(
      value, pattern, from, to, options, Int(run[claimant[index]]), penalty,
      rise + Int(row[index]) * patterns, least[index], near, found)
    unsafe end[index] = found
  }
}

/// Appends one claimant's options to those found so far; how many there are then.
@inline(__always)
private func appendNear(
  _ value: UnsafePointer<Int64>, _ pattern: UnsafePointer<Int32>, _ from: Int, _ to: Int,
  _ options: Int, _ run: Int, _ penalty: UnsafePointer<Double>, _ rise: UnsafePointer<Float>,
  _ least: Double, _ near: UnsafeMutablePointer<Int32>, _ before: Int
) -> Int {
  let width = lanes.scalarCount
  var found = before
  var at = from
  while at < to && at &+ width <= options {
    let values = unsafe lanes_double_from_long(value + at)
    var bound: lanes_double
    if run >= 0 {
      let kind = run &+ at &- from
      bound = unsafe lanes_double_add(
        lanes_double_sub(values, lanes_double_load(penalty + kind)),
        lanes_widen(lanes_load(rise + kind)))
    } else {
      bound = unsafe lanes_double_add(
        lanes_double_sub(values, lanes_double_at(penalty, pattern + at)),
        lanes_widen(lanes_at(rise, pattern + at)))
    }
    var mask = lanes_double_at_least(bound, least)
    if at &+ width > to { mask &= 1 &<< UInt32(truncatingIfNeeded: to &- at) &- 1 }
    while mask != 0 {
      unsafe near[found] = Int32(truncatingIfNeeded: at &+ mask.trailingZeroBitCount)
      found = found &+ 1
      mask &= mask &- 1
    }
    at = at &+ width
  }
  while at < to {
    let kind = unsafe Int(pattern[at])
    if unsafe Double(value[at]) - penalty[kind] + Double(rise[kind]) >= least {
      unsafe near[found] = Int32(truncatingIfNeeded: at)
      found = found &+ 1
    }
    at = at &+ 1
  }
  return found
}

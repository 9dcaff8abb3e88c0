// The best option of every claimant once prices are charged: one sweep over a table from memory.
// This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// Claimants side by side in a row of the table: two cache lines, for every kernel.
private let blockWidth = 32

/// The best offers so far of neighbouring claimants, and which options they are.
private struct Best {
  #if LANES_16
    // A whole row: 2 vectors and their options.
    private var a, b: lanes
    private var atA, atB: lanes_int
    @inline(__always) static var width: Int { 2 * lanes.scalarCount }
  #else
    // 4 vectors and their options are 8 of the 16 registers; half a row on SSE2.
    private var a, b, c, d: lanes
    private var atA, atB, atC, atD: lanes_int
    @inline(__always) static var width: Int { 4 * lanes.scalarCount }
  #endif

  /// Nothing is worse than minus infinity, so what is not available is never chosen over the first.
  @inline(__always) init(none: Void) {
    a = lanes_all(-.infinity)
    b = a
    atA = lanes_all_int(0)
    atB = atA
    #if !LANES_16
      c = a
      d = a
      atC = atA
      atD = atA
    #endif
  }

  /// Offers `row − penalty` as `option`; what is as good as the best before changes nothing.
  @inline(__always) mutating func offer(
    _ row: UnsafePointer<Float>, less penalty: Float, as option: lanes_int
  ) {
    let penalty = lanes_all(penalty)
    unsafe Best.improve(&a, &atA, lanes_sub(lanes_load(row), penalty), option)
    unsafe Best.improve(
      &b, &atB, lanes_sub(lanes_load(row + lanes.scalarCount), penalty), option)
    #if !LANES_16
      unsafe Best.improve(
        &c, &atC, lanes_sub(lanes_load(row + 2 * lanes.scalarCount), penalty), option)
      unsafe Best.improve(
        &d, &atD, lanes_sub(lanes_load(row + 3 * lanes.scalarCount), penalty), option)
    #endif
  }

  /// Offers `row − Σ_m prices[m] · use[m]`, subtracted in the order of the resources.
  @inline(__always) mutating func offer(
    _ row: UnsafePointer<Float>, use: UnsafePointer<Float>, _ stride: Int,
    prices: UnsafePointer<Float>, _ resources: Int, as option: lanes_int
  ) {
    var u = unsafe lanes_load(row)
    var v = unsafe lanes_load(row + lanes.scalarCount)
    #if !LANES_16
      var w = unsafe lanes_load(row + 2 * lanes.scalarCount)
      var x = unsafe lanes_load(row + 3 * lanes.scalarCount)
    #endif
    var used = unsafe use
    for m in 0..<resources {
      let price = unsafe lanes_all(prices[m])
      unsafe u = lanes_sub(u, lanes_mul(price, lanes_load(used)))
      unsafe v = lanes_sub(v, lanes_mul(price, lanes_load(used + lanes.scalarCount)))
      #if !LANES_16
        unsafe w = lanes_sub(w, lanes_mul(price, lanes_load(used + 2 * lanes.scalarCount)))
        unsafe x = lanes_sub(x, lanes_mul(price, lanes_load(used + 3 * lanes.scalarCount)))
      #endif
      unsafe used += stride
    }
    Best.improve(&a, &atA, u, option)
    Best.improve(&b, &atB, v, option)
    #if !LANES_16
      Best.improve(&c, &atC, w, option)
      Best.improve(&d, &atD, x, option)
    #endif
  }

  @inline(__always) private static func improve(
    _ best: inout lanes, _ at: inout lanes_int, _ offer: lanes, _ option: lanes_int
  ) {
    at = lanes_where_above(offer, best, option, at)
    best = lanes_max(offer, best)
  }

  @inline(__always) func store(
    to best: UnsafeMutablePointer<Float>, _ option: UnsafeMutablePointer<Int32>
  ) {
    unsafe lanes_store(a, best)
    unsafe lanes_store(b, best + lanes.scalarCount)
    unsafe lanes_store_int(atA, option)
    unsafe lanes_store_int(atB, option + lanes.scalarCount)
    #if !LANES_16
      unsafe lanes_store(c, best + 2 * lanes.scalarCount)
      unsafe lanes_store(d, best + 3 * lanes.scalarCount)
      unsafe lanes_store_int(atC, option + 2 * lanes.scalarCount)
      unsafe lanes_store_int(atD, option + 3 * lanes.scalarCount)
    #endif
  }
}

/// `best[n] = max_o (value[n, o] − penalties[o])` and the lowest o that reaches it.
///
/// Per element 4 bytes are read and a subtraction, a maximum, a comparison and a selection done; 8
/// bytes are written per claimant. Not a number is never chosen; who has no option gets the first.
/// - Parameters:
///   - value: `[blocks, options, 32]`.
///   - penalties: `[options]`.
///   - best: `[blocks, 32]`, written.
///   - option: `[blocks, 32]`, written.
package func pricePass(
  value: UnsafePointer<Float>, options: Int, blocks: Int, penalties: UnsafePointer<Float>,
  best: UnsafeMutablePointer<Float>, option: UnsafeMutablePointer<Int32>
) {
  for block in 0..<blocks {
    for side in stride(from: 0, to: blockWidth, by: Best.width) {
      var row = unsafe value + block * options * blockWidth + side
      var found = Best(none: ())
      var at = lanes_all_int(0)
      for o in 0..<options {
        unsafe found.offer(row, less: penalties[o], as: at)
        at = lanes_add_int(at, lanes_all_int(1))
        unsafe row += blockWidth
      }
      let n = block * blockWidth + side
      unsafe found.store(to: best + n, option + n)
    }
  }
}

/// As the price pass, where every claimant has uses of its own: `value − Σ_m prices[m] · use[m]`.
///
/// The products are rounded and subtracted one after the other, so that every kernel finds the same
/// bits. Per element `4 (M + 1)` bytes are read, and M products and differences done beside the rest.
/// - Parameters:
///   - value: `[blocks, options, 32]`.
///   - use: `[blocks, resources, options, 32]`.
///   - prices: `[resources]`.
///   - best: `[blocks, 32]`, written.
///   - option: `[blocks, 32]`, written.
package func usePricePass(
  value: UnsafePointer<Float>, use: UnsafePointer<Float>, options: Int, resources: Int,
  blocks: Int, prices: UnsafePointer<Float>,
  best: UnsafeMutablePointer<Float>, option: UnsafeMutablePointer<Int32>
) {
  let stride = options * blockWidth
  for block in 0..<blocks {
    for side in Swift.stride(from: 0, to: blockWidth, by: Best.width) {
      var row = unsafe value + block * stride + side
      var used = unsafe use + block * resources * stride + side
      var found = Best(none: ())
      var at = lanes_all_int(0)
      for _ in 0..<options {
        unsafe found.offer(
          row, use: used, stride, prices: prices, resources, as: at)
        at = lanes_add_int(at, lanes_all_int(1))
        unsafe row += blockWidth
        unsafe used += blockWidth
      }
      let n = block * blockWidth + side
      unsafe found.store(to: best + n, option + n)
    }
  }
}

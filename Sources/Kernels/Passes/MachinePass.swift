// What the processor does at most with these instructions: products alone, the scoring pass's blend of
// operations, a read of memory. This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// Multiplications and additions of one round of the fma pass.
package var fmaRoundFlops: Int { 24 * lanes.scalarCount }

/// `rounds` times twelve fused products that wait for nothing but themselves twelve products ago.
///
/// Each accumulator becomes `self · factor + term`; with a factor below one it stays a usual number.
/// Twelve hide a latency of 4 at two per clock, and of 6 where a product is two instructions.
/// - Parameters:
///   - numbers: Twelve accumulators to start from, then the factor and the term: `[14, lanes]`.
///   - rounds: How often.
///   - result: The sum of the accumulators, `[lanes]`, written.
package func fmaPass(
  numbers: UnsafePointer<Float>, rounds: Int, result: UnsafeMutablePointer<Float>
) {
  let n = lanes.scalarCount
  let factor = unsafe lanes_load(numbers + 12 * n)
  let term = unsafe lanes_load(numbers + 13 * n)
  var a0 = unsafe lanes_load(numbers)
  var a1 = unsafe lanes_load(numbers + n)
  var a2 = unsafe lanes_load(numbers + 2 * n)
  var a3 = unsafe lanes_load(numbers + 3 * n)
  var a4 = unsafe lanes_load(numbers + 4 * n)
  var a5 = unsafe lanes_load(numbers + 5 * n)
  var a6 = unsafe lanes_load(numbers + 6 * n)
  var a7 = unsafe lanes_load(numbers + 7 * n)
  var a8 = unsafe lanes_load(numbers + 8 * n)
  var a9 = unsafe lanes_load(numbers + 9 * n)
  var a10 = unsafe lanes_load(numbers + 10 * n)
  var a11 = unsafe lanes_load(numbers + 11 * n)
  for _ in 0..<rounds {
    a0 = lanes_fma(a0, factor, term)
    a1 = lanes_fma(a1, factor, term)
    a2 = lanes_fma(a2, factor, term)
    a3 = lanes_fma(a3, factor, term)
    a4 = lanes_fma(a4, factor, term)
    a5 = lanes_fma(a5, factor, term)
    a6 = lanes_fma(a6, factor, term)
    a7 = lanes_fma(a7, factor, term)
    a8 = lanes_fma(a8, factor, term)
    a9 = lanes_fma(a9, factor, term)
    a10 = lanes_fma(a10, factor, term)
    a11 = lanes_fma(a11, factor, term)
  }
  a0 = lanes_add(lanes_add(lanes_add(a0, a1), lanes_add(a2, a3)), lanes_add(a4, a5))
  a6 = lanes_add(lanes_add(lanes_add(a6, a7), lanes_add(a8, a9)), lanes_add(a10, a11))
  unsafe lanes_store(lanes_add(a0, a6), result)
}

/// Accumulators of products: four draws of as many vectors as the scoring pass has in a tile.
private struct Products {
  private var a0, a1, a2, a3, b0, b1, b2, b3: lanes
  #if LANES_16
    private var c0, c1, c2, c3, d0, d1, d2, d3: lanes
    static var vectors: Int { 4 }
  #else
    static var vectors: Int { 2 }
  #endif

  @inline(__always) init(from p: UnsafePointer<Float>) {
    let n = lanes.scalarCount
    a0 = unsafe lanes_load(p)
    a1 = unsafe lanes_load(p + n)
    a2 = unsafe lanes_load(p + 2 * n)
    a3 = unsafe lanes_load(p + 3 * n)
    b0 = unsafe lanes_load(p + 4 * n)
    b1 = unsafe lanes_load(p + 5 * n)
    b2 = unsafe lanes_load(p + 6 * n)
    b3 = unsafe lanes_load(p + 7 * n)
    #if LANES_16
      c0 = unsafe lanes_load(p + 8 * n)
      c1 = unsafe lanes_load(p + 9 * n)
      c2 = unsafe lanes_load(p + 10 * n)
      c3 = unsafe lanes_load(p + 11 * n)
      d0 = unsafe lanes_load(p + 12 * n)
      d1 = unsafe lanes_load(p + 13 * n)
      d2 = unsafe lanes_load(p + 14 * n)
      d3 = unsafe lanes_load(p + 15 * n)
    #endif
  }

  /// One attribute: its vectors of a tile, loaded, times a coefficient of each draw.
  @inline(__always) mutating func add(
    _ column: UnsafePointer<Float>, _ row: UnsafePointer<Float>, _ stride: Int
  ) {
    let n = lanes.scalarCount
    let (a, b) = unsafe (lanes_load(column), lanes_load(column + n))
    #if LANES_16
      let (c, d) = unsafe (lanes_load(column + 2 * n), lanes_load(column + 3 * n))
    #endif
    let r0 = unsafe lanes_all(row[0])
    a0 = lanes_fma(a, r0, a0)
    b0 = lanes_fma(b, r0, b0)
    #if LANES_16
      c0 = lanes_fma(c, r0, c0)
      d0 = lanes_fma(d, r0, d0)
    #endif
    let r1 = unsafe lanes_all(row[stride])
    a1 = lanes_fma(a, r1, a1)
    b1 = lanes_fma(b, r1, b1)
    #if LANES_16
      c1 = lanes_fma(c, r1, c1)
      d1 = lanes_fma(d, r1, d1)
    #endif
    let r2 = unsafe lanes_all(row[2 * stride])
    a2 = lanes_fma(a, r2, a2)
    b2 = lanes_fma(b, r2, b2)
    #if LANES_16
      c2 = lanes_fma(c, r2, c2)
      d2 = lanes_fma(d, r2, d2)
    #endif
    let r3 = unsafe lanes_all(row[3 * stride])
    a3 = lanes_fma(a, r3, a3)
    b3 = lanes_fma(b, r3, b3)
    #if LANES_16
      c3 = lanes_fma(c, r3, c3)
      d3 = lanes_fma(d, r3, d3)
    #endif
  }

  #if LANES_4
    /// Two products more, of two accumulators with a half.
    @inline(__always) mutating func halve(adding half: lanes) {
      a0 = lanes_fma(a0, half, half)
      b0 = lanes_fma(b0, half, half)
    }
  #endif

  /// `[draws, vectors, lanes]`, as the scoring pass keeps utilities between its two halves.
  @inline(__always) func store(to p: UnsafeMutablePointer<Float>) {
    let n = lanes.scalarCount
    let row = Products.vectors * n
    unsafe lanes_store(a0, p)
    unsafe lanes_store(a1, p + row)
    unsafe lanes_store(a2, p + 2 * row)
    unsafe lanes_store(a3, p + 3 * row)
    unsafe lanes_store(b0, p + n)
    unsafe lanes_store(b1, p + row + n)
    unsafe lanes_store(b2, p + 2 * row + n)
    unsafe lanes_store(b3, p + 3 * row + n)
    #if LANES_16
      unsafe lanes_store(c0, p + 2 * n)
      unsafe lanes_store(c1, p + row + 2 * n)
      unsafe lanes_store(c2, p + 2 * row + 2 * n)
      unsafe lanes_store(c3, p + 3 * row + 2 * n)
      unsafe lanes_store(d0, p + 3 * n)
      unsafe lanes_store(d1, p + row + 3 * n)
      unsafe lanes_store(d2, p + 2 * row + 3 * n)
      unsafe lanes_store(d3, p + 3 * row + 3 * n)
    #endif
  }
}

/// Elements of one round of the issue mix pass.
package var issueMixRoundElements: Int { 4 * Products.vectors * lanes.scalarCount }

/// The operations of the scoring pass, blended evenly, each on registers that are long since ready.
///
/// Per element as there: K + 4 fma, a shift, an integer addition, 5 additions, a division, and the
/// loads of the products; nothing waits for a result, so that only the number of instructions that
/// the processor can issue counts.
/// - Parameters:
///   - numbers: What the accumulators start from, the first of it a half, all few bits of a number
///     near one; then attributes' columns: `[16 + 4 · K, lanes]`.
///   - coefficients: `[4, K]`.
///   - attributes: K.
///   - rounds: How often.
///   - result: `[17, lanes]`, written.
package func issueMixPass(
  numbers: UnsafePointer<Float>, coefficients: UnsafePointer<Float>, attributes: Int, rounds: Int,
  result: UnsafeMutablePointer<Float>
) {
  let n = lanes.scalarCount
  let vectors = 4 * Products.vectors
  let columns = unsafe numbers + 16 * n
  var products = unsafe Products(from: numbers)
  // So few that they and the products stay in 16 registers. The sum to divide by always returns to
  // its first value, whose low bits are zero, so that it survives the shift as well.
  let half = unsafe lanes_load(numbers)
  var f = unsafe lanes_load(numbers + n)
  #if !LANES_4
    var g = unsafe lanes_load(numbers + 2 * n)
  #endif
  var (sum, total) = unsafe (lanes_load(numbers + 3 * n), lanes_load(numbers + 4 * n))
  for _ in 0..<rounds {
    var due = 0
    for k in 0..<attributes {
      due &+= vectors
      while due >= attributes {
        due &-= attributes
        f = lanes_fma(f, half, half)
        #if LANES_4
          // A product needs a register of its own.
          products.halve(adding: half)
        #else
          g = lanes_fma(g, half, half)
        #endif
        total = lanes_add(total, lanes_div(half, lanes_scale(sum, sum)))
        sum = lanes_add(sum, half)
        total = lanes_add(total, half)
        f = lanes_fma(f, half, half)
        #if !LANES_4
          g = lanes_fma(g, half, half)
        #endif
        sum = lanes_sub(sum, half)
        total = lanes_sub(total, half)
      }
      unsafe products.add(columns + k &* Products.vectors &* n, coefficients + k, attributes)
    }
  }
  unsafe products.store(to: result)
  #if !LANES_4
    f = lanes_add(f, g)
  #endif
  unsafe lanes_store(lanes_add(lanes_add(total, sum), f), result + 16 * n)
}

/// Coefficients times packages, as in the scoring pass: its first half alone.
///
/// Per element: K fma, and nothing is done with the utilities: those of a block's last four draws are
/// written, and no compiler sees in time which will be the last.
/// - Parameters:
///   - x: Packages, `[tiles, K, width]`.
///   - attributes: K.
///   - tiles: Tiles of packages.
///   - beta: Coefficients, `[draws, K]`.
///   - base: What the sums start from, `[draws]`.
///   - draws: A multiple of 4; blocks too.
///   - blockDraws: Draws in a block.
///   - utilities: `[4, width]`, written; in the end of the last tile's last draws.
package func productPass(
  x: UnsafePointer<Float>, attributes: Int, tiles: Int, beta: UnsafePointer<Float>,
  base: UnsafePointer<Float>, draws: Int, blockDraws: Int, utilities: UnsafeMutablePointer<Float>
) {
  let width = Products.vectors * lanes.scalarCount
  var start = 0
  while start < draws {
    let end = min(start + blockDraws, draws)
    for tile in 0..<tiles {
      let columns = unsafe x + tile * attributes * width
      for r in stride(from: start, to: end, by: 4) {
        var products = unsafe Products(base: base + r)
        for k in 0..<attributes {
          unsafe products.add(columns + k * width, beta + r * attributes + k, attributes)
        }
        if r == end - 4 { unsafe products.store(to: utilities) }
      }
    }
    start = end
  }
}

extension Products {
  @inline(__always) fileprivate init(base: UnsafePointer<Float>) {
    a0 = unsafe lanes_all(base[0])
    a1 = unsafe lanes_all(base[1])
    a2 = unsafe lanes_all(base[2])
    a3 = unsafe lanes_all(base[3])
    (b0, b1, b2, b3) = (a0, a1, a2, a3)
    #if LANES_16
      (c0, c1, c2, c3) = (a0, a1, a2, a3)
      (d0, d1, d2, d3) = (a0, a1, a2, a3)
    #endif
  }
}

/// The sum of `count` numbers, read once and in order: 4 bytes and a quarter of an addition each.
///
/// - Parameters:
///   - numbers: `[count]`, a multiple of 128.
///   - count: How many.
///   - result: `[lanes]`, written.
package func readPass(
  numbers: UnsafePointer<Float>, count: Int, result: UnsafeMutablePointer<Float>
) {
  let n = lanes.scalarCount
  var a = lanes_all(0)
  var (b, c, d, e, f, g, h) = (a, a, a, a, a, a, a)
  for i in stride(from: 0, to: count, by: 8 * n) {
    let p = unsafe numbers + i
    a = unsafe lanes_add(a, lanes_load(p))
    b = unsafe lanes_add(b, lanes_load(p + n))
    c = unsafe lanes_add(c, lanes_load(p + 2 * n))
    d = unsafe lanes_add(d, lanes_load(p + 3 * n))
    e = unsafe lanes_add(e, lanes_load(p + 4 * n))
    f = unsafe lanes_add(f, lanes_load(p + 5 * n))
    g = unsafe lanes_add(g, lanes_load(p + 6 * n))
    h = unsafe lanes_add(h, lanes_load(p + 7 * n))
  }
  a = lanes_add(lanes_add(a, b), lanes_add(c, d))
  e = lanes_add(lanes_add(e, f), lanes_add(g, h))
  unsafe lanes_store(lanes_add(a, e), result)
}

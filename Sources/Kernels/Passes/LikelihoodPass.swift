// The likelihood of one person's choices under many draws of her tastes, and how it moves.
// Lanes are neighbouring draws. This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// Utilities (in powers of two) above which the chosen alternative is no longer the zero of a sum.
private let steep: Float = 60

/// `out[r] = Σ_t ln P[t, r]` and `score[k, r]`, its derivative along taste k.
///
/// A task has one row for each alternative that was available and not chosen: its attributes less
/// those of the chosen one. With `u = offset[i] + Σ_k beta[k,r] x[i,k]` (powers of two),
/// `P[t, r] = 1 / (1 + Σ_i 2^u[i])` over the task's rows, and the score is
/// `−ln 2 · Σ_i x[i,k] 2^u[i] P[t, r]`.
///
/// Three sweeps per vector of draws: utilities and powers of all rows as a product of matrices, sums
/// per task, and a second product of matrices. Per row and draw 2 K fma and 14 other operations, K + 20
/// bytes read (of tastes and scratch; the x are broadcast) and 8 written, all in the first cache; per
/// task a division and 7 operations, because one logarithm is taken of the product over the tasks.
/// - Parameters:
///   - x: Scaled by log2(e): `[rows, attributes]`.
///   - offset: Scaled by log2(e), finite: `[rows]`.
///   - counts: Rows of each task, at least one: `[tasks]`.
///   - beta: `[attributes, stride]`.
///   - draws: A multiple of 16, at most the stride.
///   - out: `[draws]`, written.
///   - score: `[attributes, stride]`, written.
///   - scratch: `[rows, 16]`.
package func likelihoodPass(
  x: UnsafePointer<Float>, offset: UnsafePointer<Float>, rows: Int, attributes: Int,
  counts: UnsafePointer<Int32>, tasks: Int, beta: UnsafePointer<Float>, stride: Int,
  draws: Int, out: UnsafeMutablePointer<Float>,
  score: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
) {
  for r in Swift.stride(from: 0, to: draws, by: lanes.scalarCount) {
    let top = unsafe utilities(
      x, offset, rows, attributes, beta + r, stride, asPowers: true, scratch)
    if lanes_any_above(top, steep) == 0 {
      unsafe lanes_store(plainTasks(counts, tasks, scratch), out + r)
    } else {
      _ = unsafe utilities(
        x, offset, rows, attributes, beta + r, stride, asPowers: false, scratch)
      unsafe lanes_store(shiftedTasks(counts, tasks, scratch), out + r)
    }
    unsafe products(x, rows, attributes, scratch, score + r, stride)
  }
}

/// The utility u of every row to `out`, `[rows, lanes]`, or `2^u`.
///
/// - Returns: The largest u: beyond ``steep`` no power may be used.
@inline(__always) private func utilities(
  _ x: UnsafePointer<Float>, _ offset: UnsafePointer<Float>, _ rows: Int, _ attributes: Int,
  _ beta: UnsafePointer<Float>, _ stride: Int, asPowers: Bool, _ out: UnsafeMutablePointer<Float>
) -> lanes {
  var top = lanes_all(0)
  var row = unsafe x
  var to = unsafe out
  var i = 0
  while i < rows - 3 {
    var quad = unsafe Quad(offset + i)
    unsafe quad.add(row, attributes, beta, stride)
    top = quad.largest(top)
    if asPowers { quad.exponentiate() }
    unsafe quad.store(to: to, lanes.scalarCount)
    unsafe row += 4 &* attributes
    unsafe to += 4 &* lanes.scalarCount
    i &+= 4
  }
  while i < rows {
    let u = unsafe utility(row, offset[i], attributes, beta, stride)
    top = lanes_max(u, top)
    unsafe lanes_store(asPowers ? power(u) : u, to)
    unsafe row += attributes
    unsafe to += lanes.scalarCount
    i &+= 1
  }
  return top
}

@inline(__always) private func utility(
  _ x: UnsafePointer<Float>, _ offset: Float, _ attributes: Int, _ beta: UnsafePointer<Float>,
  _ stride: Int
) -> lanes {
  var u = lanes_all(offset)
  var taste = unsafe beta
  for k in 0..<attributes {
    u = unsafe lanes_fma(lanes_load(taste), lanes_all(x[k]), u)
    unsafe taste += stride
  }
  return u
}

// In this order the larger of a bound and what is not a number is not a number either.
@inline(__always) private func power(_ u: lanes) -> lanes {
  lanes_exp2_fine(lanes_max(lanes_all(-125), u))
}

/// Powers of a task's rows become probabilities, and the product of all tasks' sums is kept.
@inline(__always) private func plainTasks(
  _ counts: UnsafePointer<Int32>, _ tasks: Int, _ scratch: UnsafeMutablePointer<Float>
) -> lanes {
  let width = lanes.scalarCount
  var chance = LogProduct(one: ())
  var row = unsafe scratch
  for t in 0..<tasks {
    let rows = unsafe Int(counts[t])
    var sum = lanes_all(1)
    for i in 0..<rows { sum = unsafe lanes_add(sum, lanes_load(row + i &* width)) }
    chance.multiply(by: sum)
    let share = lanes_div(lanes_all(1), sum)
    for _ in 0..<rows {
      unsafe lanes_store(lanes_mul(lanes_load(row), share), row)
      unsafe row += width
    }
  }
  return chance.negativeLogarithm(shift: lanes_all(0))
}

/// The same from utilities, less the largest of the task in the lanes where that is large.
///
/// The other lanes get the bits that ``plainTasks`` gives: how many lanes share a vector must not show.
@inline(__always) private func shiftedTasks(
  _ counts: UnsafePointer<Int32>, _ tasks: Int, _ scratch: UnsafeMutablePointer<Float>
) -> lanes {
  let width = lanes.scalarCount
  var chance = LogProduct(one: ())
  var shifts = lanes_all(0)
  var row = unsafe scratch
  for t in 0..<tasks {
    let rows = unsafe Int(counts[t])
    var shift = lanes_all(0)
    for i in 0..<rows { shift = unsafe lanes_max(lanes_load(row + i &* width), shift) }
    shift = lanes_if_above(shift, lanes_all(steep), shift, lanes_all(0))
    shifts = lanes_add(shifts, shift)
    var sum = power(lanes_sub(lanes_all(0), shift))
    for i in 0..<rows {
      let e = unsafe power(lanes_sub(lanes_load(row + i &* width), shift))
      unsafe lanes_store(e, row + i &* width)
      sum = lanes_add(sum, e)
    }
    chance.multiply(by: sum)
    let share = lanes_div(lanes_all(1), sum)
    for _ in 0..<rows {
      unsafe lanes_store(lanes_mul(lanes_load(row), share), row)
      unsafe row += width
    }
  }
  return chance.negativeLogarithm(shift: shifts)
}

/// `out[k] = −ln 2 · Σ_i x[i,k] p[i]`, eight tastes at a time: the multipliers' latency times two.
@inline(__always) private func products(
  _ x: UnsafePointer<Float>, _ rows: Int, _ attributes: Int, _ p: UnsafePointer<Float>,
  _ out: UnsafeMutablePointer<Float>, _ stride: Int
) {
  let scale: Float = -0.6931471805599453
  var k = 0
  while k < attributes - 7 {
    var first = Quad(zero: ())
    var second = Quad(zero: ())
    var row = unsafe x + k
    var share = unsafe p
    for _ in 0..<rows {
      unsafe first.add(lanes_load(share), times: row)
      unsafe second.add(lanes_load(share), times: row + 4)
      unsafe row += attributes
      unsafe share += lanes.scalarCount
    }
    first.scale(by: scale)
    second.scale(by: scale)
    unsafe first.store(to: out + k &* stride, stride)
    unsafe second.store(to: out + (k &+ 4) &* stride, stride)
    k &+= 8
  }
  while k < attributes - 3 {
    var quad = Quad(zero: ())
    var row = unsafe x + k
    var share = unsafe p
    for _ in 0..<rows {
      unsafe quad.add(lanes_load(share), times: row)
      unsafe row += attributes
      unsafe share += lanes.scalarCount
    }
    quad.scale(by: scale)
    unsafe quad.store(to: out + k &* stride, stride)
    k &+= 4
  }
  while k < attributes - 1 {
    var first = lanes_all(0)
    var second = lanes_all(0)
    var row = unsafe x + k
    var share = unsafe p
    for _ in 0..<rows {
      let taken = unsafe lanes_load(share)
      unsafe first = lanes_fma(taken, lanes_all(row[0]), first)
      unsafe second = lanes_fma(taken, lanes_all(row[1]), second)
      unsafe row += attributes
      unsafe share += lanes.scalarCount
    }
    unsafe lanes_store(lanes_mul(first, lanes_all(scale)), out + k &* stride)
    unsafe lanes_store(lanes_mul(second, lanes_all(scale)), out + (k &+ 1) &* stride)
    k &+= 2
  }
  while k < attributes {
    var sum = lanes_all(0)
    var row = unsafe x + k
    var share = unsafe p
    for _ in 0..<rows {
      sum = unsafe lanes_fma(lanes_load(share), lanes_all(row[0]), sum)
      unsafe row += attributes
      unsafe share += lanes.scalarCount
    }
    unsafe lanes_store(lanes_mul(sum, lanes_all(scale)), out + k &* stride)
    k &+= 1
  }
}

/// Four sums side by side, so that the multipliers never wait for one of them.
private struct Quad {
  private var a, b, c, d: lanes

  @inline(__always) init(zero: Void) {
    a = lanes_all(0)
    b = a
    c = a
    d = a
  }

  @inline(__always) init(_ p: UnsafePointer<Float>) {
    unsafe a = lanes_all(p[0])
    unsafe b = lanes_all(p[1])
    unsafe c = lanes_all(p[2])
    unsafe d = lanes_all(p[3])
  }

  /// Adds `Σ_k beta[k] x[i, k]` to each of four rows.
  @inline(__always) mutating func add(
    _ x: UnsafePointer<Float>, _ attributes: Int, _ beta: UnsafePointer<Float>, _ stride: Int
  ) {
    let (second, third) = (2 &* attributes, 3 &* attributes)
    var x = unsafe x
    var beta = unsafe beta
    for _ in 0..<attributes {
      let taste = unsafe lanes_load(beta)
      unsafe a = lanes_fma(taste, lanes_all(x[0]), a)
      unsafe b = lanes_fma(taste, lanes_all(x[attributes]), b)
      unsafe c = lanes_fma(taste, lanes_all(x[second]), c)
      unsafe d = lanes_fma(taste, lanes_all(x[third]), d)
      unsafe x += 1
      unsafe beta += stride
    }
  }

  /// Adds `p · x[k]` to each of four sums.
  @inline(__always) mutating func add(_ p: lanes, times x: UnsafePointer<Float>) {
    unsafe a = lanes_fma(p, lanes_all(x[0]), a)
    unsafe b = lanes_fma(p, lanes_all(x[1]), b)
    unsafe c = lanes_fma(p, lanes_all(x[2]), c)
    unsafe d = lanes_fma(p, lanes_all(x[3]), d)
  }

  @inline(__always) func largest(_ top: lanes) -> lanes {
    lanes_max(lanes_max(a, b), lanes_max(lanes_max(c, d), top))
  }

  @inline(__always) mutating func exponentiate() {
    a = power(a)
    b = power(b)
    c = power(c)
    d = power(d)
  }

  @inline(__always) mutating func scale(by factor: Float) {
    let factor = lanes_all(factor)
    a = lanes_mul(a, factor)
    b = lanes_mul(b, factor)
    c = lanes_mul(c, factor)
    d = lanes_mul(d, factor)
  }

  @inline(__always) func store(to p: UnsafeMutablePointer<Float>, _ stride: Int) {
    unsafe lanes_store(a, p)
    unsafe lanes_store(b, p + stride)
    unsafe lanes_store(c, p + 2 &* stride)
    unsafe lanes_store(d, p + 3 &* stride)
  }
}

/// The logarithm of a product whose factors are taken in one by one: powers of two are counted apart.
private struct LogProduct {
  private var mantissa: lanes
  private var exponent: lanes_int
  // Zero, or not a number once a factor was none: the bits of the others do not show it.
  private var blame: lanes

  @inline(__always) init(one: Void) {
    mantissa = lanes_all(1)
    exponent = lanes_all_int(0)
    blame = lanes_all(0)
  }

  @inline(__always) mutating func multiply(by factor: lanes) {
    let product = lanes_mul(mantissa, factor)
    exponent = lanes_add_exponent(exponent, product)
    mantissa = lanes_mantissa(product)
    blame = lanes_fma(factor, lanes_all(0), blame)
  }

  /// `−ln(product · 2^shift)`.
  @inline(__always) func negativeLogarithm(shift: lanes) -> lanes {
    let log2 = lanes_add(
      lanes_log2(mantissa), lanes_add(lanes_from_int(exponent), lanes_add(shift, blame)))
    return lanes_mul(log2, lanes_all(-0.6931471805599453))
  }
}

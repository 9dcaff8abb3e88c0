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
/// per task, and a second product of matrices. Per row and draw 2 K + 13 operations and 2 K / lanes
/// loads; per task a division and 5 operations, because the logarithm is taken once of the tasks' product.
/// - Parameters:
///   - x: Scaled by log2(e): `[rows, attributes]`.
///   - offset: Scaled by log2(e), finite: `[rows]`.
///   - counts: Rows of each task, at least one: `[tasks]`.
///   - beta: `[attributes, draws]`.
///   - draws: A multiple of 16.
///   - out: `[draws]`, written.
///   - score: `[attributes, draws]`, written.
///   - scratch: `[rows, 16]`.
package func likelihoodPass(
  x: UnsafePointer<Float>, offset: UnsafePointer<Float>, rows: Int, attributes: Int,
  counts: UnsafePointer<Int32>, tasks: Int, beta: UnsafePointer<Float>, draws: Int,
  out: UnsafeMutablePointer<Float>, score: UnsafeMutablePointer<Float>,
  scratch: UnsafeMutablePointer<Float>
) {
  for r in stride(from: 0, to: draws, by: lanes.scalarCount) {
    let top = unsafe powers(x, offset, rows, attributes, beta + r, draws, scratch)
    if lanes_any_above(top, steep) != 0 {
      unsafe utilities(x, offset, rows, attributes, beta + r, draws, scratch)
      unsafe lanes_store(shiftedTasks(counts, tasks, scratch), out + r)
    } else {
      unsafe lanes_store(plainTasks(counts, tasks, scratch), out + r)
    }
    unsafe products(x, rows, attributes, scratch, score + r, draws)
  }
}

/// `2^u` of every row to `out`, `[rows, lanes]`.
///
/// - Returns: The largest u, beyond which no number of this sweep may be used.
@inline(__always) private func powers(
  _ x: UnsafePointer<Float>, _ offset: UnsafePointer<Float>, _ rows: Int, _ attributes: Int,
  _ beta: UnsafePointer<Float>, _ stride: Int, _ out: UnsafeMutablePointer<Float>
) -> lanes {
  let width = lanes.scalarCount
  var top = lanes_all(0)
  var i = 0
  while i + 4 <= rows {
    var quad = unsafe Quad(offset + i)
    unsafe quad.add(x + i * attributes, attributes, beta, stride)
    top = quad.largest(top)
    quad.exponentiate()
    unsafe quad.store(to: out + i * width)
    i += 4
  }
  while i < rows {
    let u = unsafe utility(x + i * attributes, offset[i], attributes, beta, stride)
    top = lanes_max(u, top)
    unsafe lanes_store(power(u), out + i * width)
    i += 1
  }
  return top
}

/// The utilities themselves, for draws under which an alternative beats the chosen one by far.
@inline(__always) private func utilities(
  _ x: UnsafePointer<Float>, _ offset: UnsafePointer<Float>, _ rows: Int, _ attributes: Int,
  _ beta: UnsafePointer<Float>, _ stride: Int, _ out: UnsafeMutablePointer<Float>
) {
  for i in 0..<rows {
    let u = unsafe utility(x + i * attributes, offset[i], attributes, beta, stride)
    unsafe lanes_store(u, out + i * lanes.scalarCount)
  }
}

@inline(__always) private func utility(
  _ x: UnsafePointer<Float>, _ offset: Float, _ attributes: Int, _ beta: UnsafePointer<Float>,
  _ stride: Int
) -> lanes {
  var u = lanes_all(offset)
  for k in 0..<attributes {
    u = unsafe lanes_fma(lanes_load(beta + k * stride), lanes_all(x[k]), u)
  }
  return u
}

@inline(__always) private func power(_ u: lanes) -> lanes {
  lanes_exp2_fine(lanes_max(u, lanes_all(-125)))
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
    for i in 0..<rows { sum = unsafe lanes_add(sum, lanes_load(row + i * width)) }
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
    for i in 0..<rows { shift = unsafe lanes_max(lanes_load(row + i * width), shift) }
    shift = lanes_if_above(shift, lanes_all(steep), shift, lanes_all(0))
    shifts = lanes_add(shifts, shift)
    var sum = power(lanes_sub(lanes_all(0), shift))
    for i in 0..<rows {
      let e = unsafe power(lanes_sub(lanes_load(row + i * width), shift))
      unsafe lanes_store(e, row + i * width)
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

/// `out[k] = −ln 2 · Σ_i x[i,k] p[i]`, four tastes at a time.
@inline(__always) private func products(
  _ x: UnsafePointer<Float>, _ rows: Int, _ attributes: Int, _ p: UnsafePointer<Float>,
  _ out: UnsafeMutablePointer<Float>, _ stride: Int
) {
  var k = 0
  while k + 4 <= attributes {
    var quad = Quad(zero: ())
    for i in 0..<rows {
      unsafe quad.add(lanes_load(p + i * lanes.scalarCount), times: x + i * attributes + k)
    }
    unsafe quad.store(to: out + k * stride, stride, times: -0.6931471805599453)
    k += 4
  }
  while k < attributes {
    var sum = lanes_all(0)
    for i in 0..<rows {
      sum = unsafe lanes_fma(
        lanes_load(p + i * lanes.scalarCount), lanes_all(x[i * attributes + k]), sum)
    }
    unsafe lanes_store(lanes_mul(sum, lanes_all(-0.6931471805599453)), out + k * stride)
    k += 1
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
    for k in 0..<attributes {
      let taste = unsafe lanes_load(beta + k * stride)
      unsafe a = lanes_fma(taste, lanes_all(x[k]), a)
      unsafe b = lanes_fma(taste, lanes_all(x[attributes + k]), b)
      unsafe c = lanes_fma(taste, lanes_all(x[2 * attributes + k]), c)
      unsafe d = lanes_fma(taste, lanes_all(x[3 * attributes + k]), d)
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

  @inline(__always) func store(to p: UnsafeMutablePointer<Float>) {
    unsafe lanes_store(a, p)
    unsafe lanes_store(b, p + lanes.scalarCount)
    unsafe lanes_store(c, p + 2 * lanes.scalarCount)
    unsafe lanes_store(d, p + 3 * lanes.scalarCount)
  }

  @inline(__always) func store(
    to p: UnsafeMutablePointer<Float>, _ stride: Int, times scale: Float
  ) {
    let scale = lanes_all(scale)
    unsafe lanes_store(lanes_mul(a, scale), p)
    unsafe lanes_store(lanes_mul(b, scale), p + stride)
    unsafe lanes_store(lanes_mul(c, scale), p + 2 * stride)
    unsafe lanes_store(lanes_mul(d, scale), p + 3 * stride)
  }
}

/// The logarithm of a product whose factors are taken in one by one: powers of two are counted apart.
private struct LogProduct {
  private var mantissa: lanes
  private var exponent: lanes_int

  @inline(__always) init(one: Void) {
    mantissa = lanes_all(1)
    exponent = lanes_all_int(0)
  }

  @inline(__always) mutating func multiply(by factor: lanes) {
    let product = lanes_mul(mantissa, factor)
    exponent = lanes_add_exponent(exponent, product)
    mantissa = lanes_mantissa(product)
  }

  /// `−ln(product · 2^shift)`
  @inline(__always) func negativeLogarithm(shift: lanes) -> lanes {
    let log2 = lanes_add(lanes_log2(mantissa), lanes_add(lanes_from_int(exponent), shift))
    return lanes_mul(log2, lanes_all(-0.6931471805599453))
  }
}

/// `weights[r] = exp(logarithms[r] − largest)`, the largest being 1, and which it was.
///
/// 4 bytes are read and 4 written per draw, and about 15 operations done per vector.
/// - Parameters:
///   - logarithms: `[padded]`.
///   - draws: At least 1; weights of the padding are 0.
///   - padded: A multiple of 16.
///   - weights: `[padded]`, written.
///   - sums: Of the weights of the draws that are l modulo 16: `[16]`, written.
/// - Returns: The largest logarithm.
package func weightPass(
  logarithms: UnsafePointer<Float>, draws: Int, padded: Int, weights: UnsafeMutablePointer<Float>,
  sums: UnsafeMutablePointer<Double>
) -> Float {
  let width = lanes.scalarCount
  var top = lanes_all(-.infinity)
  let whole = draws / width * width
  for r in stride(from: 0, to: whole, by: width) {
    top = unsafe lanes_max(lanes_load(logarithms + r), top)
  }
  var largest = -Float.infinity
  for i in 0..<width { largest = max(largest, top[i]) }
  for r in whole..<draws { unsafe largest = max(largest, logarithms[r]) }
  let shift = lanes_all(largest)
  for r in stride(from: 0, to: padded, by: width) {
    let u = unsafe lanes_mul(
      lanes_sub(lanes_load(logarithms + r), shift), lanes_all(1.442695040888963))
    // Padding may lie above the largest.
    let bounded = lanes_min(lanes_max(u, lanes_all(-125)), lanes_all(0))
    unsafe lanes_store(lanes_exp2_fine(bounded), weights + r)
  }
  for r in draws..<padded { unsafe weights[r] = 0 }
  for first in stride(from: 0, to: 16, by: width) {
    var sum = lanes_double_all(0)
    for r in stride(from: first, to: padded, by: 16) {
      sum = unsafe lanes_double_add(sum, lanes_widen(lanes_load(weights + r)))
    }
    unsafe lanes_double_store(sum, sums + first)
  }
  return largest
}

/// `sums[k, l] = Σ_r weights[r] · row[k, r] · factor[k, r]` over the draws r that are l modulo 16.
///
/// In double precision. Sixteen sums whatever the kernel: the caller adds them in one order. Per element
/// 8 bytes are read (12 with factors), two conversions and one fma done (three and one product more).
/// - Parameters:
///   - weights: `[draws]`.
///   - row: `[rows, draws]`.
///   - factor: `[rows, draws]`, or nil for ones.
///   - draws: A multiple of 16.
///   - sums: `[rows, 16]`, written.
package func weightedSumPass(
  weights: UnsafePointer<Float>, row: UnsafePointer<Float>, factor: UnsafePointer<Float>?,
  rows: Int, draws: Int, sums: UnsafeMutablePointer<Double>
) {
  let width = lanes.scalarCount
  for k in 0..<rows {
    for first in stride(from: 0, to: 16, by: width) {
      var sum = lanes_double_all(0)
      let values = unsafe row + k * draws
      if let factor = unsafe factor {
        let factors = unsafe factor + k * draws
        for r in stride(from: first, to: draws, by: 16) {
          let value = unsafe lanes_double_mul(
            lanes_widen(lanes_load(values + r)), lanes_widen(lanes_load(factors + r)))
          sum = unsafe lanes_double_fma(lanes_widen(lanes_load(weights + r)), value, sum)
        }
      } else {
        for r in stride(from: first, to: draws, by: 16) {
          sum = unsafe lanes_double_fma(
            lanes_widen(lanes_load(weights + r)), lanes_widen(lanes_load(values + r)), sum)
        }
      }
      unsafe lanes_double_store(sum, sums + k * 16 + first)
    }
  }
}

// The likelihood of one person's choices under many draws of her tastes, and how it moves.
// Lanes are neighbouring draws, in double precision: at an optimum a sum over thousands of people is
// level to eight digits. This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// Utilities (in powers of two) above which no power may be used as it is.
private let steep = 400.0

/// `chance[r] · 2^exponent[r] = Π_t P[t, r]` and `score[k, r]`, its logarithm's derivative along taste k.
///
/// A task has one row for each available alternative but the chosen one: its attributes less those of the
/// chosen one. With `u = Σ_k beta[k,r] x[i,k]` (powers of two) and S = base + Σ_i 2^u[i], the model says
/// 1 / S, and the choice of somebody who may lapse has the chance `P = (1 − lapse) / S`, plus `lapse`
/// where a lapse leads to what was chosen. A task whose choice is a share of several has a row for each,
/// less their mean, and a base of 0. `slipScore[r]` is the derivative along the lapse, where that is
/// above 0.
///
/// Three sweeps per vector of draws: utilities and powers of all rows as a product of matrices, sums
/// per task, and a second product of matrices. Per row and draw 2 K fma and 20 other operations, 8 K +
/// 40 bytes read (of tastes and scratch; the x are broadcast) and 16 written, all in the first cache; per
/// task a division and 6 operations.
/// - Parameters:
///   - x: Scaled by log2(e): `[rows, attributes]`.
///   - counts: Rows of each task, at least one: `[tasks]`.
///   - base: 1 where the choice has no row of its own, 0 where it has: `[tasks]`.
///   - mayLapse: 1 where a lapse can happen, 0 elsewhere: `[tasks]`.
///   - lapsed: 1 where what a lapse leads to was chosen, 0 elsewhere: `[tasks]`.
///   - lapse: In `0..<1`.
///   - beta: `[attributes, stride]`.
///   - draws: A multiple of 16, at most the stride.
///   - chance: In `1..<2`, `[draws]`, written.
///   - exponent: Whole numbers, `[draws]`, written.
///   - score: `[attributes, stride]`, written.
///   - slipScore: `[draws]`, written where the lapse is above 0.
///   - scratch: `[rows, 16]`.
package func panelPass(
  x: UnsafePointer<Double>, rows: Int, attributes: Int, counts: UnsafePointer<Int32>,
  base: UnsafePointer<Double>, mayLapse: UnsafePointer<Double>, lapsed: UnsafePointer<Double>,
  tasks: Int, lapse: Double, beta: UnsafePointer<Double>, stride: Int, draws: Int,
  chance: UnsafeMutablePointer<Double>, exponent: UnsafeMutablePointer<Double>,
  score: UnsafeMutablePointer<Double>?, slipScore: UnsafeMutablePointer<Double>,
  scratch: UnsafeMutablePointer<Double>
) {
  for r in Swift.stride(from: 0, to: draws, by: lanes.scalarCount) {
    let top = unsafe utilities(
      x, rows, attributes, beta + r, stride, asPowers: true, scratch)
    var product = ChanceProduct(one: ())
    var slip = lanes_double_all(0)
    let isSteep = lanes_double_any_above(top, steep) != 0
    if isSteep {
      _ = unsafe utilities(x, rows, attributes, beta + r, stride, asPowers: false, scratch)
    }
    if lapse > 0 {
      unsafe lapsingTasks(
        counts, base, mayLapse, lapsed, tasks, lapse, isSteep: isSteep, scratch, &product, &slip)
      unsafe lanes_double_store(slip, slipScore + r)
    } else if isSteep {
      unsafe shiftedTasks(counts, base, tasks, scratch, &product)
    } else {
      unsafe plainTasks(counts, base, tasks, scratch, &product)
    }
    unsafe product.store(chance + r, exponent + r)
    if let score = unsafe score {
      unsafe products(x, rows, attributes, scratch, score + r, stride)
    }
  }
}

/// The utility u of every row to `out`, `[rows, lanes]`, or `2^u`.
///
/// - Returns: The largest u: beyond ``steep`` no power may be used.
@inline(__always) private func utilities(
  _ x: UnsafePointer<Double>, _ rows: Int, _ attributes: Int,
  _ beta: UnsafePointer<Double>, _ stride: Int, asPowers: Bool, _ out: UnsafeMutablePointer<Double>
) -> lanes_double {
  var top = lanes_double_all(0)
  var row = unsafe x
  var to = unsafe out
  var i = 0
  while i < rows - 2 {
    var three = Three(zero: ())
    unsafe three.add(row, attributes, beta, stride)
    top = three.largest(top)
    if asPowers { three.exponentiate() }
    unsafe three.store(to: to, lanes_double.scalarCount)
    unsafe row += 3 &* attributes
    unsafe to += 3 &* lanes_double.scalarCount
    i &+= 3
  }
  while i < rows {
    let u = unsafe utility(row, attributes, beta, stride)
    top = lanes_double_max(u, top)
    unsafe lanes_double_store(asPowers ? power(u) : u, to)
    unsafe row += attributes
    unsafe to += lanes_double.scalarCount
    i &+= 1
  }
  return top
}

@inline(__always) private func utility(
  _ x: UnsafePointer<Double>, _ attributes: Int, _ beta: UnsafePointer<Double>, _ stride: Int
) -> lanes_double {
  var u = lanes_double_all(0)
  var taste = unsafe beta
  for k in 0..<attributes {
    u = unsafe lanes_double_fma(lanes_double_load(taste), lanes_double_all(x[k]), u)
    unsafe taste += stride
  }
  return u
}

// In this order the larger of a bound and what is not a number is not a number either.
@inline(__always) private func power(_ u: lanes_double) -> lanes_double {
  lanes_double_exp2(lanes_double_max(lanes_double_all(-1000), u))
}

/// Powers of a task's rows become probabilities, and the product of all tasks' chances is kept.
@inline(__always) private func plainTasks(
  _ counts: UnsafePointer<Int32>, _ base: UnsafePointer<Double>, _ tasks: Int,
  _ scratch: UnsafeMutablePointer<Double>, _ product: inout ChanceProduct
) {
  let width = lanes_double.scalarCount
  var row = unsafe scratch
  for t in 0..<tasks {
    let rows = unsafe Int(counts[t])
    var sum = unsafe lanes_double_all(base[t])
    for i in 0..<rows { sum = unsafe lanes_double_add(sum, lanes_double_load(row + i &* width)) }
    let share = lanes_double_div(lanes_double_all(1), sum)
    product.multiply(by: share)
    for _ in 0..<rows {
      unsafe lanes_double_store(lanes_double_mul(lanes_double_load(row), share), row)
      unsafe row += width
    }
  }
}

/// Utilities of one task become powers of what they are less the largest, where that is large.
///
/// The other lanes get the bits that they would have alone: how many lanes share a vector must not show.
/// - Returns: The shift, a whole number, and the sum of the powers.
@inline(__always) private func shifted(
  _ rows: Int, _ base: Double, _ row: UnsafeMutablePointer<Double>
) -> (shift: lanes_double, sum: lanes_double) {
  let width = lanes_double.scalarCount
  var shift = lanes_double_all(0)
  for i in 0..<rows { shift = unsafe lanes_double_max(lanes_double_load(row + i &* width), shift) }
  let magic = lanes_double_all(0x1.8p52)
  shift = lanes_double_sub(lanes_double_add(shift, magic), magic)
  shift = lanes_double_if_above(shift, lanes_double_all(steep), shift, lanes_double_all(0))
  let none = power(lanes_double_sub(lanes_double_all(0), shift))
  var sum = lanes_double_mul(lanes_double_all(base), none)
  for i in 0..<rows {
    let e = unsafe power(lanes_double_sub(lanes_double_load(row + i &* width), shift))
    unsafe lanes_double_store(e, row + i &* width)
    sum = lanes_double_add(sum, e)
  }
  return (shift, sum)
}

/// ``plainTasks`` from utilities.
@inline(never) private func shiftedTasks(
  _ counts: UnsafePointer<Int32>, _ base: UnsafePointer<Double>, _ tasks: Int,
  _ scratch: UnsafeMutablePointer<Double>, _ product: inout ChanceProduct
) {
  let width = lanes_double.scalarCount
  var row = unsafe scratch
  for t in 0..<tasks {
    let rows = unsafe Int(counts[t])
    let (shift, sum) = unsafe shifted(rows, base[t], row)
    let share = lanes_double_div(lanes_double_all(1), sum)
    product.multiply(by: share)
    product.scale(down: shift)
    for _ in 0..<rows {
      unsafe lanes_double_store(lanes_double_mul(lanes_double_load(row), share), row)
      unsafe row += width
    }
  }
}

/// The same where people lapse: with D = 2^-shift, keep = 1 − lapse and T = keep · D + lapse · S the
/// chance is T / S; a row's part of the score is keep · D / T of its probability.
@inline(never) private func lapsingTasks(
  _ counts: UnsafePointer<Int32>, _ base: UnsafePointer<Double>,
  _ mayLapse: UnsafePointer<Double>, _ lapsed: UnsafePointer<Double>, _ tasks: Int,
  _ lapse: Double, isSteep: Bool, _ scratch: UnsafeMutablePointer<Double>,
  _ product: inout ChanceProduct, _ slip: inout lanes_double
) {
  let width = lanes_double.scalarCount
  var row = unsafe scratch
  for t in 0..<tasks {
    let rows = unsafe Int(counts[t])
    var (shift, sum) = unsafe (lanes_double_all(0), lanes_double_all(base[t]))
    if isSteep {
      (shift, sum) = unsafe shifted(rows, base[t], row)
    } else {
      for i in 0..<rows { sum = unsafe lanes_double_add(sum, lanes_double_load(row + i &* width)) }
    }
    var scale = lanes_double_all(1)
    if unsafe lapsed[t] > 0 {
      scale = power(lanes_double_sub(lanes_double_all(0), shift))
    } else {
      product.scale(down: shift)
    }
    let keep = unsafe lanes_double_mul(lanes_double_all(1 - lapse * mayLapse[t]), scale)
    let mixed = unsafe lanes_double_fma(lanes_double_all(lapse * lapsed[t]), sum, keep)
    let inverse = lanes_double_div(lanes_double_all(1), lanes_double_mul(sum, mixed))
    product.multiply(by: lanes_double_mul(lanes_double_mul(mixed, mixed), inverse))
    let share = lanes_double_mul(keep, inverse)
    let more = unsafe lanes_double_sub(
      lanes_double_mul(lanes_double_all(lapsed[t]), sum),
      lanes_double_mul(lanes_double_all(mayLapse[t]), scale))
    slip = lanes_double_fma(more, lanes_double_mul(sum, inverse), slip)
    for _ in 0..<rows {
      unsafe lanes_double_store(lanes_double_mul(lanes_double_load(row), share), row)
      unsafe row += width
    }
  }
}

/// `out[k] = −Σ_i x[i,k] / log2(e) · p[i]`, three tastes at a time: the multipliers' latency.
@inline(__always) private func products(
  _ x: UnsafePointer<Double>, _ rows: Int, _ attributes: Int, _ p: UnsafePointer<Double>,
  _ out: UnsafeMutablePointer<Double>, _ stride: Int
) {
  let scale = -0.6931471805599453
  var k = 0
  while k < attributes - 2 {
    var three = Three(zero: ())
    var row = unsafe x + k
    var share = unsafe p
    for _ in 0..<rows {
      unsafe three.add(lanes_double_load(share), times: row)
      unsafe row += attributes
      unsafe share += lanes_double.scalarCount
    }
    three.scale(by: scale)
    unsafe three.store(to: out + k &* stride, stride)
    k &+= 3
  }
  while k < attributes {
    var sum = lanes_double_all(0)
    var row = unsafe x + k
    var share = unsafe p
    for _ in 0..<rows {
      sum = unsafe lanes_double_fma(lanes_double_load(share), lanes_double_all(row[0]), sum)
      unsafe row += attributes
      unsafe share += lanes_double.scalarCount
    }
    unsafe lanes_double_store(lanes_double_mul(sum, lanes_double_all(scale)), out + k &* stride)
    k &+= 1
  }
}

/// Three sums side by side, each of two registers, so that the multipliers never wait for one of them.
private struct Three {
  private var a, b, c: lanes_double

  @inline(__always) init(zero: Void) {
    a = lanes_double_all(0)
    b = a
    c = a
  }

  /// Adds `Σ_k beta[k] x[i, k]` to each of three rows.
  @inline(__always) mutating func add(
    _ x: UnsafePointer<Double>, _ attributes: Int, _ beta: UnsafePointer<Double>, _ stride: Int
  ) {
    let second = 2 &* attributes
    var x = unsafe x
    var beta = unsafe beta
    for _ in 0..<attributes {
      let taste = unsafe lanes_double_load(beta)
      unsafe a = lanes_double_fma(taste, lanes_double_all(x[0]), a)
      unsafe b = lanes_double_fma(taste, lanes_double_all(x[attributes]), b)
      unsafe c = lanes_double_fma(taste, lanes_double_all(x[second]), c)
      unsafe x += 1
      unsafe beta += stride
    }
  }

  /// Adds `p · x[k]` to each of three sums.
  @inline(__always) mutating func add(_ p: lanes_double, times x: UnsafePointer<Double>) {
    unsafe a = lanes_double_fma(p, lanes_double_all(x[0]), a)
    unsafe b = lanes_double_fma(p, lanes_double_all(x[1]), b)
    unsafe c = lanes_double_fma(p, lanes_double_all(x[2]), c)
  }

  @inline(__always) func largest(_ top: lanes_double) -> lanes_double {
    lanes_double_max(lanes_double_max(a, b), lanes_double_max(c, top))
  }

  @inline(__always) mutating func exponentiate() {
    a = power(a)
    b = power(b)
    c = power(c)
  }

  @inline(__always) mutating func scale(by factor: Double) {
    let factor = lanes_double_all(factor)
    a = lanes_double_mul(a, factor)
    b = lanes_double_mul(b, factor)
    c = lanes_double_mul(c, factor)
  }

  @inline(__always) func store(to p: UnsafeMutablePointer<Double>, _ stride: Int) {
    unsafe lanes_double_store(a, p)
    unsafe lanes_double_store(b, p + stride)
    unsafe lanes_double_store(c, p + 2 &* stride)
  }
}

/// A product of chances whose factors are taken in one by one: powers of two are counted apart.
private struct ChanceProduct {
  private var mantissa: lanes_double
  private var exponent: lanes_double
  // Zero, or not a number once a factor was none: the bits of the others do not show it.
  private var blame: lanes_double

  @inline(__always) init(one: Void) {
    mantissa = lanes_double_all(1)
    exponent = lanes_double_all(0)
    blame = lanes_double_all(0)
  }

  @inline(__always) mutating func multiply(by factor: lanes_double) {
    let product = lanes_double_mul(mantissa, factor)
    exponent = lanes_double_add(exponent, lanes_double_exponent(product))
    mantissa = lanes_double_mantissa(product)
    blame = lanes_double_fma(factor, lanes_double_all(0), blame)
  }

  /// Divides by `2^shift`, a whole number.
  @inline(__always) mutating func scale(down shift: lanes_double) {
    exponent = lanes_double_sub(exponent, shift)
  }

  @inline(__always) func store(
    _ chance: UnsafeMutablePointer<Double>, _ exponents: UnsafeMutablePointer<Double>
  ) {
    unsafe lanes_double_store(lanes_double_add(mantissa, blame), chance)
    unsafe lanes_double_store(exponent, exponents)
  }
}

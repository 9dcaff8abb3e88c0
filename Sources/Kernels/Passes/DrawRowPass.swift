// Coefficients of people made of standard draws, in double precision: lanes are neighbouring draws.
// This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// `out[r] = f(centre + Σ_i weights[i] · rows[places[i], r]) · factor[r]`, f the identity or `sign · exp`.
///
/// 8 bytes are read per draw and term (8 more with a factor) and 8 written; one fma per term, and about
/// 17 operations for the exponential.
/// - Parameters:
///   - weights: `[terms]`.
///   - places: Rows that the terms speak of: `[terms]`.
///   - rows: `[rows, stride]`.
///   - sign: 1 or -1 for the exponential, 0 for the identity.
///   - factor: `[draws]`, or nil for ones.
///   - draws: A multiple of 16, at most the stride.
///   - out: `[draws]`, written; may be the factor.
package func drawRowPass(
  centre: Double, weights: UnsafePointer<Double>, places: UnsafePointer<Int>, terms: Int,
  rows: UnsafePointer<Double>, stride: Int, sign: Double, factor: UnsafePointer<Double>?,
  draws: Int, out: UnsafeMutablePointer<Double>
) {
  if unsafe terms == 1 && sign == 0 && factor == nil {
    let weight = unsafe lanes_double_all(weights[0])
    let middle = lanes_double_all(centre)
    let row = unsafe rows + places[0] &* stride
    for r in Swift.stride(from: 0, to: draws, by: lanes_double.scalarCount) {
      unsafe lanes_double_store(
        lanes_double_fma(weight, lanes_double_load(row + r), middle), out + r)
    }
    return
  }
  let log2e = lanes_double_all(1.4426950408889634)
  for r in Swift.stride(from: 0, to: draws, by: lanes_double.scalarCount) {
    var value = lanes_double_all(centre)
    for i in 0..<terms {
      value = unsafe lanes_double_fma(
        lanes_double_all(weights[i]), lanes_double_load(rows + places[i] &* stride + r), value)
    }
    if sign != 0 {
      let u = lanes_double_mul(value, log2e)
      // In this order what is not a number stays that.
      let bounded = lanes_double_min(
        lanes_double_all(1000), lanes_double_max(lanes_double_all(-1000), u))
      value = lanes_double_mul(lanes_double_exp2(bounded), lanes_double_all(sign))
    }
    if let factor = unsafe factor {
      value = unsafe lanes_double_mul(value, lanes_double_load(factor + r))
    }
    unsafe lanes_double_store(value, out + r)
  }
}

/// `out[r] = Σ_k a[k, r] · b[k, r]`: what a score is along a factor that all coefficients share.
///
/// 16 bytes are read per element, and one fma done.
/// - Parameters:
///   - a: `[rows, stride]`.
///   - b: `[rows, stride]`.
///   - draws: A multiple of 16, at most the stride.
///   - out: `[draws]`, written.
package func productSumPass(
  a: UnsafePointer<Double>, b: UnsafePointer<Double>, rows: Int, stride: Int, draws: Int,
  out: UnsafeMutablePointer<Double>
) {
  for r in Swift.stride(from: 0, to: draws, by: lanes_double.scalarCount) {
    var sum = lanes_double_all(0)
    for k in 0..<rows {
      sum = unsafe lanes_double_fma(
        lanes_double_load(a + k &* stride + r), lanes_double_load(b + k &* stride + r), sum)
    }
    unsafe lanes_double_store(sum, out + r)
  }
}

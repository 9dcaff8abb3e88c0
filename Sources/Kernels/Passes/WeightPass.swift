// What draws weigh in a mean likelihood, and sums with those weights: lanes are neighbouring draws, in
// double precision. This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// `weights[r] = chance[r] · 2^(exponent[r] − largest)`, and which exponent was the largest.
///
/// 16 bytes are read and 8 written per draw, and 6 operations done per vector.
/// - Parameters:
///   - chance: In `1..<2`, or not a number: `[padded]`.
///   - exponent: Whole numbers: `[padded]`.
///   - draws: At least 1; weights of the padding are 0.
///   - padded: A multiple of 16.
///   - weights: `[padded]`, written.
///   - sums: Of the weights of the draws that are l modulo 16: `[16]`, written.
/// - Returns: The largest exponent.
package func weightPass(
  chance: UnsafePointer<Double>, exponent: UnsafePointer<Double>, draws: Int, padded: Int,
  weights: UnsafeMutablePointer<Double>, sums: UnsafeMutablePointer<Double>
) -> Double {
  let width = lanes_double.scalarCount
  var top = lanes_double_all(-.infinity)
  let whole = draws / width * width
  for r in stride(from: 0, to: whole, by: width) {
    top = unsafe lanes_double_max(lanes_double_load(exponent + r), top)
  }
  var largest = -Double.infinity
  for i in 0..<width { largest = max(largest, top[i]) }
  for r in whole..<draws { unsafe largest = max(largest, exponent[r]) }
  let shift = lanes_double_all(largest)
  for r in stride(from: 0, to: padded, by: width) {
    let n = unsafe lanes_double_sub(lanes_double_load(exponent + r), shift)
    // Padding may lie above the largest.
    let bounded = lanes_double_min(
      lanes_double_all(0), lanes_double_max(lanes_double_all(-1000), n))
    // Times a power of two: what is not a number stays that.
    let power = lanes_double_scale(lanes_double_all(1), bounded)
    unsafe lanes_double_store(
      lanes_double_mul(lanes_double_load(chance + r), power), weights + r)
  }
  for r in draws..<padded { unsafe weights[r] = 0 }
  for first in stride(from: 0, to: 16, by: width) {
    var sum = lanes_double_all(0)
    for r in stride(from: first, to: padded, by: 16) {
      sum = unsafe lanes_double_add(sum, lanes_double_load(weights + r))
    }
    unsafe lanes_double_store(sum, sums + first)
  }
  return largest
}

/// `sums[k, l] = Σ_r weights[r] · row[k, r] · factor[k, r]` over the draws r that are l modulo 16.
///
/// Sixteen sums whatever the kernel: the caller adds them in one order. Per element 16 bytes are read (24
/// with factors) and one fma done (and one product more).
/// - Parameters:
///   - weights: `[draws]`.
///   - row: `[rows, stride]`.
///   - factor: `[rows, stride]`, or nil for ones.
///   - draws: A multiple of 16, at most the stride.
///   - sums: `[rows, 16]`, written.
package func weightedSumPass(
  weights: UnsafePointer<Double>, row: UnsafePointer<Double>, factor: UnsafePointer<Double>?,
  rows: Int, stride: Int, draws: Int, sums: UnsafeMutablePointer<Double>
) {
  let width = lanes_double.scalarCount
  for k in 0..<rows {
    for first in Swift.stride(from: 0, to: 16, by: width) {
      var sum = lanes_double_all(0)
      let values = unsafe row + k * stride
      if let factor = unsafe factor {
        let factors = unsafe factor + k * stride
        for r in Swift.stride(from: first, to: draws, by: 16) {
          let value = unsafe lanes_double_mul(
            lanes_double_load(values + r), lanes_double_load(factors + r))
          sum = unsafe lanes_double_fma(lanes_double_load(weights + r), value, sum)
        }
      } else {
        for r in Swift.stride(from: first, to: draws, by: 16) {
          sum = unsafe lanes_double_fma(
            lanes_double_load(weights + r), lanes_double_load(values + r), sum)
        }
      }
      unsafe lanes_double_store(sum, sums + k * 16 + first)
    }
  }
}

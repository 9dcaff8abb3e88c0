// What draws weigh in a mean likelihood, and sums with those weights: lanes are neighbouring draws.
// This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

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
    // Padding may lie above the largest. In this order what is not a number stays that.
    let bounded = lanes_min(lanes_all(0), lanes_max(lanes_all(-125), u))
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
///   - row: `[rows, stride]`.
///   - factor: `[rows, stride]`, or nil for ones.
///   - draws: A multiple of 16, at most the stride.
///   - sums: `[rows, 16]`, written.
package func weightedSumPass(
  weights: UnsafePointer<Float>, row: UnsafePointer<Float>, factor: UnsafePointer<Float>?,
  rows: Int, stride: Int, draws: Int, sums: UnsafeMutablePointer<Double>
) {
  let width = lanes.scalarCount
  for k in 0..<rows {
    for first in Swift.stride(from: 0, to: 16, by: width) {
      var sum = lanes_double_all(0)
      let values = unsafe row + k * stride
      if let factor = unsafe factor {
        let factors = unsafe factor + k * stride
        for r in Swift.stride(from: first, to: draws, by: 16) {
          let value = unsafe lanes_double_mul(
            lanes_widen(lanes_load(values + r)), lanes_widen(lanes_load(factors + r)))
          sum = unsafe lanes_double_fma(lanes_widen(lanes_load(weights + r)), value, sum)
        }
      } else {
        for r in Swift.stride(from: first, to: draws, by: 16) {
          sum = unsafe lanes_double_fma(
            lanes_widen(lanes_load(weights + r)), lanes_widen(lanes_load(values + r)), sum)
        }
      }
      unsafe lanes_double_store(sum, sums + k * 16 + first)
    }
  }
}

// What draws are made of: tastes from Sobol points, utilities and logsums of the other alternatives.
// Lanes are neighbouring draws. This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// Coefficients of `draws` people: normal quantiles of scrambled Sobol points, shifted or exponentiated.
///
/// Point n is `state ^ shift` for the n-th state in Gray-code order, so any vector of points is one
/// exclusive or of a table with the state before it. About 45 operations per vector.
/// - Parameters:
///   - directions: `[32]`, scrambled.
///   - low: The first 16 states without shift.
///   - zero: Points below it have the coefficient 0.
///   - scale: `1 / (2^32 − zero)`.
///   - isLognormal: `centre · 2^(spread · z)`, otherwise `centre + spread · z`.
///   - draws: A multiple of 16.
///   - out: `[draws]`, written.
package func tastePass(
  directions: UnsafePointer<UInt32>, low: UnsafePointer<UInt32>, shift: UInt32, zero: UInt32,
  scale: Float, isLognormal: Bool, centre: Float, spread: Float, draws: Int,
  out: UnsafeMutablePointer<Float>
) {
  let bits = lanes.scalarCount.trailingZeroBitCount - 1
  let table = unsafe lanes_load_uint(low)
  var state = shift
  var turn = 0
  for r in stride(from: 0, to: draws, by: lanes.scalarCount) {
    let points = lanes_xor(table, state)
    let z = lanes_normal_quantile(points, lanes_all_uint(zero), lanes_all(scale))
    var value: lanes
    if isLognormal {
      let u = lanes_mul(z, lanes_all(spread))
      let bounded = lanes_min(lanes_max(u, lanes_all(-125)), lanes_all(125))
      value = lanes_mul(lanes_exp2_fine(bounded), lanes_all(centre))
    } else {
      value = lanes_fma(z, lanes_all(spread), lanes_all(centre))
    }
    value = lanes_unless_zero(points, lanes_all_uint(zero), value)
    unsafe lanes_store(value, out + r)
    // From state(Lg) to state(L(g + 1)) two Gray-code bits turn.
    turn += 2
    unsafe state ^= directions[bits] ^ directions[(bits + turn.trailingZeroBitCount) & 31]
  }
}

/// `out[r] = pay[r] · scale · (constant + own[r] + Σ_k x[k] · tastes[k, r])`: utilities.
/// - Parameters:
///   - tastes: `[attributes, stride]`.
///   - own: `[draws]`, or nil for none.
///   - draws: A multiple of 16.
package func utilityPass(
  tastes: UnsafePointer<Float>, stride rowStride: Int, x: UnsafePointer<Float>, attributes: Int,
  constant: Float, own: UnsafePointer<Float>?, pay: UnsafePointer<Float>, scale: Float, draws: Int,
  out: UnsafeMutablePointer<Float>
) {
  for r in stride(from: 0, to: draws, by: lanes.scalarCount) {
    var u = lanes_all(constant)
    if let own = unsafe own { u = unsafe lanes_add(u, lanes_load(own + r)) }
    for k in 0..<attributes {
      u = unsafe lanes_fma(lanes_load(tastes + k * rowStride + r), lanes_all(x[k]), u)
    }
    let scaled = unsafe lanes_mul(lanes_load(pay + r), lanes_all(scale))
    unsafe lanes_store(lanes_mul(scaled, u), out + r)
  }
}

/// log2 of the sum over alternatives, and which share of that sum smaller sets have.
///
/// `base[r] = log2 Σ_j 2^utility[j, r]` over all alternatives, and `ratios[m, r]` the sum over the first
/// `counts[m]` of them divided by the sum over all.
/// - Parameters:
///   - utilities: In powers of two, `[alternatives, stride]`.
///   - counts: How many alternatives each tier has, the first all of them: `[tiers]`, falling.
///   - draws: A multiple of 16.
///   - base: `[draws]`, written.
///   - ratios: `[tiers, stride]`, written.
/// - Returns: The smallest ratio.
package func logsumPass(
  utilities: UnsafePointer<Float>, stride rowStride: Int, counts: UnsafePointer<Int>, tiers: Int,
  draws: Int, base: UnsafeMutablePointer<Float>, ratios: UnsafeMutablePointer<Float>
) -> Float {
  let alternatives = unsafe counts[0]
  var smallest = lanes_all(1)
  for r in stride(from: 0, to: draws, by: lanes.scalarCount) {
    var largest = unsafe lanes_load(utilities + r)
    for j in 1..<max(1, alternatives) {
      largest = unsafe lanes_max(largest, lanes_load(utilities + j * rowStride + r))
    }
    var sum = lanes_all(0)
    var m = tiers - 1
    for j in 0..<alternatives {
      let u = unsafe lanes_sub(lanes_load(utilities + j * rowStride + r), largest)
      sum = lanes_add(sum, lanes_exp2_fine(lanes_max(u, lanes_all(-125))))
      while unsafe m >= 0 && counts[m] == j + 1 {
        unsafe lanes_store(sum, ratios + m * rowStride + r)
        m -= 1
      }
    }
    unsafe lanes_store(lanes_add(largest, lanes_log2(sum)), base + r)
    for m in 0..<tiers {
      let ratio = unsafe lanes_div(lanes_load(ratios + m * rowStride + r), sum)
      smallest = lanes_min(ratio, smallest)
      unsafe lanes_store(ratio, ratios + m * rowStride + r)
    }
  }
  var result = Float.infinity
  for i in 0..<lanes.scalarCount { result = min(result, smallest[i]) }
  return result
}

// One package under many guesses at the medians: lanes are neighbouring guesses.
// This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// `Σ_r Σ_m weight[m, s] / (1 + Σ_j 2^(Σ_k beta[r,k] x[j,k,s]))` for every block of draws and guess s.
///
/// The x are differences of an alternative to the package under guess s, so each guess has rivals of
/// its own, and the draws are shared by all. Tier m sums over the first `counts[m]` alternatives. Per
/// alternative and element: K + 6 fma-like operations; per tier a division.
/// - Parameters:
///   - x: Scaled by log2(e): `[tiles, alternatives, attributes, width]`.
///   - counts: Alternatives in each tier, rising: `[tiers]`.
///   - weights: `[tiles, tiers, width]`.
///   - beta: `[draws, attributes]`.
///   - draws: Any number; no draw is padded.
///   - sums: `[blocks, tiles, width]`, written.
package func ensemblePass(
  x: UnsafePointer<Float>, attributes: Int, alternatives: Int, tiles: Int,
  counts: UnsafePointer<Int>, weights: UnsafePointer<Float>, tiers: Int,
  beta: UnsafePointer<Float>, draws: Int, blockDraws: Int, sums: UnsafeMutablePointer<Float>
) {
  let width = lanes.scalarCount
  var out = unsafe sums
  for start in stride(from: 0, to: draws, by: blockDraws) {
    let end = min(start + blockDraws, draws)
    for tile in 0..<tiles {
      let columns = unsafe x + tile * alternatives * attributes * width
      let weight = unsafe weights + tile * tiers * width
      var total = lanes_all(0)
      for r in start..<end {
        let row = unsafe beta + r * attributes
        var column = unsafe columns
        var sum = lanes_all(1)
        var j = 0
        for m in 0..<tiers {
          while unsafe j < counts[m] {
            var u = lanes_all(0)
            for k in 0..<attributes {
              u = unsafe lanes_fma(lanes_load(column), lanes_all(row[k]), u)
              unsafe column += width
            }
            let bounded = lanes_min(lanes_max(u, lanes_all(-125)), lanes_all(125))
            sum = lanes_add(sum, lanes_exp2(bounded))
            j += 1
          }
          total = unsafe lanes_add(total, lanes_div(lanes_load(weight + m * width), sum))
        }
      }
      unsafe lanes_store(total, out)
      unsafe out += width
    }
  }
}

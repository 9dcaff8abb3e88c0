// Annual exits of teams: lanes are neighbouring cases (grants, or guesses at the medians).
// This file is compiled once per instruction set; see KERNEL.md.
internal import CSIMD

/// `Σ_r 1 − 2^(−2^(level[n] + slope[n] · taste[r]))` for every block of draws and case n: who leaves.
///
/// With `level = log2(h₀ · log2 e)` and the slope in powers of two this is `1 − exp(−h₀ exp(…))` of a
/// complementary log-log hazard. Per element: 12 fma and 14 other operations.
/// - Parameters:
///   - levels: `[tiles, width]`.
///   - slopes: `[tiles, width]`.
///   - tastes: `[draws]`, any number.
///   - sums: `[blocks, tiles, width]`, written.
package func exitPass(
  levels: UnsafePointer<Float>, slopes: UnsafePointer<Float>, tiles: Int,
  tastes: UnsafePointer<Float>, draws: Int, blockDraws: Int, sums: UnsafeMutablePointer<Float>
) {
  var out = unsafe sums
  for start in stride(from: 0, to: draws, by: blockDraws) {
    let end = min(start + blockDraws, draws)
    for tile in 0..<tiles {
      let level = unsafe lanes_load(levels + tile * lanes.scalarCount)
      let slope = unsafe lanes_load(slopes + tile * lanes.scalarCount)
      var total = lanes_all(0)
      for r in start..<end {
        let u = unsafe lanes_fma(slope, lanes_all(tastes[r]), level)
        // Beyond 2^6.9 nobody stays, below 2^-40 everybody.
        let hazard = lanes_exp2_fine(lanes_min(lanes_max(u, lanes_all(-40)), lanes_all(6.9)))
        // Few leave, and a sum of small numbers is exact where one of nearly ones is not.
        let survival = lanes_exp2_fine(lanes_sub(lanes_all(0), hazard))
        total = lanes_add(total, lanes_sub(lanes_all(1), survival))
      }
      unsafe lanes_store(total, out)
      unsafe out += lanes.scalarCount
    }
  }
}

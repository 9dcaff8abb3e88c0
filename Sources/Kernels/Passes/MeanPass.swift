// Sums of blocks, added in double precision. No vector operation is spelled out: the compiler finds
// them in a loop this plain. This file is compiled once per instruction set; see KERNEL.md.

/// `out[p] = scale · Σ_b sums[b, p]`, block after block.
/// - Parameters:
///   - sums: `[blocks, row]`.
///   - count: Numbers of a row that matter.
///   - out: `[count]`, written.
package func meanPass(
  sums: UnsafePointer<Float>, blocks: Int, row: Int, count: Int, scale: Double,
  out: UnsafeMutablePointer<Double>
) {
  for p in 0..<count { unsafe out[p] = 0 }
  for b in 0..<blocks {
    let from = unsafe sums + b * row
    for p in 0..<count { unsafe out[p] += Double(from[p]) }
  }
  for p in 0..<count { unsafe out[p] *= scale }
}

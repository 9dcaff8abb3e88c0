// Acceptance of a grid of packages: every row of one group of attributes with every row of another.
// This file is compiled once per instruction set; see KERNEL.md beside this folder.
internal import CSIMD

/// Four neighbouring rows of the first group against one vector of the second.
private struct Strip {
  private var s0, s1, s2, s3: lanes

  @inline(__always) init() {
    s0 = lanes_all(0)
    s1 = s0
    s2 = s0
    s3 = s0
  }

  /// Adds four draws: `first` `[4, stride]`, `second` one vector of each draw.
  @inline(__always) mutating func add(
    _ first: UnsafePointer<Float>, _ stride: Int, _ second: UnsafePointer<Float>,
    _ secondStride: Int, isCapped: Bool
  ) {
    let e0 = unsafe lanes_load(second)
    let e1 = unsafe lanes_load(second + secondStride)
    let e2 = unsafe lanes_load(second + 2 * secondStride)
    let e3 = unsafe lanes_load(second + 3 * secondStride)
    s0 = unsafe lanes_add(s0, Strip.shares(first, stride, e0, e1, e2, e3, isCapped))
    s1 = unsafe lanes_add(s1, Strip.shares(first + 1, stride, e0, e1, e2, e3, isCapped))
    s2 = unsafe lanes_add(s2, Strip.shares(first + 2, stride, e0, e1, e2, e3, isCapped))
    s3 = unsafe lanes_add(s3, Strip.shares(first + 3, stride, e0, e1, e2, e3, isCapped))
  }

  /// Σ 1 / (1 + first · second) over four draws with one division.
  @inline(__always) private static func shares(
    _ first: UnsafePointer<Float>, _ stride: Int, _ e0: lanes, _ e1: lanes, _ e2: lanes,
    _ e3: lanes, _ isCapped: Bool
  ) -> lanes {
    let f0 = unsafe onePlus(first[0], e0, isCapped)
    let f1 = unsafe onePlus(first[stride], e1, isCapped)
    let f2 = unsafe onePlus(first[2 * stride], e2, isCapped)
    let f3 = unsafe onePlus(first[3 * stride], e3, isCapped)
    let (product, other) = (lanes_mul(f0, f1), lanes_mul(f2, f3))
    let top = lanes_fma(
      lanes_add(f0, f1), other, lanes_mul(lanes_add(f2, f3), product))
    return lanes_div(top, lanes_mul(product, other))
  }

  // At most 2^31, so that the product of four stays finite; the share is then below 5e-10.
  @inline(__always) private static func onePlus(
    _ first: Float, _ second: lanes, _ isCapped: Bool
  ) -> lanes {
    let f = lanes_fma(lanes_all(first), second, lanes_all(1))
    return isCapped ? lanes_min(f, lanes_all(0x1p31)) : f
  }

  /// sums[i, j] += weight · self, with rows of `stride`.
  @inline(__always) func add(
    to sums: UnsafeMutablePointer<Float>, _ stride: Int, weight: Float
  ) {
    let weight = lanes_all(weight)
    unsafe lanes_store(lanes_fma(s0, weight, lanes_load(sums)), sums)
    unsafe lanes_store(lanes_fma(s1, weight, lanes_load(sums + stride)), sums + stride)
    unsafe lanes_store(lanes_fma(s2, weight, lanes_load(sums + 2 * stride)), sums + 2 * stride)
    unsafe lanes_store(lanes_fma(s3, weight, lanes_load(sums + 3 * stride)), sums + 3 * stride)
  }
}

/// `Σ_r Σ_m weight[m] / (1 + ratio[r,m] E[r,i] F[r,j])` for every block of draws and every cell (i, j).
///
/// `E = 2^(Σ_k beta[r,k] x[k,i])` over the first attributes and `F = 2^(base[r] + …)` over the others:
/// no exponential and no product of matrices per cell, one division per four draws. Per four
/// elements: 5 fma, 4 multiplications, 3 additions, a division; both factors stay in L1.
/// - Parameters:
///   - first: Rows of the first group, scaled by −log2(e): `[firstAttributes, firstWidth]`.
///   - firstRows: Rows of the first group, a multiple of 4.
///   - firstWidth: The same with padding, a multiple of the tile's width; so is `secondWidth`.
///   - second: Rows of the second group: `[secondAttributes, secondWidth]`.
///   - beta: `[draws, firstAttributes + secondAttributes]`.
///   - base: log2 of what competes, `[draws]`.
///   - ratios: `2^(c_m − c_0)`, at most 1, and 1 for the first tier: `[draws, tiers]`.
///   - weights: `[tiers]`.
///   - draws: A multiple of 4; blocks too. No factor may leave 2^±125.
///   - sums: `[blocks, firstRows, secondWidth]`, written.
///   - scratch: `[blockDraws, firstWidth + secondWidth + 1]`, and `[blockDraws, firstWidth]` more for
///     several tiers.
package func gridPass(
  first: UnsafePointer<Float>, firstAttributes: Int, firstRows: Int, firstWidth: Int,
  second: UnsafePointer<Float>, secondAttributes: Int, secondWidth: Int,
  beta: UnsafePointer<Float>, base: UnsafePointer<Float>, ratios: UnsafePointer<Float>,
  weights: UnsafePointer<Float>, tiers: Int, draws: Int, blockDraws: Int,
  sums: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
) {
  let attributes = firstAttributes + secondAttributes
  let cells = firstRows * secondWidth
  let rows = unsafe scratch
  let others = unsafe rows + blockDraws * firstWidth
  let wild = unsafe others + blockDraws * secondWidth
  let scaled = unsafe wild + blockDraws
  var start = 0
  var out = unsafe sums
  while start < draws {
    let count = min(blockDraws, draws - start)
    unsafe out.update(repeating: 0, count: cells)
    unsafe wild.update(repeating: 0, count: count / 4)
    unsafe powers(
      first, firstAttributes, firstWidth, beta + start * attributes, attributes, nil, count, rows,
      wild)
    unsafe powers(
      second, secondAttributes, secondWidth, beta + start * attributes + firstAttributes,
      attributes, base + start, count, others, wild)
    for m in 0..<tiers {
      if m > 0 {
        unsafe scale(rows, firstWidth, ratios + start * tiers + m, tiers, count, scaled)
      }
      let factors = m == 0 ? unsafe rows : unsafe scaled
      for i in stride(from: 0, to: firstRows, by: 4) {
        for j in stride(from: 0, to: secondWidth, by: lanes.scalarCount) {
          var strip = Strip()
          for r in stride(from: 0, to: count, by: 4) {
            let left = unsafe UnsafePointer(factors + r * firstWidth + i)
            let right = unsafe UnsafePointer(others + r * secondWidth + j)
            if unsafe wild[r / 4] == 0 {
              unsafe strip.add(left, firstWidth, right, secondWidth, isCapped: false)
            } else {
              unsafe strip.add(left, firstWidth, right, secondWidth, isCapped: true)
            }
          }
          unsafe strip.add(to: out + i * secondWidth + j, secondWidth, weight: weights[m])
        }
      }
    }
    unsafe out += cells
    start += count
  }
}

/// out[r, i] = 2^(base[r] + Σ_k beta[r,k] x[k,i]); marks each four draws of which some cell may exceed
/// 2^31, because this group alone exceeds 2^15.
@inline(__always) private func powers(
  _ x: UnsafePointer<Float>, _ attributes: Int, _ width: Int, _ beta: UnsafePointer<Float>,
  _ stride: Int, _ base: UnsafePointer<Float>?, _ draws: Int, _ out: UnsafeMutablePointer<Float>,
  _ wild: UnsafeMutablePointer<Float>
) {
  for r in Swift.stride(from: 0, to: draws, by: 4) {
    let row = unsafe beta + r * stride
    var top = lanes_all(-1)
    for i in Swift.stride(from: 0, to: width, by: lanes.scalarCount) {
      var u0 = unsafe lanes_all(base?[r] ?? 0)
      var u1 = unsafe lanes_all(base?[r + 1] ?? 0)
      var u2 = unsafe lanes_all(base?[r + 2] ?? 0)
      var u3 = unsafe lanes_all(base?[r + 3] ?? 0)
      for k in 0..<attributes {
        let column = unsafe lanes_load(x + k * width + i)
        u0 = unsafe lanes_fma(column, lanes_all(row[k]), u0)
        u1 = unsafe lanes_fma(column, lanes_all(row[k + stride]), u1)
        u2 = unsafe lanes_fma(column, lanes_all(row[k + 2 * stride]), u2)
        u3 = unsafe lanes_fma(column, lanes_all(row[k + 3 * stride]), u3)
      }
      top = lanes_max(lanes_max(lanes_max(u0, u1), lanes_max(u2, u3)), top)
      let place = unsafe out + r * width + i
      unsafe lanes_store(lanes_exp2(u0), place)
      unsafe lanes_store(lanes_exp2(u1), place + width)
      unsafe lanes_store(lanes_exp2(u2), place + 2 * width)
      unsafe lanes_store(lanes_exp2(u3), place + 3 * width)
    }
    if lanes_any_above(top, 15) != 0 { unsafe wild[r / 4] = 1 }
  }
}

/// scaled[r, i] = rows[r, i] · ratio[r].
@inline(__always) private func scale(
  _ rows: UnsafePointer<Float>, _ width: Int, _ ratio: UnsafePointer<Float>, _ tiers: Int,
  _ draws: Int, _ scaled: UnsafeMutablePointer<Float>
) {
  for r in 0..<draws {
    let ratio = unsafe lanes_all(ratio[r * tiers])
    for i in stride(from: 0, to: width, by: lanes.scalarCount) {
      unsafe lanes_store(lanes_mul(lanes_load(rows + r * width + i), ratio), scaled + r * width + i)
    }
  }
}

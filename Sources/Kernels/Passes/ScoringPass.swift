// Acceptance of ragged lists of packages: a product of matrices and a logistic function per element.
// This file is compiled once per instruction set; see KERNEL.md beside this folder.
internal import CSIMD

/// Neighbouring packages whose utilities stay in registers: a few vectors side by side.
private struct Tile {
  #if LANES_16
    // 4 draws of 4 vectors are 16 of the 32 registers.
    static var width: Int { 64 }
    private var a, b, c, d: lanes
  #else
    // 4 draws of 2 vectors are 8 of the 16 registers.
    static var width: Int { 2 * lanes.scalarCount }
    private var a, b: lanes
  #endif

  @inline(__always) static var vectors: Int { width / lanes.scalarCount }

  @inline(__always) init(all value: Float) {
    a = lanes_all(value)
    b = a
    #if LANES_16
      c = a
      d = a
    #endif
  }

  @inline(__always) init(at p: UnsafePointer<Float>) {
    unsafe a = lanes_load(p)
    unsafe b = lanes_load(p + lanes.scalarCount)
    #if LANES_16
      unsafe c = lanes_load(p + 2 * lanes.scalarCount)
      unsafe d = lanes_load(p + 3 * lanes.scalarCount)
    #endif
  }

  @inline(__always) func store(to p: UnsafeMutablePointer<Float>) {
    unsafe lanes_store(a, p)
    unsafe lanes_store(b, p + lanes.scalarCount)
    #if LANES_16
      unsafe lanes_store(c, p + 2 * lanes.scalarCount)
      unsafe lanes_store(d, p + 3 * lanes.scalarCount)
    #endif
  }

  /// Adds x · beta.
  @inline(__always) mutating func add(_ x: Tile, times beta: Float) {
    let beta = lanes_all(beta)
    a = lanes_fma(x.a, beta, a)
    b = lanes_fma(x.b, beta, b)
    #if LANES_16
      c = lanes_fma(x.c, beta, c)
      d = lanes_fma(x.d, beta, d)
    #endif
  }

  /// Adds 1 / (1 + 2^u), one vector after the other: few registers are free.
  @inline(__always) mutating func addShares(of u: Tile, isClamped: Bool) {
    a = lanes_add(a, Tile.logistic(u.a, isClamped))
    b = lanes_add(b, Tile.logistic(u.b, isClamped))
    #if LANES_16
      c = lanes_add(c, Tile.logistic(u.c, isClamped))
      d = lanes_add(d, Tile.logistic(u.d, isClamped))
    #endif
  }

  /// Adds s = 1 / (1 + 2^u), and writes s · (1 − s) to memory.
  @inline(__always) mutating func addShares(
    of u: Tile, isClamped: Bool, steepnessTo p: UnsafeMutablePointer<Float>
  ) {
    unsafe Tile.addShare(of: u.a, to: &a, isClamped, p)
    unsafe Tile.addShare(of: u.b, to: &b, isClamped, p + lanes.scalarCount)
    #if LANES_16
      unsafe Tile.addShare(of: u.c, to: &c, isClamped, p + 2 * lanes.scalarCount)
      unsafe Tile.addShare(of: u.d, to: &d, isClamped, p + 3 * lanes.scalarCount)
    #endif
  }

  @inline(__always) private static func addShare(
    of u: lanes, to sum: inout lanes, _ isClamped: Bool, _ p: UnsafeMutablePointer<Float>
  ) {
    let s = logistic(u, isClamped)
    sum = lanes_add(sum, s)
    unsafe lanes_store(lanes_mul(s, lanes_sub(lanes_all(1), s)), p)
  }

  @inline(__always) private static func logistic(_ u: lanes, _ isClamped: Bool) -> lanes {
    lanes_div(lanes_all(1), lanes_add(lanes_all(1), power(u, isClamped)))
  }

  /// 2 to the power of each.
  @inline(__always) func exp2(isClamped: Bool) -> Tile {
    var e = self
    e.a = Tile.power(a, isClamped)
    e.b = Tile.power(b, isClamped)
    #if LANES_16
      e.c = Tile.power(c, isClamped)
      e.d = Tile.power(d, isClamped)
    #endif
    return e
  }

  @inline(__always) private static func power(_ u: lanes, _ isClamped: Bool) -> lanes {
    lanes_exp2(isClamped ? lanes_min(lanes_max(u, lanes_all(-125)), lanes_all(125)) : u)
  }

  /// 1 / (1 + ratio · e) for each e.
  @inline(__always) func share(against ratio: Float) -> Tile {
    let ratio = lanes_all(ratio)
    var s = self
    s.a = lanes_div(lanes_all(1), lanes_fma(a, ratio, lanes_all(1)))
    s.b = lanes_div(lanes_all(1), lanes_fma(b, ratio, lanes_all(1)))
    #if LANES_16
      s.c = lanes_div(lanes_all(1), lanes_fma(c, ratio, lanes_all(1)))
      s.d = lanes_div(lanes_all(1), lanes_fma(d, ratio, lanes_all(1)))
    #endif
    return s
  }

  /// s · (1 − s) for each s: how steep the logistic function is where it has that value.
  @inline(__always) var steepness: Tile {
    var s = self
    s.a = lanes_mul(a, lanes_sub(lanes_all(1), a))
    s.b = lanes_mul(b, lanes_sub(lanes_all(1), b))
    #if LANES_16
      s.c = lanes_mul(c, lanes_sub(lanes_all(1), c))
      s.d = lanes_mul(d, lanes_sub(lanes_all(1), d))
    #endif
    return s
  }
}

/// Utilities of one tile for four draws.
private struct Quad {
  private var u0, u1, u2, u3: Tile

  @inline(__always) init(zero: Void) {
    u0 = Tile(all: 0)
    u1 = u0
    u2 = u0
    u3 = u0
  }

  @inline(__always) init(base: UnsafePointer<Float>) {
    unsafe u0 = Tile(all: base[0])
    unsafe u1 = Tile(all: base[1])
    unsafe u2 = Tile(all: base[2])
    unsafe u3 = Tile(all: base[3])
  }

  /// Adds one attribute: its column of the tile times its coefficient in each draw's row.
  @inline(__always) mutating func add(
    _ column: UnsafePointer<Float>, _ row: UnsafePointer<Float>, _ stride: Int
  ) {
    let x = unsafe Tile(at: column)
    unsafe u0.add(x, times: row[0])
    unsafe u1.add(x, times: row[stride])
    unsafe u2.add(x, times: row[2 * stride])
    unsafe u3.add(x, times: row[3 * stride])
  }

  /// Finishes all four draws from registers.
  @inline(__always) func finish(
    _ finish: Finish, draw: Int, to total: inout Tile,
    _ steepnesses: UnsafeMutablePointer<Float>
  ) {
    unsafe finish.add(u0, draw: draw, to: &total, steepnesses)
    unsafe finish.add(u1, draw: draw + 1, to: &total, steepnesses + Tile.width)
    unsafe finish.add(u2, draw: draw + 2, to: &total, steepnesses + 2 * Tile.width)
    unsafe finish.add(u3, draw: draw + 3, to: &total, steepnesses + 3 * Tile.width)
  }

  @inline(__always) func store(to p: UnsafeMutablePointer<Float>) {
    unsafe u0.store(to: p)
    unsafe u1.store(to: p + Tile.width)
    unsafe u2.store(to: p + 2 * Tile.width)
    unsafe u3.store(to: p + 3 * Tile.width)
  }
}

/// What is made of the utilities of one draw: shares, added up, and how steep they are.
@safe private struct Finish {
  let isClamped: Bool
  /// Logsums, `ratios` `[draws, tiers]` and `weights` `[tiers]`; 0 where there is one and it is `base`.
  let tiers: Int
  let ratios: UnsafePointer<Float>
  let weights: UnsafePointer<Float>
  let hasSlopes: Bool

  @inline(__always) func add(
    _ u: Tile, draw: Int, to total: inout Tile, _ steepnesses: UnsafeMutablePointer<Float>
  ) {
    if tiers == 0 {
      if hasSlopes {
        unsafe total.addShares(of: u, isClamped: isClamped, steepnessTo: steepnesses)
      } else {
        total.addShares(of: u, isClamped: isClamped)
      }
      return
    }
    let e = u.exp2(isClamped: isClamped)
    var steepness = Tile(all: 0)
    for m in 0..<tiers {
      let share = unsafe e.share(against: ratios[draw * tiers + m])
      unsafe total.add(share, times: weights[m])
      if hasSlopes { unsafe steepness.add(share.steepness, times: weights[m]) }
    }
    if hasSlopes { unsafe steepness.store(to: steepnesses) }
  }
}

/// Packages in one tile of this kernel.
package var scoringTileWidth: Int { Tile.width }

/// `Σ_r 1 / (1 + 2^(base[r] + Σ_k beta[r,k] x[k,p]))` for every block of draws and every package.
///
/// Per element: K + 4 fma, a shift, a division, 6 additions; per four draws and tile 4·K·width bytes
/// of x from L1 and 16·K of beta.
/// - Parameters:
///   - x: Packages, scaled by −log2(e): `[tiles, K, width]`.
///   - attributes: K.
///   - tiles: Tiles of packages.
///   - beta: Coefficients, `[draws, K]`.
///   - base: log2 of what competes, `[draws]`.
///   - draws: A multiple of 4; blocks too.
///   - blockDraws: Draws in a block.
///   - isClamped: Some exponent may reach ±125.
///   - sums: `[blocks, tiles, width]`, written.
///   - scratch: `[4, width]`.
package func scoringPass(
  x: UnsafePointer<Float>, attributes: Int, tiles: Int, beta: UnsafePointer<Float>,
  base: UnsafePointer<Float>, draws: Int, blockDraws: Int, isClamped: Bool,
  sums: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
) {
  #if LANES_4
    // Without fused products the logistic function is the smaller part, and 16 registers are few.
    unsafe scoreInOrder(
      x, attributes, tiles, beta, base, draws, blockDraws,
      Finish(isClamped: isClamped, tiers: 0, ratios: base, weights: base, hasSlopes: false), base,
      0, sums, sums, scratch)
  #else
    if isClamped {
      unsafe scoreInterleaved(
        x, attributes, tiles, beta, base, draws, blockDraws, isClamped: true, sums, scratch)
    } else {
      unsafe scoreInterleaved(
        x, attributes, tiles, beta, base, draws, blockDraws, isClamped: false, sums, scratch)
    }
  #endif
}

/// As the scoring pass, with slopes: the derivatives in the attributes whose coefficients they are.
///
/// Also `Σ_r slope[r,a] s (1 − s)` for the share s of each draw: a second product of matrices over
/// what the first left in the cache. Per element: 2 more operations, and one fma per slope.
/// - Parameters:
///   - slope: `[draws, slopes]`.
///   - slopes: A multiple of 4.
///   - derivatives: `[blocks, tiles, slopes, width]`, written.
///   - scratch: `[blockDraws, width]`.
package func slopesPass(
  x: UnsafePointer<Float>, attributes: Int, tiles: Int, beta: UnsafePointer<Float>,
  base: UnsafePointer<Float>, draws: Int, blockDraws: Int, isClamped: Bool,
  slope: UnsafePointer<Float>, slopes: Int,
  sums: UnsafeMutablePointer<Float>, derivatives: UnsafeMutablePointer<Float>,
  scratch: UnsafeMutablePointer<Float>
) {
  unsafe scoreInOrder(
    x, attributes, tiles, beta, base, draws, blockDraws,
    Finish(isClamped: isClamped, tiers: 0, ratios: base, weights: base, hasSlopes: true),
    slope, slopes, sums, derivatives, scratch)
}

/// As the scoring pass, with several logsums and, on request, the slopes.
///
/// `Σ_r Σ_m weight[m] s[r,m,p]` with `s = 1 / (1 + ratio[r,m] 2^(base[r] + Σ_k beta[r,k] x[k,p]))`, and
/// `Σ_r slope[r,a] Σ_m weight[m] s (1 − s)`.
/// - Parameters:
///   - ratios: `2^(c_m − c_0)`, `[draws, tiers]`.
///   - weights: `[tiers]`.
///   - tiers: Logsums, at least one.
///   - slope: `[draws, slopes]`.
///   - slopes: A multiple of 4; zero where none is wanted.
///   - derivatives: `[blocks, tiles, slopes, width]`, written.
///   - scratch: `[blockDraws, width]`.
package func tieredScoringPass(
  x: UnsafePointer<Float>, attributes: Int, tiles: Int, beta: UnsafePointer<Float>,
  base: UnsafePointer<Float>, draws: Int, blockDraws: Int, isClamped: Bool,
  ratios: UnsafePointer<Float>, weights: UnsafePointer<Float>, tiers: Int,
  slope: UnsafePointer<Float>, slopes: Int,
  sums: UnsafeMutablePointer<Float>, derivatives: UnsafeMutablePointer<Float>,
  scratch: UnsafeMutablePointer<Float>
) {
  if slopes > 0 {
    unsafe scoreInOrder(
      x, attributes, tiles, beta, base, draws, blockDraws,
      Finish(
        isClamped: isClamped, tiers: tiers, ratios: ratios, weights: weights, hasSlopes: true),
      slope, slopes, sums, derivatives, scratch)
  } else {
    unsafe scoreInOrder(
      x, attributes, tiles, beta, base, draws, blockDraws,
      Finish(
        isClamped: isClamped, tiers: tiers, ratios: ratios, weights: weights, hasSlopes: false),
      slope, 0, sums, derivatives, scratch)
  }
}

/// Products, then the logistic function, four draws at a time: the plain order.
@inline(__always) private func scoreInOrder(
  _ x: UnsafePointer<Float>, _ attributes: Int, _ tiles: Int, _ beta: UnsafePointer<Float>,
  _ base: UnsafePointer<Float>, _ draws: Int, _ blockDraws: Int, _ finish: Finish,
  _ slope: UnsafePointer<Float>, _ slopes: Int, _ sums: UnsafeMutablePointer<Float>,
  _ derivatives: UnsafeMutablePointer<Float>, _ steep: UnsafeMutablePointer<Float>
) {
  let width = Tile.width
  var (start, done) = (0, 0)
  while start < draws {
    let end = min(start + blockDraws, draws)
    for tile in 0..<tiles {
      let columns = unsafe x + tile * attributes * width
      var total = Tile(all: 0)
      for r in stride(from: start, to: end, by: 4) {
        var quad = unsafe Quad(base: base + r)
        for k in 0..<attributes {
          unsafe quad.add(columns + k * width, beta + r * attributes + k, attributes)
        }
        unsafe quad.finish(finish, draw: r, to: &total, steep + (r - start) * width)
      }
      unsafe total.store(to: sums + done * width)
      for a in stride(from: 0, to: slopes, by: 4) {
        var quad = Quad(zero: ())
        for r in start..<end {
          unsafe quad.add(steep + (r - start) * width, slope + r * slopes + a, 1)
        }
        unsafe quad.store(to: derivatives + (done * slopes + a) * width)
      }
      done += 1
    }
    start = end
  }
}

/// The same sums with the logistic function one step behind.
///
/// While the multipliers work on the utilities of four draws, the logistic function of the four
/// before is computed, one draw's tile per few attributes, so that neither waits for the other.
@inline(__always) private func scoreInterleaved(
  _ x: UnsafePointer<Float>, _ attributes: Int, _ tiles: Int, _ beta: UnsafePointer<Float>,
  _ base: UnsafePointer<Float>, _ draws: Int, _ blockDraws: Int, isClamped: Bool,
  _ sums: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
) {
  let width = Tile.width
  let pace = attributes / 4
  var total = Tile(all: 0)
  var isWaiting = false
  var (start, done) = (0, 0)
  while start < draws {
    let end = min(start + blockDraws, draws)
    for tile in 0..<tiles {
      let columns = unsafe x + tile * attributes * width
      for r in stride(from: start, to: end, by: 4) {
        var quad = unsafe Quad(base: base + r)
        var row = unsafe beta + r * attributes
        var column = unsafe columns
        var left = attributes
        if isWaiting {
          var pending = unsafe UnsafePointer(scratch)
          for _ in 0..<4 {
            for _ in 0..<pace {
              unsafe quad.add(column, row, attributes)
              unsafe column += width
              unsafe row += 1
            }
            unsafe total.addShares(of: Tile(at: pending), isClamped: isClamped)
            unsafe pending += width
          }
          left -= 4 * pace
        }
        for _ in 0..<left {
          unsafe quad.add(column, row, attributes)
          unsafe column += width
          unsafe row += 1
        }
        unsafe quad.store(to: scratch)
        if r == start && isWaiting {
          // That was the end of the tile before.
          unsafe total.store(to: sums + done * width)
          total = Tile(all: 0)
          done += 1
        }
        isWaiting = true
      }
    }
    start = end
  }
  if isWaiting {
    for d in 0..<4 {
      unsafe total.addShares(of: Tile(at: scratch + d * width), isClamped: isClamped)
    }
    unsafe total.store(to: sums + done * width)
  }
}

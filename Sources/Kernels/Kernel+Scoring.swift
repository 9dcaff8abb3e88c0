/// Coefficients along which derivatives are wanted, laid out beside the draws that they belong to.
package struct PackedSlopes: Sendable {
  /// A, how many derivatives.
  package let count: Int
  /// A rounded up to 4.
  let padded: Int
  /// `[draws, padded]`; zero for padded draws and slopes.
  let rows: LaneBuffer

  /// Packs `[A]` rows of as many numbers as there are draws.
  package init(_ slopes: [LaneRow], for draws: PackedDraws) {
    count = slopes.count
    let padded = (slopes.count + 3) / 4 * 4
    let rows = LaneBuffer(zeros: draws.padded * padded)
    for (a, slope) in slopes.enumerated() {
      _ = slope.copy(draws.count, scaledBy: nil, to: rows, from: a, by: padded)
    }
    self.padded = padded
    self.rows = rows
  }
}

/// P(accept) of packages and, if asked for, how it moves.
package struct ScoredPackages: Sendable {
  /// Mean share over the draws, weighted over the tiers; `[P]`.
  package var shares: [Double]
  /// `mean_r slope[r,a] Σ_m weight[m] s (1 − s)`; `[A][P]`.
  package var derivatives: [[Double]]
}

extension Kernel {
  /// Mean shares of `packages` against what competes in `draws`; `[P]`.
  ///
  /// The plain twin is ``PackedDraws/referenceShares(of:attributes:)``.
  public func shares(of packages: PackedPackages, _ draws: PackedDraws) -> [Double] {
    if draws.count == 0 { return Array(repeating: 0, count: packages.count) }
    let width = table.scoringTileWidth
    let row = packages.tiles * width
    // One piece of memory for a call: a single offer is scored in ten microseconds.
    return unsafe Self.withScratch((draws.blocks * row, 4 * width)) { sums, scratch in
      unsafe addBlocks(0..<draws.blocks, of: packages, draws, sums, scratch)
      return unsafe means(sums, draws.blocks, row, packages.count, draws.scale)
    }
  }

  /// Mean shares of the same packages for many people, one after the other; `[N, P]`.
  ///
  /// The same numbers as one call a person, in one piece of memory.
  public func shares(
    of packages: PackedPackages, each people: ArraySlice<PackedDraws>
  ) -> [Double] {
    let row = packages.tiles * table.scoringTileWidth
    let blocks = people.map(\.blocks).max() ?? 0
    return unsafe Self.withScratch((blocks * row, 4 * table.scoringTileWidth)) { sums, scratch in
      unsafe Array(unsafeUninitializedCapacity: people.count * packages.count) {
        buffer, initialized in
        var place = 0
        for draws in people where packages.count > 0 {
          guard let out = unsafe buffer.baseAddress.map({ unsafe $0 + place }) else { break }
          unsafe addBlocks(0..<draws.blocks, of: packages, draws, sums, scratch)
          let scale = draws.count == 0 ? 0 : draws.scale
          unsafe table.mean(sums, draws.blocks, row, packages.count, scale, out)
          place += packages.count
        }
        initialized = place
      }
    }
  }

  /// Mean shares from the sums of all blocks, which may come in several parts, in order.
  package func shares(
    of packages: PackedPackages, _ draws: PackedDraws, _ parts: [LaneBuffer]
  ) -> [Double] {
    if draws.count == 0 { return Array(repeating: 0, count: packages.count) }
    return means(
      parts, packages.tiles * table.scoringTileWidth, packages.count, draws.scale)
  }

  /// Sums over the draws of some blocks, for each block and package; `[blocks, tiles, width]`.
  package func blockSums(
    of packages: PackedPackages, _ draws: PackedDraws, blocks: Range<Int>
  ) -> LaneBuffer {
    let width = table.scoringTileWidth
    let sums = LaneBuffer(unwritten: blocks.count * packages.tiles * width)
    let scratch = LaneBuffer(unwritten: 4 * width)
    withExtendedLifetime((sums, scratch)) {
      unsafe addBlocks(blocks, of: packages, draws, sums.pointer, scratch.pointer)
    }
    return sums
  }

  private func addBlocks(
    _ blocks: Range<Int>, of packages: PackedPackages, _ draws: PackedDraws,
    _ sums: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    precondition(packages.kernel == self && packages.attributes == draws.attributes)
    precondition(blocks.lowerBound >= 0 && blocks.upperBound <= draws.blocks)
    if blocks.isEmpty || packages.count == 0 { return }
    let isClamped = Self.mayOverflow(packages.largest, draws)
    let range = draws.draws(of: blocks)
    let k = packages.attributes
    // Pointers do not keep their memory alive.
    withExtendedLifetime((packages, draws)) {
      if draws.tiers > 1 {
        unsafe table.tiered(
          packages.x.pointer, k, packages.tiles, draws.beta.pointer + range.lowerBound * k,
          draws.base.pointer + range.lowerBound, range.count, PackedDraws.blockDraws, isClamped,
          draws.ratios.pointer + range.lowerBound * draws.tiers, draws.weights.pointer,
          draws.tiers, sums, 0, sums, sums, scratch)
      } else {
        unsafe table.scoring(
          packages.x.pointer, k, packages.tiles, draws.beta.pointer + range.lowerBound * k,
          draws.base.pointer + range.lowerBound, range.count, PackedDraws.blockDraws, isClamped,
          sums, scratch)
      }
    }
  }

  /// Mean shares with derivatives along `slopes`, coefficients of their own; `[A][R]`.
  package func derivatives(
    of packages: PackedPackages, _ draws: PackedDraws, slopes: PackedSlopes
  ) -> ScoredPackages {
    precondition(packages.kernel == self && packages.attributes == draws.attributes)
    guard packages.count > 0, draws.count > 0, slopes.count > 0 else {
      return ScoredPackages(
        shares: shares(of: packages, draws),
        derivatives: Array(
          repeating: Array(repeating: 0, count: packages.count), count: slopes.count))
    }
    precondition(slopes.rows.count == draws.padded * slopes.padded)
    let (count, rows) = (slopes.padded, slopes.rows)
    let width = table.scoringTileWidth
    let row = packages.tiles * width
    let sums = LaneBuffer(unwritten: draws.blocks * row)
    let derivatives = LaneBuffer(unwritten: draws.blocks * row * count)
    let scratch = LaneBuffer(unwritten: PackedDraws.blockDraws * width)
    let isClamped = Self.mayOverflow(packages.largest, draws)
    withExtendedLifetime((packages, draws, rows, sums, derivatives, scratch)) {
      if draws.tiers > 1 {
        unsafe table.tiered(
          packages.x.pointer, packages.attributes, packages.tiles, draws.beta.pointer,
          draws.base.pointer, draws.padded, PackedDraws.blockDraws, isClamped,
          draws.ratios.pointer, draws.weights.pointer, draws.tiers, rows.pointer, count,
          sums.pointer, derivatives.pointer, scratch.pointer)
      } else {
        unsafe table.slopes(
          packages.x.pointer, packages.attributes, packages.tiles, draws.beta.pointer,
          draws.base.pointer, draws.padded, PackedDraws.blockDraws, isClamped, rows.pointer,
          count, sums.pointer, derivatives.pointer, scratch.pointer)
      }
    }
    return ScoredPackages(
      shares: means([sums], row, packages.count, draws.scale),
      derivatives: (0..<slopes.count).map { a in
        // [blocks, tiles, slopes, width]
        var result = [Double](repeating: 0, count: packages.count)
        withExtendedLifetime(derivatives) {
          for part in 0..<draws.blocks * packages.tiles {
            let first = part % packages.tiles * width
            let from = unsafe derivatives.pointer + (part * count + a) * width
            for p in first..<min(first + width, packages.count) {
              unsafe result[p] += Double(from[p - first])
            }
          }
        }
        for p in result.indices { result[p] *= draws.scale }
        return result
      })
  }

  /// Means of the numbers in each row's places over all rows of all parts, in order.
  func means(_ parts: [LaneBuffer], _ row: Int, _ count: Int, _ scale: Double) -> [Double] {
    if parts.count == 1 {
      return withExtendedLifetime(parts[0]) {
        unsafe means(parts[0].pointer, parts[0].count / max(1, row), row, count, scale)
      }
    }
    // Parts lie apart: bring their blocks together, then add them in order.
    let together = LaneBuffer(unwritten: parts.reduce(0) { $0 + $1.count })
    var place = 0
    for part in parts {
      withExtendedLifetime((part, together)) {
        unsafe (together.pointer + place).update(from: part.pointer, count: part.count)
      }
      place += part.count
    }
    return means([together], row, count, scale)
  }

  func means(
    _ sums: UnsafePointer<Float>, _ blocks: Int, _ row: Int, _ count: Int, _ scale: Double
  ) -> [Double] {
    unsafe Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      if let out = buffer.baseAddress, count > 0 {
        unsafe table.mean(sums, blocks, row, count, scale, out)
      }
      initialized = count
    }
  }

  /// Calls `body` with two pieces of memory that are gone afterwards.
  static func withScratch<Result>(
    _ counts: (Int, Int),
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Result
  ) -> Result {
    // The second begins at a multiple of 64 bytes too.
    let first = (counts.0 + 15) / 16 * 16
    let bytes = max(1, first + counts.1) * MemoryLayout<Float>.stride
    return unsafe withUnsafeTemporaryAllocation(byteCount: bytes, alignment: 64) { memory in
      let floats = unsafe memory.bindMemory(to: Float.self)
      guard let start = floats.baseAddress else { preconditionFailure("no memory") }
      return unsafe body(start, start + first)
    }
  }

  // Whether an exponent could leave the range in which the exponential needs no bounds.
  static func mayOverflow(_ largest: [Float], _ draws: PackedDraws) -> Bool {
    var bound = draws.largestBase
    for (x, beta) in zip(largest, draws.largest) { bound += x * beta }
    return !(bound < 120)
  }
}

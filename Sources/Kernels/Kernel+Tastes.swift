/// One dimension of a scrambled Sobol sequence, as the taste pass wants it.
package struct SobolPoints: Sendable {
  let directions: [UInt32]
  let shift: UInt32
  /// The first 16 states before the shift, in Gray-code order.
  let low: [UInt32]

  /// - Parameters:
  ///   - directions: The 32 scrambled direction numbers.
  ///   - shift: The digital shift.
  package init(directions: [UInt32], shift: UInt32) {
    precondition(directions.count == 32)
    self.directions = directions
    self.shift = shift
    var state: UInt32 = 0
    low = (0..<16).map { n in
      defer { state ^= directions[(n + 1).trailingZeroBitCount & 31] }
      return state
    }
  }
}

/// How a coefficient is distributed over people.
package struct Mixing: Sendable {
  /// Median, or mean where it is normal.
  package var centre: Double
  /// Standard deviation, of the logarithm where it is lognormal.
  package var spread: Double
  /// `centre · exp(spread z)`, otherwise `centre + spread z`.
  package var isLognormal: Bool
  /// Share of people at exactly zero.
  package var zeroShare: Double

  package init(centre: Double, spread: Double, isLognormal: Bool, zeroShare: Double = 0) {
    self.centre = centre
    self.spread = spread
    self.isLognormal = isLognormal
    self.zeroShare = zeroShare
  }
}

extension Kernel {
  /// Draws of one coefficient, from the first point on.
  ///
  /// - Parameter row: Where they go; a multiple of 16 numbers.
  package func draw(_ points: SobolPoints, _ mixing: Mixing, to row: LaneRow) {
    precondition(row.count.isMultiple(of: 16))
    let zero = mixing.zeroShare * 0x1p32
    let spread = mixing.spread * (mixing.isLognormal ? 1.442695040888963 : 1)
    withExtendedLifetime(row.buffer) {
      unsafe table.taste(
        points.directions, points.low, points.shift, UInt32(min(zero.rounded(), 0xFFFF_FFFF)),
        Float(1 / (0x1p32 - zero)), mixing.isLognormal, Float(mixing.centre), Float(spread),
        row.count, row.buffer.pointer + row.start)
    }
  }

  /// Utilities of one alternative in powers of two: `pay · scale · (constant + own + Σ_k x_k taste_k)`.
  ///
  /// - Parameters:
  ///   - tastes: Rows of one buffer, `stride` numbers apart, from its first on; `[K]`.
  ///   - x: The alternative's transformed levels; `[K]`.
  ///   - constant: What is the same for all draws, log pay first.
  ///   - own: A row of constants of the alternative itself.
  ///   - pay: The row of pay scales.
  ///   - row: Where they go.
  package func utilities(
    tastes: LaneBuffer, stride: Int, x: [Float], constant: Float, own: LaneRow?, pay: LaneRow,
    to row: LaneRow
  ) {
    precondition(row.count.isMultiple(of: 16) && row.count <= stride && pay.count >= row.count)
    precondition(x.isEmpty || (x.count - 1) * stride + row.count <= tastes.count)
    withExtendedLifetime((tastes, own, pay, row)) {
      unsafe table.utility(
        tastes.pointer, stride, x, x.count, constant, own?.pointer, pay.pointer,
        1.442695040888963, row.count, row.buffer.pointer + row.start)
    }
  }

  /// log2 of the sum over alternatives, and the share of it that each tier's first alternatives have.
  ///
  /// - Parameters:
  ///   - utilities: Rows in powers of two, `stride` apart; `[alternatives]`.
  ///   - counts: Alternatives of each tier, the first all of them, falling; `[tiers]`.
  /// - Returns: The logsum, the ratios by tier, and the smallest ratio.
  package func logsums(
    of utilities: LaneBuffer, stride: Int, counts: [Int]
  ) -> (base: LaneRow, ratios: [LaneRow], smallest: Float) {
    precondition(stride.isMultiple(of: 16) && (counts.first ?? 0) * stride <= utilities.count)
    let base = LaneBuffer(zeros: stride)
    let ratios = LaneBuffer(zeros: stride * counts.count)
    let smallest = withExtendedLifetime((utilities, base, ratios)) {
      unsafe table.logsum(
        utilities.pointer, stride, counts, counts.count, stride, base.pointer, ratios.pointer)
    }
    return (
      LaneRow(base, count: stride),
      counts.indices.map { LaneRow(ratios, from: $0 * stride, count: stride) }, smallest
    )
  }
}

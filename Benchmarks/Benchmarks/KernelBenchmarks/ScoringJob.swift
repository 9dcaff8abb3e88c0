import Fulcrum

/// Candidates to be scored: made-up numbers of which utilities of a few units come.
struct ScoringJob: CustomStringConvertible {
  let candidates: Int
  let draws: Int
  let packages: Int
  let attributes: Int

  var description: String { "P \(packages) x R \(draws) x K \(attributes)" }

  /// Attributes of the packages, `[P, K]`.
  var rows: [Float] { numbers(packages * attributes, 0) }

  /// Half of the attributes, in so many rows.
  func group(_ index: Int, _ count: Int) -> PackedGrid.Group {
    PackedGrid.Group(
      rows: numbers(count * attributes / 2, 1 + index), count: count, attributes: attributes / 2)
  }

  /// The taste draws of one candidate.
  func draws(of candidate: Int) -> PackedDraws {
    PackedDraws(
      rows: numbers(draws * attributes, 3 + 2 * candidate), attributes: attributes,
      competition: numbers(draws, 4 + 2 * candidate))
  }

  /// Numbers in `-1..<1`, the same at every call.
  private func numbers(_ count: Int, _ stream: Int) -> [Float] {
    var state = UInt64(stream) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) * 0x1p-23 - 1
    }
  }
}

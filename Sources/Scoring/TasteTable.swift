public import Choice
public import Kernels
public import Units

/// One person's taste draws in single precision, laid out for the passes of a kernel.
///
/// The same streams as ``Choice/TasteDraws``, which is the plain twin: equal to it within 2e-6 of each
/// coefficient's spread. A table lives as long as its person is scored; nothing keeps `N·R·K` numbers.
public struct TasteTable: Sendable {
  /// R, the number of draws.
  public let count: Int
  /// Whose passes made it and will read it.
  public let kernel: Kernel
  /// R rounded up to whole vectors: the distance of rows.
  let stride: Int
  /// The registry's axes that were drawn, rising; the rows of `partWorths`.
  let axes: [Int]
  /// `[axes, stride]`, in log-pay.
  let partWorths: LaneBuffer
  /// β_pay and the constant of staying; `[stride]`.
  let payScale: LaneRow
  let staying: LaneRow

  /// Draws of `coefficients` for `person`.
  ///
  /// - Parameters:
  ///   - attributes: The axes that will be used; `nil` draws all.
  ///   - replicate: Another one gives an independent scramble of the same sequence.
  public init(
    of person: String, coefficients: Coefficients, seed: Seed, count: Int,
    attributes: Set<Int>? = nil, replicate: Int = 0, kernel: Kernel = .best
  ) {
    let registry = coefficients.registry
    let streams = TasteStreams(of: person, seed: seed, replicate: replicate)
    self.count = count
    self.kernel = kernel
    let stride = (count + 15) / 16 * 16
    self.stride = stride
    let axes = registry.attributes.indices.filter {
      registry.attributes[$0].transform != .pay && attributes?.contains($0) ?? true
    }
    self.axes = axes
    let partWorths = LaneBuffer(zeros: axes.count * stride)
    for (row, k) in axes.enumerated() {
      kernel.draw(
        SobolPoints(streams.attribute(k, of: registry)), Mixing(coefficients.partWorths[k]),
        to: LaneRow(partWorths, from: row * stride, count: stride))
    }
    self.partWorths = partWorths
    payScale = LaneRow(LaneBuffer(zeros: stride), count: stride)
    staying = LaneRow(LaneBuffer(zeros: stride), count: stride)
    kernel.draw(SobolPoints(streams.pay), Mixing(coefficients.payScale), to: payScale)
    kernel.draw(SobolPoints(streams.staying), Mixing(coefficients.staying), to: staying)
  }

  /// One draw of the part-worth of axis `k`, in log-pay; `nil` where the axis was left out.
  public func draw(_ k: Int, _ r: Int) -> Float? { partWorth(k).map { $0[r] } }

  /// The draws of axis `k`, or `nil` where it was left out.
  func partWorth(_ k: Int) -> LaneRow? {
    axes.firstIndex(of: k).map { LaneRow(partWorths, from: $0 * stride, count: stride) }
  }

  /// The draws of axis `k`, which somebody who draws only some of them must not leave out.
  func row(_ k: Int) -> LaneRow {
    guard let row = partWorth(k) else { preconditionFailure("axis \(k) was not drawn") }
    return row
  }

}

extension SobolPoints {
  init(_ sequence: SobolSequence) {
    self.init(directions: sequence.directions, shift: sequence.shift)
  }
}

extension Mixing {
  init(_ mixing: MixingDistribution) {
    switch mixing.spread {
    case .lognormal(let sd): self.init(centre: mixing.centre, spread: sd, isLognormal: true)
    case .normal(let sd): self.init(centre: mixing.centre, spread: sd, isLognormal: false)
    case .zeroOrLognormal(let zeroShare, let sd):
      self.init(centre: mixing.centre, spread: sd, isLognormal: true, zeroShare: zeroShare)
    }
  }
}

extension TasteTable {
  /// Utilities of an alternative beyond those of `reference`, in powers of two.
  ///
  /// Differences are taken before single precision: what all alternatives have in common may be large.
  /// - Precondition: No level is set on an axis that was left out.
  func utilities(
    of features: Features, beyond reference: Features, isStaying: Bool, to row: LaneRow
  ) {
    kernel.utilities(
      tastes: partWorths, stride: stride,
      x: axes.map { Float(features.x[$0] - reference.x[$0]) },
      constant: Float(features.logPay - reference.logPay), own: isStaying ? staying : nil,
      pay: payScale, to: row)
  }
}

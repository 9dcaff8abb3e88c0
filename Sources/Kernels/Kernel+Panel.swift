internal import Foundation

extension Kernel {
  /// How likely `panel` is on the mean over the draws of `tastes`, with its derivatives.
  ///
  /// The plain twin is ``PanelChoices/reference(tastes:)``.
  package func panel(_ panel: PackedPanel, _ tastes: PackedTastes) -> PanelLikelihood {
    precondition(panel.attributes == tastes.attributes)
    let padded = tastes.padded
    let logProbability = LaneBuffer(zeros: padded)
    let score = LaneBuffer(zeros: tastes.attributes * tastes.stride)
    let parts = LaneBuffer(zeros: padded)
    let scratch = LaneBuffer(zeros: panel.rows * 16)
    var sums = [Double](repeating: 0, count: 16)
    var largest: Float = 0
    // Pointers do not keep their memory alive.
    withExtendedLifetime((panel, tastes, logProbability, score, parts, scratch)) {
      unsafe panel.counts.withUnsafeBufferPointer { counts in
        // No task that left a choice: the zeros are the answer.
        guard panel.rows > 0, let start = counts.baseAddress else { return }
        unsafe table.likelihood(
          panel.x.pointer, panel.offset.pointer, panel.rows, panel.attributes, start,
          counts.count, tastes.values.pointer, tastes.stride, padded, logProbability.pointer,
          score.pointer, scratch.pointer)
      }
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        guard let start = sums.baseAddress else { return }
        unsafe largest = table.weight(
          logProbability.pointer, tastes.count, padded, parts.pointer, start)
      }
    }
    let total = PanelLikelihood.sum(sums[...])
    return PanelLikelihood(
      logLikelihood: Double(largest) + log(total / Double(tastes.count)), draws: tastes.count,
      attributes: tastes.attributes, logProbability: logProbability, score: score, parts: parts,
      total: total, stride: tastes.stride, kernel: self)
  }
}

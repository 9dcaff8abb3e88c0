/// What one person chose, laid out for the likelihood pass: each alternative not chosen, less the chosen one.
///
/// Differences need one exponential less per task, and are more exact where utilities are large. What
/// was not available takes no work, nor does a task that left no choice.
package struct PackedPanel: Sendable {
  /// K, the number of attributes.
  package let attributes: Int
  /// How many alternatives were available and not chosen, in all tasks.
  let rows: Int
  /// How many of them are in each task that has any: `[tasks]`.
  let counts: [Int32]
  /// Scaled by log2(e): `[rows, K]`.
  let x: LaneBuffer
  /// Scaled by log2(e): `[rows]`.
  let offset: LaneBuffer

  /// Packs the choices of one person.
  package init(_ choices: PanelChoices) {
    let (alternatives, attributes) = (choices.alternatives, choices.attributes)
    let log2e = 1.4426950408889634
    var counts: [Int32] = []
    var x: [Float] = []
    var offset: [Float] = []
    for t in 0..<choices.tasks {
      let others = choices.available(task: t).filter { $0 != choices.chosen[t] }
      if others.isEmpty { continue }
      counts.append(Int32(others.count))
      let chosen = t * alternatives + choices.chosen[t]
      for j in others.map({ t * alternatives + $0 }) {
        let more = Double(choices.offsets[j]) - Double(choices.offsets[chosen])
        offset.append(Float(more * log2e))
        for k in 0..<attributes {
          let more =
            Double(choices.x[j * attributes + k]) - Double(choices.x[chosen * attributes + k])
          x.append(Float(more * log2e))
        }
      }
    }
    self.attributes = attributes
    rows = offset.count
    self.counts = counts
    self.x = LaneBuffer(x)
    self.offset = LaneBuffer(offset)
  }
}

/// What one person chose, laid out for the panel pass: each alternative not chosen, less the chosen one.
///
/// Differences need one exponential less per task, and are more exact where utilities are large. A task
/// that left no choice takes no work.
package final class PackedPanel: Sendable {
  /// K, the number of attributes.
  package let attributes: Int
  /// How many alternatives there are beside those chosen, in all tasks.
  package let rows: Int
  /// How many of them are in each task that has any: `[tasks]`.
  let counts: [Int32]
  /// `[tasks]` each, see ``panelPass``.
  let base: [Double]
  let mayLapse: [Double]
  let lapsed: [Double]
  /// Scaled by log2(e): `[rows, K]`.
  let x: DoubleBuffer

  /// Packs the choices of one person.
  package init(_ choices: PanelChoices) {
    let log2e = 1.4426950408889634
    var counts: [Int32] = []
    var (base, mayLapse, lapsed): ([Double], [Double], [Double]) = ([], [], [])
    var x: [Double] = []
    for task in choices.tasks {
      if task.x.count == 1 { continue }
      let rows = task.x.indices.filter { $0 != task.chosen }
      counts.append(Int32(rows.count))
      base.append(task.chosen == nil ? 0 : 1)
      mayLapse.append(task.lapse == nil ? 0 : 1)
      lapsed.append(task.lapse != nil && task.lapse == task.chosen ? 1 : 0)
      let mean =
        task.chosen.map { task.x[$0] }
        ?? (0..<choices.attributes).map { k in
          zip(task.x, task.shares).reduce(0) { $0 + $1.0[k] * $1.1 }
        }
      for row in rows {
        for k in 0..<choices.attributes { x.append((task.x[row][k] - mean[k]) * log2e) }
      }
    }
    attributes = choices.attributes
    rows = counts.reduce(0) { $0 + Int($1) }
    self.counts = counts
    (self.base, self.mayLapse, self.lapsed) = (base, mayLapse, lapsed)
    self.x = DoubleBuffer(x)
  }
}

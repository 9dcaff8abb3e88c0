/// What one person chose, task by task, from which alternatives.
package struct PanelChoices: Sendable {
  /// One choice situation.
  package struct Task: Sendable {
    /// Attributes of each available alternative: `[J][K]`, finite.
    package var x: [[Double]]
    /// What was chosen of each alternative, 0 or more, summing to 1: one of them, or shares: `[J]`.
    package var shares: [Double]
    /// Which alternative a lapse leads to; nil where none can happen, as among shares.
    package var lapse: Int?

    /// A situation.
    package init(x: [[Double]], shares: [Double], lapse: Int? = nil) {
      precondition(x.count == shares.count && !x.isEmpty)
      precondition(abs(shares.reduce(0, +) - 1) < 1e-9 && shares.allSatisfy { $0 >= 0 })
      self.x = x
      self.shares = shares
      self.lapse = lapse
      // A mixture of chances is not a chance of shares.
      precondition(lapse.map { chosen != nil && x.indices.contains($0) } ?? true)
    }

    /// The one alternative that was chosen; nil where shares were.
    var chosen: Int? { shares.firstIndex(of: 1) }
  }

  /// K, the number of attributes.
  package let attributes: Int
  /// The situations, `[T]`.
  package let tasks: [Task]

  /// Choices in situations whose alternatives have `attributes` attributes each.
  package init(_ tasks: [Task], attributes: Int) {
    precondition(tasks.allSatisfy { $0.x.allSatisfy { $0.count == attributes } })
    self.tasks = tasks
    self.attributes = attributes
  }
}

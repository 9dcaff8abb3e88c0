/// What one person chose, task by task, from which alternatives.
package struct PanelChoices: Sendable {
  /// T, the number of choice tasks.
  package let tasks: Int
  /// J, the number of alternatives of each task, available or not.
  package let alternatives: Int
  /// K, the number of attributes.
  package let attributes: Int
  /// `[T, J, K]`.
  package let x: [Float]
  /// Utility beside the attributes' in utils, minus infinity where an alternative was not available: `[T, J]`.
  package let offsets: [Float]
  /// `[T]`; of no meaning in a task in which nothing was available.
  package let chosen: [Int]

  /// Choices in tasks of equally many alternatives.
  ///
  /// - Parameters:
  ///   - x: `[T, J, K]`, finite.
  ///   - offsets: In utils, `[T, J]`; finite, or minus infinity where not available.
  ///   - chosen: `[T]`, an available alternative unless the task has none.
  ///   - attributes: K, at least 1.
  package init(x: [Float], offsets: [Float], chosen: [Int], attributes: Int) {
    precondition(attributes >= 1 && x.count == offsets.count * attributes)
    precondition(chosen.isEmpty ? offsets.isEmpty : offsets.count.isMultiple(of: chosen.count))
    tasks = chosen.count
    alternatives = chosen.isEmpty ? 0 : offsets.count / chosen.count
    self.attributes = attributes
    self.x = x
    self.offsets = offsets
    self.chosen = chosen
    for (t, choice) in chosen.enumerated() where !available(task: t).isEmpty {
      precondition(available(task: t).contains(choice))
    }
  }

  /// The alternatives that `task` offered, in their order.
  func available(task: Int) -> [Int] {
    (0..<alternatives).filter { offsets[task * alternatives + $0] > -.infinity }
  }
}

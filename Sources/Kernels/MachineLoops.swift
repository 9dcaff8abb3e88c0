/// What a processor can do at most with the instructions of one kernel, as loops that do nothing else.
package struct MachineLoops: Sendable {
  /// Whose instructions they are.
  package let kernel: Kernel
  /// K, the attributes of the scoring pass whose blend is issued.
  package let attributes: Int
  private let numbers: LaneBuffer
  private let coefficients: LaneBuffer

  /// The loops of `kernel`.
  package init(_ kernel: Kernel, attributes: Int) {
    self.kernel = kernel
    self.attributes = attributes
    let n = kernel.lanes
    numbers = LaneBuffer(zeros: (16 + 4 * attributes) * n)
    for i in 0..<numbers.count { numbers[i] = 0.5 + Float(i / n % 31) / 64 }
    coefficients = LaneBuffer((0..<4 * attributes).map { $0.isMultiple(of: 2) ? 0.25 : -0.25 })
  }

  /// Multiplications and additions in a round of ``multiply(rounds:)``.
  package var flopsPerRound: Int { kernel.table.fmaRoundFlops }

  /// Elements whose operations a round of ``issue(rounds:)`` has.
  package var elementsPerRound: Int { kernel.table.issueMixRoundElements }

  /// Fused products in registers; returns their sum, the same for equal `rounds`.
  @discardableResult package func multiply(rounds: Int) -> Float {
    let result = LaneBuffer(zeros: kernel.lanes)
    withExtendedLifetime((numbers, result)) {
      unsafe kernel.table.fma(numbers.pointer, rounds, result.pointer)
    }
    return (0..<result.count).reduce(0) { $0 + result[$1] }
  }

  /// The scoring pass's blend of operations, none of which waits; returns what became of the numbers.
  @discardableResult package func issue(rounds: Int) -> Float {
    let result = LaneBuffer(zeros: 17 * kernel.lanes)
    withExtendedLifetime((numbers, coefficients, result)) {
      unsafe kernel.table.issueMix(
        numbers.pointer, coefficients.pointer, attributes, rounds, result.pointer)
    }
    return result[16 * kernel.lanes]
  }
}

/// A row of numbers inside a buffer: one attribute's draws, one alternative's utilities.
package struct LaneRow: Sendable {
  /// Where the row lies.
  package let buffer: LaneBuffer
  /// The index of its first number.
  package let start: Int
  /// How many numbers it has.
  package let count: Int

  /// `count` numbers of `buffer` from `start`.
  package init(_ buffer: LaneBuffer, from start: Int = 0, count: Int) {
    precondition(start >= 0 && count >= 0 && start + count <= buffer.count)
    self.buffer = buffer
    self.start = start
    self.count = count
  }

  /// A row of its own with a copy of `values`.
  package init(_ values: [Float]) {
    self.init(LaneBuffer(values), count: values.count)
  }

  /// One number.
  package subscript(_ index: Int) -> Float {
    precondition(index >= 0 && index < count)
    return buffer[start + index]
  }

  /// This row times another, number by number.
  package func times(_ other: LaneRow) -> LaneRow { combined(other) { $0 * $1 } }

  /// This row less another, number by number.
  package func minus(_ other: LaneRow) -> LaneRow { combined(other) { $0 - $1 } }

  @inline(__always)
  private func combined(_ other: LaneRow, _ combine: (Float, Float) -> Float) -> LaneRow {
    let count = min(count, other.count)
    let result = LaneBuffer(zeros: count)
    withExtendedLifetime((buffer, other.buffer, result)) {
      let (a, b) = unsafe (pointer, other.pointer)
      for r in 0..<count { unsafe result.pointer[r] = combine(a[r], b[r]) }
    }
    return LaneRow(result, count: count)
  }

  var pointer: UnsafePointer<Float> { unsafe UnsafePointer(buffer.pointer + start) }

  /// Copies the first numbers, times those of `scale`, to every `stride`-th place of another buffer.
  ///
  /// - Returns: The largest magnitude.
  func copy(
    _ count: Int, scaledBy scale: LaneRow?, to other: LaneBuffer, from first: Int, by stride: Int
  ) -> Float {
    precondition(count <= self.count && count <= scale?.count ?? count)
    precondition(count == 0 || first + (count - 1) * stride < other.count)
    var largest: Float = 0
    withExtendedLifetime((buffer, scale?.buffer, other)) {
      let from = unsafe pointer
      let to = unsafe other.pointer + first
      if let scale {
        let factor = unsafe scale.pointer
        for r in 0..<count { unsafe to[r * stride] = from[r] * factor[r] }
      } else {
        for r in 0..<count { unsafe to[r * stride] = from[r] }
      }
      for r in 0..<count { largest = unsafe max(largest, abs(to[r * stride])) }
    }
    return largest
  }
}

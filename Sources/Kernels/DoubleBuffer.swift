/// Double-precision numbers at an address that every vector instruction likes; owned, and freed once.
@safe package final class DoubleBuffer: @unchecked Sendable {
  /// How many numbers there are.
  package let count: Int
  /// The first of them, at a multiple of 64 bytes.
  let pointer: UnsafeMutablePointer<Double>

  /// `count` zeros.
  package init(zeros count: Int) {
    self.count = count
    let bytes = max(1, count) * MemoryLayout<Double>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    unsafe pointer = memory.bindMemory(to: Double.self, capacity: max(1, count))
    unsafe pointer.initialize(repeating: 0, count: max(1, count))
  }

  /// A copy of `values`.
  package convenience init(_ values: [Double]) {
    self.init(zeros: values.count)
    for (index, value) in values.enumerated() { unsafe pointer[index] = value }
  }

  deinit { unsafe pointer.deallocate() }

  /// One number.
  package subscript(_ index: Int) -> Double {
    get {
      precondition(index >= 0 && index < count)
      return unsafe pointer[index]
    }
    set {
      precondition(index >= 0 && index < count)
      unsafe pointer[index] = newValue
    }
  }
}

/// Single-precision numbers at an address that every vector instruction likes; owned, and freed once.
@safe package final class LaneBuffer: @unchecked Sendable {
  /// How many numbers there are.
  package let count: Int
  /// The first of them, at a multiple of 64 bytes.
  package let pointer: UnsafeMutablePointer<Float>
  private let release: @Sendable (UnsafeMutablePointer<Float>) -> Void

  /// `count` zeros.
  package convenience init(zeros count: Int) {
    self.init(unwritten: count)
    unsafe pointer.initialize(repeating: 0, count: max(1, count))
  }

  /// Room for `count` numbers that somebody is about to write.
  init(unwritten count: Int) {
    self.count = count
    let bytes = max(1, count) * MemoryLayout<Float>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    unsafe pointer = memory.bindMemory(to: Float.self, capacity: max(1, count))
    unsafe release = { unsafe $0.deallocate() }
  }

  /// Memory that somebody else found the place for, and gives back by `release`.
  ///
  /// - Parameter pointer: `count` initialised numbers at a multiple of 64 bytes.
  package init(
    adopting pointer: UnsafeMutablePointer<Float>, count: Int,
    release: @escaping @Sendable (UnsafeMutablePointer<Float>) -> Void
  ) {
    precondition(UInt(bitPattern: pointer).isMultiple(of: 64))
    self.count = count
    unsafe self.pointer = pointer
    unsafe self.release = release
  }

  /// A copy of `values`.
  package convenience init(_ values: [Float]) {
    self.init(zeros: values.count)
    for (index, value) in values.enumerated() { unsafe pointer[index] = value }
  }

  deinit { unsafe release(pointer) }

  /// One number.
  package subscript(_ index: Int) -> Float {
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

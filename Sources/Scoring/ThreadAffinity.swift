internal import CNuma

/// The CPUs on which a thread may run.
package struct ThreadAffinity: Sendable, Equatable {
  /// A bit for each of 8,192 CPUs, the most that Linux is built for.
  private var mask: [UInt]

  private static var wordCount: Int { 8_192 / UInt.bitWidth }
  private static var byteCount: UInt { UInt(wordCount * MemoryLayout<UInt>.stride) }

  /// These CPUs.
  package init(cpus: [Int]) {
    mask = Array(repeating: 0, count: Self.wordCount)
    for cpu in cpus where cpu >= 0 && cpu / UInt.bitWidth < mask.count {
      mask[cpu / UInt.bitWidth] |= 1 << (cpu % UInt.bitWidth)
    }
  }

  /// Those of the calling thread; none where the kernel does not say.
  package static func ofThisThread() -> ThreadAffinity {
    var affinity = ThreadAffinity(cpus: [])
    unsafe affinity.mask.withUnsafeMutableBufferPointer { words in
      _ = unsafe fulcrum_affinity(words.baseAddress, byteCount)
    }
    return affinity
  }

  /// The CPUs, rising.
  package var cpus: [Int] {
    (0..<mask.count * UInt.bitWidth).filter {
      mask[$0 / UInt.bitWidth] >> ($0 % UInt.bitWidth) & 1 == 1
    }
  }

  /// Lets the calling thread run here alone.
  ///
  /// - Returns: Whether the kernel agreed; if not, the thread stays where it was.
  package func bindThisThread() -> Bool {
    unsafe mask.withUnsafeBufferPointer { words in
      unsafe fulcrum_set_affinity(words.baseAddress, Self.byteCount) == 0
    }
  }
}

internal import CNuma
internal import Glibc
package import Kernels

/// Numbers of which ranges lie on chosen memory nodes.
///
/// Whole pages are placed: the page on which a range begins goes with the range before it. A node
/// without room lends from others, as ``placement`` then shows; nothing fails.
package struct PlacedBuffer: Sendable {
  /// Numbers that belong on one node.
  package struct Share: Sendable {
    /// The kernel's number of the node.
    package var node: Int
    /// Which numbers.
    package var floats: Range<Int>

    /// `floats` on `node`.
    package init(node: Int, floats: Range<Int>) {
      self.node = node
      self.floats = floats
    }
  }

  /// The numbers, at the beginning of a page; given back to the system with their last user.
  package let buffer: LaneBuffer
  /// What was asked for; numbers outside every share lie where they are first written.
  package let shares: [Share]

  /// `count` zeros whose pages will come to their nodes when they are first written.
  package init(zeros count: Int, shares: [Share]) {
    precondition(shares.allSatisfy { $0.floats.lowerBound >= 0 && $0.floats.upperBound <= count })
    let bytes = max(1, count) * MemoryLayout<Float>.stride
    // Fresh pages, which are zero and nowhere yet.
    guard
      let memory = unsafe mmap(
        nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      unsafe memory != MAP_FAILED
    else { preconditionFailure("no memory for \(bytes) bytes") }
    buffer = unsafe LaneBuffer(
      adopting: memory.bindMemory(to: Float.self, capacity: max(1, count)), count: count,
      release: { unsafe munmap($0, bytes) })
    self.shares = shares
    for share in shares {
      let pages = Self.pages(of: share)
      // Refused, the first thread to write still decides, and it should run on the node.
      _ = unsafe fulcrum_prefer_node(
        memory + pages.lowerBound * Self.pageBytes, UInt(pages.count * Self.pageBytes),
        Int32(share.node))
    }
  }

  /// `count` zeros on one node.
  package init(zeros count: Int, on node: Int) {
    self.init(zeros: count, shares: [Share(node: node, floats: 0..<count)])
  }

  /// Where the pages are at this moment.
  package var placement: MemoryPlacement {
    MemoryPlacement(
      shares: shares.map { share in
        MemoryPlacement.Share(
          node: share.node, pageBytes: Self.pageBytes,
          found: Self.nodes(of: Self.pages(of: share), in: buffer))
      })
  }

  private static var pageBytes: Int { max(1, sysconf(Int32(_SC_PAGESIZE))) }

  private static func pages(of share: Share) -> Range<Int> {
    func page(_ float: Int) -> Int {
      (float * MemoryLayout<Float>.stride + pageBytes - 1) / pageBytes
    }
    return page(share.floats.lowerBound)..<page(share.floats.upperBound)
  }

  // The node of each page; negative where it is on none yet, or the kernel does not say.
  private static func nodes(of pages: Range<Int>, in buffer: LaneBuffer) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(pages.count)
    withExtendedLifetime(buffer) {
      let start = unsafe UnsafeMutableRawPointer(buffer.pointer)
      // Some thousands at a time: the list of addresses stays small.
      for first in stride(from: pages.lowerBound, to: pages.upperBound, by: 4_096) {
        let some = first..<min(first + 4_096, pages.upperBound)
        var addresses: [UnsafeMutableRawPointer?] = unsafe some.map {
          unsafe start + $0 * pageBytes
        }
        var nodes = [Int32](repeating: -1, count: some.count)
        let fault = unsafe fulcrum_nodes_of_pages(UInt(some.count), &addresses, &nodes)
        result += fault == 0 ? nodes.map(Int.init) : Array(repeating: -1, count: some.count)
      }
    }
    return result
  }
}

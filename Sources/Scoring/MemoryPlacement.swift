/// On which nodes memory was wanted, and on which the kernel says it is.
package struct MemoryPlacement: Sendable, Equatable {
  /// What was wanted on one node.
  package struct Share: Sendable, Equatable {
    /// The node.
    package var node: Int
    /// Bytes in a page.
    package var pageBytes: Int
    /// How many pages were wanted here.
    package var pages: Int
    /// How many of them are here.
    package var here: Int
    /// How many are on another node.
    package var elsewhere: Int

    /// Compares what was wanted on `node` with what was found.
    ///
    /// - Parameter found: The node of each page; negative where it is on none.
    package init(node: Int, pageBytes: Int, found: [Int]) {
      self.node = node
      self.pageBytes = pageBytes
      pages = found.count
      here = found.count { $0 == node }
      elsewhere = found.count { $0 >= 0 && $0 != node }
    }

    /// Bytes wanted here.
    package var bytes: Int { pages * pageBytes }
    /// Bytes of them that are here.
    package var bytesHere: Int { here * pageBytes }
    /// Pages that are nowhere yet, or of which the kernel does not tell.
    package var unknown: Int { pages - here - elsewhere }
  }

  /// In the order of the memory.
  package var shares: [Share]

  /// These shares.
  package init(shares: [Share]) { self.shares = shares }

  /// Whether every page is where it was wanted.
  package var isRight: Bool { shares.allSatisfy { $0.here == $0.pages } }
}

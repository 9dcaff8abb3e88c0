package import Kernels

/// A large table that is read in parts, pass after pass, each by the threads on whose node it lies.
///
/// `[blocks, floats per block]` in one piece of memory: a pass over a range of blocks needs to know
/// nothing of nodes. Where parts begin depends on the crew, so what is computed for a block must not
/// depend on the others of its part.
package struct PlacedTable: Sendable {
  /// Neighbouring blocks that one thread reads.
  package struct Part: Sendable {
    /// Which blocks.
    package var blocks: Range<Int>
    /// Their numbers, `[blocks, floats per block]`.
    package var row: LaneRow
    /// The place of the crew that reads them.
    package var place: Int
  }

  /// How many parts a thread has on the average: it leaves some to its neighbours when it is late.
  static let partsPerThread = 4

  /// Who reads.
  package let crew: NodeCrew
  /// All blocks, in order.
  package let parts: [Part]
  private let placed: PlacedBuffer

  /// Lays out `blocks` blocks; those who will read them write them first.
  ///
  /// - Parameter copy: Writes the numbers of some neighbouring blocks, which are zero until then.
  package init(
    blocks: Int, floatsPerBlock: Int, crew: NodeCrew,
    copy: @Sendable (_ blocks: Range<Int>, _ numbers: inout MutableSpan<Float>) -> Void
  ) {
    let count = min(blocks, crew.threadCount * Self.partsPerThread)
    func range(_ parts: Range<Int>) -> Range<Int> {
      if count == 0 { return 0..<0 }
      return blocks * parts.lowerBound / count..<blocks * parts.upperBound / count
    }
    func floats(_ blocks: Range<Int>) -> Range<Int> {
      blocks.lowerBound * floatsPerBlock..<blocks.upperBound * floatsPerBlock
    }
    let placed = PlacedBuffer(
      zeros: blocks * floatsPerBlock,
      shares: crew.nodes.enumerated().map { place, node in
        PlacedBuffer.Share(
          node: node.number, floats: floats(range(crew.parts(of: place, count: count))))
      })
    self.crew = crew
    self.placed = placed
    let parts = crew.threads.indices.flatMap { place in
      crew.parts(of: place, count: count).map { part in
        let blocks = range(part..<part + 1)
        let floats = floats(blocks)
        return Part(
          blocks: blocks,
          row: LaneRow(placed.buffer, from: floats.lowerBound, count: floats.count), place: place)
      }
    }
    self.parts = parts
    _ = crew.map(count) { part, _ in
      let part = parts[part]
      withExtendedLifetime(placed) {
        var numbers = unsafe MutableSpan(
          _unsafeStart: placed.buffer.pointer + part.row.start, count: part.row.count)
        copy(part.blocks, &numbers)
      }
    }
  }

  /// The whole table, `[blocks, floats per block]`.
  package var buffer: LaneBuffer { placed.buffer }

  /// Where it lies; without shares where the crew is not bound.
  package var placement: MemoryPlacement { placed.placement }

  /// The results of `work` for all parts, in order, each computed at its place.
  package func map<Result: Sendable>(_ work: @Sendable (Part) -> Result) -> [Result] {
    crew.map(parts.count) { part, _ in work(parts[part]) }
  }
}

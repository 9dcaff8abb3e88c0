package import Kernels

/// A price table whose parts lie on the memory nodes of the threads that read them, pass after pass.
///
/// With one node it is an ordinary table, and a pass is split over threads all the same. The results
/// are those of ``Kernels/Kernel/bestOptions(of:penalties:range:)``, whatever the nodes and threads.
package struct PlacedPriceTable: Sendable {
  /// The table as the price pass sees it.
  package let table: PriceTable
  private let placed: PlacedTable

  /// Lays out `values`, `[N, O]` row by row, minus infinity where an option is missing.
  package init(_ values: [Float], options: Int, crew: NodeCrew) {
    precondition(options >= 1 && values.count.isMultiple(of: options))
    let claimants = values.count / options
    let width = PriceTable.blockWidth
    placed = PlacedTable(
      blocks: (claimants + width - 1) / width, floatsPerBlock: options * width, crew: crew
    ) { blocks, numbers in
      for (place, block) in blocks.enumerated() {
        for o in 0..<options {
          for lane in 0..<width {
            let claimant = block * width + lane
            numbers[(place * options + o) * width + lane] =
              claimant < claimants ? values[claimant * options + o] : -.infinity
          }
        }
      }
    }
    table = PriceTable(claimants: claimants, options: options, packed: placed.buffer)
  }

  /// The best option of each claimant when option o costs `penalties[o]`.
  package func bestOptions(by kernel: Kernel, penalties: [Float]) -> BestOptions {
    let result = BestOptions(for: table)
    _ = placed.map { part in
      kernel.findBestOptions(
        of: table, penalties: penalties, range: part.blocks, into: result)
    }
    return result
  }

  /// Where it lies; without shares where the crew is not bound.
  package var placement: MemoryPlacement { placed.placement }
}

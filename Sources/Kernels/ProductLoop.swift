/// The product of coefficients and packages that scoring begins with, and nothing more.
@safe package struct ProductLoop {
  private let packages: PackedPackages
  private let utilities: LaneBuffer
  // Asked for once, so that a run is the loop alone.
  private let pass: KernelTable.Product

  /// The products with `packages`.
  package init(_ packages: PackedPackages) {
    self.packages = packages
    utilities = LaneBuffer(zeros: 4 * packages.kernel.table.scoringTileWidth)
    unsafe pass = packages.kernel.table.product
  }

  /// Multiplies by the coefficients of `draws`.
  ///
  /// - Returns: In log2, what competes less the utility: of the last draws, padded to fours, in the
  ///   last tile of packages; `[4, width]`, the same buffer every time.
  @discardableResult package func run(_ draws: PackedDraws) -> LaneBuffer {
    precondition(packages.attributes == draws.attributes)
    withExtendedLifetime((packages, draws, utilities)) {
      unsafe pass(
        packages.x.pointer, packages.attributes, packages.tiles, draws.beta.pointer,
        draws.base.pointer, draws.padded, PackedDraws.blockDraws, utilities.pointer)
    }
    return utilities
  }
}

public import Choice
internal import Kernels

extension PackageScorer {
  /// One menu laid out for many sizes of our largest cluster.
  ///
  /// Packages differ in nothing that has to do with the size, so their layout is made once, and so are
  /// their coefficients; a size is then a pass over the draws. Every bit is that of a scorer made for the size.
  public struct Menu: Sendable {
    private let scorer: PackageScorer
    private let layout: PackageMenuLayout
    private let reference: Features
    private let count: Int
    private let grid: PackageMenuLayout.Form
    private let list: PackageMenuLayout.Form
    private let packed: PackedDraws

    /// - Parameter packages: At least one.
    public init(_ scorer: PackageScorer, _ packages: [Alternative]) {
      self.scorer = scorer
      let features = packages.map(scorer.seen)
      let layout = PackageMenuLayout(features, kernel: scorer.tastes.kernel)
      self.layout = layout
      reference = features[0]
      count = packages.count
      grid = layout.grid
      list = .list(layout.list)
      packed = scorer.packed(layout.columns)
    }

    /// P(accept) of each package before a cluster of so many H100-equivalents, and the chance that it
    /// passes the screen.
    public func probabilities(
      clusterGPUs: Double
    ) -> (probabilities: [Double], passing: Double) {
      let scorer = PackageScorer(scorer, clusterGPUs: clusterGPUs)
      guard let part = scorer.parts.first else {
        return ([Double](repeating: 0, count: count), scorer.passing)
      }
      let form = layout.isGrid(tiers: part.weights.count) ? grid : list
      let reference = reference.replacing(
        clusterGPUs: clusterGPUs, under: scorer.situation.coefficients)
      return (
        scorer.probabilities(
          of: form, layout.columns, count: count, against: reference, packed: packed),
        scorer.passing
      )
    }
  }
}

internal import Kernels

/// The passes that a solution is made of, one by one, for whoever measures them.
@_spi(Measuring) public struct TablePasses: Sendable {
  private let problem: SparseProblem
  private let threads: Int
  private let prices: [Double]
  private let box: PriceBox
  private let margin: Double

  /// The passes at the prices, in the box and with the margin that a search ends with.
  public init(_ problem: SparseProblem, threads: Int) {
    self.problem = problem
    self.threads = threads
    let dual = DualSearch(problem.table, threads: threads, startingAt: nil)
    prices = dual.prices
    // A thousandth is what a sample of thousands leaves open.
    box = PriceBox(center: dual.prices, radius: dual.sizes.map { 1e-3 * $0 })
    margin = dual.margin
  }

  /// Reads values and patterns, and nothing else.
  public func read() -> Int64 {
    ClaimantChunks(count: problem.table.claimants, threads: threads).map { claimants in
      Kernel.best.read(problem.table.ragged, claimants: claimants)
    }.reduce(0, &+)
  }

  /// What everybody wants; what that is worth, in cents.
  public func demand() -> Double {
    problem.table.demand(prices, sample: problem.table.claimants, threads: threads).value
  }

  /// Drops what cannot be best in the box; how many options are left to decide.
  public func sieve() -> Int {
    let table = problem.table
    return table.sieve(box, margin: margin, sample: table.claimants, threads: threads).options
      .count
  }

  /// The exact bound.
  public func certify() -> Int128 {
    problem.certifiedBound(at: prices.map { Price(rounding: $0) }, threads: threads)
  }
}

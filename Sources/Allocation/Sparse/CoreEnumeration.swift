/// The best plan that differs from the prices' choice by options that lose little together.
///
/// At good prices a plan's total loss is what its options lose and what the units that it leaves over
/// would fetch. Where the best total is small, few combinations of options lose less, and they are
/// sooner counted than a tree of relaxations is built. Claimants who only take more or less of one
/// resource are not counted but summed up, see ``ResourceSums``; the others are combined in order of
/// loss as long as the total allows.
///
/// Sources: Balas and Zemel 1980 (core); Pisinger 1995 (dynamic programming over a core).
struct CoreEnumeration {
  /// The least total loss found, in 2^-32 cent; nil where no plan loses as little as was allowed.
  private(set) var loss: Int64?
  /// The options of that plan that are not their claimants' base options.
  private(set) var options: [Int32] = []
  /// Whether all plans that lose as little as was allowed have been counted.
  let isComplete: Bool
  /// Combinations looked at.
  let trials: Int
  /// Options looked at, beside the base options.
  let optionsLeft: Int

  /// Counts the plans whose total loss is at most `level`.
  ///
  /// - Parameters:
  ///   - table: What there is to choose from.
  ///   - near: The options that lose at most `level`, or more of them.
  ///   - prices: At which they do, in 2^-32 cent.
  ///   - level: In 2^-32 cent; the answer is nil where it or a price is out of range.
  ///   - mostTrials: After how many combinations the count is given up.
  init?(
    _ table: SparseTable, _ near: NearOptions, prices: [Int128], level: Int128, mostTrials: Int
  ) {
    guard level >= 0, level < Int128(ResourceSums.impossible), prices.allSatisfy({ $0 < 1 << 62 })
    else { return nil }
    let limit = Int64(level) + 1
    let room = table.capacity.indices.map { table.capacity[$0] - near.used[$0] }
    let core = DeviationTable(table, near, level: Int64(level))
    var sums = prices.indices.map {
      ResourceSums(row: $0, price: Int64(prices[$0]), limit: limit)
    }
    let mixed = (0..<core.claimants).filter { claimant in
      core.onlyRow(claimant).map { !sums[$0].add(claimant, core) } ?? true
    }
    for row in sums.indices { sums[row].sum(core) }
    var search = DeviationSearch(core, mixed, sums, room: room, limit: limit)
    search.run(atMost: mostTrials)
    optionsLeft = core.count
    trials = search.trials
    isComplete = search.isComplete
    guard let best = search.best else { return }
    loss = best.loss
    var left = room
    for deviation in best.deviations {
      for row in left.indices { left[row] -= core.change[deviation * core.rows + row] }
    }
    let all = best.deviations + sums.flatMap { $0.deviations(room: left[$0.row], core) }
    options = all.map { core.option[$0] }
  }
}

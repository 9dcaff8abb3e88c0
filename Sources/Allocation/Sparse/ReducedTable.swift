/// A table without the claimants whose choice prices in a box settle, and without hopeless options.
///
/// At prices in the box every option that loses at most the margin is here, and every claimant that is
/// not here loses more than that by any choice but the settled one.
struct ReducedTable: Sendable {
  /// The claimants left and their options.
  private(set) var table: SparseTable
  /// Where the prices must lie.
  let box: PriceBox
  /// The greatest loss, in cents, of an option that is certainly here.
  let margin: Double
  /// What the settled claimants are worth, in cents.
  let value: Int128
  /// What they use, `[M]`.
  let used: [Int64]
  /// What everybody wants at the centre of the box, or of the one in which this was first looked for.
  let demand: Demand
  /// The claimants left, and each option's number, in the whole table.
  private let claimants: [Int32]
  private let options: [Int32]
  /// Every claimant's best option at the centre.
  private let best: [Int32]

  init(_ whole: SparseTable, _ box: PriceBox, margin: Double, threads: Int) {
    let sieved = whole.sieve(box, margin: margin, sample: whole.claimants, threads: threads)
    self.box = box
    self.margin = margin
    value = sieved.decidedValue
    used = sieved.decided
    demand = sieved.demand
    claimants = sieved.claimants
    options = sieved.options
    best = sieved.best
    table = whole.keeping(sieved.options, start: sieved.start, settled: sieved.decided)
  }

  /// What is left of another, whose claimants and options `left` counts.
  init(_ outer: ReducedTable, _ left: NarrowedOptions, _ box: PriceBox, margin: Double) {
    let settled = left.used(outer.table)
    self.box = box
    self.margin = margin
    value = outer.value + left.value
    used = zip(outer.used, settled).map { $0 + $1 }
    demand = outer.demand
    claimants = left.claimants.map { outer.claimants[Int($0)] }
    options = left.options.map { outer.options[Int($0)] }
    var best = outer.best
    for (claimant, option) in zip(outer.claimants, left.best) {
      best[Int(claimant)] = outer.options[Int(option)]
    }
    self.best = best
    table = outer.table.keeping(left.options, start: left.start, settled: settled)
  }

  /// Takes other capacities of the whole table.
  mutating func replaceCapacities(_ whole: SparseTable) {
    table = whole.keeping(table, settled: used)
  }

  /// A choice of the options left as one of the whole table.
  func choice(_ choice: [Int]) -> [Int] {
    var whole = best.map(Int.init)
    for (claimant, option) in zip(claimants, choice) {
      whole[Int(claimant)] = Int(options[option])
    }
    return whole
  }

  /// A choice of the whole table as one of the options left; nil for options that are not here.
  func place(_ choice: [Int]) -> [Int?] {
    claimants.indices.map { claimant in
      let wanted = Int32(choice[Int(claimants[claimant])])
      return table.range(claimant).first { options[$0] == wanted }
    }
  }
}

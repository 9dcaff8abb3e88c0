/// What may be promised, laid out for a search: promisers in the order in which they are decided.
struct PromiseTable {
  /// One promise that may be made, or none.
  struct Option {
    /// Its index in the caller's order.
    var index: Int
    /// Cents.
    var value: Double
    /// Uses of the hard rows.
    var hard: [Int64]
    /// Units of each promised row that it comes to use.
    var amounts: [Int64]
    /// The same in whole cells of the row, rounded down.
    var cells: [Int]
    /// The promised row that its value is counted in; nil where it uses none.
    var row: Int?
    /// The chance that it is accepted, by state.
    var chances: [Double]
  }

  /// A promised row in cells.
  struct Row {
    /// Units of a cell.
    var unit: Int64
    /// The most cells that can be left for promises.
    var most: Int
    /// Cells that all promises can come to, up to which sums are kept.
    var top: Int
    /// The longest promise in cells.
    var longest: Int
    /// Units by which room may exceed its whole cells, at most.
    var rest: Int64
    /// Whether amounts are whole cells and rooms differ by whole cells.
    var isExact: Bool
    var capacity: Int64
    /// The risk; nil where being over has a price.
    var risk: Double?
    /// Cents per unit over.
    var cents: Double
  }

  /// Numbers that a row of cells of one unit each may need.
  static let mostWork = 4_000_000

  /// Claimants in the order of the search.
  let claimants: [Int]
  /// What each may be promised; what another option is never worse than is left out.
  let options: [[Option]]
  let rows: [Row]

  /// - Returns: Nil where no row can be cut into so few cells that exactness survives.
  init?(_ model: ChanceModel) {
    let all = model.chance.promisers.indices.map { Self.options(model, $0) }
    // States multiply the work of every cell.
    let most = model.weights.count == 1 ? 128 : 40
    var rows: [Row] = []
    for index in model.chance.rows.indices {
      var row = Self.row(model, index, all, most: most)
      if row.risk == nil && !row.isExact {
        // A price is paid by the unit: cells of several units would be no bound.
        row = Self.row(model, index, all, most: .max)
        let work = row.most * row.top * model.weights.count * (all.count + 1)
        if !row.isExact || work > Self.mostWork { return nil }
      }
      rows.append(row)
    }
    self.rows = rows
    let ids = model.chance.promisers.map { model.chance.problem.claimants[$0.claimant].id }
    let weight = all.map { options in
      options.reduce(0.0) { most, option in
        zip(option.amounts, rows).reduce(most) {
          max($0, Double($1.0) / Double(max(1, $1.1.capacity)))
        }
      }
    }
    // What may use most is decided first: the rest then changes little.
    let order = all.indices.sorted { (weight[$1], ids[$0]) < (weight[$0], ids[$1]) }
    claimants = order.map { model.chance.promisers[$0].claimant }
    options = order.map { place in
      all[place].map { option in
        var option = option
        option.cells = zip(option.amounts, rows).map { Int($0 / $1.unit) }
        let shares = zip(option.cells, rows).map { Double($0) / Double(max(1, $1.most)) }
        option.row = shares.indices.filter { shares[$0] > 0 }.max { shares[$0] < shares[$1] }
        return option
      }
    }
  }

  private static func row(
    _ model: ChanceModel, _ index: Int, _ all: [[Option]], most: Int
  ) -> Row {
    let promised = model.chance.rows[index]
    let capacity = model.chance.problem.resources[promised.row].capacity
    var unit: Int64 = 0
    for options in all {
      for option in options { unit = commonDivisor(unit, option.amounts[index]) }
    }
    var (risk, cents): (Double?, Double) = (nil, 0)
    switch promised.limit {
    case .chance(let limit): risk = limit
    case .cost(let price): cents = price
    }
    var least: Int64 = 0
    for claimant in model.firm {
      let uses = model.chance.problem.claimants[claimant].options.map { $0.use[promised.row] }
      least += uses.min() ?? 0
      if risk == nil { for use in uses { unit = commonDivisor(unit, abs(use)) } }
    }
    unit = max(1, unit)
    let needed = all.reduce(Int64(0)) { $0 + ($1.lazy.map { $0.amounts[index] }.max() ?? 0) }
    let span = max(0, min(needed, capacity - least))
    let step = 1 + span / unit / Int64(most)
    let isExact = step <= 1
    unit *= max(1, step)
    let cells = all.map { Int(($0.lazy.map { $0.amounts[index] }.max() ?? 0) / unit) }
    let total = cells.reduce(0, +)
    let room = Int(span / unit)
    return Row(
      unit: unit, most: room, top: risk == nil ? total : min(total, room + 1),
      longest: cells.max() ?? 0,
      rest: isExact ? ((capacity % unit) + unit) % unit : unit - 1,
      isExact: isExact, capacity: capacity, risk: risk, cents: cents)
  }

  /// The options of a promiser by id, without those that another is never worse than.
  private static func options(_ model: ChanceModel, _ place: Int) -> [Option] {
    let claimant = model.chance.problem.claimants[model.chance.promisers[place].claimant]
    let order = claimant.options.indices.sorted {
      (claimant.options[$1].value, claimant.options[$0].id)
        < (claimant.options[$0].value, claimant.options[$1].id)
    }
    var kept: [Option] = []
    for index in order {
      let option = claimant.options[index]
      let candidate = Option(
        index: index, value: Double(option.value), hard: model.hardRows.map { option.use[$0] },
        amounts: model.drawn.map { $0[place][index] }, cells: [], row: nil,
        chances: model.given[place][index])
      // Values descend, so whoever is kept is worth at least as much.
      if !kept.contains(where: { $0.isNeverWorse(than: candidate) }) { kept.append(candidate) }
    }
    return kept
  }
}

extension PromiseTable.Option {
  /// Whether this, worth at least as much, uses no more of anything, whatever happens.
  fileprivate func isNeverWorse(than other: PromiseTable.Option) -> Bool {
    for (mine, its) in zip(hard, other.hard) where mine > its { return false }
    var usesAny = false
    for (mine, its) in zip(amounts, other.amounts) {
      if mine > its { return false }
      if mine > 0 { usesAny = true }
    }
    return !usesAny || zip(chances, other.chances).allSatisfy { $0 <= $1 }
  }
}

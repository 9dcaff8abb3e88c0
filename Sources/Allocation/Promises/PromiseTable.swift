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
    /// The same in cells of the row, rounded up.
    var cells: [Int]
    /// The chance that it is accepted, by state.
    var chances: [Double]

    /// The chance that it is accepted, over all states.
    func acceptance(_ weights: [Double]) -> Double {
      zip(weights, chances).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// A promised row in cells.
  struct Row {
    /// Units of a cell.
    var unit: Int64
    /// Cells that all promises can come to.
    var cells: Int
    /// Whether amounts are whole cells.
    var isExact: Bool
    /// The risk; nil where being over has a price.
    var risk: Double?
    /// Cents per unit over.
    var cents: Double
    /// What those who do not promise may leave of a row with a price, as far as it matters, ascending.
    var rooms: [Int64]
  }

  /// Rooms of a row with a price that are compared at most.
  private static let mostRooms: Int64 = 4_096

  /// Claimants in the order of the search.
  let claimants: [Int]
  /// What each may be promised; what another option is never worse than is left out.
  let options: [[Option]]
  let rows: [Row]

  /// - Returns: Nil where a row with a price can be left in too many ways.
  init?(_ model: ChanceModel) {
    let all = model.chance.promisers.indices.map { Self.options(model, $0) }
    // States multiply the work of every cell.
    let most: Int64 = model.weights.count == 1 ? 256 : 96
    var rows: [Row] = []
    for index in model.chance.rows.indices {
      guard let row = Self.row(model, index, all, most: most) else { return nil }
      rows.append(row)
    }
    self.rows = rows
    let ids = model.chance.promisers.map { model.chance.problem.claimants[$0.claimant].id }
    let capacities = model.chance.rows.map { model.chance.problem.resources[$0.row].capacity }
    let weight = all.map { options in
      options.reduce(0.0) { most, option in
        zip(option.amounts, capacities).reduce(most) {
          max($0, Double($1.0) / Double(max(1, $1.1)))
        }
      }
    }
    // What may use most is decided first: the rest then changes little.
    let order = all.indices.sorted { (weight[$1], ids[$0]) < (weight[$0], ids[$1]) }
    claimants = order.map { model.chance.promisers[$0].claimant }
    options = order.map { place in
      all[place].map { option in
        var option = option
        option.cells = zip(option.amounts, rows).map { Int(($0 + $1.unit - 1) / $1.unit) }
        return option
      }
    }
  }

  /// Whether a row with a price is as dear as its units are elsewhere: nothing is kept for promises then,
  /// and what is accepted is rented.
  func isRented(_ row: Int, at price: Double) -> Bool {
    rows[row].risk == nil && price >= rows[row].cents
  }

  private static func row(
    _ model: ChanceModel, _ index: Int, _ all: [[Option]], most: Int64
  ) -> Row? {
    var unit: Int64 = 0
    for options in all {
      for option in options { unit = commonDivisor(unit, option.amounts[index]) }
    }
    unit = max(1, unit)
    let longest = all.map { options in options.lazy.map { $0.amounts[index] }.max() ?? 0 }
    let needed = longest.reduce(0, +)
    let step = 1 + needed / unit / most
    unit *= step
    var (risk, cents, rooms): (Double?, Double, [Int64]) = (nil, 0, [])
    switch model.chance.rows[index].limit {
    case .chance(let limit): risk = limit
    case .cost(let price):
      cents = price
      guard let found = Self.rooms(model, index, upTo: needed) else { return nil }
      rooms = found
    }
    return Row(
      unit: unit, cells: longest.reduce(0) { $0 + Int(($1 + unit - 1) / unit) },
      isExact: step == 1, risk: risk, cents: cents, rooms: rooms)
  }

  /// The rooms that the firm may leave in a row, up to the first in which all promises fit.
  private static func rooms(
    _ model: ChanceModel, _ index: Int, upTo needed: Int64
  ) -> [Int64]? {
    let row = model.chance.rows[index].row
    let capacity = model.chance.problem.resources[row].capacity
    var (least, step): (Int64, Int64) = (0, 0)
    for claimant in model.firm {
      let uses = model.chance.problem.claimants[claimant].options.map { $0.use[row] }
      least += uses.min() ?? 0
      for use in uses { step = commonDivisor(step, abs(use)) }
    }
    if step == 0 { return capacity >= 0 ? [capacity] : [] }
    let first = ((capacity % step) + step) % step
    let last = min(capacity - least, needed + step - 1)
    if last < first { return [] }
    return (last - first) / step >= mostRooms
      ? nil : Array(stride(from: first, through: last, by: Int64.Stride(step)))
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
        amounts: model.drawn.map { $0[place][index] }, cells: [],
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

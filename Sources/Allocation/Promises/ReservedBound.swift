/// A bound at one price for every row: promises are reserved in full, and what refusals save is added.
///
/// With prices λ ≥ 0 no plan is worth more than `λ·capacity + Σ max (value − λ·use)` over all claimants,
/// less what each promiser's option falls behind its best, plus `λ D` of each promised row, where D is
/// how far the room stays behind everything promised. D has its limit: refusals must free D units but for
/// a chance of ε, or else what is missing has its price. How much of that promisers can still bring, and
/// what they must give up for it, is what a ``RefusalTable`` knows.
///
/// A row whose own price is no more than λ is a case of its own: nothing is kept for promises there, and
/// each costs what is rented for it on average.
struct ReservedBound {
  /// A promised row.
  struct Row {
    /// Cents of a cell at the row's price; zero where nothing can be saved.
    var worth: Double
    /// Cents by which a saving may exceed its whole cells.
    var rest: Double
    /// What each option gives up on account of this row, in cents, `[promiser][option]`.
    var shares: [[Double]]
    /// Cents of a level.
    var quantum = 1.0
    /// What promisers can bring; nil where nothing can be saved.
    var table: RefusalTable?
  }

  private let table: PromiseTable
  private let weights: [Double]
  /// What everybody's best is worth at the prices, in cents, before savings.
  let base: Double
  /// What each option falls behind its promiser's best, in cents, `[promiser][option]`.
  let losses: [[Double]]
  /// Of each promised row.
  private(set) var rows: [Row]

  /// - Parameter prices: Cents per unit of every row of the problem, not negative.
  init(_ model: ChanceModel, _ table: PromiseTable, at prices: [Double]) {
    self.table = table
    weights = model.weights
    let problem = model.chance.problem
    var base = zip(prices, problem.resources).reduce(0.0) { $0 + $1.0 * Double($1.1.capacity) }
    for claimant in model.firm {
      let best = problem.claimants[claimant].options.reduce(-Double.infinity) { best, option in
        max(best, zip(prices, option.use).reduce(Double(option.value)) { $0 - $1.0 * Double($1.1) })
      }
      base += best
    }
    let own = model.chance.rows.map { prices[$0.row] }
    let isRented = zip(table.rows, own).map { row, price in row.risk == nil && price >= row.cents }
    // What a unit of each row is charged at, accepted or not; what is rented only if it is accepted.
    func net(_ option: PromiseTable.Option) -> Double {
      var net = option.value
      for (row, use) in zip(model.hardRows, option.hard) { net -= prices[row] * Double(use) }
      for (index, amount) in option.amounts.enumerated() where amount != 0 {
        let rented = table.rows[index].cents * option.acceptance(model.weights)
        net -= (isRented[index] ? rented : own[index]) * Double(amount)
      }
      return net
    }
    var losses: [[Double]] = []
    for options in table.options {
      let nets = options.map(net)
      let best = nets.max() ?? 0
      base += best
      losses.append(nets.map { best - $0 })
    }
    let worth = table.rows.indices.map { isRented[$0] ? 0 : own[$0] * Double(table.rows[$0].unit) }
    rows = table.rows.enumerated().map { index, row in
      Row(
        worth: worth[index],
        rest: row.isExact || row.risk == nil ? 0 : own[index] * Double(row.unit - 1),
        shares: zip(table.options, losses).map { options, losses in
          zip(options, losses).map { option, loss in
            let all = zip(option.cells, worth).reduce(0.0) { $0 + Double($1.0) * $1.1 }
            return all > 0 ? loss * Double(option.cells[index]) * worth[index] / all : 0
          }
        })
    }
    self.base = base
    self.losses = losses
  }

  /// Lays a row out for savings of at most `cells`, and for giving up at most `budget` cents.
  mutating func layOut(_ index: Int, cells: Int, budget: Double, levels: Int) {
    let row = table.rows[index]
    if rows[index].worth == 0 || cells == 0 {
      rows[index].table = nil
      return
    }
    // Sums of shares and what they are compared with are rounded.
    let quantum = max(1, budget * (1 + 1e-9)) / Double(levels)
    rows[index].quantum = quantum
    let shares = rows[index].shares
    let offers = table.options.enumerated().map { j, options in
      options.enumerated().compactMap { number, option -> RefusalTable.Offer? in
        let level = (shares[j][number] / quantum).rounded(.down)
        if option.cells[index] == 0 || level > Double(levels) { return nil }
        return RefusalTable.Offer(
          level: Int(level), cells: option.cells[index], refusals: option.chances.map { 1 - $0 })
      }
    }
    rows[index].table = RefusalTable(
      offers, states: weights.count, levels: levels, cells: cells, isPriced: row.risk == nil)
  }

  /// The most that a row can still save after what must be given up for it, in cents.
  ///
  /// - Parameters:
  ///   - j: The first promiser that has not decided.
  ///   - refused: The chance of each number of cells that those before free, `[state][cell]`.
  func saving(_ index: Int, from j: Int, refused: [Double]) -> Double {
    let row = rows[index]
    guard let table = row.table else { return row.rest }
    var best = row.rest
    for cells in 1...table.cells {
      best = max(best, net(index, cells, from: j, refused: refused, atLeast: best))
    }
    return best
  }

  /// What saving exactly so many cells brings at most; minus infinity if it is out of reach, or not
  /// more than `least`.
  func net(
    _ index: Int, _ cells: Int, from j: Int, refused: [Double], atLeast least: Double
  ) -> Double {
    let row = rows[index]
    guard let table = row.table else { return cells == 0 ? row.rest : -.infinity }
    let gross = row.worth * Double(cells) + row.rest
    if gross <= least { return -.infinity }
    let most = Int(min(Double(table.levels), (gross - least) / row.quantum))
    func missing(_ level: Int) -> Double {
      table.missing(j, level, to: cells, refused: refused, weights: weights)
    }
    guard let risk = self.table.rows[index].risk else {
      let price = self.table.rows[index].cents * Double(self.table.rows[index].unit)
      return gross - leastCost(0, most, quantum: row.quantum) { price * missing($0) }
    }
    let limit = risk * (1 + 1e-9)
    if missing(most) > limit { return -.infinity }
    var (low, high) = (-1, most)
    while high - low > 1 {
      let middle = (low + high) / 2
      if missing(middle) <= limit { high = middle } else { low = middle }
    }
    return gross - Double(high) * row.quantum
  }
}

/// The least of what is given up and what is paid together, over levels; what is paid never rises.
private func leastCost(
  _ low: Int, _ high: Int, quantum: Double, paid: (Int) -> Double
) -> Double {
  func least(_ low: (level: Int, paid: Double), _ high: (level: Int, paid: Double), _ known: Double)
    -> Double
  {
    if high.level - low.level <= 1 || Double(low.level + 1) * quantum + high.paid >= known {
      return known
    }
    let level = (low.level + high.level) / 2
    let middle = (level, paid(level))
    var best = min(known, Double(level) * quantum + middle.1)
    best = least(low, middle, best)
    return least(middle, high, best)
  }
  let (first, last) = ((low, paid(low)), (high, paid(high)))
  return least(
    first, last, min(Double(low) * quantum + first.1, Double(high) * quantum + last.1))
}

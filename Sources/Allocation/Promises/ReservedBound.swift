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
  /// An offer in a row.
  struct Offer {
    /// What it gives up for this row, in cents.
    var share: Double
    /// What its refusal frees.
    var cells: Int
    /// The chance that it is refused, by state.
    var refusals: [Double]

    /// Whether this gives up no more, and its refusals free no less.
    func isNeverWorse(than other: Offer) -> Bool {
      share <= other.share && cells >= other.cells
        && zip(refusals, other.refusals).allSatisfy { $0 >= $1 }
    }
  }

  /// A promised row.
  struct Row {
    /// What savings are counted at; worth zero where nothing can be saved.
    var terms: RefusalTable.Terms
    /// What may be offered in it, each with what it gives up on its account, by promiser.
    var offers: [[Offer]]
    /// What promisers can bring; nil where nothing can be saved.
    var table: RefusalTable?

    /// The most that it can still save after what must be given up for it, in cents.
    func saving(from j: Int, after refused: RefusalTable.Refused) -> Double {
      table?.saving(terms, from: j, after: refused) ?? terms.rest
    }

    /// What saving each number of cells brings at most, in cents; minus infinity if out of reach.
    func nets(from j: Int, after refused: RefusalTable.Refused) -> [Double] {
      table?.nets(terms, from: j, after: refused) ?? [terms.rest]
    }

    /// Cents of so many cells, whatever must be given up for them.
    func gross(_ cells: Int) -> Double { terms.worth * Double(cells) + terms.rest }
  }

  let table: PromiseTable
  /// Cents per unit of every row of the problem.
  let prices: [Double]
  let weights: [Double]
  /// What everybody's best is worth at the prices, in cents, before savings.
  let base: Double
  /// What each option falls behind its promiser's best, in cents, `[promiser][option]`.
  let losses: [[Double]]
  /// Of each promised row.
  private(set) var rows: [Row]

  /// - Parameter prices: Cents per unit of every row of the problem, not negative.
  init(_ model: ChanceModel, _ table: PromiseTable, at prices: [Double]) {
    self.table = table
    self.prices = prices
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
    let isRented = table.rows.indices.map { table.isRented($0, at: own[$0]) }
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
        terms: RefusalTable.Terms(
          worth: worth[index],
          rest: row.isExact || row.risk == nil ? 0 : own[index] * Double(row.unit - 1),
          quantum: 1, risk: row.risk, price: row.cents * Double(row.unit)),
        offers: zip(table.options, losses).map { options, losses in
          Self.offers(options, losses, in: index, worth: worth)
        })
    }
    self.base = base
    self.losses = losses
  }

  /// What a promiser may offer in a row; what it gives up is shared by the rows that it is offered in.
  private static func offers(
    _ options: [PromiseTable.Option], _ losses: [Double], in row: Int, worth: [Double]
  ) -> [Offer] {
    var kept: [Offer] = []
    if worth[row] == 0 { return kept }
    for (option, loss) in zip(options, losses) where option.cells[row] != 0 {
      let all = zip(option.cells, worth).reduce(0.0) { $0 + Double($1.0) * $1.1 }
      let offer = Offer(
        share: loss * Double(option.cells[row]) * worth[row] / all, cells: option.cells[row],
        refusals: option.chances.map { 1 - $0 })
      if kept.contains(where: { $0.isNeverWorse(than: offer) }) { continue }
      kept.removeAll { offer.isNeverWorse(than: $0) }
      kept.append(offer)
    }
    return kept
  }

  /// Lays a row out for savings of at most `cells`, and for giving up at most `budget` cents.
  mutating func layOut(_ index: Int, from j: Int, cells: Int, budget: Double, levels: Int) {
    if rows[index].terms.worth == 0 || cells == 0 {
      rows[index].table = nil
      return
    }
    // Sums of shares and what they are compared with are rounded.
    let quantum = max(1, budget * (1 + 1e-9)) / Double(levels)
    rows[index].terms.quantum = quantum
    let offers = rows[index].offers.enumerated().map { place, offers in
      place < j
        ? []
        : offers.compactMap { offer -> RefusalTable.Offer? in
          let level = (offer.share / quantum).rounded(.down)
          if level > Double(levels) { return nil }
          return RefusalTable.Offer(
            level: Int(level), cells: offer.cells, refusals: offer.refusals)
        }
    }
    rows[index].table = RefusalTable(
      offers, states: weights.count, levels: levels, cells: cells,
      isPriced: table.rows[index].risk == nil)
  }
}

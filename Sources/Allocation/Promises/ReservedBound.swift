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

  private let table: PromiseTable
  /// Cents per unit of every row of the problem.
  let prices: [Double]
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

// MARK: Narrowing down

extension ReservedBound {
  /// What the bound says where some promisers have decided.
  struct Outlook {
    /// No plan is worth more, in cents.
    var value: Double
    /// What each row saves at most.
    var savings: [Double]
    /// Cells of each row at which that is so.
    var cells: [Int]
    /// Cells of each row that a better plan saves at most.
    var reach: [Int]
  }

  /// What it says where promisers before `j` have given up `behind` cents.
  func outlook(
    from j: Int, behind: Double, after refused: [RefusalTable.Refused], betterThan goal: Double
  ) -> Outlook {
    var outlook = Outlook(value: base - behind, savings: [], cells: [], reach: [])
    let nets = zip(rows, refused).map { $0.nets(from: j, after: $1) }
    for nets in nets {
      let saving = nets.max() ?? 0
      outlook.savings.append(saving)
      outlook.cells.append(nets.firstIndex(of: saving) ?? 0)
      outlook.value += saving
    }
    let slack = outlook.value - goal
    outlook.reach = zip(nets, outlook.savings).map { nets, saving in
      nets.lastIndex { $0 - saving + slack >= 0 } ?? 0
    }
    return outlook
  }

  /// Lays rows out for what a better plan can save and give up, until narrowing it down helps no more.
  ///
  /// - Parameters:
  ///   - j: The first promiser that has not decided.
  ///   - behind: What those before gave up, in cents.
  ///   - refused: What those before free; nil where nobody has decided, which lets `reach` shrink.
  ///   - goal: What a better plan is bounded by at least.
  ///   - reach: Cells of each row that a better plan saves at most.
  ///   - work: Numbers that a row's table may take to work out.
  mutating func fit(
    from j: Int, behind: Double, after refused: [RefusalTable.Refused]?, betterThan goal: Double,
    reach: inout [Int], work: Int
  ) -> Outlook {
    var budgets = rows.map { row in
      row.offers[j...].reduce(0) { $0 + ($1.lazy.map(\.share).max() ?? 0) }
    }
    var savings = zip(rows, reach).map { $0.gross($1) }
    var slack = savings.reduce(base - behind - goal, +)
    for round in 0..<Self.rounds {
      var isNarrower = round == 0
      for index in rows.indices {
        let most = max(0, slack - savings[index] + rows[index].gross(reach[index]))
        let budget = min(budgets[index], slack.isFinite ? most : .infinity)
        if budget < 0.9 * budgets[index] { isNarrower = true }
        budgets[index] = budget
      }
      if !isNarrower { break }
      for index in rows.indices {
        layOut(
          index, from: j, cells: reach[index], budget: budgets[index],
          levels: levels(index, from: j, cells: reach[index], work: work))
      }
      let found = outlook(
        from: j, behind: behind, after: refused ?? nothing, betterThan: goal)
      (savings, slack) = (found.savings, found.value - goal)
      if slack < 0 || rows.allSatisfy({ $0.table == nil }) { break }
      if refused != nil { continue }
      for index in rows.indices where rows[index].table != nil {
        reach[index] = min(reach[index], found.reach[index])
      }
    }
    return outlook(from: j, behind: behind, after: refused ?? nothing, betterThan: goal)
  }

  private static let rounds = 10

  /// As many levels as the work allows.
  private func levels(_ index: Int, from j: Int, cells: Int, work: Int) -> Int {
    let offers = rows[index].offers[j...].reduce(0) { $0 + $1.count }
    return max(24, min(512, work / max(1, offers * (cells + 1) * weights.count)))
  }

  /// What is freed before anybody is promised anything.
  private var nothing: [RefusalTable.Refused] {
    rows.map { .nothing(weights, cells: $0.table?.cells ?? 0) }
  }
}

extension RefusalTable.Refused {
  /// What is freed before anybody is promised anything.
  static func nothing(_ weights: [Double], cells: Int) -> RefusalTable.Refused {
    let none = [Double](repeating: 0, count: cells)
    return RefusalTable.Refused(chances: weights.flatMap { _ in [1] + none }, weights: weights)
  }
}

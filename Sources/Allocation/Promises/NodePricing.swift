/// Prices of all rows that fit what some promisers have decided: a bound for the nodes below.
///
/// Those of the relaxation in which what is decided is fixed, everything is kept in full, and each
/// promised row has as many more units as the best bound so far believes to be saved; and the way from
/// there to the prices of that bound, half way.
struct NodePricing {
  /// The best bound found; nil where none is better than those that there are.
  private(set) var bound: ReservedBound?

  /// Numbers that a bound's tables may take to work out.
  private static let work = 600_000
  private static let rounds = 2

  /// - Parameters:
  ///   - search: Where promisers before `j` have decided.
  ///   - behind: What these have given up, by bound.
  init(_ search: PromiseSearch, _ j: Int, behind: [Double]) {
    let (table, refused, goal) = (search.table, search.refused[j], search.goal)
    var (least, cells, nearest) = (Double.infinity, search.reach, [Double]())
    for (bound, behind) in zip(search.bounds, behind) {
      let outlook = bound.outlook(from: j, behind: behind, after: refused, betterThan: goal)
      if outlook.value < least {
        (least, cells, nearest) = (outlook.value, outlook.cells, bound.prices)
      }
    }
    let isRented = search.model.chance.rows.enumerated().contains {
      table.isRented($0, at: nearest[$1.row])
    }
    var problem = isRented ? search.rented ?? search.reserved : search.reserved
    for (depth, claimant) in table.claimants.prefix(j).enumerated() {
      let option = table.options[depth][search.picked[depth]].index
      problem = problem.replacingOptions(
        ofClaimant: claimant, with: [problem.claimants[claimant].options[option]])
    }
    let decided = (0..<j).map { search.picked[$0] }
    for _ in 0..<Self.rounds {
      var capacities = problem.resources.map(\.capacity)
      for (index, row) in search.model.chance.rows.enumerated() {
        capacities[row.row] += Int64(cells[index]) * table.rows[index].unit
      }
      let relaxed = relaxation(of: problem.replacingCapacities(capacities))
      if !relaxed.bound.isFinite { return }
      let before = least
      for share in [0, 0.5] {
        let prices = zip(relaxed.prices, nearest).map { max(0, $0 + share * ($1 - $0)) }
        var bound = ReservedBound(search.model, table, at: prices)
        let given = decided.indices.reduce(0.0) { $0 + bound.losses[$1][decided[$1]] }
        var reach = search.reach
        let outlook = bound.fit(
          from: j, behind: given, after: refused, betterThan: goal, reach: &reach,
          work: Self.work / max(1, table.rows.count))
        if outlook.value < least {
          (self.bound, least, cells, nearest) = (bound, outlook.value, outlook.cells, prices)
        }
      }
      if least == before { return }
    }
  }
}

/// Chooses one option per claimant, the greatest value, with every promised row within its risk.
///
/// Always returns: what was found, how good it is known to be, and what may happen. Few promises are
/// searched exactly, with the distribution of what is used; many are planned by linear rows that stand in
/// for the promised ones and are corrected by the exact tail, and bounded by a relaxation. Equal input
/// gives equal answers, whatever the order of rows, claimants and options.
/// - Parameters:
///   - chance: What is to be shared and promised.
///   - limits: When to stop looking for a proof; a node costs some ten microseconds and more.
///   - nearby: Plans that may be good, such as those of a like problem: one option per claimant.
/// - Returns: A plan, its proof and its risks, or why there is none.
public func solve(
  _ chance: ChanceProblem, within limits: SearchLimits = .promises, near nearby: [[Int]] = []
) -> ChanceAllocation {
  let sorted = SortedChance(chance)
  return sorted.restored(
    solveYear(sorted.chance, limits, nearby.compactMap { sorted.sorted($0) }))
}

/// The answer in the order of ids: rows first, then, where they fall short, the year.
private func solveYear(
  _ chance: ChanceProblem, _ limits: SearchLimits, _ nearby: [[Int]]
) -> ChanceAllocation {
  guard let year = chance.year else { return solveRows(chance, limits, nearby) }
  // Each row alone must keep the year's risk: a relaxation, and often enough.
  func scaled(_ factor: Double) -> ChanceProblem {
    let rows = chance.rows.map { row in
      var row = row
      if case .chance(let risk) = row.limit, year.pools.contains(where: { $0.contains(row.row) }) {
        row.limit = .chance(min(risk, year.risk) * factor)
      }
      return row
    }
    return ChanceProblem(
      chance.problem, promisers: chance.promisers, rows: rows, market: chance.market)
  }
  let model = ChanceModel(chance)
  let relaxed = solveRows(scaled(1), limits, nearby)
  func keeps(_ risk: YearRisk?) -> Bool {
    risk.map { PromiseDistribution.isWithin($0.any, year.risk) } ?? false
  }
  var best = relaxed
  best.year = relaxed.choice.flatMap { model.year($0) }
  if relaxed.choice == nil || keeps(best.year) { return best }
  // Otherwise rows keep less, as much as the year needs; nothing is promised beyond doubt at zero.
  best.choice = nil
  var (low, high) = (0.0, 1.0)
  for step in 0..<6 {
    let factor = step == 0 ? 0 : 0.5 * (low + high)
    var found = solveRows(scaled(factor), limits, nearby + [best.choice].compactMap { $0 })
    found.year = found.choice.flatMap { model.year($0) }
    if !keeps(found.year) {
      if step == 0 { break }
      high = factor
      continue
    }
    low = factor
    if best.choice == nil || found.objective > best.objective { best = found }
  }
  if best.choice == nil {
    best = relaxed
    (best.choice, best.value, best.recourse, best.rows, best.year) = (nil, 0, 0, [], nil)
  }
  best.bound = relaxed.bound
  best.proof = relaxed.proof
  best.rows = best.choice.map(model.risks) ?? []
  best.status =
    best.choice == nil ? .undecided : best.bound == best.objective ? .optimal : .feasible
  return best
}

extension SearchLimits {
  /// What a search over promises may visit by default: some seconds at most.
  public static let promises = SearchLimits(nodes: 40_000)
}

/// The same without a limit on the year.
private func solveRows(
  _ chance: ChanceProblem, _ limits: SearchLimits, _ nearby: [[Int]]
) -> ChanceAllocation {
  let model = ChanceModel(chance)
  var booking = BookingSearch(model, within: limits)
  booking.run(near: nearby)
  let relaxation = BookingBound(model, near: booking.choice, within: limits)
  var answer = ChanceAllocation(
    status: .undecided, choice: booking.choice, value: 0, recourse: 0,
    bound: relaxation.bound ?? 0, proof: .relaxation, rows: [], year: nil, nodes: 0)
  var worth = booking.worth
  var isExcluded = relaxation.bound == nil
  let isSettled = booking.choice != nil && relaxation.bound == booking.worth
  if !isExcluded, !isSettled, chance.promisers.count <= PromiseSearch.mostPromisers,
    let table = PromiseTable(model)
  {
    var search = PromiseSearch(model, table, from: booking, within: limits)
    let bound = search.run()
    (answer.choice, worth, answer.nodes) = (search.choice, search.worth, search.nodes)
    if search.isComplete {
      (answer.bound, answer.proof) = (worth, .search)
      isExcluded = answer.choice == nil
    } else if bound.isFinite, Int128(bound.rounded(.up)) < answer.bound {
      (answer.bound, answer.proof) = (Int128(bound.rounded(.up)), .search)
    }
  }
  guard let choice = answer.choice else {
    if isExcluded {
      answer.status = .infeasible(relaxation.conflict(model, within: limits))
      answer.bound = 0
    }
    return answer
  }
  answer.bound = max(answer.bound, worth)
  answer.value = model.value(choice)
  answer.recourse = answer.value - worth
  answer.rows = model.risks(choice)
  answer.status = answer.bound == worth ? .optimal : .feasible
  return answer
}

/// Chooses one option per claimant, the greatest value, with every promised row within its risk.
///
/// Always returns: what was found, how good it is known to be, and what may happen. Few promises are
/// searched exactly, with the distribution of what is used; many are planned by linear rows that stand in
/// for the promised ones and are corrected by the exact tail, and bounded by a relaxation. Equal input
/// gives equal answers, whatever the order of rows, claimants and options.
/// - Parameters:
///   - chance: What is to be shared and promised.
///   - limits: When to stop looking for a proof.
///   - nearby: Plans that may be good, such as those of a like problem.
/// - Returns: A plan, its proof and its risks, or why there is none.
public func solve(
  _ chance: ChanceProblem, within limits: SearchLimits = .default, near nearby: [[Int]] = []
) -> ChanceAllocation {
  let model = ChanceModel(chance)
  var heuristic = BookingSearch(model, within: limits)
  heuristic.run(near: nearby.first)
  let bound = BookingBound(model, near: heuristic.choice)
  var answer = ChanceAllocation(
    status: .undecided, choice: heuristic.choice, value: 0, recourse: 0, bound: bound.bound ?? 0,
    proof: .relaxation, rows: [], year: nil, nodes: 0)
  var worth = heuristic.worth
  var isComplete = false
  if chance.promisers.count <= PromiseSearch.mostPromisers, let table = PromiseTable(model) {
    var search = PromiseSearch(model, table, from: heuristic, within: limits)
    let found = search.run()
    (answer.choice, worth, answer.nodes) = (search.choice, search.worth, search.nodes)
    isComplete = search.isComplete
    if isComplete {
      (answer.bound, answer.proof) = (worth, .search)
    } else if found.isFinite, Int128(found.rounded(.up)) < answer.bound {
      (answer.bound, answer.proof) = (Int128(found.rounded(.up)), .search)
    }
  }
  if let choice = answer.choice {
    answer.bound = max(answer.bound, worth)
    answer.value = model.value(choice)
    answer.recourse = answer.value - worth
    answer.rows = model.risks(choice)
    answer.status = answer.bound == worth ? .optimal : .feasible
  }
  return answer
}

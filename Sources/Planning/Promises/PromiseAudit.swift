internal import Allocation
internal import Scenario

/// Rechecks what a plan on paper says of promises that may be refused, and its bound.
struct PromiseAudit {
  private let claim: PlanClaim
  private let table: OptionTable
  private let limits: PlanningLimits

  init(_ claim: PlanClaim, _ table: OptionTable, _ limits: PlanningLimits) {
    self.claim = claim
    self.table = table
    self.limits = limits
  }

  /// Everything, given what the plan grants and offers.
  func checks(of choice: [Int]) -> [Check] { [risks(of: choice), search] }

  private func risks(of choice: [Int]) -> Check {
    let stated = Dictionary(
      claim.rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var wrong: [String] = []
    for row in table.promisedRows {
      let id = table.resourceID(row.row)
      guard let found = table.promiseRisk(of: choice, row: row.row) else { continue }
      // Each P may differ by 1e-6, and a tail by no more than all of them.
      let tolerance = 1e-6 * Double(1 + claim.offers.count)
      if let limit = found.limit, !(found.overcommit <= limit + tolerance) {
        wrong.append("\(id): accepted promises exceed it more often than \(limit)")
      }
      guard let promise = stated[id]?.promise else {
        wrong.append("\(id) says nothing of its promises")
        continue
      }
      let isLike =
        promise.limit == found.limit && promise.promised == found.promised
        && promise.reserve == found.reserve && promise.rentUnits == found.rentUnits
        && abs(promise.expectedShortfall - found.expectedShortfall)
          <= tolerance * Double(max(1, found.promised))
      if !isLike { wrong.append("\(id): limit, reserve or shortfall differs") }
    }
    if let year = claim.overcommitYear,
      !(abs(year - table.overcommitYear(of: choice)) <= 1e-6 * Double(1 + claim.offers.count) * 2)
    {
      wrong.append("the chance that any pool is exceeded differs")
    }
    return Check(
      what: "promises", holds: wrong.isEmpty,
      detail: wrong.isEmpty
        ? "limits, reserves and shortfalls come out again" : wrong.joined(separator: "; "))
  }

  // The bound is what a search has proven; nobody can recheck it but by searching.
  private var search: Check {
    var limits = limits
    limits.nodes = max(claim.nodes ?? 0, SearchLimits.promises.nodes)
    let again = table.solved(table.unreleased, within: limits.search(of: table))
    let allowed =
      100 + 1e-4 * table.teams.reduce(0) { $0 + $1.atStake }
      + 1e-4 * table.candidates.reduce(0) { $0 + $1.candidate.hireValue }
    let (objective, bound) = (Double(again.objective) / 100, Double(again.bound) / 100)
    let isOptimal = claim.status == .optimal
    let holds =
      claim.objective <= claim.bound && bound <= claim.bound + allowed / 100
      && objective <= claim.bound + allowed / 100
      && (!isOptimal || (again.status == .optimal && claim.bound == claim.objective))
    return Check(
      what: isOptimal ? "optimality" : "bound", holds: holds,
      detail: holds
        ? isOptimal
          ? "the search, repeated, finds nothing better"
          : "the search, repeated, proves that no plan is worth more"
        : "the search, repeated, does not confirm it")
  }
}

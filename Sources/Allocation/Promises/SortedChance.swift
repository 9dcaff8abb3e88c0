/// A problem with promises in the order of ids, and the way back to the caller's order.
///
/// Sums in binary64 and choices among ties see one order only, so that nothing depends on the input's.
struct SortedChance {
  /// The sorted problem.
  let chance: ChanceProblem
  private let caller: ChanceProblem
  private let order: CanonicalOrder

  init(_ caller: ChanceProblem) {
    self.caller = caller
    let order = caller.problem.order
    self.order = order
    let rowPlace = Self.inverse(order.resources)
    let claimantPlace = Self.inverse(order.claimants)
    let claimants = order.claimants.enumerated().map { sorted, claimant in
      let old = caller.problem.claimants[claimant]
      return Claimant(
        id: old.id,
        options: order.options[sorted].map { option in
          var option = old.options[option]
          option.use = order.resources.map { option.use[$0] }
          return option
        })
    }
    chance = ChanceProblem(
      AllocationProblem(
        resources: order.resources.map { caller.problem.resources[$0] }, claimants: claimants),
      promisers: caller.promisers.map { promiser in
        let sorted = claimantPlace[promiser.claimant]
        return ChanceProblem.Promiser(
          claimant: sorted, acceptances: order.options[sorted].map { promiser.acceptances[$0] },
          group: promiser.group)
      },
      rows: caller.rows.map { row in
        var row = row
        row.row = rowPlace[row.row]
        return row
      }, market: caller.market,
      year: caller.year.map { year in
        ChanceProblem.YearLimit(pools: year.pools.map { $0.map { rowPlace[$0] } }, risk: year.risk)
      })
  }

  private static func inverse(_ order: [Int]) -> [Int] {
    var place = [Int](repeating: 0, count: order.count)
    for (sorted, original) in order.enumerated() { place[original] = sorted }
    return place
  }

  /// A choice of the caller's options as one of the sorted problem's; nil where it is none.
  func sorted(_ choice: [Int]) -> [Int]? {
    guard choice.count == order.claimants.count else { return nil }
    var result: [Int] = []
    for (sorted, claimant) in order.claimants.enumerated() {
      guard let option = order.options[sorted].firstIndex(of: choice[claimant]) else { return nil }
      result.append(option)
    }
    return result
  }

  /// An answer to the sorted problem in the caller's order.
  func restored(_ answer: ChanceAllocation) -> ChanceAllocation {
    var answer = answer
    if let choice = answer.choice {
      var mapped = choice
      for (sorted, claimant) in order.claimants.enumerated() {
        mapped[claimant] = order.options[sorted][choice[sorted]]
      }
      answer.choice = mapped
    }
    for index in answer.rows.indices {
      answer.rows[index].row = order.resources[answer.rows[index].row]
    }
    answer.rows.sort { $0.row < $1.row }
    if case .infeasible(var conflict) = answer.status {
      let rows = caller.problem.resources.map(\.id)
      let claimants = Set(conflict.claimants)
      conflict.resources = rows.compactMap { id in conflict.resources.first { $0.resource == id } }
      conflict.claimants = caller.problem.claimants.map(\.id).filter { claimants.contains($0) }
      answer.status = .infeasible(conflict)
    }
    return answer
  }
}

internal import Allocation
internal import Scenario

extension BasePlan {
  /// The plan as a point of a sweep.
  ///
  /// - Parameter intervals: Whether to add 90 % intervals.
  func point(index: Int, values: [Double], intervals: Bool) -> SweepPoint {
    var point = SweepPoint(index: index, values: values, in: scenario, status: .undecided)
    switch allocation.status {
    case .optimal: point.status = .optimal
    case .feasible: point.status = .feasible
    case .undecided: return point
    case .infeasible(let conflict):
      point.status = .infeasible
      point.conflict = PlanConflict(conflict, in: scenario).sentence
      return point
    }
    guard let choice = allocation.choice else { return point }
    point.worth = Double(allocation.objective) / 100
    point.bound = Double(allocation.bound) / 100
    point.prices = allocation.certificate.prices.prefix(table.cashRow).map { $0.cents / 100 }
    point.teams = table.teams.indices.map { index in
      let option = table.teams[index].options[choice[index]]
      return SweepPoint.Team(
        id: table.teams[index].team.id, stay: 1 - option.exit,
        granted: zip(option.units, scenario.pools).map { $0 * $1.gpusPerUnit })
    }
    point.offers = offers()
    point.expectedHires = point.offers.reduce(0) { $0 + ($1.isMade ? $1.acceptance : 0) }
    if intervals { addIntervals(to: &point) }
    return point
  }

  private func offers() -> [SweepPoint.Offer] {
    let nearest = nearest
    return table.candidates.indices.map { index in
      let own = table.candidates[index]
      let package = nearest[index]
      return SweepPoint.Offer(
        candidate: own.candidate.id,
        package: package.map { own.candidate.packages[$0.package].id },
        acceptance: package.map { own.options[$0.package].acceptance } ?? 0, interval: nil,
        isMade: package?.isMade ?? false, isScreened: own.passing == 0)
    }
  }

  private func addIntervals(to point: inout SweepPoint) {
    let nearest = nearest
    let asked = table.candidates.indices.filter {
      nearest[$0] != nil && !point.offers[$0].isScreened
    }
    let questions = asked.compactMap { index in
      nearest[index].map {
        let candidate = table.candidates[index].candidate
        return Uncertainty.Question(
          candidate: candidate, package: candidate.packages[$0.package])
      }
    }
    let ranges = Uncertainty(scenario, table.people, threads: 1).acceptance(of: questions)
    for (place, index) in asked.enumerated() { point.offers[index].interval = ranges[place] }
  }
}

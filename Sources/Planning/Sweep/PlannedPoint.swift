internal import Allocation
internal import Scenario

extension BasePlan {
  /// The plan as a point of a sweep.
  ///
  /// - Parameters:
  ///   - kept: Whose packages are spoken of where nothing is offered.
  ///   - intervals: Whether to add 90 % intervals.
  func point(
    index: Int, values: [Double], following kept: KeptPackages, intervals: Bool
  ) -> SweepPoint {
    var point = SweepPoint(index: index, values: values, in: scenario, status: .undecided)
    switch allocation.status {
    case .optimal: point.status = table.rule.isProven ? .optimal : .feasible
    case .feasible: point.status = .feasible
    case .undecided: return point
    case .infeasible(let conflict):
      point.status = .infeasible
      point.conflict = PlanConflict(conflict, of: table).sentence
      return point
    }
    guard let choice = allocation.choice else { return point }
    point.worth = Double(table.worth(of: choice, in: release.problem)) / 100
    point.bound = point.worth.map { $0 + Double(allocation.bound - allocation.objective) / 100 }
    point.prices = allocation.certificate.prices.prefix(table.cashRow).enumerated().map {
      $1.cents / 100 / table.rows.rows[$0].share(in: scenario)
    }
    point.teams = table.teams.indices.map { index in
      let year = table.year(of: index, in: choice)
      return SweepPoint.Team(
        id: table.teams[index].team.id, stay: 1 - year.exit,
        granted: zip(year.grants[0].units, scenario.pools).map { $0 * $1.gpusPerUnit })
    }
    let packages = packages(following: kept)
    point.offers = offers(packages)
    point.expectedHires = point.offers.reduce(0) { $0 + ($1.isMade ? $1.acceptance : 0) }
    if intervals { addIntervals(of: packages.map { $0?.package }, to: &point) }
    return point
  }

  private func offers(
    _ packages: [(package: Scenario.Package, acceptance: Double, isMade: Bool)?]
  ) -> [SweepPoint.Offer] {
    table.candidates.indices.map { index in
      let own = table.candidates[index]
      let package = packages[index]
      return SweepPoint.Offer(
        candidate: own.candidate.id,
        package: package?.package.id, acceptance: package?.acceptance ?? 0, interval: nil,
        isMade: package?.isMade ?? false, isScreened: own.passing == 0)
    }
  }

  private func addIntervals(of packages: [Scenario.Package?], to point: inout SweepPoint) {
    let asked = table.candidates.indices.filter {
      packages[$0] != nil && !point.offers[$0].isScreened
    }
    let questions = asked.compactMap { index in
      packages[index].map {
        Uncertainty.Question(
          candidate: table.candidates[index].candidate.adding($0), package: $0)
      }
    }
    let ranges = Uncertainty(scenario, table.people, threads: 1).acceptance(of: questions)
    for (place, index) in asked.enumerated() { point.offers[index].interval = ranges[place] }
  }
}

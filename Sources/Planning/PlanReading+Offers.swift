internal import Allocation
internal import Choice
internal import Scenario
internal import Scoring

extension PlanReading {
  func offers(_ choice: [Int]) -> [OfferPlan] {
    let prices = allocation.certificate.prices.map(\.cents)
    let reasons = Refusals(table, release, prices: prices)
    var offers = table.candidates.indices.map { index in
      table.offer(to: index, in: choice).map { offer(index, $0, prices) } ?? reasons.offer(index)
    }
    for index in offers.indices { offers[index].menu = menu(of: table.candidates[index]) }
    let made = offers.indices.filter { offers[$0].isMade }
    let questions = made.compactMap { index in
      offers[index].package.map {
        Uncertainty.Question(candidate: table.candidates[index].candidate, package: $0)
      }
    }
    let uncertainty = Uncertainty(scenario, table.people, threads: threads)
    let intervals = uncertainty.acceptance(of: questions)
    let errors = uncertainty.simulationError(of: questions)
    for (position, index) in made.enumerated() {
      offers[index].acceptanceInterval = intervals[position]
      offers[index].simulationError = errors[position]
    }
    return offers
  }

  private func menu(of own: CandidateTable) -> [MenuEntry] {
    guard (2...MenuEntry.most).contains(own.options.count) else { return [] }
    return own.options.map {
      MenuEntry(
        package: own.candidate.packages[$0.package], acceptance: $0.acceptance,
        expectedValue: $0.value)
    }
  }

  private func offer(
    _ index: Int, _ option: CandidateTable.Option, _ prices: [Double]
  ) -> OfferPlan {
    let candidate = table.candidates[index].candidate
    let package = candidate.packages[option.package]
    let acceptance = table.people.scorer(of: candidate).acceptance(of: package.alternative)
    let leverage = package.pool.map { pool in
      Leverage(
        acceptance, of: package, for: candidate, from: pool, in: scenario,
        unitPrice: table.unitPrice(of: pool, for: candidate, at: prices) / 100,
        cashPrice: prices[table.cashRow])
    }
    return OfferPlan(
      candidate: candidate.id, package: package, isMade: true,
      pool: package.pool.map { scenario.pools[$0].id }, guaranteedH100e: package.guaranteedH100e,
      acceptance: option.acceptance, expectedValue: option.value, leverage: leverage)
  }
}

internal import Allocation
internal import Choice
internal import Kernels
internal import Scenario
internal import Scoring

/// Why a candidate gets no offer, as the prices tell it.
struct Refusals {
  private let table: OptionTable
  private let release: ReleasePrices
  private let prices: [Double]
  private let charge: PromiseCharge

  /// - Parameters:
  ///   - prices: Of every row, in cents per unit.
  ///   - charge: What a promise takes of a pool that may be overbooked.
  init(
    _ table: OptionTable, _ release: ReleasePrices, prices: [Double], _ charge: PromiseCharge
  ) {
    self.charge = charge
    self.table = table
    self.release = release
    self.prices = prices
  }

  /// What to say of a candidate who gets none.
  func offer(_ index: Int) -> OfferPlan {
    let candidate = table.candidates[index].candidate
    if let unpayable = beyondBudget(index) { return unpayable }
    let best = bestAtPrices(index) ?? leastBad(index)
    var refusal = best.map { Refusal.worthless(loss: max(0, -$0.option.value)) } ?? .noPackage
    if let cutoff = candidate.statedCutoff, table.candidates[index].passing == 0 {
      refusal = .screened(cutoff: cutoff, cluster: table.people.clusterGPUs)
    } else if !table.offered[index].isEmpty, let best {
      refusal = impossible(index) ?? reason(of: candidate, gain: best.gain)
    }
    let package = best.map { candidate.packages[$0.option.package] }
    var offer = OfferPlan(
      candidate: candidate.id, package: package, isMade: false,
      pool: package?.pool.map { table.scenario.pools[$0].id },
      guaranteedH100e: package?.guaranteedH100e ?? 0, acceptance: best?.option.acceptance ?? 0,
      expectedValue: best?.option.value ?? 0, refusal: refusal)
    if case .screened(let cutoff, _) = refusal {
      offer.acceptanceIfUnscreened =
        self.best(of: Self.unlimited(candidate), atCluster: cutoff)?.acceptance
    }
    return offer
  }

  /// The package of a candidate without an offer that comes nearest to one, with its P(accept): best at
  /// the plan's prices, or, where a stated cut-off is unmet, worth most if our cluster just met it; one
  /// beyond the budget where the budget leaves none.
  func nearest(_ index: Int) -> (package: Scenario.Package, acceptance: Double)? {
    let own = table.candidates[index]
    if own.passing == 0, let cutoff = own.candidate.statedCutoff {
      let unlimited = Self.unlimited(own.candidate)
      return best(of: unlimited, atCluster: cutoff).map { (unlimited.packages[$0.package], 0) }
    }
    if let dearer = beyondBudget(index) { return dearer.package.map { ($0, dearer.acceptance) } }
    return (bestAtPrices(index) ?? leastBad(index))
      .map { (own.candidate.packages[$0.option.package], $0.option.acceptance) }
  }

  // What the screen shuts out is told whatever the budget is.
  private static func unlimited(_ candidate: Scenario.Candidate) -> Scenario.Candidate {
    var candidate = candidate
    candidate.packages += candidate.beyondBudget
    return candidate
  }

  /// The package that would be worth most if our cluster were of another size, by its place on the
  /// candidate's menu.
  func best(
    of candidate: Scenario.Candidate, atCluster gpus: Double
  ) -> (package: Int, acceptance: Double)? {
    let chances = table.people.scorer(of: candidate, clusterGPUs: gpus)
      .probabilities(of: candidate.packages.map(\.alternative))
    return HireWorth(candidate, in: table.scenario)
      .expectedValues(of: candidate.packages, acceptances: chances).best.map { ($0, chances[$0]) }
  }

  // What to say where no package that the budget can pay is worth offering, and a dearer one is.
  private func beyondBudget(_ index: Int) -> OfferPlan? {
    var candidate = table.candidates[index].candidate
    if candidate.beyondBudget.isEmpty || !table.offered[index].isEmpty { return nil }
    if table.candidates[index].passing == 0 { return nil }
    candidate.packages = candidate.beyondBudget
    let dearer = CandidateTable(candidate, in: table.scenario, table.people).worthwhile
    let best = dearer.max { ($0.value, $1.package) < ($1.value, $0.package) }
    guard let best, let cheapest = dearer.map(\.cashCents).min() else { return nil }
    let package = candidate.packages[best.package]
    let budget = release.problem.resources[table.cashRow].capacity
    return OfferPlan(
      candidate: candidate.id, package: package, isMade: false,
      pool: package.pool.map { table.scenario.pools[$0].id },
      guaranteedH100e: package.guaranteedH100e, acceptance: best.acceptance,
      expectedValue: best.value,
      refusal: slotless(candidate)
        ?? .noCash(cheapest: Double(cheapest) / 100, budget: Double(budget) / 100))
  }

  // What no price has to say: there is no slot at all, or no package that the budget can pay.
  private func impossible(_ index: Int) -> Refusal? {
    if let refusal = slotless(table.candidates[index].candidate) { return refusal }
    let budget = release.problem.resources[table.cashRow].capacity
    guard let cheapest = table.offered[index].map(\.cashCents).min(), cheapest > budget else {
      return nil
    }
    return .noCash(cheapest: Double(cheapest) / 100, budget: Double(budget) / 100)
  }

  private func slotless(_ candidate: Scenario.Candidate) -> Refusal? {
    guard let row = table.slotRow(candidate.slot), let slot = candidate.slot,
      release.problem.resources[row].capacity == 0
    else { return nil }
    return .noSlot(role: slot, shortBy: 0)
  }

  private func reason(of candidate: Scenario.Candidate, gain: Double) -> Refusal {
    if gain >= 0 { return .noRoom(gain: gain) }
    guard let row = table.slotRow(candidate.slot), let slot = candidate.slot else {
      return .tooDear(loss: -gain)
    }
    let slotPrice = prices[row] / 100
    return gain + slotPrice > 0
      ? .noSlot(role: slot, shortBy: -gain) : .tooDear(loss: -gain)
  }

  // The package that brings most above its price at the plan's prices, in dollars.
  private func bestAtPrices(_ index: Int) -> (option: CandidateTable.Option, gain: Double)? {
    let claimant = release.problem.claimants[table.teams.count + index]
    var best: (option: CandidateTable.Option, gain: Double)?
    for (position, option) in claimant.options.dropFirst().enumerated() {
      var gain = Double(option.value)
      let package = table.offered[index][position]
      for (row, use) in option.use.enumerated() where use != 0 {
        gain -= charge.cents(
          of: use, row: row, accepted: package.acceptance, price: prices[row])
      }
      if best.map({ gain / 100 > $0.gain }) ?? true {
        best = (package, gain / 100)
      }
    }
    return best
  }

  private func leastBad(_ index: Int) -> (option: CandidateTable.Option, gain: Double)? {
    table.candidates[index].options.reduce(nil) { best, option in
      best.map { option.value > $0.option.value } ?? true ? (option, option.value) : best
    }
  }
}

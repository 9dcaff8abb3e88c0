internal import Foundation

/// A bound that every plan within its risks keeps: linear rows that are weaker than the promised ones.
///
/// A row with P(S > R) ≤ ε satisfies, for any promises that are left out or not,
/// - `R ≥ Σ w (p − ε)/(1 − ε)`, because `E[S] ≤ R + ε (S_max − R)`; promises with p < ε are left out;
/// - `R ≥ Σ −log(1 − p + p e^(−θw))/θ + log(1 − ε)/θ` for every θ > 0, because
///   `1{S > R} ≥ 1 − e^(−θ(S − R))`, where answers are independent; for many promises it comes nearer to
///   their mean than the first; where they depend on the market, the first again, in its worst states.
///
/// A row with a price keeps `E[(S − R)⁺] ≥ (E[S] − R)⁺` (Jensen): averages must fit, or be rented. Both say
/// nothing about the spread, so the bound is wide by about the reserve above the mean at its price.
struct BookingBound {
  /// No plan is worth more, in cents; nil where not even the relaxation has a plan: proven.
  let bound: Int128?
  /// The relaxation, with extra rows and claimants behind the caller's.
  let problem: AllocationProblem
  /// The relaxation's prices of the caller's rows, in cents per unit.
  let prices: [Double]
  /// What a search of the relaxation says; nil where its prices say enough.
  private let verdict: Allocation?

  /// - Parameters:
  ///   - model: The problem with promises.
  ///   - plan: A plan near which the second row is best; nil leaves that row out.
  ///   - limits: Where nothing may be risked, rows are exact, and the relaxation is searched as well.
  init(_ model: ChanceModel, near plan: [Int]?, within limits: SearchLimits) {
    // Products are rounded, so a little less is taken.
    let sure = 1 - 1e-12
    let booking = BookingProblem(
      model, corrections: model.chance.rows.map { _ in 0 }, isBelow: true
    ) { row, place, option in
      let amount = Double(model.drawn[row][place][option])
      let mean = zip(model.weights, model.given[place][option]).reduce(0) { $0 + $1.0 * $1.1 }
      switch model.chance.rows[row].limit {
      // Without risk whatever may be called in is reserved in full.
      case .chance(0): return mean > 0 ? amount : 0
      case .chance(let risk): return max(0, amount * (mean - risk) / (1 - risk)) * sure
      case .cost: return amount * mean * sure
      }
    }
    var problem = booking.problem
    for (index, row) in model.chance.rows.enumerated() {
      let scale = booking.scales[index]
      switch row.limit {
      case .chance(let risk):
        guard let plan, risk > 0 else { continue }
        if model.weights.count == 1 {
          problem = Self.tilted(problem, model, index, risk, plan, scale)
        } else {
          problem = Self.conditional(problem, model, index, risk, plan, scale)
        }
      case .cost(let cents):
        problem = Self.renting(problem, row.row, cents, scale)
      }
    }
    let relaxed = relaxation(of: problem)
    self.problem = problem
    prices = model.chance.problem.resources.indices.map { row in
      let index = model.chance.rows.firstIndex { $0.row == row }
      return relaxed.prices[row] * (index.map { booking.scales[$0] } ?? 1)
    }
    let isRiskless = model.chance.rows.allSatisfy { $0.limit == .chance(0) }
    let verdict =
      isRiskless || !relaxed.bound.isFinite
      ? solve(problem, within: SearchLimits(shouldStop: limits.shouldStop)) : nil
    self.verdict = verdict
    switch verdict?.status {
    case nil: bound = problem.certifiedBound(at: relaxed.prices.map { Price(rounding: $0) })
    case .infeasible: bound = nil
    case .optimal, .feasible, .undecided: bound = verdict?.bound
    }
  }

  /// Why there is no plan: the rows that even averages do not fit.
  ///
  /// All promised rows where averages fit and only their tails do not. What would be needed is not told.
  func conflict(_ model: ChanceModel, within limits: SearchLimits) -> Conflict {
    let all = model.chance.problem.resources
    var ids = model.chance.rows.map { all[$0.row].id }
    var (claimants, isMinimal): ([String], Bool) = ([], false)
    let found = verdict ?? solve(problem, within: SearchLimits(shouldStop: limits.shouldStop))
    if case .infeasible(let conflict) = found.status {
      ids = conflict.resources.map { String($0.resource.prefix { $0 != "\u{0}" }) }
      claimants = conflict.claimants.filter { !$0.hasPrefix("\u{0}") }
      isMinimal = conflict.isMinimal
    }
    let rows = all.filter { ids.contains($0.id) }
    return Conflict(
      resources: rows.map {
        Conflict.Shortage(resource: $0.id, needed: nil, capacity: $0.capacity)
      },
      claimants: claimants, isMinimal: isMinimal)
  }

  /// The problem with another row for the same promises, tilted to their lower side.
  private static func tilted(
    _ problem: AllocationProblem, _ model: ChanceModel, _ index: Int, _ risk: Double,
    _ plan: [Int], _ scale: Double
  ) -> AllocationProblem {
    let row = model.chance.rows[index].row
    let variance = model.distribution(plan, index).variance
    if !(variance > 0) { return problem }
    let room = -log1p(-risk)
    let tilt = (2 * room / variance).squareRoot()
    let weights = BookingWeights(shares: [1], tilts: [-tilt])
    let capacity = Double(model.chance.problem.resources[row].capacity) + room / tilt
    return adding(problem, model, index, "tilted", capacity, scale) { place, option in
      weights.weight(model.given[place][option], model.drawn[index][place][option])
    }
  }

  /// The problem with another row for the same promises, in those states of the market alone in which
  /// they are most often accepted.
  ///
  /// Of states that have a probability of π > ε together, the risk is at most ε/π.
  private static func conditional(
    _ problem: AllocationProblem, _ model: ChanceModel, _ index: Int, _ risk: Double,
    _ plan: [Int], _ scale: Double
  ) -> AllocationProblem {
    let means = BookingMoments(model, plan, index).means
    let order = means.indices.sorted { means[$0] > means[$1] }
    func weight(_ states: ArraySlice<Int>, _ chances: [Double], _ amount: Int64) -> Double {
      let all = states.reduce(0) { $0 + model.weights[$1] }
      let mean = states.reduce(0) { $0 + model.weights[$1] * chances[$1] } / all
      let limit = risk / all
      return max(0, Double(amount) * (mean - limit) / (1 - limit))
    }
    // The states that say most of the plan known.
    var best = (reserve: -Double.infinity, states: order[...])
    for count in order.indices.map({ $0 + 1 }) {
      let states = order.prefix(count)
      if states.reduce(0, { $0 + model.weights[$1] }) <= risk * 1.001 { continue }
      var reserve = 0.0
      for (place, promiser) in model.chance.promisers.enumerated() {
        let option = plan[promiser.claimant]
        reserve += weight(states, model.given[place][option], model.drawn[index][place][option])
      }
      if reserve > best.reserve { best = (reserve, states) }
    }
    let row = model.chance.rows[index].row
    let capacity = Double(model.chance.problem.resources[row].capacity)
    return adding(problem, model, index, "conditional", capacity, scale) { place, option in
      weight(best.states, model.given[place][option], model.drawn[index][place][option])
    }
  }

  /// The problem with another row in which promises count as `weight` says, rounded down.
  private static func adding(
    _ problem: AllocationProblem, _ model: ChanceModel, _ index: Int, _ name: String,
    _ capacity: Double, _ scale: Double, weight: (Int, Int) -> Double
  ) -> AllocationProblem {
    let row = model.chance.rows[index].row
    var claimants = problem.claimants
    for claimant in claimants.indices {
      for option in claimants[claimant].options.indices {
        var use = claimants[claimant].options[option].use[row]
        if claimant < model.place.count, let place = model.place[claimant] {
          use = Int64((weight(place, option) * scale * (1 - 1e-12)).rounded(.down))
        }
        claimants[claimant].options[option].use.append(use)
      }
    }
    let id = problem.resources[row].id + "\u{0}" + name
    return AllocationProblem(
      resources: problem.resources + [
        Resource(id: id, capacity: Int64((capacity * scale * (1 + 1e-12)).rounded(.up)))
      ],
      claimants: claimants)
  }

  /// The problem with a claimant that rents any part of what could ever be missing.
  private static func renting(
    _ problem: AllocationProblem, _ row: Int, _ cents: Double, _ scale: Double
  ) -> AllocationProblem {
    let most = problem.claimants.reduce(Int64(0)) {
      $0 + max(0, $1.options.lazy.map { $0.use[row] }.max() ?? 0)
    }
    var use = [Int64](repeating: 0, count: problem.resources.count)
    let none = Claimant.Option(id: "none", value: 0, use: use)
    use[row] = -most
    let cost = min(0x1p53, cents * (Double(most) / scale) * (1 - 1e-12))
    let all = Claimant.Option(id: "rent", value: -Int64(cost.rounded(.down)), use: use)
    let id = "\u{0}" + problem.resources[row].id
    return AllocationProblem(
      resources: problem.resources,
      claimants: problem.claimants + [Claimant(id: id, options: [none, all])])
  }
}

internal import Allocation
internal import Kernels
internal import Scenario
internal import Scoring

/// Every claimant's options with value and use: what the solver sees, and nothing else.
///
/// Rows are the pools (in units), the cash budget (in cents), the role slots (in offers) and what else
/// ``PlanRows`` has; columns are the teams, then the candidates, whose first option is no offer, then
/// the ``FurtherClaimant``s.
struct OptionTable: Sendable {
  let scenario: Scenario
  let people: People
  let teams: [TeamTable]
  let candidates: [CandidateTable]
  /// What the plan makes large, and what every team keeps.
  let rule: FairnessRule
  /// What there is only so much of.
  let rows: PlanRows
  /// Who claims beside the teams' first grants and the offers.
  let further: [FurtherClaimant]
  /// The packages that each candidate may be offered.
  let offered: [[CandidateTable.Option]]
  /// What the solver sees while refused promises earn nothing.
  let unreleased: AllocationProblem
  /// The same in dollars, whatever the rule of fairness, and with all that it leaves out.
  let unruled: AllocationProblem

  /// Scores everything; independent claimants on up to `threads` threads.
  ///
  /// - Parameters:
  ///   - scenario: What is to be planned.
  ///   - threads: The result does not depend on it.
  ///   - method: How probabilities are computed.
  init(_ scenario: Scenario, threads: Int, by method: People.Method = .kernel(.best)) {
    let people = People(scenario, method)
    enum Part { case team(TeamTable), candidate(CandidateTable) }
    let parts = concurrentMap(
      scenario.teams.count + scenario.candidates.count, threads: threads
    ) { index -> Part in
      index < scenario.candidates.count
        ? .candidate(CandidateTable(scenario.candidates[index], in: scenario, people))
        : .team(
          TeamTable(scenario.teams[index - scenario.candidates.count], in: scenario, people))
    }
    self.init(
      scenario, people, parts.compactMap { if case .team(let table) = $0 { table } else { nil } },
      parts.compactMap { if case .candidate(let table) = $0 { table } else { nil } })
  }

  /// The table of a scenario that differs from another's, taking over what the difference leaves alone.
  ///
  /// - Parameters:
  ///   - scenario: The other one with other units of its pools, other cash, another preset; people,
  ///     assumptions and rules are the same.
  ///   - table: The table of the other.
  ///   - menus: Its menus laid out for any size of the clusters; nil scores them anew.
  ///   - threads: The result does not depend on it.
  init(
    _ scenario: Scenario, like table: OptionTable, menus: SizedMenus? = nil, threads: Int
  ) {
    let people = People(scenario, table.people.method)
    let before = table.scenario
    let believesTheSame = scenario.preset == before.preset
    let isTimedAlike = scenario.periods == table.rows.periods
    let teams = concurrentMap(scenario.teams.count, threads: threads) { index in
      let (team, old) = (scenario.teams[index], table.teams[index])
      let isLike =
        believesTheSame && team == old.team && isTimedAlike
        && TeamTable.reach(of: team, in: scenario.pools)
          == TeamTable.reach(of: team, in: before.pools)
      return isLike ? nil : TeamTable(team, in: scenario, people)
    }
    let candidates = concurrentMap(scenario.candidates.count, threads: threads) {
      index -> (table: CandidateTable, isLike: Bool) in
      let (candidate, old) = (scenario.candidates[index], table.candidates[index])
      let isLike = candidate == old.candidate
      guard believesTheSame && isLike else {
        return (CandidateTable(candidate, in: scenario, people), isLike)
      }
      let sized =
        people.clusterGPUs == table.people.clusterGPUs
        ? old : menus?.table(of: index, clusterGPUs: people.clusterGPUs, like: old)
      return (sized ?? CandidateTable(candidate, in: scenario, people), isLike)
    }
    self.init(
      scenario, people, teams.indices.map { teams[$0] ?? table.teams[$0].unrestricted },
      candidates.map(\.table),
      // Cuts are found anew: release prices owe nothing to them.
      like: table.rows.cuts.isEmpty
        ? Likeness(
          table: table, teams: teams.map { $0 == nil }, candidates: candidates.map(\.isLike))
        : nil)
  }

  /// The same table with further cuts.
  func adding(_ cuts: [BlockRow]) -> OptionTable {
    OptionTable(scenario, people, teams.map(\.unrestricted), candidates, cuts: rows.cuts + cuts)
  }

  private init(
    _ scenario: Scenario, _ people: People, _ teams: [TeamTable], _ candidates: [CandidateTable],
    like likeness: Likeness? = nil, cuts: [BlockRow] = []
  ) {
    self.scenario = scenario
    self.people = people
    self.candidates = candidates
    let offered = candidates.map(\.worthwhile)
    self.offered = offered
    let rows = PlanRows(of: scenario, cuts: cuts)
    self.rows = rows
    let further = FurtherClaimant.all(of: scenario)
    self.further = further
    let known = likeness.flatMap { $0.table.rows.hasSameRows(as: rows) ? $0 : nil }
    let first = teams.indices.map { index in
      known?.claimant(ofTeam: index)
        ?? Self.claimant(
          teams[index], id: "teams[\(teams[index].team.id)]", rows, 0, in: scenario)
    }
    unruled = AllocationProblem(
      resources: rows.resources,
      claimants: first
        + candidates.indices.map { index in
          let candidate = candidates[index].candidate
          return known?.claimant(of: index, offered[index]) {
            Self.claimant(candidate, [$0], rows, in: scenario).options[1]
          } ?? Self.claimant(candidate, offered[index], rows, in: scenario)
        } + further.map { Self.claimant($0, teams, rows, in: scenario) })
    rule = FairnessRule(of: scenario, for: teams, further, in: unruled)
    (self.teams, unreleased) = rule.ruled(teams, unruled)
  }

  /// The table if one team were worth another amount at present compute.
  func replacing(value: Double, ofTeam index: Int) -> OptionTable {
    var (scenario, teams) = (scenario, teams)
    scenario.teams[index].value = value
    teams[index] = teams[index].replacing(value: value, in: scenario)
    if !rule.isPlain {
      return OptionTable(scenario, people, teams.map(\.unrestricted), candidates)
    }
    var problem = unreleased.replacingValues(
      ofClaimant: index, with: Self.values(teams[index], in: 0, rows, of: scenario))
    for (place, further) in further.enumerated() {
      guard case .laterGrant(index, let period) = further else { continue }
      problem = problem.replacingValues(
        ofClaimant: teams.count + candidates.count + place,
        with: Self.values(teams[index], in: period, rows, of: scenario))
    }
    return OptionTable(self, scenario, teams, candidates, offered, problem)
  }

  /// The table if one hire were worth another amount.
  func replacing(hireValue: Double, ofCandidate index: Int) -> OptionTable {
    var (scenario, candidates, offered) = (scenario, candidates, offered)
    scenario.candidates[index].hireValue = hireValue
    candidates[index] = candidates[index].replacing(hireValue: hireValue, in: scenario)
    offered[index] = candidates[index].worthwhile
    if !rule.isPlain {
      return OptionTable(scenario, people, teams.map(\.unrestricted), candidates)
    }
    let claimant = Self.claimant(candidates[index].candidate, offered[index], rows, in: scenario)
    return OptionTable(
      self, scenario, teams, candidates, offered,
      unreleased.replacingOptions(ofClaimant: teams.count + index, with: claimant.options))
  }

  /// What could be offered to a candidate if the hire were worth another amount, valued at release
  /// prices, in dollars per unit and year; `[periods, pools]`.
  func offers(
    to index: Int, atHireValue value: Double, releasingAt prices: [Double]
  ) -> [Claimant.Option] {
    let table = candidates[index].replacing(hireValue: value, in: scenario)
    let offered = table.worthwhile
    var options = Self.claimant(table.candidate, offered, rows, in: scenario).options.dropFirst()
    for (option, package) in zip(options.indices, offered) {
      options[option].value = cents(
        valueWithRelease(package, of: table.candidate, at: prices))
    }
    return Array(options)
  }

  /// A package as the problem has its options, worth offering or not, valued at release prices, in
  /// dollars per unit and year; `[periods, pools]`.
  func option(
    _ package: CandidateTable.Option, to index: Int, releasingAt prices: [Double]
  ) -> Claimant.Option {
    let candidate = candidates[index].candidate
    var option = Self.claimant(candidate, [package], rows, in: scenario).options[1]
    option.value = cents(valueWithRelease(package, of: candidate, at: prices))
    return option
  }

  // A table that differs from another's in what one claimant is worth; its rule is plain.
  private init(
    _ other: OptionTable, _ scenario: Scenario, _ teams: [TeamTable],
    _ candidates: [CandidateTable], _ offered: [[CandidateTable.Option]],
    _ unreleased: AllocationProblem
  ) {
    self.scenario = scenario
    people = other.people
    rows = other.rows
    further = other.further
    self.teams = teams
    self.candidates = candidates
    self.offered = offered
    self.unreleased = unreleased
    (rule, unruled) = (other.rule, unreleased)
  }

  /// Row of the cash budget; the pools come before it, the role slots after.
  var cashRow: Int { scenario.pools.count }

  /// Rows of the pools in each period; `[periods, pools]`.
  var periodPools: [Int] {
    rows.periods.indices.flatMap { period in
      scenario.pools.indices.compactMap { rows[.pool($0, period: period)] }
    }
  }

  /// Row of a role slot; `nil` where the role is not limited.
  func slotRow(_ slot: String?) -> Int? { rows.slot(slot, in: scenario) }

  /// The package that a choice of the problem's options offers a candidate; nil when it offers none.
  func offer(to candidate: Int, in choice: [Int]) -> CandidateTable.Option? {
    let option = choice[teams.count + candidate]
    return option == 0 ? nil : offered[candidate][option - 1]
  }

  /// The options that a choice of a like table's stands for here, or nearly so; nil where none does.
  ///
  /// The other table has the same people; what they may get and be offered may differ.
  func options(like choice: [Int], of other: OptionTable) -> [Int?] {
    let granted = teams.indices.map { team -> Int? in
      let units = other.teams[team].options[choice[team]].units
      return teams[team].index(nearest: units, in: scenario.pools)
    }
    return granted
      + candidates.indices.map { candidate -> Int? in
        guard let offer = other.offer(to: candidate, in: choice) else { return 0 }
        let package = other.candidates[candidate].candidate.packages[offer.package].id
        let packages = candidates[candidate].candidate.packages
        return offered[candidate].firstIndex { packages[$0.package].id == package }.map { $0 + 1 }
      }
      + further.map { claimant -> Int? in
        guard let place = other.further.firstIndex(of: claimant) else { return nil }
        let option = choice[other.teams.count + other.candidates.count + place]
        switch claimant {
        case .laterGrant(let team, _):
          let units = other.teams[team].options[option].units
          return teams[team].index(nearest: units, in: scenario.pools)
        case .rental(let pool): return min(option, scenario.pools[pool].rentableUnits)
        case .hire: return 0
        }
      }
  }

  /// The expected value of an offer when units of refused promises go back at `prices`.
  ///
  /// `value + ρ·(1 − P)·Σ λ_k·w_k`, dollars a year; prices in dollars per unit and year, `[periods,
  /// pools]`.
  func valueWithRelease(
    _ option: CandidateTable.Option, of candidate: Scenario.Candidate, at prices: [Double]
  ) -> Double {
    option.value
      + ReleaseCredit(of: candidate, in: scenario, rows, at: prices).dollars(for: option)
  }

  /// The problem at given release prices, in dollars per unit and year; `[periods, pools]`.
  func problem(releasingAt prices: [Double]) -> AllocationProblem {
    unreleased.replacingValues(values(releasingAt: prices), from: teams.count)
  }

  /// What the claimants behind the teams are worth at given release prices, in cents: of each
  /// candidate no offer first, then the further claimants, which are those of `problem`.
  func values(releasingAt prices: [Double], in problem: AllocationProblem? = nil) -> [[Int64]] {
    offered.enumerated().map { index, options in
      let credit = ReleaseCredit(of: candidates[index].candidate, in: scenario, rows, at: prices)
      var values: [Int64] = [0]
      values.reserveCapacity(1 + options.count)
      for option in options { values.append(cents(option.value + credit.dollars(for: option))) }
      return values
    }
      + (problem ?? unreleased).claimants.suffix(further.count).map { $0.options.map(\.value) }
  }

  /// The row's name in plans: the pool's or role's id, `cash` and so on.
  func resourceID(_ row: Int) -> String { rows.rows[row].id }

  /// What a choice uses of one row, and which part of it is promised to whom.
  func use(
    of choice: [Int], in problem: AllocationProblem, row: Int
  ) -> (total: Int64, promised: Int64, promises: [Promise]) {
    var total: Int64 = 0
    var promises: [Promise] = []
    for (index, claimant) in problem.claimants.enumerated() {
      let amount = claimant.options[choice[index]].use[row]
      total += amount
      let candidate = index - teams.count
      if candidates.indices.contains(candidate), let offer = offer(to: candidate, in: choice) {
        promises.append(Promise(probability: offer.acceptance, amount: amount))
      }
    }
    return (total, promises.reduce(0) { $0 + $1.amount }, promises)
  }

  /// What a team's grants of one period look like to the solver.
  static func claimant(
    _ table: TeamTable, id: String, _ rows: PlanRows, _ period: Int, in scenario: Scenario
  ) -> Claimant {
    let values = values(table, in: period, rows, of: scenario)
    let none = [Int64](repeating: 0, count: rows.count)
    return Claimant(
      id: id,
      options: zip(table.options, values).map { option, value in
        var use = none
        rows.charge(option.units, in: period...period, of: scenario, to: &use)
        rows.chargeBlocks(option.units, of: table.team, in: period, to: &use)
        return Claimant.Option(id: paddedID(of: option.units), value: value, use: use)
      })
  }

  // Dollars a year count as long as the period lasts.
  private static func values(
    _ table: TeamTable, in period: Int, _ rows: PlanRows, of scenario: Scenario
  ) -> [Int64] {
    let share = scenario.share(of: rows.periods[period])
    return table.options.map { cents($0.value * share) }
  }

  // A candidate while refused promises earn nothing; no offer comes first.
  static func claimant(
    _ candidate: Scenario.Candidate, _ offered: [CandidateTable.Option], _ rows: PlanRows,
    in scenario: Scenario
  ) -> Claimant {
    let none = [Int64](repeating: 0, count: rows.count)
    var any = none
    if let slot = rows.slot(candidate.slot, in: scenario) { any[slot] = 1 }
    for (row, count) in rows.ruleCounts(of: candidate.id, in: scenario) { any[row] += Int64(count) }
    let presence = rows.periods(from: candidate)
    let packages = offered.map { option in
      let package = candidate.packages[option.package]
      var use = any
      if let pool = package.pool {
        var units = [Int](repeating: 0, count: scenario.pools.count)
        units[pool] = option.units
        rows.charge(units, in: presence, of: scenario, to: &use)
      }
      if let row = rows[.cash] { use[row] = option.cashCents }
      if let row = rows[.equity] { use[row] = cents(package.equity) }
      return Claimant.Option(id: package.id, value: cents(option.value), use: use)
    }
    return Claimant(
      id: "candidates[\(candidate.id)]",
      options: [Claimant.Option(id: "", value: 0, use: none)] + packages)
  }

  /// An option's id: zero-padded so that the order of ids is the order of sizes.
  static func paddedID(of units: [Int]) -> String {
    units.map { unit in
      let digits = String(unit)
      return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }.joined(separator: "+")
  }
}

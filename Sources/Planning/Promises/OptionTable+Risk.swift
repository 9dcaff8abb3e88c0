internal import Allocation
internal import Scenario

extension OptionTable {
  /// What may happen to every promised row under a choice, in the order of rows; none where promises
  /// are kept in full.
  func promiseRisks(of choice: [Int]) -> [PromiseRisk] {
    keepsPromises ? [] : promisedRows.map { risk(of: choice, in: $0) }
  }

  /// The same for one row; nil where its promises are kept in full.
  func promiseRisk(of choice: [Int], row: Int) -> PromiseRisk? {
    promisedRows.first { $0.row == row }.map { risk(of: choice, in: $0) }
  }

  private func risk(of choice: [Int], in row: ChanceProblem.PromisedRow) -> PromiseRisk {
    let promises = promises(of: choice, row: row.row)
    let uses = PromiseDistribution(of: promises.map { row.drawn($0) }, in: market)
    let promised = promises.reduce(0) { $0 + $1.amount }
    let room = room(for: row.row, of: choice)
    var risk = PromiseRisk(
      promised: Int(promised), room: Int(room), expectedUse: uses.mean,
      overcommit: uses.overcommitProbability(room: room),
      expectedShortfall: uses.expectedShortfall(room: room),
      rentUnits: Int(uses.shortfall(room: room, sufficingIn: 0.95)))
    if case .chance(let limit) = row.limit {
      risk.limit = limit
      risk.reserve = Int(uses.reserve(for: limit))
    }
    if case .pool(let pool, let period) = rows.rows[row.row].kind {
      risk.unitCost = scenario.recoursePerUnitYear(of: pool).map {
        $0 * scenario.share(of: rows.periods[period])
      }
    }
    return risk
  }

  /// What a choice promises of a row, in full.
  private func promises(of choice: [Int], row: Int) -> [Promise] {
    candidates.indices.compactMap { candidate in
      guard let offer = offer(to: candidate, in: choice) else { return nil }
      let claimant = teams.count + candidate
      let amount = unreleased.claimants[claimant].options[choice[claimant]].use[row]
      return amount == 0
        ? nil
        : Promise(
          probability: min(1, max(0, offer.acceptance)), amount: amount,
          group: candidates[candidate].candidate.segment)
    }
  }

  /// Units of a row that a choice gives to nobody for certain: what is left for promises.
  func room(for row: Int, of choice: [Int]) -> Int64 {
    unreleased.claimants.indices.reduce(unreleased.resources[row].capacity) { left, claimant in
      candidates.indices.contains(claimant - teams.count)
        ? left : left - unreleased.claimants[claimant].options[choice[claimant]].use[row]
    }
  }

  /// What being over costs on average, in whole cents of each row as the solver counts them; zero
  /// where nothing is paid for it.
  func recourseCents(of choice: [Int]) -> Int128 {
    guard scenario.policy.overbooking == .cost else { return 0 }
    return promisedRows.reduce(0) { sum, row in
      guard case .cost(let cents) = row.limit else { return sum }
      return sum + Int128((cents * risk(of: choice, in: row).expectedShortfall).rounded())
    }
  }

  /// Prices of every row near a plan whose promises may be refused.
  func prices(near choice: [Int]) -> [Price] {
    StandIn(chanceProblem(of: unreleased), near: choice).prices
  }

  /// P(accepted promises do not fit) in any pool in any period of the horizon.
  func overcommitYear(of choice: [Int]) -> Double {
    let pools = poolRows.map { rows in
      PoolYear(
        promises: candidates.indices.compactMap { candidate -> ScheduledPromise? in
          guard let last = rows.last, let offer = offer(to: candidate, in: choice) else {
            return nil
          }
          let claimant = teams.count + candidate
          let amount = unreleased.claimants[claimant].options[choice[claimant]].use[last]
          if amount == 0 { return nil }
          return ScheduledPromise(
            scenario.drawn(
              Promise(
                probability: min(1, max(0, offer.acceptance)), amount: amount,
                group: candidates[candidate].candidate.segment)),
            from: self.rows.periods(from: candidates[candidate].candidate).lowerBound)
        }, rooms: rows.map { room(for: $0, of: choice) })
    }
    return yearRisk(of: pools, in: market).any
  }
}

extension Scenario {
  /// What a promise comes to use once it is accepted.
  func drawn(_ promise: Promise) -> Promise {
    ChanceProblem.PromisedRow(row: 0, limit: .chance(0), drawDown: policy.promising.drawDown)
      .drawn(promise)
  }
}

extension ChanceProblem.PromisedRow {
  /// What a promise comes to use once it is accepted.
  func drawn(_ promise: Promise) -> Promise {
    var promise = promise
    promise.amount = drawn(promise.amount)
    return promise
  }
}

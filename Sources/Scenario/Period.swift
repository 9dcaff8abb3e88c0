extension Scenario {
  /// A stretch of the horizon in which what there is, and who is here, stays the same.
  public struct Period: Hashable, Sendable {
    /// Months from the beginning of the plan.
    public var start: Int
    /// Its length in months.
    public var months: Int

    /// The month behind its last.
    public var end: Int { start + months }
  }

  /// Nodes that a pool gains, or loses, in the course of the horizon.
  public struct Delivery: Hashable, Sendable {
    /// Months from the beginning of the plan.
    public var month: Int
    /// Units; negative where a lease ends.
    public var units: Int

    /// A delivery.
    public init(month: Int, units: Int) {
      self.month = month
      self.units = units
    }
  }

  /// The periods of the horizon: one begins wherever nodes arrive or leave, or somebody may start.
  ///
  /// A single one where nothing changes.
  public var periods: [Period] {
    let changes =
      pools.flatMap { $0.deliveries.map(\.month) } + candidates.map(\.startMonth)
      + answers.map(\.candidate.startMonth)
    let starts = Set([0] + changes).filter { $0 < horizonMonths }.sorted()
    return starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1] : horizonMonths
      return Period(start: starts[index], months: end - starts[index])
    }
  }

  /// The part of the horizon that lies in `period`, in `0...1`.
  public func share(of period: Period) -> Double {
    Double(period.months) / Double(horizonMonths)
  }

  /// The part of the horizon that is left when a candidate starts, in `0...1`.
  public func presence(of candidate: Candidate) -> Double {
    Double(max(0, horizonMonths - candidate.startMonth)) / Double(horizonMonths)
  }
}

extension Scenario.Pool {
  /// Units that can be given out in a month of the plan, counted from 0.
  public func capacity(inMonth month: Int) -> Int {
    max(0, deliveries.reduce(capacity) { $1.month > 0 && $1.month <= month ? $0 + $1.units : $0 })
  }

  /// The most units that anybody could get: the largest capacity of the horizon, and all that may be
  /// rented.
  public var mostUnits: Int {
    let most = Set(deliveries.map(\.month)).map(capacity(inMonth:)).max() ?? capacity
    return max(capacity, most) + rentableUnits
  }
}

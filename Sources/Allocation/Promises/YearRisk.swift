/// A promise that, once accepted, uses its units from some period on.
public struct ScheduledPromise: Hashable, Sendable {
  /// What is promised.
  public var promise: Promise
  /// The period from which on it is used, counted from 0.
  public var firstPeriod: Int

  /// A promise and when it begins.
  public init(_ promise: Promise, from firstPeriod: Int) {
    self.promise = promise
    self.firstPeriod = firstPeriod
  }
}

/// The promises of one pool through a year, and the room for them.
public struct PoolYear: Hashable, Sendable {
  /// In any order.
  public var promises: [ScheduledPromise]
  /// Units in each period.
  public var rooms: [Int64]

  /// A pool's promises and its room in every period.
  public init(promises: [ScheduledPromise], rooms: [Int64]) {
    self.promises = promises
    self.rooms = rooms
  }
}

/// The chance that promises do not fit somewhere in a year.
public struct YearRisk: Hashable, Sendable {
  /// In any pool in any period.
  public var any: Double
  /// In any period, by pool.
  public var pools: [Double]
  /// In each period, by pool, whatever happened before.
  public var periods: [[Double]]
  /// Whether all of them are exact; otherwise ``any`` and ``pools`` are bounds from above.
  public var isExact: Bool
}

/// The chance that accepted promises do not fit: in any pool, in any period.
///
/// Given the state of the market, pools are independent of each other; within a pool, promises are added
/// as they begin, and what does not fit is taken out and counted once. Exact, up to a million sums.
/// - Parameters:
///   - pools: Promises and room; every pool's list of rooms has its own periods, in order.
///   - market: How answers depend on each other.
public func yearRisk(of pools: [PoolYear], in market: Market = .independent) -> YearRisk {
  let years = pools.map { pool in
    pool.promises.map { scheduled in
      market.acceptances(of: scheduled.promise.probability, in: scheduled.promise.group)
    }
  }
  var risk = YearRisk(
    any: 0, pools: [Double](repeating: 0, count: pools.count), periods: [], isExact: true)
  for (state, weight) in market.weights.enumerated() {
    var any = 0.0
    for (index, pool) in pools.enumerated() {
      let year = PromisedYear(pool, years[index].map { $0[state] })
      if year.isRounded { risk.isExact = false }
      risk.pools[index] += weight * year.over
      // One or the other, without subtracting two numbers that are nearly equal.
      any += (1 - any) * year.over
    }
    risk.any += weight * any
  }
  risk.periods = zip(pools, years).map { pool, given in
    pool.rooms.indices.map { period in
      let begun = pool.promises.indices.filter { pool.promises[$0].firstPeriod <= period }
      return PromiseDistribution(
        of: begun.map { pool.promises[$0].promise }, given: begun.map { given[$0] },
        weights: market.weights
      ).overcommitProbability(room: pool.rooms[period])
    }
  }
  return risk
}

/// One pool's year in one state of the market.
private struct PromisedYear {
  /// The chance that the room is exceeded in any period.
  private(set) var over = 0.0
  /// Whether amounts were rounded up because there are too many sums.
  private(set) var isRounded = false

  init(_ pool: PoolYear, _ chances: [Double]) {
    let begins = pool.rooms.indices.map { period in
      LivePromises(
        pool.promises.indices.filter { pool.promises[$0].firstPeriod == period }.map {
          Promise(probability: chances[$0], amount: pool.promises[$0].promise.amount)
        })
    }
    if pool.rooms.contains(where: { $0 < 0 }) {
      over = 1
      return
    }
    let all = LivePromises(begins.flatMap(\.promises))
    let most = pool.rooms.max() ?? 0
    if all.form(upTo: most) == .reachable, let chance = Self.reachable(begins, pool.rooms, most) {
      over = chance
      return
    }
    var (unit, longest) = (all.unit, all.longest)
    var rounded = begins
    if min(most, all.total) / unit > LivePromises.limit {
      isRounded = true
      unit = most / LivePromises.limit + 1
      rounded = begins.map { $0.rounded(to: unit) }
      longest = rounded.map(\.longest).max() ?? 0
    }
    var sums = DenseSums(upTo: Int(min(most, all.total) / unit), longest: longest)
    for (begin, room) in zip(rounded, pool.rooms) {
      sums.add(begin.promises, unit: unit)
      over += sums.absorb(above: Int(min(room, all.total) / unit))
    }
    over = min(1, over + sums.over)
  }

  private static func reachable(_ begins: [LivePromises], _ rooms: [Int64], _ most: Int64)
    -> Double?
  {
    var sums = ReachableSums(room: most)
    var over = 0.0
    for (begin, room) in zip(begins, rooms) {
      for promise in begin.promises { sums.add(promise) }
      guard let absorbed = sums.absorb(above: room) else { return nil }
      over += absorbed
    }
    return sums.tail.map { min(1, over + $0) }
  }
}

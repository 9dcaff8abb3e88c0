import Allocation
import Testing

@Suite("promises that begin through the year") struct YearRiskTests {
  /// Two pools of few promises, three periods, any market.
  private func example(_ seed: UInt64) -> (pools: [PoolYear], market: Market) {
    var random = SplitMix(seed)
    let pools = (0..<2).map { _ in
      let promises = randomPromises(Int.random(in: 0...4, using: &random), &random).map {
        ScheduledPromise($0, from: Int.random(in: 0...2, using: &random))
      }
      let total = promises.reduce(0) { $0 + $1.promise.amount }
      return PoolYear(
        promises: promises,
        rooms: (0..<3).map { _ in total * Int64.random(in: 1...9, using: &random) / 10 })
    }
    let market: Market =
      seed % 2 == 0
      ? .independent : .named([.init(id: "a", weight: 1), .init(id: "b", weight: 1, logOdds: 2)])
    return (pools, market)
  }

  @Test("equals every combination of answers, followed period by period", arguments: 0..<80)
  func exact(seed: UInt64) {
    let (pools, market) = example(seed)
    let found = yearRisk(of: pools, in: market)
    let all = pools.flatMap { pool in pool.promises.map(\.promise) }
    let given = all.map { market.acceptances(of: $0.probability, in: $0.group) }
    var any = 0.0
    var byPool = [0.0, 0.0]
    for (state, weight) in market.weights.enumerated() {
      for subset in 0..<1 << all.count {
        var probability = weight
        for index in all.indices {
          probability *= subset >> index & 1 == 1 ? given[index][state] : 1 - given[index][state]
        }
        var first = 0
        var isOver = false
        for (index, pool) in pools.enumerated() {
          let breaks = pool.rooms.indices.contains { period in
            let used = pool.promises.indices.reduce(Int64(0)) { sum, at in
              let begun = pool.promises[at].firstPeriod <= period
              return sum
                + (begun && subset >> (first + at) & 1 == 1 ? pool.promises[at].promise.amount : 0)
            }
            return used > pool.rooms[period]
          }
          if breaks {
            byPool[index] += probability
            isOver = true
          }
          first += pool.promises.count
        }
        if isOver { any += probability }
      }
    }
    #expect(found.isExact && abs(found.any - any) < 1e-12)
    #expect(abs(found.pools[0] - byPool[0]) < 1e-12 && abs(found.pools[1] - byPool[1]) < 1e-12)
  }

  @Test("lies between the worst period and the sum of all", arguments: 0..<40)
  func bounds(seed: UInt64) {
    let (pools, market) = example(seed)
    let found = yearRisk(of: pools, in: market)
    let all = found.periods.flatMap { $0 }
    #expect(found.any >= (all.max() ?? 0) - 1e-12)
    #expect(found.any <= all.reduce(0, +) + 1e-12)
  }
}

import Allocation
import Testing

/// Every subset of promises: its probability and what it uses, averaged over states of a market.
func subsets(of promises: [Promise], in market: Market = .independent)
  -> [(probability: Double, amount: Int64)]
{
  let chances = promises.map { market.acceptances(of: $0.probability, in: $0.group) }
  return market.weights.indices.flatMap { state in
    (0..<1 << promises.count).map { subset in
      var (probability, amount) = (market.weights[state], Int64(0))
      for (index, promise) in promises.enumerated() {
        if subset >> index & 1 == 1 {
          probability *= chances[index][state]
          amount += promise.amount
        } else {
          probability *= 1 - chances[index][state]
        }
      }
      return (probability, amount)
    }
  }
}

/// Promises of units, of blocks of 8, of cents, or of a mixture; some certain, some impossible.
func randomPromises(_ count: Int, _ random: inout SplitMix) -> [Promise] {
  let kind = Int.random(in: 0..<4, using: &random)
  return (0..<count).map { _ in
    let amount =
      switch kind {
      case 0: Int64.random(in: 0...30, using: &random)
      case 1: 8 * Int64.random(in: 1...9, using: &random)
      case 2: Int64.random(in: 10_000_000...90_000_000, using: &random)
      default: ([1, 2, 1000, 3001] as [Int64]).randomElement(using: &random) ?? 1
      }
    let chance = [0, 1, 1e-3, Double.random(in: 0...1, using: &random)]
    return Promise(
      probability: chance[min(3, Int.random(in: 0...9, using: &random))], amount: amount,
      group: Bool.random(using: &random) ? "frontier" : nil)
  }
}

@Suite("the distribution of what accepted promises use") struct PromiseDistributionTests {
  private static let markets: [Market] = [
    .independent, .factor(correlation: 0.3, nodes: 4),
    .named([
      .init(id: "calm", weight: 7), .init(id: "rival", weight: 3, groups: ["frontier": -1.5]),
    ]),
  ]

  @Test("equals the sum over all subsets, in every market", arguments: 0..<90)
  func exact(seed: UInt64) {
    var random = SplitMix(seed)
    let market = Self.markets[Int(seed % 3)]
    let promises = randomPromises(Int.random(in: 0...11, using: &random), &random)
    let all = subsets(of: promises, in: market)
    let uses = PromiseDistribution(of: promises.shuffled(using: &random), in: market)
    let mean = all.reduce(0) { $0 + $1.probability * Double($1.amount) }
    #expect(abs(uses.mean - mean) <= 1e-9 * (mean + 1e-300))
    let total = promises.reduce(0) { $0 + $1.amount }
    for share in [0, 3, 5, 8, 10] as [Int64] {
      let room = total * share / 10
      var (tail, shortfall) = (0.0, 0.0)
      for outcome in all where outcome.amount > room {
        tail += outcome.probability
        shortfall += outcome.probability * Double(outcome.amount - room)
      }
      #expect(abs(uses.overcommitProbability(room: room) - tail) <= 1e-11 * tail + 1e-300)
      #expect(abs(uses.expectedShortfall(room: room) - shortfall) <= 1e-11 * shortfall + 1e-300)
    }
    #expect(uses.overcommitProbability(room: total) == 0)
    #expect(abs(uses.outcomes.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
    #expect(uses.accuracy == 0 && !uses.isRounded)
  }

  @Test("the reserve is the least room that keeps the risk", arguments: 0..<60)
  func reserve(seed: UInt64) {
    var random = SplitMix(seed)
    let promises = randomPromises(Int.random(in: 1...9, using: &random), &random)
    let uses = PromiseDistribution(of: promises)
    let rooms = [0] + uses.outcomes.map(\.amount)
    for risk in [0, 0.01, 0.2, 0.9] {
      let least = rooms.filter { uses.overcommitProbability(room: $0) <= risk * (1 + 1e-12) }.min()
      #expect(uses.reserve(for: risk) == least)
    }
  }

  @Test("one candidate: over with P where there is less room than promised")
  func oneCandidate() {
    let uses = PromiseDistribution(of: [Promise(probability: 0.3, amount: 12)])
    #expect(uses.overcommitProbability(room: 11) == 0.3)
    #expect(uses.overcommitProbability(room: 12) == 0)
    #expect(abs(uses.expectedShortfall(room: 4) - 0.3 * 8) < 1e-15)
    #expect(uses.reserve(for: 0.3) == 0 && uses.reserve(for: 0.29) == 12)
    #expect(abs(uses.variance - 0.21 * 144) < 1e-12)
    #expect(uses.shortfall(room: 4, sufficingIn: 0.95) == 8)
  }

  @Test("amounts counted in larger units change nothing else", arguments: 0..<10)
  func scaling(seed: UInt64) {
    var random = SplitMix(seed)
    let promises = (0..<60).map { _ in
      Promise(
        probability: Double.random(in: 0...1, using: &random),
        amount: Int64.random(in: 1...20, using: &random))
    }
    let larger = promises.map {
      Promise(probability: $0.probability, amount: $0.amount * 1_000_003)
    }
    let (small, large) = (PromiseDistribution(of: promises), PromiseDistribution(of: larger))
    for room in stride(from: 0, through: 700, by: 35) as StrideThrough<Int64> {
      #expect(
        small.overcommitProbability(room: room)
          == large.overcommitProbability(room: room * 1_000_003))
    }
  }

  @Test("thousands of promises by Fourier transforms agree with one pass each")
  func fourier() {
    var random = SplitMix(11)
    let promises = (0..<6000).map { _ in
      Promise(
        probability: Double.random(in: 0.05...0.95, using: &random),
        amount: Int64.random(in: 1...40, using: &random))
    }
    let uses = PromiseDistribution(of: promises)
    #expect(uses.accuracy > 0 && uses.accuracy <= 1e-12)
    // The tail alone, in the middle by transforms and far out by a pass per promise.
    let deviation = uses.variance.squareRoot()
    for z in [0.0, 2, 3.5, 6] {
      let room = Int64(uses.mean + z * deviation)
      let tail = overcommitProbability(of: promises, room: room)
      #expect(abs(uses.overcommitProbability(room: room) - tail) <= 2 * uses.accuracy)
    }
    let far = overcommitProbability(of: promises, room: Int64(uses.mean + 12 * deviation))
    #expect(far > 0 && far < 1e-30)
  }

  @Test("equals Monte-Carlo within four of its standard errors", arguments: 0..<3)
  func monteCarlo(seed: UInt64) {
    var random = SplitMix(seed)
    let market = Self.markets[Int(seed)]
    let promises = (0..<40).map { index in
      Promise(
        probability: Double.random(in: 0.1...0.9, using: &random),
        amount: Int64.random(in: 1...16, using: &random), group: index < 15 ? "frontier" : nil)
    }
    let uses = PromiseDistribution(of: promises, in: market)
    let room = uses.reserve(for: 0.05)
    let chances = promises.map { market.acceptances(of: $0.probability, in: $0.group) }
    let years = 40_000
    var over = 0
    for _ in 0..<years {
      var (state, left) = (0, Double.random(in: 0..<1, using: &random))
      while state + 1 < market.weights.count && left >= market.weights[state] {
        left -= market.weights[state]
        state += 1
      }
      var used: Int64 = 0
      for (promise, chance) in zip(promises, chances)
      where Double.random(in: 0..<1, using: &random) < chance[state] { used += promise.amount }
      if used > room { over += 1 }
    }
    let tail = uses.overcommitProbability(room: room)
    let error = (tail * (1 - tail) / Double(years)).squareRoot()
    #expect(tail <= 0.05 && abs(Double(over) / Double(years) - tail) < 4 * error)
  }
}

import Allocation
import Testing

@Suite("answers that depend on the market") struct MarketTests {
  @Test(
    "the mean over its states is the probability itself",
    arguments: [0, 1e-9, 0.01, 0.3, 0.5, 0.97, 1 - 1e-9, 1 - 0x1p-53, 1],
    [
      Market.factor(correlation: 0.05), .factor(correlation: 0.5, nodes: 64),
      .factor(correlation: 0.95, nodes: 31),
      .named([.init(id: "a", weight: 1, logOdds: -3), .init(id: "b", weight: 5, logOdds: 4)]),
    ])
  func marginals(probability: Double, market: Market) {
    let given = market.acceptances(of: probability)
    let mean = zip(market.weights, given).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(mean - probability) <= 1e-9 * min(probability, 1))
    #expect(given.allSatisfy { (0...1).contains($0) })
    #expect(abs(market.weights.reduce(0, +) - 1) < 1e-12)
  }

  @Test("two even chances of a factor agree as often as Sheppard's formula says")
  func sheppard() {
    for (correlation, both) in [(0.1, 0.265_942_140), (0.25, 0.290_215_311), (0.5, 1.0 / 3)] {
      let market = Market.factor(correlation: correlation, nodes: 31)
      let given = market.acceptances(of: 0.5)
      let found = zip(market.weights, given).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
      #expect(abs(found - both) < 1e-6)
    }
  }

  @Test("a state that concerns a group leaves the others alone")
  func groups() {
    let market = Market.named([
      .init(id: "calm", weight: 3), .init(id: "rival", weight: 1, groups: ["frontier": -2]),
    ])
    let others = market.acceptances(of: 0.4, in: "data")
    #expect(others.allSatisfy { abs($0 - 0.4) < 1e-12 })
    let frontier = market.acceptances(of: 0.4, in: "frontier")
    #expect(frontier[1] < 0.15 && frontier[0] > 0.45)
  }

  @Test("correlation widens the tail and leaves the mean")
  func widens() {
    let promises = (0..<50).map { _ in Promise(probability: 0.5, amount: 2) }
    let alone = PromiseDistribution(of: promises)
    let together = PromiseDistribution(of: promises, in: .factor(correlation: 0.2))
    #expect(abs(alone.mean - together.mean) < 1e-9)
    #expect(together.reserve(for: 0.01) > alone.reserve(for: 0.01) + 10)
  }
}

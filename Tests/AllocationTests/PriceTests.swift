import Allocation
import Testing

@Suite("prices and what they prove") struct PriceTests {
  @Test(
    "a price is a whole multiple of 2^-32 cent",
    arguments: [0, 0.5, 0.1, 1.0 / 3, 26_409_110, 1e12 / 7, 1e-12])
  func rounding(cents: Double) {
    let price = Price(rounding: cents)
    #expect(Double(price.numerator) == price.cents * 0x1p32)
    #expect(abs(price.cents - cents) <= max(0x1p-33, cents.ulp))
    #expect(Price(rounding: price.cents) == price)
  }

  @Test("no price is negative", arguments: [-1, -0.0, .nan, -.infinity, -1e-300])
  func neverNegative(cents: Double) {
    #expect(Price(rounding: cents) == .zero)
    #expect(Price(rounding: cents).cents.sign == .plus)
  }

  @Test("any prices prove a bound, and the fast pass agrees with the definition", arguments: 0..<40)
  func anyPrices(seed: UInt64) {
    let problem = randomProblem(seed)
    let optimum = bruteForceOptimum(problem)
    var random = SplitMix(seed &+ 77)
    for scale in [0, 0.01, 100, 1e9, 1e12] {
      let prices = problem.resources.map { _ in
        Price(rounding: scale * Double.random(in: 0...1, using: &random))
      }
      let bound = problem.certifiedBound(at: prices)
      #expect(bound == boundByDefinition(problem, at: prices))
      if let optimum { #expect(bound >= optimum) }
    }
  }

  @Test("prices beyond all measure prove nothing, and say so")
  func immense() {
    let problem = ReferenceInstance(claimants: 5, levels: 4, pools: 2, seed: 1).problem
    let prices = [Price(rounding: .infinity), Price(rounding: 1)]
    #expect(problem.certifiedBound(at: prices) == boundByDefinition(problem, at: prices))
    let wide = AllocationProblem(
      resources: [Resource(id: "cash", capacity: 1 << 52)],
      claimants: [Claimant(id: "a", options: [Claimant.Option(id: "o", value: 1, use: [1 << 50])])])
    #expect(wide.certifiedBound(at: [prices[0]]) == .max)
    #expect(solve(wide).objective == 1)
  }

  @Test("a plan's certificate can be recomputed", arguments: 0..<60)
  func certificate(seed: UInt64) {
    let problem = randomProblem(seed)
    let certificate = solve(problem).certificate
    #expect(certificate.prices.allSatisfy { $0 >= .zero })
    #expect(certificate.bound == boundByDefinition(problem, at: certificate.prices))
  }
}

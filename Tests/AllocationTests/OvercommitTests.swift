import Allocation
import Testing

@Suite("the chance that promises exceed the room") struct OvercommitTests {
  /// The tail by adding up every subset of promises.
  private func bySubsets(_ promises: [Promise], room: Int64) -> Double {
    var tail = 0.0
    for subset in 0..<(1 << promises.count) {
      var chance = 1.0
      var amount: Int64 = 0
      for (index, promise) in promises.enumerated() {
        if subset >> index & 1 == 1 {
          chance *= promise.probability
          amount += promise.amount
        } else {
          chance *= 1 - promise.probability
        }
      }
      if amount > room { tail += chance }
    }
    return tail
  }

  @Test("equals the sum over all subsets", arguments: 0..<60)
  func exact(seed: UInt64) {
    var random = SplitMix(seed)
    let isCents = seed % 2 == 0
    let promises = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      Promise(
        probability: Double.random(in: 0...1, using: &random),
        amount: isCents
          ? Int64.random(in: 10_000_000...90_000_000, using: &random)
          : 8 * Int64.random(in: 0...16, using: &random))
    }
    let total = promises.reduce(0) { $0 + $1.amount }
    for share in [0, 3, 5, 8, 9] as [Int64] {
      let room = total * share / 10
      let expected = bySubsets(promises, room: room)
      let found = overcommitProbability(of: promises, room: room)
      #expect(abs(found - expected) <= 1e-12 * expected + 1e-300)
      #expect(found == overcommitProbability(of: promises.shuffled(using: &random), room: room))
    }
  }

  @Test("is exactly zero when all fit, and certain when nothing does")
  func ends() {
    let promises = [0.3, 0.9, 1].map { Promise(probability: $0, amount: 10) }
    #expect(overcommitProbability(of: promises, room: 30) == 0)
    #expect(abs(overcommitProbability(of: promises, room: 9) - 1) < 1e-15)
    #expect(overcommitProbability(of: promises, room: -1) == 1)
    #expect(overcommitProbability(of: [], room: 0) == 0)
  }

  @Test("keeps relative accuracy in a tail far below rounding")
  func smallTail() {
    let promises = (0..<20).map { _ in Promise(probability: 1e-3, amount: 1) }
    let found = overcommitProbability(of: promises, room: 18)
    let expected = 20 * 1e-57 * 0.999 + 1e-60
    #expect(abs(found - expected) <= 1e-12 * expected)
  }

  @Test("many promises in cents give an upper bound close to the binomial's tail")
  func many() {
    var random = SplitMix(3)
    let promises = (0..<200).map { _ in
      Promise(probability: 0.5, amount: Int64.random(in: 9_999_000...10_001_000, using: &random))
    }
    let found = overcommitProbability(of: promises, room: 1_105_000_000)
    let binomial = overcommitProbability(
      of: promises.map { Promise(probability: $0.probability, amount: 1) }, room: 110)
    #expect(found >= binomial * (1 - 1e-9) && found <= binomial * 1.01)
  }
}

import Choice
import Foundation
import Testing
import Units

@Suite("taste draws") struct TasteDrawsTests {
  private static func draws(
    of person: String = "ada", seed: UInt64 = 1, count: Int = 256, attributes: Set<Int>? = nil,
    replicate: Int = 0, coefficients: Coefficients = Situations.frontier
  ) -> TasteDraws {
    TasteDraws(
      of: person, coefficients: coefficients, seed: Seed(seed), count: count,
      attributes: attributes, replicate: replicate)
  }

  @Test("leaving attributes out changes no other stream", arguments: 1..<16)
  func leavingOut(k: Int) {
    let (all, one) = (Self.draws(), Self.draws(attributes: [k]))
    #expect(one.payScale == all.payScale)
    #expect(one.staying == all.staying)
    #expect(one.partWorths[k] == all.partWorths[k])
    #expect(one.partWorths.indices.allSatisfy { $0 == k || one.partWorths[$0].isEmpty })
    #expect(one.partWorths.count == all.partWorths.count)
  }

  @Test("an attribute that a user adds changes no shipped stream") func adding() {
    let added = AttributeRegistryTests.attribute("zeal")
    let coefficients = Coefficients(
      of: Situations.frontierSegment, at: .offer, registry: AttributeRegistry(adding: [added]))
    let (before, after) = (Self.draws(), Self.draws(coefficients: coefficients))
    #expect(after.payScale == before.payScale)
    #expect(after.staying == before.staying)
    #expect(Array(after.partWorths.dropLast()) == before.partWorths)
    #expect(after.partWorths.last?.count == 256)
  }

  @Test("person, seed and replicate each change every stream") func keyed() {
    let base = Self.draws()
    for other in [Self.draws(of: "bob"), Self.draws(seed: 2), Self.draws(replicate: 1)] {
      #expect(other.payScale != base.payScale)
      #expect(other.staying != base.staying)
      for k in 1..<16 { #expect(other.partWorths[k] != base.partWorths[k]) }
    }
    let again = Self.draws()
    #expect(again.payScale == base.payScale && again.partWorths == base.partWorths)
  }

  @Test("the first n of 2n draws are the n draws", arguments: [1, 100, 256])
  func prefix(count: Int) {
    let (short, long) = (Self.draws(count: count), Self.draws(count: 2 * count))
    #expect(Array(long.payScale[..<count]) == short.payScale)
    #expect(Array(long.staying[..<count]) == short.staying)
    for k in 1..<16 { #expect(Array(long.partWorths[k][..<count]) == short.partWorths[k]) }
  }

  @Test("kinds of people share their quantiles: medians scale") func kinds() {
    let applied = Segment.shipped[0]
    let other = Self.draws(coefficients: Coefficients(of: applied, at: .offer))
    let base = Self.draws()
    let ratio = log(1.06) / log(1.10)
    for (found, expected) in zip(other.partWorths[2], base.partWorths[2]) {
      #expect(isClose(found, ratio * expected, within: 1e-14))
    }
  }

  /// Median, mean and share of each spread over 16,384 draws, which fill the quantiles evenly.
  @Test("draws have the population's median and mean", arguments: Situations.kinds)
  func moments(kind: Situations.Kind) {
    let coefficients = kind.coefficients
    let draws = Self.draws(count: 16384, coefficients: coefficients)
    let streams =
      [(draws.payScale, coefficients.payScale), (draws.staying, coefficients.staying)]
      + (1..<16).map { (draws.partWorths[$0], coefficients.partWorths[$0]) }
    for (stream, mixing) in streams {
      let mean = stream.reduce(0, +) / 16384
      let sorted = stream.sorted()
      switch mixing.spread {
      case .lognormal(let sd):
        #expect(isClose(mean, mixing.centre * exp(sd * sd / 2), within: 2e-3))
        #expect(isClose(sorted[8192], mixing.centre, within: 1e-3))
        #expect(stream.allSatisfy { $0.sign == mixing.centre.sign })
      case .normal(let sd):
        #expect(abs(mean - mixing.centre) < 1e-3 * sd)
        let variance = stream.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 16384
        #expect(isClose(variance, sd * sd, within: 3e-3))
      case .zeroOrLognormal(let zeroShare, let sd):
        let zeros = stream.filter { $0 == 0 }.count
        #expect(abs(Double(zeros) - 16384 * zeroShare) <= 1)
        let expected = (1 - zeroShare) * mixing.centre * exp(sd * sd / 2)
        #expect(isClose(mean, expected, within: 3e-3))
      }
    }
  }

  @Test("tastes are independent of each other") func independent() {
    let draws = Self.draws(count: 4096)
    // Ranks, so that heavy tails do not matter; publication has ties and is left out.
    let streams =
      [draws.payScale, draws.staying]
      + draws.partWorths.indices.filter { ![0, 8].contains($0) }.map { draws.partWorths[$0] }
    let ranks = streams.map { stream in
      var rank = [Double](repeating: 0, count: stream.count)
      for (place, r) in stream.indices.sorted(by: { stream[$0] < stream[$1] }).enumerated() {
        rank[r] = (Double(place) + 0.5) / 4096 - 0.5
      }
      return rank
    }
    for i in ranks.indices {
      for j in ranks.indices[..<i] {
        var sum = 0.0
        for (x, y) in zip(ranks[i], ranks[j]) { sum += x * y }
        let correlation = 12 * sum / 4096
        #expect(abs(correlation) < 0.06)
      }
    }
  }
}

import Choice
import Foundation
import Testing
import Units

@Suite("acceptance against independent reference values") struct ContestTests {
  static let persons: [String] = ReferenceExamples.examples.sorted { $0.key < $1.key }
    .flatMap { example in
      ReferenceExamples.presets.keys.sorted().flatMap { preset in
        example.value.candidates.map { "\(example.key) \(preset) \($0.id)" }
      }
    }

  @Test("every reference row was read") func complete() {
    #expect(ReferenceExamples.rows.count == 408)
    #expect(ReferenceExamples.rows.filter(\.isCandidate).count == 288)
    #expect(Self.persons.count == 48)
  }

  /// Tolerances of P and of the scaled derivatives pay·∂P/∂cash, (g+h)·∂P/∂g, (1000+S)·∂P/∂S.
  @Test(
    "P and its derivatives", arguments: persons,
    [(4096, [3e-3, 8e-3, 1.2e-2, 2e-3]), (65536, [2e-4, 1e-3, 1.5e-3, 3e-4])])
  func acceptance(person: String, precision: (draws: Int, tolerance: [Double])) throws {
    let key = person.split(separator: " ").map(String.init)
    let example = try #require(ReferenceExamples.examples[key[0]])
    let candidate = try #require(example.candidates.first { $0.id == key[2] })
    let situation = try #require(ReferenceExamples.situation(candidate, key[1]))
    let draws = TasteDraws(
      of: candidate.id, coefficients: situation.coefficients, seed: Seed(2026),
      count: precision.draws)
    let size = try #require(example.own["S"])
    let contest = Contest(situation, clusterGPUs: size, draws: draws)
    for row in ReferenceExamples.rows
    where row.example == key[0] && row.preset == key[1] && row.id == candidate.id {
      let package = ReferenceExamples.package(row, example, equity: candidate.equity)
      let found = contest.acceptance(of: package)
      let scales = [
        1, situation.pay(of: package),
        package.guaranteedGPUs + situation.coefficients.halfSaturation, 1000 + size,
      ]
      let values = [
        found.probability, found.perDollar, found.perGuaranteedGPU, found.perClusterGPU,
      ]
      for i in 0..<4 {
        #expect(
          abs(values[i] - row.values[i]) * scales[i] < precision.tolerance[i],
          "\(row), value \(i): \(values[i]) against \(row.values[i])")
      }
      #expect(abs(contest.probability(of: package) - found.probability) < 1e-12)
    }
  }
}

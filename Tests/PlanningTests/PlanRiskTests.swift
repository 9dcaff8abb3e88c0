import Planning
import Testing

@Suite("Risk")
struct PlanRiskTests {
  @Test(
    "hires are as many as all answers together say",
    arguments: [
      [], [0.5], [0, 1], [0.4, 0.48, 0.42, 0.46, 0.67, 0.59, 0.61], [0.02, 0.03, 0.01],
    ])
  func enumeration(acceptances: [Double]) {
    var chance = [Double](repeating: 0, count: acceptances.count + 1)
    for answers in 0..<(1 << acceptances.count) {
      var p = 1.0
      for (index, accept) in acceptances.enumerated() {
        p *= answers >> index & 1 == 1 ? accept : 1 - accept
      }
      chance[answers.nonzeroBitCount] += p
    }
    let risk = PlanRisk(acceptances: acceptances, overcommits: [0, 0.02])
    #expect(abs(risk.nobody - chance[0]) < 1e-12)
    #expect(abs(risk.expectedHires - acceptances.reduce(0, +)) < 1e-12)
    func below(_ hires: Int) -> Double { chance.prefix(hires).reduce(0, +) }
    #expect(below(risk.hires.lowerBound) < 0.05 && below(risk.hires.lowerBound + 1) >= 0.05)
    #expect(below(risk.hires.upperBound) < 0.95 && below(risk.hires.upperBound + 1) >= 0.95 - 1e-12)
    #expect(risk.overcommit == 0.02)
  }
}

import Choice
import Foundation
import Testing
import Units

/// One coefficient is random, the others are constants: then P is an integral over one normal
/// variable, which the trapezoid rule gives to machine precision.
@Suite("acceptance against quadrature") struct ContestQuadratureTests {
  static let ids = ["pay", "staying"] + AttributeRegistry().attributes.map(\.id).dropFirst()

  @Test("P with one random coefficient", arguments: ids) func probability(id: String) {
    let coefficients = Self.coefficients(random: id)
    let situation = Situations.situation(coefficients)
    let draws = Situations.draws(coefficients, count: 65536)
    let contest = Contest(situation, clusterGPUs: Situations.size, draws: draws)
    let found = contest.probability(of: Situations.package)
    let expected = Self.integral(over: id)
    #expect(abs(found - expected) < 1e-6, "\(found) against \(expected)")
    #expect(abs(contest.acceptance(of: Situations.package).probability - expected) < 1e-6)
  }

  @Test("a random coefficient moves P: the test can fail") func power() {
    let constant = Self.integral(over: "none")
    for id in Self.ids { #expect(abs(Self.integral(over: id) - constant) > 5e-6, "\(id)") }
  }

  /// The frontier segment with every spread zero but one.
  private static func coefficients(random id: String) -> Coefficients {
    var assumptions = BehaviouralAssumptions()
    if id != "pay" { assumptions.payScaleSpread = 0 }
    if id != "staying" { assumptions.stayingSpread = 0 }
    let constant = AttributeRegistry().attributes.dropFirst().filter { $0.id != id }.map {
      Attribute(
        id: $0.id, unit: $0.unit, range: $0.range, transform: $0.transform,
        reference: $0.reference, partWorth: $0.partWorth, spread: .normal(sd: 0),
        ignorance: $0.ignorance, provenance: $0.provenance)
    }
    return Coefficients(
      of: Situations.frontierSegment, at: .offer, registry: AttributeRegistry(adding: constant),
      assumptions: assumptions)
  }

  // From here on, everything is written from the definitions and uses nothing of the module.

  private static func integral(over id: String) -> Double {
    func mean(_ value: (Double) -> Double) -> Double {
      let step = 1.0 / 128
      return stride(from: -10.0, through: 10, by: step).reduce(0.0) { sum, z in
        sum + step * exp(-z * z / 2) / (2 * Double.pi).squareRoot() * value(z)
      }
    }
    switch id {
    case "none": return probability([:])
    case "pay": return mean { probability([id: 4 * exp(0.3 * $0)]) }
    case "staying": return mean { probability([id: -0.10 + 0.15 * $0]) }
    case "publication":
      return 0.35 * probability([id: 0])
        + 0.65 * mean { probability([id: 0.35 * exp(0.68 * $0)]) }
    default:
      let (median, sd, isNormal) = worths[id] ?? (0, 0, true)
      return mean { probability([id: isNormal ? median + sd * $0 : median * exp(sd * $0)]) }
    }
  }

  private static let worths: [String: (median: Double, sd: Double, isNormal: Bool)] = [
    "equity": (0, 0.25, true), "guaranteed_gpus": (6 * log(1.10), 0.6, false),
    "cluster_gpus": (log(1.15) / log(8.5), 0.6, false),
    "gpu_wait_days": (log(0.92) / log(37.0 / 7), 0.6, false), "data": (log(1.05), 0.7, false),
    "autonomy": (log(1.09), 0.7, false), "mission": (log(1.05), 0.08, true),
    "publication": (0.35, 0.68, false), "team_quality": (log(1.06), 0.04, true),
    "leadership": (log(1.04), 0.04, true), "product_reach": (log(1.02), 0.05, true),
    "safety_culture": (log(1.03), 0.08, true), "stability": (log(1.10), 0.5, false),
    "remote": (log(1.08), 0.10, true), "visa_route": (log(1.10), 0.8, false),
  ]

  /// P of the family's package at given coefficients, screens and lapse included.
  private static func probability(_ taste: [String: Double]) -> Double {
    let scale = taste["pay"] ?? 4
    func utility(_ alternative: Alternative, size: Double, forfeited: Double) -> Double {
      let pay = alternative.cash + 0.7 * alternative.equity - forfeited
      var sum = log(pay / 1e6)
      for (id, worth) in worths {
        let level = alternative.levels[id] ?? 0
        let feature =
          switch id {
          case "equity": 0.7 * alternative.equity / pay
          case "guaranteed_gpus": level / (level + 32)
          case "cluster_gpus": log((1000 + size) / 2000)
          case "gpu_wait_days": log(1 + level / 7)
          default: level
          }
        sum += (taste[id] ?? worth.median) * feature
      }
      return scale * sum
    }
    let ours = utility(Situations.package, size: Situations.size, forfeited: 50_000)
    let staying =
      utility(Situations.staying, size: 2000, forfeited: 0)
      + scale * (taste["staying"] ?? -0.10)
    let rivals = [800.0, 5000, 30_000].enumerated().map {
      utility(Situations.rivals[$0.offset], size: $0.element, forfeited: 50_000)
    }
    func share(_ survivors: ArraySlice<Double>) -> Double {
      1 / (1 + exp(staying - ours) + survivors.map { exp($0 - ours) }.reduce(0, +))
    }
    func passing(_ size: Double) -> Double {
      0.85 + 0.15 * 0.5 * erfc(-log(size / 10_000) / 2.0.squareRoot())
    }
    return 0.95
      * (passing(800) * share(rivals[0...])
        + (passing(Situations.size) - passing(800)) * share(rivals[1...]))
  }
}

public import Choice
public import Estimation
import Foundation
import Units

/// Past offers of a lab as people with known tastes would have answered them.
public enum PastOffers {
  /// So many decisions of people of a segment, by their order and a seed.
  public static func decisions(
    _ count: Int, preset: Preset, seed: UInt64, segment: String = "frontier"
  ) -> [PastDecision] {
    guard let segment = Segment.shipped.first(where: { $0.id == segment }) else { return [] }
    let coefficients = Coefficients(of: segment, at: .offer, preset: preset)
    return (0..<count).map { n in
      var random = Random("\(seed) offer \(n)")
      let base = 1e6 * exp(0.4 * random.normal())
      let ours = Alternative(
        id: "ours", cash: (base * (0.8 + 0.8 * random.uniform())).rounded(),
        levels: [
          "guaranteed_gpus": [0, 8, 32, 96, 128][Int(random.uniform() * 5)],
          "cluster_gpus": [512, 1016, 4096, 16_384][Int(random.uniform() * 4)],
          "autonomy": (random.uniform() * 10).rounded() / 10,
          "data": random.uniform() < 0.5 ? 0 : 1,
        ])
      let rival = Alternative(
        id: "rival", cash: (base * (0.8 + 0.8 * random.uniform())).rounded(),
        levels: [
          "guaranteed_gpus": [0, 0, 8, 64][Int(random.uniform() * 4)],
          "cluster_gpus": [1000, 20_000, 100_000][Int(random.uniform() * 3)],
        ])
      let stay = Alternative(id: JobOfferModel.staying, cash: base.rounded())
      // The plain reference decides, with one person's tastes.
      let situation = ChoiceSituation(
        person: "p\(n)", coefficients: coefficients, staying: stay, rivals: [rival])
      let chances = ReferenceChances(situation, ours, seed: Seed(seed &+ UInt64(n))).drawn(&random)
      return PastDecision(
        id: "d\(n)", person: "p\(n)", segment: segment,
        options: zip([ours, rival, stay], chances).map { .init($0, share: $1) })
    }
  }
}

/// What one drawn person takes: her own tastes, cut-off and lapse.
private struct ReferenceChances {
  private let utilities: [Double]
  private let situation: ChoiceSituation
  private let ours: Alternative

  init(_ situation: ChoiceSituation, _ ours: Alternative, seed: Seed) {
    self.situation = situation
    self.ours = ours
    let c = situation.coefficients
    let tastes = TasteDraws(of: situation.person, coefficients: c, seed: seed, count: 1)
    utilities = ([ours] + situation.rivals + [situation.staying]).map { alternative in
      let features = c.registry.attributes.map { attribute -> Double in
        switch attribute.transform {
        case .pay: 0
        case .equityShare: 0
        default:
          alternative.levels[attribute.id].map {
            attribute.feature(of: $0, halfSaturation: c.halfSaturation)
          } ?? 0
        }
      }
      var worth = log(alternative.cash / 1e6)
      for k in features.indices where k > 0 { worth += tastes.partWorths[k][0] * features[k] }
      if alternative.id == JobOfferModel.staying { worth += tastes.staying[0] }
      return tastes.payScale[0] * worth
    }
  }

  // One choice by one uniform number each for cut-off, lapse and the rest.
  func drawn(_ random: inout Random) -> [Double] {
    let cutoffs = situation.coefficients.cutoffs
    let threshold =
      random.uniform() < cutoffs.neverShare
      ? 0 : cutoffs.median * exp(cutoffs.logSD * random.normal())
    let sizes = [ours.clusterGPUs] + situation.rivals.map(\.clusterGPUs) + [.infinity]
    var best = (index: 2, utility: -Double.infinity)
    for (index, utility) in utilities.enumerated() {
      let v = utility - log(-log(random.uniform()))
      if sizes[index] >= threshold, v > best.utility { best = (index, v) }
    }
    if random.uniform() < situation.coefficients.assumptions.lapse { best.index = 2 }
    return (0..<3).map { $0 == best.index ? 1 : 0 }
  }
}

extension PastOffers {
  /// The decisions as a table.
  public static func csv(_ decisions: [PastDecision]) -> String {
    let attributes = ["guaranteed_gpus", "cluster_gpus", "autonomy", "data"]
    let rows = decisions.flatMap { decision in
      decision.options.map { option in
        let levels = attributes.map { name in
          option.alternative.levels[name].map { "\($0)" } ?? ""
        }
        return
          ([
            decision.person, decision.segment.id, option.alternative.id, "\(option.share)",
            "\(Int(option.alternative.cash))",
          ] + levels).joined(separator: ",")
      }
    }
    return "candidate,segment,alternative,chosen,cash," + attributes.joined(separator: ",") + "\n"
      + rows.joined(separator: "\n") + "\n"
  }
}

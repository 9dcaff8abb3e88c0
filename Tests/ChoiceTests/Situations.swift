import Choice
import Foundation
import Units

/// Choices that no reference file holds: every segment, stage and preset, with rivals below, at and
/// above the size of our cluster, and with and without stated cut-offs.
enum Situations {
  struct Kind: Sendable, CustomStringConvertible {
    let segment: Segment
    let stage: Segment.Stage
    let preset: Preset
    var description: String { "\(segment.id) \(stage) \(preset.id)" }
    var coefficients: Coefficients { Coefficients(of: segment, at: stage, preset: preset) }
  }

  static let kinds: [Kind] = Segment.shipped.flatMap { segment in
    Segment.Stage.allCases.flatMap { stage in
      Preset.shipped.map { Kind(segment: segment, stage: stage, preset: $0) }
    }
  }

  /// Our largest cluster, in H100-equivalents.
  static let size = 5000.0
  static let statedCutoffs: [Double?] = [nil, 0, 900, 3000, size, size + 1]
  static let seed = Seed(7)

  static let staying = Alternative(
    id: "stay", cash: 900_000, equity: 200_000,
    levels: ["cluster_gpus": 2000, "guaranteed_gpus": 4, "autonomy": 0.3, "publication": 0.2])
  static let rivals = [
    Alternative(
      id: "small", cash: 1_100_000, levels: ["cluster_gpus": 800, "publication": 1, "data": 0.5]),
    Alternative(id: "equal", cash: 800_000, equity: 500_000, levels: ["cluster_gpus": size]),
    Alternative(
      id: "large", cash: 1_000_000, equity: 300_000,
      levels: ["cluster_gpus": 30_000, "gpu_wait_days": 20, "mission": -1]),
  ]
  static let package = Alternative(
    id: "ours", cash: 1_000_000, equity: 250_000,
    levels: [
      "guaranteed_gpus": 12, "gpu_wait_days": 3, "data": 0.5, "autonomy": 0.8, "mission": 1,
      "publication": 0.5, "team_quality": 0.5, "leadership": -0.5, "product_reach": 1,
      "safety_culture": 0.3, "stability": 0.6, "remote": 0.4, "visa_route": 0.5,
    ])

  static func situation(
    _ coefficients: Coefficients, rivals: [Alternative] = rivals, cutoff: Double? = nil,
    forfeited: Double = 50_000
  ) -> ChoiceSituation {
    ChoiceSituation(
      person: "p", coefficients: coefficients, staying: staying, rivals: rivals,
      statedCutoff: cutoff, forfeited: forfeited)
  }

  static func draws(_ coefficients: Coefficients, count: Int = 512) -> TasteDraws {
    TasteDraws(of: "p", coefficients: coefficients, seed: seed, count: count)
  }

  /// The frontier segment at the offer, undecided.
  static let frontier = Coefficients(of: frontierSegment, at: .offer)
  static var frontierSegment: Segment {
    Segment.shipped.first { $0.id == "frontier" } ?? Segment.shipped[0]
  }
}

extension Alternative {
  /// A copy with one level set.
  func with(_ id: String, _ level: Double) -> Alternative {
    var copy = self
    copy.levels[id] = level
    return copy
  }

  /// A copy with other cash.
  func with(cash: Double) -> Alternative {
    var copy = self
    copy.cash = cash
    return copy
  }
}

/// Whether two numbers differ by at most `tolerance` of the second.
func isClose(_ found: Double, _ expected: Double, within tolerance: Double) -> Bool {
  abs(found - expected) <= tolerance * abs(expected)
}

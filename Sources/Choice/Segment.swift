internal import Foundation

/// A group of people whose median tastes differ from other groups'.
///
/// Segments change medians, never spreads.
public struct Segment: Hashable, Sendable {
  /// How far the talks have come; those who mind the known cluster size have mostly left by the end.
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    /// Approached without having asked.
    case cold
    /// At the offer, after interviews.
    case offer
  }

  /// The name in files.
  public let id: String
  /// Median part-worths (log-pay) by attribute id; absent ones keep the registry's.
  public let partWorths: [String: Double]
  /// GPUs at which a guarantee has given half of what it can give, in H100-equivalents: Hill's h.
  public let halfSaturation: Double
  /// Share of people with no cut-off on the cluster, by stage.
  public let neverShare: [Stage: Double]
  /// Median cut-off on the cluster of those who have one, in H100-equivalents.
  public let cutoffMedian: Double

  /// A segment.
  public init(
    id: String, partWorths: [String: Double], halfSaturation: Double,
    neverShare: [Stage: Double], cutoffMedian: Double
  ) {
    self.id = id
    self.partWorths = partWorths
    self.halfSaturation = halfSaturation
    self.neverShare = neverShare
    self.cutoffMedian = cutoffMedian
  }
}

extension Segment {
  /// The shipped segments, in the order of their ids.
  ///
  /// Percentages of pay: doubling the guarantee h to 2h, a cluster of 16,000 instead of 1,000, 30
  /// days of waiting, exclusive data, freedom, mission, and so on. All are assumptions where the
  /// registry says so; cut-offs are assumptions throughout (the frontier median rests on one
  /// anecdote of 10,000 GPUs, 2024).
  public static let shipped: [Segment] = [
    Segment(
      "applied", guarantee: 0.06, half: 16, cluster: 0.06, wait: 0.06, data: 0.15, autonomy: 0.09,
      mission: 0.05, publication: 0.6, team: 0.05, leadership: 0.04, reach: 0.05, safety: 0.02,
      never: (0.80, 0.95), cutoff: 2000),
    Segment(
      "data", guarantee: 0.03, half: 8, cluster: 0.03, wait: 0.03, data: 0.15, autonomy: 0.06,
      mission: 0.05, publication: 0.2, team: 0.05, leadership: 0.04, reach: 0.05, safety: 0.02,
      never: (0.95, 0.98), cutoff: 1000),
    Segment(
      "frontier", guarantee: 0.10, half: 32, cluster: 0.15, wait: 0.08, data: 0.05,
      autonomy: 0.09, mission: 0.05, publication: 1.0, team: 0.06, leadership: 0.04, reach: 0.02,
      safety: 0.03, never: (0.50, 0.85), cutoff: 10000),
    Segment(
      "infra", guarantee: 0.05, half: 16, cluster: 0.10, wait: 0.04, data: 0.02, autonomy: 0.06,
      mission: 0.04, publication: 0.3, team: 0.05, leadership: 0.04, reach: 0.05, safety: 0.02,
      never: (0.80, 0.95), cutoff: 4000),
    Segment(
      "product", guarantee: 0.015, half: 4, cluster: 0.02, wait: 0.02, data: 0.08,
      autonomy: 0.06, mission: 0.05, publication: 0.1, team: 0.05, leadership: 0.04, reach: 0.10,
      safety: 0.02, never: (0.97, 0.99), cutoff: 1000),
    Segment(
      "safety", guarantee: 0.06, half: 16, cluster: 0.05, wait: 0.05, data: 0.05, autonomy: 0.09,
      mission: 0.15, publication: 1.0, team: 0.05, leadership: 0.05, reach: 0.02, safety: 0.15,
      never: (0.80, 0.95), cutoff: 2000),
  ]

  // Worths as a manager would say them, of which ``partWorth(of:worth:)`` makes part-worths.
  private init(
    _ id: String, guarantee: Double, half: Double, cluster: Double, wait: Double, data: Double,
    autonomy: Double, mission: Double, publication: Double, team: Double, leadership: Double,
    reach: Double, safety: Double, never: (cold: Double, offer: Double), cutoff: Double
  ) {
    let worths = [
      "guaranteed_gpus": guarantee, "cluster_gpus": cluster, "gpu_wait_days": wait, "data": data,
      "autonomy": autonomy, "mission": mission, "publication": publication, "team_quality": team,
      "leadership": leadership, "product_reach": reach, "safety_culture": safety,
    ]
    self.init(
      id: id,
      partWorths: Dictionary(
        uniqueKeysWithValues: worths.map { ($0, Self.partWorth(of: $0, worth: $1)) }),
      halfSaturation: half, neverShare: [.cold: never.cold, .offer: never.offer],
      cutoffMedian: cutoff)
  }
}

public import Choice
internal import Kernels

/// P(accept) of one package of ours at many sizes of our largest cluster, by a kernel.
///
/// Between two neighbouring sizes of rivals the same ones survive a cut-off, and only the chances of
/// the cut-offs change; our own utility moves along one column. So the shares against each tier are
/// one pass for all sizes, and what is left is a weighted sum. A size's probability does not depend on
/// which others are asked for. The plain twin is ``PackageScorer`` at each size, from which it differs
/// by less than 1e-6.
public struct ClusterScorer: Sendable {
  /// What competes where a cut-off lies in one interval.
  private struct Tier: Sendable {
    /// Cut-offs above this size...
    var above: Double
    /// ...up to this one, or to our own size where that is smaller.
    var upTo: Double
    /// The coefficient of the cluster, and everything that is not ours, beyond the package.
    var draws: PackedDraws
  }

  private let kernel: Kernel
  private let situation: ChoiceSituation
  private let attribute: Attribute
  private let tiers: [Tier]

  /// Prepares everything that does not depend on the size.
  /// - Parameters:
  ///   - situation: The person, the rivals and the screen.
  ///   - package: What is offered; its own cluster is not used.
  ///   - tastes: The person's draws, with every axis that an alternative or the package touches.
  public init(_ situation: ChoiceSituation, package: Alternative, tastes: TasteTable) {
    self.situation = situation
    kernel = tastes.kernel
    let axis = AttributeRegistry.clusterIndex
    attribute = situation.coefficients.registry.attributes[axis]
    let competition = Competition(situation, clusterGPUs: .greatestFiniteMagnitude)
    let stride = tastes.stride
    let utilities = LaneBuffer(zeros: competition.alternatives.count * stride)
    for (j, features) in competition.alternatives.enumerated() {
      tastes.utilities(
        of: features, beyond: competition.alternatives[0], isStaying: j == 0,
        to: LaneRow(utilities, from: j * stride, count: stride))
    }
    let own = Self.utility(of: package, situation, beyond: competition.alternatives[0], tastes)
    let edges = Self.edges(of: situation)
    tiers = competition.tiers.enumerated().map { index, tier in
      let base = tastes.kernel.logsums(of: utilities, stride: stride, counts: [tier.count]).base
      return Tier(
        above: index == 0 ? -.infinity : edges[index - 1], upTo: edges[index],
        draws: PackedDraws(
          count: tastes.count, coefficients: [tastes.row(axis)], scaledBy: tastes.payScale,
          base: base.minus(own)))
    }
  }

  /// P(accept) at each size, H100-equivalents in service.
  public func probabilities(clusterGPUs sizes: [Double]) -> [Double] {
    var probabilities = [Double](repeating: 0, count: sizes.count)
    let talking = 1 - situation.coefficients.assumptions.lapse
    for tier in tiers {
      let members = sizes.indices.filter { weight(of: tier, at: sizes[$0]) > 0 }
      if members.isEmpty { continue }
      let levels = members.map {
        Float(
          attribute.feature(
            of: sizes[$0], halfSaturation: situation.coefficients.halfSaturation))
      }
      let shares = kernel.shares(
        of: PackedPackages(levels, attributes: 1, for: kernel), tier.draws)
      for (place, index) in members.enumerated() {
        probabilities[index] += talking * weight(of: tier, at: sizes[index]) * shares[place]
      }
    }
    return probabilities
  }

  /// The chance that a cluster of this size passes the screen.
  public func passing(_ size: Double) -> Double { situation.screen.passing(size) }

  // The chance of a cut-off in the tier that a cluster of this size passes.
  private func weight(of tier: Tier, at size: Double) -> Double {
    switch situation.screen {
    case .stated(let cutoff): return size >= cutoff ? 1 : 0
    case .distributed(let cutoffs):
      if size <= tier.above { return 0 }
      let below = tier.above == -.infinity ? 0 : cutoffs.cumulative(tier.above)
      return cutoffs.cumulative(min(size, tier.upTo)) - below
    }
  }

  // Where the set of rivals that survive a cut-off changes, and the end; one tier if it is stated.
  private static func edges(of situation: ChoiceSituation) -> [Double] {
    if case .stated = situation.screen { return [.infinity] }
    return Set(situation.rivals.map(\.clusterGPUs)).sorted() + [.infinity]
  }

  // Of the package with a cluster at the attribute's reference, whose transformed level is zero.
  private static func utility(
    of package: Alternative, _ situation: ChoiceSituation, beyond origin: Features,
    _ tastes: TasteTable
  ) -> LaneRow {
    var package = package
    package.levels["cluster_gpus"] = nil
    let utility = LaneRow(LaneBuffer(zeros: tastes.stride), count: tastes.stride)
    tastes.utilities(
      of: Features(package, situation.coefficients, forfeited: situation.forfeited),
      beyond: origin, isStaying: false, to: utility)
    return utility
  }
}

internal import Foundation

/// The coefficients of one kind of person: distributions over people, and what we do not know.
///
/// The kind is a segment at a stage under a preset. Axis `k` is the registry's.
public struct Coefficients: Hashable, Sendable {
  /// β_pay, in utils per unit of log pay.
  public let payScale: MixingDistribution
  /// Part-worths in log-pay, `[K]`; index 0 (pay itself) is not used.
  public let partWorths: [MixingDistribution]
  /// The constant of staying, in log-pay.
  public let staying: MixingDistribution
  /// Hill's h of the guarantee, in H100-equivalents.
  public let halfSaturation: Double
  /// The distribution of cut-offs on the cluster.
  public let cutoffs: CutoffDistribution
  /// Log-sd of ignorance of each median; `[K]`.
  public let ignorance: [Double]
  /// What was estimated; nil where the medians are beliefs.
  public let preferences: Preferences?
  /// What the model takes for granted.
  public let assumptions: BehaviouralAssumptions
  /// The attributes, for their transforms.
  public let registry: AttributeRegistry

  /// The coefficients of `segment` at `stage`, as `preset` believes them.
  public init(
    of segment: Segment, at stage: Segment.Stage, preset: Preset = .undecided,
    registry: AttributeRegistry = AttributeRegistry(),
    assumptions: BehaviouralAssumptions = BehaviouralAssumptions()
  ) {
    let estimated = preset.preferences
    func mean(_ name: String) -> Double { estimated?[name]?.mean ?? 0 }
    self.registry = registry
    preferences = estimated
    self.assumptions = assumptions.moved(by: estimated)
    payScale = MixingDistribution(
      centre: assumptions.payScaleMedian * exp(mean("pay")),
      spread: .lognormal(sd: assumptions.payScaleSpread))
    staying = MixingDistribution(
      centre: (assumptions.staying[stage] ?? 0) + mean("staying"),
      spread: .normal(sd: assumptions.stayingSpread))
    halfSaturation = segment.halfSaturation
    let neverShare = segment.neverShare[stage] ?? 1
    cutoffs = CutoffDistribution(
      neverShare: shifted(neverShare, byLogOdds: mean("never_share")),
      median: segment.cutoffMedian * exp(mean("cutoff_median")), logSD: assumptions.cutoffSpread)
    var partWorths: [MixingDistribution] = []
    var ignorance: [Double] = []
    for (k, attribute) in registry.attributes.enumerated() {
      var centre = segment.partWorths[attribute.id] ?? attribute.partWorth
      var unknown = attribute.ignorance
      if k == AttributeRegistry.guaranteeIndex || k == AttributeRegistry.clusterIndex {
        centre *=
          k == AttributeRegistry.guaranteeIndex ? preset.guaranteeFactor : preset.clusterFactor
        unknown = preset.computeIgnorance ?? unknown
      }
      if let entry = estimated?[attribute.id] {
        centre *= exp(entry.mean)
        unknown = entry.sd
      }
      partWorths.append(MixingDistribution(centre: centre, spread: attribute.spread))
      ignorance.append(unknown)
    }
    self.partWorths = partWorths
    self.ignorance = ignorance
  }
}

/// A share whose log-odds are moved; 0 and 1 stay.
func shifted(_ share: Double, byLogOdds shift: Double) -> Double {
  guard share > 0, share < 1, shift != 0 else { return share }
  return 1 / (1 + (1 - share) / share * exp(-shift))
}

extension BehaviouralAssumptions {
  /// The same with what was estimated of it.
  fileprivate func moved(by preferences: Preferences?) -> BehaviouralAssumptions {
    var moved = self
    moved.lapse = shifted(lapse, byLogOdds: preferences?["lapse"]?.mean ?? 0)
    moved.quitElasticity *= exp(preferences?["quit_elasticity"]?.mean ?? 0)
    return moved
  }
}

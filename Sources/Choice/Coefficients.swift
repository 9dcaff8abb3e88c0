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
    self.registry = registry
    self.assumptions = assumptions
    payScale = MixingDistribution(
      centre: assumptions.payScaleMedian, spread: .lognormal(sd: assumptions.payScaleSpread))
    staying = MixingDistribution(
      centre: assumptions.staying[stage] ?? 0, spread: .normal(sd: assumptions.stayingSpread))
    halfSaturation = segment.halfSaturation
    cutoffs = CutoffDistribution(
      neverShare: segment.neverShare[stage] ?? 1, median: segment.cutoffMedian,
      logSD: assumptions.cutoffSpread)
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
      partWorths.append(MixingDistribution(centre: centre, spread: attribute.spread))
      ignorance.append(unknown)
    }
    self.partWorths = partWorths
    self.ignorance = ignorance
  }
}

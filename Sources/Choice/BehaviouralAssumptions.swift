/// What the model takes for granted about people beyond their part-worths.
public struct BehaviouralAssumptions: Hashable, Sendable {
  /// Median of the pay coefficient β_pay: utils per unit of log pay.
  public var payScaleMedian = 4.0
  /// Log-sd of β_pay over people.
  public var payScaleSpread = 0.30
  /// Log-sd of what we do not know about the median of β_pay.
  public var payScaleIgnorance = 0.14
  /// Constant of staying, in log-pay, by stage.
  public var staying: [Segment.Stage: Double] = [.cold: 0.18, .offer: -0.10]
  /// Its sd over people, in log-pay.
  public var stayingSpread = 0.15
  /// Sd of what we do not know about it, in log-pay.
  public var stayingIgnorance = 0.08
  /// Log-sd of cut-offs among those who have one.
  public var cutoffSpread = 1.0
  /// Sd on the logit scale of what we do not know about the never-share.
  public var neverShareIgnorance = 0.8
  /// Share of people who refuse whatever is offered.
  public var lapse = 0.05
  /// What a dollar of equity at face is worth in pay.
  public var equityDiscount = 0.7
  /// Quit elasticity: the log-hazard of leaving per unit of log pay, η.
  public var quitElasticity = 2.5

  /// The shipped assumptions.
  public init() {}
}

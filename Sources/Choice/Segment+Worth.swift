internal import Foundation

extension Segment {
  /// The part-worth of an attribute that is worth `worth`, as a manager would say it.
  ///
  /// Worths are shares of pay, and `ln(1 + x)` makes part-worths of them. That of a guarantee is what
  /// doubling it from h to 2h is worth: Hill's curve moves by a sixth, so its whole height is six
  /// times as much. That of the cluster is 16,000 GPUs instead of 1,000; that of the wait is the loss
  /// by 30 days, spread over `log1p(30 / 7)`; that of publication is no share but a factor on 0.35.
  /// For everything else it is one step of the level.
  public static func partWorth(of attribute: String, worth: Double) -> Double {
    switch attribute {
    case "guaranteed_gpus": 6 * log1p(worth)
    case "cluster_gpus": log1p(worth) / log(8.5)
    case "gpu_wait_days": log1p(-worth) / log1p(30.0 / 7)
    case "publication": 0.35 * worth
    default: log1p(worth)
    }
  }

  /// What an attribute of that part-worth is worth: the inverse of ``partWorth(of:worth:)``.
  public static func worth(of attribute: String, partWorth: Double) -> Double {
    switch attribute {
    case "guaranteed_gpus": expm1(partWorth / 6)
    case "cluster_gpus": expm1(partWorth * log(8.5))
    case "gpu_wait_days": -expm1(partWorth * log1p(30.0 / 7))
    case "publication": partWorth / 0.35
    default: expm1(partWorth)
    }
  }

  /// What an attribute is worth to this segment under a preset, as a manager would say it.
  ///
  /// What the segment does not set is the registry's; `nil` for an attribute that nobody defined.
  public func worth(
    of attribute: String, preset: Preset = .undecided, registry: AttributeRegistry
  ) -> Double? {
    guard let k = registry.index(of: attribute) else { return nil }
    let coefficients = Coefficients(of: self, at: .offer, preset: preset, registry: registry)
    return Self.worth(of: attribute, partWorth: coefficients.partWorths[k].centre)
  }
}

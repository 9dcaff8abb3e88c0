internal import Choice
internal import Documents
internal import Foundation
internal import Scenario

/// Something that nobody knows exactly, with the ends of what is believed of it.
public struct TornadoInput: Sendable {
  /// What a number of it means.
  public enum Measure: String, Hashable, Sendable {
    /// The value itself, as at the input's path.
    case value
    /// A factor on what is believed.
    case factor
    /// Added to what is believed.
    case shift
  }

  /// A path of the scenario, or a name such as `part_worth.cluster_gpus`.
  public let id: String
  /// What a number means.
  public let measure: Measure
  /// The 5 % end.
  public let low: Double
  /// The 95 % end.
  public let high: Double
  let change: @Sendable (ScenarioGrid, Double) throws(Diagnostics) -> Scenario

  // The standard normal quantile of 0.95.
  private static let deviate = 1.6448536269514722

  private init(
    _ id: String, _ measure: Measure, _ low: Double, _ high: Double,
    change: @escaping @Sendable (ScenarioGrid, Double) throws(Diagnostics) -> Scenario
  ) {
    (self.id, self.measure, self.low, self.high) = (id, measure, low, high)
    self.change = change
  }

  /// Everything uncertain in a scenario: its own intervals, the medians of tastes, assumptions.
  static func all(of scenario: Scenario) -> [TornadoInput] {
    let own = scenario.intervals.map { known in
      value(known.path, known.interval.low, known.interval.high)
    }
    let paths = Set(own.map(\.id))
    let assumed = BelievableRange.all(of: scenario).filter { !paths.contains($0.path) }.map {
      value($0.path, $0.low, $0.high)
    }
    return own + tastes(of: scenario) + people(of: scenario) + assumed
  }

  private static func value(_ path: String, _ low: Double, _ high: Double) -> TornadoInput {
    TornadoInput(path, .value, low, high) { grid, value throws(Diagnostics) in
      try grid.base(setting: [Scenario.Override(path: path, value: value.plain)])
    }
  }

  // The median part-worth of each attribute, for all kinds of people at once.
  private static func tastes(of scenario: Scenario) -> [TornadoInput] {
    scenario.registry.attributes.compactMap { attribute in
      let isCompute = attribute.id == "guaranteed_gpus" || attribute.id == "cluster_gpus"
      let ignorance =
        (isCompute ? scenario.preset.computeIgnorance : nil) ?? attribute.ignorance
      guard attribute.transform != .pay, ignorance > 0 else { return nil }
      return TornadoInput(
        "part_worth.\(attribute.id)", .factor, exp(-deviate * ignorance),
        exp(deviate * ignorance)
      ) { grid, factor in grid.base.scalingPartWorth(of: attribute.id, by: factor) }
    }
  }

  private static func people(of scenario: Scenario) -> [TornadoInput] {
    let behaviour = scenario.behaviour
    let pay = deviate * behaviour.payScaleIgnorance
    let staying = deviate * behaviour.stayingIgnorance
    let never = deviate * behaviour.neverShareIgnorance
    return [
      TornadoInput("weight_of_pay", .factor, exp(-pay), exp(pay)) { grid, factor in
        var scenario = grid.base
        scenario.behaviour.payScaleMedian *= factor
        return scenario
      },
      TornadoInput("pull_of_staying", .shift, -staying, staying) { grid, shift in
        var scenario = grid.base
        for stage in scenario.behaviour.staying.keys {
          scenario.behaviour.staying[stage, default: 0] += shift
        }
        return scenario
      },
      TornadoInput("share_without_cutoff", .shift, -never, never) { grid, shift in
        grid.base.shiftingNeverShare(by: shift)
      },
    ].filter { $0.low < $0.high }
  }
}

/// How far a shipped assumption about hiring and leaving may be off.
struct BelievableRange: Hashable, Sendable {
  /// The assumption.
  let path: String
  let low: Double
  let high: Double

  /// The ranges that the assumptions' own sources give.
  static let shipped: [BelievableRange] = [
    BelievableRange(path: "assumptions.offer_effort", low: 15_000, high: 60_000),
    BelievableRange(path: "assumptions.vacancy_months", low: 3, high: 6),
    BelievableRange(path: "assumptions.replacement_years_of_pay", low: 0.2, high: 2),
    BelievableRange(path: "assumptions.quit_elasticity", low: 2, high: 3),
    BelievableRange(path: "assumptions.equity_discount", low: 0.4, high: 0.9),
    BelievableRange(path: "assumptions.lapse", low: 0, high: 0.15),
    BelievableRange(path: "assumptions.autonomy_cost_share", low: 0, high: 0.15),
  ]

  /// Those that a scenario's mode of promising takes for granted, too.
  static func all(of scenario: Scenario) -> [BelievableRange] {
    if scenario.policy.overbooking == .hard { return shipped }
    let together = BelievableRange(path: "policy.acceptance_correlation", low: 0, high: 0.3)
    return shipped + [BelievableRange(path: "policy.draw_down", low: 0.5, high: 1)]
      + (scenario.policy.promising.market.isEmpty ? [together] : [])
  }
}

extension Scenario {
  /// The scenario if an attribute were worth a multiple to everybody.
  fileprivate func scalingPartWorth(of id: String, by factor: Double) -> Scenario {
    var scenario = self
    scenario.registry = AttributeRegistry(
      adding: registry.attributes.map { $0.id == id ? $0.scaled(by: factor) : $0 })
    scenario.segments = segments.map { segment in
      var worths = segment.partWorths
      if let worth = worths[id] { worths[id] = worth * factor }
      return Segment(
        id: segment.id, partWorths: worths, halfSaturation: segment.halfSaturation,
        neverShare: segment.neverShare, cutoffMedian: segment.cutoffMedian)
    }
    return scenario
  }

  /// The scenario if more or fewer people had no cut-off; the shift is on the logit scale.
  fileprivate func shiftingNeverShare(by shift: Double) -> Scenario {
    var scenario = self
    scenario.segments = segments.map { segment in
      Segment(
        id: segment.id, partWorths: segment.partWorths, halfSaturation: segment.halfSaturation,
        neverShare: segment.neverShare.mapValues { share in
          guard share > 0, share < 1 else { return share }
          return 1 / (1 + (1 - share) / share * exp(-shift))
        }, cutoffMedian: segment.cutoffMedian)
    }
    return scenario
  }
}

extension Attribute {
  fileprivate func scaled(by factor: Double) -> Attribute {
    Attribute(
      id: id, unit: unit, range: range, transform: transform, reference: reference,
      partWorth: partWorth * factor, spread: spread, ignorance: ignorance, provenance: provenance)
  }
}

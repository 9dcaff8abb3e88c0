internal import Planning
internal import Scenario

/// One changed circumstance in words: what changes, and what that does.
struct WhatIfText {
  /// `rent 8 h100 nodes`.
  let change: String
  /// `worth $2.07M, costs $1.32M at $2.35/h: yes`; dollars are a year's.
  let effect: String

  /// Both.
  var sentence: String { change + ": " + effect }

  init(_ whatIf: WhatIf, in plan: Plan) {
    change = Self.change(whatIf.change, in: plan.scenario)
    if whatIf.isInfeasible {
      effect = "no plan is left" + (whatIf.isProven ? "" : " (not proven)")
      return
    }
    let effects =
      switch whatIf.change {
      case .rent(let pool, let units, let cost):
        Self.rent(
          whatIf, cost: cost, at: RentRate(pool: pool, units: units, cost: cost, in: plan.scenario))
      case .cash: [Self.worth(whatIf)].compactMap(\.self)
      case .failure(_, _, let left): Self.failure(whatIf, left: left, in: plan.scenario)
      case .preset: [Self.worth(whatIf)].compactMap(\.self)
      }
    let isRent = if case .rent = whatIf.change { true } else { false }
    let all = effects + (isRent ? [] : Self.offers(whatIf))
    effect =
      (all.isEmpty ? "the same offers" : all.joined(separator: "; "))
      + (whatIf.isProven ? "" : " (not proven)")
  }

  private static func change(_ change: WhatIf.Change, in scenario: Scenario) -> String {
    switch change {
    case .rent(let pool, let units, _): return "rent \(nodes(units, pool))"
    case .cash(let dollars): return "\(NumberFormat.money(dollars)) more cash"
    case .failure(let pool, let units, _):
      return "\(nodes(units, pool)) fail\(units == 1 ? "s" : "")"
    case .preset(let id): return "\(id) preset"
    }
  }

  private static func nodes(_ units: Int, _ pool: String) -> String {
    "\(NumberFormat.grouped(units)) \(pool) node\(units == 1 ? "" : "s")"
  }

  private static func worth(_ whatIf: WhatIf) -> String? {
    whatIf.worth.map { worth in
      if abs(worth) < 0.5 { return "worth nothing" }
      return worth < 0
        ? "costs \(NumberFormat.money(-worth))"
        : "worth \(NumberFormat.money(worth))"
    }
  }

  private static func rent(_ whatIf: WhatIf, cost: Double, at rate: RentRate) -> [String] {
    let hourly = "at $\(NumberFormat.fixed(rate.perGPUHour, 2))/h"
    guard let worth = whatIf.worth else { return ["costs \(NumberFormat.money(cost)) \(hourly)"] }
    let (shown, price) = NumberFormat.pair(worth, cost)
    var effects = ["worth \(shown), costs \(price) \(hourly): \(worth > cost ? "yes" : "no")"]
    // Less cash for offers never makes a rent that does not pay pay.
    if worth > cost, let inCash = whatIf.worthIfPaidInCash {
      let shown = NumberFormat.distinct(inCash, from: cost)
      effects.append(
        inCash > cost
          ? "also if the offers' cash pays it (worth \(shown) then)"
          : "no if the offers' cash pays it (worth \(shown) then)")
    }
    return effects
  }

  private static func failure(
    _ whatIf: WhatIf, left: Double, in scenario: Scenario
  ) -> [String] {
    var effects = [worth(whatIf)].compactMap(\.self)
    let lost = whatIf.screensClosed.map {
      "\($0.candidate) (wants \(NumberFormat.count($0.cutoff)))"
    }
    if !lost.isEmpty {
      effects.append(
        "\(NumberFormat.count(left)) GPUs: \(NumberFormat.list(lost)) lost")
    } else if left != scenario.weighedCluster.h100e {
      effects.append("\(NumberFormat.count(left)) GPUs left")
    }
    return effects
  }

  /// Who comes and goes; then the two answers that move most, if by five points or more.
  private static func offers(_ whatIf: WhatIf) -> [String] {
    let closed = Set(whatIf.screensClosed.map(\.candidate))
    let dropped = whatIf.offersDropped.filter { !closed.contains($0) }
    var effects: [String] = []
    if !dropped.isEmpty { effects.append("drops \(NumberFormat.list(dropped))") }
    if !whatIf.offersAdded.isEmpty {
      effects.append("adds \(NumberFormat.list(whatIf.offersAdded))")
    }
    guard case .preset = whatIf.change else { return effects }
    let moved = whatIf.acceptances.filter { abs($0.after - $0.before) >= 0.05 }
      .sorted {
        (abs($1.after - $1.before), $0.candidate) < (abs($0.after - $0.before), $1.candidate)
      }
    return effects
      + moved.prefix(2).map {
        "\($0.candidate) \(NumberFormat.percentNumber($0.before)) > "
          + NumberFormat.percent($0.after)
      }
  }
}

/// What one rented GPU costs in an hour.
struct RentRate {
  /// Dollars.
  let perGPUHour: Double

  /// - Parameter cost: Of all units, dollars a year.
  init(pool: String, units: Int, cost: Double, in scenario: Scenario) {
    let gpus = units * (scenario.pools.first { $0.id == pool }?.gpusPerUnit ?? 1)
    perGPUHour = gpus > 0 ? cost / Double(gpus) / 8_760 : 0
  }
}

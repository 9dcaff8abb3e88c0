internal import Foundation
internal import Planning
internal import Scenario

/// What promises that may be refused come to, in sentences that a manager can repeat.
struct PromiseText {
  /// One for each pool that is promised from, and what holds for all; empty where nothing is promised.
  ///
  /// A pool has one for each stretch of the horizon in which its promises stand differently.
  let sentences: [String]

  init(_ plan: Plan) {
    let stretches = PromiseStretch.all(of: plan)
    var sentences = stretches.map { Self.sentence($0, plan.scenario) }
    let limit = plan.scenario.policy.promising.overcommitYear
    if let year = plan.risk?.overcommitYear,
      stretches.count(where: { $0.risk.overcommit > 0 }) > 1 || (limit != nil && year > 0)
    {
      let asked = limit.map { ", and \(NumberFormat.percent($0)) are allowed" } ?? ""
      sentences.append("In \(Self.years(year)) some pool is too small\(asked)")
    }
    if plan.value.recourse >= 0.5 {
      sentences.append(
        "What is missing costs \(NumberFormat.money(plan.value.recourse)) a year on average")
    }
    self.sentences = sentences
  }

  private static func sentence(_ stretch: PromiseStretch, _ scenario: Scenario) -> String {
    let promise = stretch.risk
    let (count, plural) = (promise.promised, promise.promised != 1)
    if promise.overcommit == 0, promise.promised <= promise.room {
      return "The \(count) \(stretch.pool) node\(plural ? "s" : "") promised\(stretch.when) "
        + "fit\(plural ? "" : "s") whoever accepts"
    }
    let nodes = "\(stretch.pool) node\(promise.room == 1 ? "" : "s")"
    let promised =
      promise.promisedShare.map {
        "We promise \(NumberFormat.fixed($0, 2)) times the \(nodes) kept for hires\(stretch.when) "
          + "(\(promise.promised) for \(promise.room))"
      }
      ?? "We promise \(promise.promised) \(stretch.pool) node\(plural ? "s" : "")\(stretch.when) and "
      + "keep none for \(plural ? "them" : "it")"
    let drawn = drawDown(scenario)
    if promise.overcommit == 0 {
      return "\(promised); they fit whoever accepts" + (drawn.map { ", because \($0)" } ?? "")
    }
    let missing = NumberFormat.fixed(promise.shortfallIfOver, 1)
    return promised
      + "; in \(years(promise.overcommit)) more people accept than fit, and then \(missing) "
      + "node\(missing == "1.0" ? " is" : "s are") missing on average: "
      + remedy(stretch, scenario) + (drawn.map { "; \($0)" } ?? "")
  }

  // What the figures rest on where promises are not counted in full.
  private static func drawDown(_ scenario: Scenario) -> String? {
    let share = scenario.policy.promising.drawDown
    return share < 1
      ? "\(NumberFormat.percent(share)) of what is accepted is taken to be used (assumed)" : nil
  }

  private static func remedy(_ stretch: PromiseStretch, _ scenario: Scenario) -> String {
    let promise = stretch.risk
    let cost = stretch.unitCost.map { NumberFormat.money($0 * promise.shortfallIfOver) }
    switch scenario.policy.promising.recourse {
    case .rent:
      let enough =
        promise.rentUnits == 1 ? "1 is enough" : "\(promise.rentUnits) are enough"
      let most = stretch.unitCost.map { ", \(NumberFormat.money($0 * Double(promise.rentUnits)))" }
      return "rent them" + (cost.map { " for \($0) a year" } ?? "")
        + " (\(enough) 19 times in 20\(most ?? ""))"
    case .delay: return "who comes last starts later" + (cost.map { ", at \($0) a year" } ?? "")
    case .shrink:
      return "work without a guarantee gives them up" + (cost.map { ", at \($0) a year" } ?? "")
    }
  }

  /// `5 years of 100`; `4 years of 10,000`.
  static func years(_ probability: Double) -> String {
    for base in [100, 1_000, 10_000, 1_000_000] {
      let years = Int((probability * Double(base)).rounded())
      // What may not happen is never told as if it always did.
      if years >= 1, years < base || probability >= 1 {
        return "\(NumberFormat.grouped(years)) year\(years == 1 ? "" : "s") of "
          + NumberFormat.grouped(base)
      }
    }
    return "less than 1 year of 1,000,000"
  }
}

extension Scenario {
  /// What the proof of an optimal plan speaks of: `proven optimal at its release prices`.
  var proofWords: String {
    switch policy.overbooking {
    case .hard: "proven optimal at its release prices"
    case .chance:
      "proven optimal with P(over) at most \(NumberFormat.percent(policy.promising.overcommit))"
    case .cost: "proven optimal with missing GPUs at their price"
    }
  }
}

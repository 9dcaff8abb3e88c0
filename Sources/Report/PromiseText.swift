internal import Foundation
internal import Planning
internal import Scenario

/// What promises that may be refused come to, in sentences that a manager can repeat.
struct PromiseText {
  /// One for each pool that is promised from, then what holds for all; empty where every promise is
  /// kept in full.
  let sentences: [String]

  init(_ plan: Plan) {
    let rows = plan.resources.filter { ($0.promise?.promised ?? 0) > 0 }
    var sentences = rows.compactMap { row in
      row.promise.map { Self.sentence($0, row, plan.scenario) }
    }
    if let year = plan.risk?.overcommitYear, rows.count(where: { $0.overcommit > 0 }) > 1 {
      sentences.append("In \(Self.years(year)) some pool is too small")
    }
    if plan.value.recourse >= 0.5 {
      sentences.append(
        "What is missing costs \(NumberFormat.money(plan.value.recourse)) a year on average")
    }
    self.sentences = sentences
  }

  private static func sentence(
    _ promise: PromiseRisk, _ row: ResourcePlan, _ scenario: Scenario
  ) -> String {
    let nodes = "\(row.id) node\(promise.room == 1 ? "" : "s")"
    if promise.overcommit == 0 {
      let (count, plural) = (promise.promised, promise.promised != 1)
      return
        "The \(count) \(row.id) node\(plural ? "s" : "") promised fit\(plural ? "" : "s") whoever accepts"
    }
    let promised =
      promise.promisedShare.map {
        "We promise \(NumberFormat.fixed($0, 2)) times the \(nodes) kept for hires "
          + "(\(promise.promised) for \(promise.room))"
      } ?? "We promise \(promise.promised) \(row.id) nodes and keep none for them"
    let missing = NumberFormat.fixed(promise.shortfallIfOver, 1)
    return promised
      + "; in \(years(promise.overcommit)) more people accept than fit, and then \(missing) "
      + "node\(missing == "1.0" ? " is" : "s are") missing on average: \(remedy(promise, scenario))"
  }

  private static func remedy(_ promise: PromiseRisk, _ scenario: Scenario) -> String {
    let cost = promise.unitCost.map { NumberFormat.money($0 * promise.shortfallIfOver) }
    switch scenario.policy.promising.recourse {
    case .rent:
      let enough =
        promise.rentUnits == 1 ? "1 is enough" : "\(promise.rentUnits) are enough"
      return "rent them" + (cost.map { " for \($0) a year" } ?? "")
        + " (\(enough) 19 times in 20"
        + (promise.rentCost.map { ", \(NumberFormat.money($0))" } ?? "")
        + ")"
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

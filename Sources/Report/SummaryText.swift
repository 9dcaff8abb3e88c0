internal import Choice
internal import Planning
internal import Scenario

/// What a plan is and what it is worth, in two sentences.
struct SummaryText {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// `lab · half-year plan · undecided preset · proven optimal at its release prices`.
  var title: String {
    let scenario = plan.scenario
    let proof =
      switch plan.status {
      case .optimal: scenario.proofWords
      case .feasible:
        "within \(NumberFormat.fixed(plan.value.relativeGap * 100, 4)) % of the best, not proven"
      case .infeasible: "no plan is feasible"
      case .undecided: "no plan found within the limits"
      }
    let period =
      switch scenario.horizonMonths {
      case 6: "half-year plan"
      case 12: "one-year plan"
      default: "\(scenario.horizonMonths)-month plan"
      }
    let objective: [String] =
      switch scenario.policy.objective {
      case .value: []
      case .nash: ["greatest Nash welfare"]
      case .maxMin: ["worst-off team first"]
      }
    return
      ([scenario.name.onOneLine, period, "\(scenario.preset.id) preset"] + objective + [proof])
      .joined(separator: " · ")
  }

  /// `Worth $176.1M a year, now $168.1M · 7 offers, 3.6 hires expected, 0.8 more leave`.
  var sentence: String {
    "Worth \(NumberFormat.money(plan.value.worth)) a year, now "
      + "\(NumberFormat.money(plan.value.present)) · \(offers) offer\(offers == 1 ? "" : "s"), "
      + "\(NumberFormat.fixed(expectedHires, 1)) hires expected\(accepted), "
      + "\(left) leave"
  }

  private var accepted: String {
    let hired = plan.scenario.answers.count(where: \.isYes)
    return hired == 0 ? "" : " beside \(hired) accepted"
  }

  private var left: String {
    let amount = NumberFormat.fixed(abs(leavers), 1)
    return amount == "0.0" ? "no more" : amount + (leavers < 0 ? " fewer" : " more")
  }

  /// Offers made.
  var offers: Int { plan.offers.count(where: \.isMade) }

  /// Hires on average.
  var expectedHires: Double { plan.offers.reduce(0) { $0 + ($1.isMade ? $1.acceptance : 0) } }

  /// More people leaving in a year than today.
  var leavers: Double { plan.teams.reduce(0) { $0 + $1.leavers } }

  /// Facts that nobody measured.
  var assumptions: Int { plan.scenario.facts.count(where: \.isAssumption) }

  /// How many assumptions there are, and which matters most.
  var assumptionSentence: String {
    "\(assumptions) assumptions (--format md lists them), first what GPUs are worth to people"
  }
}

internal import Planning
internal import Scenario

/// The one order in which every format shows a plan.
struct PlanOrder {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// Who gains first, who gives most last.
  var teams: [TeamPlan] {
    plan.teams.sorted { ($1.change, $0.id) < ($0.change, $1.id) }
  }

  /// Teams that give and whose reasons are known, who gives most first.
  var explainedTeams: [TeamPlan] {
    teams.reversed().filter { $0.change <= -0.5 && $0.whyNot != nil }
  }

  /// Offers made, the likeliest first.
  var made: [OfferPlan] {
    plan.offers.filter(\.isMade)
      .sorted { ($1.acceptance, $0.candidate) < ($0.acceptance, $1.candidate) }
  }

  /// Candidates without an offer, by id.
  var refused: [OfferPlan] { plan.offers.filter { !$0.isMade } }

  /// Packages of candidates with few of them, each candidate's likeliest first.
  var menus: [(candidate: String, entry: MenuEntry)] {
    plan.offers.flatMap { offer in
      offer.menu.sorted {
        ($1.acceptance, $0.package.cash, $0.package.id)
          < ($0.acceptance, $1.package.cash, $1.package.id)
      }
      .map { (offer.candidate, $0) }
    }
  }

  /// Pools of which a team has or gets something.
  var poolsInUse: [Int] {
    plan.scenario.pools.indices.filter { pool in
      plan.teams.contains { $0.current[pool] > 0 || $0.granted[pool] > 0 }
    }
  }
}

extension OfferPlan {
  /// P(accept) of the package that ``WhyNotText`` speaks of.
  var shownAcceptance: Double { whyNot?.acceptance ?? acceptance }
}

extension TeamPlan {
  /// Worth under the plan less worth today, dollars a year.
  var change: Double { value - presentValue }
}

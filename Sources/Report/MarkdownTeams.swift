internal import Planning
internal import Scenario
internal import Topology

/// The teams of a plan, why not otherwise, and where their grants sit, in Markdown.
struct MarkdownTeams {
  private let plan: Plan
  private let pools: [Int]

  init(_ plan: Plan) {
    self.plan = plan
    pools = PlanOrder(plan).poolsInUse
  }

  var lines: [String] {
    if plan.teams.isEmpty { return ["## Teams", "", "none", ""] }
    return ["## Teams"] + table + LaterGrants(plan).markdown + reasons + placement
  }

  private var table: [String] {
    var table = MarkdownTable(
      [("team", .left)] + pools.map { ("\(plan.scenario.pools[$0].id) nodes", .right) }
        + [
          ("stay a year, now", .right), ("planned", .right), ("90 % range", .right),
          ("worth now", .right), ("worth planned", .right), ("change", .right), ("leavers", .right),
        ])
    for team in PlanOrder(plan).teams {
      table.add(
        [team.id] + pools.map { "\(team.current[$0]) > \(team.granted[$0])" } + [
          NumberFormat.percent(team.presentStay), NumberFormat.percent(team.stay),
          NumberFormat.percentRange(team.stayInterval) + " %",
          NumberFormat.money(team.presentValue), NumberFormat.money(team.value),
          NumberFormat.change(team.change), NumberFormat.signed(team.leavers),
        ])
    }
    return table.text
  }

  private var reasons: [String] {
    let reasons = PlanOrder(plan).teams.reversed().compactMap { team in
      WhyNotText(team, in: plan).map {
        "- \(MarkdownText.escaped(team.id)): \(MarkdownText.escaped($0.sentence))"
          + (WhyNotText.priceFlip(team.whyNot).map { "; " + MarkdownText.escaped($0) } ?? "")
      }
    }
    return reasons.isEmpty ? [] : ["Why not otherwise:", ""] + reasons + [""]
  }

  private var placement: [String] {
    var table = MarkdownTable([
      ("team", .left), ("pool", .left), ("place", .left), ("nodes", .right), ("GPUs", .right),
    ])
    for team in PlanOrder(plan).teams {
      for place in team.placement where place.isTelling {
        table.add([
          team.id, place.pool,
          place.hosts.isEmpty
            ? "\(place.group) \(place.index)" : MarkdownText.escaped("\(place.hosts)"),
          "\(place.nodes.count)",
          NumberFormat.grouped(place.gpus),
        ])
      }
    }
    let sentences = plan.resources.compactMap { PlacementWords.sentence(on: $0, in: plan) }
      .map { "- " + MarkdownText.escaped($0) }
    if table.text.isEmpty, sentences.isEmpty { return [] }
    return ["### Where grants sit"] + table.text + [""] + sentences + [""]
  }
}

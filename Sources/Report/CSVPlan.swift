public import Planning
internal import Scenario

/// A plan as one tidy table for a spreadsheet: RFC 4180, one figure a row, in the terminal's order.
///
/// Numbers are those of the document, digit for digit. Text that a spreadsheet would take for a
/// formula begins with an apostrophe; numbers never do.
public struct CSVPlan {
  private let plan: Plan
  private let document: PlanDocument

  /// The table of `plan`.
  /// - Parameter document: The same plan as a document, from which every number comes.
  public init(_ plan: Plan, document: PlanDocument) {
    self.plan = plan
    self.document = document
  }

  /// The text; lines end with CR LF.
  public var text: String {
    let rows = summary + resources + teams + offers + rest
    let header = "section,id,figure,value,low,high,unit,text"
    return ([header] + rows.map(\.line)).joined(separator: "\r\n") + "\r\n"
  }

  private var summary: [CSVRow] {
    let plan = CSVRow(section: "plan", id: document.name)
    return [
      plan.text("status", document.status), plan.text("preset", document.preset),
      plan.number("seed", exactly: "\(document.seed)"),
      plan.number("horizon_months", document.horizonMonths, "months"),
      plan.number("objective", document.objective, "$/yr"),
      plan.number("bound", document.bound, "$/yr"),
      plan.number("worth", document.worth, "$/yr"),
      plan.number("present_value", document.presentValue, "$/yr"),
      plan.number("released_value", document.releasedValue, "$/yr"),
      plan.number("offers", document.summary?.offers, "offers"),
      plan.number("expected_hires", document.summary?.expectedHires, "people"),
      plan.number("leavers", document.summary?.leavers, "people/yr"),
      plan.number("assumptions", document.summary?.assumptions, "facts"),
    ].compactMap(\.self)
  }

  private var resources: [CSVRow] {
    document.resources.flatMap { resource -> [CSVRow] in
      let row = CSVRow(section: "resource", id: resource.id)
      let (unit, each) =
        switch resource.kind {
        case "cash", "equity", "rent": ("$/yr", "$/$")
        case "pool": ("nodes", "$/node-yr")
        case "power": ("kW", "$/kW-yr")
        case "block_slots": ("blocks", "$/block")
        default: ("offers", "$/offer")
        }
      return [
        row.number("capacity", resource.capacity, unit),
        row.number("rented", resource.rented, unit), row.number("used", resource.used, unit),
        row.number("reserve", resource.reserve, unit),
        row.number(
          "price", resource.price, each, low: resource.priceLow, high: resource.priceHigh),
        row.number("price_step", resource.priceStep, unit),
        row.number("price_per_gpu", resource.pricePerGpu, "$/GPU-yr"),
        row.number(
          "price_per_gpu_hour", resource.pricePerGpuHour, "$/GPU-h",
          low: resource.pricePerGpuHourLow, high: resource.pricePerGpuHourHigh),
        row.number("stays_from", resource.staysFrom, unit),
        row.number("stays_to", resource.staysTo, unit),
        row.number("overcommit_probability", resource.overcommitProbability, "share"),
        row.number("epsilon", resource.epsilon, "share"),
        row.number("promised", resource.promised, unit),
        row.number("promised_share", resource.promisedShare, "share"),
        row.number("expected_shortfall", resource.expectedShortfall, unit),
        row.number("rent_units", resource.rentUnits, unit),
        row.number("rent_cost", resource.rentCost, "$/yr"),
        row.number("hired", resource.hired, unit),
        row.number("moved_nodes", resource.movedNodes, "nodes"),
        row.number("racks_crossed", resource.racksCrossed, "racks"),
        row.number("broken_domains", resource.brokenDomains?.count, "racks"),
      ].compactMap(\.self)
        + (resource.priceSteps ?? []).compactMap {
          row.number(
            "price_step.worth", $0.worth, "$/yr",
            text: PriceStepText.amount($0.units) + " " + unit)
        }
    }
  }

  private var teams: [CSVRow] {
    let teams = Dictionary(
      document.teams.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return PlanOrder(plan).teams.compactMap { teams[$0.id] }.flatMap { team -> [CSVRow] in
      let row = CSVRow(section: "team", id: team.id)
      let pools = zip(team.current, team.granted).flatMap { now, planned in
        [
          row.number("current.\(now.pool)", now.gpus, "GPUs"),
          row.number("granted.\(planned.pool)", planned.gpus, "GPUs"),
        ]
      }
      let later = (team.later ?? []).flatMap { grant in
        grant.granted.map {
          row.number("granted.\($0.pool)@\(grant.fromMonth)", $0.gpus, "GPUs")
        }
      }
      let figures = [
        row.number("present_stay", team.presentStay, "share"),
        row.number("stay", team.stay, "share", low: team.stayLow, high: team.stayHigh),
        row.number("present_value", team.presentValue, "$/yr"),
        row.number("value", team.value, "$/yr"), row.number("change", team.change, "$/yr"),
        row.number("leavers", team.leavers, "people/yr"),
        row.number("moved_nodes", team.movedNodes, "nodes"),
        row.number("racks_crossed", team.racksCrossed, "racks"),
        team.whyNot.flatMap { row.text("why_not", $0) },
      ]
      return (pools + later + figures).compactMap(\.self) + alternative(team.alternative, row)
    }
  }

  private var offers: [CSVRow] {
    let offers = Dictionary(
      document.offers.map { ($0.candidate, $0) }, uniquingKeysWith: { first, _ in first })
    let order = PlanOrder(plan)
    return (order.made + order.refused).compactMap { offers[$0.candidate] }
      .flatMap { offer -> [CSVRow] in
        let isMade = offer.package != nil
        let row = CSVRow(section: isMade ? "offer" : "no_offer", id: offer.candidate)
        let contents = offer.packageContents
        let figures = [
          (offer.package ?? offer.nearest).flatMap { row.text(isMade ? "package" : "nearest", $0) },
          row.number(
            "accept", offer.accept, "share", low: offer.acceptLow, high: offer.acceptHigh),
          row.number("accept_if_unscreened", offer.acceptIfUnscreened, "share"),
          row.number("mc_error", offer.mcError, "share"),
          row.number("cash", contents?.cash, "$/yr"),
          row.number("equity", contents?.equity, "$/yr"),
          offer.pool.flatMap { row.text("pool", $0) },
          row.number("guaranteed_gpus", offer.guaranteedGpus, "GPUs"),
          row.number("guaranteed_h100e", offer.guaranteedH100e, "H100e"),
          row.number("expected_value", offer.expectedValue, "$/yr"),
          row.number("kept_down_to", offer.keptDownTo, "$/yr"),
          row.number("hiring_leverage", offer.hiringLeverage, "$/$"),
          row.number("compute_return", offer.computeReturn, "$/$"),
          offer.whyNot.flatMap { row.text("why_not", $0) },
        ]
        let levels = (contents?.levels ?? [:]).sorted { $0.key < $1.key }
          .map { row.number("level.\($0.key)", $0.value, "level") }
        let menu = (offer.menu ?? []).flatMap { entry in
          [
            row.number("menu.accept", entry.accept, "share", text: entry.package),
            row.number("menu.expected_value", entry.expectedValue, "$/yr", text: entry.package),
          ]
        }
        return (figures + levels + menu).compactMap(\.self) + alternative(offer.alternative, row)
      }
  }

  private func alternative(_ alternative: PlanDocument.Alternative?, _ row: CSVRow) -> [CSVRow] {
    guard let alternative else { return [] }
    return [
      row.number("alternative.accept", alternative.accept, "share"),
      row.number("alternative.gain", alternative.gain, "$/yr"),
      row.number("alternative.others_lose", alternative.othersLose, "$/yr"),
      row.number("alternative.loss", alternative.loss, "$/yr"),
      alternative.flip.flatMap { row.number("alternative.flip", $0.needed, "$/yr", text: $0.path) },
      alternative.flipPrice.flatMap {
        row.number("alternative.flip_price", $0.needed, "$/node-yr", text: $0.pool)
      },
    ].compactMap(\.self)
  }
}

extension CSVPlan {
  private var rest: [CSVRow] { changes + risk + fairness + conflicts + facts + provenance }

  private var changes: [CSVRow] {
    zip(plan.whatIfs, document.whatIf ?? []).flatMap { whatIf, stated -> [CSVRow] in
      let row = CSVRow(section: "what_if", id: WhatIfText(whatIf, in: plan).change)
      return [
        row.number("worth", stated.worth, "$/yr"), row.number("cost", stated.change.cost, "$/yr"),
        row.number("worth_if_paid_in_cash", stated.worthIfPaidInCash, "$/yr"),
        row.text("effect", stated.sentence),
      ].compactMap(\.self)
    }
  }

  private var risk: [CSVRow] {
    guard let risk = document.risk else { return [] }
    let row = CSVRow(section: "risk", id: "plan")
    return [
      row.number(
        "expected_hires", risk.expectedHires, "people", low: Double(risk.hiresLow),
        high: Double(risk.hiresHigh)),
      row.number("nobody", risk.nobody, "share"),
      row.number("overcommit_probability", risk.overcommitProbability, "share"),
      row.number("overcommit_year", risk.overcommitYear, "share"),
    ].compactMap(\.self)
      + (risk.promises ?? []).map { row.text("promises", $0) }.compactMap(\.self)
      + answers
  }

  private var answers: [CSVRow] {
    (document.answers ?? []).flatMap { answer -> [CSVRow] in
      let row = CSVRow(section: "answer", id: answer.candidate)
      return [
        row.text("answer", answer.answer), answer.package.flatMap { row.text("package", $0) },
        row.number("units", answer.units, "nodes"), row.number("value", answer.value, "$/yr"),
      ].compactMap(\.self)
    }
      + [
        document.answerEffect.flatMap {
          CSVRow(section: "answer", id: "plan").number(
            "worth_before", $0.worthBefore, "$/yr", text: $0.sentence)
        }
      ].compactMap(\.self)
  }

  private var fairness: [CSVRow] {
    document.fairness.map { CSVFairness($0).rows } ?? []
  }

  private var conflicts: [CSVRow] {
    document.conflicts.flatMap { conflict -> [CSVRow?] in
      let paths = conflict.paths.map { CSVRow(section: "conflict", id: $0).text("path", $0) }
      let floors = (conflict.floors ?? []).map {
        CSVRow(section: "conflict", id: $0.path)
          .number("needed", $0.needed, "share", text: $0.sentence)
      }
      let relaxations = (conflict.relaxations ?? []).map {
        CSVRow(section: "conflict", id: $0.path)
          .number("needed", $0.needed, "", text: $0.sentence)
      }
      return [CSVRow(section: "conflict", id: "plan").text("sentence", conflict.sentence)]
        + paths + floors + relaxations
    }.compactMap(\.self)
  }

  private var facts: [CSVRow] {
    let notes = document.notes.map { CSVRow(section: "note", id: "plan").text("note", $0) }
    let facts = document.facts.map { fact in
      let kind = fact.assumption ? "assumption" : "fact"
      let source = [fact.source, fact.date].filter { !$0.isEmpty }.joined(separator: "; ")
      return CSVRow(section: kind, id: fact.what).text("value", "\(fact.value) (\(source))")
    }
    return (notes + facts).compactMap(\.self)
  }

  private var provenance: [CSVRow] {
    let inputs = document.inputs.map { input in
      CSVRow(section: "input", id: input.builtin ?? input.path ?? "").text("sha256", input.sha256)
    }
    let overrides = document.overrides.map {
      CSVRow(section: "override", id: $0.path).text("value", $0.value)
    }
    let version = [CSVRow(section: "program", id: "fulcrum").text("version", document.version)]
    return (inputs + overrides + version).compactMap(\.self)
  }
}

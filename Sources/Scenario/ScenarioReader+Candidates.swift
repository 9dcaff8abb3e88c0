import Choice
import Documents

extension ScenarioReader {
  /// The candidates by id, each with rivals and packages.
  mutating func readCandidates(
    on ground: PackageGround, equityDiscount: Double
  ) -> [Scenario.Candidate] {
    guard let table = tables["candidates"] else { return [] }
    checkOwners(among: Set(table.rows.map(\.id)))
    let rivals = Dictionary(grouping: tables["rivals"]?.rows ?? []) { Self.owner(of: $0) }
    let listed = Dictionary(grouping: tables["packages"]?.rows ?? []) { Self.owner(of: $0) }
    var candidates: [Scenario.Candidate] = []
    for row in table.rows.sorted(by: { $0.id < $1.id }) {
      var section = root.nested(
        row.node, path: "candidates[\(row.id)]",
        sensitive: [
          "hire_value", "cash", "equity", "forfeited", "forfeited_total", "bonus", "sign_on",
          "raise", "peer_pay", "cash_most",
        ])
      refuseProtected(&section)
      var candidate = readCandidate(row.id, &section)
      let forfeited = readForfeited(&section)
      let start = readStart(&section)
      let peerPay = section.optionalNumber("peer_pay", .positiveDollars)
      candidate?.forfeited = forfeited ?? 0
      candidate?.peerPay = peerPay
      candidate?.startMonth = start
      let terms = readTerms(of: candidate, on: ground, equityDiscount, &section)
      candidate?.cashMost = terms?.limits.cashMost
      candidate?.gpusMost = terms?.limits.gpusMost
      let others = readAlternatives(rivals[row.id] ?? [], of: row.id, &section)
      let selection = readPackages(of: row.id, listed[row.id], terms, on: ground, &section)
      candidate?.stay = others?.stay ?? Alternative(id: "stay", cash: 1)
      candidate?.rivals = others?.rivals ?? []
      candidate?.payYears = others?.payYears ?? [:]
      candidate?.packages = selection?.packages ?? []
      candidate?.beyondBudget = selection?.beyondBudget ?? []
      candidate?.pruning = selection?.pruning ?? []
      if let candidate, others != nil, selection != nil {
        checkPay(of: candidate, equityDiscount, &section)
        candidates.append(candidate)
      }
      section.finish(into: &root)
    }
    offerNotes += candidates.compactMap(\.noteOfNoPackage)
    noteDiscountRate(usedBy: candidates)
    // Sums are kept in whole cents below 2^53.
    let dearest = candidates.reduce(0) { sum, candidate in
      sum + ([candidate.packages, candidate.beyondBudget].joined().lazy.map(\.cash).max() ?? 0)
    }
    if dearest > 4e13 {
      root.note(
        Diagnostic(
          "the largest packages add up to more than 4e13 dollars a year", at: root.location,
          key: "candidates", remedy: "give cash in dollars a year"))
    }
    return candidates
  }

  private func readCandidate(_ id: String, _ section: inout Section) -> Scenario.Candidate? {
    let segment = section.choice("segment", among: segmentIDs)
    let stage = section.choice("stage", among: Segment.Stage.allCases.map(\.rawValue))
    let level = section.text("level", default: "")
    let role = section.text("role", default: "")
    let slot = readSlot(&section)
    let isSlotGood = slot != nil || !section.has("slot")
    let value = section.number("hire_value", .positiveDollars)
    let share = section.number("compute_share", .share)
    let exponent = section.number("compute_exponent", .positiveShare)
    let reference = section.number(
      "reference_gpus",
      Measure(
        "H100-equivalents above 0", example: "16", from: 0, through: 1e7, isAboveLowest: true))
    let cutoff = section.optionalNumber(
      "cutoff_gpus", Measure("H100-equivalents", example: "10k", from: 0, through: 1e7))
    guard let segment, let stage = stage.flatMap(Segment.Stage.init(rawValue:)), let level,
      let role, isSlotGood, let value, let share, let exponent, let reference
    else { return nil }
    return Scenario.Candidate(
      id: id, segment: segment, stage: stage, level: level, role: role, slot: slot,
      hireValue: value, computeShare: share, computeExponent: exponent,
      referenceH100e: reference, forfeited: 0, statedCutoff: cutoff,
      stay: Alternative(id: "stay", cash: 1), rivals: [], packages: [])
  }

  private func readStart(_ section: inout Section) -> Int {
    let month = section.count(
      "start_month", .count("months from the beginning of the plan", example: "3", in: 0...119),
      default: 0)
    guard let month, month >= horizonMonths else { return month ?? 0 }
    section.note(
      "is not within the horizon of \(horizonMonths) months", of: "start_month",
      value: String(month),
      remedy: "give a month from 0 to \(horizonMonths - 1), or raise horizon_months")
    return 0
  }

  private func readSlot(_ section: inout Section) -> String? {
    guard section.node("slot") != nil else { return nil }
    if !slotIDs.isEmpty { return section.choice("slot", among: slotIDs) }
    section.note(
      "names a slot, but role_slots has none", of: "slot",
      remedy: "write role_slots: {research: 4}, or leave slot empty")
    return nil
  }

  /// What a person may do without us.
  private struct OtherAlternatives {
    var stay: Alternative
    var rivals: [Alternative]
    /// What each of them pays year by year, by id.
    var payYears: [String: [Scenario.PayYear]]
  }

  private mutating func readAlternatives(
    _ rows: [ScenarioTable.Row], of candidate: String, _ section: inout Section
  ) -> OtherAlternatives? {
    guard let table = tables["rivals"] else { return nil }
    var stays: [(Alternative, SourceLocation)] = []
    var rivals: [Alternative] = []
    var payYears: [String: [Scenario.PayYear]] = [:]
    var count = 0
    for row in rows.sorted(by: { $0.id < $1.id }) {
      var rowSection = root.nested(
        row.node, path: "rivals[\(row.id)]", sensitive: Self.sensitivePay)
      refuseProtected(&rowSection)
      let kind = rowSection.choice("kind", among: ["stay", "rival"])
      var alternative = readAlternative(
        String(row.id.drop { $0 != "/" }.dropFirst()), &rowSection, &payYears)
      alternative = completing(alternative, &rowSection)
      rowSection.finish(into: &root)
      guard let kind, let alternative else { continue }
      count += 1
      if kind == "stay" {
        stays.append((alternative, row.idLocation))
      } else {
        rivals.append(alternative)
      }
    }
    if stays.count == 1 {
      return count == rows.count
        ? OtherAlternatives(stay: stays[0].0, rivals: rivals, payYears: payYears) : nil
    }
    if stays.isEmpty, count < rows.count { return nil }
    section.note(
      Diagnostic(
        stays.isEmpty
          ? "has no row of kind stay in \(table.location.file)"
          : "has \(stays.count) rows of kind stay, in lines "
            + stays.map(\.1).sorted().map { String($0.line) }.joined(separator: " and "),
        at: section.location, key: section.path,
        remedy: "give exactly one row for the present employer, with kind stay"))
    return nil
  }

  private func readAlternative(
    _ id: String, _ section: inout Section, _ payYears: inout [String: [Scenario.PayYear]]
  ) -> Alternative? {
    let cash = section.number("cash", .dollars)
    let equity = section.number("equity", .dollars, default: 0)
    let gpus = section.optionalNumber(
      "guaranteed_gpus", Measure("H100-equivalents", example: "16", from: 0, through: 4096))
    let cluster = section.optionalNumber(
      "cluster_gpus", Measure("H100-equivalents", example: "10k", from: 0, through: 1e7))
    var levels = readLevels(&section)
    levels["guaranteed_gpus"] = gpus
    levels["cluster_gpus"] = cluster
    let discount = section.optionalNumber("equity_discount", .share)
    guard let plan = readPay(cash: cash, equity: equity, &section) else { return nil }
    let pay = LevelPay(plan, over: payTerms)
    payYears[id] = pay.years
    return Alternative(
      id: id, cash: pay.cash, equity: pay.equity, levels: levels, equityDiscount: discount)
  }

  // Pay enters utility by its logarithm, so an offer that the forfeiture eats up has none.
  private func checkPay(
    of candidate: Scenario.Candidate, _ discount: Double, _ section: inout Section
  ) {
    let pay = { (offer: Alternative) in
      offer.cash + (offer.equityDiscount ?? discount) * offer.equity
    }
    let isEaten = { (offer: Alternative) in pay(offer) - candidate.forfeited <= 0 }
    let pruned = found[candidate.id].map { [$0.package] } ?? []
    let ours = [candidate.packages, candidate.beyondBudget, pruned].joined().lazy
      .map(\.alternative)
    if let eaten = candidate.rivals.first(where: isEaten) ?? ours.first(where: isEaten) {
      section.note(
        "the pay of \(eaten.id) does not make up for what is forfeited",
        of: section.has("forfeited_total") ? "forfeited_total" : "forfeited",
        value: candidate.forfeited.plain,
        remedy: "state the forfeited dollars per year of the term, or raise the pay")
    }
    if pay(candidate.stay) <= 0 {
      section.note(
        Diagnostic(
          "has no pay where they are now", at: section.location, key: section.path,
          remedy: "give the stay row cash or equity above 0"))
    }
  }

  private mutating func checkOwners(among known: Set<String>) {
    for table in [tables["rivals"], tables["packages"]].compactMap({ $0 }) {
      for row in table.rows where !known.contains(Self.owner(of: row)) {
        let owner = Self.owner(of: row)
        root.note(
          Diagnostic(
            "there is no such candidate", at: row.idLocation, key: "\(table.name)[\(row.id)]",
            value: .text(owner),
            remedy: nearestName(to: owner, among: known).map { "did you mean \($0)?" }
              ?? "add the candidate, or delete the row"))
      }
    }
  }

  private static func owner(of row: ScenarioTable.Row) -> String {
    String(row.id.prefix { $0 != "/" })
  }
}

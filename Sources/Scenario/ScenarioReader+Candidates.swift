import Choice
import Documents

extension ScenarioReader {
  /// The candidates by id, each with rivals and packages.
  mutating func readCandidates(equityDiscount: Double) -> [Scenario.Candidate] {
    guard let table = tables["candidates"] else { return [] }
    checkOwners(among: Set(table.rows.map(\.id)))
    let rivals = Dictionary(grouping: tables["rivals"]?.rows ?? []) { Self.owner(of: $0) }
    let listed = Dictionary(grouping: tables["packages"]?.rows ?? []) { Self.owner(of: $0) }
    var candidates: [Scenario.Candidate] = []
    for row in table.rows.sorted(by: { $0.id < $1.id }) {
      var section = root.nested(
        row.node, path: "candidates[\(row.id)]",
        sensitive: ["hire_value", "cash", "equity", "forfeited"])
      refuseProtected(&section)
      var candidate = readCandidate(row.id, &section)
      let terms = readTerms(&section)
      candidate?.forfeited = terms?.forfeited ?? 0
      let others = readAlternatives(rivals[row.id] ?? [], of: row.id, &section)
      if let own = listed[row.id] {
        let packages = readListed(own, equity: terms?.equity ?? 0)
        candidate?.packages = packages
      } else if let terms {
        candidate?.packages = menu.packages(terms, pools: pools, organisation: organisation)
      }
      candidate?.stay = others?.stay ?? Alternative(id: "stay", cash: 1)
      candidate?.rivals = others?.rivals ?? []
      if let candidate, others != nil, terms != nil {
        checkPay(of: candidate, equityDiscount, &section)
        candidates.append(candidate)
      }
      section.finish(into: &root)
    }
    // Sums are kept in whole cents below 2^53.
    let dearest = candidates.reduce(0) { $0 + ($1.packages.map(\.cash).max() ?? 0) }
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

  private func readSlot(_ section: inout Section) -> String? {
    guard section.node("slot") != nil else { return nil }
    if !slotIDs.isEmpty { return section.choice("slot", among: slotIDs) }
    section.note(
      "names a slot, but role_slots has none", of: "slot",
      remedy: "write role_slots: {research: 4}, or leave slot empty")
    return nil
  }

  private func readTerms(_ section: inout Section) -> PackageMenu.Terms? {
    let cash = section.number("cash", .positiveDollars)
    let equity = section.number("equity", .dollars, default: 0)
    let forfeited = section.number("forfeited", .dollars, default: 0)
    let counts =
      section.has("gpu_levels")
      ? section.numbers(
        "gpu_levels", .count("a whole number of GPUs", example: "16", in: 0...1_000_000)) : [0]
    if section.node("gpu_levels") == nil { section.assume(.numbers([0]), for: "gpu_levels") }
    var isWhole = true
    for count in Set(counts ?? []).sorted() {
      for pool in pools where menu.pools.contains(pool.id) {
        isWhole = units(of: Int(count), in: pool, key: "gpu_levels", &section) != nil && isWhole
      }
    }
    guard let cash, let equity, let forfeited, let counts, isWhole else { return nil }
    let terms = PackageMenu.Terms(
      cash: cash, equity: equity, forfeited: forfeited,
      gpuLevels: Set(counts.map { Int($0) }).sorted())
    if menu.count(for: terms) > 20_000 {
      section.note(
        Diagnostic(
          "the menu has more than 20000 packages for this person", at: section.location,
          key: section.path, remedy: "offer fewer steps, or list packages in packages.csv"))
      return nil
    }
    return terms
  }

  private mutating func readAlternatives(
    _ rows: [ScenarioTable.Row], of candidate: String, _ section: inout Section
  ) -> (stay: Alternative, rivals: [Alternative])? {
    guard let table = tables["rivals"] else { return nil }
    var stays: [(Alternative, SourceLocation)] = []
    var rivals: [Alternative] = []
    var count = 0
    for row in rows.sorted(by: { $0.id < $1.id }) {
      var rowSection = root.nested(
        row.node, path: "rivals[\(row.id)]", sensitive: ["cash", "equity"])
      refuseProtected(&rowSection)
      let kind = rowSection.choice("kind", among: ["stay", "rival"])
      var alternative = readAlternative(
        String(row.id.drop { $0 != "/" }.dropFirst()), &rowSection)
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
    if stays.count == 1 { return count == rows.count ? (stays[0].0, rivals) : nil }
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

  private func readAlternative(_ id: String, _ section: inout Section) -> Alternative? {
    let cash = section.number("cash", .dollars)
    let equity = section.number("equity", .dollars, default: 0)
    let gpus = section.optionalNumber(
      "guaranteed_gpus", Measure("H100-equivalents", example: "16", from: 0, through: 4096))
    let cluster = section.optionalNumber(
      "cluster_gpus", Measure("H100-equivalents", example: "10k", from: 0, through: 1e7))
    var levels = readLevels(&section)
    levels["guaranteed_gpus"] = gpus
    levels["cluster_gpus"] = cluster
    guard let cash, let equity else { return nil }
    return Alternative(id: id, cash: cash, equity: equity, levels: levels)
  }

  private mutating func readListed(
    _ rows: [ScenarioTable.Row], equity: Double
  ) -> [Scenario.Package] {
    if !poolsAreKnown { return [] }
    return rows.sorted { $0.id < $1.id }.compactMap { row in
      var section = root.nested(
        row.node, path: "packages[\(row.id)]", sensitive: ["cash", "equity"])
      refuseProtected(&section)
      let cash = section.number("cash", .positiveDollars)
      let equity = section.number("equity", .dollars, default: equity)
      let gpus = section.count(
        "guaranteed_gpus", .count("a whole number of GPUs", example: "16", in: 0...1_000_000),
        default: 0)
      let poolID =
        gpus ?? 0 > 0
        ? section.choice(
          "pool", among: pools.map(\.id), default: pools.count == 1 ? pools[0].id : nil)
        : section.optionalText("pool")
      let pool = gpus ?? 0 > 0 ? pools.firstIndex { $0.id == poolID } : nil
      let units = pool.flatMap {
        self.units(of: gpus ?? 0, in: pools[$0], key: "guaranteed_gpus", &section)
      }
      let levels = readLevels(&section)
      section.finish(into: &root)
      guard let cash, let equity, let gpus, (gpus > 0) == (units != nil) else { return nil }
      return menu.package(
        id: String(row.id.drop { $0 != "/" }.dropFirst()), cash: cash, equity: equity,
        gpus: gpus, pool: pool, pools: pools, levels: levels, organisation: organisation)
    }
  }

  // Pay enters utility by its logarithm, so an offer that the forfeiture eats up has none.
  private func checkPay(
    of candidate: Scenario.Candidate, _ discount: Double, _ section: inout Section
  ) {
    let offers = candidate.rivals + candidate.packages.map(\.alternative)
    if let eaten = offers.first(where: {
      $0.cash + discount * $0.equity - candidate.forfeited <= 0
    }) {
      section.note(
        "the pay of \(eaten.id) does not make up for what is forfeited", of: "forfeited",
        value: candidate.forfeited.plain,
        remedy: "state the forfeited dollars per year of the term, or raise the pay")
    }
    if candidate.stay.cash + discount * candidate.stay.equity <= 0 {
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

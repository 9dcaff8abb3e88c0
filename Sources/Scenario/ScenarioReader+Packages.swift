import Choice
import Documents

extension ScenarioReader {
  /// Columns about pay, which no message shows.
  static let sensitivePay: Set<String> = ["cash", "equity", "bonus", "sign_on", "raise"]

  /// What leaving costs the person, dollars a year; nil after a problem.
  func readForfeited(_ section: inout Section) -> Double? {
    let total = section.optionalNumber(
      "forfeited_total",
      Measure(
        "dollars over the term", example: "450k", from: 0, through: 1e12, acceptsDollarSign: true))
    let yearly = section.number("forfeited", .dollars, default: 0)
    if section.has("forfeited_total"), section.has("forfeited") {
      section.note(
        "is given beside forfeited, which says the same by the year", of: "forfeited_total",
        remedy: "keep one of the two")
      return nil
    }
    return total.map { $0 / Double(payTerms.years) } ?? yearly
  }

  /// What the menu is applied to for one person, and what restricts it; nil after a problem.
  func readTerms(
    of candidate: Scenario.Candidate?, on ground: PackageGround, _ equityDiscount: Double,
    _ section: inout Section
  ) -> PackageMenu.Terms? {
    let cash = section.number("cash", .positiveDollars)
    let equity = section.number("equity", .dollars, default: 0)
    let discount = section.optionalNumber("equity_discount", .share)
    let pay = readPay(cash: cash, equity: equity, &section)
    let limits = readLimits(level: candidate?.level, peerPay: candidate?.peerPay, &section)
    let gpuLevels = readGPULevels(&section)
    guard let pay, let limits, let gpuLevels else { return nil }
    let segment = candidate.flatMap { segments[$0.segment] }
    return PackageMenu.Terms(
      pay: pay, equityDiscount: discount, gpuLevels: gpuLevels, limits: limits,
      tastes: SureTastes(
        of: segment, registry: registry, equityWorth: discount ?? equityDiscount))
  }

  private func readGPULevels(_ section: inout Section) -> [Int]? {
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
    guard let counts, isWhole else { return nil }
    return Set(counts.map { Int($0) }).sorted()
  }

  /// What may be offered: of the list if there is one, else of the menu; nil after a problem.
  mutating func readPackages(
    of candidate: String, _ listed: [ScenarioTable.Row]?, _ terms: PackageMenu.Terms?,
    on ground: PackageGround, _ section: inout Section
  ) -> PackageSelection? {
    var selection: PackageSelection?
    if let listed {
      let packages = readListed(listed, terms, on: ground)
      guard let terms else { return nil }
      if packages.count > PackageSelection.most {
        noteTooMany("the list", PackageSelection.most, &section)
        return nil
      }
      selection = PackageSelection(
        packages, within: terms.limits, tastes: terms.tastes, on: ground)
      found[candidate] = packages.first { $0.id == wanted[candidate] }.map {
        Scenario.PrunedPackage(package: $0, reason: terms.limits.reason(against: $0, on: ground))
      }
    } else if let terms {
      if menu.count(for: terms) > PackageMenu.mostCombinations {
        noteTooMany("the menu", PackageMenu.mostCombinations, &section)
        return nil
      }
      selection = menu.selection(for: terms, on: ground)
      found[candidate] = wanted[candidate].flatMap {
        menu.package(named: $0, for: terms, on: ground)
      }
    }
    if selection?.isTooLong ?? false {
      noteTooMany("the menu", PackageSelection.most, &section)
      return nil
    }
    return selection
  }

  private func noteTooMany(_ what: String, _ most: Int, _ section: inout Section) {
    section.note(
      Diagnostic(
        "\(what) has more than \(most) packages for this person", at: section.location,
        key: section.path, remedy: "offer fewer steps, or list packages in packages.csv"))
  }

  private mutating func readListed(
    _ rows: [ScenarioTable.Row], _ terms: PackageMenu.Terms?, on ground: PackageGround
  ) -> [Scenario.Package] {
    if !poolsAreKnown { return [] }
    return rows.sorted { $0.id < $1.id }.compactMap { row in
      var section = root.nested(
        row.node, path: "packages[\(row.id)]", sensitive: Self.sensitivePay)
      refuseProtected(&section)
      let cash = section.number("cash", .positiveDollars)
      let equity = section.number("equity", .dollars, default: terms?.pay.equity ?? 0)
      let pay = readPay(cash: cash, equity: equity, like: terms?.pay, &section)
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
      guard let pay, let gpus, (gpus > 0) == (units != nil) else { return nil }
      return Scenario.Package(
        id: String(row.id.drop { $0 != "/" }.dropFirst()), pay: LevelPay(pay, over: payTerms),
        ground.contents(gpus: gpus, pool: pool, levels: levels),
        equityDiscount: terms?.equityDiscount)
    }
  }
}

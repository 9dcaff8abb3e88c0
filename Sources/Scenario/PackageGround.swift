import Choice

/// What packages stand on, whoever they are for.
struct PackageGround: Sendable {
  /// What a package holds besides pay, with what follows from it.
  struct Contents {
    var gpus: Int
    var h100e: Double
    var pool: Int?
    var units: Int
    /// Levels that the package sets.
    var levels: [String: Double]
    /// All levels, as the person sees them.
    var all: [String: Double]
    var dataAccessCost: Double
    var autonomyCostShare: Double
  }

  let pools: [Scenario.Pool]
  /// What everybody here gets.
  let organisation: [String: Double]
  let registry: AttributeRegistry
  let payTerms: Scenario.PayTerms
  /// Dollars a year of more data access than the organisation's.
  let dataAccessCost: Double
  /// Share of a hire's value given up for more freedom than the organisation's.
  let autonomyCostShare: Double

  /// GPUs of a pool and levels that the package sets.
  func contents(gpus: Int, pool: Int?, levels: [String: Double]) -> Contents {
    let h100e = pool.map { Double(gpus) * pools[$0].h100ePerGPU } ?? 0
    var all = organisation.merging(levels) { _, own in own }
    all["guaranteed_gpus"] = h100e
    return Contents(
      gpus: gpus, h100e: h100e, pool: pool, units: pool.map { gpus / pools[$0].gpusPerUnit } ?? 0,
      levels: levels, all: all,
      dataAccessCost: levels["data"].map { cost(of: "data", at: $0) } ?? 0,
      autonomyCostShare: levels["autonomy"].map { cost(of: "autonomy", at: $0) } ?? 0)
  }

  /// What a level costs us beyond what everybody has: dollars a year of data, a share of the hire's
  /// value of autonomy, nothing of all others.
  func cost(of attribute: String, at level: Double) -> Double {
    if level <= organisation[attribute] ?? 0 { return 0 }
    return attribute == "data" ? dataAccessCost : attribute == "autonomy" ? autonomyCostShare : 0
  }

  /// The level of an attribute where a package says nothing of it.
  func usual(_ attribute: String) -> Double {
    organisation[attribute] ?? registry[attribute]?.reference ?? 0
  }
}

extension Scenario.Package {
  /// A package of its parts.
  init(
    id: String, pay: LevelPay, _ contents: PackageGround.Contents, equityDiscount: Double?
  ) {
    self.init(
      id: id, cash: pay.cash, equity: pay.equity, years: pay.years,
      guaranteedGPUs: contents.gpus, guaranteedH100e: contents.h100e, pool: contents.pool,
      units: contents.units, levels: contents.levels, dataAccessCost: contents.dataAccessCost,
      autonomyCostShare: contents.autonomyCostShare,
      alternative: Alternative(
        id: id, cash: pay.cash, equity: pay.equity, levels: contents.all,
        equityDiscount: equityDiscount))
  }
}

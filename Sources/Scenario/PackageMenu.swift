import Choice
import Documents

/// What can be combined into a package: cash steps, GPUs from a pool, levels of attributes.
struct PackageMenu: Hashable, Sendable {
  /// What the menu is applied to for one person.
  struct Terms: Hashable, Sendable {
    var cash: Double
    var equity: Double
    var forfeited: Double
    var gpuLevels: [Int]
  }

  /// The levels of one attribute that a package may carry, rising.
  struct Choices: Hashable, Sendable {
    var attribute: String
    var levels: [Double]
  }

  /// Multiples of the person's base cash, rising.
  var cashMultiples: [Double] = [1]
  /// Pools that may carry a guarantee, by id.
  var pools: [String] = []
  /// Levels to choose from, in the order of attribute ids.
  var levels: [Choices] = []
  /// Dollars a year of more data access than the organisation's.
  var dataAccessCost = 0.0
  /// Share of a hire's value given up for more freedom than the organisation's.
  var autonomyCostShare = 0.0

  /// Every combination for one person; no GPUs is one option, whatever the pool.
  func packages(
    _ terms: Terms, pools all: [Scenario.Pool], organisation: [String: Double]
  ) -> [Scenario.Package] {
    var packages: [Scenario.Package] = []
    let carriers = all.indices.filter { pools.contains(all[$0].id) }
    for multiple in cashMultiples {
      // Whole cents, so that 1.15 times a base is what a letter would say.
      let cash = (terms.cash * multiple * 100).rounded() / 100
      for gpus in terms.gpuLevels {
        for pool in gpus == 0 ? [nil] : carriers.map(Optional.some) {
          for choice in combinations() {
            let place = pool.map { "\(gpus)-\(all[$0].id)" } ?? "no-gpus"
            let suffix = choice.map { "_\($0.attribute)-\($0.level.plain)" }.joined()
            packages.append(
              package(
                id: "\(multiple.plain)x_\(place)\(suffix)", cash: cash, equity: terms.equity,
                gpus: gpus, pool: pool, pools: all,
                levels: Dictionary(uniqueKeysWithValues: choice.map { ($0.attribute, $0.level) }),
                organisation: organisation))
          }
        }
      }
    }
    return packages.sorted { $0.id < $1.id }
  }

  /// How many packages there are for one person.
  func count(for terms: Terms) -> Int {
    let guarantees = terms.gpuLevels.reduce(0) { $0 + ($1 == 0 ? 1 : pools.count) }
    return levels.reduce(cashMultiples.count * guarantees) { count, choices in
      let (product, overflow) = count.multipliedReportingOverflow(by: choices.levels.count)
      return overflow ? Int.max : product
    }
  }

  /// One package with what follows from its contents.
  func package(
    id: String, cash: Double, equity: Double, gpus: Int, pool: Int?, pools: [Scenario.Pool],
    levels: [String: Double], organisation: [String: Double]
  ) -> Scenario.Package {
    let h100e = pool.map { Double(gpus) * pools[$0].h100ePerGPU } ?? 0
    var all = organisation.merging(levels) { _, own in own }
    all["guaranteed_gpus"] = h100e
    let carries = { (attribute: String) in
      (levels[attribute] ?? 0) > (organisation[attribute] ?? 0)
    }
    return Scenario.Package(
      id: id, cash: cash, equity: equity, guaranteedGPUs: gpus, guaranteedH100e: h100e,
      pool: pool, units: pool.map { gpus / pools[$0].gpusPerUnit } ?? 0, levels: levels,
      dataAccessCost: carries("data") ? dataAccessCost : 0,
      autonomyCostShare: carries("autonomy") ? autonomyCostShare : 0,
      alternative: Alternative(id: id, cash: cash, equity: equity, levels: all))
  }

  private func combinations() -> [[(attribute: String, level: Double)]] {
    var result: [[(attribute: String, level: Double)]] = [[]]
    for choices in levels {
      result = result.flatMap { start in
        choices.levels.map { start + [(choices.attribute, $0)] }
      }
    }
    return result
  }
}

extension ScenarioReader {
  /// Reads what may be combined into packages.
  mutating func readMenu(dataAccessCost: Double, autonomyCostShare: Double) {
    menu.pools = pools.map(\.id)
    menu.dataAccessCost = dataAccessCost
    menu.autonomyCostShare = autonomyCostShare
    var section = root.group("packages")
    let multiple = Measure(
      "a multiple of the base cash", example: "1.15", from: 0, through: 100, isAboveLowest: true)
    if section.has("cash_multiples") {
      menu.cashMultiples = Set(section.numbers("cash_multiples", multiple) ?? []).sorted()
    } else {
      section.assume(.numbers(menu.cashMultiples), for: "cash_multiples")
    }
    _ = section.node("cash_multiples")
    if !poolsAreKnown { section.skip { $0 == "pools" } }
    if poolsAreKnown {
      if let chosen = section.words("pools", among: pools.map(\.id)) {
        menu.pools = chosen.sorted()
      } else {
        section.assume(.words(menu.pools), for: "pools")
      }
    }
    if var levels = section.section("levels") {
      for attribute in registry.attributes where Self.isStated(attribute.id) {
        guard levels.has(attribute.id) else {
          _ = levels.node(attribute.id)
          continue
        }
        if let choices = levels.numbers(attribute.id, Self.measure(of: attribute)) {
          menu.levels.append(
            PackageMenu.Choices(attribute: attribute.id, levels: Set(choices).sorted()))
        }
      }
      levels.finish(into: &section)
    }
    menu.levels.sort { $0.attribute < $1.attribute }
    section.finish(into: &root)
  }
}

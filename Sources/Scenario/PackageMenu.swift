import Choice
import Documents

/// What can be combined into a package: cash steps, GPUs from a pool, levels of attributes.
struct PackageMenu: Hashable, Sendable {
  /// What the menu is applied to for one person.
  struct Terms: Hashable, Sendable {
    /// Pay before any multiple.
    var pay: PayPlan
    /// What a dollar of our equity is worth to the person, where it differs from the assumption.
    var equityDiscount: Double?
    var gpuLevels: [Int]
    var limits: PackageLimits
    /// What is better for the person, whatever their tastes.
    var tastes: SureTastes
  }

  /// The levels of one attribute that a package may carry, rising.
  struct Choices: Hashable, Sendable {
    var attribute: String
    var levels: [Double]
  }

  /// Multiples of the person's base cash, rising.
  var cashMultiples: [Double] = [1]
  /// Multiples of the person's equity, rising; empty where every package has the equity as it is.
  var equityMultiples: [Double] = []
  /// Sums for signing, rising; empty where every package has the person's own.
  var signOns: [Double] = []
  /// Pools that may carry a guarantee, by id.
  var pools: [String] = []
  /// Levels to choose from, in the order of attribute ids.
  var levels: [Choices] = []

  /// How many combinations of a menu are looked at for one person.
  static let mostCombinations = 1_000_000

  /// How many packages the menu combines to for one person.
  func count(for terms: Terms) -> Int {
    let guarantees = terms.gpuLevels.reduce(0) { $0 + ($1 == 0 ? 1 : pools.count) }
    let axes =
      [cashMultiples.count, max(1, equityMultiples.count), max(1, signOns.count), guarantees]
      + levels.map(\.levels.count)
    return axes.reduce(1) { count, choices in
      let (product, overflow) = count.multipliedReportingOverflow(by: choices)
      return overflow ? Int.max : product
    }
  }

  /// Every combination that a person may be offered; no GPUs is one option, whatever the pool.
  ///
  /// Combinations are made one at a time, and only those that nothing forbids.
  func selection(for terms: Terms, on ground: PackageGround) -> PackageSelection {
    var selection = PackageSelection()
    // An axis that could not be read, or is empty, leaves nothing to combine.
    if count(for: terms) == 0 || levels.contains(where: \.levels.isEmpty) { return selection }
    let axes = levels.map { LevelAxis($0, terms, on: ground) }
    let pay = pay(for: terms, over: ground.payTerms, prunes: true)
    let all = axes.reduce(1) { $0 * $1.count }
    let allowed = axes.reduce(1) { $0 * $1.allowed }
    let kept = axes.reduce(1) { $0 * $1.kept.count }
    for place in places(terms.gpuLevels, in: ground.pools) {
      let pool = place.pool.map { ground.pools[$0].id }
      let isAllowed = terms.limits.allows(gpus: place.gpus, pool: pool)
      var offered: [PayStep] = []
      for step in pay {
        if let reason = step.reason ?? (isAllowed ? nil : .cap) {
          selection.leaveOut(all, because: reason)
          continue
        }
        selection.leaveOut(all - allowed, because: .cap)
        selection.leaveOut(step.isDominated ? allowed : allowed - kept, because: .dominated)
        if !step.isDominated { offered.append(step) }
      }
      if offered.isEmpty { continue }
      LevelAxis.combinations(of: axes) { levels in
        let contents = ground.contents(
          gpus: place.gpus, pool: place.pool,
          levels: Dictionary(uniqueKeysWithValues: levels.map { ($0.attribute, $0.level) }))
        let suffix = levels.map { "_\($0.attribute)-\($0.level.plain)" }.joined()
        let middle = pool.map { "_\(place.gpus)-\($0)" } ?? "_no-gpus"
        for step in offered {
          selection.enter(
            Scenario.Package(
              id: step.multiple + middle + step.others + suffix, pay: step.pay, contents,
              equityDiscount: terms.equityDiscount),
            isPayable: terms.limits.affords(
              cash: step.pay.cash, dataAccessCost: contents.dataAccessCost))
        }
        return !selection.isTooLong
      }
    }
    selection.sort()
    return selection
  }

  /// One way to be paid.
  struct PayStep {
    /// `1.15x`.
    var multiple: String
    /// What else the name says of pay: `_equity-1.5x_sign-on-200000`.
    var others: String
    var pay: LevelPay
    var reason: Scenario.PruningCount.Reason?
    /// Whether less equity is as good for the person, to whom it is worth nothing.
    var isDominated: Bool
  }

  /// Every way to be paid; without pruning also those that are the same but for the name.
  func pay(
    for terms: Terms, over payTerms: Scenario.PayTerms, prunes: Bool
  ) -> [PayStep] {
    var steps: [PayStep] = []
    let grants = grants(of: terms.pay.equity, prunes: prunes)
    for multiple in cashMultiples {
      for (place, grant) in grants.enumerated() {
        for signOn in signOns.isEmpty ? [terms.pay.signOn] : signOns {
          var plan = terms.pay
          plan.base = Self.cents(terms.pay.base * multiple)
          plan.equity = grant.equity
          plan.signOn = signOn
          let pay = LevelPay(plan, over: payTerms)
          steps.append(
            PayStep(
              multiple: "\(multiple.plain)x",
              others: grant.name + (signOns.isEmpty ? "" : "_sign-on-\(signOn.plain)"), pay: pay,
              reason: terms.limits.reason(against: pay),
              isDominated: place > 0 && terms.tastes.equityWorth == 0))
        }
      }
    }
    return steps
  }

  // Different amounts of equity, rising; of nothing every multiple is the same.
  private func grants(
    of equity: Double, prunes: Bool
  ) -> [(name: String, equity: Double)] {
    if equityMultiples.isEmpty { return [("", equity)] }
    var grants: [(name: String, equity: Double)] = []
    for multiple in equityMultiples {
      let amount = multiple == 1 ? equity : Self.cents(equity * multiple)
      if !prunes || grants.last?.equity != amount {
        grants.append(("_equity-\(multiple.plain)x", amount))
      }
    }
    return grants
  }

  // Whole cents, so that 1.15 times a base is what a letter would say.
  private static func cents(_ dollars: Double) -> Double { (dollars * 100).rounded() / 100 }

  /// Guarantees of GPUs with the pools that carry them.
  func places(
    _ levels: [Int], in all: [Scenario.Pool]
  ) -> [(gpus: Int, pool: Int?)] {
    let carriers = all.indices.filter { pools.contains(all[$0].id) }
    return levels.flatMap { gpus in
      (gpus == 0 ? [nil] : carriers.map(Optional.some)).map { (gpus, $0) }
    }
  }
}

/// The levels of one attribute from which one person's packages choose.
struct LevelAxis {
  let attribute: String
  /// How many levels the menu has.
  let count: Int
  /// How many of them the person may be offered; one where packages leave the attribute as it is.
  let allowed: Int
  /// Those of them that no other is better than; nil leaves the attribute as it is.
  let kept: [Double?]

  init(
    _ choices: PackageMenu.Choices, _ terms: PackageMenu.Terms, on ground: PackageGround,
    prunes: Bool = true
  ) {
    attribute = choices.attribute
    count = choices.levels.count
    if terms.limits.without.contains(choices.attribute) {
      let usual = ground.usual(choices.attribute)
      allowed = 1
      kept = [choices.levels.contains(usual) ? usual : nil]
    } else {
      allowed = choices.levels.count
      kept = choices.levels.filter { level in
        !prunes
          || !choices.levels.contains { other in
            terms.tastes.isBetter(other, than: level, of: choices.attribute)
              && ground.cost(of: choices.attribute, at: other)
                <= ground.cost(of: choices.attribute, at: level)
          }
      }
    }
  }

  /// Calls `body` with every combination of levels, in order, until it returns false.
  static func combinations(
    of axes: [LevelAxis], _ body: ([(attribute: String, level: Double)]) -> Bool
  ) {
    var place = [Int](repeating: 0, count: axes.count)
    while true {
      let levels = zip(axes, place).compactMap { axis, index in
        axis.kept[index].map { (attribute: axis.attribute, level: $0) }
      }
      guard body(levels),
        let next = place.indices.last(where: { place[$0] + 1 < axes[$0].kept.count })
      else { return }
      place[next] += 1
      for index in (next + 1)..<place.endIndex { place[index] = 0 }
    }
  }
}

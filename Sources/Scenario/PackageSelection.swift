/// What may be offered to one person, and how much was left out for which reason.
struct PackageSelection: Sendable {
  /// How many packages one person may have.
  static let most = 20_000

  /// What may be offered.
  private(set) var packages: [Scenario.Package] = []
  /// What only the budget keeps from being offered; as many as may be offered at most.
  private(set) var beyondBudget: [Scenario.Package] = []
  private var counts: [Scenario.PruningCount.Reason: Int] = [:]

  /// How much was left out, by reason.
  var pruning: [Scenario.PruningCount] {
    Scenario.PruningCount.Reason.allCases.compactMap { reason in
      counts[reason].map { Scenario.PruningCount(reason: reason, packages: $0) }
    }
  }

  /// Whether there are more packages than a person may have.
  var isTooLong: Bool { packages.count > Self.most }

  /// Nothing yet.
  init() {}

  /// Those of a list that a person may be offered.
  init(
    _ listed: [Scenario.Package], within limits: PackageLimits, tastes: SureTastes,
    on ground: PackageGround
  ) {
    let allowed = listed.filter { package in
      let reason = limits.reason(against: package, on: ground)
      if let reason { leaveOut(1, because: reason) }
      return reason == nil
    }
    let undominated = tastes.undominated(allowed, on: ground)
    leaveOut(allowed.count - undominated.count, because: .dominated)
    for package in undominated {
      let isPayable = limits.affords(cash: package.cash, dataAccessCost: package.dataAccessCost)
      enter(package, isPayable: isPayable)
    }
    sort()
  }

  /// Counts packages that are not offered.
  mutating func leaveOut(_ count: Int, because reason: Scenario.PruningCount.Reason) {
    if count > 0 { counts[reason, default: 0] += count }
  }

  /// Takes a package in that nothing but the budget may forbid; it is made only where it is kept.
  mutating func enter(_ package: @autoclosure () -> Scenario.Package, isPayable: Bool) {
    if isPayable {
      packages.append(package())
    } else {
      leaveOut(1, because: .budget)
      if beyondBudget.count < Self.most { beyondBudget.append(package()) }
    }
  }

  /// Puts the packages in the order of their ids.
  mutating func sort() {
    packages.sort { $0.id < $1.id }
    beyondBudget.sort { $0.id < $1.id }
  }
}

extension PackageLimits {
  /// Why a package of a list is not offered, its data access and the budget apart.
  func reason(
    against package: Scenario.Package, on ground: PackageGround
  ) -> Scenario.PruningCount.Reason? {
    if let reason = reason(against: LevelPay(of: package)) { return reason }
    let pool = package.pool.map { ground.pools[$0].id }
    if !allows(gpus: package.guaranteedGPUs, pool: pool) { return .cap }
    let isForbidden = without.contains { attribute in
      package.levels[attribute].map { $0 != ground.usual(attribute) } ?? false
    }
    return isForbidden ? .cap : nil
  }
}

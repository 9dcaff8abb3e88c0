import Documents

extension Scenario {
  /// A package that one person may not be offered, as it would be without the rules that forbid it.
  public struct PrunedPackage: Hashable, Sendable {
    /// The package.
    public var package: Package
    /// The first rule against it, the budget apart; nil where none but dominance or the budget is.
    public var reason: PruningCount.Reason?
  }
}

extension PackageMenu {
  /// The package of a name, whatever forbids it; nil where no combination has the name.
  func package(
    named id: String, for terms: Terms, on ground: PackageGround
  ) -> Scenario.PrunedPackage? {
    let axes = levels.map { LevelAxis($0, terms, on: ground, prunes: false) }
    let steps = pay(for: terms, over: ground.payTerms, prunes: false)
    for place in places(terms.gpuLevels, in: ground.pools) {
      let pool = place.pool.map { ground.pools[$0].id }
      let middle = pool.map { "_\(place.gpus)-\($0)" } ?? "_no-gpus"
      for step in steps where id.hasPrefix(step.multiple + middle + step.others) {
        var found: Scenario.Package?
        LevelAxis.combinations(of: axes) { levels in
          let suffix = levels.map { "_\($0.attribute)-\($0.level.plain)" }.joined()
          guard step.multiple + middle + step.others + suffix == id else { return true }
          let contents = ground.contents(
            gpus: place.gpus, pool: place.pool,
            levels: Dictionary(uniqueKeysWithValues: levels.map { ($0.attribute, $0.level) }))
          found = Scenario.Package(
            id: id, pay: step.pay, contents, equityDiscount: terms.equityDiscount)
          return false
        }
        if let found {
          let isAllowed = terms.limits.allows(gpus: place.gpus, pool: pool)
          return Scenario.PrunedPackage(
            package: found, reason: step.reason ?? (isAllowed ? nil : .cap))
        }
      }
    }
    return nil
  }
}

extension ScenarioSource {
  /// Packages as a changed scenario would have them if nothing forbade them, by candidate.
  ///
  /// - Parameters:
  ///   - names: Ids of packages by candidate; those that the scenario has anyway are not looked for.
  ///   - overrides: As for ``scenario(with:)``.
  /// - Returns: Those that the menu or the list can make under the changes. With another main cluster
  ///   its own names do not hold, and there is none.
  func pruned(
    named names: [String: String], with overrides: [Scenario.Override]
  ) throws(Diagnostics) -> [String: Scenario.PrunedPackage] {
    var reader = try reader(with: overrides)
    reader.wanted = names
    _ = try reader.reading(inputs: [], overrides: overrides)
    return reader.found
  }
}

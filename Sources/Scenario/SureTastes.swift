import Choice

/// What is better for every person of a kind, whatever their tastes and whatever nobody knows of them.
///
/// Tastes that are lognormal have the sign of their median in every draw, and pay counts for everybody;
/// normal ones may have either sign.
struct SureTastes: Hashable, Sendable {
  /// What a dollar of our equity at face is worth in pay.
  var equityWorth: Double
  /// 1 where more is better, -1 where less is, by attribute; the others are not sure.
  private let signs: [String: Double]
  /// Attributes of which nobody can say it.
  private let unsure: [String]

  init(of segment: Segment?, registry: AttributeRegistry, equityWorth: Double) {
    self.equityWorth = equityWorth
    var signs: [String: Double] = [:]
    var unsure: [String] = []
    for attribute in registry.attributes {
      let worth = segment?.partWorths[attribute.id] ?? attribute.partWorth
      switch (attribute.transform, attribute.spread) {
      case (.pay, _), (.equityShare, _): break
      case (_, .lognormal) where worth != 0, (_, .zeroOrLognormal) where worth != 0:
        signs[attribute.id] = worth > 0 ? 1 : -1
      default: unsure.append(attribute.id)
      }
    }
    self.signs = signs
    self.unsure = unsure
  }

  /// Whether nobody of the kind would rather have `level`, and it is not the same.
  func isBetter(_ other: Double, than level: Double, of attribute: String) -> Bool {
    signs[attribute].map { $0 * other > $0 * level } ?? false
  }

  /// The packages than which no other is as good for the person and costs us no more.
  ///
  /// GPUs produce in the hire's hands, so packages are compared only where they hold the same units of
  /// the same pool. Packages that are equal in everything stay.
  func undominated(
    _ packages: [Scenario.Package], on ground: PackageGround
  ) -> [Scenario.Package] {
    struct Like: Hashable {
      var pool: Int?
      var units: Int
      var levels: [Double]
    }
    let groups = Dictionary(grouping: packages.indices) { index in
      let package = packages[index]
      return Like(
        pool: package.pool, units: package.units,
        levels: unsure.map { package.alternative.levels[$0] ?? ground.usual($0) })
    }
    let axes = signs.sorted { $0.key < $1.key }.map { (id: $0.key, sign: $0.value) }
    let all = packages.map { merits(of: $0, along: axes, on: ground) }
    return groups.values.flatMap { Self.undominated($0, all) }.sorted().map { packages[$0] }
  }

  // What is wanted more of, by the person or by us.
  private func merits(
    of package: Scenario.Package, along axes: [(id: String, sign: Double)],
    on ground: PackageGround
  ) -> [Double] {
    [
      -package.cash, -package.equity, -package.dataAccessCost, -package.autonomyCostShare,
      package.cash + equityWorth * package.equity,
    ] + axes.map { $0.sign * (package.alternative.levels[$0.id] ?? ground.usual($0.id)) }
  }

  // Who is dominated comes after who dominates in the order of merits, and what dominates the one
  // that dominates does so too: only those kept so far need a look.
  private static func undominated(_ group: [Int], _ merits: [[Double]]) -> [Int] {
    var kept: [Int] = []
    for index in group.sorted(by: { merits[$1].lexicographicallyPrecedes(merits[$0]) }) {
      let isDominated = kept.contains { other in
        merits[other] != merits[index]
          && zip(merits[other], merits[index]).allSatisfy { $0 >= $1 }
      }
      if !isDominated { kept.append(index) }
    }
    return kept
  }
}

import Choice
import Testing

@testable import Scenario

/// A small menu for one person with some limits, and all of its packages one by one.
private struct RandomMenu {
  var menu = PackageMenu()
  var terms: PackageMenu.Terms
  var ground: PackageGround
  let segment = Segment.shipped[2]
  let registry: AttributeRegistry

  init(_ seed: UInt64, pools: [Scenario.Pool]) {
    var random = SystemOfSeeds(seed)
    // One attribute of either sign, one of which less is better, three of which more is.
    registry = AttributeRegistry(adding: [
      Attribute(
        id: "snacks", unit: "", range: 0...1, transform: .linear, partWorth: -0.1,
        spread: .lognormal(sd: 0.2), ignorance: 0.5, provenance: .assumption("", range: ""))
    ])
    ground = PackageGround(
      pools: pools, organisation: ["autonomy": 0.4, "mission": 1], registry: registry,
      payTerms: Scenario.PayTerms(), dataAccessCost: random.pick([0, 50_000]),
      autonomyCostShare: random.pick([0, 0.06]))
    menu.cashMultiples = random.pick([[1], [0.9, 1, 1.4]])
    menu.equityMultiples = random.pick([[], [0.5, 1, 2]])
    menu.signOns = random.pick([[], [0, 100_000]])
    menu.pools = random.pick([["a100", "h100"], ["h100"]])
    menu.levels = [
      ("autonomy", [0.2, 0.4, 0.9]), ("data", [0, 0.5, 0.9]), ("mission", [0, 1]),
      ("snacks", [0, 1]), ("visa_route", [0.5, 1]),
    ].filter { _ in random.pick([true, true, false]) }
      .map { PackageMenu.Choices(attribute: $0.0, levels: $0.1) }
    var limits = PackageLimits(budget: random.pick([.infinity, 480_000, 200_000]))
    limits.band = random.pick([
      nil, Scenario.PayBand(level: "L5", least: 380_000, most: 500_000),
    ])
    limits.peerCash = random.pick([nil, 450_000])
    limits.cashMost = random.pick([nil, 430_000])
    limits.gpusMost = random.pick([nil, 8])
    limits.pools = random.pick([nil, ["a100"]])
    limits.without = random.pick([[], ["data"], ["autonomy", "visa_route"]])
    terms = PackageMenu.Terms(
      pay: PayPlan(base: 400_000, equity: random.pick([0, 80_000]), bonus: .share(0.1)),
      equityDiscount: random.pick([nil, 0]), gpuLevels: [0, 8, 16], limits: limits,
      tastes: SureTastes(of: segment, registry: registry, equityWorth: 0.7))
    terms.tastes = SureTastes(
      of: segment, registry: registry, equityWorth: terms.equityDiscount ?? 0.7)
  }

  /// All packages, whatever forbids them; an attribute that must stay as it is is left out where the
  /// menu has no such level, and then counts for all of its levels.
  var all: [(package: Scenario.Package, isForbidden: Bool)] {
    var combinations: [[String: Double]] = [[:]]
    for axis in menu.levels {
      combinations = combinations.flatMap { start in
        axis.levels.map { start.merging([axis.attribute: $0]) { $1 } }
      }
    }
    var all: [(Scenario.Package, Bool)] = []
    for plan in plans {
      for gpus in terms.gpuLevels {
        for pool in gpus == 0 ? [nil] : ground.pools.indices.filter(carries).map(Optional.some) {
          for levels in combinations {
            let package = Scenario.Package(
              id: "\(all.count)", pay: LevelPay(plan, over: ground.payTerms),
              ground.contents(gpus: gpus, pool: pool, levels: levels),
              equityDiscount: terms.equityDiscount)
            all.append((package, isForbidden(levels)))
          }
        }
      }
    }
    return all
  }

  private func carries(_ pool: Int) -> Bool { menu.pools.contains(ground.pools[pool].id) }

  private var plans: [PayPlan] {
    let grants = menu.equityMultiples.isEmpty ? [1] : menu.equityMultiples
    let equity = Set(grants.map { $0 * terms.pay.equity }).sorted()
    return menu.cashMultiples.flatMap { multiple in
      equity.flatMap { grant in
        (menu.signOns.isEmpty ? [0] : menu.signOns).map { signOn in
          PayPlan(
            base: 400_000 * multiple, equity: grant, bonus: terms.pay.bonus, signOn: signOn)
        }
      }
    }
  }

  // Of an attribute that has to stay as it is, its usual level goes, or the first if none is.
  private func isForbidden(_ levels: [String: Double]) -> Bool {
    menu.levels.contains { axis in
      guard terms.limits.without.contains(axis.attribute) else { return false }
      let usual: Double = ["autonomy": 0.4, "mission": 1][axis.attribute] ?? 0
      let kept = axis.levels.contains(usual) ? usual : axis.levels[0]
      return levels[axis.attribute] != kept
    }
  }

  /// The definition: as good for the person in whatever is sure, the same in all else, no dearer, and
  /// not the same altogether.
  func dominates(_ other: Scenario.Package, _ package: Scenario.Package) -> Bool {
    guard other.pool == package.pool, other.units == package.units else { return false }
    var better = false
    let discount = terms.equityDiscount ?? 0.7
    var wanted = [
      (other.cash + discount * other.equity, package.cash + discount * package.equity),
      (-other.cash, -package.cash), (-other.equity, -package.equity),
      (-other.dataAccessCost, -package.dataAccessCost),
      (-other.autonomyCostShare, -package.autonomyCostShare),
    ]
    for attribute in registry.attributes {
      let usual = ground.organisation[attribute.id] ?? attribute.reference
      let levels = [other, package].map { $0.alternative.levels[attribute.id] ?? usual }
      switch attribute.spread {
      case .normal: if levels[0] != levels[1] { return false }
      default:
        let sign = attribute.id == "snacks" || attribute.id == "gpu_wait_days" ? -1.0 : 1
        wanted.append((sign * levels[0], sign * levels[1]))
      }
    }
    for (left, right) in wanted {
      if left < right { return false }
      better = better || left > right
    }
    return better
  }
}

/// The same numbers on every machine.
private struct SystemOfSeeds: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }

  mutating func pick<T>(_ values: [T]) -> T {
    values[Int.random(in: values.indices, using: &self)]
  }
}

@Suite("Packages that are never offered")
struct PackagePruningTests {
  private static func pools() throws -> [Scenario.Pool] { try Scenario(.lab).pools }

  private static func key(_ package: Scenario.Package) -> String {
    let levels = package.alternative.levels.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
    return "\(package.years) \(package.pool ?? -1) \(package.guaranteedGPUs) \(levels)"
  }

  @Test("a menu leaves out what the definitions say, and counts it", arguments: UInt64(1)...60)
  func menu(seed: UInt64) throws {
    let random = RandomMenu(seed, pools: try Self.pools())
    let selection = random.menu.selection(for: random.terms, on: random.ground)
    let limits = random.terms.limits
    var counts: [Scenario.PruningCount.Reason: Int] = [:]
    var allowed: [Scenario.Package] = []
    for (package, isForbidden) in random.all {
      let year = package.years[0].base + package.years[0].bonus
      let pool = package.pool.map { random.ground.pools[$0].id }
      if let band = limits.band, year < band.least ?? 0 || year > band.most ?? .infinity {
        counts[.payBand, default: 0] += 1
      } else if let most = limits.peerCash, package.cash > most {
        counts[.peerPay, default: 0] += 1
      } else if package.cash > limits.cashMost ?? .infinity
        || package.guaranteedGPUs > limits.gpusMost ?? .max
        || pool.map({ limits.pools?.contains($0) == false }) ?? false || isForbidden
      {
        counts[.cap, default: 0] += 1
      } else {
        allowed.append(package)
      }
    }
    let kept = allowed.filter { package in !allowed.contains { random.dominates($0, package) } }
    let payable = kept.filter { $0.cash + $0.dataAccessCost <= limits.budget }
    counts[.dominated] = allowed.count - kept.count
    counts[.budget] = kept.count - payable.count
    #expect(
      Dictionary(uniqueKeysWithValues: selection.pruning.map { ($0.reason, $0.packages) })
        == counts.filter { $0.value > 0 })
    #expect(selection.packages.count == payable.count)
    #expect(selection.beyondBudget.count == kept.count - payable.count)
    #expect(
      selection.packages.reduce(0) { $0 + $1.cash } - payable.reduce(0) { $0 + $1.cash } < 1e-3)
    if limits.without.isEmpty {
      #expect(Set(selection.packages.map(Self.key)) == Set(payable.map(Self.key)))
    }
    #expect(selection.packages.map(\.id) == selection.packages.map(\.id).sorted())
    #expect(Set(selection.packages.map(\.id)).count == selection.packages.count)
  }

  @Test("a list is pruned as a menu of the same packages is", arguments: UInt64(1)...60)
  func list(seed: UInt64) throws {
    let random = RandomMenu(seed, pools: try Self.pools())
    let listed = random.all.map(\.package)
    let selection = PackageSelection(
      listed.reversed(), within: random.terms.limits, tastes: random.terms.tastes,
      on: random.ground)
    let removed = selection.pruning.reduce(0) { $0 + $1.packages }
    #expect(selection.packages.count + removed == listed.count)
    // Where an attribute may not be offered, a list has to leave it as it is: no level stands for it.
    guard random.terms.limits.without.isEmpty else { return }
    let menu = random.menu.selection(for: random.terms, on: random.ground)
    #expect(selection.pruning == menu.pruning)
    #expect(Set(selection.packages.map(Self.key)) == Set(menu.packages.map(Self.key)))
  }

  @Test("every reason occurs among the menus above")
  func coverage() throws {
    let pools = try Self.pools()
    let reasons = (UInt64(1)...60).map { RandomMenu($0, pools: pools) }.flatMap {
      $0.menu.selection(for: $0.terms, on: $0.ground).pruning.map(\.reason)
    }
    #expect(Set(reasons) == Set(Scenario.PruningCount.Reason.allCases))
  }

  @Test("what dominates twice over is left out once; equals stay")
  func equals() throws {
    let random = RandomMenu(1, pools: try Self.pools())
    let package = { (id: String, visa: Double) in
      Scenario.Package(
        id: id, pay: LevelPay(PayPlan(base: 1e5, equity: 0), over: random.ground.payTerms),
        random.ground.contents(gpus: 0, pool: nil, levels: ["visa_route": visa]),
        equityDiscount: nil)
    }
    let kept = random.terms.tastes.undominated(
      [package("a", 1), package("b", 0.2), package("c", 1), package("d", 0.5)],
      on: random.ground)
    #expect(kept.map(\.id) == ["a", "c"])
  }
}

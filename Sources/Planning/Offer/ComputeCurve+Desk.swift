internal import Choice
internal import Scenario
internal import Scoring

extension ComputeCurve {
  /// More physical GPUs than this are not looked at.
  private static let limit = 2_048

  /// The curve of a package whose guarantee is taken from `pool`.
  init(
    of package: Scenario.Package, in pool: Int, at prices: OfferBrief.Prices, _ desk: OfferDesk,
    _ uncertainty: OfferUncertainty, threads: Int
  ) {
    let own = desk.scenario.pools[pool]
    let here = package.pool == pool ? package.guaranteedGPUs : 0
    let most = max(here, min(Self.limit, own.capacity * own.gpusPerUnit))
    let ladder = GuaranteeLadder(package: package, pool: pool, prices: prices, desk: desk)
    let shown = ladder.points(at: Self.shown(here: here, menu: desk, pool: pool, most: most))
    let isPriced = prices.units[pool] > 0
    self.init(
      pool: pool,
      points: concurrentMap(shown.count, threads: threads) { place in
        var point = shown[place]
        point.interval = uncertainty.acceptance(of: ladder.package(with: point.gpus))
        return point
      },
      here: shown.first { $0.gpus == here } ?? shown[0],
      lureUpTo: isPriced ? ladder.last(most: most) { ($0.hiring ?? 0) >= 1 } : nil,
      returnUpTo: isPriced
        ? ladder.last(most: most) { $0.gpus == 0 || ($0.returns ?? 0) >= 1 } : nil,
      most: most)
  }

  // The menu's steps, doubled on where these are few, and the package's own.
  private static func shown(here: Int, menu desk: OfferDesk, pool: Int, most: Int) -> [Int] {
    var steps = Set(desk.candidate.packages.filter { $0.pool == pool }.map(\.guaranteedGPUs))
    steps.formUnion([0, here])
    var next = max(1, steps.max() ?? 1) * 2
    while steps.count < 8 && next <= most {
      steps.insert(next)
      next *= 2
    }
    let sorted = steps.filter { $0 <= most }.sorted()
    if sorted.count <= 9 { return sorted }
    let kept = Set((0..<8).map { sorted[$0 * (sorted.count - 1) / 7] })
    return kept.union([here]).sorted()
  }
}

/// A package with any number of GPUs of a pool, and what each of them does.
private struct GuaranteeLadder: Sendable {
  let package: Scenario.Package
  let pool: Int
  let prices: OfferBrief.Prices
  let desk: OfferDesk

  func package(with gpus: Int) -> Scenario.Package {
    package.guaranteeing(gpus: Double(gpus), of: pool, in: desk.scenario)
  }

  /// All in one pass.
  func points(at gpus: [Int]) -> [ComputeCurve.Point] {
    let packages = gpus.map(package(with:))
    let found = desk.slopes(of: packages, in: ["cash", "guaranteed_gpus"])
    let own = desk.scenario.pools[pool]
    let worth = HireWorth(desk.candidate, in: desk.scenario)
    return gpus.indices.map { place in
      let p = found.probabilities[place]
      let output = worth.marginalOutput(of: packages[place])
      let leverage = Leverage(
        Acceptance(
          probability: p, perDollar: found.slopes[0][place],
          perGuaranteedGPU: found.slopes[1][place], perClusterGPU: 0),
        of: packages[place], for: desk.candidate, from: pool, in: desk.scenario,
        unitPrice: prices.units[pool], cashPrice: prices.cash, prices.charge)
      return ComputeCurve.Point(
        gpus: gpus[place], acceptance: p, interval: nil,
        willingnessToPay: leverage.willingnessToPay.map { $0 * own.h100ePerGPU },
        output: output.map { $0 * own.h100ePerGPU },
        netPrice: p > 0 ? leverage.computePrice / (1 + prices.cash / p) * own.h100ePerGPU : nil,
        hiring: leverage.hiring, returns: leverage.returns)
    }
  }

  /// The last number of GPUs before `holds` first fails, at most `most`; 0 where it fails at once.
  ///
  /// By whole units, then within the unit in which it fails.
  func last(most: Int, where holds: (ComputeCurve.Point) -> Bool) -> Int {
    let unit = max(1, desk.scenario.pools[pool].gpusPerUnit)
    let coarse = Array(stride(from: 0, to: most, by: unit)) + [most]
    guard let failing = points(at: coarse).firstIndex(where: { !holds($0) }) else { return most }
    if failing == 0 { return 0 }
    let inner = Array((coarse[failing - 1] + 1)...coarse[failing])
    let first = points(at: inner).firstIndex { !holds($0) } ?? inner.count - 1
    return max(0, inner[first] - 1)
  }
}

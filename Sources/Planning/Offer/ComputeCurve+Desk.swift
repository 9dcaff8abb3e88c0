internal import Choice
internal import Scenario

extension ComputeCurve {
  /// More physical GPUs than this are not looked at one by one.
  private static let limit = 2_048

  /// The curve of a package whose guarantee is taken from `pool`.
  init(
    of package: Scenario.Package, in pool: Int, at prices: OfferBrief.Prices, _ desk: OfferDesk
  ) {
    let scenario = desk.scenario
    let own = scenario.pools[pool]
    let here = package.pool == pool ? package.guaranteedGPUs : 0
    let most = max(here, min(Self.limit, own.capacity * own.gpusPerUnit))
    let all = (0...most).map { package.guaranteeing(gpus: Double($0), of: pool, in: scenario) }
    let found = desk.slopes(of: all, in: ["cash", "guaranteed_gpus"])
    let worth = HireWorth(desk.candidate, in: scenario)
    let points = all.indices.map { gpus -> Point in
      let acceptance = Acceptance(
        probability: found.probabilities[gpus], perDollar: found.slopes[0][gpus],
        perGuaranteedGPU: found.slopes[1][gpus], perClusterGPU: 0)
      let output = worth.marginalOutput(of: all[gpus])
      let leverage = Leverage(
        acceptance, pool: own, unitPrice: prices.units[pool], cashPrice: prices.cash,
        releaseShare: scenario.policy.releaseShare, marginalOutput: output)
      let p = acceptance.probability
      return Point(
        gpus: gpus, acceptance: p,
        willingnessToPay: leverage.willingnessToPay.map { $0 * own.h100ePerGPU },
        output: output.map { $0 * own.h100ePerGPU },
        netPrice: p > 0 ? leverage.computePrice / (1 + prices.cash / p) * own.h100ePerGPU : 0,
        hiring: leverage.hiring, returns: leverage.returns)
    }
    let isPriced = prices.units[pool] > 0
    self.init(
      pool: pool,
      points: Self.shown(here: here, menu: desk.candidate, pool: pool, most: most)
        .map { points[$0] },
      here: points[here],
      lureUpTo: isPriced ? Self.last(points.map(\.hiring)) : nil,
      returnUpTo: isPriced ? Self.last([1] + points.dropFirst().map(\.returns)) : nil,
      most: most)
  }

  // The last number of GPUs before the ratio first falls below 1; 0 where it never reaches it.
  private static func last(_ ratios: [Double?]) -> Int {
    let first = ratios.firstIndex { ($0 ?? 0) < 1 } ?? ratios.count
    return max(0, first - 1)
  }

  // The menu's steps, doubled on where these are few, and the package's own.
  private static func shown(
    here: Int, menu candidate: Scenario.Candidate, pool: Int, most: Int
  ) -> [Int] {
    var steps = Set(candidate.packages.filter { $0.pool == pool }.map(\.guaranteedGPUs))
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

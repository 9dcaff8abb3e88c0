import Choice
import Kernels
import Scoring
import Testing
import Units

@Suite("package scorer") struct PackageScorerTests {
  static func situation(_ segment: Segment, cutoff: Double?) -> ChoiceSituation {
    ChoiceSituation(
      person: "C-1", coefficients: Coefficients(of: segment, at: .offer),
      staying: Alternative(id: "stay", cash: 400_000, levels: ["cluster_gpus": 500]),
      rivals: [
        Alternative(
          id: "small", cash: 450_000, equity: 50_000,
          levels: ["cluster_gpus": 300, "guaranteed_gpus": 8, "data": 0.5]),
        Alternative(
          id: "large", cash: 600_000, equity: 200_000,
          levels: ["cluster_gpus": 90_000, "publication": 0.2]),
      ], statedCutoff: cutoff, forfeited: 20_000)
  }

  static var packages: [Alternative] {
    [0.8, 1, 1.5].flatMap { cash in
      [0.0, 8, 64].flatMap { gpus in
        [0, 100_000.0].map { equity in
          Alternative(
            id: "\(cash) \(gpus) \(equity)", cash: cash * 400_000, equity: equity,
            levels: ["guaranteed_gpus": gpus, "autonomy": 0.4, "mission": -1])
        }
      }
    }
  }

  @Test(
    "a menu laid out once has every bit of a scorer made for the size", arguments: Segment.shipped,
    [nil, 900, 1001] as [Double?])
  func menus(segment: Segment, cutoff: Double?) {
    let situation = Self.situation(segment, cutoff: cutoff)
    for kernel in Kernel.supported {
      let tastes = TasteTable(
        of: "C-1", coefficients: situation.coefficients, seed: Seed(7), count: 300, kernel: kernel)
      let menu = PackageScorer.Menu(
        PackageScorer(situation, clusterGPUs: 1000, tastes: tastes), Self.packages)
      for size in [0, 299, 300, 301, 899, 900, 1000, 1001, 90_000, 90_001, 1e6] as [Double] {
        let scorer = PackageScorer(situation, clusterGPUs: size, tastes: tastes)
        let found = menu.probabilities(clusterGPUs: size)
        #expect(found.probabilities == scorer.probabilities(of: Self.packages))
        #expect(found.passing == scorer.passing)
      }
    }
  }

  @Test(
    "agrees with the definition", arguments: Segment.shipped, [nil, 900, 1001] as [Double?])
  func agrees(segment: Segment, cutoff: Double?) {
    let situation = Self.situation(segment, cutoff: cutoff)
    for (count, kernel) in zip(
      [1, 15, 4096] + Kernel.supported.map { _ in 1000 },
      [.best, .best, .best] + Kernel.supported)
    {
      let contest = Contest(
        situation, clusterGPUs: 1000,
        draws: TasteDraws(
          of: "C-1", coefficients: situation.coefficients, seed: Seed(7), count: count))
      let scorer = PackageScorer(
        situation, clusterGPUs: 1000,
        tastes: TasteTable(
          of: "C-1", coefficients: situation.coefficients, seed: Seed(7), count: count,
          kernel: kernel))
      let scores = scorer.probabilities(of: Self.packages)
      #expect(scores.count == Self.packages.count)
      // A few draws do not average what their tastes and the exponential round.
      let tolerance = count < 100 ? 2e-6 : 1e-6
      for (package, score) in zip(Self.packages, scores) {
        #expect(abs(score - contest.probability(of: package)) < tolerance, "\(package.id)")
        let (found, expected) = (scorer.acceptance(of: package), contest.acceptance(of: package))
        #expect(abs(found.probability - expected.probability) < tolerance)
        #expect(abs(found.perDollar - expected.perDollar) <= 1e-5 * expected.perDollar)
        #expect(
          abs(found.perGuaranteedGPU - expected.perGuaranteedGPU)
            <= 1e-5 * expected.perGuaranteedGPU)
        #expect(abs(found.perClusterGPU - expected.perClusterGPU) <= 1e-5 * expected.perClusterGPU)
      }
      #expect((scores.max() ?? 0 > 0) == (cutoff != 1001))
    }
  }

  @Test(
    "derivatives in any attribute are central differences of the definition",
    arguments: [nil, 900] as [Double?])
  func derivatives(cutoff: Double?) {
    let situation = Self.situation(Segment.shipped[0], cutoff: cutoff)
    let coefficients = situation.coefficients
    let draws = TasteDraws(of: "C-1", coefficients: coefficients, seed: Seed(7), count: 500)
    let tastes = TasteTable(of: "C-1", coefficients: coefficients, seed: Seed(7), count: 500)
    let ids = ["cash", "equity", "guaranteed_gpus", "cluster_gpus", "autonomy", "data", "unknown"]
    let packages =
      Self.packages + [
        Alternative(
          id: "e", cash: 500_000, equity: 90_000, levels: ["guaranteed_gpus": 16, "data": 0.3])
      ]
    let scorer = PackageScorer(situation, clusterGPUs: 1000, tastes: tastes)
    let found = scorer.derivatives(of: packages, in: ids)
    #expect(found.probabilities == scorer.derivatives(of: packages, in: []).probabilities)
    for (id, derivatives) in zip(ids, found.derivatives) {
      let steps: [String: Double] = [
        "cash": 100, "equity": 100, "guaranteed_gpus": 0.01, "cluster_gpus": 0.1,
      ]
      let step = steps[id]
      let h = step ?? 1e-3
      for (package, derivative) in zip(packages, derivatives) {
        func probability(_ change: Double) -> Double {
          var package = package
          var size = 1000.0
          switch id {
          case "cash": package.cash += change
          case "equity": package.equity += change
          case "cluster_gpus": size += change
          default: package.levels[id, default: 0] += change
          }
          return Contest(situation, clusterGPUs: size, draws: draws).probability(of: package)
        }
        // At no guarantee, or no equity, only one side is defined.
        let isOneSided =
          id == "equity" && package.equity == 0 || package.guaranteedGPUs == 0 && step == 0.01
        let expected =
          isOneSided
          ? (4 * probability(h) - 3 * probability(0) - probability(2 * h)) / (2 * h)
          : (probability(h) - probability(-h)) / (2 * h)
        #expect(
          abs(derivative - (id == "unknown" ? 0 : expected)) <= 2e-4 * max(abs(expected), 1e-8),
          "\(id) \(package.id)")
      }
    }
  }

  @Test("what all alternatives have in common does not blur them", arguments: [0, 5e4, 1e12])
  func common(level: Double) throws {
    // A level so large that its square of part-worths would leave nothing of single precision.
    let registry = AttributeRegistry(adding: [
      Attribute(
        id: "era", unit: "year", range: 0...1e15, transform: .linear, partWorth: 0.01,
        spread: .normal(sd: 0.005), ignorance: 0, provenance: .assumption("a test", range: "0-1"))
    ])
    var situation = Self.situation(Segment.shipped[0], cutoff: nil)
    situation.coefficients = Coefficients(of: Segment.shipped[0], at: .offer, registry: registry)
    situation.staying.levels["era"] = level
    for index in situation.rivals.indices { situation.rivals[index].levels["era"] = level + 1 }
    let packages = Self.packages.map { package in
      var package = package
      package.levels["era"] = level + 2
      return package
    }
    let tastes = TasteTable(
      of: "C-1", coefficients: situation.coefficients, seed: Seed(7), count: 512)
    let draws = TasteDraws(
      of: "C-1", coefficients: situation.coefficients, seed: Seed(7), count: 512)
    // The definition has 16 digits: it is asked at a level where that is enough.
    var plain = situation
    plain.staying.levels["era"] = 0
    for index in plain.rivals.indices { plain.rivals[index].levels["era"] = 1 }
    let contest = Contest(plain, clusterGPUs: 1000, draws: draws)
    let scorer = PackageScorer(situation, clusterGPUs: 1000, tastes: tastes)
    for (package, score) in zip(packages, scorer.probabilities(of: packages)) {
      var package = package
      package.levels["era"] = 2
      #expect(abs(score - contest.probability(of: package)) < 1e-6)
    }
  }

  @Test("competition of very different sizes is not lost", arguments: Kernel.supported)
  func extremes(kernel: Kernel) {
    // A rival with a small cluster pays a thousand times as much: the tiers lie far apart.
    var situation = Self.situation(Segment.shipped[0], cutoff: nil)
    situation.rivals[0].cash = 1e9
    for scale in [1, 12.0] {
      situation.coefficients = Coefficients(
        of: Segment.shipped[0], at: .offer,
        assumptions: {
          var assumptions = BehaviouralAssumptions()
          assumptions.payScaleMedian *= scale
          return assumptions
        }())
      let contest = Contest(
        situation, clusterGPUs: 1000,
        draws: TasteDraws(
          of: "C-1", coefficients: situation.coefficients, seed: Seed(7), count: 256))
      let scorer = PackageScorer(
        situation, clusterGPUs: 1000,
        tastes: TasteTable(
          of: "C-1", coefficients: situation.coefficients, seed: Seed(7), count: 256,
          kernel: kernel))
      for (package, score) in zip(Self.packages, scorer.probabilities(of: Self.packages)) {
        #expect(abs(score - contest.probability(of: package)) < 3e-6 * scale, "\(package.id)")
      }
    }
  }

  @Test("draws are those of the definition", arguments: Kernel.supported, [1, 17, 4096])
  func draws(kernel: Kernel, count: Int) {
    for segment in Segment.shipped {
      let coefficients = Coefficients(of: segment, at: .offer)
      let plain = TasteDraws(of: "C-1", coefficients: coefficients, seed: Seed(3), count: count)
      let table = TasteTable(
        of: "C-1", coefficients: coefficients, seed: Seed(3), count: count, kernel: kernel)
      for k in coefficients.registry.attributes.indices.dropFirst() {
        for r in 0..<count {
          let (found, expected) = (Double(table.draw(k, r) ?? .nan), plain.partWorths[k][r])
          let scale = max(abs(expected), abs(coefficients.partWorths[k].centre), 0.1)
          #expect(abs(found - expected) <= 2e-6 * scale, "\(k) \(r)")
        }
      }
    }
  }
}

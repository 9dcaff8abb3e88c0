import Benchmark
import Fulcrum

/// The main job and its stages, on the built-in lab at 4,096 taste draws.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], warmupIterations: 1, maxDuration: .seconds(5), maxIterations: 20)

  Benchmark("read the lab") { benchmark in
    for _ in benchmark.scaledIterations {
      guard let scenario = try? Scenario(.lab), scenario.teams.count == 10 else {
        return benchmark.error("the lab has ten teams")
      }
      blackHole(scenario)
    }
  }

  for (explains, threads) in [(false, 1), (true, 1), (true, 2)] {
    // Explaining solves some hundred like problems again.
    Benchmark("plan\(explains ? " and explain" : "") the lab, \(threads) thread(s)") { benchmark in
      guard let scenario = try? Scenario(.lab) else { return benchmark.error("no lab") }
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        let plan = scenario.plan(within: PlanningLimits(threads: threads, explains: explains))
        guard plan.status == .optimal else { return benchmark.error("not proven") }
        blackHole(plan)
      }
    }
  }

  Benchmark("draw one candidate's tastes for a kernel") { benchmark in
    guard let task = ScoringTask() else { return benchmark.error("no lab") }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(task.tastes) }
  }

  for kernel in Kernel.supported {
    Benchmark("score one candidate's packages, \(kernel), tastes drawn") { benchmark in
      guard let task = ScoringTask(kernel) else { return benchmark.error("no lab") }
      let tastes = task.tastes
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        blackHole(task.scorer(tastes).probabilities(of: task.packages))
      }
    }
  }

  Benchmark("one offer and its slopes, competition known") { benchmark in
    guard let task = ScoringTask() else { return benchmark.error("no lab") }
    let scorer = task.scorer(task.tastes)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(scorer.acceptance(of: task.packages[0])) }
  }

  Benchmark("score one candidate's packages by definition, tastes drawn") { benchmark in
    guard let task = ScoringTask() else { return benchmark.error("no lab") }
    let contest = task.contest
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for package in task.packages { blackHole(contest.probability(of: package)) }
    }
  }
}

/// The first candidate of the lab, to be scored by a kernel or by the definition.
struct ScoringTask {
  private let scenario: Scenario
  private let candidate: Scenario.Candidate
  private let situation: ChoiceSituation
  private let kernel: Kernel
  let packages: [Alternative]

  init?(_ kernel: Kernel = .best) {
    guard let scenario = try? Scenario(.lab), let candidate = scenario.candidates.first,
      let coefficients = scenario.coefficients(of: candidate.segment, at: candidate.stage)
    else { return nil }
    self.scenario = scenario
    self.candidate = candidate
    self.kernel = kernel
    situation = candidate.situation(with: coefficients)
    packages = candidate.packages.map(\.alternative)
  }

  /// Draws of every taste.
  var tastes: TasteTable {
    TasteTable(
      of: candidate.id, coefficients: situation.coefficients, seed: scenario.seed,
      count: scenario.draws, kernel: kernel)
  }

  func scorer(_ tastes: TasteTable) -> PackageScorer {
    PackageScorer(situation, clusterGPUs: scenario.weighedCluster.h100e, tastes: tastes)
  }

  /// The plain twin of the scorer.
  var contest: Contest {
    Contest(
      situation, clusterGPUs: scenario.weighedCluster.h100e,
      draws: TasteDraws(
        of: candidate.id, coefficients: situation.coefficients, seed: scenario.seed,
        count: scenario.draws))
  }
}

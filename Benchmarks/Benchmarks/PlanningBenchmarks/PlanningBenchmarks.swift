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

  Benchmark("score one candidate's 264 packages, plain") { benchmark in
    guard let task = ScoringTask() else { return benchmark.error("no lab") }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      blackHole(PackageScorer(task.contest).probabilities(of: task.packages))
    }
  }

  Benchmark("score one candidate's 264 packages, by definition") { benchmark in
    guard let task = ScoringTask() else { return benchmark.error("no lab") }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for package in task.packages { blackHole(task.contest.probability(of: package)) }
    }
  }
}

/// The first candidate of the lab, ready to be scored.
struct ScoringTask {
  let contest: Contest
  let packages: [Alternative]

  init?() {
    guard let scenario = try? Scenario(.lab), let candidate = scenario.candidates.first,
      let coefficients = scenario.coefficients(of: candidate.segment, at: candidate.stage)
    else { return nil }
    let draws = TasteDraws(
      of: candidate.id, coefficients: coefficients, seed: scenario.seed, count: scenario.draws)
    contest = Contest(
      candidate.situation(with: coefficients), clusterGPUs: scenario.weighedCluster.h100e,
      draws: draws)
    packages = candidate.packages.map(\.alternative)
  }
}

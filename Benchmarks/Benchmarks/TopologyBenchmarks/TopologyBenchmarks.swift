import Benchmark
import Fulcrum

/// Clusters by name: how long until they can be asked anything.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], warmupIterations: 1, maxDuration: .seconds(3), maxIterations: 200)

  Benchmark("12,500 nodes by name: load, count, slots") { benchmark in
    for _ in benchmark.scaledIterations {
      guard let found = try? TopologyCatalog.find("xai-colossus"),
        case .cluster(let cluster) = found.file, cluster.gpus == 100_000,
        cluster.slots(sizes: [8, 16, 64]).map(\.count) == [12_500, 6_250, 1_562]
      else { return benchmark.error("xai-colossus has 12,500 nodes of 8 GPUs") }
      blackHole(cluster)
    }
  }

  Benchmark("500 grants placed on 12,500 nodes") { benchmark in
    guard let found = try? TopologyCatalog.find("xai-colossus"),
      case .cluster(let cluster) = found.file
    else { return benchmark.error("no cluster") }
    let requests = (0..<500).map { Placement.Request(id: "grant-\($0)", gpus: 8 * (1 + $0 % 47)) }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      let placement = cluster.pools[0].place(requests)
      guard placement.unplaced.isEmpty else { return benchmark.error("all of them fit") }
      blackHole(placement)
    }
  }
}

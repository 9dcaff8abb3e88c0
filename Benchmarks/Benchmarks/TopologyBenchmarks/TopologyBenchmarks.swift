import Benchmark
import Foundation
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

  Benchmark("12,500 nodes of slurm.conf, a line each: read, pooled") { benchmark in
    guard let text = try? InputText(Exports.slurm(nodes: 12_500), file: "slurm.conf") else {
      return benchmark.error("no text")
    }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      guard let reading = try? TopologyReading([text]), case .cluster(let cluster) = reading.file,
        cluster.gpus == 100_000
      else { return benchmark.error("12,500 nodes of 8 GPUs") }
      blackHole(cluster)
    }
  }

  // What a parser alone needs for the same bytes stands below it.
  Benchmark("80 MB of Kubernetes nodes: read, pooled") { benchmark in
    guard let text = try? InputText(Exports.kubernetes(megabytes: 80), file: "nodes.json") else {
      return benchmark.error("no text")
    }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      guard let reading = try? TopologyReading([text]), case .cluster(let cluster) = reading.file,
        cluster.gpus == 8 * cluster.nodes
      else { return benchmark.error("nodes of 8 GPUs") }
      blackHole(cluster)
    }
  }

  Benchmark("80 MB of Kubernetes nodes: Foundation's JSON alone") { benchmark in
    let data = Data(Exports.kubernetes(megabytes: 80).utf8)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      guard let value = try? JSONSerialization.jsonObject(with: data) else {
        return benchmark.error("is JSON")
      }
      blackHole(value)
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

// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that users of Fulcrum never build what only measuring needs.
// swift package --disable-sandbox benchmark
let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "fulcrum", path: "../"),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "KernelBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Fulcrum", package: "fulcrum"),
      ],
      path: "Benchmarks/KernelBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "PlanningBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Fulcrum", package: "fulcrum"),
      ],
      path: "Benchmarks/PlanningBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "AllocationBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Fulcrum", package: "fulcrum"),
      ],
      path: "Benchmarks/AllocationBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "PromiseBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Fulcrum", package: "fulcrum"),
      ],
      path: "Benchmarks/PromiseBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "TopologyBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Fulcrum", package: "fulcrum"),
      ],
      path: "Benchmarks/TopologyBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that users of Fulcrum never build what only measuring needs.
// swift package --disable-sandbox benchmark
func benchmark(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      .product(name: "Benchmark", package: "benchmark"),
      .product(name: "Fulcrum", package: "fulcrum"),
    ],
    path: "Benchmarks/\(name)",
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "fulcrum", path: "../"),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
  ],
  targets: [
    benchmark("KernelBenchmarks"),
    benchmark("PlanningBenchmarks"),
    benchmark("AllocationBenchmarks"),
    benchmark("PromiseBenchmarks"),
    benchmark("TopologyBenchmarks"),
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that neither users nor the other benchmarks build what only this
// comparison needs. Built and run by ./run.
let package = Package(
  name: "rivals",
  dependencies: [.package(name: "fulcrum", path: "../../")],
  targets: [
    .executableTarget(
      name: "FulcrumDriver", dependencies: [.product(name: "Fulcrum", package: "fulcrum")]),
    .executableTarget(
      name: "LikelihoodDriver", dependencies: [.product(name: "Fulcrum", package: "fulcrum")]),
    .executableTarget(
      name: "Recovery", dependencies: [.product(name: "Fulcrum", package: "fulcrum")]),
  ],
  swiftLanguageModes: [.v6]
)

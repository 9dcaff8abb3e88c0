// swift-tools-version: 6.3
import PackageDescription

// What every target of ours is compiled with. Warnings are errors only under `CI`, so that the next
// compiler's new warning does not break a newcomer's first build.
let strict: [SwiftSetting] =
  [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

// For the rooms that do arithmetic, or look at bytes, by the million: optimised in debug builds too, because the tests
// run there and an unoptimised loop is hundreds of times slower.
let numeric: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

// For rooms that only put results into words or ask the system a few questions: not optimised in
// release either, so that a newcomer's first build is quick.
let cold: [SwiftSetting] = strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

// `arch` is the machine that builds: to build for another kind, build there.
// One source for every instruction set: the wide targets hold links to the files of Kernels/Passes and
// differ in these flags. They are optimised in debug builds too, so that no weak symbol of the standard
// library is compiled for a processor that may not be there.
let lanes4 = numeric + [.define("LANES_4")]
#if arch(x86_64)
  let lanes8 =
    numeric + [
      .define("LANES_8"), .unsafeFlags(clang("-DCSIMD_LANES=8", "-mavx2", "-mfma")),
    ]
  let lanes16 =
    numeric + [
      .define("LANES_16"),
      .unsafeFlags(
        clang(
          "-DCSIMD_LANES=16", "-mavx512f", "-mavx512dq", "-mavx512bw", "-mavx512vl", "-mfma",
          "-mprefer-vector-width=512")),
    ]
  let wideKernels: [Target] = [
    .target(name: "KernelsAVX2", dependencies: ["CSIMD"], swiftSettings: lanes8),
    .target(name: "KernelsAVX512", dependencies: ["CSIMD"], swiftSettings: lanes16),
  ]
#else
  let wideKernels: [Target] = []
#endif

func clang(_ flags: String...) -> [String] { flags.flatMap { ["-Xcc", $0] } }

let package = Package(
  name: "fulcrum",
  products: [
    .library(name: "Fulcrum", targets: ["Fulcrum"]),
    .executable(name: "fulcrum", targets: ["FulcrumCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // Lowest first; a target imports only those above it.
    .systemLibrary(name: "CHwloc", pkgConfig: "hwloc", providers: [.apt(["libhwloc-dev"])]),
    // Its header alone: libnuma is opened at run time, where it is installed.
    .systemLibrary(name: "CNuma", providers: [.apt(["libnuma-dev"])]),
    .systemLibrary(name: "CSIMD"),
    .target(name: "Units", swiftSettings: numeric),
    .target(
      name: "Documents",
      dependencies: ["Units", .product(name: "Yams", package: "Yams")],
      swiftSettings: numeric),
    .target(name: "Topology", dependencies: ["Units"], swiftSettings: strict),
    .target(
      name: "TopologyFiles", dependencies: ["Topology", "Documents", "Units"],
      swiftSettings: numeric),
    .target(
      name: "MachineProbe", dependencies: ["Topology", "CHwloc", "CNuma"], swiftSettings: cold),
    .target(
      name: "TopologyCatalog", dependencies: ["TopologyFiles", "Topology", "Documents"],
      path: "Topologies", resources: [.embedInCode("machines"), .embedInCode("clusters")],
      // The embedded files are long literals: ten times quicker to build so.
      swiftSettings: cold),
    .target(name: "Choice", dependencies: ["Units"], swiftSettings: numeric),
    .target(
      name: "Kernels",
      dependencies: ["CSIMD"] + wideKernels.map { .target(name: $0.name) },
      exclude: ["KERNEL.md"], swiftSettings: lanes4),
    .target(
      name: "Scoring", dependencies: ["Choice", "Kernels", "Units", "CNuma"],
      swiftSettings: numeric),
    .target(
      name: "Estimation", dependencies: ["Choice", "Kernels", "Scoring", "Units"],
      swiftSettings: numeric),
    .target(
      name: "EstimationFiles", dependencies: ["Estimation", "Choice", "Documents", "Units"],
      swiftSettings: numeric),
    .target(
      name: "KernelMeasure", dependencies: ["Kernels", "Scoring"], swiftSettings: numeric),
    .target(
      name: "Allocation", dependencies: ["Kernels", "Units"], swiftSettings: numeric,
      // Rounding a Double is a call to libm on the baseline x86-64, and nothing here imports it.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "ProblemFiles", dependencies: ["Allocation", "Documents", "Units"],
      swiftSettings: numeric),
    .target(
      name: "Scenario",
      dependencies: [
        "TopologyCatalog", "TopologyFiles", "Topology", "Documents", "Choice", "Units",
      ], swiftSettings: strict),
    .target(
      name: "Planning",
      dependencies: [
        "Scenario", "Scoring", "Kernels", "Choice", "Allocation", "Topology", "Documents", "Units",
      ], swiftSettings: numeric),
    .target(
      name: "Report",
      dependencies: [
        "Planning", "Scenario", "TopologyFiles", "Topology", "Documents", "Choice", "Units",
        "KernelMeasure", "Kernels", "ProblemFiles", "Allocation", "Estimation",
      ], swiftSettings: cold),
    .target(
      name: "Fulcrum",
      dependencies: [
        "Units", "Documents", "Topology", "TopologyFiles", "TopologyCatalog", "Choice", "Kernels",
        "Scoring", "Estimation", "EstimationFiles", "Allocation", "ProblemFiles", "Scenario",
        "Planning", "Report",
      ], swiftSettings: cold),
    .executableTarget(
      name: "FulcrumCLI",
      dependencies: [
        "Fulcrum", "MachineProbe", "KernelMeasure", "Kernels",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: cold),

    .testTarget(name: "UnitsTests", dependencies: ["Units"], swiftSettings: strict),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Documents", "Units"], swiftSettings: strict),
    .testTarget(name: "TopologyTests", dependencies: ["Topology"], swiftSettings: strict),
    .testTarget(
      name: "TopologyFilesTests", dependencies: ["TopologyFiles", "Topology", "Documents"],
      swiftSettings: strict),
    .testTarget(
      name: "TopologyCatalogTests",
      dependencies: ["TopologyCatalog", "TopologyFiles", "Topology", "Documents"],
      swiftSettings: strict),
    .testTarget(name: "KernelsTests", dependencies: ["Kernels"], swiftSettings: numeric),
    .testTarget(
      name: "KernelMeasureTests", dependencies: ["KernelMeasure", "Kernels"],
      swiftSettings: numeric),
    .testTarget(
      name: "ScoringTests", dependencies: ["Scoring", "Kernels", "Choice", "Units"],
      swiftSettings: numeric),
    // Past offers that people with known tastes would have answered.
    .target(
      name: "OfferFixtures", dependencies: ["Estimation", "Choice", "Units"],
      path: "Tests/OfferFixtures", swiftSettings: strict),
    .testTarget(
      name: "EstimationTests",
      dependencies: ["Estimation", "Choice", "Kernels", "Units", "OfferFixtures"],
      swiftSettings: numeric),
    .testTarget(
      name: "EstimationFilesTests",
      dependencies: ["EstimationFiles", "Estimation", "Choice", "Documents", "Units"],
      swiftSettings: numeric),
    .testTarget(
      name: "AllocationTests", dependencies: ["Allocation", "Kernels", "Units"],
      swiftSettings: numeric),
    .testTarget(
      name: "ProblemFilesTests",
      dependencies: ["ProblemFiles", "Allocation", "Documents", "Units"],
      resources: [.copy("Fixtures")], swiftSettings: numeric),
    .testTarget(
      name: "ChoiceTests", dependencies: ["Choice", "Units"], resources: [.copy("Fixtures")],
      swiftSettings: numeric),
    .testTarget(
      name: "ScenarioTests",
      dependencies: ["Scenario", "Topology", "Documents", "Choice", "Units"],
      swiftSettings: strict),

    // Scenarios that several rooms plan in their tests.
    .target(
      name: "ScenarioFixtures", dependencies: ["Scenario"], path: "Tests/ScenarioFixtures",
      swiftSettings: strict),
    .testTarget(
      name: "PlanningTests",
      dependencies: [
        "Planning", "Scenario", "Scoring", "Kernels", "Choice", "Allocation", "Topology",
        "Documents", "Units", "ScenarioFixtures",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "MachineProbeTests",
      dependencies: [
        "MachineProbe", "Scenario", "TopologyFiles", "Topology", "Documents", "FulcrumCLI",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportTests",
      dependencies: [
        "Report", "Planning", "Scenario", "Choice", "TopologyCatalog", "TopologyFiles", "Topology",
        "Documents", "ScenarioFixtures", "KernelMeasure", "Kernels", "Estimation", "Units",
      ],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "FulcrumCLITests",
      dependencies: [
        "FulcrumCLI", "Fulcrum", "ScenarioFixtures", "OfferFixtures", "KernelMeasure", "Kernels",
      ],
      swiftSettings: strict),
  ] + wideKernels,
  swiftLanguageModes: [.v6]
)

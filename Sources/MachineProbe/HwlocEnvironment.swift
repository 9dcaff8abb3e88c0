internal import Glibc

/// The environment variables by which libhwloc looks elsewhere than at this machine.
struct HwlocEnvironment: Hashable, Sendable {
  /// The variables that are set, in the order of ``names``.
  var variables: [Variable]

  /// A variable with its value.
  struct Variable: Hashable, Sendable, CustomStringConvertible {
    var name: String
    var value: String

    /// `HWLOC_SYNTHETIC=pack:2 core:4`, cut where it is long.
    var description: String {
      value.count <= 160 ? "\(name)=\(value)" : "\(name)=\(value.prefix(159))…"
    }
  }

  /// Those that put another machine in this one's place, the one that wins first.
  private static let replacing = [
    "HWLOC_XMLFILE", "HWLOC_SYNTHETIC", "HWLOC_CPUID_PATH", "HWLOC_FSROOT",
  ]
  private static let thisSystem = "HWLOC_THISSYSTEM"
  private static let components = "HWLOC_COMPONENTS"
  private static let keepGPUMemory = "HWLOC_KEEP_NVIDIA_GPU_NUMA_NODES"

  /// All that are looked for.
  static let names = replacing + [thisSystem, components, keepGPUMemory]

  /// Those of this process.
  static var current: HwlocEnvironment {
    HwlocEnvironment(
      Dictionary(
        uniqueKeysWithValues: names.compactMap { name in
          unsafe getenv(name).map { (name, unsafe String(cString: $0)) }
        }))
  }

  /// Those of an environment.
  init(_ environment: [String: String]) {
    variables = Self.names.compactMap { name in
      environment[name].map { Variable(name: name, value: $0) }
    }
  }

  /// What stands in this machine's place; nil if the tree is of this machine.
  ///
  /// `HWLOC_THISSYSTEM=1` makes libhwloc call any file this machine: that is not believed. A file
  /// that cannot be read is passed over by libhwloc, which then looks at this machine and says so.
  /// - Parameter isThisSystem: What `hwloc_topology_is_thissystem` answers.
  func standIn(isThisSystem: Bool) -> StandIn? {
    let others = variables.filter { Self.replacing.contains($0.name) }
    let claim = variables.first { $0.name == Self.thisSystem }
    if isThisSystem && (claim == nil || others.isEmpty) { return nil }
    let causes = others.isEmpty ? variables.filter { $0.name != Self.keepGPUMemory } : others
    return StandIn(variables: causes, isClaimedToBeThisSystem: isThisSystem)
  }

  /// Notes on variables that do not replace the machine.
  func notes(isReplaced: Bool) -> [ProbeNote] {
    variables.compactMap { variable in
      switch variable.name {
      case Self.components: .otherComponents(variable: variable.description)
      case Self.keepGPUMemory: variable.value == "0" ? nil : .keepsGPUMemory(variable.description)
      case Self.thisSystem: nil
      default: isReplaced ? nil : .withoutEffect(variable: variable.description)
      }
    }
  }

  /// The variable that keeps GPUs' memory among the NUMA nodes, if it is in force.
  var keepingGPUMemory: Variable? {
    variables.first { $0.name == Self.keepGPUMemory && $0.value != "0" }
  }
}

/// What libhwloc was told to show in place of this machine.
struct StandIn: Hashable, Sendable {
  /// The variables that say so; none if libhwloc was told otherwise.
  var variables: [HwlocEnvironment.Variable]
  /// `HWLOC_THISSYSTEM` makes libhwloc call it this machine.
  var isClaimedToBeThisSystem: Bool

  /// `HWLOC_SYNTHETIC=pack:2`.
  var description: String {
    variables.isEmpty ? "libhwloc" : variables.map(\.description).joined(separator: ", ")
  }

  /// What files call it unless told otherwise: `hwloc-synthetic`.
  var id: String {
    let name = variables.first?.name ?? "not-this-machine"
    return name.lowercased().split(separator: "_").joined(separator: "-")
  }
}

internal import Documents
internal import Topology

/// What must hold between the objects of a file.
struct HwlocChecks {
  private let tree: MachineTree
  private let places: [SourceLocation]
  private let version: HwlocVersion

  /// More GPUs or NUMA nodes than this in one machine are no machine.
  static let deviceLimit = 512

  init(_ tree: MachineTree, places: [SourceLocation], version: HwlocVersion) {
    self.tree = tree
    self.places = places
    self.version = version
  }

  /// Adds every problem to the log, up to its limit.
  func run(_ log: inout DiagnosticLog) {
    checkCounts(&log)
    var seen: [MachineObject.Kind: [Int: Int]] = [:]
    for (position, object) in tree.objects.enumerated() {
      if log.problems.count >= HwlocXMLBuilder.problemLimit { return }
      checkNesting(position, &log)
      if let index = object.osIndex, object.type == .pu || object.type == .numaNode {
        if let first = seen[object.type]?[index] {
          refuse(
            "has the number of the one in line \(places[first].line)", position,
            remedy: "give each its own os_index", &log)
        }
        seen[object.type, default: [:]][index] = position
        checkOwnSet(object, index, position, &log)
      }
    }
  }

  private func checkCounts(_ log: inout DiagnosticLog) {
    if tree.positions(of: .pu).isEmpty {
      refuse("has no hardware thread (PU)", 0, remedy: Self.wholeRemedy, &log)
    }
    let nodes = tree.positions(of: .numaNode).count
    if nodes == 0 {
      refuse("has no NUMA node", 0, remedy: Self.wholeRemedy, &log)
    }
    let gpus = tree.objects.count { object in
      [0x03, 0x12].contains((object.pci?.classCode ?? 0) >> 8)
    }
    if nodes > Self.deviceLimit || gpus > Self.deviceLimit {
      refuse(
        "has more than \(Self.deviceLimit) NUMA nodes or GPUs", 0,
        remedy: "give the file of one machine", &log)
    }
  }

  // hwloc 1 could leave threads that are not allowed out of the machine's set, not of its parts'.
  private func checkNesting(_ position: Int, _ log: inout DiagnosticLog) {
    guard let parent = tree.objects[position].parent else { return }
    let (object, above) = (tree.objects[position], tree.objects[parent])
    if object.type == .machine {
      refuse("stands inside another object", position, remedy: Self.wholeRemedy, &log)
    } else if object.type.isNormal, !above.type.isNormal || above.type == .pu {
      refuse(
        "stands inside a \(above.type.word)", position, remedy: Self.wholeRemedy, &log)
    } else if object.type.isMemory, above.type.isIO || above.type == .misc {
      refuse(
        "stands inside a \(above.type.word)", position, remedy: Self.wholeRemedy, &log)
    } else if object.type.isNormal, let cpus = object.cpus, let around = above.cpus,
      !cpus.isSubset(of: around), version != .one || parent != 0
    {
      refuse(
        "has threads that the \(above.type.word) around it has not", position,
        remedy: "correct its cpuset, or export the file again", &log)
    }
  }

  private func checkOwnSet(
    _ object: MachineObject, _ index: Int, _ position: Int, _ log: inout DiagnosticLog
  ) {
    let set = object.type == .pu ? object.cpus : object.nodes
    guard let set else { return }
    // hwloc 1 shows a thread that is switched off by an empty set.
    if set.isEmpty, version == .one { return }
    if set.count != 1 || !set.contains(index) {
      refuse(
        "has another set than its number", position,
        remedy: "correct its os_index or its set", &log)
    }
  }

  private func refuse(
    _ problem: String, _ position: Int, remedy: String, _ log: inout DiagnosticLog
  ) {
    let object = tree.objects[position]
    let number = object.osIndex.map { " P#\($0)" } ?? ""
    log.add(
      Diagnostic(
        problem, at: places[position], key: object.type.word + number, remedy: remedy))
  }

  private static let wholeRemedy = "export the whole machine with lstopo"
}

extension MachineObject.Kind {
  /// hwloc's word for the type.
  var word: String {
    switch self {
    case .machine: "Machine"
    case .package: "Package"
    case .die: "Die"
    case .core: "Core"
    case .pu: "PU"
    case .cache(let level, let content): "L\(level)\(content == .instructions ? "i" : "")Cache"
    case .group: "Group"
    case .numaNode: "NUMANode"
    case .memoryCache: "MemCache"
    case .bridge: "Bridge"
    case .pciDevice: "PCIDev"
    case .osDevice: "OSDev"
    case .misc: "Misc"
    }
  }
}

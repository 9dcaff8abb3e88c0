internal import Documents
internal import Topology

/// Builds the tree while the elements of a file go by.
final class HwlocXMLBuilder: XMLVisitor {
  private let file: String
  private var log = DiagnosticLog()
  private var version = HwlocVersion.two
  private var tree: MachineTree?
  private var places: [SourceLocation] = []
  // How deep each object is nested in the file; a group of our own is as deep as its NUMA node.
  private var depths: [Int] = []
  private var frames: [Frame] = []
  private var annex = HwlocAnnex()
  private let keepsDisallowed: Bool
  private var sets = HwlocMachineSets()
  /// What was left aside and what does not agree.
  private(set) var source: TopologyReading.Source
  private var unusedAttributes = Set<String>()
  private var wordCount = 0
  private var infoCount = 0
  private var isRefused = false

  static let objectLimit = 100_000
  static let infoLimit = 200_000
  static let partLimit = 100_000
  static let wordLimit = 4 << 20
  static let problemLimit = 20

  /// What the innermost open element is.
  private enum Frame {
    /// The root element.
    case topology
    /// An object; `place` is where its children go.
    case object(Int, place: Int)
    /// What stands after the machine, the last of its kind in the annex.
    case annex(HwlocAnnex.Part)
    /// An element whose content does not matter.
    case aside
  }

  init(file: String, keepsDisallowed: Bool) {
    self.file = file
    self.keepsDisallowed = keepsDisallowed
    source = TopologyReading.Source(format: .hwloc, file: file)
  }

  var hasSeenEnough: Bool { isRefused || log.problems.count >= Self.problemLimit }

  func begin(_ tag: XMLTag) { frames.append(frame(of: tag)) }

  func end(_ name: String, text: String) {
    if case .annex(let part) = frames.popLast(), !text.isEmpty {
      annex.take(text, of: name, in: part, log: &log)
    }
  }

  /// The tree, once all elements went by.
  /// - Throws: Every problem found.
  func finish() throws(Diagnostics) -> MachineTree {
    if tree == nil, log.isEmpty {
      log.add(problem("holds no object", remedy: "give a file that lstopo exported"))
    }
    try log.throwIfAny()
    guard var tree else { throw Diagnostics(log.problems) }
    if version == .one {
      HwlocVersionOne.placeFastMemory(in: &tree)
      HwlocVersionOne.addMissingNUMANode(to: &tree, memory: machineMemory)
    }
    places += [SourceLocation](repeating: places[0], count: tree.objects.count - places.count)
    HwlocChecks(tree, places: places, version: version).run(&log)
    try log.throwIfAny()
    HwlocMissingSets.complete(&tree)
    for name in unusedAttributes.sorted() { source.ignore("attribute \(name) of objects") }
    sets.report(on: tree, keepsDisallowed: keepsDisallowed, at: places[0], to: &source)
    let lacking = HwlocMissingSets.widenMachine(of: &tree)
    // hwloc 1 names only the nodes that may be used.
    if !lacking.isEmpty, version != .one {
      source.contradict(
        "nodeset: lacks NUMA nodes of the machine, \(lacking); they were taken", at: places[0])
    }
    annex.complete(
      &tree, places: places, depths: depths, off: sets.completeCPUs ?? Bitmap(), source: &source,
      log: &log)
    try log.throwIfAny()
    tree.numberObjects()
    tree.source = MachineTree.Source(
      format: source.format.rawValue, version: source.version, ignored: source.ignored,
      contradictions: source.contradictions, notes: source.notes)
    return keepsDisallowed
      ? tree.limited(toCPUs: nil, nodes: nil)
      : tree.limited(toCPUs: sets.allowedCPUs, nodes: sets.allowedNodes)
  }

  private func frame(of tag: XMLTag) -> Frame {
    guard let parent = frames.last else { return root(tag) }
    switch (parent, tag.name) {
    case (.topology, "object"):
      if tree != nil {
        refuse("a second machine in one file", tag, remedy: "keep one machine in a file")
        return .aside
      }
      return object(tag, under: nil)
    case (.object(_, let place), "object"):
      return object(tag, under: place)
    case (.topology, "info"):
      addInfo(tag, to: 0)
    case (.object(let position, _), "info"):
      addInfo(tag, to: position)
    case (.topology, _), (.object, "distances"), (.annex, _):
      return annexFrame(tag, in: parent)
    case (.object, "page_type"), (.object, "userdata"):
      source.ignore("element \(tag.name)")
    case (.aside, "object"), (.object, _):
      refuse("<\(tag.name)> where it cannot be", tag, remedy: "export the file again with lstopo")
    case (.aside, _):
      break
    }
    return .aside
  }

  /// What stands after the machine, or belongs to a part of that.
  private func annexFrame(_ tag: XMLTag, in parent: Frame) -> Frame {
    let outer: HwlocAnnex.Part? = if case .annex(let part) = parent { part } else { nil }
    let position = if case .object(let position, _) = parent { position } else { 0 }
    switch annex.begin(tag, in: outer, under: position, log: &log) {
    case .part(let part):
      wordCount += annex.lastWordCount
      if wordCount > Self.wordLimit || annex.count > Self.partLimit {
        refuse(
          "has more kinds, figures and matrices than any machine", tag,
          remedy: "give the file of one machine")
        isRefused = true
      }
      return .annex(part)
    case .unknown:
      source.ignore("element \(tag.name)")
    case .misplaced:
      refuse("<\(tag.name)> where it cannot be", tag, remedy: "export the file again with lstopo")
    }
    return .aside
  }

  private func root(_ tag: XMLTag) -> Frame {
    if tag.name == "topologydiff" {
      refuse("holds a difference between machines", tag, remedy: "give the machine itself")
    } else if tag.name != "topology", tag.name != "root" {
      refuse(
        "is XML of another kind: its first element is <\(tag.name)>", tag,
        remedy: "give a file that lstopo exported")
    } else if let known = HwlocVersion(tag.attributes["version"]) {
      version = known
      source.version = tag.attributes["version"] ?? "1"
    } else {
      refuse(
        "is of a version of hwloc's XML that is not known here", tag,
        value: tag.attributes["version"] ?? "",
        remedy: "versions 1, 2 and 3 are; export it by an older lstopo, or with --export-xml-flags")
    }
    return .topology
  }

  private func object(_ tag: XMLTag, under parent: Int?) -> Frame {
    let reader = HwlocObjectReader(tag, version: version)
    unusedAttributes.formUnion(reader.unusedAttributes)
    guard var object = reader.object(log: &log) else { return .aside }
    let count = tree?.objects.count ?? 0
    wordCount += (object.cpus?.wordCount ?? 0) + (object.nodes?.wordCount ?? 0)
    if count >= Self.objectLimit || wordCount > Self.wordLimit {
      refuse(
        "has more objects than any machine (\(Self.objectLimit))", tag,
        remedy: "give the file of one machine")
      isRefused = true
      return .aside
    }
    guard let parent else { return rootObject(object, reader, tag) }
    if object.type == .machine, version == .one { object.type = .group }
    var place = parent
    if version == .one, object.type == .numaNode,
      let group = HwlocVersionOne.group(for: object, under: tree?.objects[parent])
    {
      place = append(group, under: parent, at: tag.place)
    }
    let position = append(object, under: place, at: tag.place)
    let isVersionOneNode = version == .one && object.type == .numaNode
    return .object(position, place: isVersionOneNode ? place : position)
  }

  private var machineMemory: UInt64 = 0

  private func rootObject(
    _ object: MachineObject, _ reader: HwlocObjectReader, _ tag: XMLTag
  ) -> Frame {
    sets = reader.machineSets(log: &log)
    if object.type == .machine {
      var machine = object
      (machineMemory, machine.bytes) = (object.bytes, 0)
      tree = MachineTree(machine, source: MachineTree.Source(format: "", version: ""))
      (places, depths) = ([tag.place], [frames.count])
      return .object(0, place: 0)
    }
    if version != .one {
      refuse("the outermost object is not a machine", tag, remedy: "export the whole machine")
      return .aside
    }
    var machine = MachineObject(type: .machine)
    (machine.cpus, machine.nodes) = (object.cpus, object.nodes)
    tree = MachineTree(machine, source: MachineTree.Source(format: "", version: ""))
    (places, depths) = ([tag.place], [frames.count - 1])
    let position = append(object, under: 0, at: tag.place)
    return .object(position, place: object.type == .numaNode ? 0 : position)
  }

  private func append(_ object: MachineObject, under parent: Int, at place: SourceLocation) -> Int {
    places.append(place)
    depths.append(frames.count)
    return tree?.append(object, under: parent) ?? 0
  }

  private func addInfo(_ tag: XMLTag, to position: Int) {
    guard let name = tag.attributes["name"] else {
      refuse("an info without name", tag, remedy: "export the file again with lstopo")
      return
    }
    infoCount += 1
    if infoCount > Self.infoLimit {
      refuse("has more than \(Self.infoLimit) infos", tag, remedy: "give the file of one machine")
      isRefused = true
    }
    guard tree != nil, let value = tag.attributes["value"] else { return }
    tree?.update(position) { object in
      // hwloc 1 had no subtypes; it kept them as infos.
      if version == .one, object.subtype == nil, name == "Type" || name == "CoProcType" {
        object.subtype = value
      }
      if name == HwlocDeviceCode.exactKinds, let bits = UInt(value) {
        object.deviceKinds = MachineObject.DeviceKinds(rawValue: bits & 0x7F)
      } else {
        object.infos.append(MachineObject.Info(name: name, value: value))
      }
    }
  }

  private func refuse(_ problem: String, _ tag: XMLTag, value: String? = nil, remedy: String) {
    log.add(
      Diagnostic(
        problem, at: tag.place, value: value.map { .text($0) } ?? .nothing, remedy: remedy))
  }

  private func problem(_ text: String, remedy: String) -> Diagnostic {
    Diagnostic(text, at: SourceLocation(file: file), remedy: remedy)
  }
}

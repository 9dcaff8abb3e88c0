internal import Documents
internal import Topology

/// One `<object>` tag as an object.
struct HwlocObjectReader {
  private let tag: XMLTag
  private let version: HwlocVersion

  /// Indices of threads and NUMA nodes lie below: sets of them take memory.
  static let indexLimit = 1 << 20

  init(_ tag: XMLTag, version: HwlocVersion) {
    self.tag = tag
    self.version = version
  }

  /// The object without its children; nil if it cannot be one, which is then in the log.
  func object(log: inout DiagnosticLog) -> MachineObject? {
    guard let word = tag.attributes["type"] else {
      refuse("an object without type", "", remedy: Self.remedy, &log)
      return nil
    }
    guard var type = kind(word, log: &log) else { return nil }
    let cpus = set("cpuset", log: &log)
    if type == .misc, version == .one, cpus != nil { type = .group }
    var object = MachineObject(type: type, osIndex: index(of: type, log: &log))
    object.cpus = cpus
    object.nodes = set("nodeset", log: &log)
    if type == .numaNode, object.osIndex == nil {
      if version == .one, object.nodes?.count == 1 { object.osIndex = object.nodes?.first }
      if object.osIndex == nil {
        refuse("an object without os_index", "os_index", remedy: Self.remedy, &log)
      }
    }
    object.name = tag.attributes["name"].flatMap { $0.isEmpty ? nil : $0 }
    object.subtype = tag.attributes["subtype"].flatMap { $0.isEmpty ? nil : $0 }
    object.identifier = identifier
    if type == .group, object.subtype == "Die" { object.type = .die }
    object.bytes = bytes(of: type, log: &log)
    if type == .pciDevice || type == .bridge { object.pci = function(log: &log) }
    if type == .osDevice, let code = tag.attributes["osdev_type"].flatMap(UInt.init) {
      object.deviceKinds =
        version == .three
        ? MachineObject.DeviceKinds(rawValue: code & 0x7F) : HwlocDeviceCode.kinds(code, of: object)
    }
    if type.isIO || type == .misc {
      if cpus != nil { refuse("a device with a cpuset", "cpuset", remedy: Self.remedy, &log) }
    } else if tag.attributes["cpuset"] == nil, version != .one || type == .pu {
      refuse("a \(word) without cpuset", "cpuset", remedy: Self.remedy, &log)
    }
    return object
  }

  /// The attributes that are not used, in no order.
  var unusedAttributes: [String] { tag.attributes.keys.filter { !Self.used.contains($0) } }

  // Depths and bus numbers follow from the tree; sets of what is complete matter at the machine.
  private static let used: Set<String> = [
    "type", "os_index", "gp_index", "id", "name", "subtype", "cpuset", "nodeset",
    "complete_cpuset", "complete_nodeset", "allowed_cpuset", "allowed_nodeset", "online_cpuset",
    "memory_kB", "cache_size", "local_memory", "depth", "cache_type", "pci_busid", "pci_type",
    "pci_link_speed", "osdev_type", "bridge_type", "bridge_pci",
  ]

  /// The sets that only the outermost object has.
  func machineSets(log: inout DiagnosticLog) -> HwlocMachineSets {
    HwlocMachineSets(
      allowedCPUs: wholeSet("allowed_cpuset", log: &log),
      allowedNodes: wholeSet("allowed_nodeset", log: &log),
      completeCPUs: wholeSet("complete_cpuset", log: &log),
      onlineCPUs: wholeSet("online_cpuset", log: &log))
  }

  /// A set of the whole machine; nil where it is not given or without end, which means all.
  private func wholeSet(_ key: String, log: inout DiagnosticLog) -> Bitmap? {
    guard let text = tag.attributes[key] else { return nil }
    if case .infinite = HwlocSet(text) { return nil }
    return set(key, log: &log)
  }

  private func kind(_ word: String, log: inout DiagnosticLog) -> MachineObject.Kind? {
    let lower = word.lowercased()
    if let known = Self.kinds[lower] { return known }
    if lower == "cache" {
      let level = number("depth", in: 1...5, log: &log) ?? 0
      let content = number("cache_type", in: 0...2, log: &log) ?? 0
      return .cache(level: Int(level), holds: Self.contents[Int(content)])
    }
    let digits = lower.dropFirst()
    if lower.first == "l", let level = digits.first?.wholeNumberValue, (1...5).contains(level) {
      switch digits.dropFirst() {
      case "icache": return .cache(level: level, holds: .instructions)
      case "dcache": return .cache(level: level, holds: .data)
      case "cache", "ucache":
        let content = tag.attributes["cache_type"] == "1" ? 1 : 0
        return .cache(level: level, holds: Self.contents[content])
      default: break
      }
    }
    refuse(
      "an object of a type that is not known", "type", remedy: "export it by an older lstopo", &log)
    return nil
  }

  private static let kinds: [String: MachineObject.Kind] = [
    "machine": .machine, "system": .machine, "package": .package, "socket": .package,
    "die": .die, "core": .core, "pu": .pu, "group": .group, "tile": .group, "module": .group,
    "cluster": .group, "numanode": .numaNode, "node": .numaNode, "memcache": .memoryCache,
    "bridge": .bridge, "hostbridge": .bridge, "pcibridge": .bridge, "pcidev": .pciDevice,
    "osdev": .osDevice, "misc": .misc,
  ]

  private static let contents: [MachineObject.CacheContent] = [.unified, .data, .instructions]

  private func index(of type: MachineObject.Kind, log: inout DiagnosticLog) -> Int? {
    guard let text = tag.attributes["os_index"] else {
      if type == .pu {
        refuse("an object without os_index", "os_index", remedy: Self.remedy, &log)
      }
      return nil
    }
    let isIndexOfSets = type == .pu || type == .numaNode
    // All ones is how hwloc says "no number".
    if !isIndexOfSets, text == "-1" || text == "4294967295" { return nil }
    let limit = isIndexOfSets ? UInt64(Self.indexLimit - 1) : UInt64(UInt32.max)
    return number("os_index", in: 0...limit, log: &log).map { Int($0) }
  }

  private var identifier: UInt64 {
    if let text = tag.attributes["gp_index"], let number = UInt64(text) { return number }
    guard let id = tag.attributes["id"], id.hasPrefix("obj") else { return 0 }
    return UInt64(id.dropFirst(3)) ?? 0
  }

  private func set(_ key: String, log: inout DiagnosticLog) -> Bitmap? {
    guard let text = tag.attributes[key] else { return nil }
    switch HwlocSet(text) {
    case .members(let set): return set
    case .infinite:
      // hwloc 1 wrote so for machines without NUMA.
      if key == "nodeset", version == .one { return nil }
      refuse("a set without end", key, remedy: "name indices below 2^20", &log)
    case .tooLarge:
      refuse("a set with an index of 2^20 or more", key, remedy: "name indices below 2^20", &log)
    case .malformed:
      refuse("is no set in hwloc's notation", key, remedy: "write such as 0x0000000f", &log)
    }
    return nil
  }

  private func bytes(of type: MachineObject.Kind, log: inout DiagnosticLog) -> UInt64 {
    let limit: UInt64 = 1 << 53
    if tag.attributes["memory_kB"] != nil {
      return 1024 * (number("memory_kB", in: 0...limit >> 10, log: &log) ?? 0)
    }
    switch type {
    case .cache, .memoryCache: return number("cache_size", in: 0...limit, log: &log) ?? 0
    case .numaNode, .machine: return number("local_memory", in: 0...limit, log: &log) ?? 0
    default: return 0
    }
  }

  /// A bridge need not have an address: the host's has none.
  private func function(log: inout DiagnosticLog) -> PCIFunction? {
    guard let text = tag.attributes["pci_busid"] else {
      if tag.attributes["type"]?.lowercased() == "pcidev" {
        refuse("a PCI device without address", "pci_busid", remedy: Self.remedy, &log)
      }
      return nil
    }
    guard let address = PCIAddress(text) else {
      refuse("is no PCI address", "pci_busid", remedy: "write such as 0000:34:00.0", &log)
      return nil
    }
    var function = PCIFunction(address: address)
    guard let type = tag.attributes["pci_type"] else { return function }
    // class [vendor:device] [subvendor:subdevice] revision
    let words = type.split(whereSeparator: { " []:".contains($0) })
    let numbers = words.prefix(3).compactMap { $0.count <= 6 ? Int($0, radix: 16) : nil }
    guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }) else {
      refuse("is no PCI type", "pci_type", remedy: "write such as 0302 [10de:2330] …", &log)
      return function
    }
    (function.classCode, function.vendor, function.device) = (numbers[0], numbers[1], numbers[2])
    let board = words.dropFirst(3).prefix(3).compactMap {
      $0.count <= 4 ? UInt16($0, radix: 16) : nil
    }
    if board.count == 3 {
      (function.subvendor, function.subdevice) = (Int(board[0]), Int(board[1]))
      function.revision = Int(board[2])
    }
    // Zero is how hwloc says that it does not know.
    if let speed = tag.attributes["pci_link_speed"].flatMap({ Double($0) }), speed.isFinite,
      speed > 0
    {
      function.linkGigabytesPerSecond = speed
    }
    return function
  }

  private func number(
    _ key: String, in range: ClosedRange<UInt64>, log: inout DiagnosticLog
  ) -> UInt64? {
    guard let text = tag.attributes[key] else { return nil }
    if let number = UInt64(text), range.contains(number) { return number }
    refuse(
      "is not a whole number from \(range.lowerBound) to \(range.upperBound)", key,
      remedy: Self.remedy, &log)
    return nil
  }

  private func refuse(
    _ problem: String, _ key: String, remedy: String, _ log: inout DiagnosticLog
  ) {
    log.refuse(problem, key, of: tag, remedy: remedy)
  }

  private static let remedy = "export the file again with lstopo"
}

internal import Documents
public import Topology

extension MachineTree {
  /// The machine as XML of hwloc 2, which every lstopo from 2.0 reads and ``HwlocXML`` reads back.
  ///
  /// Reading it gives the same objects, matrices, kinds of threads and figures of memories, if this
  /// machine was read from a file itself: objects then stand in the order of their nesting, and
  /// all have numbers and sets. Else what hwloc needs is made up for: numbers of objects, sets from
  /// what is around an object. Kinds of devices that hwloc 2 cannot tell apart become its nearest.
  public var hwlocXML: String { HwlocXMLWriter(self).text }
}

/// Writes a tree as hwloc 2 does.
struct HwlocXMLWriter {
  private let tree: MachineTree
  private var lines = [
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    "<!DOCTYPE topology SYSTEM \"hwloc2.dtd\">",
    "<topology version=\"2.0\">",
  ]

  init(_ tree: MachineTree) {
    var tree = tree
    tree.numberObjects()
    self.tree = tree
    writeObjects()
    for matrix in tree.matrices { write(matrix) }
    for attribute in tree.memoryAttributes { write(attribute) }
    for kind in tree.cpuKinds { write(kind) }
    lines.append("</topology>")
  }

  /// The whole file.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// Every object around its children; a stack of what is still to write, so that no depth matters.
  private mutating func writeObjects() {
    var sets = ObjectSets(cpus: Bitmap(), nodes: Bitmap())
    sets = ObjectSets(of: tree.objects[0], in: sets)
    var stack: [(position: Int?, sets: ObjectSets, depth: Int)] = [(0, sets, 0)]
    while let (position, around, depth) = stack.popLast() {
      guard let position else {
        lines.append(indent(depth) + "</object>")
        continue
      }
      let object = tree.objects[position]
      let sets = ObjectSets(of: object, in: around)
      let infos = object.infos + [HwlocDeviceCode.exactKinds(of: object)].compactMap(\.self)
      let isEmpty = infos.isEmpty && object.children.isEmpty
      lines.append(
        indent(depth) + "<object" + attributes(of: position, sets) + (isEmpty ? "/>" : ">"))
      if isEmpty { continue }
      for info in infos { lines.append(indent(depth + 1) + element(of: info)) }
      stack.append((nil, sets, depth))
      for child in object.children.reversed() { stack.append((child, sets, depth + 1)) }
    }
  }

  /// The sets of an object, or of what is around it where it has none.
  private struct ObjectSets {
    var cpus: Bitmap
    var nodes: Bitmap

    init(cpus: Bitmap, nodes: Bitmap) {
      self.cpus = cpus
      self.nodes = nodes
    }

    init(of object: MachineObject, in around: ObjectSets) {
      cpus = object.cpus ?? around.cpus
      nodes = object.nodes ?? around.nodes
    }
  }

  private func attributes(of position: Int, _ sets: ObjectSets) -> String {
    let object = tree.objects[position]
    var text = " type=\"\(object.type.word)\""
    if let index = object.osIndex { text += " os_index=\"\(index)\"" }
    if object.type.isNormal || object.type.isMemory {
      let (cpus, nodes) = (sets.cpus.hwlocText, sets.nodes.hwlocText)
      text += " cpuset=\"\(cpus)\" complete_cpuset=\"\(cpus)\""
      if position == 0 { text += " allowed_cpuset=\"\(cpus)\"" }
      text += " nodeset=\"\(nodes)\" complete_nodeset=\"\(nodes)\""
      if position == 0 { text += " allowed_nodeset=\"\(nodes)\"" }
    }
    text += " gp_index=\"\(object.identifier)\""
    if let name = object.name { text += " name=\"\(name.inXML)\"" }
    if let subtype = object.subtype { text += " subtype=\"\(subtype.inXML)\"" }
    return text + details(of: position)
  }

  private func details(of position: Int) -> String {
    let object = tree.objects[position]
    switch object.type {
    case .numaNode:
      return " local_memory=\"\(object.bytes)\""
    case .cache(let level, let holds):
      let type = holds == .unified ? 0 : holds == .data ? 1 : 2
      return " cache_size=\"\(object.bytes)\" depth=\"\(level)\" cache_linesize=\"0\""
        + " cache_associativity=\"0\" cache_type=\"\(type)\""
    case .memoryCache:
      return " cache_size=\"\(object.bytes)\" depth=\"1\" cache_linesize=\"0\""
        + " cache_associativity=\"0\" cache_type=\"0\""
    case .bridge:
      return bridge(position) + (object.pci.map(function) ?? "")
    case .pciDevice:
      return object.pci.map(function) ?? ""
    case .osDevice:
      return HwlocDeviceCode.code(of: object).map { " osdev_type=\"\($0)\"" } ?? ""
    default:
      return ""
    }
  }

  private func function(_ pci: PCIFunction) -> String {
    var text =
      " pci_busid=\"\(pci.address)\" pci_type=\"\(hex(pci.classCode)) "
      + "[\(hex(pci.vendor)):\(hex(pci.device))] [\(hex(pci.subvendor)):\(hex(pci.subdevice))] "
      + "\(hex(pci.revision, width: 2))\""
    if let speed = pci.linkGigabytesPerSecond { text += " pci_link_speed=\"\(speed)\"" }
    return text
  }

  /// What a bridge joins: the host or a bus above, the buses of its devices below.
  private func bridge(_ position: Int) -> String {
    let object = tree.objects[position]
    var (depth, above) = (0, object.parent)
    while let parent = above, tree.objects[parent].type == .bridge {
      (depth, above) = (depth + 1, tree.objects[parent].parent)
    }
    var text = " bridge_type=\"\(object.pci == nil ? 0 : 1)-1\" depth=\"\(depth)\""
    // Bridges below have devices of their own, so that looking one level down would not do.
    var buses: [PCIAddress] = []
    var next = object.children
    while let child = next.popLast() {
      if let pci = tree.objects[child].pci { buses.append(pci.address) }
      if tree.objects[child].type == .bridge { next += tree.objects[child].children }
    }
    if let first = buses.min() {
      let last = buses.filter { $0.domain == first.domain }.map(\.bus).max() ?? first.bus
      text += " bridge_pci=\"\(hex(first.domain)):"
      text += "[\(hex(first.bus, width: 2))-\(hex(last, width: 2))]\""
    }
    return text
  }

  private func element(of info: MachineObject.Info) -> String {
    "<info name=\"\(info.name.inXML)\" value=\"\(info.value.inXML)\"/>"
  }

  private mutating func write(_ matrix: MachineMatrix) {
    let types = matrix.objects.map { tree.objects[$0].type }
    let isMixed = Set(types).count > 1
    let usesIndex = !isMixed && (types[0] == .pu || types[0] == .numaNode)
    let name = matrix.name.isEmpty ? "" : " name=\"\(matrix.name.inXML)\""
    // 1 says that the system gave the figures, 16 that the objects differ; hops were latencies.
    let kind = 1 + matrix.kind.hwlocBits + (isMixed ? 16 : 0)
    let tag = isMixed ? "distances2hetero" : "distances2"
    let type = isMixed ? "" : " type=\"\(types[0].word)\""
    let indexing = isMixed ? "" : " indexing=\"\(usesIndex ? "os" : "gp")\""
    let count = matrix.objects.count
    lines.append("  <\(tag)\(type) nbobjs=\"\(count)\" kind=\"\(kind)\"\(name)\(indexing)>")
    writeRows(
      matrix.objects.map { position in
        let object = tree.objects[position]
        if usesIndex { return "\(object.osIndex ?? 0)" }
        return isMixed ? "\(object.type.word):\(object.identifier)" : "\(object.identifier)"
      }, in: "indexes")
    writeRows(matrix.values.map(String.init), in: "u64values")
    lines.append("  </\(tag)>")
  }

  /// Words, ten in an element, as hwloc writes and expects them.
  private mutating func writeRows(_ words: [String], in element: String) {
    for start in stride(from: 0, to: words.count, by: 10) {
      let text = words[start..<min(start + 10, words.count)].map { $0 + " " }.joined()
      lines.append("    <\(element) length=\"\(text.utf8.count)\">\(text)</\(element)>")
    }
  }

  private mutating func write(_ attribute: MachineMemoryAttribute) {
    let start =
      "  <memattr name=\"\(attribute.name.inXML)\" flags=\"\(attribute.traits.rawValue)\""
    if attribute.values.isEmpty { return lines.append(start + "/>") }
    lines.append(start + ">")
    for value in attribute.values {
      let target = tree.objects[value.target]
      var text =
        "    <memattr_value target_obj_type=\"\(target.type.word)\""
        + " target_obj_gp_index=\"\(target.identifier)\" value=\"\(value.value)\""
      switch value.initiator {
      case .cpus(let cpus): text += " initiator_cpuset=\"\(cpus.hwlocText)\""
      case .object(let position):
        let object = tree.objects[position]
        text += " initiator_obj_gp_index=\"\(object.identifier)\""
        text += " initiator_obj_type=\"\(object.type.word)\""
      case nil: break
      }
      lines.append(text + "/>")
    }
    lines.append("  </memattr>")
  }

  private mutating func write(_ kind: MachineCPUKind) {
    let rank = kind.efficiency.map { " forced_efficiency=\"\($0)\"" } ?? ""
    let start = "  <cpukind cpuset=\"\(kind.cpus.hwlocText)\"\(rank)"
    if kind.infos.isEmpty { return lines.append(start + "/>") }
    lines.append(start + ">")
    for info in kind.infos { lines.append("    " + element(of: info)) }
    lines.append("  </cpukind>")
  }

  private func indent(_ depth: Int) -> String { String(repeating: " ", count: 2 * depth + 2) }

  private func hex(_ number: Int, width: Int = 4) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension MachineMatrix.Kind {
  /// hwloc's bits of what the figures mean.
  fileprivate var hwlocBits: Int {
    switch self {
    case .latency, .hops: 4
    case .bandwidth: 8
    case .other: 0
    }
  }
}

extension String {
  /// As the value of an attribute: what would end it or be read as a space is written as a number.
  fileprivate var inXML: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\t", "\n", "\r": text += "&#\(scalar.value);"
      // No XML can hold the other control characters.
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": continue
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

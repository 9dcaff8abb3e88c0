internal import Documents
internal import Topology

/// Builds the machine while the XML is read.
final class CollectivesBuilder: XMLVisitor {
  private var machine: CollectivesMachine
  private var log = DiagnosticLog()
  private var open: [Frame] = []
  private var hosts = Set<String>()
  private var firstHost: String?
  private var classless = 0
  private let file: String

  /// An element that has begun and not ended.
  private enum Frame {
    case system
    /// A NUMA node by its position.
    case cpu(Int)
    case pci(Function)
    /// A GPU by its position.
    case gpu(Int)
    case nic
    case leaf
    /// Of another machine, or unknown, with all that stands in it.
    case passed
  }

  /// A PCI function, until it is known whether a GPU or an adapter is in it.
  private struct Function {
    var function: PCIFunction?
    var place: SourceLocation
    var isUsed = false
  }

  static let problemLimit = 20
  static let gpuLimit = 256

  /// Begins a file.
  init(file: String) {
    self.file = file
    machine = CollectivesMachine(source: TopologyReading.Source(format: .collectives, file: file))
  }

  var hasSeenEnough: Bool { log.problems.count >= Self.problemLimit }

  /// The machine.
  /// - Throws: All problems.
  func finish() throws(Diagnostics) -> CollectivesMachine {
    if log.isEmpty, machine.gpus.isEmpty {
      log.add(
        Diagnostic(
          classless > 0
            ? "holds no GPU that can be told: PCI functions without a class are \(classless)"
            : "holds no GPU",
          at: SourceLocation(file: file),
          remedy: "write the file with NCCL_TOPO_DUMP_FILE while a program uses the GPUs"))
    }
    var addresses: [PCIAddress: SourceLocation] = [:]
    for gpu in machine.gpus where !hasSeenEnough {
      let first = addresses.updateValue(gpu.place, forKey: gpu.function.address)
      if let first {
        log.add(
          Diagnostic(
            "is the address of the GPU of line \(first.line) too", at: gpu.place, key: "busid",
            value: .text(gpu.function.address.description), remedy: "give each GPU its own"))
      }
    }
    try log.throwIfAny()
    if classless > 0 {
      machine.source.note("PCI functions without a class, left out: \(classless)")
    }
    if hosts.count > 1 {
      machine.source.note(
        "it describes \(hosts.count) machines that share a fabric; the first of them was read")
    }
    return machine
  }

  func begin(_ tag: XMLTag) {
    open.append(frame(of: tag))
  }

  func end(_ name: String, text: String) {
    guard case .pci(let function) = open.popLast() else { return }
    finish(function)
  }

  private func frame(of tag: XMLTag) -> Frame {
    guard let parent = open.last else { return begin(root: tag) }
    if case .passed = parent { return .passed }
    switch (tag.name, parent) {
    case ("cpu", .system): return cpu(tag)
    case ("pci", .system), ("pci", .cpu), ("pci", .pci): return pci(tag)
    case ("gpu", .pci): return gpu(tag)
    case ("nvlink", .gpu(let position)), ("xgmi", .gpu(let position)):
      return link(tag, of: position)
    case ("nic", .pci), ("nic", .cpu), ("nic", .system):
      useFunction()
      ignore(tag, except: [])
      return .nic
    case ("net", .nic): return net(tag)
    case ("cpu", _), ("pci", _), ("gpu", _), ("nvlink", _), ("xgmi", _), ("nic", _), ("net", _):
      refuse("<\(tag.name)> where it cannot be", tag, remedy: XMLOrigin.collectives.wholeRemedy)
      return .passed
    default:
      machine.source.ignore("element \(tag.name)")
      return .passed
    }
  }

  private func begin(root tag: XMLTag) -> Frame {
    machine.source.version = String((tag.attributes["version"] ?? "").prefix(16))
    if tag.name == "graphs" {
      refuse(
        "holds the rings and trees that NCCL found, not the machine", tag,
        remedy: "give the file of NCCL_TOPO_DUMP_FILE, not that of NCCL_GRAPH_DUMP_FILE")
      return .passed
    }
    if tag.name != "system" {
      refuse("is XML of another kind", tag, remedy: XMLOrigin.collectives.kindRemedy)
      return .passed
    }
    if !["", "1", "2"].contains(machine.source.version) {
      machine.source.note("its version is not known; it was read as version 2")
    }
    ignore(tag, except: ["version"])
    return .system
  }

  private func cpu(_ tag: XMLTag) -> Frame {
    let host = tag.attributes["host_hash"] ?? firstHost ?? ""
    hosts.insert(host)
    if firstHost == nil { firstHost = host }
    if host != firstHost { return .passed }
    ignore(tag, except: ["host_hash", "numaid", "affinity"])
    var node = CollectivesMachine.Node(place: tag.place)
    switch tag.attributes["numaid"] {
    case nil, "-1":
      machine.source.note("a NUMA node has no number (-1): what is near it has none either")
    case let text?:
      guard let number = Int(text), (0..<(1 << 16)).contains(number) else {
        refuse(
          "is not a whole number from -1 to 65535", tag, key: "numaid",
          remedy: "give the system's number of the NUMA node")
        return .passed
      }
      node.number = number
    }
    if let text = tag.attributes["affinity"], !text.isEmpty {
      node.cpus = Self.cpus(ofMask: text)
      if node.cpus == nil {
        refuse(
          "is no mask of logical CPUs", tag, key: "affinity",
          remedy: "write groups of hexadecimal digits, as in 0000ffff,0000ffff")
      }
    }
    machine.nodes.append(node)
    return .cpu(machine.nodes.count - 1)
  }

  private func pci(_ tag: XMLTag) -> Frame {
    ignore(tag, except: ["busid", "class", "vendor", "device"])
    let address = tag.attributes["busid"].flatMap { PCIAddress($0) }
    let classCode = hexadecimal(tag, "class")
    guard let address else {
      if let classCode, classCode >> 16 == 0x06 {
        return .pci(Function(place: tag.place, isUsed: true))
      }
      refuse(
        "is no address of the PCI bus", tag, key: "busid",
        remedy: "write domain:bus:device.function, as in 0000:1b:00.0")
      return .passed
    }
    // The text's class has the programming interface at its end, which says nothing here.
    let function = PCIFunction(
      address: address, classCode: (classCode ?? 0) >> 8, vendor: hexadecimal(tag, "vendor") ?? 0,
      device: hexadecimal(tag, "device") ?? 0)
    return .pci(Function(function: function, place: tag.place))
  }

  private func gpu(_ tag: XMLTag) -> Frame {
    guard case .pci(let parent) = open.last, let function = parent.function else { return .passed }
    if machine.gpus.count == Self.gpuLimit {
      refuse("has more than \(Self.gpuLimit) GPUs", tag, remedy: "give one machine")
      return .passed
    }
    useFunction()
    ignore(tag, except: ["dev", "sm", "gcn"])
    let gcn = tag.attributes["gcn"].flatMap { $0.isEmpty ? nil : String($0.prefix(16)) }
    machine.gpus.append(
      CollectivesMachine.GPU(
        function: function, numa: numa, device: tag.attributes["dev"].flatMap { Int($0) },
        architecture: gcn == nil ? tag.attributes["sm"].flatMap { Int($0) } : nil, gcn: gcn,
        place: parent.place))
    return .gpu(machine.gpus.count - 1)
  }

  private func link(_ tag: XMLTag, of position: Int) -> Frame {
    ignore(tag, except: ["target", "count", "tclass"])
    guard let count = tag.attributes["count"].flatMap({ Int($0) }), (1...64).contains(count) else {
      refuse(
        "is not a whole number from 1 to 64", tag, key: "count", remedy: "give the number of links")
      return .leaf
    }
    let target: CollectivesMachine.Link.Target
    switch hexadecimal(tag, "tclass") {
    case 0x068000 where tag.name == "nvlink": target = .fabric
    case 0x068001 where tag.name == "nvlink": target = .processor
    default:
      guard let address = tag.attributes["target"].flatMap({ PCIAddress($0) }) else {
        refuse(
          "is no address of the PCI bus", tag, key: "target",
          remedy: "write domain:bus:device.function, as in 0000:1b:00.0")
        return .leaf
      }
      target = .gpu(address)
    }
    machine.gpus[position].links.append(
      CollectivesMachine.Link(
        kind: tag.name == "xgmi" ? .xgmi : .nvlink, target: target, count: count, place: tag.place))
    return .leaf
  }

  private func net(_ tag: XMLTag) -> Frame {
    ignore(tag, except: ["name", "port", "speed"])
    var megabits: Int?
    if let text = tag.attributes["speed"], let speed = Int(text), speed > 0 { megabits = speed }
    let name = (tag.attributes["name"] ?? "").prefix(64)
    let port = (tag.attributes["port"] ?? "1").prefix(8)
    machine.ports.append(
      CollectivesMachine.Port(
        name: port == "1" ? "\(name)" : "\(name) port \(port)", megabits: megabits, numa: numa,
        place: tag.place))
    return .leaf
  }

  // A function with neither GPU nor adapter in it is told by its class: GPUs that compute are 3D
  // controllers, other displays or processing accelerators (MI300X), never plain VGA.
  private func finish(_ function: Function) {
    guard !function.isUsed, let pci = function.function else { return }
    switch pci.classCode {
    case 0x0302, 0x0380, 0x1200:
      if machine.gpus.count < Self.gpuLimit {
        machine.gpus.append(
          CollectivesMachine.GPU(function: pci, numa: numa, place: function.place))
      }
    case 0x0200, 0x0207: machine.silentAdapters += 1
    case 0x0604: break
    case 0: classless += 1
    case let code: machine.source.ignore("PCI class 0x\(String(code, radix: 16).leftPadded(to: 4))")
    }
  }

  private func useFunction() {
    guard case .pci(var function) = open.last else { return }
    function.isUsed = true
    open[open.count - 1] = .pci(function)
  }

  /// The number of the NUMA node that the elements open now stand in.
  private var numa: Int? {
    for case .cpu(let position) in open { return machine.nodes[position].number }
    return nil
  }

  private func ignore(_ tag: XMLTag, except known: Set<String>) {
    for key in tag.attributes.keys.sorted() where !known.contains(key) {
      machine.source.ignore("\(tag.name) \(key)")
    }
  }

  private func hexadecimal(_ tag: XMLTag, _ key: String) -> Int? {
    guard let text = tag.attributes[key], !text.isEmpty else { return nil }
    let digits = text.hasPrefix("0x") ? text.dropFirst(2) : text[...]
    if digits.utf8.count <= 8, let number = UInt32(digits, radix: 16) { return Int(number) }
    refuse("is not hexadecimal", tag, key: key, remedy: "write it as in 0x030200")
    return nil
  }

  private func refuse(_ problem: String, _ tag: XMLTag, key: String = "", remedy: String) {
    let value = tag.attributes[key].map { Diagnostic.Shown.text($0) } ?? .nothing
    log.add(Diagnostic(problem, at: tag.place, key: key, value: value, remedy: remedy))
  }

  /// The set of a mask: groups of eight hexadecimal digits with commas between, the highest first.
  private static func cpus(ofMask text: String) -> Bitmap? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 512 { return nil }
    var words = [UInt64](repeating: 0, count: (groups.count + 1) / 2)
    for (position, group) in groups.reversed().enumerated() {
      guard group.utf8.count <= 8, let bits = UInt32(group, radix: 16), group.first != "+" else {
        return nil
      }
      words[position / 2] |= UInt64(bits) << UInt64(position % 2 * 32)
    }
    return Bitmap(words: words)
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: "0", count: Swift.max(0, width - count)) + self
  }
}

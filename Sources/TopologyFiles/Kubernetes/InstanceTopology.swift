internal import Documents
internal import Topology

/// Where Amazon's instances stand in its network: `aws ec2 describe-instance-topology`.
///
/// Source: Amazon EC2 API reference, InstanceTopology, 2025.
enum InstanceTopology {
  /// Whether the text looks like it.
  static func recognises(_ text: String) -> Bool {
    let start = text.utf8.prefix(1 << 16)
    guard start.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return false }
    return start.firstRange(of: "\"NetworkNodes\"".utf8) != nil
      && start.firstRange(of: "\"InstanceId\"".utf8) != nil
  }

  /// Reads the instances with the switches above them, and with the GPUs that their types have.
  /// - Throws: Every problem found, each with its place.
  static func read(_ input: InputText) throws(Diagnostics) -> NodeList {
    var reader = InstanceReader(input.file)
    var json = JSONReader(input)
    let root = try json.read(handingOut: "Instances") { object, path throws(Diagnostics) in
      try reader.add(object, path)
    }
    return try reader.finish(root)
  }
}

/// Gathers the instances.
private struct InstanceReader {
  private var list: NodeList
  private var log = DiagnosticLog()
  private var register = HostRegister()
  private var zones: [String?] = []
  private var layers: [[String]] = []
  private var domains: [String?] = []
  private var ignored = Set<String>()
  private var assumed: [CloudInstance: Int] = [:]

  static let problemLimit = 20
  static let layerLimit = 16

  init(_ file: String) { list = NodeList(format: .instanceTopology, file: file) }

  mutating func add(_ object: DocumentNode, _ path: String) throws(Diagnostics) {
    let used = [
      "InstanceId", "InstanceType", "NetworkNodes", "AvailabilityZone", "ZoneId", "CapacityBlockId",
    ]
    for entry in object.entries ?? [] where !used.contains(entry.key) {
      ignored.insert("Instances.\(entry.key)")
    }
    if let entry = entry(object, path) { list.nodes.append(entry) }
    if log.problems.count >= Self.problemLimit { try log.throwIfAny() }
  }

  private mutating func entry(_ object: DocumentNode, _ path: String) -> NodeList.Entry? {
    guard let id = object["InstanceId"], let name = id.text, !id.isNull,
      name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      log.add(
        Diagnostic(
          "the instance has no id", at: object.location, key: "\(path).InstanceId",
          remedy: "export it with aws ec2 describe-instance-topology"))
      return nil
    }
    let layers = (object["NetworkNodes"]?.elements ?? []).compactMap(\.text)
    if layers.count > Self.layerLimit {
      log.add(
        Diagnostic(
          "has more than \(Self.layerLimit) layers", at: object.location,
          key: "\(path).NetworkNodes", remedy: "export it again"))
      return nil
    }
    let hosts = HostNames(one: name)
    if let problem = register.enter(hosts, at: id.location, key: "\(path).InstanceId") {
      log.add(problem)
      return nil
    }
    let type = object["InstanceType"]?.text
    zones.append((object["AvailabilityZone"] ?? object["ZoneId"])?.text)
    self.layers.append(layers)
    // Outside UltraServers a capacity block is a reservation, not machines that NVLink joins.
    domains.append(
      type.map(CloudInstance.isPartOfDomain) ?? false ? object["CapacityBlockId"]?.text : nil)
    let instance = type.flatMap(CloudInstance.named)
    var facts = MachineFacts(product: type)
    if let instance {
      assumed[instance, default: 0] += 1
      facts.gpus = [
        MachineFacts.GPUs(
          model: instance.model, count: instance.gpus, memoryBytes: instance.memoryBytes)
      ]
    }
    return NodeList.Entry(hosts: hosts, machine: facts, place: id.location)
  }

  consuming func finish(_ root: DocumentNode) throws(Diagnostics) -> NodeList {
    try log.throwIfAny()
    if list.nodes.isEmpty {
      throw Diagnostics(
        "holds no instance", at: SourceLocation(file: list.source.file),
        remedy: "export it with aws ec2 describe-instance-topology")
    }
    for key in ignored.sorted() { list.source.ignore(key.escapedForDisplay(limit: 400)) }
    if let token = root["NextToken"], !token.isNull {
      list.source.note("is one page of several: instances are missing")
    }
    for (instance, count) in assumed.sorted(by: { $0.key.name < $1.key.name }) {
      list.source.note(
        "\(count) of \(list.nodes.count) nodes tell no GPUs; their instance type \(instance.name)"
          + " has \(instance.gpus) x \(instance.model) (\(instance.source)), which is assumed")
    }
    let depth = layers.map(\.count).max() ?? 0
    list.levels =
      [level(.tier("zone"), zones.map { $0.map { [$0] } })].compactMap(\.self)
      + (0..<depth).compactMap { layer in
        level(
          .tier("network-node-layer-\(layer + 1)"),
          layers.map { $0.indices.contains(layer) ? [$0[layer]] : nil })
      } + [level(.domain, domains.map { $0.map { [$0] } })].compactMap(\.self)
    return list
  }

  private func level(_ kind: NodeList.Level.Kind, _ paths: [[String]?]) -> NodeList.Level? {
    NodeList.Level(kind, of: zip(list.nodes, paths).map { ($0.hosts, $1) })
  }
}

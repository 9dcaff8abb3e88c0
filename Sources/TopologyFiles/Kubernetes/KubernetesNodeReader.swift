internal import Documents
internal import Topology

/// Reads nodes, and remembers what was wrong and what was passed over.
struct KubernetesNodeReader {
  /// Labels that are kept although they are not known here.
  let wanted: Set<String>
  /// What is wrong so far.
  var log = DiagnosticLog()
  // The paths of keys that were passed over.
  private var ignored: Set<String> = []

  init(wanted: Set<String>) { self.wanted = wanted }

  /// Reads an object of kind Node; nil after noting a problem.
  mutating func node(_ object: DocumentNode, path: String) -> KubernetesNode? {
    let before = log.problems.count
    let metadata = object["metadata"]
    guard let name = metadata?["name"], let text = name.text, !name.isNull else {
      log.add(
        Diagnostic(
          "the node has no name", at: metadata?["name"]?.location ?? object.location,
          key: join(path, "metadata.name"), remedy: "export it with kubectl get nodes -o json"))
      return nil
    }
    if text.utf8.count > 253 || !text.utf8.allSatisfy(Self.isOfName) {
      log.add(
        Diagnostic(
          "is no name of a node", at: name.location, key: join(path, "metadata.name"),
          value: .text(text), remedy: "use at most 253 letters, digits, dots and hyphens"))
      return nil
    }
    var node = KubernetesNode(name: text, place: name.location)
    pass(object, except: ["apiVersion", "kind", "metadata", "spec", "status"], "")
    pass(metadata, except: ["name", "labels"], "metadata.")
    pass(object["spec"], except: ["unschedulable", "taints"], "spec.")
    pass(object["status"], except: ["capacity", "allocatable", "conditions"], "status.")
    readLabels(metadata?["labels"], join(path, "metadata.labels"), &node)
    dropReservation(&node)
    readSpec(object["spec"], &node)
    readCondition(object["status"]?["conditions"], &node)
    readAmounts(object["status"]?["capacity"], join(path, "status.capacity"), &node, \.capacity)
    readAmounts(
      object["status"]?["allocatable"], join(path, "status.allocatable"), &node, \.allocatable)
    return log.problems.count == before ? node : nil
  }

  /// The paths of keys that were passed over, sorted; many of one maker's are folded into one.
  var ignoredPaths: [String] {
    let groups = Dictionary(grouping: ignored) { path in
      path.lastIndex(of: "/").map { String(path[...$0]) } ?? path
    }
    return groups.flatMap { maker, paths in
      paths.count > 3 ? ["\(maker)* (\(paths.count) keys)"] : paths
    }.map { $0.escapedForDisplay(limit: 400) }.sorted()
  }

  private mutating func readLabels(
    _ labels: DocumentNode?, _ path: String, _ node: inout KubernetesNode
  ) {
    for entry in labels?.entries ?? [] {
      guard let text = entry.value.text else { continue }
      if KubernetesLabel.counts.contains(entry.key) {
        guard let count = Int(text), (0...KubernetesNode.deviceLimit).contains(count) else {
          log.add(
            Diagnostic(
              "is not a whole number from 0 to \(KubernetesNode.deviceLimit)",
              at: entry.value.location, key: join(path, entry.key), value: .text(text),
              remedy: "correct the label, or delete it"))
          continue
        }
        node.numbers[entry.key] = count
      } else if wanted.contains(entry.key) || KubernetesLabel.isKnown(entry.key) {
        // Shown on terminals: nothing that moves or hides what stands beside it.
        if text.utf8.count > 253 || text.escapedForDisplay(limit: 253) != text {
          log.add(
            Diagnostic(
              "is no value of a label", at: entry.value.location, key: join(path, entry.key),
              value: .text(text), remedy: "give at most 63 letters, digits, dots and hyphens"))
        } else if !text.isEmpty {
          node.labels[entry.key] = text
        }
      } else {
        ignored.insert("metadata.labels.\(entry.key)")
      }
    }
  }

  // Outside UltraServers a capacity block is a reservation, not machines that NVLink joins.
  private mutating func dropReservation(_ node: inout KubernetesNode) {
    let type = node.labels[KubernetesLabel.instance] ?? node.labels[KubernetesLabel.oldInstance]
    guard let type, node.labels[KubernetesLabel.capacityBlock] != nil,
      !CloudInstance.isPartOfDomain(type)
    else { return }
    node.labels[KubernetesLabel.capacityBlock] = nil
    ignored.insert("metadata.labels.\(KubernetesLabel.capacityBlock)")
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }

  private mutating func readSpec(_ spec: DocumentNode?, _ node: inout KubernetesNode) {
    node.isCordoned = spec?["unschedulable"]?.text == "true"
    for taint in spec?["taints"]?.elements ?? [] {
      guard let key = taint["key"]?.text else { continue }
      let value = taint["value"]?.text.map { "=" + $0 } ?? ""
      node.taints.append("\(key)\(value):\(taint["effect"]?.text ?? "NoSchedule")")
    }
  }

  private func readCondition(_ conditions: DocumentNode?, _ node: inout KubernetesNode) {
    for condition in conditions?.elements ?? [] where condition["type"]?.text == "Ready" {
      node.isReady = condition["status"]?.text == "True"
    }
  }

  private mutating func readAmounts(
    _ amounts: DocumentNode?, _ path: String, _ node: inout KubernetesNode,
    _ devices: WritableKeyPath<KubernetesNode, [String: Int]>
  ) {
    for entry in amounts?.entries ?? [] {
      let isCapacity = devices == \.capacity
      let key = join(path, entry.key)
      switch entry.key {
      case "cpu": if isCapacity { node.cpus = amount(entry, key, atMost: 1 << 20) }
      case "memory":
        if isCapacity { node.memoryBytes = amount(entry, key, atMost: KubernetesNode.memoryLimit) }
      case let name where KubernetesResource.isDevice(name):
        node[keyPath: devices][name] = count(entry, key)
        if isCapacity || node.devicePlace == nil { node.devicePlace = entry.value.location }
      default: ignored.insert("status.capacity.\(entry.key)")
      }
    }
  }

  // CPUs and bytes: what is behind the point does not matter.
  private mutating func amount(
    _ entry: DocumentNode.Entry, _ key: String, atMost limit: Int
  ) -> Int? {
    guard let quantity = quantity(entry, key, "give a number such as 96 or 2Ti") else { return nil }
    guard let whole = quantity.roundedDown, whole <= limit else {
      note("is more than any node has", entry, key, "give at most \(limit)")
      return nil
    }
    return whole
  }

  private mutating func count(_ entry: DocumentNode.Entry, _ key: String) -> Int? {
    let remedy = "give a whole number of GPUs, such as 8"
    guard let quantity = quantity(entry, key, remedy) else { return nil }
    if quantity.hasLargeUnit {
      note("has a unit where GPUs are counted", entry, key, remedy)
      return nil
    }
    guard let count = quantity.whole else {
      note(
        quantity.roundedDown == nil ? "is more than any node has" : "is not a whole number of GPUs",
        entry, key, remedy)
      return nil
    }
    if count > KubernetesNode.deviceLimit {
      note("is more than any node has", entry, key, remedy)
      return nil
    }
    return count
  }

  private mutating func quantity(
    _ entry: DocumentNode.Entry, _ key: String, _ remedy: String
  ) -> KubernetesQuantity? {
    guard let text = entry.value.text else {
      note("is a list or a group where one quantity is needed", entry, key, remedy)
      return nil
    }
    do throws(KubernetesQuantity.Fault) {
      return try KubernetesQuantity(text)
    } catch {
      let problem =
        switch error {
        case .malformed: "is no quantity of Kubernetes"
        case .negative: "is negative"
        case .tooLarge: "is more than any node has"
        }
      note(problem, entry, key, remedy)
      return nil
    }
  }

  private mutating func note(
    _ problem: String, _ entry: DocumentNode.Entry, _ key: String, _ remedy: String
  ) {
    log.add(
      Diagnostic(
        problem, at: entry.value.location, key: key,
        value: entry.value.text.map { .text($0) } ?? .nothing, remedy: remedy))
  }

  private mutating func pass(_ group: DocumentNode?, except used: Set<String>, _ path: String) {
    for entry in group?.entries ?? [] where !used.contains(entry.key) {
      ignored.insert(path + entry.key)
    }
  }

  private func join(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }
}

internal import Documents
internal import Topology

/// Reads Kueue's objects.
struct KueueReader {
  /// What is wrong so far.
  private(set) var log = DiagnosticLog()
  /// The version of the API that the Topology is of.
  private(set) var version = ""
  private var topologies: [(name: String, labels: [String])] = []
  private var flavors: [KueueLevels.Flavor] = []
  private var notes: [String] = []
  private var ignored: [String] = []
  private var others: [String: Int] = [:]
  private let file: String

  static let versions = ["v1alpha1", "v1beta1", "v1beta2"]
  static let levelLimit = 16

  init(file: String) { self.file = file }

  /// What was read; nil without a Topology.
  var levels: KueueLevels? {
    topologies.first.map { KueueLevels(name: $0.name, labels: $0.labels, flavors: flavors) }
  }

  /// Reads an object of a kind of Kueue.
  mutating func add(_ object: DocumentNode, _ kind: String, path: String) {
    switch kind {
    case "Topology": addTopology(object, path.isEmpty ? "" : path + ".")
    case "ResourceFlavor": addFlavor(object)
    case "ClusterQueue": addQueue(object)
    default: pass(kind)
    }
  }

  /// Remembers an object that says nothing of levels.
  mutating func pass(_ kind: String) { others[kind, default: 0] += 1 }

  /// Tells what was passed over.
  func note(in source: inout TopologyReading.Source) {
    for key in ignored { source.ignore(key.escapedForDisplay(limit: 400)) }
    for kind in others.keys.sorted() { source.ignore("kind \(kind.escapedForDisplay())") }
    for note in notes { source.note(note.escapedForDisplay(limit: 400)) }
    for topology in topologies.dropFirst() {
      let name = topology.name.escapedForDisplay()
      source.note("the Topology \(name) is passed over; the first one is taken")
    }
  }

  private mutating func addTopology(_ object: DocumentNode, _ path: String) {
    let parts = (object["apiVersion"]?.text ?? "").split(separator: "/")
    if parts.count == 2, parts[0] == "kueue.x-k8s.io" {
      let version = String(parts[1])
      if topologies.isEmpty { self.version = version }
      if !Self.versions.contains(version) {
        notes.append("the version \(version) of Topology is not known here; it is read as v1beta2")
      }
    } else {
      log.add(
        Diagnostic(
          "is no Topology of Kueue", at: object["apiVersion"]?.location ?? object.location,
          key: path + "apiVersion", value: object["apiVersion"]?.text.map { .text($0) } ?? .nothing,
          remedy: "write apiVersion: kueue.x-k8s.io/v1beta2"))
    }
    let name = object["metadata"]?["name"]?.text ?? ""
    let place = object["spec"]?["levels"]?.location ?? object.location
    guard let elements = object["spec"]?["levels"]?.elements, !elements.isEmpty else {
      log.add(
        Diagnostic(
          "the Topology has no levels", at: place, key: path + "spec.levels",
          remedy: "list them from outside inwards: levels: [{nodeLabel: ...}]"))
      return
    }
    if elements.count > Self.levelLimit {
      log.add(
        Diagnostic(
          "has \(elements.count) levels, more than Kueue's \(Self.levelLimit)", at: place,
          key: path + "spec.levels", remedy: "leave out those that part nothing"))
      return
    }
    topologies.append((name, labels(elements, path + "spec.levels")))
  }

  private mutating func labels(_ elements: [DocumentNode], _ path: String) -> [String] {
    var labels: [String] = []
    for (index, element) in elements.enumerated() {
      let key = "\(path)[\(index)].nodeLabel"
      for entry in element.entries ?? [] where entry.key != "nodeLabel" {
        ignored.append("spec.levels.\(entry.key)")
      }
      guard let label = element["nodeLabel"], let text = label.text, Self.isLabelKey(text) else {
        log.add(
          Diagnostic(
            "is no key of a label", at: (element["nodeLabel"] ?? element).location, key: key,
            value: element["nodeLabel"]?.text.map { .text($0) } ?? .nothing,
            remedy: "write such as topology.kubernetes.io/zone"))
        continue
      }
      if labels.contains(text) {
        log.add(
          Diagnostic(
            "the level is given twice", at: label.location, key: key, value: .text(text),
            remedy: "keep one of the two"))
      } else if text == KubernetesLabel.hostname, index < elements.count - 1 {
        log.add(
          Diagnostic(
            "the hosts are not the last level", at: label.location, key: key, value: .text(text),
            remedy: "put \(KubernetesLabel.hostname) last"))
      }
      labels.append(text)
    }
    return labels
  }

  private mutating func addFlavor(_ object: DocumentNode) {
    let spec = object["spec"]
    var labels: [String: String] = [:]
    for entry in spec?["nodeLabels"]?.entries ?? [] { labels[entry.key] = entry.value.text ?? "" }
    for entry in spec?.entries ?? [] where !["nodeLabels", "topologyName"].contains(entry.key) {
      ignored.append("ResourceFlavor.spec.\(entry.key)")
    }
    flavors.append(
      KueueLevels.Flavor(
        name: object["metadata"]?["name"]?.text ?? "", nodeLabels: labels,
        topology: spec?["topologyName"]?.text))
  }

  private mutating func addQueue(_ object: DocumentNode) {
    let name = object["metadata"]?["name"]?.text ?? ""
    for entry in object["spec"]?.entries ?? [] where entry.key != "resourceGroups" {
      ignored.append("ClusterQueue.spec.\(entry.key)")
    }
    for group in object["spec"]?["resourceGroups"]?.elements ?? [] {
      for flavor in group["flavors"]?.elements ?? [] {
        for resource in flavor["resources"]?.elements ?? [] {
          guard let resourceName = resource["name"]?.text,
            let quota = resource["nominalQuota"]?.text
          else { continue }
          notes.append(
            "the queue \(name) has a quota of \(quota) \(resourceName) of the flavor"
              + " \(flavor["name"]?.text ?? ""), which is no property of nodes")
        }
      }
    }
  }

  // A name of at most 63 characters, a domain and a slash before it if need be.
  private static func isLabelKey(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let name = parts.last, text.utf8.count <= 316 else {
      return false
    }
    let isNamed = { (part: Substring, limit: Int) in
      let bytes = part.utf8
      guard let first = bytes.first, let last = bytes.last, bytes.count <= limit else {
        return false
      }
      return isAlphanumeric(first) && isAlphanumeric(last)
        && bytes.allSatisfy { isAlphanumeric($0) || [0x2D, 0x2E, 0x5F].contains($0) }
    }
    return isNamed(name, 63) && (parts.count == 1 || isNamed(parts[0], 253))
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

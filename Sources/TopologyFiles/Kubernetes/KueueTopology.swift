internal import Documents
internal import Topology

/// A Topology of Kueue: which labels of nodes are levels, from outside inwards.
///
/// Source: Kueue's CustomResourceDefinition of Topology, versions v1alpha1 to v1beta2.
enum KueueTopology {
  /// The kinds of Kueue's objects.
  static let kinds: Set<Substring> = [
    "Topology", "ResourceFlavor", "ClusterQueue", "LocalQueue", "Cohort", "AdmissionCheck",
    "WorkloadPriorityClass",
  ]

  /// Whether the text looks like a Topology, alone or among other objects of Kueue.
  static func recognises(_ text: String) -> Bool {
    let found = Set(KubernetesObjects.kinds(in: text))
    return found.contains("Topology")
      && found.isDisjoint(with: ["Node", "NodeList", "CustomResourceDefinition"])
      && text.utf8.prefix(1 << 20).firstRange(of: "kueue.x-k8s.io".utf8) != nil
  }

  /// Reads the levels as a list without nodes, each label a tier of that name.
  /// - Throws: Every problem found, each with its place.
  static func read(_ input: InputText) throws(Diagnostics) -> NodeList {
    var list = NodeList(format: .kueue, file: input.file)
    let reader = try objects(of: input, version: &list.source.version)
    reader.note(in: &list.source)
    list.levels = (reader.levels?.labels ?? []).map {
      NodeList.Level(kind: .tier($0), groups: [])
    }
    return list
  }

  /// Reads the levels, to read nodes by them.
  /// - Throws: Every problem found, each with its place.
  static func levels(_ input: InputText) throws(Diagnostics) -> KueueLevels {
    var version = ""
    let reader = try objects(of: input, version: &version)
    return reader.levels ?? KueueLevels(name: "", labels: [])
  }

  private static func objects(
    of input: InputText, version: inout String
  ) throws(Diagnostics) -> KueueReader {
    var reader = KueueReader(file: input.file)
    var kinds: [String] = []
    try KubernetesObjects.read(input) { object, path throws(Diagnostics) in
      let kind = object["kind"]?.text ?? ""
      kinds.append(kind)
      if Self.kinds.contains(kind[...]) {
        reader.add(object, kind, path: path)
      } else {
        reader.pass(kind)
      }
      if reader.log.problems.count >= 20 { try reader.log.throwIfAny() }
    }
    try reader.log.throwIfAny()
    if reader.levels == nil {
      throw Diagnostics(
        "holds no Topology of Kueue", at: SourceLocation(file: input.file),
        remedy: "give an object of kind Topology with its levels")
    }
    version = reader.version
    return reader
  }

  /// A Topology of version v1beta2 with these labels; reads back as the same levels.
  /// - Parameters:
  ///   - name: The object's name.
  ///   - levels: The labels, outermost first; the host's is put last if it is missing.
  static func yaml(name: String, levels: [String]) -> String {
    let inner = levels.filter { $0 != KubernetesLabel.hostname } + [KubernetesLabel.hostname]
    let lines =
      [
        "# Levels from outside inwards: Kueue keeps a job within as few groups of one as it can.",
        "apiVersion: kueue.x-k8s.io/v1beta2", "kind: Topology", "metadata:",
        "  name: \(YAMLText(name))", "spec:", "  levels:",
      ] + inner.map { "    - nodeLabel: \(YAMLText($0))" }
    return lines.joined(separator: "\n") + "\n"
  }
}

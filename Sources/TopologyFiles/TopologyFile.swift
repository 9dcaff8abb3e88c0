public import Documents
public import Topology

/// What one of our own topology files holds: a machine or a cluster.
public enum TopologyFile: Hashable, Sendable {
  /// A machine; its file begins with `template:`.
  case template(NodeTemplate)
  /// A cluster; its file begins with `cluster:`.
  case cluster(ClusterTopology)

  /// The name of the machine or cluster.
  public var id: String {
    switch self {
    case .template(let template): template.id
    case .cluster(let cluster): cluster.id
    }
  }

  /// Reads a file of our own.
  /// - Parameters:
  ///   - input: YAML or JSON.
  ///   - shelf: The machines that a cluster may name besides those that it describes itself.
  /// - Throws: Every problem with its place.
  public init(yaml input: InputText, shelf: TemplateShelf = .empty) throws(Diagnostics) {
    var section = Section(try DocumentNode(yaml: input), path: "")
    var file: TopologyFile?
    if section.has("cluster") {
      file = ClusterTopology(&section, shelf: shelf).map(Self.cluster)
    } else if section.has("template") {
      file = NodeTemplate(&section).map(Self.template)
    } else {
      throw Diagnostics(
        "is neither a machine nor a cluster", at: SourceLocation(file: input.file),
        remedy: "begin the file with template: or cluster: and a name")
    }
    section.noteUnknownKeys()
    try section.log.throwIfAny()
    guard let file else {
      throw Diagnostics(
        "is not a topology", at: SourceLocation(file: input.file), remedy: "see fulcrum topology")
    }
    self = file
  }
}

/// Machines that clusters may name.
public struct TemplateShelf: Sendable {
  /// The names there are.
  public let names: [String]
  private let find: @Sendable (String) -> NodeTemplate?

  /// A shelf; `find` is asked for names in `names` only.
  public init(names: [String], find: @escaping @Sendable (String) -> NodeTemplate?) {
    self.names = names
    self.find = find
  }

  /// No machines.
  public static let empty = TemplateShelf(names: []) { _ in nil }

  /// The machine of that name.
  public subscript(name: String) -> NodeTemplate? { names.contains(name) ? find(name) : nil }
}

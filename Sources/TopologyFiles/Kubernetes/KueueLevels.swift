internal import Documents

/// The labels that a Topology of Kueue makes levels, and the flavors beside it.
struct KueueLevels: Hashable, Sendable {
  /// The Topology's name.
  var name: String
  /// The labels, outermost first.
  var labels: [String]
  /// The kinds of nodes for which there are quotas.
  var flavors: [Flavor] = []

  /// A ResourceFlavor.
  struct Flavor: Hashable, Sendable {
    /// Its name.
    var name: String
    /// The labels that its nodes carry.
    var nodeLabels: [String: String]
    /// The Topology by which it is scheduled, if any.
    var topology: String?
  }

  /// Labels that have to be kept of nodes.
  var wantedLabels: Set<String> { Set(labels).union(flavors.flatMap(\.nodeLabels.keys)) }

  /// What lies together that carries one value of a label.
  static func kind(of label: String) -> NodeList.Level.Kind {
    if KubernetesLabel.domains.contains(label) { return .domain }
    return KubernetesLabel.isRack(label) ? .rack : .tier(KubernetesLabel.shortName(label))
  }
}

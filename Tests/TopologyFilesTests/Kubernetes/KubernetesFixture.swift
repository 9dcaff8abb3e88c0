import Documents
import Topology

@testable import TopologyFiles

/// Nodes of an imagined Kubernetes cluster, as `kubectl get nodes` prints them.
struct KubernetesFixture {
  /// How the objects are written.
  enum Syntax: CaseIterable {
    case json, yamlList, yamlDocuments
  }

  /// One node.
  struct Node {
    var name: String
    var labels: [String: String] = [:]
    var capacity: [String: String] = [:]
    var allocatable: [String: String]?
    var ready = "True"
    var isCordoned = false
    var taint: String?
  }

  var nodes: [Node]

  /// The text in a syntax.
  func text(_ syntax: Syntax) -> String {
    switch syntax {
    case .json:
      "{\"apiVersion\": \"v1\", \"items\": [\n"
        + nodes.map(json).joined(separator: ",\n") + "\n], \"kind\": \"List\"}\n"
    case .yamlList:
      "apiVersion: v1\nitems:\n"
        + nodes.map { yaml($0, first: "- ", indent: "  ") }.joined() + "kind: List\n"
    case .yamlDocuments:
      nodes.map { yaml($0, first: "", indent: "") }.joined(separator: "\n---\n\n")
    }
  }

  /// What the reader makes of it.
  func read(
    _ syntax: Syntax = .json, levels: KueueLevels? = nil
  ) throws(Diagnostics) -> NodeList {
    try KubernetesNodes.read(InputText(text(syntax), file: "nodes"), levels: levels)
  }

  private func json(_ node: Node) -> String {
    func group(_ values: [String: String]) -> String {
      "{"
        + values.sorted { $0.key < $1.key }.map { "\"\($0)\": \"\($1)\"" }.joined(separator: ", ")
        + "}"
    }
    let taints =
      node.taint.map { ", \"taints\": [{\"key\": \"\($0)\", \"effect\": \"NoSchedule\"}]" } ?? ""
    return """
      {"apiVersion": "v1", "kind": "Node",
       "metadata": {"name": "\(node.name)", "uid": "a-b", "labels": \(group(node.labels))},
       "spec": {"unschedulable": \(node.isCordoned)\(taints)},
       "status": {"images": [{"names": ["a", "b"]}],
        "capacity": \(group(node.capacity)),
        "allocatable": \(group(node.allocatable ?? node.capacity)),
        "conditions": [{"type": "DiskPressure", "status": "False"},
         {"type": "Ready", "status": "\(node.ready)"}]}}
      """
  }

  private func yaml(_ node: Node, first: String, indent: String) -> String {
    func group(_ values: [String: String]) -> [String] {
      values.sorted { $0.key < $1.key }.map { "    \($0): \"\($1)\"" }
    }
    let taints =
      node.taint.map { ["  taints:", "  - effect: NoSchedule", "    key: \($0)"] } ?? []
    let lines =
      ["apiVersion: v1", "kind: Node", "metadata:", "  labels:"] + group(node.labels)
      + ["  name: \(node.name)", "  uid: a-b", "spec:", "  unschedulable: \(node.isCordoned)"]
      + taints + ["status:", "  allocatable:"] + group(node.allocatable ?? node.capacity)
      + ["  capacity:"] + group(node.capacity)
      + ["  conditions:", "  - status: \"\(node.ready)\"", "    type: Ready"]
      + ["  images:", "  - names: [a, b]"]
    return lines.enumerated().map { ($0 == 0 ? first : indent) + $1 + "\n" }.joined()
  }
}

extension KubernetesFixture {
  /// Eight H100 and what GPU Feature Discovery says of them.
  static func h100(
    _ name: String, labels: [String: String] = [:], capacity: [String: String] = [:]
  ) -> Node {
    Node(
      name: name,
      labels: [
        "nvidia.com/gpu.count": "8", "nvidia.com/gpu.product": "NVIDIA-H100-80GB-HBM3",
        "nvidia.com/gpu.memory": "81559", "nvidia.com/gpu.replicas": "1",
      ].merging(labels) { $1 },
      capacity: [
        "cpu": "224", "memory": "2113394736Ki", "nvidia.com/gpu": "8", "pods": "110",
      ].merging(capacity) { $1 })
  }
}

extension NodeList {
  /// Physical GPUs in all.
  var gpus: Int {
    nodes.reduce(0) { sum, entry in
      sum + entry.hosts.count * entry.machine.gpus.reduce(0) { $0 + $1.count }
    }
  }

  /// The groups of a level, as text.
  func groups(_ kind: Level.Kind) -> [String: String] {
    let level = levels.first { $0.kind == kind }
    return Dictionary(
      (level?.groups ?? []).map { ($0.name, $0.hosts.description) }, uniquingKeysWith: { $1 })
  }
}

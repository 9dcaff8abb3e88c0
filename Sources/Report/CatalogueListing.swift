internal import Documents
internal import Topology
public import TopologyFiles

/// The machines and clusters that a user may name.
public struct CatalogueListing: Sendable {
  private let files: [TopologyFile]

  /// A listing of `files`, in their order.
  public init(_ files: [TopologyFile]) { self.files = files }

  /// Lines for a terminal of 80 columns.
  public var text: String {
    var clusters = TextTable([.left, .right, .right, .right, .left])
    clusters.add(["CLUSTERS", "nodes", "GPUs", "H100e", "of"])
    var machines = TextTable([.left, .right, .right, .left])
    machines.add(["MACHINES", "GPUs", "H100e", "name"])
    for file in files {
      switch file {
      case .cluster(let cluster):
        clusters.add([
          cluster.id + (cluster.isVerified ? "" : " *"), NumberFormat.grouped(cluster.nodes),
          NumberFormat.grouped(cluster.gpus), cluster.h100e.map(NumberFormat.count) ?? "-",
          cluster.owner,
        ])
      case .template(let template):
        machines.add([
          template.id + (template.isVerified ? "" : " *"), "\(template.gpus.count)",
          template.h100e.map { NumberFormat.fixed($0, 1) } ?? "-", template.name,
        ])
      }
    }
    let lines =
      clusters.lines(width: 200) + [""] + machines.lines(width: 200)
      + ["", "* some figures are unverified; fulcrum topology show NAME says which"]
    return lines.map(Self.cut).joined(separator: "\n") + "\n"
  }

  private static func cut(_ line: String) -> String {
    line.count <= 80 ? line : line.prefix(79) + "…"
  }

  /// The same as a document, schema `fulcrum.catalogue/1`.
  public func json() throws -> String {
    struct Document: Encodable {
      struct Entry: Encodable {
        var id: String
        var kind: String
        var name: String
        var owner: String?
        var nodes: Int
        var gpus: Int
        var h100e: Double?
        var verified: Bool
      }
      var schema = "fulcrum.catalogue/1"
      var entries: [Entry]
    }
    let entries = files.map { file in
      switch file {
      case .cluster(let cluster):
        Document.Entry(
          id: cluster.id, kind: "cluster", name: cluster.name, owner: cluster.owner,
          nodes: cluster.nodes, gpus: cluster.gpus, h100e: cluster.h100e,
          verified: cluster.isVerified)
      case .template(let template):
        Document.Entry(
          id: template.id, kind: "machine", name: template.name, nodes: 1,
          gpus: template.gpus.count, h100e: template.h100e, verified: template.isVerified)
      }
    }
    return try Document(entries: entries).jsonDocument()
  }
}

extension ClusterTopology {
  fileprivate var isVerified: Bool { sources.allSatisfy(\.isVerified) }
}

extension NodeTemplate {
  fileprivate var isVerified: Bool { sources.allSatisfy(\.isVerified) }
}

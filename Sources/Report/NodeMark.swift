internal import Topology

/// What a node or GPU of a drawing is marked as.
enum NodeMark: Hashable {
  case grant(String)
  case free, standby, spare, failed

  /// What is no grant, in the order of the legend.
  static let roles: [NodeMark] = [.free, .standby, .spare, .failed]

  /// In words.
  var name: String {
    switch self {
    case .grant(let id): id
    case .free: "free"
    case .standby: "standing by"
    case .spare: "spare"
    case .failed: "failed"
    }
  }

  /// The class of a role.
  var style: String {
    switch self {
    case .grant: "o"
    case .free: "free"
    case .standby: "standby"
    case .spare: "spare"
    case .failed: "failed"
    }
  }
}

/// The marks of a pool's nodes.
struct PoolMarks {
  /// By node; for a node that grants share, what it is there for.
  var whole: [NodeMark]
  /// By GPU, for nodes that grants share.
  var parts: [Int: [NodeMark]] = [:]

  /// The marks of `pool` under a placement.
  init(of pool: TopologyPool, _ placement: Placement?) {
    whole = [NodeMark](repeating: .free, count: max(0, pool.nodes))
    let roles = pool.roles
    for (nodes, mark) in [
      (roles.standby, NodeMark.standby), (roles.spare, .spare), (roles.failed, .failed),
    ] {
      for range in nodes.ranges { for node in range { whole[node] = mark } }
    }
    for grant in placement?.grants ?? [] {
      for piece in grant.pieces {
        guard let gpus = piece.gpus else {
          for node in piece.nodes { whole[node] = .grant(grant.id) }
          continue
        }
        for gpu in gpus {
          parts[
            piece.nodes.lowerBound,
            default: [NodeMark](repeating: .free, count: pool.gpusPerNode)][gpu] =
            .grant(grant.id)
        }
      }
    }
  }

  /// GPUs with a mark.
  func count(of mark: NodeMark, in pool: TopologyPool) -> Int {
    let nodes = whole.indices.count { parts[$0] == nil && whole[$0] == mark }
    let gpus = parts.values.reduce(0) { $0 + $1.count { $0 == mark } }
    return nodes * pool.gpusPerNode + gpus
  }
}

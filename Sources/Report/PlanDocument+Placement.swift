internal import Planning
internal import Scenario
internal import Topology

extension PlanDocument.Resource {
  /// Takes over how the grants of a pool sit, and what a row of blocks counts.
  mutating func enter(_ row: ResourcePlan, of scenario: Scenario) {
    if let placement = row.placement {
      movedNodes = placement.moved
      placementProven = placement.isBest
      if placement.group != "pool" {
        racksCrossed = placement.crossed
        brokenDomains = placement.broken
      }
    }
    guard let blocks = row.blocks else { return }
    let pool = scenario.pools[blocks.pool].id
    if case .combination(let parts) = blocks.count {
      combination = parts.map {
        PlanDocument.BlockPart(pool: pool, team: $0.team, nodes: $0.nodes, blocks: $0.blocks)
      }
    } else {
      self.blocks = blocks.weights(in: scenario).map {
        PlanDocument.BlockWeight(pool: pool, nodes: $0.nodes, weight: $0.weight)
      }
    }
  }

  // A cut, as far as the row states one: slots follow from the inputs alone.
  fileprivate var cut: PlanClaim.BlockCut? {
    guard kind == ResourcePlan.Kind.blocks.rawValue, id.contains("-blocks-cut-") else { return nil }
    let pool = blocks?.first?.pool ?? combination?.first?.pool ?? ""
    let count: BlockRow.Count =
      if let combination {
        .combination(
          combination.map { BlockRow.Part(team: $0.team, nodes: $0.nodes, blocks: $0.blocks) })
      } else {
        .limit((blocks ?? []).map { BlockLimit.Weight(nodes: $0.nodes, weight: $0.weight) })
      }
    return PlanClaim.BlockCut(pool: pool, fromMonth: fromMonth ?? 0, count: count)
  }
}

extension PlanDocument {
  /// What blocks of one size count in a row.
  public struct BlockWeight: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Nodes of one block.
    public var nodes: Int
    /// What each counts.
    public var weight: Int
  }

  /// Blocks of one team.
  public struct BlockPart: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// The team.
    public var team: String
    /// Nodes of one block.
    public var nodes: Int
    /// Blocks.
    public var blocks: Int
  }

  /// Adds what the document says of places and blocks to what can be rechecked.
  func enterPlaces(into claim: inout PlanClaim) {
    claim.cuts = resources.compactMap(\.cut)
    claim.isUnsettled = notes.contains(PlanClaim.unsettledPacking)
    claim.places = teams.flatMap { team in
      team.placement.map {
        PlanClaim.Place(team: team.id, pool: $0.pool, firstNode: $0.firstNode, nodes: $0.units)
      }
    }
  }
}

/// How a placement reads.
enum PlacementWords {
  /// `0-27,56-83`; nil where no cores are known.
  static func cores(_ ranges: [Range<Int>]) -> String? {
    if ranges.isEmpty { return nil }
    return ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound - 1)"
    }.joined(separator: ",")
  }

  /// What there is to say of how a pool's grants sit; nil where all is as one would have it.
  static func sentence(on row: ResourcePlan, in plan: Plan) -> String? {
    guard let placement = row.placement else { return nil }
    let grants = plan.teams.filter { team in team.placement.contains { $0.pool == row.id } }
    var parts: [String] = []
    let split = placement.crossed - grants.count
    if placement.group != "pool", split > 0 {
      let several = grants.count { team in
        Set(team.placement.filter { $0.pool == row.id }.map(\.index)).count > 1
      }
      parts.append(
        "\(several) of \(grants.count) grants lie in more than one \(placement.group) "
          + "(\(placement.crossed) in all)")
    }
    if !placement.broken.isEmpty {
      let names = PlacementText.runs(of: placement.broken)
      let many = placement.broken.count > 1
      parts.append(
        "\(placement.group)\(many ? "s" : "") \(names) \(many ? "are" : "is") partly free")
    }
    if let moved = placement.moved {
      parts.append(
        moved == 0
          ? "nobody moves" : "teams move off \(moved) of today's node\(moved == 1 ? "" : "s")")
    }
    if parts.isEmpty { return nil }
    return "\(row.id): " + parts.joined(separator: "; ")
      + (placement.isBest ? "" : "; a better placement is not excluded")
  }
}

/// A placement in the making.
struct Packing {
  private let pool: TopologyPool
  // By node; a byte each, also for the largest clusters.
  private var isFree: [Bool]
  // Free nodes by group, at the level of racks or domains.
  private var counts: [Int]
  private let groups: NodeGroups
  // The first tier above them; all in one where there is none.
  private let tier: NodeGroups
  private let gpusByNUMA: [[Int]]
  private var places: [String: [Placement.Piece]] = [:]
  private var requests: [Placement.Request] = []
  private var unplaced: [Placement.Request] = []
  private var open: [Int: [Int]] = [:]

  init(_ pool: TopologyPool) {
    self.pool = pool
    let groups = pool.placementGroup.groups
    self.groups = groups
    gpusByNUMA = pool.template.gpusByNUMA
    tier =
      pool.tiers.first { $0.nodes > groups.nodes }?.units ?? NodeGroups(of: max(1, pool.nodes))
    isFree = [Bool](repeating: false, count: max(0, pool.nodes))
    counts = [Int](repeating: 0, count: groups.count(in: pool.nodes))
    for piece in pool.freeNodes.pieces(of: groups) {
      counts[piece.group] += piece.nodes.count
      for node in piece.nodes { isFree[node] = true }
    }
  }

  /// The result.
  var placement: Placement {
    let free = RangeSet(isFree.indices.filter { isFree[$0] }.runs)
    let grants = requests.map {
      Placement.Grant(id: $0.id, gpus: $0.gpus, pieces: places[$0.id] ?? [])
    }
    let parts = open.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }
    return Placement(
      grants: grants.sorted { $0.id < $1.id }, unplaced: unplaced.sorted { $0.id < $1.id },
      free: FreeCapacity(
        nodes: free, parts: parts.map { FreeCapacity.Part(node: $0.key, gpus: $0.value) }))
  }

  // MARK: Whole nodes

  /// Gives a request its whole nodes, or notes that it finds no place.
  mutating func placeNodes(of request: Placement.Request) {
    precondition(request.gpus >= 0 && request.blockNodes >= 1, "a request is of GPUs and blocks")
    let width = pool.gpusPerNode == 0 ? 0 : request.gpus / pool.gpusPerNode
    if pool.gpusPerNode == 0, request.gpus > 0 {
      unplaced.append(request)
      return
    }
    let block = request.blockNodes
    let level = level(holding: min(block, max(1, width)))
    guard let shares = shares(of: width, inBlocksOf: block, in: level) else {
      unplaced.append(request)
      return
    }
    let nodes = shares.flatMap { share in
      level == groups ? take(share.count, from: share.group) : takeInside(share, level)
    }
    places[request.id] = pieces(of: nodes)
    requests.append(request)
  }

  // The smallest of group, tiers and pool of which the largest one has a whole block.
  private func level(holding block: Int) -> NodeGroups {
    let isDomain = pool.nodesPerDomain > 1
    if block <= (isDomain ? pool.usableNodesPerDomain : groups.nodes) { return groups }
    let scope = pool.scope(of: block).groups
    return scope.nodes > groups.nodes ? scope : groups
  }

  private struct Share {
    var group: Int
    var count: Int
  }

  // The fewest groups that hold `width` nodes in blocks; nil if all together do not.
  private func shares(
    of width: Int, inBlocksOf block: Int, in level: NodeGroups
  ) -> [Share]? {
    var left = width
    var free = level == groups ? counts : freeCounts(in: level)
    var shares: [Share] = []
    while left > 0 {
      // The last block may be short.
      let blocks = free.map { count in
        count >= left ? left : min(count / block * block, left)
      }
      guard let most = blocks.max(), most > 0 else { return nil }
      let best = choice(
        among: free.indices.filter { blocks[$0] == most }, of: level, free, shares)
      guard let best else { return nil }
      if let index = shares.firstIndex(where: { $0.group == best }) {
        shares[index].count += most
      } else {
        shares.append(Share(group: best, count: most))
      }
      free[best] -= most
      left -= most
    }
    return shares
  }

  // A domain where the least is left behind; a rack near those that the request has already, and
  // of these where the least is left behind.
  private func choice(
    among candidates: [Int], of level: NodeGroups, _ free: [Int], _ shares: [Share]
  ) -> Int? {
    func unit(of group: Int) -> Int { tier.group(of: level.range(of: group).lowerBound) }
    let units = Set(shares.map { unit(of: $0.group) })
    func cost(_ group: Int) -> (Int, Int, Int) {
      let isFar = !units.isEmpty && !units.contains(unit(of: group)) ? 1 : 0
      return pool.nodesPerDomain > 1 ? (free[group], isFar, group) : (isFar, free[group], group)
    }
    return candidates.min { cost($0) < cost($1) }
  }

  private func freeCounts(in level: NodeGroups) -> [Int] {
    var counts = [Int](repeating: 0, count: level.count(in: isFree.count))
    for group in counts.indices {
      counts[group] = level.range(of: group, in: isFree.count).count { isFree[$0] }
    }
    return counts
  }

  private mutating func take(_ count: Int, from group: Int) -> [Int] {
    var taken: [Int] = []
    for node in groups.range(of: group, in: isFree.count)
    where isFree[node] && taken.count < count {
      isFree[node] = false
      taken.append(node)
    }
    counts[group] -= taken.count
    return taken
  }

  // Nodes of a tier: from its emptiest racks or domains first, the rest where it leaves least.
  private mutating func takeInside(_ share: Share, _ level: NodeGroups) -> [Int] {
    let range = level.range(of: share.group, in: isFree.count)
    var nodes: [Int] = []
    while nodes.count < share.count {
      let left = share.count - nodes.count
      var best: (amount: Int, behind: Int, nodes: [Int])?
      for group in groups.group(of: range.lowerBound)...groups.group(of: range.upperBound - 1) {
        let inGroup = groups.range(of: group).clamped(to: range)
        let free = inGroup.filter { isFree[$0] }
        let amount = min(free.count, left)
        let behind = free.count - amount
        if amount > 0, best.map({ (-amount, behind) < (-$0.amount, $0.behind) }) ?? true {
          best = (amount, behind, Array(free.prefix(amount)))
        }
      }
      guard let best else { break }
      for node in best.nodes {
        isFree[node] = false
        counts[groups.group(of: node)] -= 1
      }
      nodes += best.nodes
    }
    return nodes
  }

  private func pieces(of nodes: [Int]) -> [Placement.Piece] {
    RangeSet(nodes.sorted().runs).pieces(of: groups).map {
      Placement.Piece(group: $0.group, nodes: $0.nodes)
    }
  }

  // MARK: Parts of nodes

  /// Gives every request what is over after whole nodes.
  ///
  /// First so that none crosses more NUMA nodes than it must; if one then finds no place, again
  /// without that wish.
  mutating func placeParts() {
    let parts = requests.compactMap { request -> (request: Placement.Request, gpus: Int)? in
      let rest = pool.gpusPerNode == 0 ? 0 : request.gpus % pool.gpusPerNode
      return rest == 0 ? nil : (request, rest)
    }.sorted { ($1.gpus, $0.request.id) < ($0.gpus, $1.request.id) }
    if parts.isEmpty { return }
    var aligned = self
    let missing = parts.filter { !aligned.place($0.gpus, of: $0.request, isAligned: true) }
    var crossing = self
    let missingAnyway =
      missing.isEmpty
      ? missing : parts.filter { !crossing.place($0.gpus, of: $0.request, isAligned: false) }
    self = missingAnyway.count < missing.count ? crossing : aligned
    for part in missingAnyway.count < missing.count ? missingAnyway : missing {
      giveUp(part.request)
    }
  }

  private mutating func place(
    _ gpus: Int, of request: Placement.Request, isAligned: Bool
  ) -> Bool {
    let all = Array(0..<pool.gpusPerNode)
    let least = choice(of: gpus, among: all)?.numaNodes ?? 0
    var best: (node: Int, choice: Choice)?
    for node in open.keys.sorted() {
      guard let choice = choice(of: gpus, among: open[node] ?? []),
        !isAligned || choice.numaNodes == least
      else { continue }
      if best.map({ choice.cost < $0.choice.cost }) ?? true { best = (node, choice) }
    }
    if best == nil, let node = nodeToOpen, let choice = choice(of: gpus, among: all) {
      _ = takeNode(node)
      open[node] = all
      best = (node, choice)
    }
    guard let best else { return false }
    open[best.node]?.removeAll(where: best.choice.gpus.contains)
    places[request.id, default: []].append(
      Placement.Piece(
        group: groups.group(of: best.node), nodes: best.node..<best.node + 1, gpus: best.choice.gpus
      ))
    places[request.id]?.sort { $0.nodes.lowerBound < $1.nodes.lowerBound }
    return true
  }

  private struct Choice {
    var gpus: [Int]
    var numaNodes: Int
    // Free GPUs left in the NUMA nodes touched, then in the node.
    var behind: Int
    var freeAfter: Int
    var cost: (Int, Int, Int) { (numaNodes, behind, freeAfter) }
  }

  // The fewest NUMA nodes of one node, then those with the least left over.
  private func choice(of count: Int, among free: [Int]) -> Choice? {
    if free.count < count { return nil }
    var groups = gpusByNUMA.map { $0.filter(free.contains) }
    var choice = Choice(gpus: [], numaNodes: 0, behind: 0, freeAfter: free.count - count)
    while choice.gpus.count < count {
      let left = count - choice.gpus.count
      let best = groups.indices.filter { !groups[$0].isEmpty }.min { a, b in
        let (x, y) = (min(groups[a].count, left), min(groups[b].count, left))
        return (-x, groups[a].count, a) < (-y, groups[b].count, b)
      }
      guard let best else { return nil }
      choice.gpus += groups[best].prefix(left)
      choice.numaNodes += 1
      choice.behind += max(0, groups[best].count - left)
      groups[best] = []
    }
    choice.gpus.sort()
    return choice
  }

  // A free node of the group with the fewest, so that whole groups stay whole.
  private var nodeToOpen: Int? {
    let group = counts.indices.filter { counts[$0] > 0 }.min { (counts[$0], $0) < (counts[$1], $1) }
    return group.flatMap { group in
      groups.range(of: group, in: isFree.count).first { isFree[$0] }
    }
  }

  private mutating func takeNode(_ node: Int) -> Int {
    isFree[node] = false
    counts[groups.group(of: node)] -= 1
    return node
  }

  // Returns the whole nodes of a request whose rest finds no place.
  private mutating func giveUp(_ request: Placement.Request) {
    for piece in places[request.id] ?? [] where piece.gpus == nil {
      for node in piece.nodes { isFree[node] = true }
      counts[piece.group] += piece.nodes.count
    }
    places[request.id] = nil
    requests.removeAll { $0.id == request.id }
    unplaced.append(request)
  }
}

extension [Int] {
  /// Runs of neighbouring numbers of an ascending list.
  fileprivate var runs: [Range<Int>] {
    var runs: [Range<Int>] = []
    for number in self {
      if let last = runs.last, last.upperBound == number {
        runs[runs.count - 1] = last.lowerBound..<number + 1
      } else {
        runs.append(number..<number + 1)
      }
    }
    return runs
  }
}

// What is less than a node shares one.
extension Packing {
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

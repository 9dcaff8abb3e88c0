public import Topology

/// A cluster as a picture: tiers, racks or domains, nodes and GPUs, coloured by grant; SVG.
///
/// Each node is one element with the id `node-POOL-NUMBER`. Up to 5,000 GPUs each GPU has its own
/// square; above, a node is one rectangle. Grants differ by colour (Okabe and Ito's palette), by
/// pattern and by letter, so that no reader depends on colour. One machine alone is drawn with its
/// sockets, memory, adapters and links: see ``MachineDrawing``.
public struct ClusterDrawing: Sendable {
  let cluster: ClusterTopology
  let placements: [String: Placement]
  let layout: DrawingLayout
  let grants: [String]
  private let number: [String: Int]
  private let machine: MachineDrawing?

  /// A drawing of a cluster.
  /// - Parameters:
  ///   - cluster: What is drawn.
  ///   - placements: Where grants sit, by pool; a pool without one is drawn by what its nodes are
  ///     there for.
  public init(_ cluster: ClusterTopology, placements: [String: Placement] = [:]) {
    self.cluster = cluster
    self.placements = placements
    layout = DrawingLayout(of: cluster)
    grants = Set(placements.values.flatMap { $0.grants.map(\.id) }).sorted()
    number = Dictionary(uniqueKeysWithValues: zip(grants, grants.indices))
    machine =
      cluster.nodes == 1 && cluster.inServiceGPUs == cluster.gpus && placements.isEmpty
      ? cluster.pools.first { $0.nodes == 1 }.flatMap { pool in
        MachineDrawing(
          pool.template, id: "node-\(pool.id)-0",
          title: cluster.name.isEmpty ? cluster.id : cluster.name)
      } : nil
  }

  /// The picture of one machine.
  public init(_ template: NodeTemplate) {
    self.init(ClusterTopology(oneOf: template))
  }

  /// The file's text.
  public var svg: String { machine?.svg ?? clusterLines.joined(separator: "\n") + "\n" }

  private var clusterLines: [String] {
    let legend = legendLines
    let words = DrawingText.lines(of: [summary] + readingAid, in: layout.width, size: 12)
    let keys = 48 + 17 * words.count
    let top = keys + 22 * legend.count
    let page = DrawingPage(
      width: layout.width + 40, height: top + layout.height + 20, title: title,
      description: ([summary] + readingAid + legend.joined().map(\.words)).joined(separator: " "),
      grants: grants.count, pools: cluster.pools.count)
    var lines = page.head
    for (index, line) in words.enumerated() {
      lines.append(
        "<text class=\"sub\" x=\"20\" y=\"\(52 + 17 * index)\">\(line.escapedForXML)</text>")
    }
    for (index, line) in legend.enumerated() { lines += keyLines(line, y: keys + 22 * index) }
    lines.append("<g transform=\"translate(20 \(top))\">")
    lines += layout.frames.map(\.svg)
    for pool in cluster.pools.indices { lines += nodeLines(pool) }
    return lines + ["</g>", "</svg>"]
  }

  // MARK: Nodes

  // Above so many nodes the names would make a large file; those of a rack stay.
  private static let nameLimit = 20_000

  private func nodeLines(_ index: Int) -> [String] {
    let pool = cluster.pools[index]
    let marks = marks(of: pool)
    let metrics = layout.metrics[index]
    let names = Array(pool.hosts.names)
    return layout.nodes[index].enumerated().map { node, place in
      let id = "node-\(pool.id)-\(node)".escapedForXML
      let name = names.indices.contains(node) ? " (\(names[node]))" : ""
      let title =
        "<title>node \(node)\(name.escapedForXML): "
        + "\(words(node, marks).escapedForXML)</title>"
      guard metrics.gpu > 0 else {
        let rectangle =
          "<rect id=\"\(id)\" class=\"n \(style(of: marks.whole[node], in: index))\" "
          + place.attributes
        return cluster.nodes > Self.nameLimit ? rectangle + "/>" : rectangle + ">\(title)</rect>"
      }
      var text = "<g id=\"\(id)\">\(title)<rect class=\"n box\" \(place.attributes)/>"
      let gpus = marks.parts[node] ?? [NodeMark](repeating: marks.whole[node], count: metrics.count)
      for (cell, gpu) in metrics.order.enumerated() {
        let box = metrics.cell(cell, in: place)
        text += "<rect class=\"g \(style(of: gpus[gpu], in: index))\" \(box.attributes)/>"
        if metrics.gpu >= 20 {
          text +=
            "<text class=\"i\" x=\"\(box.middle)\" y=\"\(box.y + box.height / 2 + 4)\">\(gpu)</text>"
        }
      }
      return text + letters(gpus, metrics, place) + "</g>"
    }
  }

  private func style(of mark: NodeMark, in pool: Int) -> String {
    if mark == .free, placements.isEmpty { return DrawingStyle.poolStyle(pool) }
    if case .grant(let id) = mark, let index = number[id] { return "o\(index)" }
    return mark.style
  }

  // One letter for a node of one grant; none where GPUs are numbered or grants share the node.
  private func letters(_ gpus: [NodeMark], _ metrics: DrawingMetrics, _ place: Box) -> String {
    guard metrics.gpu < 20, case .grant(let id)? = gpus.first,
      gpus.allSatisfy({ $0 == gpus.first }), let index = number[id]
    else { return "" }
    return "<text class=\"l\" x=\"\(place.middle)\" "
      + "y=\"\(place.y + place.height / 2 + 4)\">\(DrawingStyle.letter(index))</text>"
  }

  private func words(_ node: Int, _ marks: PoolMarks) -> String {
    let gpus = marks.parts[node] ?? [marks.whole[node]]
    let names = gpus.map { $0 == .free && placements.isEmpty ? "in service" : $0.name }
    var seen = Set<String>()
    return names.filter { seen.insert($0).inserted }.joined(separator: ", ")
  }

  func marks(of pool: TopologyPool) -> PoolMarks {
    PoolMarks(of: pool, placements[pool.id])
  }
}

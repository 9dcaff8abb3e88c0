public import Topology

/// A cluster as a picture: tiers, racks or domains, nodes and GPUs, coloured by grant; SVG.
///
/// Each node is one element with the id `node-POOL-NUMBER`. Up to 5,000 GPUs each GPU has its own
/// square; above, a node is one rectangle. Grants differ by colour (Okabe and Ito's palette), by
/// pattern and by letter, so that no reader depends on colour.
public struct ClusterDrawing: Sendable {
  let cluster: ClusterTopology
  let placements: [String: Placement]
  let layout: DrawingLayout
  let grants: [String]
  private let number: [String: Int]

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
  }

  /// The picture of one machine.
  public init(_ template: NodeTemplate) {
    self.init(ClusterTopology(oneOf: template))
  }

  /// The file's text.
  public var svg: String {
    let legend = legendLines
    let top = 66 + 22 * legend.count
    let (width, height) = (layout.width + 40, top + layout.height + 20)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
        + "viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-labelledby=\"title\">",
      "<title id=\"title\">\(title.escapedForXML)</title>", "<defs>",
    ]
    lines += DrawingStyle.patterns(grants: grants.count)
    lines += ["</defs>", "<style>\(DrawingStyle.sheet(grants: grants.count))</style>"]
    lines += [
      "<rect class=\"page\" width=\"\(width)\" height=\"\(height)\"/>",
      "<text class=\"title\" x=\"20\" y=\"32\">\(title.escapedForXML)</text>",
      "<text class=\"sub\" x=\"20\" y=\"52\">\(summary.escapedForXML)</text>",
    ]
    for (index, line) in legend.enumerated() { lines += keyLines(line, y: 64 + 22 * index) }
    lines.append("<g transform=\"translate(20 \(top))\">")
    lines += layout.frames.map(\.svg)
    for pool in cluster.pools.indices { lines += nodeLines(pool) }
    return (lines + ["</g>", "</svg>"]).joined(separator: "\n") + "\n"
  }

  // MARK: Words

  private var title: String { cluster.name.isEmpty ? cluster.id : cluster.name }

  private var summary: String {
    let pools = cluster.pools.map { pool in
      let group = pool.placementGroup
      let groups = group.groups.count(in: pool.nodes)
      return "\(pool.id): \(NumberFormat.grouped(pool.nodes)) x \(pool.template.id)"
        + (group.name == "pool" || groups == 1
          ? "" : " in \(NumberFormat.grouped(groups)) \(group.name)s")
    }
    return "\(NumberFormat.grouped(cluster.gpus)) GPUs · " + pools.joined(separator: " · ")
  }

  // MARK: Legend

  private struct Key {
    var mark: String
    var letter: String
    var text: String
    var width: Int { 46 + text.count * 7 }
  }

  private var legendLines: [[Key]] {
    var lines: [[Key]] = [[]]
    var width = 0
    for key in keys {
      if width + key.width > layout.width, !lines[lines.count - 1].isEmpty {
        lines.append([])
        width = 0
      }
      lines[lines.count - 1].append(key)
      width += key.width
    }
    return lines
  }

  private var keys: [Key] {
    var keys =
      placements.isEmpty
      ? cluster.pools.enumerated().map { index, pool in
        Key(
          mark: DrawingStyle.poolStyle(index), letter: "",
          text: "\(pool.id) \(NumberFormat.grouped(pool.usableGPUs))")
      } : []
    keys += grants.enumerated().map { index, id in
      let gpus = placements.values.reduce(0) { sum, placement in
        sum + (placement.grants.first { $0.id == id }?.gpus ?? 0)
      }
      return Key(
        mark: "o\(index)", letter: DrawingStyle.letter(index),
        text: "\(id) \(NumberFormat.grouped(gpus))")
    }
    for role in NodeMark.roles where role != .free || !placements.isEmpty {
      let gpus = cluster.pools.reduce(0) { $0 + marks(of: $1).count(of: role, in: $1) }
      if gpus > 0 {
        keys.append(
          Key(mark: role.style, letter: "", text: "\(role.name) \(NumberFormat.grouped(gpus))"))
      }
    }
    return keys
  }

  private func keyLines(_ keys: [Key], y: Int) -> [String] {
    var x = 20
    return keys.flatMap { key in
      defer { x += key.width }
      let letter = key.letter.isEmpty ? "" : key.letter + "  "
      return [
        "<rect class=\"key \(key.mark)\" x=\"\(x)\" y=\"\(y)\" width=\"14\" height=\"14\"/>",
        "<text class=\"sub\" x=\"\(x + 20)\" y=\"\(y + 11)\">"
          + "\((letter + key.text).escapedForXML)</text>",
      ]
    }
  }

  // MARK: Nodes

  private func nodeLines(_ index: Int) -> [String] {
    let pool = cluster.pools[index]
    let marks = marks(of: pool)
    let metrics = layout.metrics[index]
    return layout.nodes[index].enumerated().map { node, place in
      let id = "node-\(pool.id)-\(node)"
      guard metrics.gpu > 0 else {
        let style = style(of: marks.whole[node], in: index)
        return "<rect id=\"\(id)\" class=\"n \(style)\" x=\"\(place.x)\" y=\"\(place.y)\" "
          + "width=\"\(place.width)\" height=\"\(place.height)\"/>"
      }
      var text =
        "<g id=\"\(id)\"><title>\(words(node, marks).escapedForXML)</title>"
        + "<rect class=\"n box\" \(place.attributes)/>"
      let gpus = marks.parts[node] ?? [NodeMark](repeating: marks.whole[node], count: metrics.count)
      for (cell, gpu) in metrics.order.enumerated() {
        let box = metrics.cell(cell, in: place)
        text += "<rect class=\"g \(style(of: gpus[gpu], in: index))\" \(box.attributes)/>"
        if metrics.gpu >= 20 {
          text +=
            "<text class=\"i\" x=\"\(box.x + box.width / 2)\" y=\"\(box.y + box.height / 2 + 4)\">"
            + "\(gpu)</text>"
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
    return "<text class=\"l\" x=\"\(place.x + place.width / 2)\" "
      + "y=\"\(place.y + place.height / 2 + 4)\">\(DrawingStyle.letter(index))</text>"
  }

  private func words(_ node: Int, _ marks: PoolMarks) -> String {
    let gpus = marks.parts[node] ?? [marks.whole[node]]
    let names = gpus.map { $0 == .free && placements.isEmpty ? "in service" : $0.name }
    var seen = Set<String>()
    return "node \(node): " + names.filter { seen.insert($0).inserted }.joined(separator: ", ")
  }

  private func marks(of pool: TopologyPool) -> PoolMarks {
    PoolMarks(of: pool, placements[pool.id])
  }
}

extension String {
  /// The text as XML content or attribute.
  var escapedForXML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}

internal import Topology

/// A rectangle in pixels.
struct Box: Hashable, Sendable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  /// As attributes of an element.
  var attributes: String { "x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"" }

  func moved(_ dx: Int, _ dy: Int) -> Box {
    Box(x: x + dx, y: y + dy, width: width, height: height)
  }
}

/// How large the nodes and GPUs of a pool are drawn.
struct DrawingMetrics: Hashable, Sendable {
  /// The side of a GPU; 0 where GPUs are not drawn.
  let gpu: Int
  /// Between GPUs.
  let gap: Int
  /// Between nodes.
  let spacing: Int
  /// GPUs of a node.
  let count: Int
  /// GPUs side by side.
  let columns: Int
  /// The indices of the GPUs in the order of drawing: those of one NUMA node together.
  let order: [Int]
  /// The size of a node.
  let width: Int
  let height: Int

  /// The metrics of a pool in a cluster of so many GPUs and nodes.
  init(_ template: NodeTemplate, gpus: Int, nodes: Int) {
    count = template.gpus.count
    order = template.gpusByNUMA.flatMap { $0 }
    columns = max(1, (count + 1) / 2)
    (gpu, gap) =
      switch gpus {
      case ...128: (24, 3)
      case ...1_200: (10, 2)
      case ...5_000: (8, 1)
      default: (0, 0)
      }
    spacing = gpu >= 20 ? 8 : gpu > 0 ? 3 : 2
    if gpu > 0 {
      width = columns * (gpu + gap) + gap
      height = max(1, (count + columns - 1) / columns) * (gpu + gap) + gap
    } else {
      (width, height) = nodes <= 1_500 ? (18, 11) : nodes <= 6_000 ? (12, 8) : (9, 6)
    }
  }

  /// Where a GPU is drawn in a node.
  func cell(_ index: Int, in node: Box) -> Box {
    Box(
      x: node.x + gap + index % columns * (gpu + gap),
      y: node.y + gap + index / columns * (gpu + gap), width: gpu, height: gpu)
  }
}

/// Where everything of a drawing is.
struct DrawingLayout: Sendable {
  /// A labelled outline: a tier, a rack or a domain.
  struct Frame: Hashable, Sendable {
    var box: Box
    var label: String
    var style: String

    /// Its elements.
    var svg: String {
      let outline = style.isEmpty ? "" : "<rect class=\"\(style)\" \(box.attributes)/>"
      if label.isEmpty { return outline }
      return outline
        + "<text class=\"c\" x=\"\(box.x + 4)\" y=\"\(box.y + 11)\">\(label.escapedForXML)</text>"
    }
  }

  private(set) var metrics: [DrawingMetrics]
  /// By pool, then node.
  private(set) var nodes: [[Box]] = []
  private(set) var frames: [Frame] = []
  private(set) var width = 0
  private(set) var height = 0

  private static let pageWidth = 1_400

  /// The layout of a cluster, pool below pool.
  init(of cluster: ClusterTopology) {
    metrics = cluster.pools.map {
      DrawingMetrics($0.template, gpus: cluster.gpus, nodes: cluster.nodes)
    }
    for (index, pool) in cluster.pools.enumerated() {
      var block = Self.block(of: pool, metrics[index])
      if cluster.pools.count > 1 {
        frames.append(
          Frame(
            box: Box(x: -4, y: height, width: block.width, height: 14),
            label: "pool \(pool.id)", style: ""))
        height += 18
      }
      block.move(0, height)
      frames += block.frames
      nodes.append(block.nodes)
      width = max(width, block.width)
      height += block.height + 16
    }
    width = max(width, 560)
  }

  // MARK: Blocks within blocks

  // Nodes with their outlines, its upper left corner at 0, 0; nodes in the order of their numbers.
  private struct Block {
    var nodes: [Box] = []
    var frames: [Frame] = []
    var width = 0
    var height = 0

    mutating func move(_ dx: Int, _ dy: Int) {
      for index in nodes.indices { nodes[index] = nodes[index].moved(dx, dy) }
      for index in frames.indices { frames[index].box = frames[index].box.moved(dx, dy) }
    }

    mutating func outline(label: String, style: String) {
      frames.insert(
        Frame(
          box: Box(x: 0, y: 0, width: width, height: height), label: label, style: style), at: 0)
    }
  }

  private static func block(of pool: TopologyPool, _ metrics: DrawingMetrics) -> Block {
    let group = pool.placementGroup
    if group.name == "pool" {
      return grid(pool.nodes, metrics, columns: nil, padding: 0, head: 0)
    }
    let ranges = (0..<group.groups.count(in: pool.nodes)).map {
      (group.groups.range(of: $0, in: pool.nodes), $0)
    }
    let last = max(0, ranges.count - 1)
    let columns = columns(ofRack: group.groups.nodes, metrics, "\(group.name) \(last)")
    let width = columns * (metrics.width + metrics.spacing) + 4
    let isLabelled = labelWidth("\(last)") <= width
    let racks = ranges.map { range, index in
      rack(range, "\(group.name) \(index)", metrics, columns: columns, isLabelled: isLabelled)
    }
    guard let tier = pool.tiers.first(where: { $0.nodes > group.groups.nodes }),
      group.groups.nest(in: tier.units, nodes: pool.nodes)
    else { return flow(racks, gap: 6) }
    let tiers = (0..<tier.units.count(in: pool.nodes)).map { index in
      let nodes = tier.units.range(of: index, in: pool.nodes)
      let first = group.groups.group(of: nodes.lowerBound)
      let last = group.groups.group(of: nodes.upperBound - 1)
      var block = flow(Array(racks[first...last]), gap: 5)
      block.move(7, 19)
      (block.width, block.height) = (block.width + 14, block.height + 26)
      block.outline(label: "\(tier.name) \(index)", style: "t")
      return block
    }
    return flow(tiers, gap: 10)
  }

  private static func rack(
    _ range: Range<Int>, _ label: String, _ metrics: DrawingMetrics, columns: Int, isLabelled: Bool
  ) -> Block {
    let padding = metrics.gpu > 0 ? 4 : 2
    let width = columns * (metrics.width + metrics.spacing) - metrics.spacing + 2 * padding
    var block = grid(
      range.count, metrics, columns: columns, padding: padding, head: isLabelled ? 15 : padding)
    block.width = max(block.width, width)
    let number = String(label.drop { $0 != " " }.dropFirst())
    let fitting = isLabelled ? [label, number].first { labelWidth($0) <= width } ?? "" : ""
    block.outline(label: fitting, style: "f")
    return block
  }

  private static func labelWidth(_ label: String) -> Int { label.count * 6 + 8 }

  // One column as in a rack while that is not too narrow for its label; above 20 nodes about a
  // square, full if that can be.
  private static func columns(ofRack full: Int, _ metrics: DrawingMetrics, _ label: String) -> Int {
    let (width, height) = (metrics.width + metrics.spacing, metrics.height + metrics.spacing)
    if full <= 20 {
      if metrics.gpu == 0 { return 1 }
      return (1...full).first { $0 * width + 8 >= labelWidth(label) } ?? 1
    }
    func cost(_ columns: Int) -> Double {
      let rows = (full + columns - 1) / columns
      let (w, h) = (Double(columns * width), Double(rows * height))
      return max(w, h) / min(w, h) + 2 * Double(columns * rows - full) / Double(full)
    }
    return (1...full).min { (cost($0), $0) < (cost($1), $1) } ?? 1
  }

  // Nodes in rows; without a number of columns as many as the page has room for, with the number of
  // the first node of each row in front.
  private static func grid(
    _ count: Int, _ metrics: DrawingMetrics, columns given: Int?, padding: Int, head: Int
  ) -> Block {
    let isNumbered = given == nil && count > 1
    let margin = isNumbered ? 46 : padding
    let gap = metrics.spacing
    let room = (pageWidth - margin) / (metrics.width + gap)
    let columns = given ?? max(1, min(count, room >= 10 ? room / 10 * 10 : room))
    let rows = (count + columns - 1) / columns
    var block = Block()
    for index in 0..<count {
      // A rack is filled from top to bottom, a page from left to right.
      let (column, row) =
        given == nil ? (index % columns, index / columns) : (index / rows, index % rows)
      block.nodes.append(
        Box(
          x: margin + column * (metrics.width + gap), y: head + row * (metrics.height + gap),
          width: metrics.width, height: metrics.height))
    }
    if isNumbered {
      let every = max(1, (12 + metrics.height + gap - 1) / (metrics.height + gap))
      for row in stride(from: 0, to: rows, by: every) {
        block.frames.append(
          Frame(
            box: Box(
              x: 0, y: head + row * (metrics.height + gap) + metrics.height / 2 - 7, width: 40,
              height: 14), label: "\(row * columns)", style: ""))
      }
    }
    block.width = margin + columns * (metrics.width + gap) - gap + padding
    block.height = head + rows * (metrics.height + gap) - gap + padding
    return block
  }

  // Blocks side by side, in rows as wide as the page.
  private static func flow(_ blocks: [Block], gap: Int) -> Block {
    var all = Block()
    var (x, y, rowHeight) = (0, 0, 0)
    for var block in blocks {
      if x > 0, x + block.width > pageWidth {
        (x, y, rowHeight) = (0, y + rowHeight + gap, 0)
      }
      block.move(x, y)
      all.nodes += block.nodes
      all.frames += block.frames
      x += block.width + gap
      rowHeight = max(rowHeight, block.height)
      all.width = max(all.width, x - gap)
      all.height = max(all.height, y + rowHeight)
    }
    return all
  }
}

internal import Topology

/// Where everything of a drawing is.
struct DrawingLayout: Sendable {
  /// A labelled outline: a tier, a rack or a domain.
  struct Frame: Hashable, Sendable {
    var box: Box
    var label: String
    var style: String
    /// For the tooltip; empty for none.
    var words = ""

    /// Its elements.
    var svg: String {
      let outline = style.isEmpty ? "" : "<rect class=\"\(style)\" \(box.attributes)/>"
      let text =
        label.isEmpty
        ? ""
        : "<text class=\"c\" x=\"\(box.x + 4)\" y=\"\(box.y + 11)\">\(label.escapedForXML)</text>"
      if words.isEmpty { return outline + text }
      return "<g><title>\(words.escapedForXML)</title>\(outline)\(text)</g>"
    }
  }

  private(set) var metrics: [DrawingMetrics]
  /// By pool: the outlines within each other, inner ones first.
  let levels: [[DrawingLevel]]
  /// By pool, then node.
  private(set) var nodes: [[Box]] = []
  private(set) var frames: [Frame] = []
  private(set) var width = 0
  private(set) var height = 0

  /// No drawing is wider, its margins of 20 on either side left out.
  static let pageWidth = 1_400

  /// The layout of a cluster, pool below pool.
  init(of cluster: ClusterTopology) {
    metrics = cluster.pools.map { DrawingMetrics(of: $0, in: cluster) }
    levels = cluster.pools.map(DrawingLevel.all)
    for (index, pool) in cluster.pools.enumerated() {
      var block = Self.block(of: pool, levels[index], metrics[index])
      if cluster.pools.count > 1 {
        let label = DrawingText.fitting(Self.heading(of: pool), in: Self.pageWidth, size: 10)
        frames.append(
          Frame(box: Box(x: -4, y: height, width: block.width, height: 14), label: label, style: "")
        )
        height += 18
        width = max(width, DrawingText.width(of: label, size: 10))
      }
      block.move(0, height)
      frames += block.frames
      nodes.append(block.nodes)
      width = max(width, block.width)
      height += block.height + 16
    }
    width = max(width, 560)
  }

  private static func heading(of pool: TopologyPool) -> String {
    "pool \(pool.id): \(NumberFormat.grouped(pool.nodes)) x \(pool.template.id) "
      + "of \(pool.gpusPerNode) GPU\(pool.gpusPerNode == 1 ? "" : "s")"
  }

  // MARK: Blocks within blocks

  // Nodes with their outlines, its upper left corner at 0, 0; nodes in the order of their numbers.
  // An outlined block has its outline first.
  private struct Block {
    var range = 0..<0
    var nodes: [Box] = []
    var frames: [Frame] = []
    var width = 0
    var height = 0

    mutating func move(_ dx: Int, _ dy: Int) {
      for index in nodes.indices { nodes[index] = nodes[index].moved(dx, dy) }
      for index in frames.indices { frames[index].box = frames[index].box.moved(dx, dy) }
    }

    mutating func outline(label: String, style: String, words: String, hasBar: Bool) {
      if hasBar {
        frames.append(
          Frame(box: Box(x: 0, y: 0, width: barWidth, height: height), label: "", style: "bar"))
      }
      let box = Box(x: 0, y: 0, width: width, height: height)
      frames.insert(Frame(box: box, label: label, style: style, words: words), at: 0)
    }
  }

  // Down the left side of a domain: what joins its nodes.
  private static let barWidth = 4

  private static func block(
    of pool: TopologyPool, _ levels: [DrawingLevel], _ metrics: DrawingMetrics
  ) -> Block {
    guard let inner = levels.first else { return page(pool.nodes, metrics) }
    var blocks = racks(of: pool, inner, metrics)
    let isRack = inner.groups.nodes <= rackLimit
    for (depth, level) in levels.enumerated().dropFirst() {
      let room = pageWidth - 14 * (levels.count - depth)
      blocks = gathered(blocks, in: level, of: pool, room: room, stretches: depth == 1 && isRack)
    }
    return flow(
      blocks, gap: levels.count > 1 ? 10 : 6, room: pageWidth,
      stretches: levels.count == 1 && isRack)
  }

  // MARK: Racks

  // Up to so many nodes a group is drawn as a rack: upright, and as wide as its fullest neighbour.
  private static let rackLimit = 20

  private static func racks(
    of pool: TopologyPool, _ level: DrawingLevel, _ metrics: DrawingMetrics
  ) -> [Block] {
    let count = level.groups.count(in: pool.nodes)
    let full = min(level.groups.nodes, pool.nodes)
    let columns = columns(ofRack: full, metrics, "\(level.name) \(count - 1)")
    let rows = max(1, (full + columns - 1) / columns)
    let padding = metrics.gpu > 0 ? 4 : 2
    let left = level.isDomain ? padding + barWidth : padding
    func width(_ columns: Int) -> Int {
      left + columns * (metrics.width + metrics.spacing) - metrics.spacing + padding
    }
    let isLabelled = labelWidth("\(count - 1)") <= width(columns)
    let names = Array(pool.hosts.names)
    return (0..<count).compactMap { number in
      let range = level.groups.range(of: number, in: pool.nodes)
      if range.isEmpty { return nil }
      var block = grid(
        range.count, metrics, rows: rows, left: left, head: isLabelled ? 15 : padding)
      block.range = range
      block.width = width(full <= rackLimit ? columns : (range.count + rows - 1) / rows)
      block.height += padding
      let label = ["\(level.name) \(number)", "\(number)"].first { labelWidth($0) <= block.width }
      block.outline(
        label: isLabelled ? label ?? "" : "", style: "f",
        words: level.words(number, range, gpusPerNode: pool.gpusPerNode, names: names),
        hasBar: level.isDomain)
      return block
    }
  }

  private static func labelWidth(_ label: String) -> Int { label.count * 6 + 8 }

  // One column as in a rack while that is not too narrow for its label; above 20 nodes about a
  // square, full if that can be.
  private static func columns(ofRack full: Int, _ metrics: DrawingMetrics, _ label: String) -> Int {
    let (width, height) = (metrics.width + metrics.spacing, metrics.height + metrics.spacing)
    if full <= rackLimit {
      if metrics.gpu == 0 { return 1 }
      return (1...max(1, full)).first { $0 * width + 8 >= labelWidth(label) } ?? 1
    }
    func cost(_ columns: Int) -> Double {
      let rows = (full + columns - 1) / columns
      let (w, h) = (Double(columns * width), Double(rows * height))
      return max(w, h) / min(w, h) + 2 * Double(columns * rows - full) / Double(full)
    }
    let most = max(1, min(full, (pageWidth - 60) / width))
    return (1...most).min { (cost($0), $0) < (cost($1), $1) } ?? 1
  }

  // A rack is filled from top to bottom.
  private static func grid(
    _ count: Int, _ metrics: DrawingMetrics, rows: Int, left: Int, head: Int
  ) -> Block {
    var block = Block()
    block.nodes = (0..<count).map { index in
      Box(
        x: left + index / rows * (metrics.width + metrics.spacing),
        y: head + index % rows * (metrics.height + metrics.spacing), width: metrics.width,
        height: metrics.height)
    }
    block.height = head + min(rows, count) * (metrics.height + metrics.spacing) - metrics.spacing
    return block
  }

  // MARK: Pages

  // Nodes of no known group: in rows over the page, tens apart, with the number of the first node of
  // a row in front.
  private static func page(_ count: Int, _ metrics: DrawingMetrics) -> Block {
    let margin = count > 1 ? 46 : 0
    let (width, height) = (metrics.width + metrics.spacing, metrics.height + metrics.spacing)
    let tens = (pageWidth - margin) / (10 * width + 4)
    let columns = max(1, min(count, tens > 0 ? 10 * tens : (pageWidth - margin) / width))
    let rows = (count + columns - 1) / columns
    var block = Block()
    block.range = 0..<max(0, count)
    block.nodes = block.range.map { index in
      let column = index % columns
      return Box(
        x: margin + column * width + column / 10 * 4, y: index / columns * height,
        width: metrics.width, height: metrics.height)
    }
    if count > 1 {
      for row in stride(from: 0, to: rows, by: max(1, (12 + height - 1) / height)) {
        let box = Box(x: 0, y: row * height + metrics.height / 2 - 7, width: 40, height: 14)
        block.frames.append(Frame(box: box, label: "\(row * columns)", style: ""))
      }
    }
    block.width = margin + columns * width + (columns - 1) / 10 * 4 - metrics.spacing
    block.height = max(0, rows * height - metrics.spacing)
    return block
  }

  // MARK: Flow

  // Blocks within the units of a tier.
  private static func gathered(
    _ blocks: [Block], in level: DrawingLevel, of pool: TopologyPool, room: Int, stretches: Bool
  ) -> [Block] {
    let names = Array(pool.hosts.names)
    var next = 0
    return (0..<level.groups.count(in: pool.nodes)).compactMap { number in
      let range = level.groups.range(of: number, in: pool.nodes)
      let first = next
      while next < blocks.count, blocks[next].range.lowerBound < range.upperBound { next += 1 }
      if first == next { return nil }
      var block = flow(Array(blocks[first..<next]), gap: 5, room: room, stretches: stretches)
      block.range = range
      block.move(7, 19)
      (block.width, block.height) = (block.width + 14, block.height + 26)
      let label = ["\(level.name) \(number)", "\(number)"].first { labelWidth($0) <= block.width }
      block.outline(
        label: label ?? "", style: "t",
        words: level.words(number, range, gpusPerNode: pool.gpusPerNode, names: names),
        hasBar: level.isDomain)
      return block
    }
  }

  // Blocks side by side, in rows no wider than the page; one below the other in columns too, unless
  // their widths differ so much that half the page would be empty.
  private static func flow(_ blocks: [Block], gap: Int, room: Int, stretches: Bool) -> Block {
    var all = Block()
    let widest = blocks.map(\.width).max() ?? 0
    let isGrid = 10 * blocks.reduce(0) { $0 + $1.width } >= 6 * widest * blocks.count
    let most = max(1, (room + gap) / max(1, widest + gap))
    let lines = (blocks.count + most - 1) / most
    let perLine = lines > 0 ? (blocks.count + lines - 1) / lines : 1
    var line: [Block] = []
    var x = 0
    func finish() {
      let tallest = line.map(\.height).max() ?? 0
      let y = all.height == 0 ? 0 : all.height + gap
      for var block in line {
        block.move(0, y)
        if stretches, !block.frames.isEmpty {
          let top = block.frames[0].box.y
          for index in block.frames.indices where block.frames[index].box.y == top {
            block.frames[index].box.height = tallest
          }
        }
        all.nodes += block.nodes
        all.frames += block.frames
      }
      (all.height, line, x) = (y + tallest, [], 0)
    }
    for var block in blocks {
      if isGrid ? line.count == perLine : x > 0 && x + block.width > room { finish() }
      block.move(x, 0)
      all.width = max(all.width, x + block.width)
      x += (isGrid ? widest : block.width) + gap
      line.append(block)
    }
    if !line.isEmpty { finish() }
    return all
  }
}

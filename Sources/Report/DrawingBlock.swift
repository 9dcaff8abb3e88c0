/// Nodes with their outlines, the upper left corner at 0, 0.
struct DrawingBlock {
  /// Its nodes.
  var range = 0..<0
  /// In the order of their numbers.
  var nodes: [Box] = []
  /// The outline of the block itself comes first.
  var frames: [DrawingLayout.Frame] = []
  var width = 0
  var height = 0

  /// Down the left side of a domain: what joins its nodes.
  static let barWidth = 4

  mutating func move(_ dx: Int, _ dy: Int) {
    for index in nodes.indices { nodes[index] = nodes[index].moved(dx, dy) }
    for index in frames.indices { frames[index].box = frames[index].box.moved(dx, dy) }
  }

  /// Draws a line around all of it.
  mutating func outline(label: String, style: String, words: String, hasBar: Bool) {
    if hasBar {
      frames.append(
        DrawingLayout.Frame(
          box: Box(x: 0, y: 0, width: Self.barWidth, height: height), label: "", style: "bar"))
    }
    let box = Box(x: 0, y: 0, width: width, height: height)
    let indent = hasBar ? Self.barWidth + 3 : 4
    frames.insert(
      DrawingLayout.Frame(box: box, label: label, style: style, words: words, indent: indent), at: 0
    )
  }

  /// Blocks side by side, in rows no wider than the page.
  ///
  /// They form columns too, unless their widths differ so much that half the page would be empty.
  /// Racks are stretched to the height of the tallest in their row.
  static func flow(_ blocks: [DrawingBlock], gap: Int, room: Int, stretches: Bool) -> DrawingBlock {
    var all = DrawingBlock()
    let widest = blocks.map(\.width).max() ?? 0
    let isGrid = 10 * blocks.reduce(0) { $0 + $1.width } >= 6 * widest * blocks.count
    let most = max(1, (room + gap) / max(1, widest + gap))
    let lines = (blocks.count + most - 1) / most
    let perLine = lines > 0 ? (blocks.count + lines - 1) / lines : 1
    var line: [DrawingBlock] = []
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

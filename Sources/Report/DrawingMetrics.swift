internal import Topology

/// A rectangle in pixels.
struct Box: Hashable, Sendable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  /// As attributes of an element.
  var attributes: String { "x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"" }

  /// The middle from left to right.
  var middle: Int { x + width / 2 }

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
  init(of pool: TopologyPool, in cluster: ClusterTopology) {
    count = pool.template.gpus.count
    order = pool.template.gpusByNUMA.flatMap { $0 }
    // The trays of a rack-wide domain are flat, as they are in the rack.
    let isTray = pool.nodesPerDomain > 1 && count <= 4
    columns = max(1, isTray ? count : (count + 1) / 2)
    (gpu, gap) =
      switch cluster.gpus {
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
      let nodes = cluster.nodes
      let size = nodes <= 1_500 ? (18, 11) : nodes <= 6_000 ? (12, 8) : (9, 6)
      // Wide enough for the number of its rack while the page has room for that.
      let groups = pool.placementGroup.groups.count(in: pool.nodes)
      let number = DrawingText.width(of: "\(groups)", size: 10)
      (width, height) = (groups > 1 && groups <= 600 ? max(size.0, number) : size.0, size.1)
    }
  }

  /// Where a GPU is drawn in a node.
  func cell(_ index: Int, in node: Box) -> Box {
    Box(
      x: node.x + gap + index % columns * (gpu + gap),
      y: node.y + gap + index / columns * (gpu + gap), width: gpu, height: gpu)
  }
}

/// Text in a picture, whose font the viewer chooses: widths are of a wide one.
enum DrawingText {
  /// Pixels that a text takes at most, but for letters wider than most.
  static func width(of text: String, size: Int) -> Int { (text.count * size * 64 + 99) / 100 }

  /// The text, or its beginning with an ellipsis, so that it takes no more than `width`.
  static func fitting(_ text: String, in width: Int, size: Int) -> String {
    if self.width(of: text, size: size) <= width { return text }
    return text.prefix(max(1, width * 100 / (64 * size) - 1)) + "…"
  }

  /// Sentences in lines no wider than `width`.
  static func lines(of sentences: [String], in width: Int, size: Int) -> [String] {
    var lines: [String] = []
    for word in sentences.flatMap({ $0.split(separator: " ") }) {
      if let last = lines.last, self.width(of: last + " " + word, size: size) <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(fitting(String(word), in: width, size: size))
      }
    }
    return lines
  }
}

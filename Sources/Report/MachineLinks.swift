internal import Topology

/// What joins the GPUs of a machine, drawn below them: a bar for a switch, an arc for a pair.
struct MachineLinks {
  private(set) var lines: [String] = []
  private(set) var height = 0

  // Links of one kind and rate look alike.
  private struct Style: Hashable {
    var kind: NodeTemplate.LinkKind
    var rate: Double
  }

  private let gpus: [Int: Box]
  private let bottom: Int

  /// Draws the links of a template whose GPUs are at these places, from `top` downwards.
  init(_ template: NodeTemplate, gpus: [Int: Box], top: Int) {
    self.gpus = gpus
    bottom = gpus.values.map { $0.y + $0.height }.max() ?? top
    height = 0
    var pairs: [NodeTemplate.Link] = []
    for fabric in template.fabrics {
      if case .switched(let rate) = fabric.shape {
        addBar(Style(kind: fabric.kind, rate: rate), y: top + height + 18)
      } else {
        var one = template
        one.fabrics = [fabric]
        pairs += one.links.filter { gpus[$0.a] != nil && gpus[$0.b] != nil && $0.a != $0.b }
      }
    }
    if !pairs.isEmpty { addArcs(pairs, y: top + height) }
  }

  /// The same in words, each link's rate with its direction.
  static func sentences(of template: NodeTemplate) -> [String] {
    if template.gpus.count < 2 { return [] }
    if template.fabrics.isEmpty {
      return [
        template.unknownFigures.contains("links")
          ? "How its GPUs are linked is not known." : "Its GPUs have no direct links."
      ]
    }
    return template.fabrics.map { fabric in
      let kind = fabric.kind.words
      return switch fabric.shape {
      case .switched(let rate):
        "\(kind) switches join all GPUs: \(words(rate)) in each direction from every GPU, "
          + "shared by all it talks to."
      case .eachPair(let rate):
        "Each pair of GPUs has \(kind) of its own: \(words(rate)) in each direction."
      case .pairs(let pairs):
        "\(kind) joins \(pairs.count) pair\(pairs.count == 1 ? "" : "s") of GPUs: "
          + Set(pairs.map(\.gigabytesPerSecond)).sorted(by: >).map(words).joined(separator: " or ")
          + " in each direction; the wider the line, the faster."
      }
    }
  }

  private static func words(_ rate: Double) -> String {
    rate > 0 ? "\(TerminalTopology.plain(rate)) GB/s" : "at an unknown rate"
  }

  // MARK: Switches

  private mutating func addBar(_ style: Style, y: Int) {
    let boxes = gpus.keys.sorted().compactMap { gpus[$0] }
    guard let left = boxes.map(\.x).min(), let right = boxes.map({ $0.x + $0.width }).max() else {
      return
    }
    for box in boxes {
      lines.append(
        "<path class=\"link\" stroke-width=\"6\" d=\"M\(box.middle) \(bottom)V\(y)\"/>")
    }
    let bar = Box(x: left, y: y, width: right - left, height: 26)
    let text = DrawingText.fitting(
      "\(style.kind.words) switches · \(Self.words(style.rate)) a GPU", in: bar.width, size: 11)
    lines += [
      "<rect class=\"bar\" \(bar.attributes)/>",
      "<text class=\"i w\" x=\"\(bar.middle)\" y=\"\(y + 17)\">\(text)</text>",
    ]
    height += 18 + 26 + 6
  }

  // MARK: Pairs

  private static let dashes = ["", "9 3", "4 3", "1.5 3"]

  private mutating func addArcs(_ links: [NodeTemplate.Link], y: Int) {
    let styles = Set(links.map { Style(kind: $0.kind, rate: $0.gigabytesPerSecondPerDirection) })
      .sorted { ($0.rate, $1.kind.rawValue) > ($1.rate, $0.kind.rawValue) }
    let order = gpus.keys.sorted { (gpus[$0]?.x ?? 0) < (gpus[$1]?.x ?? 0) }
    let position = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
    var deepest = 0
    for link in links {
      let style = Style(kind: link.kind, rate: link.gigabytesPerSecondPerDirection)
      let distance = abs((position[link.a] ?? 0) - (position[link.b] ?? 0))
      let depth = 34 + 26 * distance
      deepest = max(deepest, depth * 3 / 4)
      let (from, to) = (port(of: link.a, to: link.b, links), port(of: link.b, to: link.a, links))
      lines.append(
        "<path class=\"link\" \(stroke(style, among: styles)) "
          + "d=\"M\(from) \(bottom)V\(y)C\(from) \(y + depth) \(to) \(y + depth) \(to) \(y)"
          + "V\(bottom)\"><title>GPU \(link.a) and GPU \(link.b): \(style.kind.words), "
          + "\(Self.words(style.rate))</title></path>")
    }
    let below = y + deepest + 24
    var x = 0
    for style in styles {
      let text = "\(style.kind.words) \(Self.words(style.rate))"
      lines += [
        "<path class=\"link\" \(stroke(style, among: styles)) d=\"M\(x) \(below - 4)h44\"/>",
        "<text class=\"m\" x=\"\(x + 52)\" y=\"\(below)\">\(text)</text>",
      ]
      x += 52 + DrawingText.width(of: text, size: 11) + 20
    }
    height += deepest + 34
  }

  private func stroke(_ style: Style, among styles: [Style]) -> String {
    let fastest = styles.map(\.rate).max() ?? 0
    let tenths = fastest > 0 ? max(12, Int(60 * style.rate / fastest)) : 20
    let dash = Self.dashes[min(styles.firstIndex(of: style) ?? 0, Self.dashes.count - 1)]
    return "stroke-width=\"\(tenths / 10).\(tenths % 10)\""
      + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
  }

  // Where a link ends at a GPU: side by side with its others, so that arcs to one side lie within
  // each other.
  private func port(of gpu: Int, to other: Int, _ links: [NodeTemplate.Link]) -> Int {
    guard let box = gpus[gpu] else { return 0 }
    let others = links.filter { $0.a == gpu || $0.b == gpu }.map { $0.a == gpu ? $0.b : $0.a }
      .map { (gpu: $0, x: gpus[$0]?.x ?? 0) }
    let left = others.filter { $0.x < box.x }.sorted { $0.x > $1.x }
    let right = others.filter { $0.x >= box.x }.sorted { $0.x > $1.x }
    let all = left + right
    let index = all.firstIndex { $0.gpu == other } ?? 0
    return box.x + (index + 1) * box.width / (all.count + 1)
  }
}

internal import Topology

extension ClusterDrawing {
  /// The heading.
  var title: String { cluster.name.isEmpty ? cluster.id : cluster.name }

  /// How many GPUs, in which pools; each pool has a heading of its own where there are several.
  var summary: String {
    let total = "\(NumberFormat.grouped(cluster.gpus)) GPUs"
    guard cluster.pools.count == 1, let pool = cluster.pools.first else {
      return "\(total) in \(NumberFormat.grouped(cluster.pools.count)) pools."
    }
    let counts = layout.levels[0].map { level in
      " in " + Self.plural(level.groups.count(in: pool.nodes), level.name)
    }
    return "\(total) · \(pool.id): \(NumberFormat.grouped(pool.nodes)) x \(pool.template.id)"
      + counts.joined() + "."
  }

  private static func plural(_ count: Int, _ noun: String) -> String {
    if count == 1 { return "1 \(noun)" }
    return "\(NumberFormat.grouped(count)) "
      + (noun == "leaf" ? "leaves" : noun.hasSuffix("s") || noun.hasSuffix("x") ? noun : noun + "s")
  }

  // MARK: How to read it

  /// What squares, rectangles and outlines stand for.
  var readingAid: [String] {
    let areGPUs = layout.metrics.contains { $0.gpu > 0 }
    let names =
      cluster.nodes > 20_000
      ? "" : " Its number\(hasNames ? ", name" : "") and state are its tooltip."
    var sentences = [
      areGPUs
        ? "A square is a GPU, the box around it a node."
        : "A rectangle is a node\(ofGPUs)." + names
    ]
    if let plain = outlines({ !$0.isDomain }, isInner: true) {
      sentences.append("A solid outline is a \(plain).")
    }
    if let domain = outlines(\.isDomain, isInner: nil) {
      sentences.append("A thick bar joins \(joined(domain)).")
    }
    if let outer = outlines({ !$0.isDomain }, isInner: false) {
      sentences.append("A dashed outline is a \(outer).")
    }
    if zip(cluster.pools, layout.levels).contains(where: { $0.nodes > 1 && $1.isEmpty }) {
      sentences.append("A number in front of a row is that of its first node.")
    }
    return sentences
  }

  private var hasNames: Bool { cluster.pools.contains { !$0.hosts.isEmpty } }

  private var ofGPUs: String {
    guard let count = cluster.pools.first?.gpusPerNode,
      cluster.pools.allSatisfy({ $0.gpusPerNode == count })
    else { return "" }
    return " of \(count) GPU\(count == 1 ? "" : "s")"
  }

  // The names of the levels that are drawn alike.
  private func outlines(_ isWanted: (DrawingLevel) -> Bool, isInner: Bool?) -> String? {
    let names = layout.levels.flatMap { levels in
      levels.enumerated().filter { depth, level in
        isWanted(level) && (isInner == nil || isInner == (depth == 0))
      }.map(\.element.name)
    }
    var seen = Set<String>()
    let different = names.filter { seen.insert($0).inserted }
    return different.isEmpty ? nil : different.joined(separator: " or ")
  }

  // What a domain joins: 72 GPUs, and how fast, where that is the same for all.
  private func joined(_ name: String) -> String {
    let pools = cluster.pools.filter { $0.nodesPerDomain > 1 }
    let sizes = Set(pools.map(\.gpusPerDomain))
    guard let pool = pools.first, let size = sizes.first, sizes.count == 1 else {
      return "the nodes of a \(name)"
    }
    let isEqual = pools.allSatisfy { $0.domains.sizes == nil }
    let link = pool.template.fabrics.first.map { " by \($0.kind.words)" } ?? ""
    return "the \(isEqual ? "" : "up to ")\(size) GPUs of a \(name)\(link)"
  }

  // MARK: Marks

  struct Key {
    var mark: String
    var letter: String
    var name: String
    var gpus: Int
    /// In the legend.
    var text: String {
      (letter.isEmpty ? "" : letter + "  ") + "\(name): \(NumberFormat.grouped(gpus))"
    }
    /// In the description.
    var words: String { "\(name): \(NumberFormat.grouped(gpus)) GPU\(gpus == 1 ? "" : "s")." }
    var width: Int { 34 + DrawingText.width(of: text, size: 12) }
  }

  /// The keys in lines as wide as the page.
  var legendLines: [[Key]] {
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
    let areSeveral = cluster.pools.count > 1
    var keys =
      placements.isEmpty
      ? cluster.pools.enumerated().filter { $1.usableGPUs > 0 }.map { index, pool in
        Key(
          mark: DrawingStyle.poolStyle(index), letter: "",
          name: areSeveral ? pool.id : "GPUs in service", gpus: pool.usableGPUs)
      } : []
    keys += grants.enumerated().map { index, id in
      let gpus = placements.values.reduce(0) { sum, placement in
        sum + (placement.grants.first { $0.id == id }?.gpus ?? 0)
      }
      return Key(mark: "o\(index)", letter: DrawingStyle.letter(index), name: id, gpus: gpus)
    }
    let marks = cluster.pools.map { ($0, self.marks(of: $0)) }
    for role in NodeMark.roles where role != .free || !placements.isEmpty {
      let gpus = marks.reduce(0) { $0 + $1.1.count(of: role, in: $1.0) }
      if gpus > 0 { keys.append(Key(mark: role.style, letter: "", name: role.name, gpus: gpus)) }
    }
    return keys
  }

  /// A line of the legend.
  func keyLines(_ keys: [Key], y: Int) -> [String] {
    var x = 20
    return keys.flatMap { key in
      defer { x += key.width }
      let text = DrawingText.fitting(key.text, in: layout.width - 20, size: 12).escapedForXML
      return [
        "<rect class=\"key \(key.mark)\" x=\"\(x)\" y=\"\(y)\" width=\"14\" height=\"14\"/>",
        "<text class=\"sub\" x=\"\(x + 20)\" y=\"\(y + 11)\">\(text)</text>",
      ]
    }
  }
}

extension NodeTemplate.LinkKind {
  /// As its maker writes it.
  var words: String {
    switch self {
    case .nvlink: "NVLink"
    case .xgmi: "xGMI"
    case .xelink: "Xe Link"
    case .pcie: "PCIe"
    }
  }
}

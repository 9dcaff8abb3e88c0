internal import Topology

/// One machine as a picture: packages with their memory, adapters and GPUs, and below them what joins
/// the GPUs.
struct MachineDrawing: Sendable {
  private let template: NodeTemplate
  private let id: String
  private let title: String
  private let packages: [Placed<MachineParts.Package>]
  private let near: [Placed<MachineParts.Near>]
  // By index; the middle of a GPU is where its links end.
  private let gpus: [Int: Box]
  private let width: Int
  private let height: Int
  private let hasNICs: Bool
  private let lineCount: Int

  private struct Placed<Part: Sendable>: Sendable {
    var part: Part
    var box: Box
  }

  private static let device = 64
  private static let gap = 8
  private static let gpuHeight = 44
  private static let nicHeight = 34

  /// A drawing of a machine; nil for one of too many parts for a page.
  init?(_ template: NodeTemplate, id: String, title: String) {
    let parts = MachineParts(template)
    let all = parts.packages.flatMap(\.near)
    if all.isEmpty || template.gpus.count > 16 || template.nics.count > 32 { return nil }
    hasNICs = !template.nics.isEmpty
    lineCount = all.map(\.lines.count).max() ?? 0
    let head = 20 + 15 * lineCount
    let inner = head + (hasNICs ? Self.nicHeight + Self.gap : 0)
    let nearHeight = inner + (template.gpus.isEmpty ? 0 : Self.gpuHeight + Self.gap)
    var (packages, near): ([Placed<MachineParts.Package>], [Placed<MachineParts.Near>]) = ([], [])
    var gpus: [Int: Box] = [:]
    var x = 0
    for package in parts.packages {
      let left = x
      x += 10
      for part in package.near {
        let devices = max(part.gpus.count, part.nics.count)
        let words = ([part.name] + part.lines).map { DrawingText.width(of: $0, size: 11) }
        let width = max(devices * (Self.device + Self.gap) + Self.gap, (words.max() ?? 0) + 20)
        near.append(Placed(part: part, box: Box(x: x, y: 28, width: width, height: nearHeight)))
        for (index, gpu) in part.gpus.enumerated() {
          gpus[gpu] = Box(
            x: x + Self.gap + index * (Self.device + Self.gap), y: 28 + inner, width: Self.device,
            height: Self.gpuHeight)
        }
        x += width + 10
      }
      x = max(x, left + DrawingText.width(of: package.name, size: 11) + 20)
      let box = Box(x: left, y: 0, width: x - left, height: nearHeight + 38)
      packages.append(Placed(part: package, box: box))
      x += 14
    }
    width = x - 14
    height = nearHeight + 38
    if width > DrawingLayout.pageWidth { return nil }
    (self.template, self.id, self.title) = (template, id, title)
    (self.packages, self.near, self.gpus) = (packages, near, gpus)
  }

  /// The file's text.
  var svg: String {
    let room = max(width, 560)
    let words = DrawingText.lines(of: sentences, in: room, size: 12)
    let top = 52 + 17 * words.count
    let links = MachineLinks(template, gpus: gpus, top: height)
    let page = DrawingPage(
      width: room + 40, height: top + height + links.height + 20, title: title,
      description: (sentences + descriptions).joined(separator: " "))
    var lines = page.head
    for (index, line) in words.enumerated() {
      lines.append(
        "<text class=\"sub\" x=\"20\" y=\"\(52 + 17 * index)\">\(line.escapedForXML)</text>")
    }
    lines.append("<g id=\"\(id.escapedForXML)\" transform=\"translate(20 \(top))\">")
    for package in packages {
      lines.append("<rect class=\"n box\" \(package.box.attributes)/>")
      lines.append(text(package.part.name, "b", package.box.x + 10, package.box.y + 18))
    }
    for near in near { lines += nearLines(near) }
    lines += links.lines
    for gpu in gpus.keys.sorted() { lines.append(gpuLine(gpu)) }
    return (lines + ["</g>", "</svg>"]).joined(separator: "\n") + "\n"
  }

  // MARK: Words

  private var sentences: [String] {
    var words: [String] = []
    if template.sockets > 0 {
      words.append(
        "\(template.sockets) CPU package\(template.sockets == 1 ? "" : "s")"
          + (template.coresPerSocket > 0 ? " of \(template.coresPerSocket) cores" : ""))
    }
    if template.hostMemoryBytes > 0 {
      words.append("\(TerminalTopology.memory(template.hostMemoryBytes)) of CPU memory")
    }
    words += Self.counted(template.gpus.map(\.model)).map { "\($0.count) x \($0.name)" }
    let rates = template.nics.map { "\(TerminalTopology.plain($0.gigabitsPerSecond)) Gb/s" }
    words += Self.counted(rates).map {
      "\($0.count) network adapter\($0.count == 1 ? "" : "s") of \($0.name)"
    }
    return [words.joined(separator: " · ") + "."] + MachineLinks.sentences(of: template)
  }

  private static func counted(_ names: [String]) -> [(name: String, count: Int)] {
    var counts: [(name: String, count: Int)] = []
    for name in names {
      if let index = counts.firstIndex(where: { $0.name == name }) {
        counts[index].count += 1
      } else {
        counts.append((name, 1))
      }
    }
    return counts
  }

  // For those who do not see the boxes: what lies in which.
  private var descriptions: [String] {
    packages.map { package in
      let near = package.part.near.map { near in
        let gpus =
          near.gpus.isEmpty ? [] : ["GPUs " + near.gpus.map { "\($0)" }.joined(separator: " ")]
        let nics =
          near.nics.isEmpty ? [] : ["adapters " + near.nics.map { "\($0)" }.joined(separator: " ")]
        return ([near.name] + near.lines + gpus + nics).joined(separator: ", ")
      }
      return "\(package.part.name): \(near.joined(separator: "; "))."
    }
  }

  // MARK: Boxes

  private func nearLines(_ near: Placed<MachineParts.Near>) -> [String] {
    let (part, box) = (near.part, near.box)
    let style = part.isUnknown ? "near unknown" : "near"
    var lines = ["<rect class=\"\(style)\" \(box.attributes)/>"]
    for (index, line) in ([part.name] + part.lines).enumerated() {
      lines.append(text(line, index == 0 ? "b" : "m", box.x + 8, box.y + 15 + 15 * index))
    }
    let y = box.y + 20 + 15 * lineCount
    for (index, nic) in part.nics.enumerated() {
      let place = Box(
        x: box.x + Self.gap + index * (Self.device + Self.gap), y: y, width: Self.device,
        height: Self.nicHeight)
      let rate = "\(TerminalTopology.plain(template.nics[nic].gigabitsPerSecond)) Gb/s"
      lines.append(
        "<g id=\"\(id.escapedForXML)-nic-\(nic)\"><title>network adapter \(nic): \(rate)</title>"
          + "<rect class=\"nic\" rx=\"8\" \(place.attributes)/>"
          + text("NIC \(nic)", "s", place.middle, y + 14) + text(rate, "s", place.middle, y + 27)
          + "</g>")
    }
    return lines
  }

  private func gpuLine(_ index: Int) -> String {
    guard let place = gpus[index] else { return "" }
    let gpu = template.gpus[index]
    let memory = gpu.memoryBytes > 0 ? TerminalTopology.memory(gpu.memoryBytes) : ""
    let words =
      [
        "GPU \(index): \(gpu.model)",
        memory + (gpu.sharesHostMemory ? ", shared with the CPUs" : ""),
      ]
      + [gpu.pci ?? ""]
    return "<g id=\"\(id.escapedForXML)-gpu-\(index)\"><title>"
      + words.filter { !$0.isEmpty }.joined(separator: ", ").escapedForXML
      + "</title><rect class=\"g \(DrawingStyle.poolStyle(0))\" \(place.attributes)/>"
      + text("GPU \(index)", "i", place.middle, place.y + 19)
      + (memory.isEmpty ? "" : text(memory, "s", place.middle, place.y + 34)) + "</g>"
  }

  private func text(_ words: String, _ style: String, _ x: Int, _ y: Int) -> String {
    "<text class=\"\(style)\" x=\"\(x)\" y=\"\(y)\">\(words.escapedForXML)</text>"
  }
}

/// An opening tag of a drawing.
struct Tag {
  var name: String
  var attributes: [String: String] = [:]

  static func all(in svg: String) -> [Tag] {
    Array(svg.utf8).split(separator: UInt8(ascii: "<")).map { bytes in
      let text = bytes.prefix { $0 != UInt8(ascii: ">") }
      let parts = text.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      var tag = Tag(name: String(parts[0].prefix { $0 != " " }))
      for (key, value) in zip(parts, parts.dropFirst()) where key.hasSuffix("=") {
        let name = key.dropLast().split(separator: " ").last.map(String.init) ?? ""
        tag.attributes[name] = value
      }
      return tag
    }
  }
}

/// A rectangle of a drawing.
struct Rectangle {
  var classes: [String]
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  static func all(in svg: String) -> [Rectangle] {
    Tag.all(in: svg).filter { $0.name == "rect" }.compactMap { tag in
      func value(_ key: String) -> Int? { tag.attributes[key].flatMap { Int($0) } }
      guard let width = value("width"), let height = value("height") else { return nil }
      return Rectangle(
        classes: (tag.attributes["class"] ?? "").split(separator: " ").map(String.init),
        x: value("x") ?? 0, y: value("y") ?? 0, width: width, height: height)
    }
  }

  /// Whether another lies within this one.
  func contains(_ other: Rectangle) -> Bool {
    x <= other.x && y <= other.y && other.x + other.width <= x + width
      && other.y + other.height <= y + height
  }

  /// Two rectangles that share an area; found by cells of a grid.
  static func overlap(among boxes: [Rectangle]) -> (Rectangle, Rectangle)? {
    var cells: [SIMD2<Int>: [Int]] = [:]
    for (index, box) in boxes.enumerated() {
      for cx in box.x / 32...(box.x + box.width) / 32 {
        for cy in box.y / 32...(box.y + box.height) / 32 {
          let cell = SIMD2(cx, cy)
          for other in cells[cell] ?? [] where boxes[other].meets(box) {
            return (boxes[other], box)
          }
          cells[cell, default: []].append(index)
        }
      }
    }
    return nil
  }

  private func meets(_ other: Rectangle) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height
      && other.y < y + height
  }
}

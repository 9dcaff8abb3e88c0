import Foundation
import Report
import Testing
import Topology
import TopologyCatalog
import TopologyFiles

@Suite("drawing") struct ClusterDrawingTests {
  @Test(
    "every node is one element, and nothing overlaps",
    arguments: [
      "princeton-della", "dgx-superpod-127", "gb200-nvl72-8racks", "imbue-70b", "nvidia-eos",
      "imbue-10k",
    ])
  func structure(name: String) throws {
    let cluster = try Self.cluster(name)
    let svg = ClusterDrawing(cluster).svg
    let boxes = Rectangle.all(in: svg)
    let nodes = boxes.filter { $0.classes.contains("n") }
    #expect(nodes.count == cluster.nodes)
    let ids = Tag.all(in: svg).compactMap { $0.attributes["id"] }.filter { $0.hasPrefix("node-") }
    let wanted = cluster.pools.flatMap { pool in
      (0..<pool.nodes).map { "node-\(pool.id)-\($0)" }
    }
    #expect(ids == wanted)
    let gpus = boxes.filter { $0.classes.contains("g") }
    #expect(gpus.count == (cluster.gpus <= 5_000 ? cluster.gpus : 0))
    #expect(Rectangle.overlap(among: nodes) == nil)
    #expect(Rectangle.overlap(among: gpus) == nil)
    let frames = boxes.filter { $0.classes.contains("f") }
    #expect(Rectangle.overlap(among: frames) == nil)
  }

  @Test("what is drawn lies on the page", arguments: ["gb200-nvl72-8racks", "xai-colossus"])
  func inside(name: String) throws {
    let svg = ClusterDrawing(try Self.cluster(name)).svg
    let boxes = Rectangle.all(in: svg)
    let page = try #require(boxes.first { $0.classes.contains("page") })
    let drawn = boxes.filter { !$0.classes.contains("page") && !$0.classes.isEmpty }
    #expect(drawn.allSatisfy { $0.x >= 0 && $0.y >= 0 })
    #expect(drawn.allSatisfy { $0.x + $0.width + 20 <= page.width })
    #expect(drawn.allSatisfy { $0.y + $0.height <= page.height })
  }

  @Test("grants are told by colour, pattern, letter and name")
  func grants() throws {
    let cluster = try Self.cluster("dgx-superpod-127")
    let pool = try #require(cluster.pools.first)
    let placement = pool.place([
      .init(id: "pre<train>", gpus: 640), .init(id: "serving", gpus: 84),
      .init(id: "eval", gpus: 2),
    ])
    let svg = ClusterDrawing(cluster, placements: [pool.id: placement]).svg
    let gpus = Rectangle.all(in: svg).filter { $0.classes.contains("g") }
    #expect(gpus.count { $0.classes.contains("o0") } == 2)
    #expect(gpus.count { $0.classes.contains("o1") } == 640)
    #expect(gpus.count { $0.classes.contains("o2") } == 84)
    #expect(gpus.count { $0.classes.contains("free") } == 1_016 - 726)
    for text in [
      "A  eval 2", "B  pre&lt;train&gt; 640", "C  serving 84", "free 290", "<pattern id=\"p2\"",
      "<title>node 0: pre&lt;train&gt;</title>",
    ] {
      #expect(svg.contains(text))
    }
    #expect(!svg.contains("<train>"))
    #expect(svg == ClusterDrawing(cluster, placements: [pool.id: placement]).svg)
  }

  @Test("spares, standing-by and failed nodes are told apart")
  func roles() throws {
    var cluster = try Self.cluster("gb200-nvl72-8racks")
    cluster.pools[0].spareNodes = 3
    cluster.pools[0].failedNodes = 1
    cluster.pools[0].failedIndices = [40]
    let svg = ClusterDrawing(cluster).svg
    for text in ["gb200 500", "standing by 60", "spare 12", "failed 4"] {
      #expect(svg.contains(">\(text)</text>"), "\(text)")
    }
  }

  @Test("one machine is drawn with the numbers of its GPUs")
  func machine() throws {
    guard case .template(let template) = try TopologyCatalog.find("dgx-2").file else { return }
    let svg = ClusterDrawing(template).svg
    #expect((0..<16).allSatisfy { svg.contains(">\($0)</text>") })
    #expect(svg.contains("id=\"node-v100-0\""))
  }

  private static func cluster(_ name: String) throws -> ClusterTopology {
    guard case .cluster(let cluster) = try TopologyCatalog.find(name).file else {
      throw CocoaError(.featureUnsupported)
    }
    return cluster
  }
}

/// An opening tag of a drawing.
private struct Tag {
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
private struct Rectangle {
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

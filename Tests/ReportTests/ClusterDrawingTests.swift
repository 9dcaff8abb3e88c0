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

  @Test(
    "what is drawn lies on a page of sensible size",
    arguments: [
      "gb200-nvl72-8racks", "xai-colossus", "meta-100k", "summit", "aurora", "princeton-della",
    ])
  func inside(name: String) throws {
    let svg = ClusterDrawing(try Self.cluster(name)).svg
    #expect(svg.utf8.count < 3_000_000)
    let boxes = Rectangle.all(in: svg)
    let page = try #require(boxes.first { $0.classes.contains("page") })
    let drawn = boxes.filter { !$0.classes.contains("page") && !$0.classes.isEmpty }
    #expect(drawn.allSatisfy { $0.x >= 0 && $0.y >= 0 })
    #expect(drawn.allSatisfy { $0.x + $0.width + 20 <= page.width })
    #expect(drawn.allSatisfy { $0.y + $0.height <= page.height })
    #expect(page.width <= 1_440)
    #expect(page.height <= 3_000)
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
      "A  eval: 2", "B  pre&lt;train&gt;: 640", "C  serving: 84", "free: 290", "<pattern id=\"p2\"",
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
    for text in ["GPUs to give out: 500", "standing by: 60", "spare: 12", "failed: 4"] {
      #expect(svg.contains(">\(text)</text>"), "\(text)")
    }
  }

  @Test("racks that differ stand side by side, as wide and as high as each other")
  func irregular() throws {
    let sizes = [18, 7, 1, 18, 12]
    let cluster = try Self.cluster(of: sizes)
    let boxes = Rectangle.all(in: ClusterDrawing(cluster).svg)
    let racks = boxes.filter { $0.classes.contains("f") }
    let nodes = boxes.filter { $0.classes.contains("n") }
    #expect(racks.map { rack in nodes.count { rack.contains($0) } } == sizes)
    #expect(Set(racks.map(\.y)).count == 1)
    #expect(Set(racks.map(\.height)).count == 1)
    #expect(Set(racks.map(\.width)).count == 1)
  }

  @Test("a large group beside many small ones does not make a page of blanks")
  func uneven() throws {
    let sizes = [900] + [Int](repeating: 1, count: 600)
    let boxes = Rectangle.all(in: ClusterDrawing(try Self.cluster(of: sizes)).svg)
    let racks = boxes.filter { $0.classes.contains("f") }
    let nodes = boxes.filter { $0.classes.contains("n") }
    #expect(racks.map { rack in nodes.count { rack.contains($0) } } == sizes)
    let page = try #require(boxes.first { $0.classes.contains("page") })
    #expect(page.height <= 1_500)
  }

  @Test("units within units are outlined within each other")
  func nested() throws {
    var cluster = try Self.cluster(of: [4, 4, 2, 4])
    cluster.pools[0].tiers = [
      .init(name: "aisle", units: NodeGroups(sizes: [8, 6])), .init(name: "hall", nodes: 14),
    ]
    let svg = ClusterDrawing(cluster).svg
    let outlines = Rectangle.all(in: svg).filter { $0.classes.contains("t") }
    let racks = Rectangle.all(in: svg).filter { $0.classes.contains("f") }
    #expect(outlines.count == 3)
    #expect(outlines.map { outline in racks.count { outline.contains($0) } }.sorted() == [2, 2, 4])
    #expect(svg.contains("A solid outline is a rack. A dashed outline is an aisle or hall."))
  }

  @Test("a domain over several nodes has a bar of its own")
  func domains() throws {
    let svg = ClusterDrawing(try Self.cluster("gb200-nvl72-8racks")).svg
    let bars = Rectangle.all(in: svg).filter { $0.classes.contains("bar") }
    #expect(bars.count == 8)
    #expect(svg.contains("A thick bar joins the 72 GPUs of a domain by NVLink."))
    let nodes = Rectangle.all(in: svg).filter { $0.classes.contains("n") }
    #expect(Set(nodes.map(\.x)).count == 8, "the trays of a rack stand in one column")
  }

  @Test("names are in the tooltips, of nodes and of groups; what XML cannot hold is not")
  func names() throws {
    var cluster = try Self.cluster(of: [2, 3])
    cluster.name = "a\u{1}<b>"
    cluster.pools[0].hosts = try HostNames("gpu-[001-005]")
    let svg = ClusterDrawing(cluster).svg
    #expect(svg.contains("<title>node 3 (gpu-004): in service</title>"))
    #expect(svg.contains("<title>rack 1: nodes 2 to 4 (gpu-003 to gpu-005), 24 GPUs</title>"))
    #expect(svg.contains("<title id=\"title\">a?&lt;b&gt;</title>"))
  }

  @Test("title and description say it in words, and no letter is smaller than 10 pixels")
  func words() throws {
    let svg = ClusterDrawing(try Self.cluster("dgx-superpod-127")).svg
    #expect(svg.contains("aria-labelledby=\"title desc\""))
    let start = try #require(svg.range(of: "<desc id=\"desc\">"))
    let description = svg[start.upperBound...].prefix { $0 != "<" }
    for words in ["1,016 GPUs", "127 x dgx-h100", "32 racks", "scalable-unit"] {
      #expect(description.contains(words))
    }
    let sizes = svg.matches(of: /font-size:(\d+)px/).compactMap { Int($0.output.1) }
    #expect((sizes.min() ?? 0) >= 10)
  }

  private static func cluster(of racks: [Int]) throws -> ClusterTopology {
    guard case .template(let template) = try TopologyCatalog.find("dgx-h100").file else {
      throw CocoaError(.featureUnsupported)
    }
    let nodes = racks.reduce(0, +)
    return ClusterTopology(
      id: "c",
      pools: [
        TopologyPool(
          id: "h100", template: template, nodes: nodes, racks: NodeGroups(sizes: racks),
          domains: NodeGroups(of: 1))
      ])
  }

  private static func cluster(_ name: String) throws -> ClusterTopology {
    guard case .cluster(let cluster) = try TopologyCatalog.find(name).file else {
      throw CocoaError(.featureUnsupported)
    }
    return cluster
  }
}

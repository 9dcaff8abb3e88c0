import Documents
import Foundation
import FoundationXML
import Scenario
import ScenarioFixtures
import Synchronization
import Testing

@testable import Planning
@testable import Report

/// A sweep of a scenario's files, with its points and tipping points.
private struct Swept {
  let sweep: Sweep
  let points: [SweepPoint]
  let tipping: [TippingPoint]

  init(
    _ files: ScenarioFiles, _ ranges: [String], mode: Sweep.Mode, intervals: Bool = false
  ) throws {
    let grid = try ScenarioGrid(
      ScenarioSource(files: files.all, in: "test"),
      overrides: [
        .init(path: "draws", value: "256"), .init(path: "parameter_draws", value: "16"),
      ], varying: try ranges.map { try Scenario.Override(argument: $0) })
    sweep = Sweep(
      grid, mode: mode, intervals: intervals,
      within: PlanningLimits(threads: 2, explains: false))
    let all = Mutex<[SweepPoint]>([])
    if sweep.obstacle == nil {
      try sweep.run(Array(0..<grid.count)) { found in all.withLock { $0 += found } }
    }
    points = all.withLock { $0.sorted { $0.index < $1.index } }
    tipping =
      points.isEmpty
      ? [] : try #require(try sweep.tippingPoints(among: points, levels: [0.25, 0.5, 0.75]))
  }

  static let lab = Result {
    try Swept(ScenarioFiles(.lab), ["cluster_gpus=256..65536*1.3"], mode: .fixed)
  }
}

/// Whether a text is well-formed XML.
private func isXML(_ text: String) -> Bool {
  XMLParser(data: Data(text.utf8)).parse()
}

@Suite("What a sweep is shown as")
struct SweepReportTests {
  private static let names = ScenarioFiles.extremes.map(\.name)

  @Test("a point and its line are one", arguments: [Sweep.Mode.fixed, .planned])
  func roundTrip(mode: Sweep.Mode) throws {
    for range in ["cluster_gpus=[24, 64, 72, 400]", "budget.cash=1..700k:3"] {
      let swept = try Swept(.hospital, [range], mode: mode, intervals: true)
      let pools = swept.sweep.grid.base.pools.map(\.id)
      for point in swept.points {
        let line = point.line(pools: pools)
        #expect(line.hasSuffix("}}\n") && line.split(separator: "\n").count == 1)
        #expect(SweepPoint(line: line, pools: pools) == point)
        #expect(SweepPoint(line: line.dropLast(4), pools: pools) == nil)
        // An encoder of somebody else's reads the same.
        #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil)
      }
    }
  }

  @Test("any text survives the line of a point")
  func texts() {
    for text in ["\"\\\u{8}\n\u{1F}é√ \u{2028}", "", "a/b", "💡\t"] {
      let point = SweepPoint(
        index: 0, values: [1e-7, -0.5], clusterGPUs: 3, clusterH100e: 0.1 + 0.2,
        status: .infeasible, conflict: text)
      #expect(SweepPoint(line: point.line(pools: []), pools: []) == point)
    }
  }

  @Test("a curve fits its columns, whatever is in it", arguments: names, [60, 80, 120, 200])
  func width(name: String, width: Int) throws {
    let files = try #require(ScenarioFiles.extremes.first { $0.name == name }).files
    for mode in [Sweep.Mode.fixed, .planned] {
      let swept = try Swept(files, ["cluster_gpus=64..2000*2"], mode: mode)
      if swept.points.isEmpty { continue }
      let text = TerminalSweep(
        swept.sweep, points: swept.points, tipping: swept.tipping, width: width
      ).text
      for line in text.split(separator: "\n") {
        #expect(line.count <= width && line.last != " ", "\(line)")
      }
      #expect(!text.contains("nan") && !text.contains("inf ") && text.hasSuffix("\n"))
      #expect(isXML(SweepDrawing(swept.sweep, points: swept.points, tipping: swept.tipping).svg))
    }
  }

  @Test("heat maps and tornados fit theirs", arguments: names)
  func others(name: String) throws {
    let files = try #require(ScenarioFiles.extremes.first { $0.name == name }).files
    let swept = try Swept(
      files, ["cluster_gpus=64..200:3", "assumptions.lapse=0..1:60"], mode: .fixed)
    if swept.points.isEmpty { return }
    let tornado = try #require(try swept.sweep.tornado(of: .hires))
    for width in [60, 80, 200] {
      let map = TerminalHeatMap(swept.sweep, points: swept.points, of: .worth, width: width).text
      let bars = TerminalTornado(swept.sweep, tornado, width: width).text
      for line in (map + bars).split(separator: "\n") {
        #expect(line.count <= width && line.last != " ", "\(line)")
      }
    }
    #expect(isXML(HeatMapDrawing(swept.sweep, points: swept.points, of: .worth).svg))
    #expect(isXML(TornadoDrawing(swept.sweep, tornado).svg))
  }

  @Test("blocks rise with the share, and only nothing is nothing")
  func blocks() {
    #expect(
      [nil, 0, 1e-9, 0.125, 0.126, 0.5, 1].map(TerminalSweep.block) == [
        ".", " ", "▁", "▁", "▂", "▄", "█",
      ])
  }

  @Test("a picture's labels lie on none other, and screens stand upright")
  func drawing() throws {
    let swept = try Swept.lab.get()
    let svg = SweepDrawing(swept.sweep, points: swept.points, tipping: swept.tipping).svg
    #expect(isXML(svg) && !svg.contains("<script") && !svg.contains("@font-face"))
    let labels = Tag.all(in: svg).filter {
      $0.name == "text" && ($0.attributes["style"] ?? "").hasPrefix("fill:#")
        && $0.attributes["text-anchor"] == "start"
    }.compactMap { $0.attributes["y"].flatMap(Double.init) }.sorted()
    #expect(labels.count == 12)
    for (above, below) in zip(labels, labels.dropFirst()) { #expect(below - above >= 14.9) }
    // C-03 and C-07 jump: two corners of one line share their place from left to right.
    let jumps = Tag.all(in: svg).filter { $0.name == "path" }.filter { tag in
      let corners = (tag.attributes["d"] ?? "").split(whereSeparator: { "ML".contains($0) })
        .map { $0.split(separator: " ").compactMap { Double($0) } }
      return zip(corners, corners.dropFirst()).contains {
        $0.count == 2 && $1.count == 2 && $0[0] == $1[0] && abs($0[1] - $1[1]) > 100
      }
    }
    #expect(jumps.count == 2)
    for tick in ["256", "1k", "10k", "65.5k"] { #expect(svg.contains(">\(tick)</text>")) }
  }

  @Test("where no offer is made to somebody who has one elsewhere the curve is another")
  func refused() throws {
    let swept = try Swept(ScenarioFiles(.lab), ["budget.cash=0..10M:11"], mode: .planned)
    let text = TerminalSweep(swept.sweep, points: swept.points, tipping: []).text
    let isMixed = swept.sweep.grid.base.candidates.indices.contains { index in
      Set(swept.points.filter { !$0.offers.isEmpty }.map { $0.offers[index].isMade }).count == 2
    }
    #expect(isMixed && text.contains("░ no offer is made there"))
    #expect(text.contains("budget.cash $0 to $10,000,000") && text.contains(" at $10,000,000"))
    let fixed = try Swept.lab.get()
    #expect(!TerminalSweep(fixed.sweep, points: fixed.points, tipping: []).text.contains("░"))
  }

  @Test("points that the kept plan does not fit are marked, in lines and in pictures")
  func exceeding() throws {
    let swept = try Swept(
      ScenarioFiles(.lab), ["clusters.bay-1.nodes=100..200:3", "budget.cash=1M..9M:3"], mode: .fixed
    )
    let count = swept.points.count { $0.status == .exceeds }
    #expect(count > 0 && count < 9)
    let map = TerminalHeatMap(swept.sweep, points: swept.points, of: .worth).text
    let rows = map.split(separator: "\n").filter { $0.contains("M") == false && $0.contains("x") }
    #expect(map.contains("x does not fit") && !rows.isEmpty)
    let svg = HeatMapDrawing(swept.sweep, points: swept.points, of: .worth).svg
    #expect(isXML(svg) && svg.contains("cross: does not fit"))
    let crosses = Tag.all(in: svg).filter { $0.name == "path" && $0.attributes["stroke"] == "#222" }
    #expect(crosses.count == count)
    let line = try Swept(ScenarioFiles(.lab), ["budget.cash=1M..9M:3"], mode: .fixed)
    let words = TerminalSweep(line.sweep, points: line.points, tipping: []).text
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("at $1,000,000 (does not fit), $") && words.contains("at $9,000,000;"))
  }

  @Test("a tornado's numbers stand beside the ends of their own bars")
  func tornado() throws {
    let swept = try Swept(.hospital, ["cluster_gpus=[64]"], mode: .fixed)
    func end(_ value: Double, _ outcome: Double?) -> Tornado.End {
      Tornado.End(value: value, outcome: outcome, status: .fits)
    }
    let tornado = Tornado(
      outcome: .hires, base: 2,
      bars: [
        Tornado.Bar(input: "falling", measure: .value, low: end(1, 3), high: end(2, 1)),
        Tornado.Bar(input: "rising", measure: .value, low: end(1, 1.5), high: end(2, 2.5)),
        Tornado.Bar(input: "above", measure: .value, low: end(1, 2.8), high: end(2, 2.4)),
      ])
    let lines = TerminalTornado(swept.sweep, tornado).text.split(separator: "\n").map(String.init)
    func bar(_ name: String) -> String { lines.first { $0.hasPrefix(name) } ?? "" }
    #expect(bar("falling").contains(" -1.00 █") && bar("falling").hasSuffix("░ +1.00"))
    #expect(bar("rising").contains(" -0.50 ░") && bar("rising").hasSuffix("█ +0.50"))
    #expect(bar("above").hasSuffix("░ +0.40 +0.80") && bar("above").contains("|█"))
  }

  @Test("of two sweeps the mode and the grid are inputs that differ")
  func inputs() throws {
    func list(_ range: String, _ mode: Sweep.Mode) throws -> FigureList {
      let swept = try Swept(.hospital, ["cluster_gpus=\(range)"], mode: mode)
      let header = SweepHeader(swept.sweep, version: "1")
      let document = SweepDocument(
        header: header, points: swept.points, tipping: swept.tipping)
      return try #require(FigureList(sweep: document.jsonLines))
    }
    let first = try list("24..96:4", .fixed)
    let side = DifferenceDocument.Side(kind: "sweep", source: "a", name: "a")
    for (other, paths) in [
      (first, []), (try list("24..96:4", .planned), ["mode"]),
      (try list("24..120:5", .fixed), ["--vary cluster_gpus"]),
      (try list("[24, 48, 72, 96]", .fixed), ["--vary cluster_gpus"]),
    ] {
      let difference = DifferenceDocument(side, side, figures: first, other, version: "1")
      #expect(difference.inputs.map(\.path) == paths)
      #expect(difference.equal == paths.isEmpty)
    }
  }

  @Test("a point without neighbours is a dot")
  func dots() throws {
    let swept = try Swept(.hospital, ["cluster_gpus=[64]"], mode: .fixed)
    let svg = SweepDrawing(swept.sweep, points: swept.points, tipping: []).svg
    #expect(Tag.all(in: svg).count { $0.name == "circle" && $0.attributes["cy"] != "3" } == 4)
  }

  @Test("ids of any letters are escaped in pictures")
  func escaped() throws {
    let swept = try Swept.lab.get()
    var axis = SweepDrawing(swept.sweep, points: swept.points, tipping: []).svg
    axis += TerminalSweep(swept.sweep, points: swept.points, tipping: []).text
    #expect(!axis.contains("<C-"))
    #expect(ChartFrame.text("a<b&\"c", 0, 0).contains(">a&lt;b&amp;&quot;c</text>"))
  }

  @Test("labels that are spread stay in order, apart and inside")
  func spread() {
    for wanted in [[5.0, 5, 5], [0, 100, 50], [99, 98, 97, 96], [], [40]] {
      let places = ChartFrame.spread(wanted, height: 10, in: 0...100)
      let sorted = places.sorted()
      for (a, b) in zip(sorted, sorted.dropFirst()) { #expect(b - a >= 10) }
      #expect(sorted.allSatisfy { (0...100).contains($0) })
      for a in wanted.indices {
        for b in wanted.indices where wanted[a] < wanted[b] { #expect(places[a] < places[b]) }
      }
    }
  }

  @Test(
    "numbers on an axis",
    arguments: [
      (256.0, "256"), (1_000, "1k"), (1_024, "1.02k"), (65_536, "65.5k"), (1_500_000, "1.5M"),
      (0.05, "0.05"), (0, "0"), (999.9, "1k"), (-2_000, "-2k"), (7.4e6, "7.4M"), (100_000, "100k"),
    ])
  func short(value: Double, text: String) {
    #expect(SweepScale.short(value) == text)
  }
}

public import Planning
internal import Scenario

/// A sweep along one axis as a line chart: P(accept) of every candidate; SVG.
///
/// A line is solid where the candidate is offered something and dashed where not; a screen that opens
/// is a vertical step at its exact place.
public struct SweepDrawing {
  private let sweep: Sweep
  private let points: [SweepPoint]
  private let tipping: [TippingPoint]
  private let scale: SweepScale
  private let frame: ChartFrame

  private static let width = 960
  private static let labelHeight = 15

  /// A drawing of all points, in order.
  public init(_ sweep: Sweep, points: [SweepPoint], tipping: [TippingPoint]) {
    self.sweep = sweep
    self.points = points
    self.tipping = tipping
    scale = SweepScale(sweep.grid.axes[0])
    let candidates = sweep.grid.base.candidates
    let names = candidates.map { DrawingText.width(of: $0.id + " 100 %", size: 12) }.max() ?? 0
    let height = max(380, Self.labelHeight * candidates.count)
    frame = ChartFrame(
      plot: Box(
        x: 70, y: 90, width: Self.width - 70 - min(360, names) - 30, height: height))
  }

  /// The file's text.
  public var svg: String {
    let title = "P(accept) along \(scale.path)"
    let words = SweepSummary(sweep, points)
    let notes = DrawingText.lines(
      of: [words.title + " · dashed where nothing is offered"], in: Self.width - 40, size: 12)
    let page = DrawingPage(
      width: Self.width, height: frame.plot.y + frame.plot.height + 60, title: title,
      description: ([words.title] + words.sentences(scale)).joined(separator: " "))
    var lines = page.head
    for (index, note) in notes.prefix(2).enumerated() {
      lines.append(
        "<text class=\"sub\" x=\"20\" y=\"\(52 + 17 * index)\">\(note.escapedForXML)</text>")
    }
    lines += shades
    lines += frame.linesAcross(
      [0, 25, 50, 75, 100].map { (Double($0) / 100, "\($0) %") })
    lines += frame.ticksBelow(
      scale.ticks(gap: 0.07).map { (scale.position(of: $0), scale.label($0)) })
    let unit = scale.noun.isEmpty ? "" : " (\(scale.noun))"
    lines += frame.titles(
      below: scale.path + unit + (scale.isLogarithmic ? ", logarithmic" : ""),
      beside: "P(accept)")
    lines += curves + [frame.border] + labels
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  // Where there is no plan, or it does not fit.
  private var shades: [String] {
    let isBad = points.map { [.infeasible, .undecided, .exceeds].contains($0.status) }
    var lines: [String] = []
    var start: Int?
    for index in 0...points.count {
      if index < points.count, isBad[index] {
        start = start ?? index
      } else if let first = start {
        let left = first == 0 ? 0 : (place(first - 1) + place(first)) / 2
        let right = index == points.count ? 1 : (place(index - 1) + place(index)) / 2
        let words = points[first].status == .exceeds ? "the plan does not fit" : "no plan"
        let (x, end) = (frame.x(left), frame.x(right))
        lines.append(
          "<rect fill=\"#f3f0ea\" x=\"\(ChartFrame.place(x))\" y=\"\(frame.plot.y)\" "
            + "width=\"\(ChartFrame.place(end - x))\" height=\"\(frame.plot.height)\"/>")
        if Int(end - x) > DrawingText.width(of: words, size: 12) {
          lines.append(
            ChartFrame.text(
              words, (x + end) / 2, Double(frame.plot.y + 14), anchor: "middle", colour: "#777"))
        }
        start = nil
      }
    }
    return lines
  }

  private func place(_ index: Int) -> Double { scale.position(of: points[index].values[0]) }

  // A corner of a line; what begins there is solid or not.
  private struct Corner {
    var x: Double
    var y: Double
    var isMade: Bool
  }

  private var curves: [String] {
    sweep.grid.base.candidates.indices.flatMap { index -> [String] in
      let colour = ChartFrame.colours[index % ChartFrame.colours.count]
      let id = sweep.grid.base.candidates[index].id
      var lines = ["<g fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\">"]
      lines.append("<title>\(id.escapedForXML)</title>")
      for run in runs(of: index) {
        if run.count == 1 {
          let (x, y) = (frame.x(run[0].x), frame.y(run[0].y))
          lines.append(
            "<circle cx=\"\(ChartFrame.place(x))\" cy=\"\(ChartFrame.place(y))\" r=\"3\"/>")
          continue
        }
        let path = run.enumerated().map { number, corner in
          (number == 0 ? "M" : "L") + ChartFrame.place(frame.x(corner.x)) + " "
            + ChartFrame.place(frame.y(corner.y))
        }.joined()
        let dashes = run[0].isMade ? "" : " stroke-dasharray=\"4 4\" stroke-width=\"1.4\""
        lines.append("<path d=\"\(path)\"\(dashes)/>")
      }
      return lines + ["</g>"]
    }
  }

  // Pieces that are solid or dashed from end to end; they end where there is no plan.
  private func runs(of candidate: Int) -> [[Corner]] {
    var runs: [[Corner]] = []
    var run: [Corner] = []
    // What only carries on a line with another kind of stroke is no point of its own.
    var isContinued = false
    func close() {
      if run.count > (isContinued ? 1 : 0) { runs.append(run) }
      run = []
      isContinued = false
    }
    for index in points.indices {
      guard points[index].offers.indices.contains(candidate) else {
        close()
        continue
      }
      let offer = points[index].offers[candidate]
      var corners = run.isEmpty ? [] : steps(of: candidate, upTo: index, offer.isMade)
      corners.append(
        Corner(x: place(index), y: offer.acceptance, isMade: offer.isMade))
      for corner in corners {
        let isTurn = run.last.map { $0.isMade != corner.isMade } ?? false
        run.append(corner)
        if isTurn {
          close()
          run = [corner]
          isContinued = true
        }
      }
    }
    close()
    return runs
  }

  // Both sides of every jump between a point and the one before it.
  private func steps(of candidate: Int, upTo index: Int, _ isMade: Bool) -> [Corner] {
    let (before, after) = (points[index - 1], points[index])
    let id = sweep.grid.base.candidates[candidate].id
    let jumps = tipping.filter {
      if case .level = $0.kind { return false }
      return $0.candidate == id && $0.before >= before.values[0] && $0.value <= after.values[0]
    }.sorted { $0.value < $1.value }
    var seen: [Double] = []
    return jumps.flatMap { jump -> [Corner] in
      if seen.contains(jump.value) { return [] }
      seen.append(jump.value)
      let sides =
        jump.acceptances ?? [
          before.offers[candidate].acceptance, after.offers[candidate].acceptance,
        ]
      let x = scale.position(of: jump.value)
      return [
        Corner(x: x, y: sides[0], isMade: before.offers[candidate].isMade),
        Corner(x: x, y: sides[1], isMade: isMade),
      ]
    }
  }

  // At the right end, none on another, a line from each to its curve.
  private var labels: [String] {
    let candidates = sweep.grid.base.candidates
    let ends = candidates.indices.map { index in
      points.last { !$0.offers.isEmpty }.map { $0.offers[index].acceptance }
    }
    let known = candidates.indices.filter { ends[$0] != nil }
    let wanted = known.map { frame.y(ends[$0] ?? 0) }
    let bottom = Double(frame.plot.y + frame.plot.height)
    let places = ChartFrame.spread(
      wanted, height: Double(Self.labelHeight), in: Double(frame.plot.y + 6)...bottom)
    return zip(known, zip(wanted, places)).flatMap { index, heights in
      let colour = ChartFrame.colours[index % ChartFrame.colours.count]
      let text = candidates[index].id + " " + NumberFormat.percent(ends[index] ?? 0)
      let right = frame.x(1)
      return [
        ChartFrame.line(right + 1, heights.0, right + 14, heights.1, colour),
        ChartFrame.text(
          DrawingText.fitting(text, in: 360, size: 12), right + 18, heights.1 + 4,
          colour: colour),
      ]
    }
  }
}

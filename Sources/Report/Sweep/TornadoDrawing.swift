internal import Choice
public import Planning
internal import Scenario

/// A tornado as bars around what is believed; SVG.
public struct TornadoDrawing {
  private let sweep: Sweep
  private let tornado: Tornado

  private static let most = 24
  private static let rowHeight = 22
  private static let (low, high) = ("#0072b2", "#d55e00")

  /// A drawing of a tornado.
  public init(_ sweep: Sweep, _ tornado: Tornado) {
    self.sweep = sweep
    self.tornado = tornado
  }

  /// The file's text.
  public var svg: String {
    let bars = Array(
      tornado.bars.filter { $0.swing(around: tornado.base) > 0 }.prefix(Self.most))
    let words = OutcomeText(tornado.outcome)
    let ends = bars.flatMap { [$0.low.outcome, $0.high.outcome] }.compactMap(\.self)
    let base = tornado.base ?? ends.first ?? 0
    let (least, greatest) = (min(base, ends.min() ?? base), max(base, ends.max() ?? base))
    let frame = ChartFrame(
      plot: Box(x: 330, y: 100, width: 500, height: Self.rowHeight * max(1, bars.count) + 8))
    func share(_ value: Double) -> Double {
      greatest > least ? (value - least) / (greatest - least) : 0.5
    }
    let mode = sweep.mode == .fixed ? "the plan kept" : "planned anew"
    let summary =
      "\(sweep.grid.base.name) · \(mode) · now \(words.shown(tornado.base)) · each input alone at "
      + "its 5 % end (blue) and its 95 % end (orange)."
    let page = DrawingPage(
      width: 960, height: frame.plot.y + frame.plot.height + 60,
      title: "What moves the \(words.title)", description: summary)
    var lines = page.head
    for (index, note) in DrawingText.lines(of: [summary], in: 920, size: 12).prefix(2).enumerated()
    {
      lines.append(ChartFrame.text(note, 20, Double(52 + 17 * index)))
    }
    for (row, bar) in bars.enumerated() {
      lines += self.bar(bar, row, base, frame, words, share)
    }
    lines.append(
      ChartFrame.line(
        frame.x(share(base)), Double(frame.plot.y), frame.x(share(base)), frame.y(0), "#222"))
    lines += frame.ticksBelow(
      (least == greatest ? [least] : [least, base, greatest]).reduce(into: []) { ticks, value in
        // The middle one gives way where it is near an end.
        let isEnd = value == least || value == greatest
        if isEnd || (0.15...0.85).contains(share(value)) {
          ticks.append((share(value), words.shown(value)))
        }
      })
    lines += frame.titles(below: words.title, beside: "") + [frame.border, "</svg>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func bar(
    _ bar: Tornado.Bar, _ row: Int, _ base: Double, _ frame: ChartFrame, _ words: OutcomeText,
    _ share: (Double) -> Double
  ) -> [String] {
    let y = frame.plot.y + 4 + row * Self.rowHeight
    let label = DrawingText.fitting("\(bar.name)  \(bar.range)", in: 300, size: 12)
    var lines = [
      ChartFrame.text(label, Double(frame.plot.x - 8), Double(y + 15), anchor: "end")
    ]
    let sides = [(bar.low, Self.low), (bar.high, Self.high)].sorted {
      abs(($0.0.outcome ?? base) - base) > abs(($1.0.outcome ?? base) - base)
    }
    for (end, colour) in sides {
      guard let outcome = end.outcome else { continue }
      let (from, to) = (
        frame.x(share(min(outcome, base))), frame.x(share(max(outcome, base)))
      )
      lines.append(
        "<rect fill=\"\(colour)\" x=\"\(ChartFrame.place(from))\" y=\"\(y + 3)\" "
          + "width=\"\(ChartFrame.place(to - from))\" height=\"\(Self.rowHeight - 6)\"/>")
    }
    let swing = words.change(bar.swing(around: tornado.base)).drop { $0 == "+" }
    return lines + [
      ChartFrame.text(
        String(swing), Double(frame.plot.x + frame.plot.width + 8), Double(y + 15))
    ]
  }
}

public import Planning
internal import Scenario

/// A sweep along two axes as a heat map with its legend; SVG.
public struct HeatMapDrawing {
  private let sweep: Sweep
  private let points: [SweepPoint]
  private let outcome: SweepOutcome
  private let rows: SweepScale
  private let columns: SweepScale

  // Light to dark, so that the order is seen without colour.
  private static let colours: [(Double, Double, Double)] = [
    (253, 231, 173), (250, 176, 107), (221, 107, 102), (146, 55, 111), (54, 21, 84),
  ]
  private static let plot = Box(x: 90, y: 90, width: 660, height: 460)

  /// A drawing of all points, in order.
  public init(_ sweep: Sweep, points: [SweepPoint], of outcome: SweepOutcome) {
    self.sweep = sweep
    self.points = points
    self.outcome = outcome
    rows = SweepScale(sweep.grid.axes[0])
    columns = SweepScale(sweep.grid.axes[1])
  }

  /// The file's text.
  public var svg: String {
    let words = OutcomeText(outcome)
    let summary = SweepSummary(sweep, points)
    let frame = ChartFrame(plot: Self.plot)
    let page = DrawingPage(
      width: 960, height: Self.plot.y + Self.plot.height + 60, title: words.title.capitalizedFirst,
      description: ([summary.title] + summary.trouble).joined(separator: " "))
    let values = points.map(outcome.value(of:))
    let known = values.compactMap(\.self)
    let (low, high) = (known.min() ?? 0, known.max() ?? 0)
    var lines = page.head
    for (index, note) in DrawingText.lines(of: [summary.title], in: 920, size: 12).prefix(2)
      .enumerated()
    {
      lines.append(ChartFrame.text(note, 20, Double(52 + 17 * index)))
    }
    lines += cells(values, low, high)
    lines += frame.ticksBelow(Self.labels(of: columns, most: 10))
    for (share, label) in Self.labels(of: rows, most: 16) {
      lines.append(
        ChartFrame.text(label, Double(Self.plot.x - 8), frame.y(share) + 4, anchor: "end"))
    }
    lines += frame.titles(below: columns.path, beside: rows.path) + [frame.border]
    lines += legend(low, high, words)
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  // The middle of every so many cells.
  private static func labels(
    of scale: SweepScale, most: Int
  ) -> [(share: Double, label: String)] {
    let count = scale.values.count
    let step = (count + most - 1) / most
    return stride(from: 0, to: count, by: step).map {
      ((Double($0) + 0.5) / Double(count), scale.label(scale.values[$0]))
    }
  }

  private func cells(_ values: [Double?], _ low: Double, _ high: Double) -> [String] {
    let (plot, words) = (Self.plot, OutcomeText(outcome))
    let (across, down) = (columns.values.count, rows.values.count)
    return values.indices.flatMap { index -> [String] in
      let (row, column) = (index / across, index % across)
      // Whole pixels, so that no seam shows between cells.
      let left = plot.x + plot.width * column / across
      let right = plot.x + plot.width * (column + 1) / across
      let top = plot.y + plot.height * (down - 1 - row) / down
      let bottom = plot.y + plot.height * (down - row) / down
      let box = Box(x: left, y: top, width: right - left, height: bottom - top)
      let place =
        "\(rows.full(rows.values[row])), \(columns.full(columns.values[column]))"
      let fill = values[index].map { Self.colour(low, high, $0) } ?? "#ffffff"
      let isOver = points[index].status == .exceeds
      let shown =
        (values[index].map(words.shown) ?? "no plan") + (isOver ? ", does not fit" : "")
      let cell =
        "<rect fill=\"\(fill)\" \(box.attributes)><title>\(place.escapedForXML): "
        + "\(shown.escapedForXML)</title></rect>"
      return isOver ? [cell] + Self.cross(box) : [cell]
    }
  }

  // Dark on light: seen on the darkest colour, too.
  private static func cross(_ box: Box) -> [String] {
    let middle = (Double(box.x) + Double(box.width) / 2, Double(box.y) + Double(box.height) / 2)
    let arm = min(5, Double(min(box.width, box.height)) * 0.3)
    let path =
      "M\(ChartFrame.place(middle.0 - arm)) \(ChartFrame.place(middle.1 - arm))"
      + "L\(ChartFrame.place(middle.0 + arm)) \(ChartFrame.place(middle.1 + arm))"
      + "M\(ChartFrame.place(middle.0 - arm)) \(ChartFrame.place(middle.1 + arm))"
      + "L\(ChartFrame.place(middle.0 + arm)) \(ChartFrame.place(middle.1 - arm))"
    return [("#fff", 3), ("#222", 1)].map { colour, width in
      "<path d=\"\(path)\" stroke=\"\(colour)\" stroke-width=\"\(width)\"/>"
    }
  }

  private func legend(_ low: Double, _ high: Double, _ words: OutcomeText) -> [String] {
    let (x, steps) = (Self.plot.x + Self.plot.width + 40, 20)
    let height = Self.plot.height / steps
    var lines = (0..<steps).map { step in
      let value = low + (high - low) * (Double(step) + 0.5) / Double(steps)
      let box = Box(
        x: x, y: Self.plot.y + (steps - 1 - step) * height, width: 24, height: height)
      return "<rect fill=\"\(Self.colour(low, high, value))\" \(box.attributes)/>"
    }
    for quarter in 0...4 {
      let share = Double(quarter) / 4
      lines.append(
        ChartFrame.text(
          words.shown(low + (high - low) * share), Double(x + 32),
          Double(Self.plot.y) + Double(steps * height) * (1 - share) + 4))
    }
    let marks = [
      points.contains { outcome.value(of: $0) == nil } ? "white: no plan" : nil,
      points.contains { $0.status == .exceeds } ? "cross: does not fit" : nil,
    ]
    for (line, mark) in marks.compactMap(\.self).enumerated() {
      let y = Double(Self.plot.y + Self.plot.height + 22 + 16 * line)
      lines.append(ChartFrame.text(mark, Double(x), y))
    }
    return lines
  }

  private static func colour(_ low: Double, _ high: Double, _ value: Double) -> String {
    let share = high > low ? min(1, max(0, (value - low) / (high - low))) : 1
    let place = share * Double(colours.count - 1)
    let index = min(colours.count - 2, Int(place))
    let (a, b, part) = (colours[index], colours[index + 1], place - Double(index))
    let channels = [a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part, a.2 + (b.2 - a.2) * part]
    return "#"
      + channels.map { channel in
        let digits = String(Int(channel.rounded()), radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
  }
}

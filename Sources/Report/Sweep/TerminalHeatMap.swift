public import Planning
internal import Scenario

/// A sweep along two axes as lines for a terminal: a block for each point, with its scale.
public struct TerminalHeatMap {
  private let sweep: Sweep
  private let points: [SweepPoint]
  private let outcome: SweepOutcome
  private let page: TerminalPage
  private let opening: String

  /// The lines of all points, in order.
  public init(
    _ sweep: Sweep, points: [SweepPoint], of outcome: SweepOutcome, width: Int = 80,
    style: TerminalStyle = .plain, opening: String = ""
  ) {
    self.sweep = sweep
    self.points = points
    self.outcome = outcome
    self.opening = opening
    page = TerminalPage(width: width, style: style)
  }

  /// The text, a newline at the end.
  public var text: String { lines.joined(separator: "\n") + "\n" }

  private var words: OutcomeText { OutcomeText(outcome) }
  private var rows: SweepScale { SweepScale(sweep.grid.axes[0]) }
  private var columns: SweepScale { SweepScale(sweep.grid.axes[1]) }

  private var lines: [String] {
    let values = points.map(outcome.value(of:))
    let known = values.compactMap(\.self)
    var lines = page.wrapped(opening) + page.wrapped(SweepSummary(sweep, points).title)
    if let low = known.min(), let high = known.max() { lines += map(values, low, high) }
    let summary = SweepSummary(sweep, points)
    if case .acceptance = outcome { lines += page.wrapped(summary.rangeNote) }
    return lines + summary.trouble.flatMap { page.wrapped($0) }
  }

  private func map(_ values: [Double?], _ low: Double, _ high: Double) -> [String] {
    let (rows, columns) = (rows, columns)
    let count = columns.values.count
    let label = rows.values.map { rows.label($0).count }.max() ?? 0
    let room = page.width - label - 1
    let cell = max(1, min(8, room / count))
    // More than there is room for: every so many.
    let shown = (0..<min(count, room / cell)).map { $0 * count / min(count, room / cell) }
    var lines = [
      page.heading(words.title), "down \(rows.path.onOneLine), across \(columns.path.onOneLine)",
    ].flatMap { $0.count > page.width ? page.wrapped($0) : [$0] }
    // The highest on top, as in a picture.
    for (index, row) in rows.values.enumerated().reversed() {
      let blocks = shown.map { column in
        self.cell(index * count + column, values, low, high, width: cell)
      }
      lines.append(
        TerminalSweep.right(rows.label(row), label) + " " + blocks.joined())
    }
    lines.append(axis(shown.map { columns.values[$0] }, cell, label))
    let steps = (0..<8).map { step in
      let value = low + (high - low) * (Double(step) + 0.5) / 8
      return "\(Self.block(value, low, high)) \(words.shown(value))"
    }
    let isOver = points.contains { $0.status == .exceeds }
    return lines
      + page.wrapped(
        steps.joined(separator: "  ") + "  . no plan" + (isOver ? "  x does not fit" : ""))
  }

  // A cross at its end, or instead of it, where the plan that is kept does not fit.
  private func cell(
    _ index: Int, _ values: [Double?], _ low: Double, _ high: Double, width: Int
  ) -> String {
    let block = Self.block(values[index], low, high)
    return points[index].status == .exceeds
      ? String(repeating: block, count: width - 1) + "x" : String(repeating: block, count: width)
  }

  // As many labels as fit, each beginning where its column does.
  private func axis(_ values: [Double], _ cell: Int, _ indent: Int) -> String {
    var line = String(repeating: " ", count: indent + 1)
    for (column, value) in values.enumerated() {
      let (start, text) = (indent + 1 + column * cell, columns.label(value))
      let isFirst = column == 0
      guard isFirst || start > line.count, start + text.count <= page.width else { continue }
      line += String(repeating: " ", count: start - line.count) + text
    }
    return line
  }

  // Eighths of a full block from the lowest to the highest; a dot for no plan.
  private static func block(_ value: Double?, _ low: Double, _ high: Double) -> String {
    guard let value else { return "." }
    let share = high > low ? (value - low) / (high - low) : 1
    return TerminalSweep.block(max(1e-9, share))
  }
}

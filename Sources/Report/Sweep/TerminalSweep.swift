internal import Choice
public import Planning
internal import Scenario

/// A sweep along one axis as lines for a terminal of 60 to 200 columns: a curve of blocks for each
/// candidate, then where it tips.
public struct TerminalSweep {
  private let sweep: Sweep
  private let points: [SweepPoint]
  private let tipping: [TippingPoint]
  private let page: TerminalPage
  private let scale: SweepScale
  private let opening: String

  /// The lines of a sweep.
  /// - Parameters:
  ///   - points: All of them, in order.
  ///   - tipping: Where something changes.
  ///   - width: Columns.
  ///   - opening: What comes before it, such as that it is an example.
  public init(
    _ sweep: Sweep, points: [SweepPoint], tipping: [TippingPoint], width: Int = 80,
    style: TerminalStyle = .plain, opening: String = ""
  ) {
    self.sweep = sweep
    self.points = points
    self.tipping = tipping
    self.opening = opening
    page = TerminalPage(width: width, style: style)
    scale = SweepScale(sweep.grid.axes[0])
  }

  /// The text, a newline at the end.
  public var text: String { lines.joined(separator: "\n") + "\n" }

  private var lines: [String] {
    var lines = page.wrapped(opening) + page.wrapped(SweepSummary(sweep, points).title)
    let planned = points.filter { !$0.offers.isEmpty || !$0.teams.isEmpty }
    if !planned.isEmpty, !candidates.isEmpty { lines += chart }
    lines += tippingLines + rangeLines
    return lines + SweepSummary(sweep, points).sentences(scale).flatMap { page.wrapped($0) }
  }

  private var candidates: [String] { sweep.grid.base.candidates.map(\.id) }

  private var nameWidth: Int { min(14, candidates.map(\.count).max() ?? 0) }
  // A name, a share before and one behind, with spaces between.
  private var curveWidth: Int { min(60, page.width - nameWidth - 14) }

  private var chart: [String] {
    let label = "P(accept) along \(scale.path.onOneLine)"
    var lines = [page.heading(label) + (scale.isLogarithmic ? ", a logarithmic axis" : "")]
    let columns = (0..<curveWidth).map { column in
      scale.nearest(to: (Double(column) + 0.5) / Double(curveWidth))
    }
    for (index, id) in candidates.enumerated() {
      let chances = points.map { $0.offers.isEmpty ? nil : $0.offers[index].acceptance }
      let isOffered = points.contains { !$0.offers.isEmpty && $0.offers[index].isMade }
      let name = Self.fitted(id, nameWidth)
      let first = chances.first.flatMap(\.self).map(NumberFormat.percent) ?? "-"
      let last = chances.last.flatMap(\.self).map(NumberFormat.percent) ?? "-"
      let curve = columns.map { column -> String in
        let isRefused =
          isOffered && points[column].offers.indices.contains(index)
          && !points[column].offers[index].isMade && chances[column] != 0
        return isRefused ? Self.refused : Self.block(chances[column])
      }.joined()
      lines.append(
        name + (isOffered ? " " : "*") + Self.right(first, 5) + " " + curve + " "
          + Self.right(last, 5))
    }
    lines += axisLines
    if points.contains(where: { point in point.offers.contains { !$0.isMade } }),
      candidates.indices.contains(where: { index in
        points.allSatisfy { $0.offers.isEmpty || !$0.offers[index].isMade }
      })
    {
      lines += page.wrapped("* never offered: P is of the nearest package")
    }
    if lines.contains(where: { $0.contains(Self.refused) }) {
      lines += page.wrapped(
        "\(Self.refused) no offer is made there: P is of the base plan's package")
    }
    return lines
  }

  // Ticks under the curves, each label beginning or ending where it stands.
  private var axisLines: [String] {
    var marks = [Character](repeating: "-", count: curveWidth)
    var labels = [Character](repeating: " ", count: curveWidth + 6)
    for tick in scale.ticks(gap: 7 / Double(curveWidth)) {
      let column = min(curveWidth - 1, Int(scale.position(of: tick) * Double(curveWidth)))
      marks[column] = "+"
      let text = Array(scale.label(tick))
      let start = max(0, min(column - text.count / 2, labels.count - text.count))
      for (offset, letter) in text.enumerated() { labels[start + offset] = letter }
    }
    let indent = String(repeating: " ", count: nameWidth + 7)
    var line = String(labels)
    while line.hasSuffix(" ") { line.removeLast() }
    return [indent + String(marks), indent + line]
  }

  private var tippingLines: [String] {
    let entries = candidates.compactMap { id -> (label: String, text: String)? in
      let own = tipping.filter { $0.candidate == id }
      return own.isEmpty ? nil : (id, TippingText(own, scale).sentence)
    }
    if entries.isEmpty { return [] }
    return [page.heading("TIPPING POINTS")] + page.entries(entries, most: 16)
      + (tipping.contains(where: \.isRough)
        ? page.wrapped(
          "Where two numbers stand, the plans that the search may take were used up.") : [])
  }

  // The 90 % ranges at both ends, or where to get them.
  private var rangeLines: [String] {
    let summary = SweepSummary(sweep, points)
    if candidates.isEmpty { return [] }
    if !sweep.hasIntervals { return page.wrapped(summary.rangeNote) }
    let answered = points.filter { !$0.offers.isEmpty }
    let ends = answered.count > 1 ? [answered[0], answered[answered.count - 1]] : answered
    let entries = candidates.enumerated().map { index, id in
      let texts = ends.map { point -> String in
        let offer = point.offers[index]
        let range = offer.interval.map { "(" + NumberFormat.percentRange($0) + ")" }
        return ([NumberFormat.percent(offer.acceptance)] + [range].compactMap(\.self))
          .joined(separator: " ") + " at \(scale.full(point.values[0]))"
      }
      return (label: id, text: texts.joined(separator: ", "))
    }
    return [page.heading("90 % RANGES")] + page.entries(entries, most: 16)
      + page.wrapped(summary.rangeNote)
  }

  // Eighths of a full block; nothing for no chance, a dot for no plan.
  static func block(_ share: Double?) -> String {
    guard let share else { return "." }
    if share <= 0 { return " " }
    let eighth = min(8, max(1, Int((share * 8).rounded(.up))))
    return String(UnicodeScalar(0x2580 + UInt32(eighth)) ?? " ")
  }

  // Where nothing is offered to somebody to whom something is offered elsewhere.
  private static let refused = "░"

  static func fitted(_ text: String, _ width: Int) -> String {
    text.count > width
      ? text.prefix(width - 1) + "…" : text + String(repeating: " ", count: width - text.count)
  }

  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

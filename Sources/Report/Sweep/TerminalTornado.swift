internal import Choice
public import Planning
internal import Scenario

/// A tornado as lines for a terminal of 60 to 200 columns.
public struct TerminalTornado {
  private let sweep: Sweep
  private let tornado: Tornado
  private let page: TerminalPage
  private let opening: String

  // The rest hardly moves anything: it is in the other formats.
  private static let most = 24

  /// The lines of a tornado.
  public init(
    _ sweep: Sweep, _ tornado: Tornado, width: Int = 80, style: TerminalStyle = .plain,
    opening: String = ""
  ) {
    self.sweep = sweep
    self.tornado = tornado
    self.opening = opening
    page = TerminalPage(width: width, style: style)
  }

  /// The text, a newline at the end.
  public var text: String { lines.joined(separator: "\n") + "\n" }

  private var words: OutcomeText { OutcomeText(tornado.outcome) }

  private var lines: [String] {
    let scenario = sweep.grid.base
    let title = [
      scenario.name.onOneLine, sweep.mode == .fixed ? "the plan kept" : "planned anew",
      "\(scenario.preset.id) preset", words.title + ", now " + words.shown(tornado.base),
    ].joined(separator: " · ")
    var lines = page.wrapped(opening) + page.wrapped(title)
    let moving = tornado.bars.filter { $0.swing(around: tornado.base) > 0 }
    let bars = moving.prefix(Self.most)
    if bars.isEmpty {
      return lines + page.wrapped("No uncertain input moves it, or there is no plan.")
    }
    lines += chart(Array(bars))
    let rest = tornado.bars.count - bars.count
    if rest > 0 {
      lines += page.wrapped(
        "\(rest) more inputs move it less or not at all (--format json has them).")
    }
    return lines
      + page.wrapped(
        "Each input alone at its 5 % end (-) and its 95 % end (+): intervals of the scenario, and "
          + "assumptions in their believable ranges; x is a factor on what is believed; | is now.")
  }

  private func chart(_ bars: [Tornado.Bar]) -> [String] {
    let ends = bars.flatMap { [$0.low.outcome, $0.high.outcome] }.compactMap(\.self)
    let base = tornado.base ?? ends.first ?? 0
    let (low, high) = (min(base, ends.min() ?? base), max(base, ends.max() ?? base))
    let ranges = max(7, bars.map(\.range.count).max() ?? 0)
    let changes = bars.flatMap { [change($0.low), change($0.high)] }.map(\.count).max() ?? 0
    let room = page.width - ranges - 2 * changes - 4
    let names = min(28, max(6, room - 12), bars.map(\.name.count).max() ?? 0)
    let width = max(6, room - names)
    func column(_ value: Double) -> Int {
      high > low ? Int(((value - low) / (high - low) * Double(width - 1)).rounded()) : 0
    }
    let heading = page.heading(
      TerminalSweep.fitted("INPUT", names) + " "
        + TerminalSweep.right("5..95 %", ranges))
    return [heading]
      + bars.map { bar in
        var cells = [Character](repeating: " ", count: width)
        // The longer side first, so that the shorter is seen where both go the same way.
        let sides: [(Double?, Character)] = [(bar.low.outcome, "-"), (bar.high.outcome, "+")]
        for (outcome, sign) in sides.sorted(by: {
          abs(($0.0 ?? base) - base) > abs(($1.0 ?? base) - base)
        }) {
          guard let outcome else { continue }
          let (from, to) = (column(min(outcome, base)), column(max(outcome, base)))
          for place in from...to { cells[place] = sign }
        }
        cells[column(base)] = "|"
        return TerminalSweep.fitted(bar.name, names) + " "
          + TerminalSweep.right(bar.range, ranges) + " "
          + TerminalSweep.right(change(bar.low), changes) + " " + String(cells) + " "
          + TerminalSweep.right(change(bar.high), changes)
      }
  }

  private func change(_ end: Tornado.End) -> String {
    guard let outcome = end.outcome, let base = tornado.base else { return "no plan" }
    return words.change(outcome - base)
  }
}

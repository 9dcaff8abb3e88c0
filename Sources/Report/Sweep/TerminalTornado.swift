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
  // Of a bar, by the end of the input.
  private static let (low, high): (Character, Character) = ("░", "█")

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
        "\(rest) more input\(rest == 1 ? " moves" : "s move") it less or not at all "
          + "(--format json has \(rest == 1 ? "it" : "them")).")
    }
    return lines
      + page.wrapped(
        "Each input alone at its 5 % end (\(Self.low)) and at its 95 % end (\(Self.high)), and how "
          + "far the number moves there: intervals of the scenario, and assumptions in their "
          + "believable ranges; x is a factor on what is believed; | is now.")
  }

  private func chart(_ bars: [Tornado.Bar]) -> [String] {
    let ranges = max(7, bars.map(\.range.count).max() ?? 0)
    let changes = bars.map(changes)
    let (left, right) = (
      changes.map(\.fall.count).max() ?? 0, changes.map(\.rise.count).max() ?? 0
    )
    let room = page.width - ranges - left - right - 4
    let names = min(28, max(6, room - 12), bars.map(\.name.count).max() ?? 0)
    let width = max(6, room - names)
    let heading = page.heading(
      TerminalSweep.fitted("INPUT", names) + " " + TerminalSweep.right("5..95 %", ranges))
    let place = columns(of: bars, width)
    return [heading]
      + zip(bars, changes).map { bar, change in
        let drawn = cells(of: bar, width, place)
        // Each number beside the end of its own bar.
        let start = drawn.firstIndex { $0 != " " } ?? 0
        let end = (drawn.lastIndex { $0 != " " } ?? 0) + 1
        let line =
          TerminalSweep.fitted(bar.name, names) + " " + TerminalSweep.right(bar.range, ranges) + " "
          + TerminalSweep.right(change.fall, left + start) + " " + String(drawn[start..<end])
        return change.rise.isEmpty ? line : line + " " + change.rise
      }
  }

  // The column of a number: from the lowest end of all bars to the highest.
  private func columns(of bars: [Tornado.Bar], _ width: Int) -> (Double) -> Int {
    let ends = bars.flatMap { [$0.low.outcome, $0.high.outcome] }.compactMap(\.self)
    let base = tornado.base ?? ends.first ?? 0
    let (low, high) = (min(base, ends.min() ?? base), max(base, ends.max() ?? base))
    return { value in
      high > low ? Int(((value - low) / (high - low) * Double(width - 1)).rounded()) : 0
    }
  }

  private func cells(
    of bar: Tornado.Bar, _ width: Int, _ column: (Double) -> Int
  ) -> [Character] {
    let base = tornado.base ?? bar.low.outcome ?? bar.high.outcome ?? 0
    var cells = [Character](repeating: " ", count: width)
    // The longer side first, so that the shorter is seen where both go the same way.
    let sides = [(bar.low.outcome, Self.low), (bar.high.outcome, Self.high)]
    for (outcome, glyph) in sides.sorted(by: {
      abs(($0.0 ?? base) - base) > abs(($1.0 ?? base) - base)
    }) {
      guard let outcome else { continue }
      let (from, to) = (column(min(outcome, base)), column(max(outcome, base)))
      for place in from...to { cells[place] = glyph }
    }
    cells[column(base)] = "|"
    return cells
  }

  // What stands on either side of a bar; two numbers on one where both ends move it the same way.
  private func changes(_ bar: Tornado.Bar) -> (fall: String, rise: String) {
    let base = tornado.base ?? 0
    let ends = [bar.low, bar.high].sorted {
      ($0.outcome ?? base) < ($1.outcome ?? base)
    }
    let moves = ends.map { ($0.outcome ?? base) - base }
    let texts = ends.map(change)
    if moves[0] > 0 { return ("", texts.joined(separator: " ")) }
    if moves[1] < 0 { return (texts.joined(separator: " "), "") }
    return (texts[0], texts[1])
  }

  private func change(_ end: Tornado.End) -> String {
    guard let outcome = end.outcome, let base = tornado.base else { return "no plan" }
    return words.change(outcome - base)
  }
}

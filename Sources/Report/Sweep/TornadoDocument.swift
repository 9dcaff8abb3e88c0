public import Planning

/// A tornado as JSON Lines and as a table for a spreadsheet.
public struct TornadoDocument: Sendable {
  private let header: SweepHeader
  private let tornado: Tornado

  /// A tornado with what it follows from.
  public init(header: SweepHeader, tornado: Tornado) {
    self.header = header
    self.tornado = tornado
  }

  /// The header of a sweep, one line `{"bar": …}` per input, and `{"end": …}`.
  public var jsonLines: String {
    var text = header.line
    for bar in tornado.bars {
      var line = JSONLine()
      line.open("{")
      line.open("{", "bar")
      line.add(bar.input, "input")
      line.add(bar.measure.rawValue, "measure")
      for (key, end) in [("low", bar.low), ("high", bar.high)] {
        line.open("{", key)
        line.add(end.value, "value")
        line.add(end.outcome, "outcome")
        line.add(end.status.rawValue, "status")
        line.close("}")
      }
      line.add(tornado.base, "base")
      line.add(bar.swing(around: tornado.base), "swing")
      line.close("}")
      line.close("}")
      text += line.text + "\n"
    }
    var end = JSONLine()
    end.open("{")
    end.open("{", "end")
    end.add(Double(tornado.bars.count), "bars")
    end.close("}")
    end.close("}")
    return text + end.text + "\n"
  }

  /// A row per input (RFC 4180).
  public var csv: String {
    func number(_ value: Double?) -> String { value.map(CSVRow.digits) ?? "" }
    let header = [
      "input", "measure", "low_value", "high_value", "low_\(tornado.outcome.text)",
      "high_\(tornado.outcome.text)", "base_\(tornado.outcome.text)", "swing",
    ]
    let rows = tornado.bars.map { bar in
      [
        bar.input, bar.measure.rawValue, number(bar.low.value), number(bar.high.value),
        number(bar.low.outcome), number(bar.high.outcome), number(tornado.base),
        number(bar.swing(around: tornado.base)),
      ]
    }
    return ([header] + rows).map { CSVRow.joined($0) }.joined(separator: "\r\n") + "\r\n"
  }
}

extension Tornado.Bar {
  /// `0.05 to 0.15`, `x 0.3 to x 3.4`, `-0.13 to +0.13`.
  var range: String {
    let ends = [low.value, high.value].map { value -> String in
      switch measure {
      case .value:
        abs(value) >= 1000 ? SweepScale.short(value) : SweepScale.figures(value, 3)
      case .factor: "x" + SweepScale.figures(value, 2)
      case .shift: (value > 0 ? "+" : "") + SweepScale.figures(value, 2)
      }
    }
    return ends.joined(separator: "..")
  }

  /// The input without the group that all assumptions share.
  var name: String {
    let group = "assumptions."
    return (input.hasPrefix(group) ? String(input.dropFirst(group.count)) : input).onOneLine
  }
}

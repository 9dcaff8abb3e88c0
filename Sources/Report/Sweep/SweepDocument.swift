public import Planning

/// A sweep as the outside may rely on it: JSON Lines, schema `fulcrum.sweep/1`.
public struct SweepDocument: Sendable {
  /// Everything that the points follow from.
  public var header: SweepHeader
  /// The points, in order.
  public var points: [SweepPoint]
  /// Where something changes, with one axis; nil where the document holds a part alone.
  public var tipping: [TippingPoint]?

  /// A sweep.
  public init(header: SweepHeader, points: [SweepPoint], tipping: [TippingPoint]?) {
    self.header = header
    self.points = points
    self.tipping = tipping
  }

  /// The document's text.
  public var jsonLines: String {
    var text = header.line
    for point in points { text += point.line(pools: header.pools) }
    for tipping in tipping ?? [] { text += tipping.line }
    var end = JSONLine()
    end.open("{")
    end.open("{", "end")
    end.add(Double(points.count), "points")
    end.add(header.shard == nil, "complete")
    end.close("}")
    end.close("}")
    return text + end.text + "\n"
  }
}

extension TippingPoint {
  /// The tipping point as a line of a sweep's document, with a newline at its end.
  var line: String {
    var line = JSONLine()
    line.open("{")
    line.open("{", "tipping")
    line.add(candidate, "candidate")
    switch kind {
    case .screen: line.add("screen", "what")
    case .offer: line.add("offer", "what")
    case .level(let level):
      line.add("accept", "what")
      line.add(level, "level")
    }
    line.add(isUpward ? "up" : "down", "direction")
    line.add(value, "value")
    line.add(before, "before")
    line.add(acceptances?[0], "accept_before")
    line.add(acceptances?[1], "accept")
    line.add(isRough, "limit_reached")
    line.close("}")
    line.close("}")
    return line.text + "\n"
  }
}

/// A rectangle of a picture in which numbers have places, with the elements around it.
struct ChartFrame {
  /// Where the plot lies, in pixels.
  let plot: Box

  /// From left to right.
  func x(_ share: Double) -> Double { Double(plot.x) + share * Double(plot.width) }

  /// From the bottom up.
  func y(_ share: Double) -> Double { Double(plot.y + plot.height) - share * Double(plot.height) }

  /// The border of the plot.
  var border: String {
    "<rect fill=\"none\" stroke=\"#888\" \(plot.attributes)/>"
  }

  /// Ticks along the lower side, with their labels.
  func ticksBelow(_ ticks: [(share: Double, label: String)]) -> [String] {
    let bottom = plot.y + plot.height
    return ticks.flatMap { share, label in
      [
        Self.line(x(share), Double(bottom), x(share), Double(bottom + 5), "#888"),
        Self.text(label, x(share), Double(bottom + 18), anchor: "middle"),
      ]
    }
  }

  /// Lines across the plot with labels on its left.
  func linesAcross(_ ticks: [(share: Double, label: String)]) -> [String] {
    ticks.flatMap { share, label in
      [
        Self.line(x(0), y(share), x(1), y(share), "#ddd"),
        Self.text(label, Double(plot.x - 6), y(share) + 4, anchor: "end"),
      ]
    }
  }

  /// The names of both axes.
  func titles(below: String, beside: String) -> [String] {
    let middle = plot.y + plot.height / 2
    return [
      Self.text(
        below, Double(plot.middle), Double(plot.y + plot.height + 40), anchor: "middle"),
      "<text class=\"sub\" text-anchor=\"middle\" transform=\"translate(16 \(middle)) "
        + "rotate(-90)\">\(beside.escapedForXML)</text>",
    ]
  }

  static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String
  ) -> String {
    "<line x1=\"\(place(x1))\" y1=\"\(place(y1))\" x2=\"\(place(x2))\" y2=\"\(place(y2))\" "
      + "stroke=\"\(colour)\"/>"
  }

  static func text(
    _ text: String, _ x: Double, _ y: Double, anchor: String = "start", colour: String? = nil
  ) -> String {
    // The page's own style would go before an attribute.
    let fill = colour.map { " style=\"fill:\($0)\"" } ?? ""
    return "<text class=\"sub\" text-anchor=\"\(anchor)\" x=\"\(place(x))\" y=\"\(place(y))\""
      + "\(fill)>\(text.escapedForXML)</text>"
  }

  /// A tenth of a pixel is enough.
  static func place(_ value: Double) -> String { NumberFormat.fixed(value, 1) }

  /// Colours of lines, dark enough on white (Okabe and Ito 2008, without yellow).
  static let colours = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#3b9bd4", "#555555",
  ]

  /// Places for labels of a height, as near to where they belong as leaves no two on each other.
  ///
  /// In the order of `wanted`, which are pixels from the top.
  static func spread(_ wanted: [Double], height: Double, in range: ClosedRange<Double>) -> [Double]
  {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var places = wanted
    var last = range.lowerBound - height
    for index in order {
      places[index] = max(wanted[index], last + height)
      last = places[index]
    }
    // What was pushed out below moves up again, and what is in its way with it.
    var limit = range.upperBound
    for index in order.reversed() {
      places[index] = min(places[index], limit)
      limit = places[index] - height
    }
    return places
  }
}

internal import Documents
internal import Foundation
internal import Planning

extension FigureList {
  /// How many points of a sweep are told before the rest.
  private static let first = 5

  /// The figures of a sweep, `fulcrum.sweep/1`: where something tips, then some points evenly over the
  /// axis, then the others.
  /// - Parameter text: The lines of a whole document.
  /// - Returns: `nil` where it is not whole, or a part alone.
  public init?(sweep text: String) {
    let lines = text.split(separator: "\n")
    guard let head = lines.first,
      let header = try? JSONDecoder().decode(SweepHeader.self, from: Data(head.utf8)),
      lines.last?.contains("\"complete\":true") ?? false
    else { return nil }
    let points = lines.compactMap { SweepPoint(line: $0, pools: header.pools) }
    var figures = lines.compactMap { TippingLine(line: $0)?.figure(along: header.axes) }
    let even = Set((0..<Self.first).map { $0 * max(0, points.count - 1) / (Self.first - 1) })
    let order = points.indices.sorted {
      (even.contains($0) ? 0 : 1, $0) < (even.contains($1) ? 0 : 1, $1)
    }
    for index in order { figures += Self.figures(of: points[index], along: header.axes) }
    self.init(
      kind: "sweep", name: header.name, status: nil, figures: figures,
      origin: DocumentOrigin(
        name: header.name, seed: header.seed, preset: header.preset, draws: header.draws,
        overrides: header.overrides, inputs: header.inputs, others: header.settings))
  }

  private static func figures(
    of point: SweepPoint, along axes: [SweepHeader.Axis]
  ) -> [Figure] {
    let place = zip(axes, point.values).map { "\($0.path) \(NumberFormat.exact($1))" }
      .joined(separator: ", ")
    var figures: [Figure] = []
    if let worth = point.worth {
      figures.append(Figure(name: "worth at \(place)", value: worth, unit: .dollars))
    }
    for offer in point.offers {
      figures.append(
        Figure(
          name: "\(offer.candidate) accepts at \(place)", value: offer.acceptance, unit: .share))
    }
    return figures
  }
}

extension SweepHeader {
  /// What decides points besides the scenario: the mode, and every axis with its grid.
  fileprivate var settings: [String: InputValue] {
    var settings: [String: InputValue] = ["mode": .text(mode)]
    for axis in axes {
      let values = axis.values
      let isListed = axis.spacing == NumberRange.Spacing.listed.rawValue
      let ends = "\(values.first?.plain ?? "")..\(values.last?.plain ?? "")"
      settings["--vary \(axis.path)"] = .text(
        isListed
          ? "[\(values.map(\.plain).joined(separator: ", "))]"
          : "\(ends), \(values.count) point\(values.count == 1 ? "" : "s"), \(axis.spacing)")
    }
    return settings
  }
}

// The keys of a tipping point's line that a comparison needs.
private struct TippingLine: Decodable {
  struct Tipping: Decodable {
    var candidate: String
    var what: String
    var level: Double?
    var direction: String
    var value: Double
  }

  var tipping: Tipping

  init?(line: some StringProtocol) {
    guard line.hasPrefix("{\"tipping\""),
      let read = try? JSONDecoder().decode(TippingLine.self, from: Data(line.utf8))
    else { return nil }
    self = read
  }

  func figure(along axes: [SweepHeader.Axis]) -> FigureList.Figure {
    let what =
      tipping.level.map { "passes \(NumberFormat.percent($0))" }
      ?? (tipping.what == "screen" ? "screen opens" : "offer begins or ends")
    let way = tipping.direction == "up" ? "" : ", falling"
    let axis = axes.first?.path ?? ""
    return FigureList.Figure(
      name: "\(tipping.candidate) \(what)\(way), \(axis)", value: tipping.value, unit: .count)
  }
}

extension NumberFormat {
  /// `1,016`; a number that is not whole as it is.
  fileprivate static func exact(_ value: Double) -> String {
    value == value.rounded() ? count(value) : value.plain
  }
}

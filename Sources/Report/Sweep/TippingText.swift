internal import Planning

/// Tipping points of one candidate, in words.
struct TippingText {
  /// `screen opens at 10,000 GPUs (0 > 46 %); 50 % at 12,648 GPUs`.
  let sentence: String

  /// - Parameters:
  ///   - points: Of one candidate, at least one.
  ///   - scale: Of the axis.
  init(_ points: [TippingPoint], _ scale: SweepScale) {
    let order = points.sorted { ($0.value, Self.rank($0)) < ($1.value, Self.rank($1)) }
    var parts: [String] = []
    for point in order {
      // What a screen's step crosses needs no place of its own.
      let isStep = order.contains {
        $0.kind == .screen && $0.value == point.value && point.kind != .screen
      }
      if isStep, case .level = point.kind { continue }
      parts.append(Self.words(point, scale))
    }
    sentence = parts.joined(separator: "; ")
  }

  private static func rank(_ point: TippingPoint) -> Double {
    switch point.kind {
    case .screen: -1
    case .offer: 0
    case .level(let level): point.isUpward ? level : 1 - level
    }
  }

  private static func words(_ point: TippingPoint, _ scale: SweepScale) -> String {
    let place =
      point.isRough
      ? "between \(scale.bare(point.before)) and \(scale.full(point.value))"
      : "at \(scale.full(point.value))"
    switch point.kind {
    case .screen:
      let jump = point.acceptances.map {
        " (\(NumberFormat.percentNumber($0[0])) > \(NumberFormat.percent($0[1])))"
      }
      return "screen \(point.isUpward ? "opens" : "closes") \(place)" + (jump ?? "")
    case .offer: return "offer \(point.isUpward ? "begins" : "ends") \(place)"
    case .level(let level):
      return "\(NumberFormat.percent(level)) \(place)" + (point.isUpward ? "" : ", falling")
    }
  }
}

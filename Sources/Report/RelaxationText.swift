internal import Planning

/// One change that would settle a conflict, in words.
struct RelaxationText {
  let sentence: String

  init(_ floor: PlanConflict.LoweredFloor) {
    sentence =
      "lower \(floor.path) from \(SweepScale.figures(floor.present * 100, 4)) % to "
      + SweepScale.figures(floor.needed * 100, 4) + " %"
  }

  init(_ relaxation: PlanConflict.Relaxation) {
    let verb = relaxation.needed < relaxation.present ? "lower" : "raise"
    sentence =
      "\(verb) \(relaxation.path) from \(NumberFormat.grouped(relaxation.present)) to "
      + "\(NumberFormat.grouped(relaxation.needed))"
      + (relaxation.path.hasPrefix("teams[")
        ? " GPUs (\(relaxation.units) node\(relaxation.units == 1 ? "" : "s"))"
        : Self.words(relaxation.unit))
  }

  private static func words(_ unit: PlanConflict.Relaxation.Unit) -> String {
    switch unit {
    case .nodes: " nodes"
    case .kilowatts: " kW"
    case .dollars: " dollars"
    case .offers: " offers"
    }
  }
}

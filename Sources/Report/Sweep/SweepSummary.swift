internal import Choice
internal import Planning
internal import Scenario

/// What a sweep is and what comes of it, in sentences.
struct SweepSummary {
  private let sweep: Sweep
  private let points: [SweepPoint]

  init(_ sweep: Sweep, _ points: [SweepPoint]) {
    self.sweep = sweep
    self.points = points
  }

  /// `lab · fixed plan · cluster_gpus 256 to 65,536, 60 points · undecided preset`.
  var title: String {
    let scenario = sweep.grid.base
    let axes = sweep.grid.axes.map { axis in
      let (scale, count) = (SweepScale(axis), axis.values.count)
      let first = count > 1 ? scale.bare(axis.values[0]) + " to " : ""
      return "\(axis.path.onOneLine) \(first)\(scale.full(axis.values.last ?? 0))"
        + "\(equivalents(axis)), \(count) point\(count == 1 ? "" : "s")"
    }
    return
      ([scenario.name.onOneLine, sweep.mode == .fixed ? "the plan kept" : "planned anew"]
      + axes + ["\(scenario.preset.id) preset"]).joined(separator: " · ")
  }

  // What people and cut-offs count, where that is not the GPUs themselves.
  private func equivalents(_ axis: ScenarioAxis) -> String {
    guard axis.isClusterSize, let first = points.first, let last = points.last,
      points.contains(where: { $0.clusterH100e != Double($0.clusterGPUs) })
    else { return "" }
    return " (\(NumberFormat.count(first.clusterH100e)) to "
      + "\(NumberFormat.count(last.clusterH100e)) H100e)"
  }

  /// Worth and hires at the ends, and where there is no plan or it does not fit.
  func sentences(_ scale: SweepScale) -> [String] {
    var sentences: [String] = []
    if let first = points.first(where: { $0.worth != nil }),
      let last = points.last(where: { $0.worth != nil })
    {
      let ends = first.index == last.index ? [first] : [first, last]
      let worths = ends.enumerated().map { index, point in
        "\(NumberFormat.money(point.worth ?? 0))\(index == 0 ? " a year" : "") at "
          + scale.full(point.values[0])
          + (point.status == .exceeds ? " (does not fit)" : "")
      }
      let hires = ends.map { NumberFormat.fixed($0.expectedHires ?? 0, 1) }
      sentences.append(
        "Worth \(worths.joined(separator: ", ")); hires expected "
          + hires.joined(separator: " and ") + ".")
    }
    return sentences + trouble
  }

  /// What a reader has to know of a P without its range.
  var rangeNote: String {
    sweep.hasIntervals
      ? "The 90 % range of every P is in --format json and csv."
      : "Every P has a 90 % range over what nobody knows: --intervals adds it."
  }

  /// Where there is no plan, where it does not fit and where nothing is proven, with one reason each.
  var trouble: [String] {
    let kinds: [(SweepPoint.Status, String)] = [
      (.infeasible, "No plan is feasible"), (.exceeds, "The plan does not fit"),
      (.feasible, "The plan is not proven"), (.undecided, "No plan was found within the limits"),
    ]
    return kinds.compactMap { status, words in
      let own = points.filter { $0.status == status }
      guard let first = own.first else { return nil }
      let share =
        own.count == points.count
        ? "at any point" : "at \(own.count) of \(points.count) points"
      return "\(words) \(share)" + (first.conflict.map { ", at first because \($0)" } ?? "") + "."
    }
  }
}

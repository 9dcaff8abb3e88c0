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
      let scale = SweepScale(axis)
      return "\(axis.path.onOneLine) \(SweepScale.exact(axis.values.first ?? 0)) to "
        + "\(scale.full(axis.values.last ?? 0))\(equivalents(axis)), \(axis.values.count) points"
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
      sentences.append(
        "Worth \(NumberFormat.money(first.worth ?? 0)) a year at "
          + "\(scale.full(first.values[0])), \(NumberFormat.money(last.worth ?? 0)) at "
          + "\(scale.full(last.values[0])); hires expected "
          + "\(NumberFormat.fixed(first.expectedHires ?? 0, 1)) and "
          + "\(NumberFormat.fixed(last.expectedHires ?? 0, 1)).")
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

public import Documents
internal import Scenario

/// Looks between neighbouring points of one axis for where something changes, halving the gap.
struct TippingSearch {
  /// One change that is being closed in on.
  private struct Gap {
    let candidate: Int
    let kind: TippingPoint.Kind
    let isUpward: Bool
    var low: Double
    var high: Double
  }

  private let sweep: Sweep
  private let axis: ScenarioAxis
  private var gaps: [Gap] = []
  private var known: [Double: SweepPoint] = [:]
  // Points that may still be worked out.
  private var budget: Int

  /// Plans that the tipping points of a sweep may take.
  static let plans = 60
  // The same for any number of threads.
  private static let plansAtOnce = 2

  /// - Parameters:
  ///   - points: All points of the only axis, in order.
  ///   - levels: Of P, rising.
  init(_ sweep: Sweep, points: [SweepPoint], levels: [Double]) {
    self.sweep = sweep
    axis = sweep.grid.axes[0]
    budget = Self.plans
    for point in points { known[point.values[0]] = point }
    let kinds: [TippingPoint.Kind] =
      [.screen] + (sweep.mode == .planned ? [.offer] : []) + levels.map { .level($0) }
    for candidate in sweep.grid.base.candidates.indices {
      for kind in kinds {
        for (low, high) in zip(points, points.dropFirst()) {
          guard let before = holds(kind, of: candidate, at: low),
            let after = holds(kind, of: candidate, at: high), before != after
          else { continue }
          gaps.append(
            Gap(
              candidate: candidate, kind: kind, isUpward: after, low: low.values[0],
              high: high.values[0]))
        }
      }
    }
  }

  /// The tipping points, by candidate, kind and place; nil where the search was told to stop.
  mutating func found(
    unless shouldStop: () -> Bool
  ) throws(Diagnostics) -> [TippingPoint]? {
    try closeScreens()
    while true {
      if shouldStop() { return nil }
      while narrow() {}
      let wanted = wanted
      if wanted.isEmpty { break }
      for point in try sweep.points(at: wanted) { known[point.values[0]] = point }
      if sweep.mode == .planned { budget -= wanted.count }
    }
    if sweep.mode == .fixed {
      let ends = Set(gaps.flatMap { [$0.low, $0.high] }).subtracting(known.keys).sorted()
      for point in try sweep.points(at: ends) { known[point.values[0]] = point }
    }
    let candidates = sweep.grid.base.candidates
    return gaps.map { gap in
      let sides = [gap.low, gap.high].compactMap { end in
        known[end].flatMap { $0.offers.isEmpty ? nil : $0.offers[gap.candidate].acceptance }
      }
      return TippingPoint(
        candidate: candidates[gap.candidate].id, kind: gap.kind, value: gap.high,
        before: gap.low, acceptances: sides.count == 2 ? sides : nil, isUpward: gap.isUpward,
        isRough: axis.middle(of: gap.low, gap.high) != nil)
    }
  }

  // The middles of all gaps; of the first few where each is a plan, so that some become exact before
  // the plans are used up.
  private var wanted: [Double] {
    let order = gaps.filter { $0.kind == .offer } + gaps.filter { $0.kind != .offer }
    var wanted: [Double] = []
    for gap in order {
      // A point that was worked out and has no answer is not asked again.
      guard let middle = axis.middle(of: gap.low, gap.high), !wanted.contains(middle),
        known[middle] == nil
      else { continue }
      if sweep.mode == .planned, wanted.count == min(Self.plansAtOnce, budget) { break }
      wanted.append(middle)
    }
    return wanted
  }

  // Halves every gap whose middle is known; false where none was.
  private mutating func narrow() -> Bool {
    var hasMoved = false
    for index in gaps.indices {
      let gap = gaps[index]
      guard let middle = axis.middle(of: gap.low, gap.high), let point = known[middle],
        let holds = holds(gap.kind, of: gap.candidate, at: point)
      else { continue }
      if holds == gap.isUpward { gaps[index].high = middle } else { gaps[index].low = middle }
      hasMoved = true
    }
    return hasMoved
  }

  // Whether a cluster meets a stated cut-off is known even where there is no plan.
  private func holds(
    _ kind: TippingPoint.Kind, of candidate: Int, at point: SweepPoint
  ) -> Bool? {
    guard kind == .screen, axis.isClusterSize else {
      return TippingPoint.holds(kind, of: candidate, at: point)
    }
    return sweep.grid.base.candidates[candidate].statedCutoff.map { point.clusterH100e >= $0 }
  }

  // Where sizes vary, a stated cut-off is met or not without asking anybody.
  private mutating func closeScreens() throws(Diagnostics) {
    guard axis.isClusterSize else { return }
    for index in gaps.indices where gaps[index].kind == .screen {
      guard let cutoff = sweep.grid.base.candidates[gaps[index].candidate].statedCutoff else {
        continue
      }
      while let middle = axis.middle(of: gaps[index].low, gaps[index].high) {
        let size = try sweep.grid.scenario(at: [middle]).weighedCluster.h100e
        if (size >= cutoff) == gaps[index].isUpward {
          gaps[index].high = middle
        } else {
          gaps[index].low = middle
        }
      }
    }
  }
}

extension Sweep {
  /// Where screens open, P crosses levels and, where everything is planned again, offers begin or
  /// cease, along the only axis; none with two.
  ///
  /// - Parameters:
  ///   - points: All points, in order.
  ///   - levels: Of P, in `0...1`, rising.
  ///   - shouldStop: Asked now and then; true ends the search.
  /// - Returns: nil where the search was told to stop.
  /// - Throws: Problems of scenarios between the points.
  public func tippingPoints(
    among points: [SweepPoint], levels: [Double], shouldStop: () -> Bool = { false }
  ) throws(Diagnostics) -> [TippingPoint]? {
    guard grid.axes.count == 1 else { return [] }
    var search = TippingSearch(self, points: points, levels: levels)
    return try search.found(unless: shouldStop)
  }
}

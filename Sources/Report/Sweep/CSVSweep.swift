public import Planning
internal import Scenario

/// A sweep as one table for a spreadsheet, a row per point (RFC 4180).
public struct CSVSweep {
  private let sweep: Sweep
  private let points: [SweepPoint]

  /// The table of all points, in order.
  public init(_ sweep: Sweep, points: [SweepPoint]) {
    self.sweep = sweep
    self.points = points
  }

  /// The file's text.
  public var text: String {
    ([header] + points.map(row)).map { CSVRow.joined($0) }.joined(separator: "\r\n") + "\r\n"
  }

  private var scenario: Scenario { sweep.grid.base }

  private var header: [String] {
    let (pools, candidates) = (scenario.pools.map(\.id), scenario.candidates.map(\.id))
    var cells = sweep.grid.axes.map(\.path)
    cells += ["cluster_gpus_in_service", "cluster_h100e", "status", "worth", "bound"]
    cells += ["expected_hires"] + pools.map { "price.\($0)" }
    cells += candidates.flatMap { id in
      ["accept.\(id)"] + (sweep.hasIntervals ? ["accept_low.\(id)", "accept_high.\(id)"] : [])
        + ["made.\(id)", "package.\(id)"]
    }
    cells += scenario.teams.flatMap { team in
      ["stay.\(team.id)"] + pools.map { "granted.\(team.id).\($0)" }
    }
    return cells + ["conflict"]
  }

  private func row(_ point: SweepPoint) -> [String] {
    func number(_ value: Double?) -> String { value.map(CSVRow.digits) ?? "" }
    var cells = point.values.map(number)
    cells += ["\(point.clusterGPUs)", number(point.clusterH100e), point.status.rawValue]
    cells += [number(point.worth), number(point.bound), number(point.expectedHires)]
    cells += scenario.pools.indices.map { pool in
      point.prices.indices.contains(pool) ? number(point.prices[pool]) : ""
    }
    let blanks = sweep.hasIntervals ? 5 : 3
    cells += scenario.candidates.indices.flatMap { index -> [String] in
      guard point.offers.indices.contains(index) else {
        return Array(repeating: "", count: blanks)
      }
      let offer = point.offers[index]
      return [number(offer.acceptance)]
        + (sweep.hasIntervals
          ? [number(offer.interval?.lowerBound), number(offer.interval?.upperBound)] : [])
        + [offer.isMade ? "1" : "0", offer.package ?? ""]
    }
    cells += scenario.teams.indices.flatMap { index -> [String] in
      guard point.teams.indices.contains(index) else {
        return Array(repeating: "", count: scenario.pools.count + 1)
      }
      let team = point.teams[index]
      return [number(team.stay)] + team.granted.map(String.init)
    }
    return cells + [point.conflict ?? ""]
  }
}

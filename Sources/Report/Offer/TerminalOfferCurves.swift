internal import Planning
internal import Scenario

/// What more GPUs, more cash or a larger cluster would do, as small tables.
struct TerminalOfferCurves {
  private let brief: OfferBrief
  private let page: TerminalPage

  init(_ brief: OfferBrief, _ page: TerminalPage) {
    self.brief = brief
    self.page = page
  }

  var lines: [String] {
    compute
      + curve(
        "cash, $k", brief.cashCurve, { NumberFormat.count($0 / 1000) }) + cluster
  }

  /// P(accept) over our cluster.
  var cluster: [String] { curve("cluster, GPUs", brief.clusterCurve, NumberFormat.count) }

  private var compute: [String] {
    guard let compute = brief.compute else { return [] }
    let pool = brief.scenario.pools[compute.pool].id
    let points = compute.points
    func thousands(_ dollars: Double?) -> String {
      dollars.map { NumberFormat.fixed($0 / 1000, abs($0) < 9_950 ? 1 : 0) } ?? "-"
    }
    func ratio(_ value: Double?) -> String { value.map { NumberFormat.fixed($0, 2) } ?? "-" }
    var rows = [
      ["\(pool) GPUs guaranteed"] + points.map { NumberFormat.grouped($0.gpus) },
      ["accepts, %"] + points.map { NumberFormat.percentNumber($0.acceptance) },
      ["90 % range"] + points.map { $0.interval.map(NumberFormat.percentRange) ?? "-" },
      ["one more: lures, $k"] + points.map { thousands($0.willingnessToPay) },
      ["one more: produces, $k"] + points.map { thousands($0.output) },
    ]
    let isPriced = compute.lureUpTo != nil
    if isPriced {
      rows.append(["leverage, as a lure"] + points.map { ratio($0.hiring) })
      rows.append(["compute return, in all"] + points.map { ratio($0.returns) })
    }
    return table(rows) + page.wrapped(prices(compute, pool), indent: 2)
  }

  private func prices(_ compute: ComputeCurve, _ pool: String) -> String {
    guard let lure = compute.lureUpTo, let all = compute.returnUpTo else {
      return "GPUs of \(pool) are free here: nobody else would use them"
    }
    let unit =
      brief.prices.units[compute.pool] / Double(brief.scenario.pools[compute.pool].gpusPerUnit)
    let price =
      "a GPU costs \(compute.here.netPrice.map(NumberFormat.money) ?? "no price") a year here, net of scarce cash "
      + "(pool: \(NumberFormat.money(unit))); "
    return price + "as a lure a dollar of GPUs beats one of cash "
      + "\(upTo(lure, compute, compute.points.first?.hiring)), with what they produce "
      + upTo(all, compute, nil)
  }

  // `first` is the ratio at the first GPU, where it has one.
  private func upTo(_ gpus: Int, _ compute: ComputeCurve, _ first: Double?) -> String {
    if gpus <= 0 { return first ?? 0 >= 1 ? "for the first one only" : "nowhere" }
    return gpus >= compute.most
      ? "beyond \(NumberFormat.grouped(gpus))" : "up to \(NumberFormat.grouped(gpus))"
  }

  private func curve(
    _ name: String, _ points: [OfferBrief.CurvePoint], _ level: (Double) -> String
  ) -> [String] {
    if points.isEmpty { return [] }
    return table([
      [name] + points.map { level($0.level) },
      ["accepts, %"] + points.map { NumberFormat.percentNumber($0.acceptance) },
      ["90 % range"] + points.map { NumberFormat.percentRange($0.interval) },
    ])
  }

  // Fewer columns where the page is narrow; the first, the last and those between at even steps.
  private func table(_ rows: [[String]]) -> [String] {
    let count = rows[0].count - 1
    for kept in stride(from: count, to: 1, by: -1) {
      let columns = [0] + (0..<kept).map { 1 + $0 * (count - 1) / max(1, kept - 1) }
      var table = TextTable([.left] + columns.dropFirst().map { _ in .right }, gap: 1)
      for row in rows { table.add(columns.map { row[$0] }) }
      if table.fits(page.width) { return table.lines(width: page.width, style: page.style) }
    }
    return []
  }
}

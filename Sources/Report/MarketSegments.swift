internal import Choice
internal import Documents
public import Scenario

/// What compute and the rest are worth to each kind of people, under each belief.
public struct MarketSegments: Sendable {
  private let segments: [Segment]
  private let registry: AttributeRegistry

  /// The segments that ship.
  public init() {
    segments = Segment.shipped
    registry = AttributeRegistry()
  }

  /// The segments of a scenario.
  public init(_ scenario: Scenario) {
    segments = scenario.segments
    registry = scenario.registry
  }

  /// Lines for a terminal.
  /// - Parameter explains: Whether to say what the columns mean.
  public func text(width: Int = 80, explains: Bool = true) -> String {
    let page = TerminalPage(width: width)
    var lines = compute.lines(width: page.width) + [""] + rest.lines(width: page.width)
    if explains {
      lines += [""]
      lines += [
        "cash-first, undecided, compute-first: what doubling a guarantee from h to 2h is worth / "
          + "what a cluster of 16,000 GPUs instead of 1,000 is worth, in % of pay. Nobody has "
          + "published a figure: undecided is the default, and the two others are the ends of "
          + "its 90 % interval.",
        "cut-off: median cluster below which those who have a cut-off will not talk, H100e; no "
          + "cut-off: who has none, approached cold / at the offer. All of it is assumed.",
        "Second table, % of pay: what 30 days of waiting cost, and one step of each level. publ is a "
          + "factor on what publishing is worth to a frontier researcher.",
        "segments: in scenario.yaml changes any, and adds your own: fulcrum help segments",
      ].flatMap { page.wrapped($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var compute: TextTable {
    var table = TextTable([.left] + [TextTable.Alignment](repeating: .right, count: 6))
    let beliefs = [Preset.cashFirst, .undecided, .computeFirst]
    table.add(["SEGMENT", "h to 2h"] + beliefs.map(\.id) + ["cut-off", "no cut-off"])
    for segment in segments {
      let h = segment.halfSaturation
      table.add(
        [segment.id, "\(Self.plain(h)) > \(Self.plain(2 * h))"]
          + beliefs.map { belief in
            ["guaranteed_gpus", "cluster_gpus"]
              .map { Self.percent(segment.worth(of: $0, preset: belief, registry: registry)) }
              .joined(separator: " / ") + " %"
          } + [
            NumberFormat.count(segment.cutoffMedian),
            [Segment.Stage.cold, .offer].map { Self.percent(segment.neverShare[$0]) }
              .joined(separator: " / ") + " %",
          ])
    }
    return table
  }

  private static let shown: [(attribute: String, name: String)] = [
    ("gpu_wait_days", "30 days"), ("data", "data"), ("autonomy", "autonomy"),
    ("mission", "mission"), ("publication", "publ"), ("team_quality", "team"),
    ("leadership", "lead"), ("product_reach", "reach"), ("safety_culture", "safety"),
  ]

  private var rest: TextTable {
    let columns = Self.shown.count
    var table = TextTable([.left] + [TextTable.Alignment](repeating: .right, count: columns))
    table.add(["SEGMENT"] + Self.shown.map(\.name))
    for segment in segments {
      table.add(
        [segment.id]
          + Self.shown.map { attribute, _ in
            let worth = segment.worth(of: attribute, registry: registry)
            if attribute == "publication" { return worth.map(Self.plain) ?? "-" }
            return (attribute == "gpu_wait_days" ? "-" : "") + Self.percent(worth)
          })
    }
    return table
  }

  /// A share in percent with one decimal, none where it is zero.
  private static func percent(_ share: Double?) -> String {
    guard let share else { return "-" }
    return plain(100 * share)
  }

  private static func plain(_ value: Double) -> String {
    let text = NumberFormat.fixed(value, 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private var rows: [MarketDocument.Segment] {
    segments.map { MarketDocument.Segment($0, registry: registry) }
  }

  /// One row for each segment, for a spreadsheet; worths are shares of pay.
  public var csv: String {
    let rows = rows
    let worths = registry.attributes.map(\.id).filter { rows.first?.worth[$0] != nil }
    let beliefs = Preset.shipped.flatMap { preset in
      ["guaranteed_gpus", "cluster_gpus"].map { "\($0).\(preset.id)" }
    }
    let header =
      ["segment", "half_saturation", "cutoff_median", "never_cold", "never_offer"] + beliefs
      + worths
    let body = rows.map { row in
      let numbers =
        [row.halfSaturation, row.cutoffMedian, row.neverCold, row.neverOffer]
        + row.beliefs.flatMap { [$0.guaranteedGPUs, $0.clusterGPUs] }
        + worths.map { row.worth[$0] ?? 0 }
      return [row.id] + numbers.map(CSVRow.digits)
    }
    return CSVRow.table([header] + body)
  }

  /// The same as a document, schema `fulcrum.market/1`.
  /// - Parameters:
  ///   - version: The program's.
  ///   - generated: When, ISO 8601; nil leaves it out.
  public func json(version: String, generated: String?) throws -> String {
    try MarketDocument(
      kind: .segments, version: version,
      run: generated.map { MarketDocument.Run(generated: $0) }, segments: rows
    ).jsonDocument()
  }
}

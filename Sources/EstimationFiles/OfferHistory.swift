public import Choice
public import Documents
public import Estimation
public import Units

/// Past decisions about jobs, as a table has them: one row for each way that a person could have gone.
///
/// Columns: `candidate`, `alternative` (`stay` is staying), `chosen` (1 or 0, or a chance), `segment` and
/// `cash`; where there is more to say `decision` (a person's several), `stage`, `source`, `equity`,
/// `forfeited`, `cutoff` (one that the person named) and levels of attributes by their ids.
public struct OfferHistory: Hashable, Sendable {
  /// The decisions, in the order of the table.
  public let decisions: [PastDecision]
  /// How many rows the table has.
  public let rows: Int
  /// The digest of the table's bytes.
  public let sha256: SHA256

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - segments: Those that rows may name.
  ///   - registry: The attributes that columns may be of.
  /// - Throws: All problems of the table, each with its place; no pay is shown.
  public init(
    _ input: InputText, segments: [Segment] = Segment.shipped,
    registry: AttributeRegistry = AttributeRegistry(),
    assumptions: BehaviouralAssumptions = BehaviouralAssumptions()
  ) throws(Diagnostics) {
    let table = try CSVTable(csv: input)
    var reader = OfferReader(segments, registry, assumptions)
    decisions = try reader.decisions(table, file: input.file)
    rows = table.rows.count
    sha256 = input.sha256
  }
}

/// Reads rows and puts them together to decisions.
private struct OfferReader {
  /// A row, read.
  private struct Row {
    var candidate: String
    var decision: String
    var segment: Segment
    var stage: Segment.Stage
    var source: String
    var option: PastDecision.Option
    var forfeited: Double
    var cutoff: Double?
    var location: SourceLocation
  }

  private let segments: [Segment]
  private let registry: AttributeRegistry
  private let assumptions: BehaviouralAssumptions
  private var log = DiagnosticLog()

  init(
    _ segments: [Segment], _ registry: AttributeRegistry, _ assumptions: BehaviouralAssumptions
  ) {
    self.segments = segments
    self.registry = registry
    self.assumptions = assumptions
  }

  private static let sensitive: Set<String> = ["cash", "equity", "forfeited", "chosen"]
  private static let required = ["candidate", "alternative", "chosen", "segment", "cash"]

  mutating func decisions(_ table: CSVTable, file: String) throws(Diagnostics) -> [PastDecision] {
    checkHeader(table.header, file: file)
    try log.throwIfAny()
    let rows = table.nodes.compactMap { row($0) }
    try log.throwIfAny()
    if rows.isEmpty {
      throw Diagnostics(
        "the table has no rows", at: SourceLocation(file: file),
        remedy: "give it a row for each way that each candidate could have gone")
    }
    var order: [String] = []
    var groups: [String: [Row]] = [:]
    for row in rows {
      let key = "\(row.candidate)\u{0}\(row.decision)"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(row)
    }
    let decisions = order.compactMap { key in groups[key].flatMap { decision($0) } }
    try log.throwIfAny()
    return decisions
  }

  private mutating func checkHeader(_ header: [CSVTable.Cell], file: String) {
    let names = header.map(\.text)
    for column in Self.required where !names.contains(column) {
      log.add(
        Diagnostic(
          "the column is missing",
          at: SourceLocation(file: file, line: header.first?.location.line ?? 0),
          key: column,
          remedy: nearestName(to: column, among: names).map { "rename the column \($0)" }
            ?? "give every row its \(column)"))
    }
    for cell in header {
      if let refusal = ProtectedAttribute.refusal(of: cell.text) {
        log.add(
          Diagnostic(
            refusal.problem, at: cell.location, key: cell.text, remedy: refusal.remedy))
      }
    }
  }

  private mutating func row(_ node: DocumentNode) -> Row? {
    let person = node["candidate"]?.text ?? ""
    let alternative = node["alternative"]?.text ?? ""
    var section = Section(
      node, path: "offers[\(person)/\(alternative)]", sensitive: Self.sensitive)
    let candidate = section.text("candidate")
    let decision = section.optionalText("decision")
    let segmentID = section.choice("segment", among: segments.map(\.id))
    let stage = section.choice(
      "stage", among: Segment.Stage.allCases.map(\.rawValue), default: "offer")
    let source = section.optionalText("source")
    let id = section.text("alternative")
    let share = section.number("chosen", .chosen)
    let cash = section.number("cash", .dollars)
    let equity = section.number("equity", .dollars, default: 0)
    let forfeited = section.number("forfeited", .dollars, default: 0)
    let cutoff = section.optionalNumber("cutoff", .clusterSize)
    let levels = readLevels(&section)
    section.noteUnknownKeys()
    log.add(Diagnostics(section.log.problems))
    guard let candidate, let id, let share, let cash, let equity, let forfeited,
      let segment = segments.first(where: { $0.id == segmentID }),
      let stage = stage.flatMap(Segment.Stage.init)
    else { return nil }
    return Row(
      candidate: candidate, decision: decision ?? "", segment: segment, stage: stage,
      source: source ?? "",
      option: .init(
        Alternative(id: id, cash: cash, equity: equity, levels: levels), share: share),
      forfeited: forfeited, cutoff: cutoff, location: node.location)
  }

  private func readLevels(_ section: inout Section) -> [String: Double] {
    var levels: [String: Double] = [:]
    for attribute in registry.attributes {
      switch attribute.transform {
      case .pay, .equityShare: continue
      case .linear, .log1p, .hill: break
      }
      let measure = Measure(
        attribute.unit, example: "\(attribute.reference)", from: attribute.range.lowerBound,
        through: attribute.range.upperBound)
      if let level = section.optionalNumber(attribute.id, measure) { levels[attribute.id] = level }
    }
    return levels
  }

  // What the rows of one decision say together; nil, and noted, if they cannot be one.
  private mutating func decision(_ rows: [Row]) -> PastDecision? {
    let first = rows[0]
    let before = log.problems.count
    func note(_ problem: String, _ key: String, at row: Row, _ remedy: String) {
      log.add(
        Diagnostic(
          problem, at: row.location,
          key:
            "offers[\(first.candidate)\(first.decision.isEmpty ? "" : "/" + first.decision)]\(key)",
          remedy: remedy))
    }
    var seen: Set<String> = []
    for row in rows {
      if !seen.insert(row.option.alternative.id).inserted {
        note(
          "\(row.option.alternative.id) stands there twice", "", at: row,
          "keep one row of it, or give decisions ids of their own in a column decision")
      }
      if row.segment != first.segment || row.stage != first.stage || row.source != first.source
        || row.forfeited != first.forfeited || row.cutoff != first.cutoff
      {
        note(
          "the rows differ in what belongs to the person", "", at: row,
          "give segment, stage, source, forfeited and cutoff alike in all rows of a decision")
      }
      check(row, first) { note($0, $1, at: row, $2) }
    }
    let isStaying = { (row: Row) in row.option.alternative.id == JobOfferModel.staying }
    if !rows.contains(where: isStaying) {
      note(
        "there is no row of staying", "", at: first,
        "add one with alternative \(JobOfferModel.staying) and what the person has now")
    }
    if rows.allSatisfy(isStaying) {
      note("nothing is offered", "", at: first, "add a row for each offer")
    }
    let shares = rows.map(\.option.share)
    let isChoice = shares.allSatisfy { $0 == 0 || $0 == 1 }
    if abs(shares.reduce(0, +) - 1) > 1e-6 {
      note(
        isChoice
          ? shares.contains(1) ? "more than one alternative is chosen" : "no alternative is chosen"
          : "the chances do not sum to 1", ".chosen", at: first,
        isChoice ? "mark one of them with 1, also if it is staying" : "mend them")
    }
    if log.problems.count > before { return nil }
    return PastDecision(
      id: first.decision, person: first.candidate, segment: first.segment, stage: first.stage,
      source: first.source, options: rows.map(\.option), forfeited: first.forfeited,
      statedCutoff: first.cutoff)
  }

  private func check(_ row: Row, _ first: Row, _ note: (String, String, String) -> Void) {
    let alternative = row.option.alternative
    let isStaying = alternative.id == JobOfferModel.staying
    let lost = isStaying ? 0 : first.forfeited
    let equity = alternative.equityDiscount(under: assumptions) * alternative.equity
    if alternative.cash + equity - lost <= 0 {
      note(
        "nothing is left of \(alternative.id)'s pay", ".cash",
        lost > 0 ? "check what leaving forfeits, which is dollars a year" : "give its cash a year")
    }
    if let cutoff = first.cutoff, !isStaying, row.option.share > 0,
      alternative.clusterGPUs < cutoff
    {
      note(
        "\(alternative.id) was taken, below the cut-off that the person named", ".cutoff",
        "leave the cut-off out: it was none")
    }
  }
}

extension Measure {
  fileprivate static let chosen = Measure(
    "1 if it was chosen and 0 if not, or a chance", example: "1", from: 0, through: 1,
    acceptsPercent: true)
  fileprivate static let clusterSize = Measure(
    "H100-equivalents of a cluster above 0", example: "10000", from: 0, through: 1e7,
    isAboveLowest: true)
}

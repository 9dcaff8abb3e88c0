public import Choice
public import Documents
public import Estimation
internal import Foundation
public import Units

/// Who left a team and who stayed, as a table has it: one row for a person and a time.
///
/// Columns: `person`, `segment`, `years` looked at, `left` (1 or 0), `gpus` and `gpus_before` (H100e per
/// head in that time, and when its like began), and where they changed `pay` and `pay_before`.
public struct ExitHistory: Hashable, Sendable {
  /// The records, in the order of the table.
  public let records: [ExitRecord]
  /// The digest of the table's bytes.
  public let sha256: SHA256

  /// Reads a table.
  /// - Throws: All problems of the table, each with its place; no pay is shown.
  public init(
    _ input: InputText, segments: [Segment] = Segment.shipped,
    registry: AttributeRegistry = AttributeRegistry()
  ) throws(Diagnostics) {
    let table = try CSVTable(csv: input)
    var log = DiagnosticLog()
    for cell in table.header {
      if let refusal = ProtectedAttribute.refusal(of: cell.text) {
        log.add(
          Diagnostic(refusal.problem, at: cell.location, key: cell.text, remedy: refusal.remedy))
      }
    }
    records = table.nodes.compactMap { node in
      Self.record(node, segments, registry, &log)
    }
    try log.throwIfAny()
    if records.isEmpty {
      throw Diagnostics(
        "the table has no rows", at: SourceLocation(file: input.file),
        remedy: "give it a row for each person")
    }
    sha256 = input.sha256
  }

  private static func record(
    _ node: DocumentNode, _ segments: [Segment], _ registry: AttributeRegistry,
    _ log: inout DiagnosticLog
  ) -> ExitRecord? {
    var section = Section(
      node, path: "exits[\(node["person"]?.text ?? "")]", sensitive: ["pay", "pay_before"])
    let person = section.text("person")
    let segmentID = section.choice("segment", among: segments.map(\.id))
    let years = section.number(
      "years",
      Measure("years above 0", example: "1", from: 0, through: 60, isAboveLowest: true),
      default: 1)
    let hasLeft = section.flag("left", default: false)
    if !section.has("left") {
      section.note("is missing", of: "left", remedy: "write yes if the person left, no if not")
    }
    let gpus = Measure("H100e per head", example: "16", from: 0, through: 4096)
    let now = section.number("gpus", gpus)
    let before = section.number("gpus_before", gpus)
    let pay = section.optionalNumber("pay", .positiveDollars)
    let payBefore = section.optionalNumber("pay_before", .positiveDollars)
    if (pay == nil) != (payBefore == nil), section.log.problems.isEmpty {
      section.note(
        "is given without its other half", of: pay == nil ? "pay_before" : "pay",
        remedy: "give both, or neither where pay has not changed")
    }
    section.noteUnknownKeys()
    log.add(Diagnostics(section.log.problems))
    guard section.log.problems.isEmpty, let person, let years, let hasLeft, let now, let before,
      let segment = segments.first(where: { $0.id == segmentID }),
      let place = registry.index(of: "guaranteed_gpus")
    else { return nil }
    func feature(_ level: Double) -> Double {
      registry.attributes[place].feature(of: level, halfSaturation: segment.halfSaturation)
    }
    let worth = Coefficients(of: segment, at: .offer, registry: registry).partWorths[place].centre
    return ExitRecord(
      person: person, group: segment.id, years: years, hasLeft: hasLeft,
      gain: worth * (feature(now) - feature(before)),
      logPay: pay.flatMap { pay in payBefore.map { Foundation.log(pay / $0) } } ?? 0)
  }
}

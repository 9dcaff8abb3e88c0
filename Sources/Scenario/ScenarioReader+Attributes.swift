import Choice
import Documents
internal import Foundation

extension ScenarioReader {
  // Attributes that no level may be written for: they follow from pay, promises and clusters.
  private static let derived: [String: (problem: String, remedy: String)] = [
    "cluster_gpus": (
      "follows from the clusters and is never given by hand", "delete it; set nodes of a cluster"
    ),
    "guaranteed_gpus": (
      "is promised to persons, not to everybody", "delete it; set gpu_levels of a candidate"
    ),
    "cash": ("is paid to persons, not to everybody", "delete it; set cash of a candidate"),
    "equity": ("is paid to persons, not to everybody", "delete it; set equity of a candidate"),
  ]

  /// Whether levels of an attribute may be stated for the organisation and for packages.
  static func isStated(_ attribute: String) -> Bool { derived[attribute] == nil }

  /// Reads the user's own attributes into ``registry``.
  mutating func readAttributes() {
    guard var group = root.section("attributes") else { return }
    var added: [Attribute] = []
    for entry in group.entries {
      _ = group.node(entry.key)
      var section = group.nested(entry.value, path: "attributes.\(entry.key)")
      let problem = attributeProblem(of: entry)
      if let problem { group.note(problem) }
      let attribute = readAttribute(entry.key, &section)
      section.finish(into: &group)
      if let attribute, problem == nil { added.append(attribute) }
    }
    group.finish(into: &root)
    registry = AttributeRegistry(adding: added)
  }

  /// Reads what everybody here gets.
  mutating func readOrganisation() {
    guard var section = root.section("organisation") else { return }
    for entry in section.entries {
      if let refusal = Self.derived[entry.key] ?? ProtectedAttribute.refusal(of: entry.key) {
        section.refuse(entry.key, because: refusal.problem, remedy: refusal.remedy)
      }
    }
    organisation = readLevels(&section)
    section.finish(into: &root)
  }

  /// The levels of all attributes that `section` may hold, those left out excepted.
  func readLevels(_ section: inout Section) -> [String: Double] {
    var levels: [String: Double] = [:]
    for attribute in registry.attributes where Self.isStated(attribute.id) {
      levels[attribute.id] = section.optionalNumber(attribute.id, Self.measure(of: attribute))
    }
    return levels
  }

  /// How a level of an attribute is written.
  static func measure(of attribute: Attribute) -> Measure {
    let (low, high) = (attribute.range.lowerBound, attribute.range.upperBound)
    let example = attribute.reference == 0 && high <= 2 ? high / 2 : min(high, 2)
    return Measure(
      "\(attribute.id) from \(low.plain) to \(high.plain)", example: example.plain, from: low,
      through: high, acceptsPercent: low == 0 && high == 1)
  }

  private func attributeProblem(of entry: DocumentNode.Entry) -> Diagnostic? {
    let key = "attributes.\(entry.key)"
    if let fault = Identifier.fault(of: entry.key) {
      return Diagnostic(
        "the id \(fault)", at: entry.location, key: "attributes", value: .text(entry.key),
        remedy: Identifier.remedy)
    }
    if let refusal = ProtectedAttribute.refusal(of: entry.key) {
      return Diagnostic(refusal.problem, at: entry.location, key: key, remedy: refusal.remedy)
    }
    if AttributeRegistry.shipped.contains(where: { $0.id == entry.key }) {
      return Diagnostic(
        "is an attribute that ships with the program", at: entry.location, key: key,
        remedy: "choose another id")
    }
    if ["pay", "staying", "never-share"].contains(entry.key) {
      return Diagnostic(
        "is a name that the model itself uses", at: entry.location, key: key,
        remedy: "choose another id")
    }
    return nil
  }

  private func readAttribute(_ id: String, _ section: inout Section) -> Attribute? {
    let unit = section.text("unit", default: "")
    let range = section.numbers("range", Measure("two ends", example: "[0, 1]"))
    if let range, range.count != 2 || range[0] >= range[1] {
      section.note(
        "is not a smaller and a larger end", of: "range", remedy: "write it like [0, 1]")
    }
    let scale = section.number(
      "scale", Measure("a scale above 0", example: "1000", from: 0, isAboveLowest: true),
      default: 1)
    let kind = section.choice("transform", among: ["linear", "log1p", "hill"], default: "linear")
    let reference = section.number("reference", Measure("a level", example: "0"), default: 0)
    let worth = section.number(
      "worth",
      Measure(
        "a share of pay", example: "5%", from: -0.95, through: 20, acceptsPercent: true))
    let sd = Measure("a standard deviation", example: "0.5", from: 0, through: 5)
    let spread = section.number("spread", sd, default: 0.5)
    let spreadKind = section.choice(
      "spread_kind", among: ["lognormal", "normal"], default: "lognormal")
    let ignorance = section.number("ignorance", sd, default: 0.5)
    let source = section.text("source", default: "stated in the scenario")
    guard let unit, let range, range.count == 2, range[0] < range[1], let scale, let kind,
      let reference, let worth, let spread, let spreadKind, let ignorance, let source
    else { return nil }
    let lowest = kind == "linear" ? -Double.infinity : 0
    if !(range[0]...range[1]).contains(reference) || range[0] < lowest {
      section.note(
        kind == "linear"
          ? "lies outside the range" : "needs levels of 0 and more with the transform \(kind)",
        of: range[0] < lowest ? "range" : "reference", remedy: "widen or move the range")
      return nil
    }
    let transform: Attribute.Transform =
      kind == "log1p" ? .log1p(scale: scale) : kind == "hill" ? .hill : .linear
    return Attribute(
      id: id, unit: unit, range: range[0]...range[1], transform: transform, reference: reference,
      partWorth: log1p(worth),
      spread: spreadKind == "normal" ? .normal(sd: spread) : .lognormal(sd: spread),
      ignorance: ignorance, provenance: .assumption(source, range: ""))
  }
}

import Choice
import Documents
import Foundation
import Testing

@testable import Scenario

/// One key that the schema names, with a group of every id on its way.
private struct NamedKey: CustomTestStringConvertible {
  var path: [String]
  var isGroup: Bool
  var isClosed: Bool
  var testDescription: String { path.joined(separator: " / ") }
}

@Suite("The JSON Schema of a scenario")
struct ScenarioSchemaTests {
  private static var schema: [String: Any] {
    let value = try? JSONSerialization.jsonObject(with: Data(ScenarioSchema.json.utf8))
    return value as? [String: Any] ?? [:]
  }

  // The schema is walked, not listed: what it names, the reader has to know.
  private static let keys: [NamedKey] = walk(schema, [])

  private static func walk(_ node: [String: Any], _ path: [String]) -> [NamedKey] {
    let properties = node["properties"] as? [String: [String: Any]] ?? [:]
    let any = node["additionalProperties"] as? [String: Any]
    let isGroup = path.isEmpty || (node["type"] as? [String])?.first == "object"
    let isClosed = node["additionalProperties"] as? Bool == false
    return [NamedKey(path: path, isGroup: isGroup, isClosed: isClosed)]
      + properties.sorted { $0.key < $1.key }.flatMap { walk($0.value, path + [$0.key]) }
      + (any.map { walk($0, path + ["*"]) } ?? [])
  }

  @Test("names every key that the glossary explains, and explains every key that it names")
  func explained() {
    let named = Set(
      Self.keys.map { key in
        let isListed = key.path.starts(with: ["packages", "listed", "*"])
        return (isListed ? ["packages"] + key.path.dropFirst(2) : key.path).joined(separator: ".")
      })
    for entry in ScenarioGlossary.entries { #expect(named.contains(entry.path), "\(entry.path)") }
    for key in named where !key.isEmpty && !key.hasSuffix("*") {
      #expect(ScenarioGlossary.meaning(of: key) != nil, "\(key)")
    }
    #expect(named.count > 120)
  }

  @Test("the reader knows every key that it names", arguments: keys.filter { !$0.path.isEmpty })
  fileprivate func known(key: NamedKey) throws {
    let problems = try problems(at: key.path, value: key.isGroup ? "{}" : "1")
    #expect(!problems.contains { $0.problem.hasPrefix("unknown") }, "\(problems)")
  }

  @Test("the reader refuses what it refuses", arguments: keys.filter(\.isGroup))
  fileprivate func refused(key: NamedKey) throws {
    // Groups of rows and of ids take any id; groups of levels those of the owner's attributes.
    guard key.isClosed || Self.levels.contains(key.path) else { return }
    let problems = try problems(at: key.path + ["zzz"], value: "1")
    #expect(problems.contains { $0.problem.hasPrefix("unknown") }, "\(problems)")
  }

  private static let levels = [
    ["organisation"], ["packages", "levels"], ["rivals", "*"], ["packages", "listed", "*"],
    ["profiles", "*"], ["segments", "*"],
  ]

  @Test("limits, words and defaults are the reader's own")
  func values() throws {
    #expect(Self.schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    let heads = try #require(Self.node(["teams", "*", "heads"]))
    #expect(heads["exclusiveMinimum"] as? Double == 0 && heads["maximum"] as? Double == 1e6)
    let mission = try #require(Self.node(["organisation", "mission"]))
    #expect(mission["minimum"] as? Double == -2 && mission["maximum"] as? Double == 2)
    let preset = try #require(Self.node(["preset"]))
    #expect((preset["enum"] as? [Any])?.compactMap { $0 as? String } == Preset.shipped.map(\.id))
    #expect(Self.node(["draws"])?["default"] as? Int == 4096)
  }

  @Test("people belong to the segments that ship, unless the scenario has its own")
  func segments() throws {
    for table in ["candidates", "teams"] {
      let segment = try #require(Self.node([table, "*", "segment"]))
      #expect(segment["enum"] == nil)
      let rules = try #require(Self.schema["allOf"] as? [[String: Any]])
      let shipped = rules.compactMap { rule -> [String]? in
        let groups = (rule["else"] as? [String: Any])?["properties"] as? [String: Any]
        let rows = (groups?[table] as? [String: Any])?["additionalProperties"] as? [String: Any]
        let column = (rows?["properties"] as? [String: Any])?["segment"] as? [String: Any]
        return (column?["enum"] as? [Any])?.compactMap { $0 as? String }
      }
      #expect(shipped == [Segment.shipped.map(\.id)])
    }
  }

  @Test(
    "a number's pattern takes what the reader takes, and no more",
    arguments: [
      "8", "0.5", ".5", "1_000", "7.4M", "450k", "12%", "$2.35", "256..512", "1e3", "-1", "+2",
      "5.",
      "1__0", "0x10", "nan", "1,000", "12 %", "1 k", "k", "", "1..", "5e", "1e99999", "m",
    ])
  func patterns(text: String) throws {
    let measures: [Measure] = [
      .dollars, .share, .count("a count", example: "1", in: 0...1_000_000_000),
      Measure("a number", example: "1"),
    ]
    for measure in measures {
      guard case .text(let pattern)? = SchemaValue.number(measure)["pattern"] else { return }
      let fits = text.range(of: pattern, options: .regularExpression) != nil
      var section = Section(
        DocumentNode(
          .mapping([
            DocumentNode.Entry(
              key: "x", location: SourceLocation(file: ""),
              value: DocumentNode(text: text, isQuoted: true, at: SourceLocation(file: "")))
          ]), at: SourceLocation(file: "")), path: "")
      _ = section.number("x", measure)
      let isWritten = !section.log.problems.contains { problem in
        ["is not a number", "is a percentage", "unit m"].contains { problem.problem.contains($0) }
          || problem.problem == "is an interval where one number is needed"
      }
      #expect(fits == isWritten, "\(measure.noun): \(section.log.problems)")
    }
  }

  private static func node(_ path: [String]) -> [String: Any]? {
    path.reduce(schema) { node, key in
      key == "*"
        ? node?["additionalProperties"] as? [String: Any]
        : (node?["properties"] as? [String: [String: Any]])?[key]
    }
  }

  /// What the reader says of a scenario that holds nothing but one key, and the groups above it.
  private func problems(at path: [String], value: String) throws -> [Diagnostic] {
    var yaml = "fulcrum: 1\n"
    for (depth, key) in path.enumerated() {
      // An id of the right kind: rows of rivals and packages belong to a candidate.
      let isOwned = depth > 0 && ["rivals", "listed"].contains(path[depth - 1])
      let id = path[0] == "prices" ? "h100" : isOwned ? "c/x" : "c"
      let indent = String(repeating: "  ", count: depth)
      yaml = key == "fulcrum" ? "" : yaml
      yaml +=
        "\(indent)\(key == "*" ? id : key):" + (depth == path.count - 1 ? " \(value)\n" : "\n")
    }
    if path[0] != "clusters" { yaml += "clusters: {a: {accelerator: h100, nodes: 1}}\n" }
    if path[0] != "candidates" {
      yaml += "candidates: {c: {segment: data, stage: offer, cash: 1, hire_value: 1}}\n"
    }
    // A star in a group of levels is an attribute of the owner's own.
    if Self.levels.contains(Array(path.dropLast())), path.last == "*" {
      yaml += "attributes: {c: {unit: share, range: [0, 1], worth: 5%}}\n"
    }
    for table in ["teams", "rivals"] where path[0] != table { yaml += "\(table): {}\n" }
    do throws(Diagnostics) {
      _ = try ScenarioSource(files: [("scenario.yaml", yaml)], in: "test").scenario()
      return []
    } catch {
      return error.problems
    }
  }
}

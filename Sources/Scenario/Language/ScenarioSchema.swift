import Choice
import Documents

/// The JSON Schema (draft 2020-12) of `scenario.yaml`, for editors: made from what the reader reads.
public enum ScenarioSchema {
  /// What the file beside a scenario is called.
  public static let fileName = "scenario.schema.json"

  /// The schema.
  public static var json: String {
    var root = SchemaNode()
    for use in ScenarioReader.recordedKeys() { root.insert(use, at: path(of: use.path)[...]) }
    for table in ScenarioSource.tableNames.dropLast() {
      root.children[table]?.meaning = ScenarioGlossary.meaning(of: table)
    }
    root.children["packages"]?.children["listed"]?.meaning = ScenarioGlossary.meaning(
      of: "packages.listed")
    guard case .object(var schema) = root.schema else { return "" }
    schema["$schema"] = .text("https://json-schema.org/draft/2020-12/schema")
    schema["$id"] = .text("urn:fulcrum:scenario:1")
    schema["title"] = .text("A Fulcrum scenario")
    schema["type"] = .text("object")
    schema["allOf"] = .list([
      unless("base", .object(["required": .texts(root.required)])), unless("attributes", closing),
      unless("segments", shippedSegments),
    ])
    return JSONText.object(schema).json
  }

  /// What holds for a scenario that neither inherits nor has the key itself.
  private static func unless(_ key: String, _ schema: JSONText) -> JSONText {
    let has = { (key: String) in JSONText.object(["required": .texts([key])]) }
    return .object([
      "if": .object(["anyOf": .list(Set(["base", key]).sorted().map(has))]),
      "then": .flag(true), "else": schema,
    ])
  }

  // Without attributes of its own a scenario has no others than the shipped ones.
  private static var closing: JSONText {
    let stated = ScenarioGlossary.attributes.map(\.id)
    let rows = { (table: String) in
      JSONText.object([
        "additionalProperties": names(
          stated + ScenarioGlossary.columns(of: table).map(\.name))
      ])
    }
    return .object([
      "properties": .object([
        "organisation": names(stated), "profiles": rows("profiles"), "rivals": rows("rivals"),
        "segments": rows("segments"),
        "packages": .object([
          "properties": .object(["levels": names(stated), "listed": rows("packages")])
        ]),
      ])
    ])
  }

  // Without segments of its own a scenario has no others than the shipped ones.
  private static var shippedSegments: JSONText {
    let known = JSONText.object([
      "enum": .list(Segment.shipped.map { JSONText.text($0.id) } + [.null])
    ])
    let rows = JSONText.object([
      "additionalProperties": .object(["properties": .object(["segment": known])])
    ])
    return .object(["properties": .object(["candidates": rows, "teams": rows])])
  }

  private static func names(_ allowed: [String]) -> JSONText {
    .object(["propertyNames": .object(["enum": .texts(Set(allowed).sorted())])])
  }

  /// The parts of a recorded path; a star stands for an id, and a column keeps its dots.
  private static func path(of text: String) -> [String] {
    let id = ScenarioReader.anyID
    if case .cell(let table, _, let column) = ScenarioPath(text) {
      return (table == "packages" ? ["packages", "listed"] : [table]) + ["*", column]
    }
    return text.split(separator: ".").map { $0 == id ? "*" : String($0) }
  }
}

/// One key of the schema with the keys below it.
struct SchemaNode {
  var use: KeyUse?
  var meaning: String?
  var children: [String: SchemaNode] = [:]
  private var path: [String] = []

  // Groups that may hold levels of the owner's own attributes.
  private static let groupsOfLevels = [
    ["organisation"], ["packages", "levels"], ["rivals", "*"], ["packages", "listed", "*"],
    ["profiles", "*"], ["segments", "*"],
  ]
  // Words that the scenario itself defines, such as the names of its pools.
  private static let ownWords = [
    ["candidates", "*", "slot"], ["packages", "pools"], ["clusters", "*", "accelerator"],
    ["candidates", "*", "segment"], ["teams", "*", "segment"],
  ]

  /// The keys that have to be given.
  var required: [String] {
    children.filter { $0.value.use?.isRequired ?? false }.map(\.key).sorted()
  }

  /// Enters a use; the first of several at one place stays.
  mutating func insert(_ use: KeyUse, at rest: ArraySlice<String>) {
    guard let key = rest.first else {
      if self.use == nil {
        self.use = use
        meaning = ScenarioGlossary.meaning(of: glossaryPath)
      }
      return
    }
    var child = children[key] ?? SchemaNode()
    child.path = path + [key]
    child.insert(use, at: rest.dropFirst())
    children[key] = child
  }

  // Columns of one pool mean what the bare ones do; listed packages have their own columns.
  private var glossaryPath: String {
    let bare = path.map { $0.hasSuffix("." + ScenarioReader.anyID) ? String($0.dropLast(2)) : $0 }
    let isListed = bare.starts(with: ["packages", "listed", "*"])
    return (isListed ? ["packages"] + bare.dropFirst(2) : bare).joined(separator: ".")
  }

  /// The schema of this key.
  var schema: JSONText {
    var schema: [String: JSONText] = [:]
    switch use?.kind {
    case .number(let measure): schema = SchemaValue.number(measure)
    case .numbers(let measure): schema = SchemaValue.numbers(measure)
    case .text: schema = SchemaValue.text
    case .texts: schema = SchemaValue.texts
    case .choice, .words: schema = words
    case .flag: schema = SchemaValue.flag
    case .group, nil: schema = group
    }
    if let meaning { schema["description"] = .text(meaning) }
    if let fallback = use?.fallback, !fallback.isEmpty {
      schema["default"] = Double(fallback).map(JSONText.number) ?? .text(fallback)
    }
    return .object(schema)
  }

  private var words: [String: JSONText] {
    switch use?.kind {
    case .choice(let words):
      Self.ownWords.contains(path)
        ? SchemaValue.text : ["enum": .list(words.map(JSONText.text) + [.null])]
    default: SchemaValue.words
    }
  }

  private var group: [String: JSONText] {
    var properties: [String: JSONText] = [:]
    var patterns: [String: JSONText] = [:]
    for (key, child) in children where key != "*" {
      guard key.hasSuffix("." + ScenarioReader.anyID) else {
        properties[key] = child.schema
        continue
      }
      let name = String(key.dropLast(2))
      properties[name] = child.schema
      patterns["^\(name)\\.\(SchemaValue.id)$"] = child.schema
    }
    var schema: [String: JSONText] = [
      "type": .texts(["object", "null"]), "additionalProperties": .flag(false),
    ]
    if !properties.isEmpty { schema["properties"] = .object(properties) }
    if !patterns.isEmpty { schema["patternProperties"] = .object(patterns) }
    if let any = children["*"] {
      schema["additionalProperties"] = any.schema
      let isOwned = path == ["rivals"] || path == ["packages", "listed"]
      let id = isOwned ? "\(SchemaValue.id)/\(SchemaValue.id)" : SchemaValue.id
      schema["propertyNames"] = .object(["pattern": .text("^\(id)$")])
    } else if Self.groupsOfLevels.contains(path) {
      let level = Measure("a level", example: "0.5", acceptsPercent: true)
      schema["additionalProperties"] = .object(
        path.last == "levels" ? SchemaValue.numbers(level) : SchemaValue.number(level))
    }
    return schema
  }
}

internal import Yams

/// Turns the nodes of the YAML library into ours, and refuses what a scenario must not hold.
struct YAMLConversion {
  private let file: String
  private let blanked: [SourceLocation: String]
  private var log = DiagnosticLog()
  private var visited = 0

  /// - Parameters:
  ///   - file: What diagnostics call the text.
  ///   - blanked: First occurrences of repeated keys, overwritten in the text.
  init(file: String, blanked: [SourceLocation: String]) {
    self.file = file
    self.blanked = blanked
  }

  /// The root as ours; `nil` means a text of comments.
  mutating func document(_ root: Node?) throws(Diagnostics) -> DocumentNode {
    guard let root else {
      throw Diagnostics(
        "holds nothing but comments", at: SourceLocation(file: file),
        remedy: "write into it, or leave the file out")
    }
    let node = convert(root, depth: 1)
    try log.throwIfAny()
    return node
  }

  private mutating func convert(_ node: Node, depth: Int) -> DocumentNode {
    let place = location(node.mark)
    visited += 1
    if visited > YAMLBounds.nodeLimit || depth > YAMLBounds.depthLimit || node.anchor != nil {
      refuse(node, at: place, depth: depth)
      return DocumentNode(text: "", at: place)
    }
    switch node {
    case .scalar(let scalar):
      checkTag(scalar.tag, kind: "str", at: place)
      checkCharacters(scalar.string, at: place)
      let isQuoted = scalar.style != .plain && scalar.style != .any
      return DocumentNode(text: scalar.string, isQuoted: isQuoted, at: place)
    case .sequence(let sequence):
      checkTag(sequence.tag, kind: "seq", at: place)
      return DocumentNode(.sequence(sequence.map { convert($0, depth: depth + 1) }), at: place)
    case .mapping(let mapping):
      checkTag(mapping.tag, kind: "map", at: place)
      return DocumentNode(.mapping(entries(of: mapping, depth: depth)), at: place)
    case .alias:
      log.add(.yamlAlias(at: place))
      return DocumentNode(text: "", at: place)
    }
  }

  private mutating func refuse(_ node: Node, at place: SourceLocation, depth: Int) {
    if node.anchor != nil {
      log.add(.yamlAlias(at: place))
    } else if depth > YAMLBounds.depthLimit {
      log.add(.tooDeep(at: place))
    } else if visited == YAMLBounds.nodeLimit + 1 {
      log.add(
        Diagnostic(
          "holds more than 1,000,000 values", at: place, remedy: "move long lists to CSV tables"))
    }
  }

  private mutating func entries(of mapping: Node.Mapping, depth: Int) -> [DocumentNode.Entry] {
    var entries: [DocumentNode.Entry] = []
    var places: [String: SourceLocation] = [:]
    var earlier: [(key: String, place: SourceLocation)] = []
    for (key, value) in mapping {
      let place = location(key.mark)
      guard case .scalar(let name) = key else {
        log.add(
          Diagnostic("a key is a list or a group", at: place, remedy: "use a plain word as key"))
        continue
      }
      checkCharacters(name.string, at: place)
      let converted = convert(value, depth: depth + 1)
      if let original = blanked[place] {
        earlier.append((original, place))
      } else if let first = places[name.string] {
        log.add(.repeatedKey(name.string, at: place, first: first))
      } else {
        places[name.string] = place
        entries.append(DocumentNode.Entry(key: name.string, location: place, value: converted))
      }
    }
    for (key, place) in earlier {
      log.add(.repeatedKey(key, at: places[key] ?? place, first: place))
    }
    return entries
  }

  // An escape such as "\e" makes control characters that the text itself does not hold; printed, they
  // would command the terminal.
  private mutating func checkCharacters(_ text: String, at place: SourceLocation) {
    let holdsControl = text.unicodeScalars.contains { scalar in
      scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
    }
    if holdsControl {
      log.add(
        Diagnostic(
          "holds a control character", at: place, remedy: "delete the escape that makes it"))
    }
  }

  private mutating func checkTag(_ tag: Tag, kind: String, at place: SourceLocation) {
    if !["", "!", "tag:yaml.org,2002:" + kind].contains(tag.rawValue) {
      log.add(
        Diagnostic(
          "YAML tags are not accepted", at: place, value: .text(tag.rawValue),
          remedy: "delete the tag and write the plain value"))
    }
  }

  private func location(_ mark: Mark?) -> SourceLocation {
    SourceLocation(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0)
  }
}

extension Diagnostic {
  static func repeatedKey(
    _ key: String, at place: SourceLocation, first: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      "the key is given twice, first in line \(first.line)", at: place, key: key,
      remedy: "keep one of the two")
  }

  static func tooDeep(at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      "is nested deeper than \(YAMLBounds.depthLimit) levels", at: place, remedy: "flatten it")
  }

  static func yamlAlias(at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      "YAML anchors (&) and aliases (*) are not accepted", at: place,
      remedy: "write the value out where it is used; put text that begins with & or * in quotes")
  }
}

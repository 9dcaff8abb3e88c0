internal import Documents

/// The objects of a text of Kubernetes: one, a list, or YAML documents with `---` between them.
enum KubernetesObjects {
  /// An object with its place among the others: `items[12]`, empty for the only one.
  typealias Visitor = (_ object: DocumentNode, _ path: String) throws(Diagnostics) -> Void

  // The YAML library reads about 1 MB a second.
  private static let yamlLimit = 16 << 20

  /// Hands out every object of a text, JSON or YAML.
  ///
  /// Lists of YAML are held whole, those of JSON never are: large exports have to be JSON.
  /// - Throws: What is wrong with the text, or what `visit` throws.
  static func read(_ input: InputText, _ visit: Visitor) throws(Diagnostics) {
    let isJSON = input.text.utf8.first { $0 > 0x20 }.map { $0 == 0x7B || $0 == 0x5B } ?? false
    if isJSON {
      var reader = JSONReader(input, skipping: unused)
      let root = try reader.read(handingOut: "items") { object, index throws(Diagnostics) in
        try visit(object, "items[\(index)]")
      }
      if root["items"] == nil { try visit(root, "") }
      return
    }
    if input.text.utf8.count > yamlLimit {
      throw Diagnostics(
        "is YAML of more than \(yamlLimit >> 20) MB, which takes long",
        at: SourceLocation(file: input.file),
        remedy: "export JSON: kubectl get nodes -o json")
    }
    for document in YAMLDocuments(input) {
      let root = try document.node()
      if let items = root["items"]?.elements {
        for (index, item) in items.enumerated() { try visit(item, "items[\(index)]") }
      } else {
        try visit(root, "")
      }
    }
  }

  /// The kinds of the objects in the beginning of a text, in order; those of lists are left out.
  static func kinds(in text: String) -> [Substring] {
    var kinds: [Substring] = []
    var rest = text.utf8.prefix(1 << 20)
    while kinds.count < 100, let start = rest.firstRange(of: "kind".utf8) {
      let before = rest[..<start.lowerBound].last
      rest = rest[start.upperBound...]
      guard before.map({ [0x0A, 0x20, 0x09, 0x22, 0x27].contains($0) }) ?? true else { continue }
      let tail = rest.drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
      guard tail.first == UInt8(ascii: ":") else { continue }
      let value = tail.dropFirst().drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
        .prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
      rest = rest[value.endIndex...]
      if !value.isEmpty, Substring(value) != "List" { kinds.append(Substring(value)) }
    }
    return kinds
  }

  /// Long values that say nothing of hardware; JSON passes over them.
  private static let unused: Set<String> = [
    "managedFields", "annotations", "images", "nodeInfo", "addresses", "message", "reason",
    "volumesAttached", "volumesInUse", "daemonEndpoints", "config", "ownerReferences",
    "finalizers",
  ]
}

/// The documents of a YAML text, each with the line where it begins.
///
/// Cut before the YAML library sees them, which takes about 100 bytes of memory for a byte of text.
struct YAMLDocuments: Sequence {
  private let input: InputText

  init(_ input: InputText) { self.input = input }

  /// One document.
  struct Document {
    /// Its text, with the line `---` that begins it.
    let text: Substring
    /// How many lines stand before it.
    let linesBefore: Int
    fileprivate let file: String

    /// The document's values, with their places in the whole text.
    /// - Throws: All problems of the document.
    func node() throws(Diagnostics) -> DocumentNode {
      if text.utf8.count > sizeLimit {
        throw Diagnostics(
          "a YAML document is larger than \(sizeLimit >> 20) MB",
          at: SourceLocation(file: file, line: linesBefore + 1),
          remedy: "export JSON: kubectl get nodes -o json")
      }
      do throws(Diagnostics) {
        let node = try DocumentNode(yaml: InputText(String(text), file: file))
        return linesBefore == 0 ? node : node.shifted(down: linesBefore)
      } catch {
        // Messages name lines too: they come out true if the lines before are there, empty.
        let blank = String(repeating: "\n", count: linesBefore)
        _ = try DocumentNode(yaml: InputText(blank + text, file: file))
        throw error
      }
    }

    /// Whether it holds something else than comments and directives.
    var isEmpty: Bool {
      text.utf8.split(separator: 0x0A).allSatisfy { line in
        let line = line.drop { $0 == 0x20 || $0 == 0x09 }
        return line.isEmpty || line.first == UInt8(ascii: "#") || line.first == UInt8(ascii: "%")
          || Substring(line).prefix(while: { $0 != " " }) == "---"
            && line.dropFirst(3).allSatisfy { $0 == 0x20 }
          || Substring(line) == "..."
      }
    }

    private var sizeLimit: Int { 4 << 20 }
  }

  func makeIterator() -> some IteratorProtocol<Document> {
    var rest = input.text.utf8[...]
    var line = 0
    return AnyIterator {
      while !rest.isEmpty {
        let end = Self.end(of: rest)
        let text = Substring(rest[..<end])
        let document = Document(text: text, linesBefore: line, file: input.file)
        line += text.utf8.count { $0 == 0x0A }
        rest = rest[end...]
        if !document.isEmpty { return document }
      }
      return nil
    }
  }

  // Where the next document begins: at a line --- that is not the first.
  private static func end(of text: Substring.UTF8View) -> String.Index {
    var index = text.startIndex
    while let newline = text[index...].firstIndex(of: 0x0A) {
      index = text.index(after: newline)
      let line = text[index...].prefix(4)
      if line.starts(with: "---".utf8), line.count == 3 || [0x0A, 0x20, 0x09].contains(line.last) {
        return index
      }
    }
    return text.endIndex
  }
}

extension DocumentNode {
  // As deep as YAML may be nested: 64 levels.
  fileprivate func shifted(down lines: Int) -> DocumentNode {
    var place = location
    place.line += lines
    switch content {
    case .scalar: return DocumentNode(content, at: place)
    case .sequence(let elements):
      return DocumentNode(.sequence(elements.map { $0.shifted(down: lines) }), at: place)
    case .mapping(let entries):
      let shifted = entries.map { entry in
        var place = entry.location
        place.line += lines
        return Entry(key: entry.key, location: place, value: entry.value.shifted(down: lines))
      }
      return DocumentNode(.mapping(shifted), at: place)
    }
  }
}

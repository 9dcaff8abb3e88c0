internal import Documents

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

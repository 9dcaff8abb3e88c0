internal import Documents
internal import Topology

/// What a row of a `nvidia-smi topo -m` table tells after its links.
struct NvidiaAffinity {
  /// The logical CPUs near the GPU; the driver cuts long lists off, so it may be a part of them.
  var cpus: Bitmap?
  /// The NUMA nodes near it.
  var numa: Bitmap?
  /// The NUMA node that its own memory is.
  var ownNode: Int?
  /// Cells are missing, and which of them are there cannot be told.
  var isUnclear = false

  // The largest number that a CPU or a NUMA node has.
  private static let limit = 1 << 16

  /// Sorts the words after the links into the columns.
  init(
    _ words: [NvidiaToken], columns: [NvidiaTableHeader.Affinity], row: String,
    at place: SourceLocation, _ log: inout DiagnosticLog
  ) {
    var words = words.prefix(columns.count)
    var columns = columns[...]
    // Where cells are empty, the GPU's own node still says N/A.
    if words.count < columns.count, columns.last == .ownNode, words.last?.text == "N/A" {
      words = words.dropLast()
      columns = columns.dropLast()
    }
    if words.count < columns.count {
      if let word = words.first, words.count == 1, columns.first == .cpus,
        word.text.contains(where: { ",-".contains($0) })
      {
        columns = columns.prefix(1)
      } else {
        isUnclear = words.contains { $0.text != "N/A" }
        return
      }
    }
    for (word, column) in zip(words, columns) where word.text != "N/A" && word.text != "-1" {
      guard let members = Self.members(of: word.text) else {
        log.add(
          Diagnostic(
            "is no list of numbers up to \(Self.limit - 1)",
            at: SourceLocation(file: place.file, line: place.line, column: word.column), key: row,
            value: .text(word.text), remedy: "copy the table again, whole"))
        continue
      }
      switch column {
      case .cpus: cpus = members
      case .numa: numa = members
      case .ownNode: ownNode = members.first
      }
    }
  }

  /// The numbers of a list such as `0-23,48-71`.
  private static func members(of text: String) -> Bitmap? {
    var words = [UInt64](repeating: 0, count: limit / 64)
    for range in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = range.split(separator: "-", omittingEmptySubsequences: false).map { end in
        end.count <= 5 && end.allSatisfy(\.isASCIIDigit) ? Int(end) : nil
      }
      guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1], first <= last,
        last < limit
      else { return nil }
      // Whole words at once: a list of many wide ranges stays cheap.
      for word in first / 64...last / 64 {
        let low = word == first / 64 ? UInt64(first % 64) : 0
        let high = word == last / 64 ? UInt64(last % 64) : 63
        words[word] |= (UInt64.max << low) & (UInt64.max >> (63 - high))
      }
    }
    return Bitmap(words: words)
  }
}

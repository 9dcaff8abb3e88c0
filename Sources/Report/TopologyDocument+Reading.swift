public import TopologyFiles

extension TopologyDocument {
  /// The document of what was read of the files of a machine or a cluster.
  public init(_ reading: TopologyReading, sizes: [Int], version: String, inputs: [Input]) {
    let notes = reading.sources.flatMap(\.notes)
    if let tree = reading.tree {
      self.init(
        tree, id: reading.file.id, sizes: sizes, version: version, inputs: inputs, notes: notes)
      source.contradictions = reading.sources.flatMap(\.contradictions)
      return
    }
    self.init(
      reading.file, sizes: sizes, version: version, inputs: inputs, source: Source(reading.sources))
    self.notes = notes.isEmpty ? nil : notes
  }
}

extension TopologyDocument.Source {
  // Of several texts each ignored word says of which it is.
  fileprivate init(_ sources: [TopologyReading.Source]) {
    func joined(_ words: [String]) -> String {
      var seen = Set<String>()
      return words.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: ", ")
    }
    self.init(
      format: joined(sources.map(\.format.rawValue)), version: joined(sources.map(\.version)),
      ignored: sources.flatMap { source in
        source.ignored.map { sources.count == 1 ? $0 : "\(source.file): \($0)" }
      },
      contradictions: sources.flatMap(\.contradictions))
  }
}

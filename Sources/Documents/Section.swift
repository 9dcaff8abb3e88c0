/// A cursor over one group of keys, or one row of a table, that collects problems as it reads.
///
/// Ask for every key that may be there, then ``finish(into:)``: keys that nobody asked for are
/// unknown, and are reported with the nearest name that was. A getter returns `nil` after noting a
/// problem, so that reading goes on and all problems come out together.
public struct Section {
  /// The path of the group: `clusters.bay-1`, `teams[pretraining]`.
  public let path: String
  /// Where the group begins.
  public let location: SourceLocation
  /// The keys of the group, in order of writing.
  public let entries: [DocumentNode.Entry]
  /// The problems found so far.
  public internal(set) var log = DiagnosticLog()
  /// The intervals read so far.
  public internal(set) var intervals: [UncertainValue] = []
  /// The values read so far, defaults included.
  public private(set) var values: [ReadValue] = []

  /// How its keys were read, and those of the groups that finished into it; empty unless recorded.
  public private(set) var uses: [KeyUse] = []

  private let records: Bool
  private let sensitive: Set<String>
  private let isGroup: Bool
  private let index: [String: Int]
  private var asked: Set<String> = []

  /// A cursor over `node`, which has to be a mapping.
  /// - Parameters:
  ///   - node: The group.
  ///   - path: Its path; empty for the whole document.
  ///   - sensitive: Keys whose values no message may show.
  ///   - records: Whether to keep a record of how keys are read, in ``uses``.
  public init(
    _ node: DocumentNode, path: String, sensitive: Set<String> = [], records: Bool = false
  ) {
    self.path = path
    self.sensitive = sensitive
    self.records = records
    location = node.location
    let entries = node.entries ?? []
    self.entries = entries
    isGroup = node.entries != nil || node.isNull
    index = Dictionary(entries.indices.map { (entries[$0].key, $0) }) { first, _ in first }
    if !isGroup {
      log.add(
        Diagnostic(
          "is \(node.kindName) where a group of keys is needed", at: node.location, key: path,
          remedy: "write keys with values below it, indented alike"))
    }
  }

  /// A cursor over a group that belongs to this one: the value of a key, a row of a table.
  public func nested(
    _ node: DocumentNode, path: String, sensitive: Set<String> = []
  ) -> Section {
    Section(node, path: path, sensitive: sensitive, records: records)
  }

  /// The value of a key, if one is given; marks the key as known.
  public mutating func node(_ key: String) -> DocumentNode? {
    asked.insert(key)
    guard let position = index[key], !entries[position].value.isNull else { return nil }
    return entries[position].value
  }

  /// Whether the key is there with a value; does not mark it as known.
  public func has(_ key: String) -> Bool {
    index[key].map { !entries[$0].value.isNull } ?? false
  }

  /// The value of a key that has to be given; `remedy` says what to do if it is not.
  public mutating func requiredNode(_ key: String, remedy: String) -> DocumentNode? {
    if let node = node(key) { return node }
    if !isGroup { return nil }
    if index[key] == nil, let header = headerLocation {
      log.add(
        Diagnostic(
          "the column is missing", at: SourceLocation(file: header.file, line: header.line),
          key: pathInTable(key), remedy: remedy))
    } else {
      let place = index[key].map { entries[$0].value.location } ?? location
      log.add(Diagnostic("is missing", at: place, key: pathOf(key), remedy: remedy))
    }
    return nil
  }

  /// Notes what a key that is not given stands for.
  public mutating func assume(_ content: ReadValue.Content, for key: String) {
    values.append(ReadValue(group: path, key: key, content: content, isStated: false))
  }

  /// Notes how the value of a key was understood.
  mutating func record(_ content: ReadValue.Content, for key: String) {
    values.append(ReadValue(group: path, key: key, content: content, isStated: true))
  }

  /// Notes a problem of the value of `key`.
  public mutating func note(
    _ problem: String, of key: String, value: String? = nil, remedy: String
  ) {
    let shown: Diagnostic.Shown =
      value.map { sensitive.contains(key) ? .withheld : .text($0) } ?? .nothing
    log.add(
      Diagnostic(
        problem, at: place(of: key), key: pathOf(key), value: shown, remedy: remedy))
  }

  /// Marks keys as known without reading them, where an earlier problem keeps them from meaning
  /// anything.
  public mutating func skip(where isMeaningless: (String) -> Bool) {
    for entry in entries where isMeaningless(entry.key) { asked.insert(entry.key) }
  }

  /// Notes a problem that is not of one key.
  public mutating func note(_ problem: Diagnostic) { log.add(problem) }

  /// Refuses a key by name, whatever its value.
  public mutating func refuse(_ key: String, because problem: String, remedy: String) {
    guard let position = index[key] else { return }
    asked.insert(key)
    let entry = entries[position]
    log.add(
      Diagnostic(
        problem, at: entry.location, key: isColumn(entry) ? pathInTable(key) : pathOf(key),
        remedy: remedy))
  }

  /// Where the value of `key` is, or the group if the key is not given.
  public func place(of key: String) -> SourceLocation {
    index[key].map { entries[$0].value.location } ?? location
  }

  /// The path of a key of this group.
  public func pathOf(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Takes over what another cursor found.
  public mutating func adopt(_ child: Section) {
    log.add(Diagnostics(child.log.problems))
    intervals += child.intervals
    uses += child.uses
    values += child.values
  }

  /// Ends the reading: reports unknown keys and hands on everything found.
  public mutating func finish(into parent: inout Section) {
    noteUnknownKeys()
    parent.adopt(self)
  }

  // How many unknown keys of one group are shown.
  private static let unknownLimit = 20

  /// Ends the reading of the outermost group.
  public mutating func noteUnknownKeys() {
    let unknown = entries.filter { !asked.contains($0.key) }
    if unknown.count > Self.unknownLimit {
      log.add(
        Diagnostic(
          "\(unknown.count - Self.unknownLimit) more unknown keys follow",
          at: unknown[Self.unknownLimit].location, key: path,
          remedy: "check that the file is what it should be"))
    }
    for entry in unknown.prefix(Self.unknownLimit) {
      let kind = isColumn(entry) ? "column" : "key"
      let absent = asked.subtracting(index.keys)
      let hint =
        (nearestName(to: entry.key, among: absent) ?? nearestName(to: entry.key, among: asked)).map
      { "did you mean \($0)?" }
        ?? (absent.isEmpty
          ? "delete it" : "delete it; not yet given: \(absent.sorted().joined(separator: ", "))")
      log.add(
        Diagnostic(
          "unknown \(kind)", at: entry.location,
          key: isColumn(entry) ? pathInTable(entry.key) : pathOf(entry.key), remedy: hint))
    }
  }

  /// Notes how a key is read, if a record is kept.
  mutating func record(
    _ key: String, _ kind: KeyUse.Kind, isRequired: Bool, default fallback: String? = nil
  ) {
    if records {
      uses.append(
        KeyUse(path: pathOf(key), kind: kind, isRequired: isRequired, fallback: fallback))
    }
  }

  /// Whether the values of `key` are withheld from messages.
  func isSensitive(_ key: String) -> Bool { sensitive.contains(key) }

  // A row of a table has its names in the header, above the row: what is wrong with a column is
  // said once, not for each row.
  private func isColumn(_ entry: DocumentNode.Entry) -> Bool {
    entry.location.file == location.file && entry.location < location
  }

  private var headerLocation: SourceLocation? { entries.first { isColumn($0) }?.location }

  private func pathInTable(_ key: String) -> String {
    "\(path.prefix { $0 != "[" }).\(key)"
  }
}

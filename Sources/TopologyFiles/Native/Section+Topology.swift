internal import Documents
internal import Topology

extension Section {
  /// The groups below a key that is one group or a list of groups.
  mutating func groups(_ key: String) -> [Section] {
    guard let node = node(key) else { return [] }
    guard let elements = node.elements else { return [Section(node, path: pathOf(key))] }
    return elements.enumerated().map { Section($1, path: "\(pathOf(key))[\($0)]") }
  }

  /// Bytes with a unit.
  mutating func memory(_ key: String) -> Int? {
    guard let node = requiredNode(key, remedy: MemoryText.remedy) else { return nil }
    if let text = node.text, let memory = MemoryText(text) { return memory.bytes }
    note("is no amount of memory", of: key, value: node.text, remedy: MemoryText.remedy)
    return nil
  }

  /// One whole number for each of `count` items: a list, or one number for all; nil if not given.
  mutating func numbers(_ key: String, _ measure: Measure, forEachOf count: Int) -> [Int]? {
    if !has(key) {
      _ = node(key)
      return nil
    }
    guard let values = numbers(key, measure) else { return nil }
    if values.count == 1 { return [Int](repeating: Int(values[0]), count: count) }
    if values.count == count { return values.map { Int($0) } }
    note(
      "has \(values.count) numbers for \(count) items", of: key,
      remedy: "give \(count) numbers, or one for all")
    return nil
  }

  /// An amount of memory; 0 where it is not given, which says that it is not known.
  mutating func memoryIfKnown(_ key: String) -> Int? {
    if has(key) { return memory(key) }
    _ = node(key)
    return 0
  }

  /// A count from 1; 0 where it is not given, which says that it is not known.
  mutating func countIfKnown(_ key: String, _ measure: Measure) -> Int? {
    if has(key) { return count(key, measure) }
    _ = node(key)
    return 0
  }

  /// A text for each of `count` items; nil if not given.
  mutating func texts(_ key: String, forEachOf count: Int) -> [String]? {
    guard let node = node(key) else { return nil }
    let texts = node.elements?.compactMap(\.text) ?? node.text.map { [$0] } ?? []
    if texts.count == count { return texts }
    note(
      "has \(texts.count) texts for \(count) items", of: key,
      remedy: "give a list of \(count) texts")
    return nil
  }

  /// An id under a key.
  mutating func identifier(_ key: String) -> String? {
    guard let id = text(key) else { return nil }
    guard let fault = Identifier.fault(of: id) else { return id }
    note("the id \(fault)", of: key, value: id, remedy: Identifier.remedy)
    return nil
  }

  /// The sources of figures.
  mutating func sources(of figures: [String]) -> [TopologySource] {
    var found: [TopologySource] = []
    for var section in groups("sources") {
      let known = section.words("of", among: figures)
      if known == nil, !section.has("of") {
        _ = section.requiredNode("of", remedy: "name figures, such as [\(figures[0])]")
      }
      let from = section.text("from")
      let date = section.text("date", default: "")
      let isVerified = section.flag("verified", default: false)
      let note = section.text("note", default: "")
      section.finish(into: &self)
      if let known, let from, let date, let isVerified, let note {
        found.append(
          TopologySource(
            figures: known, source: from, date: date, isVerified: isVerified, note: note))
      }
    }
    return found
  }

  /// Notes what does not hold together, each at the key that it is about.
  mutating func note(_ problems: [TopologyProblem], dropping prefix: String = "") {
    for problem in problems {
      let key =
        problem.key.hasPrefix(prefix) ? problem.key.dropFirst(prefix.count) : problem.key[...]
      let first = key.prefix { $0 != "[" && $0 != "." }
      note(
        Diagnostic(
          problem.problem, at: place(of: String(first)), key: pathOf(String(key)),
          value: problem.value.isEmpty ? .nothing : .text(problem.value), remedy: problem.remedy))
    }
  }
}

extension Measure {
  static let nodes = Measure.count("a whole number of nodes", example: "16", in: 0...1_000_000)
  static let groupOfNodes = Measure.count(
    "a whole number of nodes", example: "18", in: 1...1_000_000)
  static let items = Measure.count("a whole number", example: "8", in: 1...1_024)
  static let osIndex = Measure.count("a number from 0 to 65535", example: "0", in: 0...65_535)
  static let bandwidth = Measure(
    "GB/s in one direction", example: "450", from: 0, through: 1e6, isAboveLowest: true)
  static let gigabits = Measure(
    "gigabits a second", example: "400", from: 0, through: 1e6, isAboveLowest: true)
}

internal import Documents
internal import Foundation
internal import Topology

/// What Slurm says of its nodes while it runs: `scontrol show nodes --json`, `sinfo --json`, and the
/// text of `scontrol show nodes`.
///
/// Reads what every version since 20.11 writes: numbers as numbers or as `{set, infinite, number}`,
/// states and features as text or as lists.
/// Source: Slurm, `src/plugins/data_parser/v0.0.46/parsers.c`.
enum SlurmNodes {
  /// Whether the text looks like one of these.
  static func recognises(_ text: String, file: String) -> Bool {
    let start = text.utf8.first { $0 > 0x20 }
    guard start == UInt8(ascii: "{") else { return SlurmKind(text) == .nodes }
    let head = Array(text.utf8.prefix(1 << 16))
    func holds(_ word: String) -> Bool {
      let sought = Array("\"\(word)\"".utf8)
      return head.indices.contains { head[$0] == 0x22 && head[$0...].starts(with: sought) }
    }
    return holds("sinfo")
      || holds("nodes") && (holds("real_memory") || holds("gres") || holds("data_parser"))
  }

  /// Reads the nodes.
  /// - Throws: Every problem found, each with its place, at most 20.
  static func read(_ input: InputText) throws(Diagnostics) -> NodeList {
    if input.text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      var reader = SlurmNodesReader(input)
      return try reader.read()
    }
    var reader = SlurmNodeText(input)
    return try reader.read()
  }
}

/// Reads the JSON form, a node at a time.
private struct SlurmNodesReader {
  // Nodes of which the ignored keys are listed.
  private static let sampled = 50

  private let pieces: JSONPieces
  private var collector: SlurmNodeCollector
  private var log = DiagnosticLog()
  private var ignored: Set<String> = []

  init(_ input: InputText) {
    pieces = JSONPieces(input)
    collector = SlurmNodeCollector(file: input.file)
  }

  mutating func read() throws(Diagnostics) -> NodeList {
    let members = try pieces.members()
    guard
      let rows = members.first(where: { $0.key == "sinfo" })
        ?? members.first(where: { $0.key == "nodes" }),
      let elements = try pieces.elements(of: rows.value)
    else {
      throw Diagnostics(
        "has no list of nodes", at: SourceLocation(file: collector.list.source.file), key: "nodes",
        remedy: "give the output of scontrol show nodes --json")
    }
    for member in members { try readHead(member.key, member.value) }
    let before = collector.list.source.ignored
    for (index, element) in elements.enumerated() {
      if log.problems.count >= SlurmLines.problemLimit { break }
      readNode(element, "\(rows.key)[\(index)]", isSampled: index < Self.sampled)
    }
    try log.throwIfAny()
    for key in ignored.sorted() where !before.contains(key) { collector.list.source.ignore(key) }
    return try collector.finish()
  }

  private mutating func readHead(_ key: String, _ piece: JSONPieces.Piece) throws(Diagnostics) {
    switch key {
    case "nodes", "sinfo": return
    case "meta":
      let meta = try object(piece, key)
      let slurm = (meta["slurm"] ?? meta["Slurm"]) as? [String: Any]
      collector.list.source.version = slurm?["release"] as? String ?? ""
      collector.list.cluster = slurm?["cluster"] as? String ?? ""
    case "errors", "warnings":
      if let elements = try pieces.elements(of: piece), !elements.isEmpty {
        collector.list.source.note(
          "Slurm reported \(elements.count) \(key) with its answer: the nodes may not be all")
      }
    default: collector.list.source.ignore(key)
    }
  }

  private mutating func readNode(_ piece: JSONPieces.Piece, _ path: String, isSampled: Bool) {
    do throws(Diagnostics) {
      let values = try object(piece, path)
      var record = SlurmRecord(values, path: path, place: pieces.place(piece))
      let node = record.node(isRow: values["nodes"] is [String: Any])
      if !record.log.isEmpty { throw Diagnostics(record.log.problems) }
      if isSampled { ignored.formUnion(record.ignored) }
      collector.add(node, &log)
    } catch {
      for problem in error.problems where log.problems.count < SlurmLines.problemLimit {
        log.add(problem)
      }
    }
  }

  private func object(
    _ piece: JSONPieces.Piece, _ path: String
  ) throws(Diagnostics) -> [String: Any] {
    let data = Data(pieces.bytes[piece.bytes])
    let value: Any
    do {
      value = try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
    } catch {
      throw Diagnostics(
        "is not JSON", at: pieces.place(piece), key: path,
        remedy: "give the output of scontrol as it is; numbers beyond 64 bits are not read")
    }
    if let object = value as? [String: Any] { return object }
    throw Diagnostics(
      "is no JSON object", at: pieces.place(piece), key: path,
      remedy: "give the output of scontrol as it is")
  }
}

/// One node as Slurm tells of it.
struct SlurmNode {
  /// Its name, or the names of several that are the same.
  var names: [String] = []
  /// What it is.
  var machine = MachineFacts()
  /// Its state.
  var state = SlurmState([])
  /// Why it is in it.
  var reason = ""
  /// The value of `gres`.
  var gres = ""
  /// The value of `tres`: what accounting counts.
  var tres = ""
  /// GPUs that wait for a repair.
  var drained = ""
  /// Where the text speaks of it.
  var place: SourceLocation
}

/// One element of the JSON lists.
private struct SlurmRecord {
  private let values: [String: Any]
  private let path: String
  private let place: SourceLocation
  private var used: Set<String> = []
  private(set) var log = DiagnosticLog()

  init(_ values: [String: Any], path: String, place: SourceLocation) {
    self.values = values
    self.path = path
    self.place = place
  }

  /// Keys that were not asked for.
  var ignored: [String] { values.keys.filter { !used.contains($0) } }

  /// Reads a node; a row of sinfo holds least and most of each number, and several names.
  mutating func node(isRow: Bool) -> SlurmNode {
    var node = SlurmNode(place: place)
    if isRow {
      node.names = list("nodes", "nodes")
    } else {
      let name = text("name")
      node.names = name.isEmpty ? [text("hostname")] : [name]
    }
    used.formUnion(["name", "hostname", "state_flags"])
    node.machine.cpus = number("cpus")
    node.machine.sockets = number("sockets")
    node.machine.coresPerSocket = number("cores")
    node.machine.threadsPerCore = number("threads")
    let mebibytes = number(isRow ? "memory" : "real_memory", most: 1 << 40) ?? 0
    if mebibytes > 1 { node.machine.memoryBytes = mebibytes << 20 }
    let product = text("instance_type")
    node.machine.product = product.isEmpty ? nil : product
    node.gres = isRow ? text("gres", "total") : text("gres")
    node.tres = text("tres")
    node.drained = text("gres_drained")
    node.reason = isRow ? text("reason", "description") : text("reason")
    let state = isRow ? list("node", "state") : list("state")
    node.state = SlurmState(state + list("state_flags"))
    return node
  }

  private mutating func value(_ keys: [String]) -> Any? {
    used.insert(keys[0])
    var value = values[keys[0]]
    for key in keys.dropFirst() { value = (value as? [String: Any])?[key] }
    return value is NSNull ? nil : value
  }

  private mutating func text(_ keys: String...) -> String {
    guard let value = value(keys) else { return "" }
    if let text = value as? String { return text }
    note("is no text", keys, value, "write a text")
    return ""
  }

  private mutating func list(_ keys: String...) -> [String] {
    guard let value = value(keys) else { return [] }
    if let text = value as? String { return [text] }
    if let list = value as? [String] { return list }
    note("is neither a text nor a list of texts", keys, value, "write a list of texts")
    return []
  }

  // A number, {set, infinite, number}, or {minimum, maximum} where they are the same.
  private mutating func number(_ key: String, most: Int = 1 << 24) -> Int? {
    guard var value = value([key]) else { return nil }
    if let object = value as? [String: Any] {
      if let least = object["minimum"], let greatest = object["maximum"] {
        guard let low = least as? Int, low == greatest as? Int else { return nil }
        value = low
      } else {
        if object["set"] as? Bool == false || object["infinite"] as? Bool == true { return nil }
        guard let number = object["number"] else {
          note("is no number", [key], value, "write a whole number")
          return nil
        }
        value = number
      }
    }
    guard !(value is String), let number = value as? Int, (0...most).contains(number) else {
      note("is no whole number of 0...\(most)", [key], value, "write a whole number")
      return nil
    }
    return number > 0 ? number : nil
  }

  private mutating func note(_ problem: String, _ keys: [String], _ value: Any, _ remedy: String) {
    let shown: Diagnostic.Shown =
      switch value {
      case let text as String: .text(text)
      case let number as NSNumber: .text(number.description)
      default: .nothing
      }
    log.add(
      Diagnostic(
        problem, at: place, key: ([path] + keys).joined(separator: "."), value: shown,
        remedy: remedy))
  }
}

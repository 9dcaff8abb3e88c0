internal import Documents
internal import Topology

/// One element of the lists of nodes that Slurm writes as JSON.
struct SlurmRecord {
  private let values: [DocumentNode.Entry]
  private let path: String
  private let place: SourceLocation
  private var used: Set<String> = []
  /// What is wrong with it.
  private(set) var log = DiagnosticLog()

  /// The element with its path and place.
  init(_ values: [DocumentNode.Entry], path: String, place: SourceLocation) {
    self.values = values
    self.path = path
    self.place = place
  }

  /// Keys that were not asked for.
  var ignored: [String] { values.map(\.key).filter { !used.contains($0) } }

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

  private mutating func value(_ keys: [String]) -> DocumentNode? {
    used.insert(keys[0])
    var value = values.first { $0.key == keys[0] }?.value
    for key in keys.dropFirst() { value = value?[key] }
    return value?.isNull == true ? nil : value
  }

  private mutating func text(_ keys: String...) -> String {
    guard let value = value(keys) else { return "" }
    if let text = value.quotedText { return text }
    note("is no text", keys, value, "write a text")
    return ""
  }

  private mutating func list(_ keys: String...) -> [String] {
    guard let value = value(keys) else { return [] }
    if let text = value.quotedText { return [text] }
    let texts = value.elements?.compactMap(\.quotedText)
    if let texts, texts.count == value.elements?.count { return texts }
    note("is neither a text nor a list of texts", keys, value, "write a list of texts")
    return []
  }

  // A number, {set, infinite, number}, or {minimum, maximum} where they are the same.
  private mutating func number(_ key: String, most: Int = 1 << 24) -> Int? {
    guard var value = value([key]) else { return nil }
    if let least = value["minimum"], let greatest = value["maximum"] {
      guard least.wholeNumber != nil, least.wholeNumber == greatest.wholeNumber else { return nil }
      value = least
    } else if value.entries != nil {
      if value["set"]?.text == "false" || value["infinite"]?.text == "true" { return nil }
      guard let number = value["number"] else {
        note("is no number", [key], value, "write a whole number")
        return nil
      }
      value = number
    }
    guard let number = value.wholeNumber, (0...most).contains(number) else {
      note("is no whole number of 0...\(most)", [key], value, "write a whole number")
      return nil
    }
    return number > 0 ? number : nil
  }

  private mutating func note(
    _ problem: String, _ keys: [String], _ value: DocumentNode, _ remedy: String
  ) {
    log.add(
      Diagnostic(
        problem, at: value.location, key: ([path] + keys).joined(separator: "."),
        value: value.text.map { .text($0) } ?? .nothing, remedy: remedy))
  }
}

extension DocumentNode {
  /// What stands in quotes.
  fileprivate var quotedText: String? {
    if case .scalar(let text, isQuoted: true) = content { text } else { nil }
  }

  /// A number without quotes and without a fraction; `2.0` and `2e1` are such.
  fileprivate var wholeNumber: Int? {
    guard case .scalar(let text, isQuoted: false) = content else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }
}

internal import Documents

/// The text of `scontrol show nodes`, with or without `--oneliner`.
///
/// Words with an equals sign begin a key; others go on with the value before, which is how Slurm
/// writes an operating system or a reason.
struct SlurmNodeText {
  private let file: String
  private let text: String
  private var collector: SlurmNodeCollector
  private var log = DiagnosticLog()

  private static let used: Set<String> = [
    "nodename", "cputot", "sockets", "corespersocket", "threadspercore", "realmemory", "gres",
    "state", "reason", "cfgtres", "instancetype", "gresdrain",
  ]

  /// Takes a text.
  init(_ input: InputText) {
    file = input.file
    text = input.text
    collector = SlurmNodeCollector(file: input.file)
  }

  /// Reads the nodes.
  mutating func read() throws(Diagnostics) -> NodeList {
    var values: [String: String] = [:]
    var start = SourceLocation(file: file)
    var line = 0
    var ignored: Set<String> = []
    for row in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      if row.count > SlurmLines.lengthLimit {
        throw Diagnostics(
          "the line is longer than \(SlurmLines.lengthLimit >> 20) MB",
          at: SourceLocation(file: file, line: line),
          remedy: "give the output of scontrol as it is")
      }
      var key = ""
      for word in row.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }) {
        guard let (name, value) = Self.pair(word) else {
          if !key.isEmpty { values[key, default: ""] += " " + String(Substring(word)) }
          continue
        }
        key = name.lowercased()
        if key == "nodename" {
          take(values, at: start)
          values = [:]
          start = SourceLocation(file: file, line: line, column: 1)
        }
        if Self.used.contains(key) {
          values[key] = value
        } else {
          if ignored.insert(name).inserted { collector.list.source.ignore(name) }
          key = ""
        }
      }
      if log.problems.count >= SlurmLines.problemLimit { break }
    }
    take(values, at: start)
    try log.throwIfAny()
    return try collector.finish()
  }

  // A key begins with a capital letter; a word such as gres/gpu=4 is of a value.
  private static func pair(_ word: Substring.UTF8View) -> (name: String, value: String)? {
    guard let sign = word.firstIndex(of: UInt8(ascii: "=")), sign > word.startIndex,
      word[..<sign].allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x5F }),
      (0x41...0x5A).contains(word[word.startIndex])
    else { return nil }
    let name = String(Substring(word[..<sign]))
    return (name, String(Substring(word[word.index(after: sign)...])))
  }

  private mutating func take(_ values: [String: String], at place: SourceLocation) {
    guard let name = values["nodename"], log.problems.count < SlurmLines.problemLimit else {
      return
    }
    var node = SlurmNode(place: place)
    node.names = [name]
    node.machine.cpus = number(values, "cputot", place)
    node.machine.sockets = number(values, "sockets", place)
    node.machine.coresPerSocket = number(values, "corespersocket", place)
    node.machine.threadsPerCore = number(values, "threadspercore", place)
    if let mebibytes = number(values, "realmemory", place), mebibytes > 1 {
      node.machine.memoryBytes = mebibytes << 20
    }
    node.machine.product = values["instancetype"]
    node.gres = values["gres"] ?? ""
    node.tres = values["cfgtres"] ?? ""
    node.drained = values["gresdrain"] ?? ""
    node.state = SlurmState(values["state"] ?? "")
    node.reason = values["reason"] ?? ""
    collector.add(node, &log)
  }

  private mutating func number(
    _ values: [String: String], _ key: String, _ place: SourceLocation
  ) -> Int? {
    guard let text = values[key] else { return nil }
    if text.utf8.count <= 12, let number = Int(text), number >= 0 {
      return number > 0 ? number : nil
    }
    log.add(
      Diagnostic(
        "is no whole number", at: place, key: key, value: .text(text),
        remedy: "give the output of scontrol as it is"))
    return nil
  }
}

internal import Documents

/// A `Key=Value` of one of Slurm's files.
struct SlurmPair: Hashable, Sendable {
  /// The key in small letters; keys are the same in any case.
  var name: String
  /// The value, without quotes and with continued lines joined.
  var value: String
  /// Where the key begins.
  var key: SlurmMark
  /// Where the value begins.
  var start: SlurmMark

  /// Whether another says the same elsewhere.
  func isLike(_ other: SlurmPair) -> Bool { name == other.name && value == other.value }
}

/// A place in the bytes of a file; made into a ``SourceLocation`` only when it is shown.
struct SlurmMark: Hashable, Sendable {
  /// The line, counted from 1.
  var line: Int
  /// Where the line begins.
  var lineStart: Int
  /// The byte itself.
  var offset: Int
}

/// One logical line of a file of Slurm: its pairs.
struct SlurmLine: Hashable, Sendable {
  /// The pairs, in order; never none, unless the line is an `Include`.
  var pairs: [SlurmPair]
  /// The file that an `Include` line names.
  var included: String?
  /// Where the line begins.
  var start: SlurmMark
}

/// A cursor over the lines of slurm.conf, gres.conf and topology.conf.
///
/// The grammar is Slurm's own: `Key=Value` with spaces around the sign, values in double quotes,
/// `#` begins a comment unless a backslash stands before it, and a backslash at the end of a line
/// joins the next one to it without a space. Works on bytes; linear.
/// Source: Slurm, `src/common/parse_config.c`.
struct SlurmLines {
  /// How many problems are collected before reading stops.
  static let problemLimit = 20
  /// The longest logical line: 1 MB.
  static let lengthLimit = 1 << 20

  /// The file's name.
  let file: String
  private let bytes: [UInt8]
  private var at: SlurmMark
  private var buffer: [UInt8] = []
  /// `a=b` of comments that hold nothing else, in which topograph keeps the maker's names.
  private(set) var aliases: [(name: String, alias: String)] = []

  /// A cursor at the beginning of a text.
  init(_ input: InputText) {
    self.init(text: input.text, file: input.file)
  }

  /// A cursor at the beginning of a text.
  init(text: String, file: String) {
    self.file = file
    bytes = Array(text.utf8)
    at = SlurmMark(line: 1, lineStart: 0, offset: 0)
  }

  /// Whether everything was read.
  var isAtEnd: Bool { at.offset >= bytes.count }

  /// The place of a mark.
  func place(_ mark: SlurmMark) -> SourceLocation {
    let end = min(mark.offset, bytes.count)
    let scalars = bytes[min(mark.lineStart, end)..<end].count { $0 & 0xC0 != 0x80 }
    return SourceLocation(file: file, line: mark.line, column: scalars + 1)
  }

  /// The key of a pair as it is written.
  func key(_ pair: SlurmPair) -> String {
    let end = min(pair.key.offset + pair.name.utf8.count, bytes.count)
    return String(decoding: bytes[pair.key.offset..<end], as: UTF8.self)
  }

  /// The next line that holds anything; nil at the end.
  ///
  /// What is no pair is noted in the log, and the rest of its line passed over.
  /// - Throws: A line that is longer than ``lengthLimit``: nothing after it can be told.
  mutating func next(_ log: inout DiagnosticLog) throws(Diagnostics) -> SlurmLine? {
    while !isAtEnd {
      skipSpace()
      if isAtEnd { return nil }
      if bytes[at.offset] == UInt8(ascii: "\n") {
        passNewline()
        continue
      }
      if bytes[at.offset] == UInt8(ascii: "#") {
        takeComment()
        continue
      }
      let line = takeLine(&log)
      if at.offset - line.start.offset > Self.lengthLimit {
        throw Diagnostics(
          "the line is longer than \(Self.lengthLimit >> 20) MB", at: place(line.start),
          remedy: "split it; a list of names may be split over several lines of its kind")
      }
      if !line.pairs.isEmpty || line.included != nil { return line }
    }
    return nil
  }

  /// The next line with pairs; nil at the end and after too many problems.
  ///
  /// An `Include` is refused: only slurmctld sees the other files as it saw them.
  mutating func nextPairs(_ log: inout DiagnosticLog) throws(Diagnostics) -> SlurmLine? {
    while log.problems.count < Self.problemLimit, let line = try next(&log) {
      guard let included = line.included else { return line }
      log.add(
        Diagnostic(
          "other files are not read", at: place(line.start), key: "Include", value: .text(included),
          remedy: "put the text of that file in the place of this line"))
    }
    return nil
  }

  // From its first word to the line feed that ends it.
  private mutating func takeLine(_ log: inout DiagnosticLog) -> SlurmLine {
    var line = SlurmLine(pairs: [], start: at)
    while true {
      skipSpace()
      if isAtEnd || bytes[at.offset] == UInt8(ascii: "\n") { return line }
      if bytes[at.offset] == UInt8(ascii: "#") {
        skipToNewline()
        return line
      }
      let key = at
      let name = takeName()
      if let pair = takeValue(of: name, at: key, &log) {
        line.pairs.append(pair)
        continue
      }
      if line.pairs.isEmpty, name == "include" {
        line.included = restOfLine()
        return line
      }
      if bytes.indices.contains(key.offset), log.problems.count < Self.problemLimit {
        noteStray(at: key, &log)
      }
      skipToNewline()
      return line
    }
  }

  private mutating func noteStray(at mark: SlurmMark, _ log: inout DiagnosticLog) {
    let end = bytes[mark.offset...].prefix(80).firstIndex { $0 <= 0x20 } ?? bytes.count
    let word = bytes[mark.offset..<min(end, mark.offset + 80, bytes.count)]
    if word.contains(UInt8(ascii: "\"")) {
      log.add(
        Diagnostic(
          "has a quote that does not close", at: place(mark),
          value: .text(String(decoding: word, as: UTF8.self)),
          remedy: "close it on the same line, and write \\# for a number sign in it"))
    } else if word.elementsEqual([UInt8(ascii: "\\")]) {
      log.add(
        Diagnostic(
          "a backslash continues the line, but the file ends", at: place(mark),
          remedy: "delete the backslash, or add the line that is missing"))
    } else {
      log.add(
        Diagnostic(
          "is no Key=Value", at: place(mark), value: .text(String(decoding: word, as: UTF8.self)),
          remedy: "write a key, an equals sign and a value, or begin the line with #"))
    }
  }

  // Letters, digits, underscores and dots, as small letters.
  private mutating func takeName() -> String {
    buffer.removeAll(keepingCapacity: true)
    while !isAtEnd {
      let byte = bytes[at.offset]
      switch byte {
      case 0x41...0x5A: buffer.append(byte | 0x20)
      case 0x61...0x7A, 0x30...0x39, 0x5F, 0x2E: buffer.append(byte)
      default: return String(decoding: buffer, as: UTF8.self)
      }
      at.offset += 1
    }
    return String(decoding: buffer, as: UTF8.self)
  }

  // What follows a name, if an equals sign does; the cursor stays where it is if not.
  private mutating func takeValue(
    of name: String, at key: SlurmMark, _ log: inout DiagnosticLog
  ) -> SlurmPair? {
    if name.isEmpty { return nil }
    let before = at
    skipSpace()
    if !isAtEnd, [0x2A, 0x2B, 0x2D, 0x2F].contains(bytes[at.offset]) { at.offset += 1 }
    guard !isAtEnd, bytes[at.offset] == UInt8(ascii: "=") else {
      at = before
      return nil
    }
    at.offset += 1
    skipSpace()
    let start = at
    guard !isAtEnd, bytes[at.offset] == UInt8(ascii: "\"") else {
      let word = takeWord()
      if word.isEmpty {
        log.add(
          Diagnostic(
            "has no value", at: place(key), key: name, remedy: "give it one, or delete the key"))
      }
      return SlurmPair(name: name, value: word, key: key, start: start)
    }
    at.offset += 1
    guard let value = takeQuoted() else {
      at = before
      return nil
    }
    return SlurmPair(name: name, value: value, key: key, start: start)
  }

  // Up to a space, a line's end or a comment.
  private mutating func takeWord() -> String {
    buffer.removeAll(keepingCapacity: true)
    while !isAtEnd {
      let byte = bytes[at.offset]
      if byte <= 0x20 || byte == UInt8(ascii: "#") { break }
      if byte == UInt8(ascii: "\\") {
        if skipContinuation() { continue }
        if endsFile(at.offset + 1) { break }
        if follows(UInt8(ascii: "#")) { at.offset += 1 }
      }
      buffer.append(bytes[at.offset])
      at.offset += 1
    }
    return String(decoding: buffer, as: UTF8.self)
  }

  // Up to the closing quote; nil if the line ends before.
  private mutating func takeQuoted() -> String? {
    buffer.removeAll(keepingCapacity: true)
    while !isAtEnd {
      let byte = bytes[at.offset]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "#") { return nil }
      if byte == UInt8(ascii: "\"") {
        at.offset += 1
        return String(decoding: buffer, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        if skipContinuation() { continue }
        if follows(UInt8(ascii: "#")) { at.offset += 1 }
      }
      buffer.append(bytes[at.offset])
      at.offset += 1
    }
    return nil
  }

  private func endsFile(_ offset: Int) -> Bool {
    bytes[offset...].allSatisfy { $0 <= 0x20 }
  }

  private func follows(_ byte: UInt8) -> Bool {
    at.offset + 1 < bytes.count && bytes[at.offset + 1] == byte
  }

  // Spaces, and line ends that are continued.
  private mutating func skipSpace() {
    while !isAtEnd {
      let byte = bytes[at.offset]
      if byte == 0x20 || byte == 0x09 {
        at.offset += 1
      } else if byte != UInt8(ascii: "\\") || !skipContinuation() {
        return
      }
    }
  }

  // A backslash with nothing but spaces up to the line feed; the last line has nothing to join.
  private mutating func skipContinuation() -> Bool {
    var end = at.offset + 1
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "\n") else { return false }
    at.offset = end
    passNewline()
    return true
  }

  private mutating func passNewline() {
    at = SlurmMark(line: at.line + 1, lineStart: at.offset + 1, offset: at.offset + 1)
  }

  private mutating func skipToNewline() {
    at.offset = bytes[at.offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  private mutating func restOfLine() -> String {
    let start = at.offset
    skipToNewline()
    return Self.trimmed(bytes[start..<at.offset])
  }

  private mutating func takeComment() {
    let start = at.offset + 1
    skipToNewline()
    let text = Self.trimmed(bytes[start..<at.offset].prefix(400))
    let halves = text.split(separator: "=", omittingEmptySubsequences: false)
    if halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty, !text.contains(" "),
      aliases.count < 100_000
    {
      aliases.append((String(halves[0]), String(halves[1])))
    }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
    let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }
}

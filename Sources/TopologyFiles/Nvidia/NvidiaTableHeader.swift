/// A word of a line with its place.
struct NvidiaToken: Hashable {
  /// The word.
  var text: String
  /// Its first column, counted from 1.
  var column: Int
}

/// The line of column names of a `nvidia-smi topo -m` table.
struct NvidiaTableHeader: Hashable {
  /// The devices, in the order of the columns.
  var devices: [NvidiaToken] = []
  /// What stands after the links, in order.
  var affinities: [Affinity] = []
  /// Column names that are not known.
  var unknown: [String] = []
  /// The line, counted from 1.
  var line: Int

  /// What a row tells after its links.
  enum Affinity: Hashable {
    /// Logical CPUs near it.
    case cpus
    /// NUMA nodes near it.
    case numa
    /// The NUMA node that its own memory is.
    case ownNode
  }

  static let deviceLimit = 512

  // Spaces, the no-break space's two bytes, and signs of comments, quotations and tables.
  private static let decoration = Set(" \t#>/*|\u{A0}".utf8)

  /// Whether a line is worth a closer look: it begins with GPU and a digit.
  static func isPossible(_ line: Substring.UTF8View) -> Bool {
    var rest = line.drop { decoration.contains($0) }
    if rest.starts(with: "[4m".utf8) { rest = rest.dropFirst(3) }
    return rest.starts(with: "GPU".utf8)
      && rest.dropFirst(3).first.map { (0x30...0x39).contains($0) } ?? false
  }

  /// The headers of tables among the lines, in order.
  ///
  /// A line of nothing but device names is one only if a row of links follows: the tables of
  /// rocm-smi begin so too.
  static func all(in lines: [Substring.UTF8View]) -> [NvidiaTableHeader] {
    var headers: [NvidiaTableHeader] = []
    var pending: NvidiaTableHeader?
    for (position, line) in lines.enumerated() where headers.count < limit && isPossible(line) {
      if let header = NvidiaTableHeader(Substring(line), line: position + 1) {
        pending = header.affinities.isEmpty ? header : nil
        if pending == nil { headers.append(header) }
      } else if let header = pending {
        let words = words(of: Substring(line))
        if words.count > 1, words[0].text == header.devices[0].text,
          NvidiaLinkCode.split(words[1].text) != nil
        {
          headers.append(header)
        }
        pending = nil
      }
    }
    return headers
  }

  // So many tables of one text are looked at.
  private static let limit = 64

  /// The header that a line is; nil for any other line.
  init?(_ text: Substring, line: Int) {
    self.line = line
    let words = Self.words(of: text).flatMap(Self.split)
    guard let first = words.first, Self.number(of: first.text, after: "GPU") != nil else {
      return nil
    }
    var position = 0
    while position < words.count, !Self.isTitle(words, at: position) {
      let word = words[position]
      guard Self.isDevice(word.text), devices.count < Self.deviceLimit else { return nil }
      devices.append(word)
      position += 1
    }
    readTitles(words, from: position)
    if affinities.isEmpty, devices.count < 2 { return nil }
  }

  private mutating func readTitles(_ words: [NvidiaToken], from start: Int) {
    var rest = words[start...].map(\.text)[...]
    while !rest.isEmpty {
      if rest.starts(with: ["CPU", "Affinity"]) {
        affinities.append(.cpus)
        rest = rest.dropFirst(2)
      } else if rest.starts(with: ["NUMA", "Affinity"]) {
        affinities.append(.numa)
        rest = rest.dropFirst(2)
      } else if rest.starts(with: ["GPU", "NUMA", "ID"]) {
        affinities.append(.ownNode)
        rest = rest.dropFirst(3)
      } else {
        // After a title that is not known, which cell belongs to which column is not known either.
        unknown = rest.prefix(8).map { String($0.prefix(40)) }
        return
      }
    }
  }

  private static func isTitle(_ words: [NvidiaToken], at position: Int) -> Bool {
    let rest = words[position...].prefix(2).map(\.text)
    return rest == ["CPU", "Affinity"] || rest == ["NUMA", "Affinity"] || rest == ["GPU", "NUMA"]
  }

  /// The words of a line, without signs of comments and quotations before them.
  static func words(of line: Substring) -> [NvidiaToken] {
    var words: [NvidiaToken] = []
    var word = ""
    var (column, start) = (0, 1)
    for scalar in line.unicodeScalars {
      column += 1
      if scalar == " " || scalar == "\t" || scalar == "\u{A0}" {
        if !word.isEmpty { words.append(NvidiaToken(text: word, column: start)) }
        word = ""
        // More words than a row of the widest table can have.
        if words.count > deviceLimit + 8 { return words }
      } else {
        if word.isEmpty { start = column }
        word.unicodeScalars.append(scalar)
      }
    }
    if !word.isEmpty { words.append(NvidiaToken(text: word, column: start)) }
    return Array(words.drop { ["#", ">", "//", "*", "|"].contains($0.text) })
  }

  /// A word of the header as the names that ran together in it.
  ///
  /// Tables wider than the driver expects lose the space between two columns; and a paste may keep
  /// of the codes for underlining all but their first, invisible character.
  private static func split(_ word: NvidiaToken) -> [NvidiaToken] {
    var text = word.text[...]
    if text.hasPrefix("[4m") { text = text.dropFirst(3) }
    if text.hasSuffix("[0m") { text = text.dropLast(3) }
    var names: [NvidiaToken] = []
    var rest = text
    var column = word.column
    while !rest.isEmpty {
      let length = knownNameLength(rest)
      if length == 0 || names.count > deviceLimit {
        return [NvidiaToken(text: String(text), column: word.column)]
      }
      names.append(NvidiaToken(text: String(rest.prefix(length)), column: column))
      rest = rest.dropFirst(length)
      column += length
    }
    return names
  }

  private static func knownNameLength(_ text: Substring) -> Int {
    for title in ["CPU", "NUMA", "Affinity", "ID"] where text.hasPrefix(title) {
      return title.count
    }
    if text.hasPrefix("mlx"), let version = text.dropFirst(3).first, version.isASCIIDigit,
      text.dropFirst(4).first == "_"
    {
      let digits = text.dropFirst(5).prefix { $0.isASCIIDigit }
      return digits.isEmpty ? 0 : 5 + digits.count
    }
    for kind in ["GPU", "NIC"] where text.hasPrefix(kind) {
      let digits = text.dropFirst(3).prefix { $0.isASCIIDigit }
      return digits.isEmpty && kind == "NIC" ? 0 : 3 + digits.count
    }
    return 0
  }

  // GPU0, NIC0, mlx5_0, mlx5_bond_0, bnxt_re0, rdmap16s27: letters with a number, and no link.
  private static func isDevice(_ word: String) -> Bool {
    let bytes = word.utf8
    guard let first = bytes.first, bytes.count <= 64 else { return false }
    let isLetter = (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first)
    return isLetter && bytes.contains { (0x30...0x39).contains($0) }
      && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
      && NvidiaLinkCode.split(word) == nil
  }

  /// The number at the end of a name of a kind: 3 of GPU3.
  static func number(of name: String, after kind: String) -> Int? {
    guard name.hasPrefix(kind) else { return nil }
    let digits = name.dropFirst(kind.count)
    guard !digits.isEmpty, digits.count <= 5, digits.allSatisfy(\.isASCIIDigit) else { return nil }
    return Int(digits)
  }
}

extension Character {
  /// Whether it is one of 0 to 9.
  var isASCIIDigit: Bool { isASCII && isNumber }
}

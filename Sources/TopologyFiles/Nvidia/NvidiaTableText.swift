internal import Documents

/// The parts of a text with a `nvidia-smi topo -m` table: header, rows, legend, list of GPUs.
struct NvidiaTableText {
  /// The column names.
  let header: NvidiaTableHeader
  /// The rows, in order.
  private(set) var rows: [Row] = []
  /// The adapters' names by those of their columns.
  private(set) var legend: [String: String] = [:]
  /// What `nvidia-smi` tells of the GPUs.
  private(set) var devices = NvidiaDeviceList()
  /// The lines of other tables; they are not read.
  let otherTables: [Int]
  /// The text names the command of which the table has no NVLinks.
  let isWithoutNVLinks: Bool
  /// The file's name.
  let file: String

  // More rows than devices are wrong; this many are enough to say so.
  private static let surplus = 32

  /// A row, not yet checked.
  struct Row: Hashable {
    /// The device.
    var name: NvidiaToken
    /// The words after it.
    var words: [NvidiaToken]
    /// The line, counted from 1.
    var line: Int
  }

  /// Finds the parts.
  /// - Throws: A line beyond measure, or no table at all.
  init(_ input: InputText) throws(Diagnostics) {
    file = input.file
    isWithoutNVLinks = input.text.contains("topo -mp")
    let lines = input.text.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if let long = lines.firstIndex(where: { $0.count > NvidiaTopologyTable.lineLimit }) {
      throw Diagnostics(
        "a line longer than 1 MB", at: SourceLocation(file: file, line: long + 1),
        remedy: "keep the table of nvidia-smi topo -m alone")
    }
    let headers = NvidiaTableHeader.all(in: lines)
    // The tables of topo -p2p name the same devices and nothing near them.
    guard let header = headers.first(where: { !$0.affinities.isEmpty }) ?? headers.first else {
      throw Diagnostics(
        "holds no table of nvidia-smi topo -m", at: SourceLocation(file: input.file),
        remedy: "give what nvidia-smi topo -m prints, with its line of column names")
    }
    self.header = header
    otherTables = headers.map(\.line).filter { $0 != header.line }
    let end = otherTables.first { $0 > header.line } ?? .max
    let names = Set(header.devices.map(\.text))
    for (position, line) in lines.enumerated() where position + 1 != header.line {
      if devices.take(line) { continue }
      if position >= header.line, position + 1 < end,
        rows.count < header.devices.count + Self.surplus
      {
        takeRow(Substring(line), position + 1, names)
      }
    }
  }

  private mutating func takeRow(_ line: Substring, _ number: Int, _ names: Set<String>) {
    let words = NvidiaTableHeader.words(of: line)
    guard let first = words.first, words.count > 1 else { return }
    if first.text.last == ":", names.contains(String(first.text.dropLast())) {
      legend[String(first.text.dropLast())] = String(words[1].text.prefix(64))
    } else if names.contains(first.text) {
      rows.append(Row(name: first, words: Array(words.dropFirst()), line: number))
    } else if NvidiaTableHeader.number(of: first.text, after: "GPU") != nil,
      NvidiaLinkCode.split(words[1].text) != nil
    {
      rows.append(Row(name: first, words: Array(words.dropFirst()), line: number))
    } else if let row = gluedRow(words, number, names) {
      rows.append(row)
    }
  }

  /// A row whose name and first link ran together: `mlx5_10SYS`.
  private func gluedRow(_ words: [NvidiaToken], _ number: Int, _ names: Set<String>) -> Row? {
    let first = words[0]
    for length in stride(from: min(first.text.count - 1, 64), to: 0, by: -1) {
      let name = String(first.text.prefix(length))
      let rest = String(first.text.dropFirst(length))
      if names.contains(name), NvidiaLinkCode.split(rest) != nil {
        let link = NvidiaToken(text: rest, column: first.column + length)
        return Row(
          name: NvidiaToken(text: name, column: first.column), words: [link] + words.dropFirst(),
          line: number)
      }
    }
    return nil
  }
}

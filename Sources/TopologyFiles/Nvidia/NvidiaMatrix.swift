internal import Documents

/// The checked cells of a `nvidia-smi topo -m` table.
struct NvidiaMatrix {
  /// The positions of the GPUs among the devices, in the order of the columns.
  private(set) var gpus: [Int] = []
  /// The links of the device of each row to those of the columns; nil for one without a row.
  private(set) var links: [[Cell]?]
  /// The words after the links.
  private(set) var rests: [[NvidiaToken]]
  /// The lines of the rows; 0 for a device without one.
  private(set) var lines: [Int]

  private let text: NvidiaTableText
  private var log = DiagnosticLog()

  /// A link at its place; without a code where the word is none.
  struct Cell: Hashable {
    /// The link.
    var code: NvidiaLinkCode?
    /// Its column in the line.
    var column: Int
  }

  static let problemLimit = 20
  private static let wholeRemedy = "copy the table again, whole"

  /// Reads and checks the cells.
  /// - Throws: All problems: unknown links, rows too short or missing, ends that disagree.
  init(_ text: NvidiaTableText, _ source: inout TopologyReading.Source) throws(Diagnostics) {
    self.text = text
    let devices = text.header.devices
    links = Array(repeating: nil, count: devices.count)
    rests = Array(repeating: [], count: devices.count)
    lines = Array(repeating: 0, count: devices.count)
    gpus = devices.indices.filter {
      NvidiaTableHeader.number(of: devices[$0].text, after: "GPU") != nil
    }
    var positions: [String: Int] = [:]
    for (position, device) in devices.enumerated()
    where positions.updateValue(position, forKey: device.text) != nil {
      refuse(
        "names two columns", device.text, line: text.header.line, column: device.column)
    }
    for row in text.rows where log.problems.count < Self.problemLimit {
      take(row, positions[row.name.text])
    }
    checkRows(&source)
    checkSymmetry(&source)
    try log.throwIfAny()
  }

  private mutating func take(_ row: NvidiaTableText.Row, _ position: Int?) {
    guard let position else {
      refuse(
        "has a row and no column", row.name.text, line: row.line, column: row.name.column)
      return
    }
    if links[position] != nil {
      refuse(
        "has a second row; the first is in line \(lines[position])", row.name.text,
        line: row.line, column: row.name.column)
      return
    }
    let count = links.count
    var cells: [Cell] = []
    var used = 0
    for word in row.words {
      if let codes = NvidiaLinkCode.split(word.text) {
        for code in codes {
          let column = word.column + code.offset
          if cells.count < count { checkCode(code.text, row, cells.count, column) }
          cells.append(Cell(code: NvidiaLinkCode(code.text), column: column))
        }
      } else if cells.count >= count || Self.isAffinity(word.text) {
        break
      } else {
        checkCode(word.text, row, cells.count, word.column)
        cells.append(Cell(code: nil, column: word.column))
      }
      used += 1
    }
    if cells.count != count {
      refuse(
        "has \(cells.count) link\(cells.count == 1 ? "" : "s") where the table has \(count) columns",
        row.name.text,
        line: row.line, column: row.name.column)
    }
    links[position] = cells
    rests[position] = Array(row.words[used...])
    lines[position] = row.line
  }

  private mutating func checkCode(
    _ word: String, _ row: NvidiaTableText.Row, _ column: Int, _ place: Int
  ) {
    if NvidiaLinkCode(word) != nil || log.problems.count >= Self.problemLimit { return }
    log.add(
      Diagnostic(
        "is no link that is known",
        at: SourceLocation(file: text.file, line: row.line, column: place),
        key: "row \(row.name.text), column \(text.header.devices[column].text)",
        value: .text(word), remedy: "use one of \(NvidiaLinkCode.known)"))
  }

  // 0-23,48-71 or N/A: what comes after the links.
  private static func isAffinity(_ word: String) -> Bool {
    word == "N/A" || word.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2C || $0 == 0x2D }
  }

  private mutating func checkRows(_ source: inout TopologyReading.Source) {
    let devices = text.header.devices
    var adapters: [String] = []
    for (position, device) in devices.enumerated()
    where links[position] == nil && log.problems.count < Self.problemLimit {
      if gpus.contains(position) {
        refuse(
          "has a column and no row", device.text, line: text.header.line, column: device.column)
      } else {
        adapters.append(device.text)
      }
    }
    if !adapters.isEmpty {
      source.note("adapters with columns and no rows: \(adapters.shortList)")
    }
  }

  private mutating func checkSymmetry(_ source: inout TopologyReading.Source) {
    for row in links.indices {
      guard let cells = links[row], cells.count == links.count else { continue }
      for column in 0...row where log.problems.count < Self.problemLimit {
        guard let code = cells[column].code else { continue }
        if (code == .itself) != (row == column) {
          refuse(
            row == column ? "is not X, the device itself" : "is X, which is the device itself",
            cell(row, column), line: lines[row], column: cells[column].column, value: code.text)
        }
        if row == column { continue }
        guard let other = links[column], other.count == links.count,
          let mirror = other[row].code, mirror != code
        else { continue }
        if gpus.contains(row), gpus.contains(column) {
          refuse(
            "is not what \(cell(column, row)) says, \(mirror.text)", cell(row, column),
            line: lines[row], column: cells[column].column, value: code.text)
        } else {
          source.contradict(
            "\(cell(row, column)) is \(code.text), \(cell(column, row)) is \(mirror.text);"
              + " neither is used",
            at: SourceLocation(
              file: text.file, line: lines[row], column: cells[column].column))
        }
      }
    }
  }

  private func cell(_ row: Int, _ column: Int) -> String {
    "row \(text.header.devices[row].text), column \(text.header.devices[column].text)"
  }

  private mutating func refuse(
    _ problem: String, _ key: String, line: Int, column: Int, value: String? = nil
  ) {
    if log.problems.count >= Self.problemLimit { return }
    log.add(
      Diagnostic(
        problem, at: SourceLocation(file: text.file, line: line, column: column), key: key,
        value: value.map { .text($0) } ?? .nothing, remedy: Self.wholeRemedy))
  }

  /// The NVLinks between two GPUs, by their positions among the GPUs.
  func nvlinks(_ first: Int, _ second: Int) -> Int? {
    guard let cell = links[gpus[first]]?[gpus[second]], case .nvlink(let count)? = cell.code else {
      return nil
    }
    return count
  }
}

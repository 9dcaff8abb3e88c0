internal import Documents
internal import Topology

/// Reads the rows of a table.
struct NodeTableReader {
  private let table: CSVTable
  private var list: NodeList
  private var log = DiagnosticLog()
  private var columns: [NodeTableColumn: Int] = [:]
  private var register = HostRegister()
  // How many nodes of a prefix have been numbered.
  private var numbered: [String: Int] = [:]
  private var members: [[(hosts: HostNames, path: [String]?)]] = []
  private var levels: [NodeTableColumn] = []

  static let problemLimit = 20

  init(_ table: CSVTable, file: String) {
    self.table = table
    list = NodeList(format: .table, file: file)
  }

  mutating func read() throws(Diagnostics) -> NodeList {
    findColumns()
    try log.throwIfAny()
    for row in table.rows {
      readRow(row)
      if log.problems.count >= Self.problemLimit { break }
    }
    try log.throwIfAny()
    if list.nodes.isEmpty {
      throw Diagnostics(
        "the table has no row of nodes", at: SourceLocation(file: list.source.file),
        remedy: "write a row for each node, or one with its count")
    }
    for (level, members) in zip(levels, members) {
      if let kind = level.kind, let level = NodeList.Level(kind, of: members) {
        list.levels.append(level)
      }
    }
    return list
  }

  private mutating func findColumns() {
    let meanings = Set(table.header.map { NodeTableColumn($0.text) })
    for (index, cell) in table.header.enumerated() {
      guard let column = column(index, among: meanings) else {
        list.source.ignore(cell.text.escapedForDisplay())
        continue
      }
      if let first = columns.updateValue(index, forKey: column) {
        log.add(
          Diagnostic(
            "means the same as the column \(table.header[first].text)", at: cell.location,
            key: cell.text, remedy: "keep one of the two"))
      }
    }
    if columns[.name] == nil, columns[.count] == nil {
      log.add(
        Diagnostic(
          "no column names or counts the nodes",
          at: SourceLocation(file: list.source.file, line: 1),
          remedy: "call one node, or count"))
    }
    if columns[.gpus] == nil, columns[.model(isSure: true)] == nil {
      log.add(
        Diagnostic(
          "no column tells the GPUs", at: SourceLocation(file: list.source.file, line: 1),
          remedy: "call one gpus, and another gpu_model"))
    }
    levels = columns.keys.filter { $0.kind != nil }.sorted { $0.rank < $1.rank }
    members = levels.map { _ in [] }
    if columns[.cores] != nil, columns[.cpus] == nil {
      list.source.note("cores are taken for logical CPUs")
    }
  }

  // Two names are of two meanings: `nodes` counts or names them, `model` is of the GPU or the machine.
  private func column(_ index: Int, among meanings: Set<NodeTableColumn?>) -> NodeTableColumn? {
    let name = table.header[index].text
    switch NodeTableColumn(name) {
    case .count where name.lowercased() == "nodes" && !meanings.contains(.name):
      return table.rows.contains { $0[index].text.first?.isLetter ?? false } ? .name : .count
    case .model(isSure: false):
      return meanings.contains(.model(isSure: true)) ? .product : .model(isSure: true)
    case .cores where meanings.contains(.cpus): return nil
    case let column: return column
    }
  }

  private mutating func readRow(_ row: [CSVTable.Cell]) {
    let before = log.problems.count
    let gpus = readGPUs(row)
    var facts = MachineFacts(product: text(.product, row), gpus: gpus.map { [$0] } ?? [])
    facts.sockets = count(.sockets, row, "sockets")
    facts.cpus = readCPUs(row)
    facts.memoryBytes = memory(.memory, row)
    let hosts = readHosts(row)
    guard log.problems.count == before, let hosts else { return }
    if hosts.isEmpty {
      list.source.note("rows that count no node are passed over")
      return
    }
    for (index, level) in levels.enumerated() {
      members[index].append((hosts, path(of: level, row)))
    }
    list.nodes.append(
      NodeList.Entry(
        hosts: hosts, machine: facts, state: readState(row), place: row[0].location))
  }

  // A rack is known by the site it stands in; other places have names of their own.
  private func path(of level: NodeTableColumn, _ row: [CSVTable.Cell]) -> [String]? {
    guard let name = text(level, row) else { return nil }
    if level.kind != .rack { return [name] }
    return levels.filter(\.isSite).compactMap { text($0, row) } + [name]
  }

  private mutating func readHosts(_ row: [CSVTable.Cell]) -> HostNames? {
    let before = log.problems.count
    let number = count(.count, row, "nodes")
    let name = cell(.name, row)
    guard log.problems.count == before else { return nil }
    var hosts = HostNames()
    if let name, !name.text.isEmpty {
      // A list of hosts may be parted by spaces; here `GPU server 7` would become three nodes.
      if name.text.split(separator: ",").contains(where: { $0.hasInnerSpace }) {
        note("has a space in a name", .name, name, "write a hyphen, or commas between names")
        return nil
      }
      guard let named = HostNames.read(name.text, at: name.location, key: key(.name), &log) else {
        return nil
      }
      hosts = named
      if let number, number != named.count {
        if named.count == 1 {
          hosts = numbering(number, after: name.text)
        } else {
          list.source.contradict(
            "the row names \(named.count) nodes and counts \(number); the names are taken",
            at: name.location)
        }
      }
    } else if let number {
      hosts = numbering(number, after: "node")
    } else {
      log.add(
        Diagnostic(
          "the row neither names nor counts its nodes", at: row[0].location,
          remedy: "give it a name, or a count"))
      return nil
    }
    let place = name?.location ?? row[0].location
    if let problem = register.enter(hosts, at: place, key: key(name == nil ? .count : .name)) {
      log.add(problem)
      return nil
    }
    return hosts
  }

  private mutating func numbering(_ count: Int, after prefix: String) -> HostNames {
    if count == 0 { return HostNames() }
    let prefix = prefix.last?.isNumber ?? false ? prefix + "-" : prefix
    let first = numbered[prefix, default: 0] + 1
    numbered[prefix] = first + count - 1
    return (try? HostNames("\(prefix)[\(first)-\(first + count - 1)]")) ?? HostNames()
  }

  private mutating func readGPUs(_ row: [CSVTable.Cell]) -> MachineFacts.GPUs? {
    let countCell = cell(.gpus, row)
    let modelCell = cell(.model(isSure: true), row)
    let counted = countCell.map { GPUCell($0.text) }
    let named = modelCell.map { GPUCell($0.text) }
    if let countCell, !countCell.text.isEmpty, counted == .malformed {
      note("is no number of GPUs", .gpus, countCell, "give a whole number from 0 to 512, such as 8")
      return nil
    }
    if let modelCell, named == .malformed {
      note(
        "is no kind of GPU with its number", .model(isSure: true), modelCell,
        "write such as H100, H100:8 or 8xH100")
      return nil
    }
    let model = [named?.model, counted?.model].compactMap(\.self).first { !$0.isEmpty } ?? ""
    if let one = counted?.count, let other = named?.count, one != other, let countCell {
      list.source.contradict(
        "the column \(key(.gpus)) says \(one) GPUs, \(key(.model(isSure: true))) \(other);"
          + " the first is taken", at: countCell.location)
    }
    guard let count = counted?.count ?? named?.count else {
      if model.isEmpty { return nil }
      if let modelCell, modelCell.text == model {
        note(
          "names a kind of GPU without a number", .model(isSure: true), modelCell,
          "write such as H100:8")
      } else if let countCell {
        note("names a kind of GPU without a number", .gpus, countCell, "write such as H100:8")
      }
      return nil
    }
    let bytes = memory(.gpuMemory, row)
    return count == 0 ? nil : MachineFacts.GPUs(model: model, count: count, memoryBytes: bytes)
  }

  private mutating func readCPUs(_ row: [CSVTable.Cell]) -> Int? {
    if let milli = count(.cpuMilli, row, "thousandths of a CPU") { return milli / 1000 }
    return count(.cpus, row, "CPUs") ?? count(.cores, row, "cores")
  }

  private mutating func readState(_ row: [CSVTable.Cell]) -> NodeList.State {
    guard let word = text(.state, row) else { return .inService }
    let plain = String(word.lowercased().filter { $0.isLetter })
    if NodeTableColumn.failures.contains(where: { plain.hasPrefix($0) }) { return .failed(word) }
    if !NodeTableColumn.services.contains(where: { plain.hasPrefix($0) }) {
      let shown = word.escapedForDisplay()
      list.source.note("the state \(shown) is not known here; its nodes are taken to work")
    }
    return .inService
  }

  private mutating func count(
    _ column: NodeTableColumn, _ row: [CSVTable.Cell], _ noun: String
  ) -> Int? {
    guard let cell = cell(column, row), !cell.text.isEmpty else { return nil }
    // A trace may write 96.0 for 96.
    let whole = cell.text.hasSuffix(".0") ? cell.text.dropLast(2) : cell.text[...]
    let limit = column == .cpuMilli ? 1_000_000_000 : HostNames.limit
    if let count = Int(whole), (0...limit).contains(count), whole.first != "+" { return count }
    note("is no whole number of \(noun) from 0 to \(limit)", column, cell, "give one, such as 16")
    return nil
  }

  private mutating func memory(_ column: NodeTableColumn, _ row: [CSVTable.Cell]) -> Int? {
    guard let cell = cell(column, row), !cell.text.isEmpty else { return nil }
    let unit = NodeTableColumn.memoryUnit(of: table.header[columns[column] ?? 0].text)
    let isNumber = cell.text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
    if isNumber, cell.text.allSatisfy({ $0 == "0" }) { return nil }
    if let memory = MemoryText(isNumber ? "\(cell.text) \(unit ?? "")" : cell.text) {
      return memory.bytes
    }
    if !isNumber, let quantity = try? KubernetesQuantity(cell.text), quantity.hasLargeUnit,
      let bytes = quantity.roundedDown, bytes <= KubernetesNode.memoryLimit
    {
      return bytes
    }
    if isNumber, unit == nil {
      note(
        "is a number without a unit", column, cell,
        "write such as 512 GiB, or call the column memory_gib")
    } else {
      note("is no amount of memory", column, cell, "write such as 512 GiB")
    }
    return nil
  }

  private func cell(_ column: NodeTableColumn, _ row: [CSVTable.Cell]) -> CSVTable.Cell? {
    columns[column].map { row[$0] }
  }

  private func text(_ column: NodeTableColumn, _ row: [CSVTable.Cell]) -> String? {
    cell(column, row).flatMap { $0.text.isEmpty ? nil : $0.text }
  }

  private func key(_ column: NodeTableColumn) -> String {
    columns[column].map { table.header[$0].text } ?? ""
  }

  private mutating func note(
    _ problem: String, _ column: NodeTableColumn, _ cell: CSVTable.Cell, _ remedy: String
  ) {
    log.add(
      Diagnostic(
        problem, at: cell.location, key: key(column), value: .text(cell.text), remedy: remedy))
  }
}

extension Substring {
  /// Whether spaces stand between other characters.
  fileprivate var hasInnerSpace: Bool {
    split(whereSeparator: { $0 == " " || $0 == "\t" }).count > 1
  }
}

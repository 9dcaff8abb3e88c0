internal import Documents

/// Reads a table of options as a spreadsheet writes it: one line per option.
///
/// Columns `claimant`, `option` and `value` in any order; every other column is a resource, and its
/// cells say how many units the option uses. The line whose claimant is `capacity` says how many units
/// of each resource there are.
struct CSVProblem {
  private var scanner: CSVScanner
  private var builder: ProblemBuilder
  private var columns = Columns()
  private var cells: [CSVScanner.Span] = []
  private var uses: [Int64] = []
  // The line above mostly has the same claimant.
  private var last: (content: Range<Int>, claimant: Int)?
  private var capacityPlace: Int?

  /// Which column is what.
  private struct Columns {
    var count = 0
    var claimant = 0
    var option = 0
    var value = 0
    /// Cell and row of each resource.
    var resources: [(cell: Int, row: Int)] = []
    var names: [String] = []
  }

  static let capacityID = "capacity"

  /// Reads a table.
  /// - Throws: All problems of it.
  static func read(
    _ input: InputText, stated: [StatedCapacity]
  ) throws(Diagnostics) -> ReadTable {
    var reader = CSVProblem(input)
    return try reader.table(stated)
  }

  private init(_ input: InputText) {
    scanner = CSVScanner(input)
    builder = ProblemBuilder(TextPlaces(file: input.file, bytes: scanner.bytes))
  }

  private mutating func table(_ stated: [StatedCapacity]) throws(Diagnostics) -> ReadTable {
    guard try scanner.nextRecord(into: &cells) else {
      builder.log.addAtFile("the table is empty", "give it a line of column names")
      try builder.log.throwIfAny()
      return try builder.table()
    }
    try readHeader()
    do throws(Diagnostics) {
      while try scanner.nextRecord(into: &cells) { readRecord() }
    } catch {
      builder.log.add(error)
      try builder.log.throwIfAny()
    }
    builder.settleCapacities(stated) { id in
      "add a line whose claimant is \(Self.capacityID), or --capacity \(id)=AMOUNT"
    }
    return try builder.table()
  }

  private mutating func readHeader() throws(Diagnostics) {
    var header: [CSVTable.Cell] = []
    for cell in cells {
      header.append(
        CSVTable.Cell(
          text: scanner.text(of: cell), isQuoted: cell.isQuoted,
          location: builder.log.location(at: cell.place)))
    }
    for problem in CSVTable.problems(ofHeader: header) { builder.log.add(problem) }
    try builder.log.throwIfAny()
    columns.count = header.count
    columns.names = header.map(\.text)
    let required = ["claimant", "option", "value"]
    let found = required.map { columns.names.firstIndex(of: $0) }
    for (name, cell) in zip(required, found) where cell == nil {
      let others = columns.names.filter { !required.contains($0) }
      let near = others.first { $0.lowercased() == name } ?? nearestName(to: name, among: others)
      builder.log.add(
        "there is no column \(name)", at: cells[0].place, key: name,
        near.map { "call the column \($0) so" } ?? "add it; the others are resources")
    }
    try builder.log.throwIfAny()
    (columns.claimant, columns.option, columns.value) = (
      found[0] ?? 0, found[1] ?? 0, found[2] ?? 0
    )
    for (index, name) in columns.names.enumerated() where !required.contains(name) {
      if let row = builder.addResource(name, capacity: nil, at: cells[index].place) {
        columns.resources.append((index, row))
      }
    }
  }

  private mutating func readRecord() {
    guard cells.count == columns.count else {
      builder.log.add(
        CSVTable.problem(
          ofWidth: cells.count, for: columns.count,
          at: builder.log.location(at: cells[0].place)))
      return
    }
    let cell = cells[columns.claimant]
    if let last, scanner.bytes[last.content] == scanner.bytes[cell.content] {
      readOption(of: last.claimant)
      return
    }
    let id = scanner.text(of: cell)
    if id == Self.capacityID {
      readCapacities()
    } else if let claimant = builder.claimant(id, at: cell.place) {
      last = (cell.content, claimant)
      readOption(of: claimant)
    }
  }

  private mutating func readOption(of claimant: Int) {
    let option = cells[columns.option]
    let id = scanner.text(of: option)
    let value = readValue(of: claimant, id)
    let isWhole = readUses(of: claimant, id)
    if let value, isWhole {
      builder.addOption(id, of: claimant, value: value, uses: uses, at: option.place)
    }
  }

  private mutating func readValue(of claimant: Int, _ option: String) -> Int64? {
    let cell = cells[columns.value]
    do throws(AmountFault) {
      if cell.content.isEmpty {
        throw AmountFault(problem: "is not given", remedy: "give a number, 0 for none")
      }
      return try hundredths(scanner.bytes, in: cell.content)
    } catch {
      builder.log.add(
        error.problem, at: cell.place,
        key: "\(builder.claimants[claimant])/\(option).value",
        cell.content.isEmpty ? .nothing : .withheld, error.remedy)
      return nil
    }
  }

  // An empty cell is no use.
  private mutating func readUses(of claimant: Int, _ option: String) -> Bool {
    uses.removeAll(keepingCapacity: true)
    var isWhole = true
    for (index, row) in columns.resources {
      let cell = cells[index]
      if cell.content.isEmpty { continue }
      do throws(AmountFault) {
        let amount = try wholeAmount(scanner.bytes, in: cell.content)
        if amount != 0 { uses += [Int64(row), amount] }
      } catch {
        builder.log.add(
          error.problem, at: cell.place,
          key: "\(builder.claimants[claimant])/\(option).\(columns.names[index])", .withheld,
          error.remedy)
        isWhole = false
      }
    }
    return isWhole
  }

  private mutating func readCapacities() {
    if let earlier = capacityPlace {
      let line = builder.log.location(at: earlier).line
      builder.log.add(
        "capacities are given twice, first in line \(line)", at: cells[0].place,
        key: Self.capacityID, "keep one of the two lines")
      return
    }
    capacityPlace = cells[0].place
    for (name, index) in [("option", columns.option), ("value", columns.value)]
    where !cells[index].content.isEmpty {
      builder.log.add(
        "the line of capacities has no \(name)", at: cells[index].place,
        key: "\(Self.capacityID).\(name)", "leave the cell empty, or give the claimant another id")
    }
    for (index, row) in columns.resources where !cells[index].content.isEmpty {
      do throws(AmountFault) {
        builder.setCapacity(
          try wholeAmount(scanner.bytes, in: cells[index].content), ofResource: row)
      } catch {
        builder.log.add(
          error.problem, at: cells[index].place, key: "\(Self.capacityID).\(columns.names[index])",
          .text(scanner.text(of: cells[index])), error.remedy)
      }
    }
  }
}

internal import Kernels

/// A sparse problem sorted by id, laid out flat.
struct SparseTable: Sendable {
  /// First option of each claimant, and the number of options at the end.
  let start: [Int]
  /// Value of each option, in cents.
  let value: [Int64]
  /// Pattern of each option.
  let pattern: [Int32]
  /// Patterns, with sorted rows.
  let patterns: UsePatterns
  /// Capacity of each sorted row.
  let capacity: [Int64]
  /// Prices up to which whole-number sums stay within 128 bits, whatever is chosen; in cents.
  let greatestPrices: [Double]

  /// The columns as a pass reads them.
  let ragged: RaggedOptions

  /// Sorted row to the caller's.
  let rowOrder: [Int]
  /// Sorted claimant to the caller's; nil where they came sorted.
  let claimantOrder: [Int]?
  /// Position of each option among its claimant's as the caller has them; nil where they came sorted.
  let positions: [Int32]?

  var claimants: Int { start.count - 1 }
  var options: Int { value.count }
  var rows: Int { capacity.count }

  /// Options of one claimant.
  func range(_ claimant: Int) -> Range<Int> { start[claimant]..<start[claimant + 1] }

  /// Sorts a problem; in order already, its arrays are shared.
  init(
    _ resources: [Resource], _ claimants: [String], _ start: [Int], _ value: [Int64],
    _ pattern: [Int32], _ patterns: UsePatterns, _ ids: [String]
  ) {
    rowOrder = sortedOrder(of: resources.map(\.id))
    let order = sortedOrder(of: claimants)
    claimantOrder = Self.isAscending(order) ? nil : order
    let inOrder = Self.areInOrder(ids, start)
    if claimantOrder == nil && inOrder {
      (self.start, self.value, self.pattern) = (start, value, pattern)
      positions = nil
    } else {
      var sorted = (start: [0], value: [Int64](), pattern: [Int32](), positions: [Int32]())
      sorted.value.reserveCapacity(value.count)
      sorted.pattern.reserveCapacity(value.count)
      for claimant in order {
        let first = start[claimant]
        let range = first..<start[claimant + 1]
        let places =
          inOrder ? Array(range.indices) : sortedOrder(of: Array(ids[range])).map { $0 + first }
        for option in places {
          sorted.value.append(value[option])
          sorted.pattern.append(pattern[option])
          sorted.positions.append(Int32(option - first))
        }
        sorted.start.append(sorted.value.count)
      }
      (self.start, self.value, self.pattern) = (sorted.start, sorted.value, sorted.pattern)
      positions = inOrder ? nil : sorted.positions
    }
    ragged = RaggedOptions(start: self.start, value: self.value, pattern: self.pattern)
    var place = [Int](repeating: 0, count: resources.count)
    for (sorted, row) in rowOrder.enumerated() { place[row] = sorted }
    self.patterns = Self.isAscending(rowOrder) ? patterns : patterns.renamingRows(place)
    capacity = rowOrder.map { resources[$0].capacity }
    greatestPrices = Self.greatestPrices(
      capacity, self.start, self.pattern, self.patterns,
      ids: rowOrder.map { resources[$0].id })
  }

  private init(_ table: SparseTable, capacity: [Int64], ids: [String]) {
    start = table.start
    value = table.value
    pattern = table.pattern
    ragged = table.ragged
    patterns = table.patterns
    rowOrder = table.rowOrder
    claimantOrder = table.claimantOrder
    positions = table.positions
    self.capacity = capacity
    greatestPrices = Self.greatestPrices(capacity, start, pattern, patterns, ids: ids)
  }

  /// Some of the options alone, when what others have settled on is used.
  func keeping(_ options: [Int32], start: [Int], settled: [Int64]) -> SparseTable {
    SparseTable(
      RaggedOptions(
        start: start, value: options.map { value[Int($0)] },
        pattern: options.map { pattern[Int($0)] }),
      capacity: zip(capacity, settled).map { $0 - $1 }, of: self)
  }

  /// What is kept of another table's options, with capacities of this one.
  func keeping(_ kept: SparseTable, settled: [Int64]) -> SparseTable {
    SparseTable(
      kept.ragged, capacity: zip(capacity, settled).map { $0 - $1 }, of: self)
  }

  /// A part of `whole`, in its order and with its ranges.
  private init(_ ragged: RaggedOptions, capacity: [Int64], of whole: SparseTable) {
    start = ragged.start
    value = ragged.value
    pattern = ragged.pattern
    self.ragged = ragged
    self.capacity = capacity
    patterns = whole.patterns
    greatestPrices = whole.greatestPrices
    rowOrder = whole.rowOrder
    claimantOrder = nil
    positions = nil
  }

  /// The same with the capacities of other resources of the caller's.
  func replacingCapacities(_ resources: [Resource]) -> SparseTable {
    SparseTable(
      self, capacity: rowOrder.map { resources[$0].capacity },
      ids: rowOrder.map { resources[$0].id })
  }

  /// A sorted choice, as numbers of options, in the caller's terms.
  func callersChoice(_ choice: [Int]) -> [Int] {
    var mapped = [Int](repeating: 0, count: claimants)
    for (sorted, option) in choice.enumerated() {
      mapped[claimantOrder?[sorted] ?? sorted] =
        positions.map { Int($0[option]) } ?? option - start[sorted]
    }
    return mapped
  }

  /// What a choice uses of each row.
  func used(_ choice: [Int]) -> [Int64] {
    var used = [Int64](repeating: 0, count: rows)
    if patterns.count > choice.count {
      for option in choice { add(Int(pattern[option]), times: 1, to: &used) }
      return used
    }
    var takers = [Int64](repeating: 0, count: patterns.count)
    for option in choice { takers[Int(pattern[option])] += 1 }
    for (kind, count) in takers.enumerated() where count > 0 { add(kind, times: count, to: &used) }
    return used
  }

  /// Adds a pattern's amounts, so many times.
  func add(_ pattern: Int, times factor: Int64, to used: inout [Int64]) {
    for entry in patterns.entries(pattern) {
      used[Int(patterns.row[entry])] += factor * patterns.amount[entry]
    }
  }

  /// What a choice is worth, in cents.
  func objective(_ choice: [Int]) -> Int128 {
    choice.reduce(into: Int128(0)) { $0 += Int128(value[$1]) }
  }

  private static func isAscending(_ order: [Int]) -> Bool {
    order.indices.allSatisfy { order[$0] == $0 }
  }

  /// Whether every claimant's options stand in the order of their ids; positions always do.
  private static func areInOrder(_ ids: [String], _ start: [Int]) -> Bool {
    if ids.isEmpty { return true }
    return start.indices.dropLast().allSatisfy { claimant in
      (start[claimant]..<start[claimant + 1]).dropFirst().allSatisfy { ids[$0 - 1] < ids[$0] }
    }
  }

  /// Checks the range of uses: what claimants may use together plus the capacity, row by row.
  private static func greatestPrices(
    _ capacity: [Int64], _ start: [Int], _ pattern: [Int32], _ patterns: UsePatterns, ids: [String]
  ) -> [Double] {
    let claimants = start.count - 1
    var largest = [UInt64](repeating: 0, count: capacity.count)
    for (row, amount) in zip(patterns.row, patterns.amount) {
      largest[Int(row)] = max(largest[Int(row)], amount.magnitude)
    }
    var reach = zip(largest, capacity).map { largest, capacity in
      let (product, overflows) = largest.multipliedReportingOverflow(by: UInt64(claimants))
      let (sum, isOver) = product.addingReportingOverflow(capacity.magnitude)
      return overflows || isOver ? UInt64.max : sum
    }
    if reach.contains(where: { $0 > 1 << 53 }) {
      reach = exactReach(capacity, start, pattern, patterns)
    }
    return reach.indices.map { row in
      precondition(reach[row] <= 1 << 53, "use out of range: \(ids[row])")
      return 0x1p86 / (Double(reach[row] + 1) * Double(max(1, reach.count)))
    }
  }

  /// The sum over claimants of the largest use, and the capacity; O(entries).
  private static func exactReach(
    _ capacity: [Int64], _ start: [Int], _ pattern: [Int32], _ patterns: UsePatterns
  ) -> [UInt64] {
    var reach = capacity.map(\.magnitude)
    for claimant in 0..<(start.count - 1) {
      var largest: [Int32: UInt64] = [:]
      for option in start[claimant]..<start[claimant + 1] {
        for entry in patterns.entries(Int(pattern[option])) {
          let row = patterns.row[entry]
          largest[row] = max(largest[row] ?? 0, patterns.amount[entry].magnitude)
        }
      }
      for (row, amount) in largest {
        let (sum, isOver) = reach[Int(row)].addingReportingOverflow(amount)
        reach[Int(row)] = isOver ? .max : sum
      }
    }
    return reach
  }
}

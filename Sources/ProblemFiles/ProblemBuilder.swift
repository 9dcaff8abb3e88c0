internal import Allocation
internal import Documents

/// Gathers resources, claimants and options as they are read, with all that is wrong with them.
///
/// Remembers where everything was by its offset in the text: lines are counted only for problems.
struct ProblemBuilder {
  /// A resource as it was named.
  struct NamedResource {
    let id: String
    var capacity: Int64?
    let place: Int
  }

  /// What is wrong, and places of the text.
  var log: ProblemLog
  private(set) var resources: [NamedResource] = []
  private(set) var claimants: [String] = []
  private var claimantPlaces: [Int] = []
  // By lower-case letters, so that look-alikes are found.
  private var claimantIndex: [String: Int] = [:]
  private var resourceIndex: [String: Int] = [:]

  // Options in the order of reading.
  private var owner: [Int32] = []
  private var optionIDs: [String] = []
  private var optionPlaces: [Int] = []
  private var values: [Int64] = []
  private var pattern: [Int32] = []
  private var patterns = UsePatterns()
  private var knownUses: [[Int64]: Int32] = [:]

  init(_ places: TextPlaces) { log = ProblemLog(places) }

  static let resourceLimit = 64

  /// Names a resource; nil if its id is no id or is taken.
  mutating func addResource(_ id: String, capacity: Int64?, at place: Int) -> Int? {
    if let fault = Identifier.fault(of: id) {
      log.add("the id \(fault)", at: place, key: "resources", .text(id), Identifier.remedy)
      return nil
    }
    if let earlier = resourceIndex[id.lowercased()] {
      let other = resources[earlier]
      log.add(
        other.id == id ? "the resource is given twice" : "the id looks like \(other.id)", at: place,
        key: id, "keep one of the two")
      return nil
    }
    resourceIndex[id.lowercased()] = resources.count
    resources.append(NamedResource(id: id, capacity: capacity, place: place))
    return resources.count - 1
  }

  /// States the capacity of a resource.
  mutating func setCapacity(_ capacity: Int64, ofResource row: Int) {
    resources[row].capacity = capacity
  }

  /// The resource of an id; nil, and a problem, if there is none.
  mutating func resource(_ id: String, at place: Int, key: String) -> Int? {
    if let row = resourceIndex[id.lowercased()], resources[row].id == id { return row }
    let hint = nearestName(to: id, among: resources.map(\.id)).map { "did you mean \($0)?" }
    log.add(
      "there is no such resource", at: place, key: key, .text(id),
      hint ?? "there are \(Self.few(resources.map(\.id)))")
    return nil
  }

  /// The claimant of an id, named now if it is new; nil if it is no id.
  mutating func claimant(_ id: String, at place: Int) -> Int? {
    if let known = claimantIndex[id] { return check(id, is: known, at: place) }
    let key = id.lowercased()
    if key != id, let known = claimantIndex[key] { return check(id, is: known, at: place) }
    if let fault = Identifier.fault(of: id) {
      log.add("the id \(fault)", at: place, key: "claimant", .text(id), Identifier.remedy)
      return nil
    }
    claimantIndex[key] = claimants.count
    claimants.append(id)
    claimantPlaces.append(place)
    return claimants.count - 1
  }

  /// The claimant of an id, if it is known.
  func knownClaimant(_ id: String) -> Int? {
    claimantIndex[id.lowercased()].flatMap { claimants[$0] == id ? $0 : nil }
  }

  /// Gives a claimant one more option.
  ///
  /// - Parameters:
  ///   - value: In hundredths.
  ///   - uses: Row and amount in turns, by row, without amounts of zero.
  mutating func addOption(
    _ id: String, of claimant: Int, value: Int64, uses: [Int64], at place: Int
  ) {
    if let fault = Identifier.fault(of: id) {
      log.add(
        "the id \(fault)", at: place, key: claimants[claimant], .text(id), Identifier.remedy)
      return
    }
    owner.append(Int32(claimant))
    optionIDs.append(id)
    optionPlaces.append(place)
    values.append(value)
    if let known = knownUses[uses] {
      pattern.append(known)
    } else {
      let number = patterns.append(
        stride(from: 0, to: uses.count, by: 2).map { (row: Int(uses[$0]), amount: uses[$0 + 1]) })
      knownUses[uses] = number
      pattern.append(number)
    }
  }

  /// Ends the reading of resources: what was said beside the table replaces its capacities, and every
  /// resource has one.
  mutating func settleCapacities(_ stated: [StatedCapacity], remedy: (String) -> String) {
    var said = Set<String>()
    for capacity in stated {
      guard let row = resourceIndex[capacity.resource.lowercased()],
        resources[row].id == capacity.resource
      else {
        let ids = resources.map(\.id)
        let hint = nearestName(to: capacity.resource, among: ids).map { "did you mean \($0)?" }
        log.add(
          Diagnostic(
            "there is no such resource", at: capacity.location, value: .text(capacity.resource),
            remedy: hint ?? "there are \(Self.few(ids))"))
        continue
      }
      if !said.insert(capacity.resource).inserted {
        log.add(
          Diagnostic(
            "is given twice", at: capacity.location, key: capacity.resource,
            remedy: "keep one of the two"))
      }
      resources[row].capacity = capacity.capacity
    }
    if resources.isEmpty {
      log.addAtFile("no resource is named", "give at least one that options use")
    }
    if resources.count > Self.resourceLimit {
      log.addAtFile(
        "\(resources.count) resources are more than \(Self.resourceLimit)",
        "leave out those that never run short")
    }
    for resource in resources where resource.capacity == nil {
      log.add("has no capacity", at: resource.place, key: resource.id, remedy(resource.id))
    }
  }

  /// The table, its options gathered by claimant; O(options).
  /// - Throws: All that was found wrong.
  mutating func table() throws(Diagnostics) -> ReadTable {
    if claimants.isEmpty, log.isEmpty {
      log.addAtFile("no claimant is named", "give each claimant a line for each of its options")
    }
    try log.throwIfAny()
    var start = [Int](repeating: 0, count: claimants.count + 1)
    for claimant in owner { start[Int(claimant) + 1] += 1 }
    for claimant in claimants.indices {
      if start[claimant + 1] == 0 {
        log.add(
          "has no option", at: claimantPlaces[claimant], key: claimants[claimant],
          "list at least one, such as none with value 0")
      }
      start[claimant + 1] += start[claimant]
    }
    var next = start
    var order = [Int](repeating: 0, count: owner.count)
    for (option, claimant) in owner.enumerated() {
      order[next[Int(claimant)]] = option
      next[Int(claimant)] += 1
    }
    noteRepeatedOptions(start, order)
    let table = ReadTable(
      resources: resources.map { Resource(id: $0.id, capacity: $0.capacity ?? 0) },
      claimants: claimants, start: start,
      hundredths: order.map { values[$0] },
      pattern: order.map { pattern[$0] }, patterns: patterns,
      options: order.map { optionIDs[$0] })
    for row in table.rowsBeyondRange {
      log.add(
        "its capacity and what claimants may use of it add up to more than 2^53",
        at: resources[row].place, key: resources[row].id, "count in larger units")
    }
    try log.throwIfAny()
    return table
  }

  // The claimant of an id that is known in lower-case letters.
  private mutating func check(_ id: String, is known: Int, at place: Int) -> Int? {
    if claimants[known] == id { return known }
    log.add(
      "the id looks like \(claimants[known])", at: place, key: "claimant", .text(id),
      "let ids differ by more than capital letters, or write both alike")
    return nil
  }

  private mutating func noteRepeatedOptions(_ start: [Int], _ order: [Int]) {
    var seen = Set<String>()
    for claimant in claimants.indices {
      seen.removeAll(keepingCapacity: true)
      for option in order[start[claimant]..<start[claimant + 1]]
      where !seen.insert(optionIDs[option]).inserted {
        log.add(
          "the option is given twice", at: optionPlaces[option],
          key: "\(claimants[claimant])/\(optionIDs[option])", "give each its own id, or delete one")
      }
    }
  }

  private static func few(_ ids: [String]) -> String {
    ids.isEmpty
      ? "none yet" : ids.prefix(8).joined(separator: ", ") + (ids.count > 8 ? " and more" : "")
  }
}

/// A table as it was read: resources, and options by claimant.
struct ReadTable {
  let resources: [Resource]
  let claimants: [String]
  /// First option of each claimant, and the number of options at the end.
  let start: [Int]
  /// Value of each option, in hundredths.
  let hundredths: [Int64]
  let pattern: [Int32]
  let patterns: UsePatterns
  /// Ids of all options.
  let options: [String]
  /// Rules between claimants.
  var rules: [ClaimantRule] = []

  /// Decimals that the values need, 0 to 2, and the values in units of the last.
  var scaled: (decimals: Int, values: [Int64]) {
    if hundredths.allSatisfy({ $0 % 100 == 0 }) { return (0, hundredths.map { $0 / 100 }) }
    if hundredths.allSatisfy({ $0 % 10 == 0 }) { return (1, hundredths.map { $0 / 10 }) }
    return (2, hundredths)
  }

  /// Resources of which the capacity and the largest uses together are beyond exact numbers.
  var rowsBeyondRange: [Int] {
    var reach = resources.map { UInt64($0.capacity.magnitude) }
    var largest = [UInt64](repeating: 0, count: resources.count)
    for claimant in claimants.indices {
      var rows: [Int] = []
      for option in start[claimant]..<start[claimant + 1] {
        for entry in patterns.entries(Int(pattern[option])) {
          let row = Int(patterns.row[entry])
          if largest[row] == 0 { rows.append(row) }
          largest[row] = max(largest[row], patterns.amount[entry].magnitude)
        }
      }
      for row in rows {
        reach[row] += largest[row]
        largest[row] = 0
        if reach[row] > 1 << 54 { reach[row] = 1 << 54 }
      }
    }
    return reach.indices.filter { reach[$0] > 1 << 53 }
  }
}

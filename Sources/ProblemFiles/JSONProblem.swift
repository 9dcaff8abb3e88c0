internal import Documents

/// Reads `fulcrum.problem/1`: resources, claimants with their options, and rules between them.
struct JSONProblem {
  private var scanner: JSONScanner
  private var builder: ProblemBuilder
  private var rules: [ProblemRule] = []

  static let schema = "fulcrum.problem/1"

  /// Reads a document.
  /// - Throws: All problems of it; a fault of the grammar ends the reading.
  static func read(
    _ input: InputText, stated: [StatedCapacity]
  ) throws(Diagnostics) -> ReadTable {
    var reader = JSONProblem(input)
    return try reader.table(stated)
  }

  private init(_ input: InputText) {
    scanner = JSONScanner(input)
    builder = ProblemBuilder(scanner.places)
  }

  private mutating func table(_ stated: [StatedCapacity]) throws(Diagnostics) -> ReadTable {
    do throws(Diagnostics) {
      try readMembers()
    } catch {
      builder.log.add(error)
      try builder.log.throwIfAny()
    }
    builder.settleCapacities(stated) { id in
      "give it a capacity, such as 124, or --capacity \(id)=AMOUNT"
    }
    var table = try builder.table()
    table.apply(rules, &builder)
    try builder.log.throwIfAny()
    return table
  }

  // Members come in any order: where they begin is noted first, then they are read in ours.
  private mutating func readMembers() throws(Diagnostics) {
    var places: [String: JSONScanner] = [:]
    let known = ["schema", "resources", "claimants", "rules"]
    guard try isObject("the document") else { return }
    try readObject(known, in: "") { reader, key throws(Diagnostics) in
      places[key] = reader.scanner
      try reader.scanner.skip()
    }
    try scanner.end()
    if let place = places["schema"] {
      scanner = place
      try readSchema()
    } else {
      builder.log.addAtFile("names no schema", "write \"schema\": \"\(Self.schema)\"")
    }
    for key in ["resources", "claimants", "rules"] {
      guard let place = places[key] else {
        if key != "rules" { builder.log.addAtFile("has no \(key)", "list them") }
        continue
      }
      scanner = place
      try readList(key) { reader throws(Diagnostics) in
        switch key {
        case "resources": try reader.readResource()
        case "claimants": try reader.readClaimant()
        default: try reader.readRule()
        }
      }
    }
  }

  private mutating func readSchema() throws(Diagnostics) {
    guard let (schema, place) = try readText("schema"), schema != Self.schema else { return }
    builder.log.add(
      "is a document of another kind", at: place, key: "schema", .text(schema),
      "give a problem, schema \(Self.schema)")
  }

  private mutating func readResource() throws(Diagnostics) {
    var (id, capacity, place) = (String?.none, Int64?.none, scanner.place())
    try readObject(["id", "capacity"], in: "resources") { reader, key throws(Diagnostics) in
      if key == "id" {
        if let (text, at) = try reader.readText("resources.id") { (id, place) = (text, at) }
      } else {
        capacity = try reader.readAmount("resources[\(id ?? "")].capacity", isPrivate: false)
      }
    }
    guard let id else {
      builder.log.add("has no id", at: place, key: "resources", "name it")
      return
    }
    _ = builder.addResource(id, capacity: capacity, at: place)
  }

  private mutating func readClaimant() throws(Diagnostics) {
    var (claimant, options) = (Int?.none, JSONScanner?.none)
    var place = scanner.place()
    var hasID = false
    try readObject(["id", "options"], in: "claimants") { reader, key throws(Diagnostics) in
      if key == "id" {
        guard let (id, at) = try reader.readText("claimants.id") else { return }
        (hasID, place) = (true, at)
        if reader.builder.knownClaimant(id) != nil {
          reader.builder.log.add(
            "the claimant is given twice", at: at, key: id, "give each its own id, or delete one")
        } else {
          claimant = reader.builder.claimant(id, at: at)
        }
      } else if claimant == nil {
        // The id follows.
        options = reader.scanner
        try reader.scanner.skip()
      } else {
        try reader.readOptions(of: claimant)
      }
    }
    if !hasID { builder.log.add("has no id", at: place, key: "claimants", "name it") }
    if let options, claimant != nil {
      let behind = scanner
      scanner = options
      try readOptions(of: claimant)
      scanner = behind
    }
  }

  private mutating func readOptions(of claimant: Int?) throws(Diagnostics) {
    guard let claimant else { return }
    try readList("claimants[\(builder.claimants[claimant])].options") {
      reader throws(Diagnostics) in
      try reader.readOption(of: claimant)
    }
  }

  private mutating func readOption(of claimant: Int) throws(Diagnostics) {
    let owner = builder.claimants[claimant]
    var place = scanner.place()
    var (id, value, uses) = (String?.none, Int64?.none, [Int64]())
    var (hasValue, isWhole) = (false, true)
    try readObject(["id", "value", "use"], in: owner) { reader, key throws(Diagnostics) in
      switch key {
      case "id": if let (text, at) = try reader.readText("\(owner).id") { (id, place) = (text, at) }
      case "value":
        hasValue = true
        value = try reader.readValue("\(owner)/\(id ?? "").value")
      default:
        if let read = try reader.readUse("\(owner)/\(id ?? "").use") {
          uses = read
        } else {
          isWhole = false
        }
      }
    }
    guard let id else {
      builder.log.add("has no id", at: place, key: "\(owner).options", "name it")
      return
    }
    if !hasValue {
      builder.log.add("has no value", at: place, key: "\(owner)/\(id)", "give one, 0 for none")
    }
    if let value, isWhole {
      builder.addOption(id, of: claimant, value: value, uses: uses, at: place)
    }
  }

  // Row and amount in turns, by row; nil if anything is wrong.
  private mutating func readUse(_ key: String) throws(Diagnostics) -> [Int64]? {
    guard try isObject(key) else { return nil }
    var uses: [(row: Int, amount: Int64)] = []
    var isRight = true
    try scanner.enterObject()
    while let name = try scanner.nextKey() {
      let id = scanner.text(of: name) ?? ""
      let row = builder.resource(id, at: name.place, key: key)
      let amount = try readAmount("\(key).\(id)", isPrivate: true)
      guard let row, let amount else {
        isRight = false
        continue
      }
      if uses.contains(where: { $0.row == row }) {
        builder.log.add("is given twice", at: name.place, key: "\(key).\(id)", "keep one")
        isRight = false
      } else if amount != 0 {
        uses.append((row, amount))
      }
    }
    if uses.count > 1 { uses.sort { $0.row < $1.row } }
    return isRight ? uses.flatMap { [Int64($0.row), $0.amount] } : nil
  }

  private mutating func readRule() throws(Diagnostics) {
    var rule = ProblemRule(id: "", kind: .requires, takings: [], place: scanner.place())
    var (kinds, most) = ([String](), Int64?.none)
    let known = ["id", "at_most", "of", "exclusive", "all_or_none", "requires"]
    try readObject(known, in: "rules") { reader, key throws(Diagnostics) in
      switch key {
      case "id":
        if let (text, at) = try reader.readText("rules.id") { (rule.id, rule.place) = (text, at) }
      case "at_most":
        most = try reader.readAmount("rules[\(rule.id)].at_most", isPrivate: false)
        kinds.append(key)
      default:
        if key != "of" { kinds.append(key) }
        rule.takings = try reader.readTakings("rules[\(rule.id)].\(key)")
      }
    }
    let key = "rules[\(rule.id)]"
    if let fault = Identifier.fault(of: rule.id) {
      builder.log.add("the id \(fault)", at: rule.place, key: "rules", Identifier.remedy)
      return
    }
    if builder.resources.contains(where: { $0.id.lowercased() == rule.id.lowercased() })
      || rules.contains(where: { $0.id.lowercased() == rule.id.lowercased() })
    {
      builder.log.add("the id is taken", at: rule.place, key: key, "give it another")
    }
    guard kinds.count == 1 else {
      builder.log.add(
        kinds.isEmpty ? "says nothing" : "says \(kinds.count) things", at: rule.place, key: key,
        "give one of at_most with of, exclusive, all_or_none, requires")
      return
    }
    switch kinds[0] {
    case "at_most": rule.kind = .atMost(most ?? 0)
    case "exclusive": rule.kind = .atMost(1)
    case "all_or_none": rule.kind = .allOrNone
    default: rule.kind = .requires
    }
    checkTakings(of: rule, key)
    rules.append(rule)
  }

  private mutating func checkTakings(of rule: ProblemRule, _ key: String) {
    let count = rule.takings.count
    switch rule.kind {
    case .requires where count != 2:
      builder.log.add(
        "requires speaks of two", at: rule.place, key: key,
        "write [B, A] for: B only if A")
    case .allOrNone where count < 2:
      builder.log.add("speaks of fewer than two", at: rule.place, key: key, "name two or more")
    case .atMost(let most) where most < 0 || count == 0:
      builder.log.add(
        count == 0 ? "speaks of nobody" : "at_most is below 0", at: rule.place, key: key,
        "give a whole number and of: [ID, ...]")
    default: break
    }
  }

  // `"C-01"`, `"C-01/16-h100"` or `{"claimant": "C-01", "options": ["16-h100", "32-h100"]}`.
  private mutating func readTakings(_ key: String) throws(Diagnostics) -> [ProblemRule.Taking] {
    var takings: [ProblemRule.Taking] = []
    try readList(key) { reader throws(Diagnostics) in
      let place = reader.scanner.place()
      if try reader.scanner.kind() != .object {
        guard let (text, place) = try reader.readText(key) else { return }
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        takings.append(
          .init(
            claimant: parts.first ?? "", options: parts.count == 2 ? [parts[1]] : nil, place: place
          ))
        return
      }
      var taking = ProblemRule.Taking(claimant: "", options: nil, place: place)
      try reader.readObject(["claimant", "options"], in: key) { reader, member throws(Diagnostics) in
        if member == "claimant" {
          taking.claimant = try reader.readText(key)?.text ?? ""
        } else {
          var ids: [String] = []
          try reader.readList(key) { reader throws(Diagnostics) in
            if let id = try reader.readText(key)?.text { ids.append(id) }
          }
          taking.options = ids
        }
      }
      takings.append(taking)
    }
    return takings
  }
}

// MARK: - Values

extension JSONProblem {
  /// Goes through an object's members; an unknown key is noted and passed over.
  private mutating func readObject(
    _ known: [String], in path: String,
    _ read: (inout JSONProblem, String) throws(Diagnostics) -> Void
  ) throws(Diagnostics) {
    guard try isObject(path) else { return }
    var seen: [String] = []
    try scanner.enterObject()
    while let token = try scanner.nextKey() {
      let key = scanner.text(of: token) ?? ""
      let name = path.isEmpty ? key : "\(path).\(key)"
      if !known.contains(key) {
        let hint = nearestName(to: key, among: known).map { "did you mean \($0)?" }
        builder.log.add(
          "unknown key", at: token.place, key: name,
          hint ?? "delete it; known are \(known.joined(separator: ", "))")
        try scanner.skip()
      } else if seen.contains(key) {
        builder.log.add("the key is given twice", at: token.place, key: name, "keep one")
        try scanner.skip()
      } else {
        seen.append(key)
        try read(&self, key)
      }
    }
  }

  private mutating func readList(
    _ path: String, _ read: (inout JSONProblem) throws(Diagnostics) -> Void
  ) throws(Diagnostics) {
    if try scanner.kind() != .array {
      try noteKind(path, wanted: "a list")
      return
    }
    try scanner.enterArray()
    while try scanner.nextElement() { try read(&self) }
  }

  private mutating func isObject(_ path: String) throws(Diagnostics) -> Bool {
    if try scanner.kind() == .object { return true }
    try noteKind(path, wanted: "a group of keys")
    return false
  }

  private mutating func readText(_ key: String) throws(Diagnostics) -> (text: String, place: Int)? {
    if try scanner.kind() != .string {
      try noteKind(key, wanted: "a text in quotes")
      return nil
    }
    let token = try scanner.string()
    return (scanner.text(of: token) ?? "", token.place)
  }

  private mutating func readAmount(
    _ key: String, isPrivate: Bool
  ) throws(Diagnostics) -> Int64? {
    try readNumber(key, isPrivate: isPrivate) { bytes, range throws(AmountFault) in
      try wholeAmount(bytes, in: range)
    }
  }

  private mutating func readValue(_ key: String) throws(Diagnostics) -> Int64? {
    try readNumber(key, isPrivate: true) { bytes, range throws(AmountFault) in
      try hundredths(bytes, in: range)
    }
  }

  // A number, or a text that is one with a unit, such as "7.4M".
  private mutating func readNumber(
    _ key: String, isPrivate: Bool, _ read: ([UInt8], Range<Int>) throws(AmountFault) -> Int64
  ) throws(Diagnostics) -> Int64? {
    let kind = try scanner.kind()
    guard kind == .number || kind == .string else {
      try noteKind(key, wanted: "a number")
      return nil
    }
    let token = kind == .number ? try scanner.bare() : try scanner.string()
    do throws(AmountFault) {
      return try read(scanner.bytes, token.content)
    } catch {
      builder.log.add(
        error.problem, at: token.place, key: key,
        isPrivate ? .withheld : .text(scanner.text(of: token) ?? ""), error.remedy)
      return nil
    }
  }

  private mutating func noteKind(_ key: String, wanted: String) throws(Diagnostics) {
    let place = scanner.place()
    let kind = try scanner.kind()
    try scanner.skip()
    builder.log.add("is \(kind.rawValue)", at: place, key: key, "give \(wanted)")
  }
}

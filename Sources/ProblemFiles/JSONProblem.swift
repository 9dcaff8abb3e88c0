internal import Documents

/// Reads `fulcrum.problem/1`: resources, claimants with their options, and rules between them.
struct JSONProblem {
  var scanner: JSONScanner
  var builder: ProblemBuilder
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
    table.rules = table.claimantRules(rules, &builder)
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

  // `{at_most: 1, of: [A, B]}`, `{exclusive: [A, B]}`, `{all_or_none: [A, B]}`, or
  // `{take: A, only_with: [B]}`.
  private mutating func readRule() throws(Diagnostics) {
    var (id, place) = ("", scanner.place())
    var most: Int64?
    var lists: [String: [ProblemRule.Taking]] = [:]
    let known = ["id", "at_most", "of", "exclusive", "all_or_none", "take", "only_with"]
    try readObject(known, in: "rules") { reader, key throws(Diagnostics) in
      let path = "rules[\(id)].\(key)"
      switch key {
      case "id":
        if let (text, at) = try reader.readText("rules.id") { (id, place) = (text, at) }
      case "at_most": most = try reader.readAmount(path, isPrivate: false) ?? 0
      case "take": lists[key] = try reader.readTaking(path).map { [$0] } ?? []
      default: lists[key] = try reader.readTakings(path)
      }
    }
    let key = "rules[\(id)]"
    if let fault = Identifier.fault(of: id) {
      builder.log.add("the id \(fault)", at: place, key: "rules", .text(id), Identifier.remedy)
      return
    }
    if builder.resources.contains(where: { $0.id.lowercased() == id.lowercased() })
      || rules.contains(where: { $0.id.lowercased() == id.lowercased() })
    {
      builder.log.add("the id is taken", at: place, key: key, "give it another")
    }
    switch (lists.keys.sorted(), most) {
    case (["of"], .some(let most)) where most >= 0: add(id, .atMost(most), lists["of"], place)
    case (["exclusive"], nil): add(id, .atMost(1), lists["exclusive"], place)
    case (["all_or_none"], nil): add(id, .allOrNone, lists["all_or_none"], place)
    case (["only_with", "take"], nil):
      add(id, .onlyWith, (lists["take"] ?? []) + (lists["only_with"] ?? []), place)
    default:
      builder.log.add(
        "is no rule", at: place, key: key,
        "give at_most with of, exclusive, all_or_none, or take with only_with")
    }
  }

  private mutating func add(
    _ id: String, _ kind: ProblemRule.Kind, _ takings: [ProblemRule.Taking]?, _ place: Int
  ) {
    let takings = takings ?? []
    if takings.count < 2 {
      builder.log.add(
        "speaks of fewer than two", at: place, key: "rules[\(id)]", "name two claimants or more")
    }
    rules.append(ProblemRule(id: id, kind: kind, takings: takings))
  }

  private mutating func readTakings(_ key: String) throws(Diagnostics) -> [ProblemRule.Taking] {
    var takings: [ProblemRule.Taking] = []
    try readList(key) { reader throws(Diagnostics) in
      if let taking = try reader.readTaking(key) { takings.append(taking) }
    }
    return takings
  }

  // `"C-01"`, `"C-01/16-h100"` or `{"claimant": "C-01", "options": ["16-h100", "32-h100"]}`.
  private mutating func readTaking(_ key: String) throws(Diagnostics) -> ProblemRule.Taking? {
    if try scanner.kind() != .object {
      guard let (text, place) = try readText(key) else { return nil }
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      return .init(
        claimant: String(parts[0]), options: parts.count == 2 ? [String(parts[1])] : nil,
        place: place)
    }
    var taking = ProblemRule.Taking(claimant: "", options: nil, place: scanner.place())
    try readObject(["claimant", "options"], in: key) { reader, member throws(Diagnostics) in
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
    return taking
  }
}

public import Documents

extension SolutionDocument {
  /// Reads a document back.
  /// - Throws: That it is not a whole one, or what is wrong with its grammar.
  public init(reading input: InputText) throws(Diagnostics) {
    let place = SourceLocation(file: input.file)
    let document = try JSONNode(input)
    if let schema = document["schema"]?.text, schema != Self.schema {
      throw Diagnostics(
        "is a document of another kind", at: place, key: "schema", value: .text(schema),
        remedy: "give a solution, schema \(Self.schema)")
    }
    var reader = Reader()
    guard let read = Self(document, &reader), reader.isWhole else {
      let missing = reader.missing.first.map { ": \($0) is missing or wrong" } ?? ""
      throw Diagnostics(
        "is not a whole \(Self.schema) document\(missing)", at: place,
        remedy: "write it with: fulcrum solve PROBLEM --format json -o FILE")
    }
    self = read
  }

  /// Notes which member is not what it should be.
  private struct Reader {
    var missing: [String] = []
    var isWhole: Bool { missing.isEmpty }

    mutating func need<Value>(_ value: Value?, _ key: String) -> Value? {
      if value == nil { missing.append(key) }
      return value
    }
  }

  private init?(_ document: JSONNode, _ reader: inout Reader) {
    let unit = document["value_unit"]?.digits
    guard
      let decimals = reader.need(["1", "0.1", "0.01"].firstIndex { $0 == unit }, "value_unit"),
      let version = reader.need(document["version"]?.text, "version"),
      let problem = reader.need(document["problem"].flatMap { Problem($0) }, "problem"),
      let checksum = reader.need(document["checksum"]?.text, "checksum"),
      let status = reader.need(document["status"]?.text.flatMap { Status(rawValue: $0) }, "status"),
      let rows = reader.need(Self.rows(document), "resources or prices"),
      let choice = reader.need(Self.choice(document, decimals), "choice"),
      let passes = reader.need(document["passes"]?.whole, "passes"),
      let nodes = reader.need(document["search"]?["nodes"]?.whole, "search"),
      let optionsLeft = reader.need(document["search"]?["options_left"]?.whole, "search"),
      let isProven = reader.need(document["proven"]?.bool, "proven")
    else { return nil }
    self.version = version
    self.problem = problem
    self.checksum = checksum
    self.decimals = decimals
    self.status = status
    self.rows = rows
    self.choice = choice
    self.passes = Int(passes)
    self.nodes = Int(nodes)
    self.optionsLeft = Int(optionsLeft)
    func exact(_ key: String) -> Int128? {
      guard let value = document[key] else { return nil }
      return reader.need(
        value.digits.flatMap { Int128(digits: $0, decimals: decimals) }, key)
    }
    objective = exact("objective")
    bound = exact("bound")
    certifiedBound = exact("certified_bound")
    relativeGap = document["relative_gap"]?.double
    shortfall = document["conflict"].flatMap { Shortfall($0) }
    run = document["run"].flatMap { Run($0) }
    if isProven != self.isProven { reader.missing.append("proven") }
  }

  private static func rows(_ document: JSONNode) -> [Row]? {
    guard let resources = document["resources"]?.list, let prices = document["prices"]?.list,
      resources.count == prices.count
    else { return nil }
    var rows: [Row] = []
    for (resource, price) in zip(resources, prices) {
      guard let id = resource["id"]?.text, id == price["resource"]?.text,
        let kind = resource["kind"]?.text, let capacity = resource["capacity"]?.whole,
        let units = price["units"]?.double
      else { return nil }
      rows.append(
        Row(
          id: id, isRule: kind == "rule", capacity: capacity, used: resource["used"]?.whole,
          price: units))
    }
    return rows
  }

  private static func choice(_ document: JSONNode, _ decimals: Int) -> [Grant]? {
    guard let list = document["choice"]?.list else { return nil }
    var grants: [Grant] = []
    grants.reserveCapacity(list.count)
    for grant in list {
      guard let claimant = grant["claimant"]?.text, let option = grant["option"]?.text,
        let value = grant["value"]?.digits.flatMap({ Int128(digits: $0, decimals: decimals) }),
        let value = Int64(exactly: value)
      else { return nil }
      grants.append(Grant(claimant: claimant, option: option, value: value))
    }
    return grants
  }
}

extension SolutionDocument.Problem {
  fileprivate init?(_ node: JSONNode) {
    if let arguments = node["generate"]?.text {
      guard let isShared = node["shared"]?.bool, let isInBlocks = node["blocks"]?.bool else {
        return nil
      }
      self = .generated(arguments, isShared: isShared, isInBlocks: isInBlocks)
      return
    }
    guard let path = node["path"]?.text, let sha256 = node["sha256"]?.text else { return nil }
    var capacities: [SolutionDocument.Capacity] = []
    for stated in node["capacities"]?.list ?? [] {
      guard let resource = stated["resource"]?.text, let amount = stated["capacity"]?.whole else {
        return nil
      }
      capacities.append(.init(resource: resource, amount: amount))
    }
    self = .file(path: path, sha256: sha256, capacities: capacities)
  }
}

extension SolutionDocument.Shortfall {
  fileprivate init?(_ node: JSONNode) {
    guard let claimants = node["claimants"]?.list, let isMinimal = node["minimal"]?.bool,
      let resources = node["resources"]?.list
    else { return nil }
    self.init(
      resources: resources.compactMap { row in
        guard let resource = row["resource"]?.text, let capacity = row["capacity"]?.whole else {
          return nil
        }
        return .init(resource: resource, needed: row["needed"]?.whole, capacity: capacity)
      },
      claimants: claimants.compactMap(\.text), isMinimal: isMinimal)
  }
}

extension SolutionDocument.Run {
  fileprivate init?(_ node: JSONNode) {
    guard let seconds = node["seconds"]?.double, let reading = node["reading_seconds"]?.double,
      let threads = node["threads"]?.whole, let kernel = node["kernel"]?.text,
      let generated = node["generated"]?.text
    else { return nil }
    self.init(
      seconds: seconds, readingSeconds: reading, threads: Int(threads), kernel: kernel,
      generated: generated)
  }
}

extension SolutionDocument {
  /// The document's bytes: keys sorted, a newline at the end; one line for each grant.
  public var json: String {
    var text = JSONText()
    text.object {
      if let bound { $0.member("bound", digits(bound)) }
      if let certifiedBound { $0.member("certified_bound", digits(certifiedBound)) }
      $0.member("checksum", quoting: checksum)
      $0.rows("choice", choice) { row, grant in
        row.member("claimant", quoting: grant.claimant)
        row.member("option", quoting: grant.option)
        row.member("value", digits(Int128(grant.value)))
      }
      if let shortfall { write(shortfall, to: &$0) }
      if let objective { $0.member("objective", digits(objective)) }
      $0.member("passes", "\(passes)")
      $0.rows("prices", rows) { row, price in
        row.member("price", JSONText.number(price.price * unit))
        row.member("resource", quoting: price.id)
        row.member("units", JSONText.number(price.price))
      }
      writeProblem(to: &$0)
      $0.member("proven", "\(isProven)")
      if let relativeGap { $0.member("relative_gap", JSONText.number(relativeGap)) }
      $0.rows("resources", rows) { line, row in
        line.member("capacity", "\(row.capacity)")
        line.member("id", quoting: row.id)
        line.member("kind", quoting: row.isRule ? "rule" : "resource")
        line.member("price", JSONText.number(row.price * unit))
        if let used = row.used { line.member("used", "\(used)") }
      }
      if let run { write(run, to: &$0) }
      $0.member("schema", quoting: Self.schema)
      $0.object("search") {
        $0.member("nodes", "\(nodes)")
        $0.member("options_left", "\(optionsLeft)")
      }
      if let run { $0.member("seconds", JSONText.number(run.seconds)) }
      $0.member("status", quoting: status.rawValue)
      $0.member("value_unit", Int128(1).digits(decimals: decimals))
      $0.member("version", quoting: version)
    }
    return text.text + "\n"
  }

  /// Every grant as a table for a spreadsheet.
  public var csv: String {
    var text = "claimant,option,value\n"
    text.reserveCapacity(32 * choice.count)
    for grant in choice {
      text += grant.claimant
      text += ","
      text += grant.option
      text += ","
      text += digits(Int128(grant.value))
      text += "\n"
    }
    return text
  }

  /// What one own unit of value is, in units of the problem's values.
  private var unit: Double { [1, 0.1, 0.01][decimals] }

  private func writeProblem(to text: inout JSONText) {
    text.object("problem") {
      switch problem {
      case .file(let path, let sha256, let capacities):
        if !capacities.isEmpty {
          $0.rows("capacities", capacities) { row, capacity in
            row.member("capacity", "\(capacity.amount)")
            row.member("resource", quoting: capacity.resource)
          }
        }
        $0.member("path", quoting: path)
        $0.member("sha256", quoting: sha256)
      case .generated(let arguments, let isShared, let isInBlocks):
        $0.member("blocks", "\(isInBlocks)")
        $0.member("generate", quoting: arguments)
        $0.member("shared", "\(isShared)")
      }
    }
  }

  private func write(_ shortfall: Shortfall, to text: inout JSONText) {
    text.object("conflict") {
      $0.list("claimants", shortfall.claimants)
      $0.member("minimal", "\(shortfall.isMinimal)")
      $0.rows("resources", shortfall.resources) { row, shortage in
        row.member("capacity", "\(shortage.capacity)")
        if let needed = shortage.needed { row.member("needed", "\(needed)") }
        row.member("resource", quoting: shortage.resource)
      }
    }
  }

  private func write(_ run: Run, to text: inout JSONText) {
    text.object("run") {
      $0.member("generated", quoting: run.generated)
      $0.member("kernel", quoting: run.kernel)
      $0.member("reading_seconds", JSONText.number(run.readingSeconds))
      $0.member("seconds", JSONText.number(run.seconds))
      $0.member("threads", "\(run.threads)")
    }
  }
}

/// A JSON document as it is written: two spaces, keys in the order given, short lists of members on one
/// line.
private struct JSONText {
  private(set) var text = ""
  private var indent = ""
  private var isFirst = true
  private var isOnOneLine = false

  /// The outermost object.
  mutating func object(_ members: (inout JSONText) -> Void) {
    open("{")
    members(&self)
    close("}")
  }

  /// A member that is an object.
  mutating func object(_ key: String, _ members: (inout JSONText) -> Void) {
    begin(key)
    object(members)
  }

  /// A member whose value is written already.
  mutating func member(_ key: String, _ value: String) {
    begin(key)
    text += value
  }

  /// A member that is a text.
  mutating func member(_ key: String, quoting value: String) {
    begin(key)
    text += Self.quoted(value)
  }

  /// A member that is a list of texts.
  mutating func list(_ key: String, _ values: [String]) {
    begin(key)
    text += "[" + values.map(Self.quoted).joined(separator: ", ") + "]"
  }

  /// A member that is a list of objects, each on a line of its own.
  mutating func rows<Element>(
    _ key: String, _ elements: [Element], _ members: (inout JSONText, Element) -> Void
  ) {
    begin(key)
    if elements.isEmpty {
      text += "[]"
      return
    }
    open("[")
    for element in elements {
      separate()
      text += "{"
      (isFirst, isOnOneLine) = (true, true)
      members(&self, element)
      (isFirst, isOnOneLine) = (false, false)
      text += "}"
    }
    close("]")
  }

  /// The shortest digits that read back as the same number.
  static func number(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private mutating func begin(_ key: String) {
    separate()
    text += "\""
    text += key
    text += "\" : "
  }

  private mutating func separate() {
    if !isFirst { text += isOnOneLine ? ", " : "," }
    if !isOnOneLine {
      text += "\n"
      text += indent
    }
    isFirst = false
  }

  private mutating func open(_ bracket: String) {
    text += bracket
    indent += "  "
    isFirst = true
  }

  private mutating func close(_ bracket: String) {
    indent.removeLast(2)
    text += "\n" + indent + bracket
    isFirst = false
  }

  private static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{0}"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

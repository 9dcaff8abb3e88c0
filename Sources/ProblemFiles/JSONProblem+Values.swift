internal import Documents

// What members hold; where one is of another kind, that is noted and it is passed over.
extension JSONProblem {
  /// Goes through an object's members; an unknown key is noted and passed over.
  mutating func readObject(
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

  mutating func readList(
    _ path: String, _ read: (inout JSONProblem) throws(Diagnostics) -> Void
  ) throws(Diagnostics) {
    if try scanner.kind() != .array {
      try noteKind(path, wanted: "a list")
      return
    }
    try scanner.enterArray()
    while try scanner.nextElement() { try read(&self) }
  }

  mutating func isObject(_ path: String) throws(Diagnostics) -> Bool {
    if try scanner.kind() == .object { return true }
    try noteKind(path, wanted: "a group of keys")
    return false
  }

  mutating func readText(_ key: String) throws(Diagnostics) -> (text: String, place: Int)? {
    if try scanner.kind() != .string {
      try noteKind(key, wanted: "a text in quotes")
      return nil
    }
    let token = try scanner.string()
    return (scanner.text(of: token) ?? "", token.place)
  }

  mutating func readAmount(
    _ key: String, isPrivate: Bool
  ) throws(Diagnostics) -> Int64? {
    try readNumber(key, isPrivate: isPrivate) { bytes, range throws(AmountFault) in
      try wholeAmount(bytes, in: range)
    }
  }

  mutating func readValue(_ key: String) throws(Diagnostics) -> Int64? {
    try readNumber(key, isPrivate: true) { bytes, range throws(AmountFault) in
      try hundredths(bytes, in: range)
    }
  }

  // A number, or a text that is one with a unit, such as "7.4M".
  mutating func readNumber(
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

  mutating func noteKind(_ key: String, wanted: String) throws(Diagnostics) {
    let place = scanner.place()
    let kind = try scanner.kind()
    try scanner.skip()
    builder.log.add("is \(kind.rawValue)", at: place, key: key, "give \(wanted)")
  }
}

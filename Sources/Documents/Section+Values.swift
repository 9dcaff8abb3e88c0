extension Section {
  /// A number that has to be given, or has a default; the median of an interval.
  public mutating func number(
    _ key: String, _ measure: Measure, default fallback: Double? = nil
  ) -> Double? {
    record(key, .number(measure), isRequired: fallback == nil, default: fallback?.plain)
    if let fallback, !has(key) {
      _ = node(key)
      assume(.number(fallback), for: key)
      return fallback
    }
    guard let node = requiredNode(key, remedy: measure.remedy) else { return nil }
    return number(node, key, measure)
  }

  /// A number that may be left out.
  public mutating func optionalNumber(_ key: String, _ measure: Measure) -> Double? {
    record(key, .number(measure), isRequired: false)
    return node(key).flatMap { number($0, key, measure) }
  }

  /// A whole number that has to be given, or has a default.
  public mutating func count(
    _ key: String, _ measure: Measure, default fallback: Int? = nil
  ) -> Int? {
    number(key, measure, default: fallback.map(Double.init)).flatMap { Int(exactly: $0) }
  }

  /// Numbers: a list in brackets, or `0|8|16`.
  ///
  /// - Parameter inOrder: Whether another order would mean something else, as in shares by year.
  public mutating func numbers(
    _ key: String, _ measure: Measure, inOrder: Bool = false
  ) -> [Double]? {
    record(key, .numbers(measure), isRequired: true)
    guard let node = requiredNode(key, remedy: measure.remedy) else { return nil }
    let parts: [DocumentNode]
    switch node.content {
    case .sequence(let elements): parts = elements
    case .scalar(let text, _):
      parts = text.split(separator: "|", omittingEmptySubsequences: false).map {
        DocumentNode(text: String($0), at: node.location)
      }
    case .mapping:
      note(
        "is a group of keys where a list is needed", of: key, remedy: "write [a, b] or a|b")
      return nil
    }
    if parts.isEmpty { note("is an empty list", of: key, remedy: measure.remedy) }
    let values = parts.compactMap { number($0, key, measure, allowsInterval: false) }
    if values.isEmpty || values.count < parts.count { return nil }
    record(.numbers(inOrder ? values : Set(values).sorted()), for: key)
    return values
  }

  /// Text that has to be given, or has a default.
  public mutating func text(_ key: String, default fallback: String? = nil) -> String? {
    record(key, .text, isRequired: fallback == nil, default: fallback)
    if let fallback, !has(key) {
      _ = node(key)
      assume(.text(fallback), for: key)
      return fallback
    }
    guard let node = requiredNode(key, remedy: "give it a text") else { return nil }
    return text(node, key)
  }

  /// Text that may be left out.
  public mutating func optionalText(_ key: String) -> String? {
    record(key, .text, isRequired: false)
    return node(key).flatMap { text($0, key) }
  }

  /// One text, or several in brackets; `nil` if not given or after a problem.
  public mutating func texts(_ key: String) -> [String]? {
    record(key, .texts, isRequired: false)
    guard let node = node(key) else { return nil }
    let texts = (node.elements ?? [node]).map { text($0, key) }
    if texts.isEmpty { note("is an empty list", of: key, remedy: "give a text, or several") }
    if texts.isEmpty || texts.contains(nil) { return nil }
    if node.elements != nil { record(.words(Set(texts.compactMap(\.self)).sorted()), for: key) }
    return texts.compactMap(\.self)
  }

  /// One of a few words.
  public mutating func choice(
    _ key: String, among words: [String], default fallback: String? = nil
  ) -> String? {
    record(key, .choice(words), isRequired: fallback == nil, default: fallback)
    if let fallback, !has(key) {
      _ = node(key)
      assume(.text(fallback), for: key)
      return fallback
    }
    let list = words.joined(separator: ", ")
    guard let node = requiredNode(key, remedy: "give one of \(list)"),
      let word = text(node, key)
    else { return nil }
    if words.contains(word) { return word }
    note(
      "is not one of \(list)", of: key, value: word,
      remedy: nearestName(to: word, among: words).map { "did you mean \($0)?" } ?? "choose one")
    return nil
  }

  /// Words from a few, as a list in brackets or `a|b`; `nil` if not given or after a problem.
  public mutating func words(_ key: String, among known: [String]) -> [String]? {
    record(key, .words(known), isRequired: false)
    guard let node = node(key) else { return nil }
    let words: [String?] =
      node.elements.map { $0.map(\.text) }
      ?? (node.text ?? "").split(separator: "|").map { String($0.filter { $0 != " " }) }
    var isGood = true
    for word in words where word.map({ !known.contains($0) }) ?? true {
      isGood = false
      let list = known.joined(separator: ", ")
      note(
        "holds what is not one of \(list)", of: key, value: word,
        remedy: word.flatMap { nearestName(to: $0, among: known) }.map { "did you mean \($0)?" }
          ?? "choose from these")
    }
    if !isGood { return nil }
    record(.words(Set(words.compactMap(\.self)).sorted()), for: key)
    return words.compactMap { $0 }
  }

  /// A yes or no; `true`, `false`, `yes` and `no` are understood.
  public mutating func flag(_ key: String, default fallback: Bool) -> Bool? {
    record(key, .flag, isRequired: false, default: String(fallback))
    guard let node = node(key) else {
      assume(.flag(fallback), for: key)
      return fallback
    }
    let words = ["true": true, "yes": true, "false": false, "no": false]
    guard let flag = node.text.flatMap({ words[$0.lowercased()] }) else {
      note("is neither true nor false", of: key, value: node.text, remedy: "write true or false")
      return nil
    }
    record(.flag(flag), for: key)
    return flag
  }

  /// A cursor over the group below a key; `nil` if it is not given.
  public mutating func section(_ key: String, sensitive: Set<String> = []) -> Section? {
    record(key, .group, isRequired: false)
    return node(key).map { nested($0, path: pathOf(key), sensitive: sensitive) }
  }

  /// A cursor over the group below a key that has to be given; `remedy` says what to do if it is not.
  public mutating func requiredSection(_ key: String, remedy: String) -> Section? {
    record(key, .group, isRequired: true)
    return requiredNode(key, remedy: remedy).map { nested($0, path: pathOf(key)) }
  }

  /// The same, and one without keys where the group is not given: its defaults are read.
  public mutating func group(_ key: String) -> Section {
    section(key) ?? nested(DocumentNode(.mapping([]), at: location), path: pathOf(key))
  }

  private mutating func number(
    _ node: DocumentNode, _ key: String, _ measure: Measure, allowsInterval: Bool = true
  ) -> Double? {
    guard let text = node.text else {
      note(
        "is \(node.kindName) where one number is needed", of: key, remedy: measure.remedy)
      return nil
    }
    do throws(NumberText.Fault) {
      switch try NumberText(text, as: measure) {
      case .point(let value):
        if allowsInterval { record(.number(value), for: key) }
        return value
      case .interval(let interval) where allowsInterval:
        record(.interval(interval), for: key)
        intervals.append(UncertainValue(path: pathOf(key), interval: interval))
        return interval.median
      case .interval:
        throw NumberText.Fault(problem: "is an interval where one number is needed")
      }
    } catch {
      log.add(
        Diagnostic(
          error.problem, at: node.location, key: pathOf(key),
          value: isSensitive(key) ? .withheld : .text(text),
          remedy: error.remedy ?? measure.remedy))
      return nil
    }
  }

  private mutating func text(_ node: DocumentNode, _ key: String) -> String? {
    guard let text = node.text else {
      note("is \(node.kindName) where one text is needed", of: key, remedy: "give a single value")
      return nil
    }
    if text.unicodeScalars.count > 256 {
      note("is longer than 256 characters", of: key, value: text, remedy: "shorten it")
      return nil
    }
    record(.text(text), for: key)
    return text
  }
}

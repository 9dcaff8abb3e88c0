/// Names of nodes in order, kept as runs such as `gpu[001-128]`: a million names take no more than one.
///
/// Reads and writes the host lists of Slurm: names with commas between them, each with any number of
/// brackets that hold numbers and ranges (`r[1-2]n[01-18,20]`). Digits keep their leading zeros.
public struct HostNames: Hashable, Sendable {
  /// Names that differ by a number, one after the other; a single name has no number.
  public struct Run: Hashable, Sendable {
    /// What stands before the number.
    public var prefix: String
    /// The numbers; nil for a name without.
    public var numbers: ClosedRange<Int>?
    /// Digits of the number at least, filled up with zeros.
    public var width: Int
    /// What stands after the number.
    public var suffix: String

    /// A run.
    public init(prefix: String, numbers: ClosedRange<Int>?, width: Int, suffix: String) {
      self.prefix = prefix
      self.numbers = numbers
      self.width = width
      self.suffix = suffix
    }

    /// How many names.
    public var count: Int { numbers?.count ?? 1 }

    /// At which position from 0 a name stands; nil if it does not.
    public func position(of name: String) -> Int? {
      guard let numbers else { return name == prefix ? 0 : nil }
      guard name.hasPrefix(prefix), name.hasSuffix(suffix),
        name.utf8.count > prefix.utf8.count + suffix.utf8.count,
        let number = Int(name.dropFirst(prefix.count).dropLast(suffix.count)),
        numbers.contains(number)
      else { return nil }
      // Leading zeros tell names apart.
      let position = number - numbers.lowerBound
      return self.name(at: position) == name ? position : nil
    }

    /// The name at a position from 0.
    public func name(at position: Int) -> String {
      guard let numbers else { return prefix }
      let digits = String(numbers.lowerBound + position)
      return prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits + suffix
    }
  }

  /// The runs, in order.
  public private(set) var runs: [Run] = []
  /// How many names.
  public private(set) var count = 0

  /// The largest number of names in one list: 1,000,000.
  public static let limit = 1_000_000

  // Brackets in one name, and names that all of them but the last may make: those are written out.
  private static let bracketLimit = 8
  private static let expansionLimit = 1 << 16

  /// No names.
  public init() {}

  /// One name, whatever its characters.
  public init(one name: String) { append(one: name) }

  /// Whether there is no name.
  public var isEmpty: Bool { count == 0 }

  /// Adds a run of numbered names.
  public mutating func append(_ run: Run) {
    count += run.count
    var run = run
    if run.width > 1, let first = run.numbers?.lowerBound, String(first).count >= run.width {
      // No zero stands in front: equal names are equal, however they came to be.
      run.width = 1
    }
    // A number that fills the width by itself looks the same without zeros.
    if let last = runs.last, let range = last.numbers, let next = run.numbers,
      range.upperBound &+ 1 == next.lowerBound, last.prefix == run.prefix,
      last.suffix == run.suffix,
      last.width == run.width || run.width == 1 && String(next.lowerBound).count >= last.width
    {
      runs[runs.count - 1].numbers = range.lowerBound...next.upperBound
    } else {
      runs.append(run)
    }
  }

  /// Adds names at the end.
  public mutating func append(_ names: HostNames) {
    for run in names.runs { append(run) }
  }

  /// Adds one name; its last digits become the number of a run, so that neighbours join.
  public mutating func append(one name: String) {
    let bytes = Array(name.utf8)
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    guard let last = bytes.lastIndex(where: isDigit) else {
      return append(Run(prefix: name, numbers: nil, width: 0, suffix: ""))
    }
    var first = last
    while first > 0, isDigit(bytes[first - 1]), last - first < 8 { first -= 1 }
    let number = bytes[first...last].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let width = bytes[first] == 0x30 && last > first ? last - first + 1 : 1
    append(
      Run(
        prefix: String(decoding: bytes[..<first], as: UTF8.self), numbers: number...number,
        width: width, suffix: String(decoding: bytes[(last + 1)...], as: UTF8.self)))
  }

  /// The names in a range of positions.
  public subscript(range: Range<Int>) -> HostNames {
    var names = HostNames()
    var start = 0
    for run in runs {
      let end = start + run.count
      let lower = max(start, range.lowerBound)
      let upper = min(end, range.upperBound)
      if lower < upper {
        var part = run
        part.numbers = run.numbers.map {
          $0.lowerBound + (lower - start)...$0.lowerBound + (upper - start - 1)
        }
        names.append(part)
      }
      start = end
    }
    return names
  }

  /// The name at a position; linear in the runs.
  public subscript(position: Int) -> String {
    var left = position
    for run in runs {
      if left < run.count { return run.name(at: left) }
      left -= run.count
    }
    preconditionFailure("position \(position) is beyond the \(count) names")
  }

  /// Where a name stands; nil if it does not.
  ///
  /// Linear in the runs.
  public func firstIndex(of name: String) -> Int? {
    var start = 0
    for run in runs {
      if let position = run.position(of: name) { return start + position }
      start += run.count
    }
    return nil
  }

  /// Every name, made one after the other.
  public var names: some Sequence<String> {
    runs.lazy.flatMap { run in (0..<run.count).lazy.map { run.name(at: $0) } }
  }
}

extension HostNames: CustomStringConvertible {
  /// The list in Slurm's notation; reads back as the same names.
  public var description: String {
    var words: [String] = []
    var index = 0
    while index < runs.count {
      let run = runs[index]
      guard run.numbers != nil else {
        words.append(run.prefix)
        index += 1
        continue
      }
      var end = index + 1
      while end < runs.count, runs[end].numbers != nil, runs[end].prefix == run.prefix,
        runs[end].suffix == run.suffix
      {
        end += 1
      }
      words.append(Self.word(runs[index..<end]))
      index = end
    }
    return words.joined(separator: ",")
  }

  // Runs of one prefix and suffix.
  private static func word(_ runs: ArraySlice<Run>) -> String {
    let run = runs[runs.startIndex]
    if runs.count == 1, run.count == 1 { return run.name(at: 0) }
    let ranges = runs.compactMap { run in
      run.numbers.map { numbers in
        let digits = [numbers.lowerBound, numbers.upperBound].map { number in
          let text = String(number)
          return String(repeating: "0", count: max(0, run.width - text.count)) + text
        }
        return numbers.count == 1 ? digits[0] : digits.joined(separator: "-")
      }
    }
    return "\(run.prefix)[\(ranges.joined(separator: ","))]\(run.suffix)"
  }
}

extension HostNames {
  /// Why a text is no host list, and what to do.
  public struct Fault: Error, Hashable, Sendable {
    /// What is wrong.
    public var problem: String
    /// What to do, as an imperative.
    public var remedy: String
  }

  /// Reads a host list in Slurm's notation.
  ///
  /// Does not expand it: a range is one run. Commas and spaces part names.
  /// - Throws: Brackets that do not close or hold no numbers, ranges that run downwards, names that
  ///   begin with a bracket's remains, more than ``limit`` names.
  public init(_ text: String) throws(Fault) {
    for word in try Self.words(of: text) { try append(word: word) }
  }

  // Cuts at the commas that are in no bracket.
  private static func words(of text: String) throws(Fault) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    var isInside = false
    for index in text.indices {
      switch text[index] {
      case "[":
        if isInside {
          throw Fault(problem: "has a bracket in a bracket", remedy: "write such as n[1-4,8]")
        }
        isInside = true
      case "]":
        if !isInside {
          throw Fault(problem: "closes a bracket that is not open", remedy: Self.remedy)
        }
        isInside = false
      case ",", " ", "\t":
        if !isInside {
          words.append(text[start..<index])
          start = text.index(after: index)
        }
      default: break
      }
    }
    if isInside { throw Fault(problem: "has a bracket that does not close", remedy: Self.remedy) }
    words.append(text[start...])
    return words.filter { !$0.isEmpty }
  }

  private static let remedy = "write such as node[01-16] or n[1-4,8]"

  // One word: text and brackets in turn. All brackets but the last are expanded.
  private mutating func append(word: Substring) throws(Fault) {
    var fixed: [Substring] = []
    var ranges: [[Run]] = []
    var rest = word
    while let open = rest.firstIndex(of: "[") {
      let close = rest[open...].firstIndex(of: "]") ?? rest.index(before: rest.endIndex)
      if fixed.count == Self.bracketLimit {
        throw Fault(
          problem: "has more than \(Self.bracketLimit) brackets in one name", remedy: Self.remedy)
      }
      fixed.append(rest[..<open])
      ranges.append(try Self.ranges(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    guard let last = ranges.last else { return append(one: String(word)) }
    var total = 1
    var expanded = 1
    for range in ranges {
      // Bounded at each step, because a text may hold a million ranges of a billion.
      let size = range.reduce(0) { min($0 + $1.count, Self.limit + 1) }
      expanded = total
      total = min(total * size, Self.limit + 1)
    }
    if count + total > Self.limit {
      throw Fault(
        problem: "is of more than \(Self.limit) names", remedy: "check the ranges, or split it")
    }
    if expanded > Self.expansionLimit {
      throw Fault(
        problem: "makes more than \(Self.expansionLimit) names before the last bracket",
        remedy: "put the longest range into the last bracket, or split it")
    }
    var prefixes = [String(fixed[0])]
    for (index, range) in ranges.dropLast().enumerated() {
      prefixes = prefixes.flatMap { prefix in
        range.flatMap { run in
          (0..<run.count).map { prefix + run.name(at: $0) + String(fixed[index + 1]) }
        }
      }
    }
    for prefix in prefixes {
      for run in last {
        append(
          Run(prefix: prefix, numbers: run.numbers, width: run.width, suffix: String(rest)))
      }
    }
  }

  // What a bracket holds: 1-4,08.
  private static func ranges(_ text: Substring) throws(Fault) -> [Run] {
    var runs: [Run] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard let low = number(ends[0]), let high = number(ends[ends.count - 1]) else {
        throw Fault(
          problem: "holds [\(part.prefix(40))], which is no range of numbers", remedy: remedy)
      }
      if low > high {
        throw Fault(
          problem: "holds a range that runs downwards, \(part.prefix(40))",
          remedy: "write the smaller number first")
      }
      let width = ends[0].first == "0" && ends[0].count > 1 ? ends[0].count : 1
      runs.append(Run(prefix: "", numbers: low...high, width: width, suffix: ""))
    }
    return runs
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 9,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }
}

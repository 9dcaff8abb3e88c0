internal import Topology

/// Which of several lists hold a name, without writing the names out.
///
/// A name is the same however its list writes it: `n1[2-3]` and `n[12-13]`, `n[8-12]` and
/// `n08,n09,n[10-12]` as far as they go. Each name becomes its last digits (nine at most) between
/// what stands before and after; names of the same surroundings and number of digits then are
/// intervals, and lists meet where intervals do.
struct HostSpans {
  /// Names of which the same lists speak.
  struct Piece: Hashable {
    /// The names; one run.
    var hosts: HostNames
    /// The lists, in order of entering; one that names it twice is there twice.
    var owners: [Int]
  }

  private struct Surroundings: Hashable {
    var prefix: String
    var suffix: String
    var digits: Int
  }

  private struct Span {
    var family: Int
    var numbers: ClosedRange<Int>
    var owner: Int
  }

  private var families: [Surroundings: Int] = [:]
  private var surroundings: [Surroundings] = []
  private var spans: [Span] = []

  /// How many owners all pieces together may have before ``pieces()`` gives up.
  static let limit = 4_000_000

  /// Enters a list.
  mutating func insert(_ hosts: HostNames, owner: Int) {
    for run in hosts.runs { insert(run, owner: owner) }
  }

  /// Enters the names of one run.
  mutating func insert(_ run: HostNames.Run, owner: Int) {
    guard let numbers = run.numbers else {
      return insert(Array(run.prefix.utf8)[...], owner: owner)
    }
    if run.suffix.utf8.contains(where: Self.isDigit) {
      for position in 0..<run.count {
        insert(Array(run.name(at: position).utf8)[...], owner: owner)
      }
      return
    }
    var lower = numbers.lowerBound
    var digits = max(run.width, String(lower).utf8.count)
    while lower <= numbers.upperBound {
      let upper = min(numbers.upperBound, digits < 19 ? Self.power(digits) - 1 : .max - 1)
      insert(
        prefix: run.prefix, digits: digits, numbers: lower...upper, suffix: run.suffix,
        owner: owner)
      (lower, digits) = (upper + 1, digits + 1)
    }
  }

  // A name whose last digits are not known.
  private mutating func insert(_ name: ArraySlice<UInt8>, owner: Int) {
    guard let last = name.lastIndex(where: Self.isDigit) else {
      return insert(
        Surroundings(prefix: String(decoding: name, as: UTF8.self), suffix: "", digits: 0),
        0...0, owner: owner)
    }
    var first = last
    while first > name.startIndex, Self.isDigit(name[first - 1]), last - first < 8 { first -= 1 }
    let number = name[first...last].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    insert(
      Surroundings(
        prefix: String(decoding: name[..<first], as: UTF8.self),
        suffix: String(decoding: name[(last + 1)...], as: UTF8.self), digits: last - first + 1),
      number...number, owner: owner)
  }

  // Digits at the end of the prefix belong to the number.
  private mutating func insert(
    prefix: String, digits: Int, numbers: ClosedRange<Int>, suffix: String, owner: Int
  ) {
    let tail =
      digits < 9 ? prefix.utf8.reversed().prefix(9 - digits).prefix(while: Self.isDigit) : []
    if tail.isEmpty {
      return insert(
        Surroundings(prefix: prefix, suffix: suffix, digits: digits), numbers, owner: owner)
    }
    let base = tail.reversed().reduce(0) { $0 * 10 + Int($1 - 0x30) } * Self.power(digits)
    insert(
      Surroundings(
        prefix: String(decoding: prefix.utf8.dropLast(tail.count), as: UTF8.self), suffix: suffix,
        digits: digits + tail.count),
      base + numbers.lowerBound...base + numbers.upperBound, owner: owner)
  }

  private mutating func insert(
    _ surroundings: Surroundings, _ numbers: ClosedRange<Int>, owner: Int
  ) {
    let next = families.count
    let family = families[surroundings] ?? next
    if family == next {
      families[surroundings] = next
      self.surroundings.append(surroundings)
    }
    spans.append(Span(family: family, numbers: numbers, owner: owner))
  }

  /// All names, in pieces that the same lists hold, by family in order of entering, then by number.
  ///
  /// Takes n log n, and what overlapping lists cost. Nil if lists overlap so often that the pieces
  /// would hold more than ``limit`` owners.
  func pieces() -> [Piece]? {
    let sorted = spans.enumerated().sorted {
      ($0.element.family, $0.element.numbers.lowerBound, $0.offset)
        < ($1.element.family, $1.element.numbers.lowerBound, $1.offset)
    }.map(\.element)
    var pieces: [Piece] = []
    pieces.reserveCapacity(sorted.count)
    var size = 0
    var start = 0
    while start < sorted.count {
      // Spans that overlap, directly or through others.
      var upper = sorted[start].numbers.upperBound
      var end = start + 1
      while end < sorted.count, sorted[end].family == sorted[start].family,
        sorted[end].numbers.lowerBound <= upper
      {
        upper = max(upper, sorted[end].numbers.upperBound)
        end += 1
      }
      if end == start + 1 {
        pieces.append(piece(sorted[start].family, sorted[start].numbers, [sorted[start].owner]))
        size += 1
      } else if !cut(sorted[start..<end], into: &pieces, size: &size) {
        return nil
      }
      start = end
    }
    return pieces
  }

  // Cuts overlapping spans of one family where any of them begins or ends.
  private func cut(
    _ spans: ArraySlice<Span>, into pieces: inout [Piece], size: inout Int
  ) -> Bool {
    let cuts = Set(spans.flatMap { [$0.numbers.lowerBound, $0.numbers.upperBound + 1] }).sorted()
    var active: [Span] = []
    var next = spans.startIndex
    for (lower, after) in zip(cuts, cuts.dropFirst()) {
      active.removeAll { $0.numbers.upperBound < lower }
      while next < spans.endIndex, spans[next].numbers.lowerBound == lower {
        active.append(spans[next])
        next += 1
      }
      if active.isEmpty { continue }
      size += active.count
      if size > Self.limit { return false }
      pieces.append(piece(active[0].family, lower...after - 1, active.map(\.owner).sorted()))
    }
    return true
  }

  private func piece(_ family: Int, _ numbers: ClosedRange<Int>, _ owners: [Int]) -> Piece {
    let around = surroundings[family]
    let isPadded = String(numbers.lowerBound).utf8.count < around.digits
    var hosts = HostNames()
    hosts.append(
      HostNames.Run(
        prefix: around.prefix, numbers: around.digits == 0 ? nil : numbers,
        width: around.digits == 0 ? 0 : isPadded ? around.digits : 1, suffix: around.suffix))
    return Piece(hosts: hosts, owners: owners)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func power(_ exponent: Int) -> Int {
    (0..<min(exponent, 18)).reduce(1) { power, _ in power * 10 }
  }
}

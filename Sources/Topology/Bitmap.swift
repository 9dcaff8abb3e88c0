/// A set of small whole numbers: the indices of hardware threads or of NUMA nodes.
///
/// Equal sets are equal values. Memory and time are linear in the largest member divided by 64.
public struct Bitmap: Hashable, Sendable, CustomStringConvertible {
  /// Bit i of word w stands for 64 w + i; the last word is never zero.
  public private(set) var words: [UInt64]

  /// The empty set.
  public init() { words = [] }

  /// The set whose member 64 w + i is bit i of word w.
  public init(words: [UInt64]) {
    self.words = words
    trim()
  }

  /// The set of `members`, none of them negative.
  public init(_ members: some Sequence<Int>) {
    words = []
    for member in members { insert(member) }
  }

  /// Adds a member that is not negative.
  public mutating func insert(_ member: Int) {
    precondition(member >= 0, "a bitmap holds no negative numbers")
    let word = member / 64
    if word >= words.count {
      words += [UInt64](repeating: 0, count: word + 1 - words.count)
    }
    words[word] |= 1 << UInt64(member % 64)
  }

  /// Whether the set has no members.
  public var isEmpty: Bool { words.isEmpty }

  /// The number of members.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// How many 64-bit words the set takes.
  public var wordCount: Int { words.count }

  /// The smallest member.
  public var first: Int? {
    words.firstIndex { $0 != 0 }.map { 64 * $0 + words[$0].trailingZeroBitCount }
  }

  /// Whether `member` is in the set.
  public func contains(_ member: Int) -> Bool {
    member >= 0 && member / 64 < words.count
      && words[member / 64] & (1 << UInt64(member % 64)) != 0
  }

  /// Whether all members are in `other`.
  public func isSubset(of other: Bitmap) -> Bool {
    words.count <= other.words.count && zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
  }

  /// The members that are also in `other`.
  public func intersection(_ other: Bitmap) -> Bitmap {
    Bitmap(words: zip(words, other.words).map { $0 & $1 })
  }

  /// The members that are not in `other`.
  public func subtracting(_ other: Bitmap) -> Bitmap {
    var result = self
    for (index, word) in other.words.prefix(words.count).enumerated() {
      result.words[index] &= ~word
    }
    result.trim()
    return result
  }

  /// The members of either set.
  public func union(_ other: Bitmap) -> Bitmap {
    let (short, long) = words.count < other.words.count ? (self, other) : (other, self)
    var result = long
    for (index, word) in short.words.enumerated() { result.words[index] |= word }
    return result
  }

  /// The set of the numbers in `range`, none of them negative.
  public init(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0, "a bitmap holds no negative numbers")
    if range.isEmpty {
      self.init()
      return
    }
    var words = [UInt64](repeating: 0, count: (range.upperBound + 63) / 64)
    for word in range.lowerBound / 64..<words.count { words[word] = .max }
    words[range.lowerBound / 64] &= .max << UInt64(range.lowerBound % 64)
    let rest = range.upperBound % 64
    if rest > 0 { words[words.count - 1] &= (1 << UInt64(rest)) - 1 }
    self.init(words: words)
  }

  /// The members, ascending.
  public var members: [Int] {
    var members: [Int] = []
    members.reserveCapacity(count)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        members.append(64 * index + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return members
  }

  /// Ranges as Linux writes them: `0-3,8,10-11`; empty for the empty set.
  public var description: String {
    var ranges: [ClosedRange<Int>] = []
    for member in members {
      if let last = ranges.last, last.upperBound == member - 1 {
        ranges[ranges.count - 1] = last.lowerBound...member
      } else {
        ranges.append(member...member)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  private mutating func trim() {
    while words.last == 0 { words.removeLast() }
  }
}

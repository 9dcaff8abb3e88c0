internal import Kernels

/// How many claimants have each pattern.
///
/// Counted where patterns are few, listed where they are many: what all of one pattern use together is
/// then looked up once.
struct PatternCounts {
  private var counts: [Int32]
  private var listed: [Int32] = []
  /// Patterns that are counted.
  private static let most = 2048

  /// Nobody yet.
  init(_ patterns: UsePatterns) {
    counts = patterns.count <= Self.most ? [Int32](repeating: 0, count: patterns.count) : []
  }

  /// Counts some claimants' best options.
  mutating func add(_ gains: ClaimantGains, _ count: Int) {
    if counts.isEmpty {
      for place in 0..<count { listed.append(Int32(truncatingIfNeeded: gains.pattern(place))) }
    } else {
      var counts = counts.mutableSpan
      for place in 0..<count { counts[gains.pattern(place)] &+= 1 }
    }
  }

  /// Every pattern that somebody has, and how many claimants at once.
  func forEach(_ body: (_ pattern: Int, _ count: Int) -> Void) {
    for (pattern, count) in counts.enumerated() where count > 0 { body(pattern, Int(count)) }
    for pattern in listed { body(Int(pattern), 1) }
  }
}

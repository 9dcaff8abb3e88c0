public import Documents

/// Which instance of the reference generator: its size, its seed and which rules it has.
public struct ReferenceShape: Hashable, Sendable, CustomStringConvertible {
  /// Claimants, N.
  public let claimants: Int
  /// Grant levels of each pool, none included, L.
  public let levels: Int
  /// Pools, K.
  public let pools: Int
  /// From which all draws follow.
  public let seed: UInt64
  /// Whether one more row, power, is shared by all pools.
  public let isShared: Bool
  /// Whether grants come in blocks of 1, 2, 4 or 8 nodes, one size per claimant.
  public let isInBlocks: Bool

  /// Options of each claimant when none is forbidden.
  public var optionsEach: Int { 1 + pools * (levels - 1) }

  /// `N,L,K,seed`.
  public var description: String { "\(claimants),\(levels),\(pools),\(seed)" }

  // Twelve bytes each: what this machine's memory may hold.
  private static let optionLimit = 1 << 27

  /// Reads `N,L,K,seed`.
  ///
  /// - Parameters:
  ///   - text: As on the command line.
  ///   - isShared: Whether there is the shared row.
  ///   - isInBlocks: Whether grants come in blocks.
  ///   - place: Where diagnostics place it.
  /// - Throws: What is wrong with it.
  public init(
    _ text: String, isShared: Bool, isInBlocks: Bool, at place: SourceLocation
  ) throws(Diagnostics) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard numbers.count == 4, let seed = UInt64(numbers[3]) else {
      throw Self.problem("is not N,L,K,seed", text, at: place)
    }
    var log = DiagnosticLog()
    func read(_ index: Int, _ noun: String, _ range: ClosedRange<Int>) -> Int {
      if let number = Int(numbers[index]), range.contains(number) { return number }
      log.add(
        Diagnostic(
          "\(noun) are \(range.lowerBound) to \(range.upperBound)", at: place,
          value: .text(numbers[index]), remedy: Self.remedy))
      return range.lowerBound
    }
    claimants = read(0, "claimants (N)", 1...10_000_000)
    levels = read(1, "levels (L)", 2...4096)
    pools = read(2, "pools (K)", 1...(isShared ? 63 : 64))
    try log.throwIfAny()
    (self.seed, self.isShared, self.isInBlocks) = (seed, isShared, isInBlocks)
    if claimants * optionsEach > Self.optionLimit {
      throw Self.problem("has more than \(Self.optionLimit) options", text, at: place)
    }
  }

  private static let remedy = "give claimants, levels, pools and a seed, such as 1000,16,4,1"

  private static func problem(
    _ problem: String, _ text: String, at place: SourceLocation
  ) -> Diagnostics {
    Diagnostics(problem, at: place, value: .text(text), remedy: remedy)
  }
}

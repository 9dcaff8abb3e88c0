/// Reads what the options of a table gain at some prices; valid while it is lent.
///
/// Whoever asks for many claimants at once pays for nothing but the passes.
@safe package struct GainReader {
  private let table: KernelTable
  private let claimants: Int
  private let options: Int
  private let start: UnsafePointer<Int>
  private let value: UnsafePointer<Int64>
  private let pattern: UnsafePointer<Int32>
  private let run: UnsafePointer<Int32>
  private let penalty: UnsafePointer<Double>
  private let rises: (first: UnsafePointer<Float>, patterns: Int, rows: Int)?

  fileprivate init(
    _ table: KernelTable, claimants: Int, options: Int, _ start: UnsafePointer<Int>,
    _ value: UnsafePointer<Int64>, _ pattern: UnsafePointer<Int32>, _ run: UnsafePointer<Int32>,
    _ penalty: UnsafePointer<Double>,
    _ rises: (first: UnsafePointer<Float>, patterns: Int, rows: Int)?
  ) {
    self.table = table
    self.claimants = claimants
    self.options = options
    unsafe self.start = start
    unsafe self.value = value
    unsafe self.pattern = pattern
    unsafe self.run = run
    unsafe self.penalty = penalty
    unsafe self.rises = rises
  }

  /// What an option gains.
  @inline(__always)
  package func gain(_ option: Int) -> Double {
    precondition(option >= 0 && option < options)
    return unsafe Double(value[option]) - penalty[Int(pattern[option])]
  }

  /// What the options of some claimants gain.
  ///
  /// The plain twin is ``RaggedOptions/gainReference(_:penalty:)``; every kernel gives its bits.
  /// - Parameters:
  ///   - places: At most ``ClaimantGains/most``, among `0 ..< sample`.
  ///   - sample: Place p is claimant `p · claimants / sample`.
  ///   - gains: Where to write, from 0 on.
  package func findGains(_ places: Range<Int>, sample: Int, into gains: ClaimantGains) {
    precondition(places.count <= ClaimantGains.most && places.lowerBound >= 0)
    precondition(places.upperBound <= sample && sample <= claimants)
    var (from, run) = unsafe (start + places.lowerBound, run + places.lowerBound)
    var to = unsafe from + 1
    if sample < claimants {
      for (index, place) in places.enumerated() {
        let claimant = place * claimants / sample
        unsafe gains.start[index] = start[claimant]
        unsafe gains.end[index] = start[claimant + 1]
        unsafe gains.run[index] = self.run[claimant]
      }
      unsafe from = UnsafePointer(gains.start)
      unsafe to = UnsafePointer(gains.end)
      unsafe run = UnsafePointer(gains.run)
    }
    // A pointer does not keep its memory alive.
    withExtendedLifetime(gains) {
      gains.worth = unsafe table.gain(
        value, pattern, options, run, penalty, from, to, places.count, gains.lanes.pointer,
        gains.greatest, gains.next, gains.option, gains.kind)
    }
  }

  /// Of the claimants that are watched, the options whose gain, with what its price may rise, reaches
  /// what is asked.
  ///
  /// The plain twin is ``RaggedOptions/nearReference(_:penalty:rise:least:)``.
  /// - Parameter gains: Knows who is watched, and learns what is found.
  package func findNear(in gains: ClaimantGains) {
    guard let rises = unsafe rises else { preconditionFailure("no rises given") }
    var room = 0
    for number in 0..<gains.watched {
      let (claimant, row) = unsafe (gains.claimant[number], Int(gains.row[number]))
      precondition(claimant >= 0 && claimant < claimants)
      unsafe precondition(row >= 0 && row < rises.rows)
      unsafe room += start[claimant + 1] - start[claimant]
    }
    gains.reserveNear(room)
    withExtendedLifetime(gains) {
      unsafe table.near(
        value, pattern, options, start, run, penalty, rises.first, rises.patterns, gains.claimant,
        gains.row, gains.least, gains.watched, gains.near, gains.nearEnd)
    }
  }
}

extension RaggedOptions {
  /// Lends a reader of gains.
  ///
  /// - Parameters:
  ///   - penalty: What patterns cost, in the unit of the values; every pattern is known to it.
  ///   - rises: How far patterns' prices may rise, as many patterns.
  ///   - kernel: Whose instructions; all give the same bits.
  ///   - body: Must not keep the reader.
  package func read<Result>(
    at penalty: PatternPenalties, rises: PatternRises? = nil, by kernel: Kernel,
    _ body: (GainReader) -> Result
  ) -> Result {
    precondition(rises.map { $0.patterns == penalty.count } ?? true)
    return withExtendedLifetime((penalty, rises)) {
      unsafe start.withUnsafeBufferPointer { start in
        unsafe value.withUnsafeBufferPointer { value in
          unsafe pattern.withUnsafeBufferPointer { pattern in
            unsafe run.withUnsafeBufferPointer { run in
              // A table has an option at least.
              unsafe body(
                GainReader(
                  kernel.table, claimants: claimants, options: value.count,
                  start.baseAddress.unsafelyUnwrapped, value.baseAddress.unsafelyUnwrapped,
                  pattern.baseAddress.unsafelyUnwrapped, run.baseAddress.unsafelyUnwrapped,
                  penalty.numbers.pointer,
                  rises.map { unsafe (UnsafePointer($0.numbers.pointer), $0.patterns, $0.rows) }))
            }
          }
        }
      }
    }
  }
}

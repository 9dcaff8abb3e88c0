internal import Kernels

/// The distribution of a sum of promises over all whole units up to a cut.
///
/// O(promises · cut / lanes). Nothing is subtracted, so every chance keeps its relative accuracy; edges
/// below ``least`` are dropped, because numbers that are nearly zero are slow.
struct DenseSums {
  /// Chances below this are nothing.
  static let least = 1e-290

  private var row: ConvolutionRow
  /// Sums outside have no chance.
  private var span: Range<Int>
  private let cut: Int
  /// The chance that the sum passes the cut.
  private(set) var over = 0.0

  /// The sum of nothing.
  ///
  /// - Parameters:
  ///   - cut: Sums up to this are kept, in units.
  ///   - longest: No promise is longer, in units.
  init(upTo cut: Int, longest: Int64) {
    self.cut = cut
    row = ConvolutionRow(count: cut + 1, reach: 2 * Int(min(longest, Int64(cut) + 1)))
    span = 0..<1
  }

  /// The chance of each sum `0...cut`.
  var chances: ArraySlice<Double> { row.chances }

  /// Adds independent promises, best in ascending order, with amounts in multiples of `unit`.
  mutating func add(_ promises: some Collection<Promise>, unit: Int64) {
    var waiting: (chance: Double, amount: Int)?
    for promise in promises {
      let next = (
        chance: promise.probability, amount: Int(min(promise.amount / unit, Int64(cut) + 1))
      )
      if let first = waiting {
        add(first, next)
        waiting = nil
      } else {
        waiting = next
      }
    }
    if let first = waiting { add(first, (0, 0)) }
  }

  private mutating func add(
    _ first: (chance: Double, amount: Int), _ second: (chance: Double, amount: Int)
  ) {
    let (p, r) = (first.chance, second.chance)
    // What passes the cut by the first, and by the second after the first stayed or moved.
    over += p * mass(from: cut + 1 - first.amount)
    over += r * (1 - p) * mass(from: cut + 1 - second.amount)
    let both = mass(from: cut + 1 - first.amount - second.amount, to: cut - first.amount)
    over += r * p * both
    let top = min(cut + 1, span.upperBound + first.amount + second.amount)
    row.add(first, second, sums: span.lowerBound..<top, by: .best)
    span = span.lowerBound..<top
    trim()
  }

  /// Takes out the sums above `room` and returns their chance.
  mutating func absorb(above room: Int) -> Double {
    let first = max(span.lowerBound, room + 1)
    if first >= span.upperBound { return 0 }
    let absorbed = mass(from: first)
    for sum in first..<span.upperBound { row[sum] = 0 }
    span = min(span.lowerBound, first)..<first
    return absorbed
  }

  /// The chance of sums in a range, added from the far end, where chances are small.
  private func mass(from low: Int, to high: Int = .max) -> Double {
    let first = max(low, span.lowerBound)
    var sum = min(high, span.upperBound - 1)
    var total = 0.0
    while sum >= first {
      total += row[sum]
      sum -= 1
    }
    return total
  }

  private mutating func trim() {
    var (low, high) = (span.lowerBound, span.upperBound)
    while low < high && row[low] < Self.least {
      row[low] = 0
      low += 1
    }
    while high > low && row[high - 1] < Self.least {
      row[high - 1] = 0
      high -= 1
    }
    span = low..<high
  }
}

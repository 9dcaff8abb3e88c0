/// A promise that may or may not be called in.
public struct Promise: Hashable, Sendable {
  /// The chance that it is called in, in `0...1`, independent of all others.
  public var probability: Double
  /// What it then uses, in whole units, not negative.
  public var amount: Int64

  /// A promise of `amount` units that is called in with `probability`.
  public init(probability: Double, amount: Int64) {
    self.probability = probability
    self.amount = amount
  }
}

/// The chance that the promises called in need more than there is room for.
///
/// The exact tail of the weighted Poisson-binomial distribution, by convolution one promise at a time.
/// What passes the room is added up as it passes, so that small tails keep their relative accuracy and
/// no probability is ever subtracted. Amounts are counted in their greatest common divisor, and only
/// sums that can be reached are kept. With more than a million reachable sums, amounts are rounded up
/// to a millionth of the room: the answer is then an upper bound, within a fraction of the truth.
/// - Parameters:
///   - promises: Any order; the answer does not depend on it.
///   - room: What there is, in whole units.
/// - Returns: A probability, exactly 0 when all promises fit together.
/// Source: the model, Hoeffding 1956; recursion, Barlow and Heidtmann 1984.
public func overcommitProbability(of promises: [Promise], room: Int64) -> Double {
  var live: [Promise] = []
  var total: Int64 = 0
  for promise in promises {
    precondition((0...1).contains(promise.probability), "probability outside 0...1")
    precondition(promise.amount >= 0, "negative amount")
    if promise.probability == 0 || promise.amount == 0 { continue }
    live.append(promise)
    let sum = total.addingReportingOverflow(promise.amount)
    total = sum.overflow ? .max : sum.partialValue
  }
  if room < 0 { return 1 }
  if total <= room { return 0 }
  live.sort { ($0.amount, $0.probability) < ($1.amount, $1.probability) }
  var distribution = ReachableSums(room: room)
  for promise in live { distribution.add(promise) }
  if let tail = distribution.tail { return min(1, tail) }
  let step = room / ReachableSums.limit + 1
  var coarse = ReachableSums(room: room / step)
  for promise in live {
    let amount = promise.amount / step + (promise.amount % step == 0 ? 0 : 1)
    coarse.add(Promise(probability: promise.probability, amount: amount))
  }
  return min(1, coarse.tail ?? 1)
}

/// The distribution of a sum over the values it can reach within the room, ascending.
private struct ReachableSums {
  /// More sums than this are not kept.
  static let limit: Int64 = 1 << 20

  private let room: Int64
  private var sums: [Int64] = [0]
  private var chances: [Double] = [1]
  private var over = 0.0
  private var isComplete = true

  init(room: Int64) { self.room = room }

  /// The chance of passing the room; nil if there were too many sums to keep.
  var tail: Double? { isComplete ? over : nil }

  /// Convolves with one promise: two ascending runs are merged.
  mutating func add(_ promise: Promise) {
    guard isComplete else { return }
    var mergedSums: [Int64] = []
    var mergedChances: [Double] = []
    mergedSums.reserveCapacity(2 * sums.count)
    mergedChances.reserveCapacity(2 * sums.count)
    let fits = promise.amount > room ? 0 : firstIndex(above: room - promise.amount)
    for index in fits..<sums.count { over += chances[index] * promise.probability }
    var stay = 0
    var move = 0
    while stay < sums.count || move < fits {
      let moved = move < fits ? sums[move] + promise.amount : .max
      let stayed = stay < sums.count ? sums[stay] : .max
      var chance = 0.0
      if stayed <= moved {
        chance += chances[stay] * (1 - promise.probability)
        stay += 1
      }
      if moved <= stayed {
        chance += chances[move] * promise.probability
        move += 1
      }
      mergedSums.append(min(stayed, moved))
      mergedChances.append(chance)
    }
    sums = mergedSums
    chances = mergedChances
    isComplete = Int64(sums.count) <= 2 * Self.limit
  }

  /// How many sums are at most `bound`.
  private func firstIndex(above bound: Int64) -> Int {
    var low = 0
    var high = sums.count
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] <= bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The distribution of a sum over the values it can reach within the room, ascending.
struct ReachableSums {
  /// More sums than this are not kept.
  static let limit = LivePromises.limit

  private let room: Int64
  /// Ascending.
  private(set) var sums: [Int64] = [0]
  /// The chance of each sum.
  private(set) var chances: [Double] = [1]
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

  /// Takes out the sums above `bound` and returns their chance; nil if there were too many to keep.
  mutating func absorb(above bound: Int64) -> Double? {
    guard isComplete else { return nil }
    let first = firstIndex(above: bound)
    var absorbed = 0.0
    for chance in chances[first...].reversed() { absorbed += chance }
    sums.removeSubrange(first...)
    chances.removeSubrange(first...)
    return absorbed
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

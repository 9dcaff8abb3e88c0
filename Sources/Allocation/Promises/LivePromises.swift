/// Promises that matter, in an order of their own, with amounts counted in their common divisor.
struct LivePromises {
  /// Sums that are kept at most; beyond, amounts are rounded.
  static let limit: Int64 = 1 << 20

  /// Ascending amounts, and chances where amounts are equal.
  let promises: [Promise]
  /// All amounts together, or the greatest number there is.
  let total: Int64
  /// Every amount is a multiple of it.
  let unit: Int64

  init(_ promises: [Promise]) {
    var live: [Promise] = []
    var total: Int64 = 0
    var unit: Int64 = 0
    for promise in promises {
      precondition((0...1).contains(promise.probability), "probability outside 0...1")
      precondition(promise.amount >= 0, "negative amount")
      if promise.probability == 0 || promise.amount == 0 { continue }
      live.append(promise)
      let sum = total.addingReportingOverflow(promise.amount)
      total = sum.overflow ? .max : sum.partialValue
      unit = commonDivisor(unit, promise.amount)
    }
    live.sort { ($0.amount, $0.probability) < ($1.amount, $1.probability) }
    self.promises = live
    self.total = total
    self.unit = max(1, unit)
  }

  /// How sums up to a cut are best kept.
  enum Form: Equatable {
    /// Only those that can be reached.
    case reachable
    /// All multiples of the unit.
    case dense
  }

  /// The form for sums up to `cut`: few and far apart, or many.
  func form(upTo cut: Int64) -> Form {
    let width = min(cut, total) / unit + 1
    let reachable = promises.count < 40 ? Int64(1) << Int64(promises.count) : .max
    return width > Self.limit || reachable < width / 16 ? .reachable : .dense
  }

  /// The chance that the sum passes `room`, which is not negative.
  func tail(above room: Int64) -> Double {
    if form(upTo: room) == .reachable {
      var sums = ReachableSums(room: room)
      for promise in promises { sums.add(promise) }
      if let tail = sums.tail { return tail }
      let coarse = rounded(to: room / Self.limit + 1)
      return coarse.denseTail(above: room / coarse.unit)
    }
    return denseTail(above: room / unit)
  }

  /// The same promises with amounts rounded up to multiples of `step`.
  func rounded(to step: Int64) -> LivePromises {
    LivePromises(
      promises.map { promise in
        let units = promise.amount / step + (promise.amount % step == 0 ? 0 : 1)
        return Promise(
          probability: promise.probability, amount: min(units, .max / step) * step,
          group: promise.group)
      }, unit: step)
  }

  private init(_ sorted: [Promise], unit: Int64) {
    promises = sorted
    self.unit = unit
    total = sorted.reduce(0) { sum, promise in
      let next = sum.addingReportingOverflow(promise.amount)
      return next.overflow ? .max : next.partialValue
    }
  }

  private func denseTail(above cut: Int64) -> Double {
    let cut = Int(min(cut, total / unit))
    if FourierTree.isWorthwhile(promises: promises.count, sums: cut) {
      let tail = FourierTree.tail(of: self, above: cut)
      if tail >= FourierTree.leastTail { return tail }
    }
    if promises.count < 64 {
      var sums = DenseSums(upTo: cut, longest: longest)
      sums.add(promises, unit: unit)
      return sums.over
    }
    // Two sums of every second promise are half the work each; that of both is not needed whole.
    let halves = [0, 1].map { offset in
      let half = stride(from: offset, to: promises.count, by: 2).map { promises[$0] }
      let total = half.reduce(Int64(0)) { $0 + min($1.amount / unit, Int64(cut) + 1) }
      var sums = DenseSums(upTo: min(cut, Int(total)), longest: longest)
      sums.add(half, unit: unit)
      return sums
    }
    var above = Array(halves[1].chances)
    above.append(halves[1].over)
    for index in above.indices.dropLast().reversed() { above[index] += above[index + 1] }
    var tail = halves[0].over
    for (sum, chance) in halves[0].chances.enumerated() {
      tail += chance * above[min(cut + 1 - sum, above.count - 1)]
    }
    return tail
  }

  /// The largest amount, in units.
  var longest: Int64 { (promises.last?.amount ?? 0) / unit }
}

/// The greatest common divisor of two numbers that are not negative; zero divides by everything.
func commonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

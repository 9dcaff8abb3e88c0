/// The problem sorted by id and laid out flat, in whole numbers.
///
/// Options of claimant `i` are `start[i] ..< start[i + 1]`; `use` is `[resource M, option O]`.
struct CanonicalProblem {
  /// First option of each claimant, and the number of options at the end.
  let start: [Int]
  /// Value of each option, in cents.
  let value: [Int64]
  /// Use of each resource by each option, `[M, O]`.
  let use: [Int64]
  /// Capacity of each resource.
  let capacity: [Int64]
  /// Prices up to which whole-number sums stay within 128 bits, whatever is chosen; in cents.
  let greatestPrices: [Double]

  var claimants: Int { start.count - 1 }
  var options: Int { value.count }
  var rows: Int { capacity.count }

  /// Options of one claimant.
  func range(_ claimant: Int) -> Range<Int> { start[claimant]..<start[claimant + 1] }

  init(
    start: [Int], value: [Int64], use: [Int64], capacity: [Int64], greatestPrices: [Double]
  ) {
    self.start = start
    self.value = value
    self.use = use
    self.capacity = capacity
    self.greatestPrices = greatestPrices
  }

  /// Lays out `problem`; O(M O).
  init(_ problem: AllocationProblem) {
    let order = problem.order
    var start = [0]
    start.reserveCapacity(order.claimants.count + 1)
    for options in order.options { start.append((start.last ?? 0) + options.count) }
    let count = start.last ?? 0
    var value = [Int64](repeating: 0, count: count)
    var use = [Int64](repeating: 0, count: count * order.resources.count)
    for (claimant, from) in order.claimants.enumerated() {
      let options = problem.claimants[from].options
      for (index, option) in order.options[claimant].enumerated() {
        let at = start[claimant] + index
        value[at] = options[option].value
        for (row, resource) in order.resources.enumerated() {
          use[row * count + at] = options[option].use[resource]
        }
      }
    }
    self.init(
      start: start, value: value, use: use,
      capacity: order.resources.map { problem.resources[$0].capacity },
      greatestPrices: order.resources.map { problem.greatestPrices[$0] })
  }

  /// What a choice (one option per claimant) is worth, in cents.
  func objective(_ choice: [Int]) -> Int128 {
    choice.reduce(into: Int128(0)) { $0 += Int128(value[$1]) }
  }

  /// What a choice uses of each resource.
  func used(_ choice: [Int]) -> [Int64] {
    (0..<rows).map { row in
      choice.reduce(into: Int64(0)) { $0 += use[row * options + $1] }
    }
  }

  /// Whether a choice keeps within every capacity.
  func isFeasible(_ choice: [Int]) -> Bool {
    zip(used(choice), capacity).allSatisfy { $0 <= $1 }
  }

  /// The least any option of `claimant` uses of `row`.
  func leastUse(_ claimant: Int, _ row: Int) -> Int64 {
    range(claimant).lazy.map { use[row * options + $0] }.min() ?? 0
  }
}

/// The problem sorted by id and laid out flat, in whole numbers.
///
/// Options of claimant `i` are `start[i] ..< start[i + 1]`; `use` is `[resource M, option O]`.
struct CanonicalProblem: Hashable, Sendable {
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

  /// Lays out a problem; O(M O).
  ///
  /// - Precondition: The numbers are in range.
  init(_ resources: [Resource], _ claimants: [Claimant], _ order: CanonicalOrder) {
    var start = [0]
    start.reserveCapacity(order.claimants.count + 1)
    for options in order.options { start.append((start.last ?? 0) + options.count) }
    let count = start.last ?? 0
    var value = [Int64](repeating: 0, count: count)
    var use = [Int64](repeating: 0, count: count * order.resources.count)
    for (claimant, from) in order.claimants.enumerated() {
      let options = claimants[from].options
      for (index, option) in order.options[claimant].enumerated() {
        let at = start[claimant] + index
        value[at] = options[option].value
        for (row, resource) in order.resources.enumerated() {
          use[row * count + at] = options[option].use[resource]
        }
      }
    }
    self.init(start: start, value: value, use: use, resources, order)
  }

  private init(
    start: [Int], value: [Int64], use: [Int64], _ resources: [Resource], _ order: CanonicalOrder
  ) {
    let count = value.count
    let greatestPrices = order.resources.enumerated().map { row, resource in
      let id = resources[resource].id
      var reach = resources[resource].capacity.magnitude
      for claimant in 0..<(start.count - 1) {
        var largest: UInt64 = 0
        for at in row * count + start[claimant]..<row * count + start[claimant + 1] {
          largest = max(largest, use[at].magnitude)
        }
        reach = reach.addingReportingOverflow(largest).partialValue
        precondition(largest <= 1 << 53 && reach <= 1 << 53, "use out of range: \(id)")
      }
      return 0x1p86 / (Double(reach + 1) * Double(resources.count))
    }
    self.init(
      start: start, value: value, use: use,
      capacity: order.resources.map { resources[$0].capacity }, greatestPrices: greatestPrices)
  }

  /// The same with other values of the last claimants in the caller's order, from `first` on.
  func replacingValues(
    _ order: CanonicalOrder, _ values: [[Int64]], from first: Int
  ) -> CanonicalProblem {
    var value = value
    replace(&value, order, values, from: first)
    return CanonicalProblem(
      start: start, value: value, use: use, capacity: capacity, greatestPrices: greatestPrices)
  }

  /// Enters values of the last claimants in the caller's order, from `first` on, among sorted ones.
  func replace(
    _ value: inout [Int64], _ order: CanonicalOrder, _ values: [[Int64]], from first: Int
  ) {
    for (claimant, from) in order.claimants.enumerated() where from >= first {
      for (index, option) in order.options[claimant].enumerated() {
        value[start[claimant] + index] = values[from - first][option]
      }
    }
  }

  /// The same with other values of one claimant of the caller's.
  func replacingValues(
    _ order: CanonicalOrder, ofClaimant claimant: Int, with values: [Int64]
  ) -> CanonicalProblem {
    var value = value
    replace(&value, order, ofClaimant: claimant, with: values)
    return CanonicalProblem(
      start: start, value: value, use: use, capacity: capacity, greatestPrices: greatestPrices)
  }

  /// Enters values of one claimant of the caller's among sorted ones.
  func replace(
    _ value: inout [Int64], _ order: CanonicalOrder, ofClaimant claimant: Int,
    with values: [Int64]
  ) {
    let place = order.place(ofClaimant: claimant)
    for (index, option) in order.options[place].enumerated() {
      value[start[place] + index] = values[option]
    }
  }

  /// The same with other options of one sorted claimant, of which `order` knows already.
  func replacingOptions(
    ofClaimant claimant: Int, with options: [Claimant.Option], _ order: CanonicalOrder,
    _ resources: [Resource]
  ) -> CanonicalProblem {
    let old = range(claimant)
    let sorted = order.options[claimant]
    let count = value.count - old.count + options.count
    var use: [Int64] = []
    use.reserveCapacity(count * rows)
    for (row, resource) in order.resources.enumerated() {
      let line = self.row(row)
      use += line.prefix(old.lowerBound)
      for option in sorted { use.append(options[option].use[resource]) }
      use += line.dropFirst(old.upperBound)
    }
    var value = value
    value.replaceSubrange(old, with: sorted.map { options[$0].value })
    let change = options.count - old.count
    return CanonicalProblem(
      start: start.indices.map { start[$0] + ($0 > claimant ? change : 0) }, value: value,
      use: use, resources, order)
  }

  /// The same with the capacities of other resources.
  func replacingCapacities(_ resources: [Resource], _ order: CanonicalOrder) -> CanonicalProblem {
    CanonicalProblem(start: start, value: value, use: use, resources, order)
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

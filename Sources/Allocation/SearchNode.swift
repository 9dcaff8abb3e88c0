/// A subproblem of the search: some of the core's options, and where its relaxation may start.
struct SearchNode {
  /// The options left, ascending.
  var options: [Int32]
  /// Each core claimant's key option in the parent's optimum.
  var keys: [Int]
  /// The parent's working basis.
  var basis: [BasicColumn]
  /// The parent's prices.
  var prices: [Double]
  /// No plan of this node loses less: proven, in scaled loss.
  var loss: Double
}

extension SearchCore {
  /// The options among `options` that fit when all other claimants take their least, row by row.
  ///
  /// - Returns: Nil when some row, or some claimant, shows that nothing fits.
  func fitting(_ options: [Int32]) -> [Int32]? {
    var kept = inOrder(options)
    let count = table.options
    let use = table.use.span
    let owner = claimantOf.span
    var least = [Double](repeating: .infinity, count: table.claimants)
    for row in 0..<table.rows {
      let at = row * count
      for claimant in least.indices { least[claimant] = .infinity }
      // Options are the core's own numbers.
      for option in kept {
        let claimant = unsafe Int(owner[unchecked: Int(option)])
        let amount = unsafe use[unchecked: at + Int(option)]
        if amount < least[claimant] { least[claimant] = amount }
      }
      let spare = table.room[row] - least.reduce(0, +)
      if !(spare >= 0) { return nil }
      var left = 0
      for index in kept.indices {
        let option = Int(kept[index])
        let amount = unsafe use[unchecked: at + option]
        if unsafe amount - least[Int(owner[unchecked: option])] <= spare {
          kept[left] = kept[index]
          left += 1
        }
      }
      kept.removeSubrange(left...)
    }
    return kept
  }

  /// The options among `options` of plans in which a claimant never takes an earlier option than its
  /// twin: of plans that differ only in who is who, one is enough.
  private func inOrder(_ options: [Int32]) -> [Int32] {
    if !hasTwins { return options }
    var first = [Int](repeating: .max, count: table.claimants)
    var last = [Int](repeating: -1, count: table.claimants)
    for option in options {
      let claimant = Int(claimantOf[Int(option)])
      let rank = Int(option) - table.start[claimant]
      first[claimant] = min(first[claimant], rank)
      last[claimant] = max(last[claimant], rank)
    }
    for (claimant, twin) in twin.enumerated() {
      if let twin { first[claimant] = max(first[claimant], first[twin]) }
    }
    for (claimant, twin) in twin.enumerated().reversed() {
      if let twin { last[twin] = min(last[twin], last[claimant]) }
    }
    return options.filter { option in
      let claimant = Int(claimantOf[Int(option)])
      let rank = Int(option) - table.start[claimant]
      return first[claimant] <= rank && rank <= last[claimant]
    }
  }

  /// The table of `options` alone; nil if a claimant has none left.
  func subtable(_ options: [Int32]) -> OptionTable? {
    var start: [Int] = [0]
    start.reserveCapacity(table.claimants + 1)
    for (index, option) in options.enumerated() {
      let claimant = Int(claimantOf[Int(option)])
      if claimant == start.count - 1 { continue }
      if claimant != start.count { return nil }
      start.append(index)
    }
    if start.count != max(1, table.claimants) { return nil }
    if table.claimants > 0 {
      if options.isEmpty { return nil }
      start.append(options.count)
    }
    let count = table.options
    var use = [Double](repeating: 0, count: options.count * table.rows)
    for row in 0..<table.rows {
      for (index, option) in options.enumerated() {
        use[row * options.count + index] = table.use[row * count + Int(option)]
      }
    }
    return OptionTable(
      start: start, cost: options.map { table.cost[Int($0)] }, use: use, room: table.room,
      slackCost: table.slackCost)
  }
}

extension OptionTable {
  /// A number that no choice's loss is below, whatever the rounding; any prices serve.
  ///
  /// The dual in binary64 less a bound on its error: every sum of `n` products is off by at most
  /// `n 2^-52` of the sum of magnitudes (Higham, *Accuracy and Stability*, 2nd ed. 2002, §3.1).
  /// - Parameters:
  ///   - prices: At least `-slackCost`.
  ///   - priced: `cost + prices . use`, as computed at the same prices.
  ///   - least: Receives each claimant's least priced cost.
  /// - Returns: The proven loss, and the error bound that it allows for.
  func provenLoss(_ prices: [Double], _ priced: [Double], least: inout [Double])
    -> (loss: Double, error: Double)
  {
    least.removeAll(keepingCapacity: true)
    var sum = 0.0
    var magnitude = 0.0
    for claimant in 0..<claimants {
      var smallest = Double.infinity
      for option in range(claimant) {
        smallest = min(smallest, priced[option])
        magnitude = max(magnitude, cost[option])
      }
      least.append(smallest)
      sum += smallest
    }
    var reach = 0.0
    for row in 0..<rows {
      if prices[row] == 0 { continue }
      var largest = 0.0
      for option in 0..<options { largest = max(largest, abs(use[row * options + option])) }
      magnitude += abs(prices[row]) * largest
      sum -= prices[row] * room[row]
      reach += abs(prices[row] * room[row])
    }
    let terms = Double(claimants + 2 * rows + 8)
    let error = terms * 0x1p-51 * (Double(claimants) * magnitude + reach)
    return (sum - error, error)
  }
}

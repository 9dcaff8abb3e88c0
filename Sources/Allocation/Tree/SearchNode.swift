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
  /// Scaled room in each of the core's rows.
  var room: [Double]
  /// Rows of which at least so much is used.
  var floors: [Floor] = []

  /// A row of which a subproblem's plans use no less.
  struct Floor {
    var row: Int
    /// Scaled.
    var use: Double
  }
}

extension SearchNode {
  /// Those of its plans that use no more than `most` of a row.
  func using(atMost most: Double, of row: Int) -> SearchNode {
    var node = self
    node.room[row] = most
    return node
  }

  /// Those of its plans that use no less than `least` of a row.
  func using(atLeast least: Double, of row: Int) -> SearchNode {
    var node = self
    if let known = node.floors.firstIndex(where: { $0.row == row }) {
      node.floors[known].use = least
      return node
    }
    node.basis.append(.slack(room.count + node.floors.count))
    node.floors.append(Floor(row: row, use: least))
    node.prices.append(0)
    return node
  }
}

extension SearchNode {
  /// A descent over a table of some of the core's options, begun where the parent's ended.
  ///
  /// - Parameters:
  ///   - core: Whose options are meant.
  ///   - options: Those of the table.
  ///   - table: Their table.
  ///   - place: Room for one number per option of the core, all -1 before and after.
  func descent(
    _ core: SearchCore, _ options: [Int32], _ table: OptionTable, place: inout [Int32]
  ) -> PriceDescent {
    if keys.isEmpty { return PriceDescent(table, at: prices) }
    for (index, option) in options.enumerated() { place[Int(option)] = Int32(index) }
    var keys = keys.map { Int(place[$0]) }
    if keys.contains(-1) {
      var priced: [Double] = []
      table.priced(prices, from: table.cost, into: &priced)
      for claimant in keys.indices where keys[claimant] < 0 {
        keys[claimant] = table.cheapest(claimant, by: priced)
      }
    }
    let basis: [BasicColumn?] = basis.map { column in
      guard case .option(let option) = column else { return column }
      let local = Int(place[option])
      return local < 0 || keys[Int(core.claimantOf[option])] == local ? nil : .option(local)
    }
    for option in options { place[Int(option)] = -1 }
    return PriceDescent(table, at: prices, keys: keys, basis: basis)
  }
}

extension PriceDescent {
  /// The basis in the core's numbers, where the table's options are `options` of the core.
  func basis(of options: [Int32]) -> [BasicColumn] {
    basis.map { column in
      if case .option(let local) = column { .option(Int(options[local])) } else { column }
    }
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

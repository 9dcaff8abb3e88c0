extension SearchCore {
  /// What is left of a node when what cannot fit is dropped.
  struct Fitted {
    /// The options left, ascending.
    var options: [Int32]
    /// Room in each row `[M]`, then each floor's as that of a row of its own: whole steps, all of them.
    var room: [Double]
    /// Of which every use is a multiple, counted from the least that claimants take, `[M]`.
    var step: [Double]
  }

  /// The options of `node` that fit when all other claimants take their least, row by row, and the
  /// room that they can fill.
  ///
  /// - Returns: Nil when some row, or some claimant, shows that nothing fits.
  func fitting(_ node: SearchNode) -> Fitted? {
    var fitted = Fitted(
      options: inOrder(node.options), room: node.room,
      step: [Double](repeating: 0, count: table.rows))
    var extreme = [Double](repeating: .infinity, count: table.claimants)
    for row in 0..<table.rows {
      guard let spare = fit(&fitted, row, extreme: &extreme, room: node.room[row]) else {
        return nil
      }
      fitted.room[row] -= spare
    }
    for floor in node.floors {
      guard let spare = lift(&fitted, floor, extreme: &extreme) else { return nil }
      fitted.room.append(-floor.use - spare)
    }
    return fitted
  }

  /// Drops what does not fit in a row.
  ///
  /// - Returns: How much of the row is beyond the last whole step; nil where nothing fits.
  private func fit(
    _ fitted: inout Fitted, _ row: Int, extreme least: inout [Double], room: Double
  ) -> Double? {
    let at = row * table.options
    let use = table.use.span
    let owner = claimantOf.span
    for claimant in least.indices { least[claimant] = .infinity }
    // Options are the core's own numbers.
    for option in fitted.options {
      let claimant = unsafe Int(owner[unchecked: Int(option)])
      let amount = unsafe use[unchecked: at + Int(option)]
      if amount < least[claimant] { least[claimant] = amount }
    }
    let spare = room - least.reduce(0, +)
    if !(spare >= 0) { return nil }
    var left = 0
    var step: UInt64 = 0
    for index in fitted.options.indices {
      let option = Int(fitted.options[index])
      let amount = unsafe use[unchecked: at + option] - least[Int(owner[unchecked: option])]
      if amount > spare { continue }
      fitted.options[left] = fitted.options[index]
      left += 1
      if step != 1, amount > 0 { step = commonDivisor(UInt64(amount / scale[row]), step) }
    }
    fitted.options.removeSubrange(left...)
    fitted.step[row] = Double(step) * scale[row]
    return step == 0 ? spare : spare.truncatingRemainder(dividingBy: fitted.step[row])
  }

  /// Drops what leaves too little use of a row.
  ///
  /// - Returns: How much the floor is below the next whole step; nil where it cannot be reached.
  private func lift(
    _ fitted: inout Fitted, _ floor: SearchNode.Floor, extreme most: inout [Double]
  ) -> Double? {
    let at = floor.row * table.options
    for claimant in most.indices { most[claimant] = -.infinity }
    for option in fitted.options {
      let claimant = Int(claimantOf[Int(option)])
      most[claimant] = max(most[claimant], table.use[at + Int(option)])
    }
    let spare = most.reduce(0, +) - floor.use
    if !(spare >= 0) { return nil }
    fitted.options.removeAll {
      most[Int(claimantOf[Int($0)])] - table.use[at + Int($0)] > spare
    }
    let step = fitted.step[floor.row]
    return step == 0 ? spare : spare.truncatingRemainder(dividingBy: step)
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

  /// The table of what fits alone, floors as rows of negative use; nil if a claimant has none left.
  func subtable(_ fitted: Fitted, _ floors: [SearchNode.Floor]) -> OptionTable? {
    let options = fitted.options
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
    var use = [Double](repeating: 0, count: options.count * (table.rows + floors.count))
    for row in 0..<table.rows {
      for (index, option) in options.enumerated() {
        use[row * options.count + index] = table.use[row * count + Int(option)]
      }
    }
    for (place, floor) in floors.enumerated() {
      for (index, option) in options.enumerated() {
        use[(table.rows + place) * options.count + index] =
          -table.use[floor.row * count + Int(option)]
      }
    }
    return OptionTable(
      start: start, cost: options.map { table.cost[Int($0)] }, use: use, room: fitted.room,
      slackCost: table.slackCost + floors.map { _ in 0 })
  }

  /// What plans lose, in scaled loss and not too much, by using no more than `room`.
  func sacrifice(_ room: [Double]) -> Double {
    var sum = 0.0
    for row in 0..<table.rows { sum += table.slackCost[row] * (table.room[row] - room[row]) }
    return sum * (1 - 0x1p-40)
  }
}

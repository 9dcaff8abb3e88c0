/// Claimants of the core that are decided together: each option is a combination of theirs.
///
/// Losses, values and uses are counted from the claimants' options in the base choice.
struct ClaimantGroup {
  /// Sorted claimants of the group.
  private(set) var claimants: [Int]
  /// The sorted options that each option stands for, `[option, claimant of the group]`.
  private(set) var members: [Int] = []
  /// Loss of each option in 2^-32 cent.
  private(set) var loss: [Int128] = []
  /// The same scaled and rounded.
  private(set) var cost: [Double] = []
  /// Value of each option in cents.
  private(set) var value: [Int64] = []
  /// Use in whole units, `[option, row M]`.
  private(set) var use: [Int64] = []
  /// The least and the greatest use of each row.
  private(set) var span: [ClosedRange<Int64>] = []
  /// Rows of which the options use different amounts, ascending.
  private(set) var rows: [Int] = []

  var count: Int { loss.count }

  /// One claimant and some of its options.
  init(
    _ claimant: Int, _ options: [Int], base: Int, _ problem: CanonicalProblem, _ losses: LossTable,
    unit: Double
  ) {
    claimants = [claimant]
    members = options
    for option in options {
      let loss = losses.loss[option] ?? 0
      self.loss.append(loss)
      cost.append(loss.double * unit)
      value.append(problem.value[option] - problem.value[base])
      for row in 0..<problem.rows {
        let at = row * problem.options
        use.append(problem.use[at + option] - problem.use[at + base])
      }
    }
    measure(rowCount: problem.rows)
  }

  /// Two groups as one, with some of their combinations.
  init(_ a: ClaimantGroup, _ b: ClaimantGroup, pairs: [OptionPair], unit: Double) {
    let rowCount = a.span.count
    claimants = a.claimants + b.claimants
    members.reserveCapacity(pairs.count * claimants.count)
    use.reserveCapacity(pairs.count * rowCount)
    for pair in pairs {
      let (first, second) = (Int(pair.first), Int(pair.second))
      for at in a.places(of: first) { members.append(a.members[at]) }
      for at in b.places(of: second) { members.append(b.members[at]) }
      let loss = a.loss[first] + b.loss[second]
      self.loss.append(loss)
      cost.append(loss.double * unit)
      value.append(a.value[first] + b.value[second])
      for row in 0..<rowCount {
        use.append(a.use[first * rowCount + row] + b.use[second * rowCount + row])
      }
    }
    measure(rowCount: rowCount)
  }

  /// The sorted options that `option` stands for, one per claimant of the group.
  func members(of option: Int) -> ArraySlice<Int> {
    members[places(of: option)]
  }

  private func places(of option: Int) -> Range<Int> {
    option * claimants.count..<(option + 1) * claimants.count
  }

  /// What the options use of `row`.
  func use(of row: Int) -> [Int64] {
    (0..<count).map { use[$0 * span.count + row] }
  }

  private mutating func measure(rowCount: Int) {
    for row in 0..<rowCount {
      var least = Int64.max
      var most = Int64.min
      for option in 0..<count {
        least = min(least, use[option * rowCount + row])
        most = max(most, use[option * rowCount + row])
      }
      span.append(count == 0 ? 0...0 : least...most)
      if most > least { rows.append(row) }
    }
  }
}

/// An option of each of two groups.
struct OptionPair {
  var first: Int32
  var second: Int32
}

/// What is left to decide: the options that a better plan might contain.
///
/// Claimants with one such option are decided and leave the core. Options are numbered afresh, claimant
/// by claimant; uses and room are counted from each claimant's option without loss.
struct SearchCore {
  /// Loss, use and room in scaled binary64; uses and room exact.
  let table: OptionTable
  /// The sorted option behind each option of the core.
  let origin: [Int]
  /// The core's claimant of each option of the core.
  let claimantOf: [Int32]
  /// The sorted claimant behind each claimant of the core.
  let claimant: [Int]
  /// A choice for every sorted claimant; the core's claimants at their option without loss.
  let base: [Int]
  /// Scaled loss per 2^-32 cent.
  let unit: Double
  /// For each claimant of the core, the one before it with the same losses and uses, or nil.
  let twin: [Int?]
  /// Whether any claimant has a twin.
  let hasTwins: Bool

  /// Keeps the options whose loss is at most `allowance` (2^-32 cent) and that no other option
  /// dominates: no less value for no more of anything, ties by id.
  init(_ problem: CanonicalProblem, _ losses: LossTable, base: [Int], allowance: Int128) {
    var base = base
    var start = [0]
    var origin: [Int] = []
    var claimant: [Int] = []
    for index in 0..<problem.claimants {
      let kept = problem.range(index).filter { option in
        losses.loss[option].map { $0 <= allowance } ?? false
      }
      let left = problem.undominated(kept)
      if left.count > 1 {
        claimant.append(index)
        origin += left
        start.append(origin.count)
        base[index] = left.first { losses.loss[$0] == 0 } ?? base[index]
      } else if let only = left.first {
        base[index] = only
      }
    }
    let unit = unitScale(max(allowance, 1).double)
    self.unit = unit
    self.origin = origin
    self.base = base
    self.claimant = claimant
    var claimantOf: [Int32] = []
    claimantOf.reserveCapacity(origin.count)
    for index in claimant.indices {
      for _ in start[index]..<start[index + 1] { claimantOf.append(Int32(index)) }
    }
    self.claimantOf = claimantOf
    var use: [Double] = []
    var room: [Double] = []
    var slackCost: [Double] = []
    let used = problem.used(base)
    for row in 0..<problem.rows {
      let at = row * problem.options
      let relative = origin.indices.map {
        problem.use[at + origin[$0]] - problem.use[at + base[claimant[Int(claimantOf[$0])]]]
      }
      let spare = problem.capacity[row] - used[row]
      var most: Int64 = 0
      for index in claimant.indices {
        most += relative[start[index]..<start[index + 1]].max() ?? 0
      }
      if losses.price[row] == 0 && most <= spare { continue }
      let scale = unitScale(relative.reduce(1.0) { max($0, abs(Double($1))) })
      use += relative.map { Double($0) * scale }
      room.append(Double(spare) * scale)
      slackCost.append(losses.price[row].double * unit / scale)
    }
    table = OptionTable(
      start: start, cost: origin.map { (losses.loss[$0] ?? 0).double * unit }, use: use, room: room,
      slackCost: slackCost)
    twin = Self.twins(table, origin.map { losses.loss[$0] ?? 0 })
    hasTwins = twin.contains { $0 != nil }
  }

  /// Links each claimant to the last one before it whose options are the same in every respect.
  private static func twins(_ table: OptionTable, _ loss: [Int128]) -> [Int?] {
    struct Likeness: Hashable {
      var loss: ArraySlice<Int128>
      var use: [ArraySlice<Double>]
    }
    var last: [Likeness: Int] = [:]
    return (0..<table.claimants).map { claimant in
      let options = table.range(claimant)
      let use = (0..<table.rows).map { row in
        table.use[(row * table.options + options.lowerBound)...].prefix(options.count)
      }
      return last.updateValue(claimant, forKey: Likeness(loss: loss[options], use: use))
    }
  }

  /// The choice for every sorted claimant that `options` of the core, one per claimant, stand for.
  func choice(_ options: [Int]) -> [Int] {
    var choice = base
    for option in options { choice[claimant[Int(claimantOf[option])]] = origin[option] }
    return choice
  }
}

extension CanonicalProblem {
  /// The options of one claimant that no other of them dominates; O(options^2 M) at worst.
  func undominated(_ candidates: [Int]) -> [Int] {
    candidates.filter { option in
      !candidates.contains { $0 != option && dominates($0, option) }
    }
  }

  /// Whether `option` is worth no less and uses no more than `other`; equals yield to the lower id.
  func dominates(_ option: Int, _ other: Int) -> Bool {
    if value[option] < value[other] { return false }
    var isEqual = value[option] == value[other]
    for row in 0..<rows {
      let at = row * options
      if use[at + option] > use[at + other] { return false }
      if use[at + option] != use[at + other] { isEqual = false }
    }
    return !isEqual || option < other
  }
}

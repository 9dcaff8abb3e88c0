/// What is left to decide: the options that a better plan might contain.
///
/// Claimants with one such option are decided and leave the core. Options are numbered afresh, claimant
/// by claimant; uses and room are counted from each claimant's option without loss.
struct SearchCore {
  /// Loss, use and room in scaled binary64; uses and room exact.
  private(set) var table: OptionTable
  /// The groups of claimants that the table's claimants are.
  private let groups: [ClaimantGroup]
  /// The core's claimant of each option of the core.
  let claimantOf: [Int32]
  /// A choice for every sorted claimant; the core's claimants at their option without loss.
  let base: [Int]
  /// Scaled loss per 2^-32 cent.
  let unit: Double
  /// Scaled units per unit of each row of the table.
  private(set) var scale: [Double]
  /// The rows before any cuts.
  let ownRows: Int
  /// Whether each row of the table is a part of another that has a price, as units are of power.
  private(set) var isPart: [Bool]
  /// For each claimant of the core, the one before it with the same losses and uses, or nil.
  let twin: [Int?]
  /// Whether any claimant has a twin.
  let hasTwins: Bool
  /// The node of all plans.
  private(set) var root: SearchNode

  /// Keeps the options whose loss is at most `allowance` (2^-32 cent) and that no other option
  /// dominates: no less value for no more of anything, ties by id.
  ///
  /// Claimants who vie for one or two resources alone are merged.
  init(_ problem: CanonicalProblem, _ losses: LossTable, base: [Int], allowance: Int128) {
    let unit = unitScale(max(allowance, 1).double)
    var base = base
    var groups: [ClaimantGroup] = []
    for index in 0..<problem.claimants {
      let kept = problem.range(index).filter { option in
        losses.loss[option].map { $0 <= allowance } ?? false
      }
      let left = problem.undominated(kept)
      if left.count > 1 {
        base[index] = left.first { losses.loss[$0] == 0 } ?? base[index]
        groups.append(
          ClaimantGroup(index, left, base: base[index], problem, losses, unit: unit))
      } else if let only = left.first {
        base[index] = only
      }
    }
    let used = problem.used(base)
    let spare = used.indices.map { problem.capacity[$0] - used[$0] }
    groups =
      GroupMerging(groups, room: spare, allowance: allowance.double * unit, unit: unit).groups
    self.groups = groups
    self.base = base
    self.unit = unit
    var start = [0]
    var claimantOf: [Int32] = []
    for (index, group) in groups.enumerated() {
      start.append(start[index] + group.count)
      for _ in 0..<group.count { claimantOf.append(Int32(index)) }
    }
    self.claimantOf = claimantOf
    var use: [Double] = []
    var room: [Double] = []
    var slackCost: [Double] = []
    var scales: [Double] = []
    var isPart: [Bool] = []
    let parts = Self.parts(problem, losses, allowance)
    for row in 0..<problem.rows {
      var relative: [Int64] = []
      var most: Int64 = 0
      for group in groups {
        relative += group.use(of: row)
        most += group.span[row].upperBound
      }
      if losses.price[row] == 0 && most <= spare[row] && !parts[row] { continue }
      isPart.append(parts[row])
      let scale = unitScale(relative.reduce(1.0) { max($0, abs(Double($1))) })
      use += relative.map { Double($0) * scale }
      room.append(Double(spare[row]) * scale)
      slackCost.append(losses.price[row].double * unit / scale)
      scales.append(scale)
    }
    scale = scales
    self.isPart = isPart
    ownRows = scales.count
    table = OptionTable(
      start: start, cost: groups.flatMap(\.cost), use: use, room: room, slackCost: slackCost)
    twin = Self.twins(table, groups.flatMap(\.loss))
    hasTwins = twin.contains { $0 != nil }
    root = SearchNode(
      options: (0..<table.options).map(Int32.init), keys: [], basis: [],
      prices: [Double](repeating: 0, count: table.rows), loss: 0, room: table.room)
  }

  /// Of which rows a priced row has the same multiple in all options that use any of it.
  private static func parts(
    _ problem: CanonicalProblem, _ losses: LossTable, _ allowance: Int128
  ) -> [Bool] {
    let kept = (0..<problem.options).filter { option in
      losses.loss[option].map { $0 <= allowance } ?? false
    }
    return (0..<problem.rows).map { part in
      let line = problem.row(part)
      let first = line.startIndex
      let users = kept.filter { line[first + $0] != 0 }
      guard let one = users.first else { return false }
      return (0..<problem.rows).contains { row in
        if row == part || losses.price[row] == 0 { return false }
        let other = problem.row(row)
        let at = other.startIndex
        if other[at + one] == 0 { return false }
        if kept.allSatisfy({ (other[at + $0] != 0) == (line[first + $0] != 0) }) { return false }
        return users.allSatisfy {
          Int128(other[at + $0]) * Int128(line[first + one])
            == Int128(line[first + $0]) * Int128(other[at + one])
        }
      }
    }
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

  /// As how many nodes without cuts one counts: a step inverts a matrix of rows.
  var nodePrice: Int {
    let (rows, own) = (table.rows, max(1, ownRows))
    return max(1, rows * rows / (own * own))
  }

  /// Lets the root's relaxation begin where `descent` over some options ended.
  mutating func begin(at descent: PriceDescent, _ options: [Int32]) {
    root.keys = descent.keys.map { Int(options[$0]) }
    root.basis = descent.basis(of: options)
    root.prices = descent.prices
  }

  /// Drops the cuts that say nothing, whose unused units are in the root's basis, and adds others.
  mutating func replaceCuts(idle: Set<Int>, _ cuts: [RoundingCut]) {
    let rows = (0..<table.rows).filter { $0 < ownRows || !idle.contains($0) }
    var place = [Int](repeating: -1, count: table.rows)
    for (new, old) in rows.enumerated() { place[old] = new }
    root.basis = root.basis.compactMap { column in
      switch column {
      case .option: column
      case .slack(let row): place[row] < 0 ? nil : .slack(place[row])
      case .free(let row): place[row] < 0 ? nil : .free(place[row])
      }
    }
    root.basis += cuts.indices.map { .slack(rows.count + $0) }
    root.prices = rows.map { root.prices[$0] } + cuts.map { _ in 0 }
    let scales = cuts.map { cut in unitScale(cut.use.reduce(1.0) { max($0, abs($1)) }) }
    var use: [Double] = []
    use.reserveCapacity((rows.count + cuts.count) * table.options)
    for row in rows { use += table.use[row * table.options..<(row + 1) * table.options] }
    for (cut, scale) in zip(cuts, scales) { use += cut.use.map { $0 * scale } }
    let none = [Double](repeating: 0, count: cuts.count)
    table = OptionTable(
      start: table.start, cost: table.cost, use: use,
      room: rows.map { table.room[$0] } + zip(cuts, scales).map { $0.room * $1 },
      slackCost: rows.map { table.slackCost[$0] } + none)
    scale = rows.map { scale[$0] } + scales
    isPart = rows.map { isPart[$0] } + cuts.map { _ in false }
    root.room = table.room
  }

  /// The choice for every sorted claimant that `options` of the core, one per claimant, stand for.
  func choice(_ options: [Int]) -> [Int] {
    var choice = base
    for option in options {
      let index = Int(claimantOf[option])
      let members = groups[index].members(of: option - table.start[index])
      for (claimant, member) in zip(groups[index].claimants, members) { choice[claimant] = member }
    }
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

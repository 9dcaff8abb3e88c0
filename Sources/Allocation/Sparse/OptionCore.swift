/// Some of a table's options as a problem of their own; all other claimants keep their base options.
struct OptionCore {
  /// Sorted claimants with more than one option.
  private(set) var claimants: [Int32] = []
  /// Their options.
  private(set) var options: [Int32] = []
  /// What the others are worth, in cents.
  private(set) var value: Int128
  let problem: CanonicalProblem
  private let base: [Int32]

  init(_ table: SparseTable, _ near: NearOptions, level: Int128) {
    base = near.base
    value = near.value
    var start = [0]
    var used = near.used
    for other in near.options where other.loss <= level {
      if claimants.last != other.claimant {
        if !claimants.isEmpty { start.append(options.count) }
        claimants.append(other.claimant)
        let base = near.base[Int(other.claimant)]
        options.append(base)
        value -= Int128(table.value[Int(base)])
        table.add(Int(table.pattern[Int(base)]), times: -1, to: &used)
      }
      options.append(other.option)
    }
    if !claimants.isEmpty { start.append(options.count) }
    // Ties go by id: a claimant's options must stand in their order.
    for claimant in claimants.indices {
      options[start[claimant]..<start[claimant + 1]].sort()
    }
    problem = table.canonical(
      options, start: start, capacity: zip(table.capacity, used).map { $0 - $1 })
  }

  /// A choice of the core's options as one for all claimants.
  func choice(_ choice: [Int]) -> [Int] {
    var whole = base.map(Int.init)
    for (claimant, option) in zip(claimants, choice) {
      whole[Int(claimant)] = Int(options[option])
    }
    return whole
  }

  /// A choice for all claimants as one of the core's options.
  func place(_ choice: [Int?]) -> [Int?] {
    claimants.indices.map { claimant in
      let wanted = choice[Int(claimants[claimant])].map { Int32($0) }
      return (problem.start[claimant]..<problem.start[claimant + 1]).first {
        options[$0] == wanted
      }
    }
  }
}

import Glibc
let DEBUG = unsafe getenv("DBG") != nil
/// Decides what prices leave open: an exact search over ever more of the options that lose little.
///
/// A plan better than the incumbent contains no option that loses more than the bound is above the
/// incumbent. As soon as the core holds all options that lose less, its optimum is the problem's.
/// Source of the scheme: Balas and Zemel 1980 (core); Pisinger 1995 (minimal cores that grow).
struct CoreExpansion {
  private let whole: SparseTable
  private let prices: [Price]
  private let limits: SearchLimits
  private let threads: Int
  /// The options among which to look.
  private var reduced: ReducedTable
  /// A larger part of the table to which to go from there.
  private let outer: ReducedTable?
  /// What the prices leave of them, and the loss up to which it is all there, in 2^-32 cent.
  private var near: NearOptions
  private var reach: Int128
  /// The best plan, one option per sorted claimant.
  private(set) var incumbent: Incumbent?
  /// No plan is worth more, in cents.
  private(set) var bound: Int128
  /// Whether the incumbent is proven optimal, or proven not to exist.
  private(set) var isComplete = false
  /// Nodes visited.
  private(set) var nodes = 0
  /// Options in the last core.
  private(set) var optionsLeft = 0
  /// Passes over the whole table.
  private(set) var passes = 0
  /// What is spent of the limit: a node with many options counts as several.
  private var spent = 0
  /// Plans, in the whole table's options, that may be good.
  private let nearby: [[Int]]

  /// Options of the first core that lose something, and nodes spent on a core that is not the last.
  private static let first = 24
  private static let trialNodes = 300
  /// Options that lose something with which counting begins.
  private static let few = 48
  /// Combinations that are counted before a tree search begins.
  private static let mostTrials = 100_000
  /// Options of a node that counts as one.
  private static let ordinary = 2048
  /// Options that are looked at closely before more are asked for.
  private static let some = 512
  /// How many times as many options the next core has.
  private static let growth = 4
  /// No option loses as much.
  private static let everything = Int128.max

  /// Searches a part of a table.
  ///
  /// - Parameters:
  ///   - whole: The table.
  ///   - reduced: A part in whose box the prices lie.
  ///   - outer: One in whose box that lies, if there is any, with options that lose more.
  ///   - prices: Any; optimal ones leave little to be done.
  ///   - limits: When to stop.
  ///   - threads: How many may read the whole table at once.
  ///   - nearby: Plans that may be good.
  init(
    _ whole: SparseTable, _ reduced: ReducedTable, inside outer: ReducedTable? = nil,
    at prices: [Price], within limits: SearchLimits, threads: Int, near nearby: [[Int]] = []
  ) {
    self.whole = whole
    self.prices = prices
    self.limits = limits
    self.threads = threads
    self.reduced = reduced
    self.outer = outer
    self.nearby = nearby
    let some = reduced.table.loss(ofRank: Self.some, at: prices.map(\.cents))
    reach = Self.exact(min(reduced.margin, some))
    near = reduced.table.near(prices, reach: reach)
    bound = 0
    bound = certified
    run()
  }

  /// The bound that the prices prove on their own, in cents.
  var certified: Int128 { upper >> 32 }

  /// The same in 2^-32 cent.
  private var upper: Int128 { near.bound + reduced.value << 32 }

  /// The greatest loss of an option of a plan worth a cent more than the incumbent.
  private var allowance: Int128? {
    incumbent.map { upper - (($0.objective + 1) << 32) }
  }

  private mutating func run() {
    var losses = near.options.map(\.loss).sorted()
    var level = losses.count > Self.first ? losses[Self.first] : reach
    if enumerate(from: losses.count > Self.few ? losses[Self.few] : reach) { return }
    while true {
      let isLast = level >= allowance ?? Self.everything
      let ended = search(level, isLast: isLast)
      if level >= allowance ?? Self.everything {
        // Nothing that a better plan contains is missing.
        isComplete = ended || allowance.map { $0 < 0 } ?? false
        if isComplete || isLast { break }
      } else {
        level = next(after: level, losses)
        if level > reach {
          widen(to: level)
          losses = near.options.map(\.loss).sorted()
        }
      }
      if spent >= limits.nodes || limits.shouldStop() { break }
    }
    if let incumbent {
      bound = isComplete ? incumbent.objective : max(bound, incumbent.objective)
    }
  }

  /// Counts the plans that lose at most `level`, then those that lose more; whether that found the best.
  private mutating func enumerate(from level: Int128) -> Bool {
    let numerators = prices.map(\.numerator)
    var level = min(level, reach)
    var trials = 0
    while true {
      guard
        let count = CoreEnumeration(
          reduced.table, near, prices: numerators, level: level, mostTrials: Self.mostTrials - trials)
      else { return false }
      trials += count.trials
      optionsLeft = count.optionsLeft
      if DEBUG { print("enum", level.double * 0x1p-32, count.optionsLeft, count.trials, count.loss.map { Double($0) * 0x1p-32 } ?? -1) }
      if !count.isComplete { return false }
      if let loss = count.loss {
        var choice = near.base.map(Int.init)
        for option in count.options { choice[claimant(of: option)] = Int(option) }
        incumbent = Incumbent(
          choice: reduced.choice(choice), objective: (upper - Int128(loss)) >> 32)
        bound = (upper - Int128(loss)) >> 32
        isComplete = true
        nodes += 1
        return true
      }
      if level >= reach {
        let most = max(Self.exact(reduced.margin), outer.map { Self.exact($0.margin) } ?? 0)
        if level >= most { return false }
        widen(to: min(most, 2 * level))
      }
      level = min(reach, level + level / 2 + 1)
    }
  }

  private func claimant(of option: Int32) -> Int {
    OptionTable.claimant(of: Int(option), from: reduced.table.start)
  }

  /// Looks for all options that lose at most `level`, in the whole table where they may be missing.
  private mutating func widen(to level: Int128) {
    if let outer, level > Self.exact(reduced.margin), level <= Self.exact(outer.margin) {
      reduced = outer
    } else if level > Self.exact(reduced.margin) {
      let margin = level == Self.everything ? .infinity : (level.double * 0x1p-32).nextUp
      reduced = ReducedTable(whole, .at(prices.map(\.cents)), margin: margin, threads: threads)
      passes += 1
    }
    reach = level
    near = reduced.table.near(prices, reach: reach)
  }

  /// A loss in cents as one in 2^-32 cent, rounded down.
  private static func exact(_ cents: Double) -> Int128 {
    cents < 0x1p80 ? Int128((max(0, cents) * 0x1p32).rounded(.down)) : everything
  }

  /// The loss up to which the next core has options.
  private func next(after level: Int128, _ losses: [Int128]) -> Int128 {
    let most = allowance ?? Self.everything
    let rank = Self.growth * (losses.partitioningIndex { $0 > level } + 1)
    if rank < losses.count { return min(most, losses[rank]) }
    if level < reach { return min(most, reach) }
    return min(most, level > Self.everything >> 8 ? Self.everything : max(1 << 32, level << 4))
  }

  /// Searches the options that lose at most `level`; whether it came to its end.
  private mutating func search(_ level: Int128, isLast: Bool) -> Bool {
    let core = OptionCore(reduced.table, near, level: level)
    optionsLeft = core.options.count
    let price = 1 + core.options.count / Self.ordinary
    let left = (limits.nodes - spent) / price
    let known = (incumbent.map { [$0.choice] } ?? nearby).map { core.place(reduced.place($0)) }
    let search = ExactSearch(
      core.problem,
      within: SearchLimits(
        nodes: isLast ? left : min(Self.trialNodes, left), shouldStop: limits.shouldStop),
      startingAt: prices.map(\.cents), near: known)
    nodes += search.nodes
    spent += search.nodes * price
    if let found = search.incumbent {
      let objective = reduced.value + core.value + found.objective
      if objective > incumbent?.objective ?? (objective - 1) {
        incumbent = Incumbent(
          choice: reduced.choice(core.choice(found.choice)), objective: objective)
      }
      if level >= allowance ?? Self.everything {
        bound = min(bound, reduced.value + core.value + search.bound)
      }
    }
    return search.isComplete
  }
}

/// Some of a table's options as a problem of their own; all other claimants keep their base options.
private struct OptionCore {
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

extension [Int128] {
  /// The first place in an ascending array from which on `isBehind` holds.
  fileprivate func partitioningIndex(_ isBehind: (Int128) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

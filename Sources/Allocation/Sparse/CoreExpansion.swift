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
  /// Combinations that are counted at most, in all and for each option; so many count as a node.
  private static let mostTrials = 32_768
  private static let trialsOfOption = 128
  private static let trialsOfNode = 256
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
    let before = (reduced, near, reach)
    if enumerate(from: losses.count > Self.few ? losses[Self.few] : reach) { return }
    (reduced, near, reach) = before
    var level = losses.count > Self.first ? losses[Self.first] : reach
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
  ///
  /// Counting is given up where there is too much of it, or where the whole table would be needed.
  private mutating func enumerate(from level: Int128) -> Bool {
    let numerators = prices.map(\.numerator)
    let most = min(
      Self.mostTrials, Self.trialsOfOption * reduced.table.options,
      Self.trialsOfNode * min(limits.nodes, Self.mostTrials))
    var level = level
    var trials = 0
    while trials < most {
      guard
        let count = CoreEnumeration(
          reduced.table, near, prices: numerators, level: level, mostTrials: most - trials)
      else { return false }
      trials += count.trials
      nodes = (trials + Self.trialsOfNode - 1) / Self.trialsOfNode
      spent = nodes
      optionsLeft = count.optionsLeft
      if let loss = count.loss { keep(count.options, loss: Int128(loss)) }
      if !count.isComplete { return false }
      if let incumbent {
        bound = incumbent.objective
        isComplete = true
        return true
      }
      if level >= reach {
        let most = max(Self.exact(reduced.margin), outer.map { Self.exact($0.margin) } ?? 0)
        if level >= most { return false }
        widen(to: min(most, level + max(level, 1 << 32)))
      }
      level = min(reach, level + max(level / 2, 1 << 32))
    }
    return false
  }

  /// Keeps the plan of base options but for some.
  private mutating func keep(_ options: [Int32], loss: Int128) {
    var choice = near.base.map(Int.init)
    for option in options {
      choice[OptionTable.claimant(of: Int(option), from: reduced.table.start)] = Int(option)
    }
    incumbent = Incumbent(choice: reduced.choice(choice), objective: (upper - loss) >> 32)
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

/// A claimant's options, divided in two.
struct Fork {
  let claimant: Int
  /// Which of its options, in their order, are in the low half.
  let isLow: [Bool]
  /// How much of the low half the relaxation takes.
  let lowShare: Double
  /// How far, in price, the mixed options lie apart.
  let stake: Double
}

/// The relaxation's optimum: most claimants have one option, a few share out one unit over several.
struct MixedChoice {
  /// A claimant that mixes.
  struct Mix {
    var claimant: Int
    var options: [Int]
    var shares: [Double]
  }

  /// The claimants that mix, at most one per resource.
  private(set) var mixes: [Mix] = []
  /// Every claimant's option of greatest share.
  private(set) var rounded: [Int]

  init(_ descent: PriceDescent) {
    rounded = descent.keys
    var found: [Int: Mix] = [:]
    for (position, column) in descent.basis.enumerated() {
      guard case .option(let option) = column else { continue }
      let claimant = descent.table.claimant(of: option)
      var mix =
        found[claimant] ?? Mix(claimant: claimant, options: [descent.keys[claimant]], shares: [1])
      mix.options.append(option)
      mix.shares.append(descent.basic[position])
      mix.shares[0] -= descent.basic[position]
      found[claimant] = mix
    }
    for claimant in found.keys.sorted() {
      guard let mix = found[claimant] else { continue }
      let largest = mix.shares.indices.max { mix.shares[$0] < mix.shares[$1] } ?? 0
      rounded[claimant] = mix.options[largest]
      if mix.shares[largest] < 1 - 1e-7 { mixes.append(mix) }
    }
  }

  /// The least costly feasible choice of whole options among those mixed; nil if none fits.
  ///
  /// - Parameters:
  ///   - descent: The node's relaxation.
  ///   - rows: How many rows a choice must keep; those behind follow from them, and cost nothing.
  ///   - limit: Choices that cost more are of no use.
  /// - Returns: One option per claimant.
  func bestWhole(_ descent: PriceDescent, rows: Int, costingAtMost limit: Double) -> [Int]? {
    let table = descent.table
    var trial = WholeTrial(room: Array(table.room.prefix(rows)), least: limit, choice: rounded)
    var isMixing = [Bool](repeating: false, count: rounded.count)
    for mix in mixes { isMixing[mix.claimant] = true }
    var cost = 0.0
    for (claimant, option) in rounded.enumerated() where !isMixing[claimant] {
      cost += table.cost[option]
      for row in 0..<rows { trial.room[row] -= table.use[row * table.options + option] }
    }
    extend(&trial, 0, cost, table)
    return trial.best
  }

  /// The state of the enumeration in ``bestWhole(_:costingAtMost:)``.
  private struct WholeTrial {
    var room: [Double]
    var least: Double
    var choice: [Int]
    var best: [Int]?
    var tries = 0
  }

  /// Tries every option of the mixing claimants from `index` on, as long as the cost allows.
  private func extend(_ trial: inout WholeTrial, _ index: Int, _ cost: Double, _ table: OptionTable)
  {
    if cost > trial.least || trial.tries >= 1024 { return }
    if index == mixes.count {
      trial.tries += 1
      var total = cost
      for row in trial.room.indices {
        if trial.room[row] < 0 { return }
        total += trial.room[row] * table.slackCost[row]
      }
      if total <= trial.least {
        trial.least = total
        trial.best = trial.choice
      }
      return
    }
    let mix = mixes[index]
    for option in mix.options {
      trial.choice[mix.claimant] = option
      for row in trial.room.indices {
        trial.room[row] -= table.use[row * table.options + option]
      }
      extend(&trial, index + 1, cost + table.cost[option], table)
      for row in trial.room.indices {
        trial.room[row] += table.use[row * table.options + option]
      }
    }
  }

  /// How the options of each mixing claimant may be divided.
  ///
  /// They are divided by the resource in which the mixed options lie furthest apart for the range that
  /// the claimant has left: a mixture over two pools by pool, one of neighbouring levels by level.
  /// - Parameters:
  ///   - descent: The node's relaxation.
  ///   - kept: Options that a better plan might contain.
  func forks(_ descent: PriceDescent, kept: [Bool]) -> [Fork] {
    let table = descent.table
    return mixes.compactMap { mix in
      var stake = 0.0
      var widest = Cut(ratio: 0, row: -1, mean: 0, lowShare: 0)
      for row in 0..<table.rows {
        let (cut, variance) = cut(mix, row, table, kept)
        let price = table.slackCost[row] + descent.prices[row] + 1e-6
        stake += variance * price * price
        if cut.ratio > widest.ratio { widest = cut }
      }
      if widest.row < 0 { return nil }
      let at = widest.row * table.options
      let isLow = table.range(mix.claimant).map { table.use[at + $0] <= widest.mean }
      guard isLow.contains(true) && isLow.contains(false) else { return nil }
      return Fork(
        claimant: mix.claimant, isLow: isLow, lowShare: widest.lowShare, stake: stake)
    }
  }

  /// Where one resource would split a mixture.
  private struct Cut {
    /// Variance of the mixed uses over the square of the range left.
    var ratio: Double
    var row: Int
    /// Options that use at most this are the low half.
    var mean: Double
    /// The share of the mixture in the low half.
    var lowShare: Double
  }

  private func cut(_ mix: Mix, _ row: Int, _ table: OptionTable, _ kept: [Bool])
    -> (cut: Cut, variance: Double)
  {
    let at = row * table.options
    var mean = 0.0
    for (option, share) in zip(mix.options, mix.shares) { mean += table.use[at + option] * share }
    var variance = 0.0
    var lowShare = 0.0
    for (option, share) in zip(mix.options, mix.shares) {
      let distance = table.use[at + option] - mean
      variance += distance * distance * share
      if distance <= 0 { lowShare += share }
    }
    var least = Double.infinity
    var most = -Double.infinity
    for option in table.range(mix.claimant) where kept[option] {
      least = min(least, table.use[at + option])
      most = max(most, table.use[at + option])
    }
    let ratio = most > least ? variance / ((most - least) * (most - least)) : 0
    return (Cut(ratio: ratio, row: row, mean: mean, lowShare: lowShare), variance)
  }

  /// Where nothing mixes yet the node stays open: one claimant's rounded option against the others;
  /// nil where every claimant has at most one option left.
  func forkOfAny(_ table: OptionTable, kept: [Bool]) -> Fork? {
    for claimant in 0..<table.claimants {
      let options = table.range(claimant)
      let left = options.filter { kept[$0] }
      guard left.count > 1 else { continue }
      let pivot = kept[rounded[claimant]] ? rounded[claimant] : left[0]
      return Fork(
        claimant: claimant, isLow: options.map { $0 == pivot }, lowShare: 1, stake: 0)
    }
    return nil
  }
}

extension OptionTable {
  /// Whose option it is; O(log claimants).
  func claimant(of option: Int) -> Int { Self.claimant(of: option, from: start) }

  /// The same, where the claimants' first options are `start`.
  static func claimant(of option: Int, from start: [Int]) -> Int {
    var low = 0
    var high = start.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if start[middle] <= option { low = middle } else { high = middle }
    }
    return low
  }
}

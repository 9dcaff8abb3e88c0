/// A split of a node's options in two, as flags.
struct Split {
  /// Visited first.
  var first: [Bool]
  /// Visited second.
  var second: [Bool]
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
  ///   - limit: Choices that cost more are of no use.
  /// - Returns: One option per claimant.
  func bestWhole(_ descent: PriceDescent, costingAtMost limit: Double) -> [Int]? {
    let table = descent.table
    var trial = WholeTrial(room: table.room, least: limit, choice: rounded)
    var isMixing = [Bool](repeating: false, count: rounded.count)
    for mix in mixes { isMixing[mix.claimant] = true }
    var cost = 0.0
    for (claimant, option) in rounded.enumerated() where !isMixing[claimant] {
      cost += table.cost[option]
      for row in 0..<table.rows { trial.room[row] -= table.use[row * table.options + option] }
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
      for row in 0..<table.rows {
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
      for row in 0..<table.rows { trial.room[row] -= table.use[row * table.options + option] }
      extend(&trial, index + 1, cost + table.cost[option], table)
      for row in 0..<table.rows { trial.room[row] += table.use[row * table.options + option] }
    }
  }

  /// Splits one mixing claimant's options where they differ most in what they pay for one resource.
  ///
  /// - Parameters:
  ///   - descent: The node's relaxation.
  ///   - kept: Options that a better plan might contain; the others are in neither half.
  /// - Returns: Nil when every claimant has at most one option left.
  func split(_ descent: PriceDescent, kept: [Bool]) -> Split? {
    let table = descent.table
    var best = (merit: 0.0, claimant: -1, row: -1, mean: 0.0)
    for mix in mixes {
      for row in 0..<table.rows {
        let uses = mix.options.map { table.use[row * table.options + $0] }
        let mean = zip(uses, mix.shares).reduce(0) { $0 + $1.0 * $1.1 }
        let variance = zip(uses, mix.shares).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
        let price = table.slackCost[row] + descent.prices[row] + 1e-6
        let merit = variance * price * price
        if merit > best.merit { best = (merit, mix.claimant, row, mean) }
      }
    }
    if best.claimant >= 0 {
      let at = best.row * table.options
      let low = table.range(best.claimant).map { table.use[at + $0] <= best.mean }
      let lowShare = mixes.first { $0.claimant == best.claimant }.map { mix in
        zip(mix.options, mix.shares).reduce(0) {
          table.use[at + $1.0] <= best.mean ? $0 + $1.1 : $0
        }
      }
      let options = table.range(best.claimant)
      if low.contains(true) && low.contains(false) {
        return halves(options, low, kept, lowFirst: (lowShare ?? 0) >= 0.5)
      }
    }
    return halvesOfAny(table, kept)
  }

  private func halves(_ options: Range<Int>, _ low: [Bool], _ kept: [Bool], lowFirst: Bool) -> Split
  {
    var first = kept
    var second = kept
    for (index, option) in options.enumerated() {
      if low[index] { second[option] = false } else { first[option] = false }
    }
    return lowFirst ? Split(first: first, second: second) : Split(first: second, second: first)
  }

  /// Where nothing mixes yet the node stays open: one claimant's rounded option against the others.
  private func halvesOfAny(_ table: OptionTable, _ kept: [Bool]) -> Split? {
    for claimant in 0..<table.claimants {
      let options = table.range(claimant)
      let left = options.filter { kept[$0] }
      guard left.count > 1 else { continue }
      let pivot = kept[rounded[claimant]] ? rounded[claimant] : left[0]
      return halves(options, options.map { $0 == pivot }, kept, lowFirst: true)
    }
    return nil
  }
}

extension OptionTable {
  /// Whose option it is; O(log claimants).
  func claimant(of option: Int) -> Int {
    var low = 0
    var high = claimants
    while high - low > 1 {
      let middle = (low + high) / 2
      if start[middle] <= option { low = middle } else { high = middle }
    }
    return low
  }
}

/// Rows that every whole choice keeps and mixtures of options may break.
///
/// Counted from one reference option per claimant, a row says `sum (use - reference use) x <= room`.
/// Divided by a step `t` and rounded, with `r` the remainder of the room and `a` a use, it becomes
/// `sum (floor(a / t) (t - r) + max(0, a mod t - r)) x <= floor(room / t) (t - r)`: whole numbers
/// again, so that a cut is a row like any other.
/// Source: mixed-integer rounding; Nemhauser and Wolsey 1990; Marchand and Wolsey 2001.
struct RoundingCuts {
  /// Rounds of solving and cutting.
  private static let rounds = 8
  /// A cut that mixtures break by less, as a share of a step, is not worth a row.
  private static let leastViolation = 0.02
  /// The core with its cuts.
  private(set) var core: SearchCore
  private let ownRows: Int

  init(_ core: SearchCore, allowance: Double) {
    self.core = core
    ownRows = core.table.rows
    var known: Set<[Double]> = []
    for _ in 0..<Self.rounds {
      let root = self.core.root
      guard let fitted = self.core.fitting(root), let table = self.core.subtable(fitted, []) else {
        return
      }
      var descent = PriceDescent(table, at: root.prices)
      guard descent.run(cutOff: allowance, limit: 2000) == .optimal else { return }
      var cuts: [Cut] = []
      let mixture = Mixture(descent, fitted.options)
      if mixture.isWhole { return }
      for row in 0..<table.rows where !descent.basis.contains(.slack(row)) {
        if let cut = best(row, mixture, room: fitted.room[row]), known.insert(cut.use).inserted {
          cuts.append(cut)
        }
      }
      if cuts.isEmpty { return }
      let idle = (ownRows..<table.rows).filter { descent.basis.contains(.slack($0)) }
      self.core = self.core.replacing(cuts: idle, with: cuts)
      if debug { print("  dual", descent.dual/core.unit*0x1p-32, "cuts", cuts.count, "idle", idle.count, "rows", self.core.table.rows) }
    }
  }

  /// A row in whole units.
  struct Cut {
    /// By option of the core.
    var use: [Double]
    var room: Double
    /// By how many steps the mixture breaks it.
    var violation: Double
  }

  /// What a relaxation's optimum takes of the core's options.
  private struct Mixture {
    /// Each claimant's option of greatest share, as the core's.
    var reference: [Int32]
    /// All others that are taken, with their shares.
    var others: [(option: Int32, share: Double)] = []
    var isWhole: Bool { others.isEmpty }

    init(_ descent: PriceDescent, _ options: [Int32]) {
      let mixed = MixedChoice(descent)
      reference = mixed.rounded.map { options[$0] }
      for mix in mixed.mixes {
        for (option, share) in zip(mix.options, mix.shares)
        where option != mixed.rounded[mix.claimant] {
          others.append((options[option], share))
        }
      }
    }
  }

  /// The cut of one row that the mixture breaks most.
  private func best(_ row: Int, _ mixture: Mixture, room: Double) -> Cut? {
    let at = row * core.table.options
    let scale = core.scale[row]
    func amount(_ option: Int, _ reference: [Int32]) -> Int64 {
      let other = Int(reference[Int(core.claimantOf[option])])
      return Int64((core.table.use[at + option] - core.table.use[at + other]) / scale)
    }
    func spare(_ reference: [Int32]) -> Int64 {
      Int64(reference.reduce(room) { $0 - core.table.use[at + Int($1)] } / scale)
    }
    var references = [mixture.reference]
    for other in mixture.others.prefix(12) {
      var reference = mixture.reference
      reference[Int(core.claimantOf[Int(other.option)])] = other.option
      references.append(reference)
    }
    var best: (violation: Double, reference: [Int32], step: Int64) = (Self.leastViolation, [], 0)
    for reference in references {
      var taken: [(Int64, Double)] = []
      var steps: Set<Int64> = []
      for other in mixture.others {
        let claimant = Int(core.claimantOf[Int(other.option)])
        if reference[claimant] == other.option { continue }
        let use = amount(Int(other.option), reference)
        steps.insert(abs(use))
        taken.append((use, other.share))
      }
      for claimant in reference.indices where reference[claimant] != mixture.reference[claimant] {
        let option = Int(mixture.reference[claimant])
        let use = amount(option, reference)
        let share = mixture.others.reduce(1) {
          Int(core.claimantOf[Int($1.option)]) == claimant ? $0 - $1.share : $0
        }
        taken.append((use, share))
        steps.insert(abs(use))
      }
      let spare = spare(reference)
      for step in steps.union([2, 3, 4, 5, 6, 8, 12, 16]).sorted() where step > 1 {
        let rounding = Rounding(step, spare)
        if rounding.remainder == 0 { continue }
        var sum = -Double(rounding.room)
        for (use, share) in taken { sum += share * Double(rounding(use)) }
        let violation = sum / Double(rounding.weight)
        if violation > best.violation { best = (violation, reference, step) }
      }
    }
    if best.step == 0 { return nil }
    let rounding = Rounding(best.step, spare(best.reference))
    let use = (0..<core.table.options).map { Double(rounding(amount($0, best.reference))) }
    return Cut(use: use, room: Double(rounding.room), violation: best.violation)
  }

  /// The function by which a row is rounded.
  private struct Rounding {
    let step: Int64
    let remainder: Int64
    let weight: Int64
    let room: Int64

    init(_ step: Int64, _ spare: Int64) {
      self.step = step
      let quotient = Self.floor(spare, step)
      remainder = spare - quotient * step
      weight = step - remainder
      room = quotient * weight
    }

    func callAsFunction(_ use: Int64) -> Int64 {
      let quotient = Self.floor(use, step)
      return quotient * weight + max(0, use - quotient * step - remainder)
    }

    private static func floor(_ a: Int64, _ b: Int64) -> Int64 {
      let quotient = a / b
      return a % b < 0 ? quotient - 1 : quotient
    }
  }
}

extension SearchCore {
  /// The node of all plans.
  var root: SearchNode {
    SearchNode(
      options: (0..<table.options).map(Int32.init), keys: [], basis: [],
      prices: [Double](repeating: 0, count: table.rows), loss: 0, room: table.room)
  }

  /// The same without some rows at the end and with cuts.
  func replacing(cuts idle: [Int], with cuts: [RoundingCuts.Cut]) -> SearchCore {
    var core = self
    var use: [Double] = []
    let left = (0..<table.rows).filter { !idle.contains($0) }
    for row in left { use += table.use[row * table.options..<(row + 1) * table.options] }
    let scales = cuts.map { cut in unitScale(cut.use.reduce(1.0) { max($0, abs($1)) }) }
    for (cut, scale) in zip(cuts, scales) { use += cut.use.map { $0 * scale } }
    core.scale = left.map { scale[$0] } + scales
    core.isPart = left.map { isPart[$0] } + cuts.map { _ in false }
    core.table = OptionTable(
      start: table.start, cost: table.cost, use: use,
      room: left.map { table.room[$0] } + zip(cuts, scales).map { $0.room * $1 },
      slackCost: left.map { table.slackCost[$0] } + cuts.map { _ in 0 })
    return core
  }
}

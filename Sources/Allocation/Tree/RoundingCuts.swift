/// A core with rows that every choice of whole options keeps and mixtures of options break.
///
/// Where few claimants share many pools, the relaxation mixes options to fill each pool to the last
/// unit; the cuts of a few rounds close most of that gap, which a tree of nodes would close one
/// claimant at a time.
/// Source: mixed-integer rounding; Nemhauser and Wolsey 1990; Marchand and Wolsey 2001.
struct RoundingCuts {
  /// The core with its cuts, behind its own rows.
  private(set) var core: SearchCore
  private var known: Set<[Double]> = []
  /// The greatest scaled loss of a better plan.
  private let allowance: Double
  private var place: [Int32]
  /// Rounds of solving and cutting; more rows make every node dearer.
  private static let rounds = 8

  /// Cuts a core until that helps no more, or no plan is left; each round takes the time of some nodes.
  ///
  /// - Parameter allowance: The greatest scaled loss of a better plan.
  init(_ core: SearchCore, allowance: Double = .infinity) {
    self.core = core
    self.allowance = allowance
    place = [Int32](repeating: -1, count: core.table.options)
    for _ in 0..<Self.rounds {
      if !cut() { break }
    }
  }

  /// One round: cuts off the relaxation's optimum row by row; false where nothing is to be cut.
  private mutating func cut() -> Bool {
    let root = core.root
    guard let fitted = core.fitting(root), let table = core.subtable(fitted, []) else {
      return false
    }
    var descent = root.descent(core, fitted.options, table, place: &place)
    let cutOff = allowance - core.sacrifice(fitted.room)
    let ending = descent.run(cutOff: cutOff, limit: 200 + 10 * table.claimants)
    if ending == .infeasible || ending == .stopped { return false }
    core.begin(at: descent, fitted.options)
    if ending == .cutOff || descent.dual > cutOff { return false }
    let mixture = Mixture(descent, fitted.options)
    let idle = Set(
      descent.basis.compactMap { column in
        if case .slack(let row) = column { row } else { nil }
      })
    var cuts: [RoundingCut] = []
    for row in 0..<table.rows where !idle.contains(row) {
      if let cut = mixture.bestCut(of: row, room: fitted.room[row], core),
        known.insert(cut.use).inserted
      {
        cuts.append(cut)
      }
    }
    if cuts.isEmpty { return false }
    core.replaceCuts(idle: idle, cuts)
    return true
  }
}

/// A row in whole units, by option of the core.
struct RoundingCut {
  var use: [Double]
  var room: Double
}

/// The function that makes a cut of a row.
///
/// Counted from one reference option per claimant, a row says `sum a x <= room`. Divided by a step and
/// rounded, with `r` what the room has beyond whole steps, it becomes
/// `sum (floor(a / step) (step - r) + max(0, a mod step - r)) x <= floor(room / step) (step - r)`:
/// whole numbers no larger than before, so that a cut is a row like any other.
struct Rounding {
  private let step: Int64
  private let remainder: Int64
  /// What one step counts.
  let weight: Int64
  /// What is left of the room.
  let room: Int64

  /// Nil where the room is whole steps, which are not worth a cut.
  init?(step: Int64, room: Int64) {
    let quotient = Self.floor(room, step)
    self.step = step
    remainder = room - quotient * step
    weight = step - remainder
    self.room = quotient * weight
    if remainder == 0 { return nil }
  }

  /// What becomes of a use.
  func callAsFunction(_ use: Int64) -> Int64 {
    let quotient = Self.floor(use, step)
    return quotient * weight + max(0, use - quotient * step - remainder)
  }

  private static func floor(_ a: Int64, _ b: Int64) -> Int64 {
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
  }
}

/// What a relaxation's optimum takes of the core's options.
private struct Mixture {
  /// An option and how much of it is taken.
  private struct Share {
    var option: Int
    var claimant: Int
    var share: Double
  }

  /// Each claimant's option of greatest share.
  private var reference: [Int]
  /// All options of the claimants that mix.
  private var shares: [Share] = []

  /// Steps by which a row is divided besides the uses that are mixed.
  private static let steps: Set<Int64> = [2, 3, 4, 5, 6, 8, 12, 16]
  /// A cut that the mixture breaks by less, in steps, is not worth a row.
  private static let leastViolation = 0.02

  init(_ descent: PriceDescent, _ options: [Int32]) {
    let mixed = MixedChoice(descent)
    reference = mixed.rounded.map { Int(options[$0]) }
    for mix in mixed.mixes {
      for (option, share) in zip(mix.options, mix.shares) {
        shares.append(Share(option: Int(options[option]), claimant: mix.claimant, share: share))
      }
    }
  }

  /// The cut of one row that is broken by the most steps; nil where none is.
  ///
  /// It may be counted from any of a mixing claimant's options.
  func bestCut(of row: Int, room: Double, _ core: SearchCore) -> RoundingCut? {
    let line = core.table.use[row * core.table.options..<(row + 1) * core.table.options]
    let units = line.map { Int64($0 / core.scale[row]) }
    let spare = reference.reduce(Int64(room / core.scale[row])) { $0 - units[$1] }
    var most = Self.leastViolation
    var best: (rounding: Rounding, reference: [Int])?
    for place in [nil] + shares.map(Optional.some) {
      var reference = reference
      var spare = spare
      if let place {
        if reference[place.claimant] == place.option { continue }
        spare += units[reference[place.claimant]] - units[place.option]
        reference[place.claimant] = place.option
      }
      let uses = shares.map { units[$0.option] - units[reference[$0.claimant]] }
      for step in Self.steps.union(uses.map(abs)).sorted() where step > 1 {
        guard let rounding = Rounding(step: step, room: spare) else { continue }
        var sum = -Double(rounding.room)
        for (use, share) in zip(uses, shares) { sum += share.share * Double(rounding(use)) }
        if sum > most * Double(rounding.weight) {
          most = sum / Double(rounding.weight)
          best = (rounding, reference)
        }
      }
    }
    guard let best else { return nil }
    let use = units.indices.map { option in
      let from = best.reference[Int(core.claimantOf[option])]
      return Double(best.rounding(units[option] - units[from]))
    }
    return RoundingCut(use: use, room: Double(best.rounding.room))
  }
}

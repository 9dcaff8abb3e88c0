internal import Choice
internal import Foundation
internal import Kernels
internal import Scoring
public import Units

/// How the standard normal draws are made that simulated likelihoods are means over.
public struct DrawPlan: Hashable, Sendable {
  /// The sequence.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Scrambled Sobol points of each person's own: keyed by seed, person and coefficient, so that
    /// neither the order of rows nor that of coefficients changes them.
    case sobol
    /// One Halton sequence through all people in order, one prime a coefficient in the model's order:
    /// the layout of most published estimates.
    case halton
  }

  /// The sequence.
  public var kind: Kind
  /// R, draws a person.
  public var count: Int
  /// Points of a Halton sequence that are left out at its beginning; at least 1, as the first is 0.
  public var drop: Int
  /// What scrambled sequences are scrambled by.
  public var seed: Seed

  /// A plan for draws.
  public init(kind: Kind = .sobol, count: Int = 1000, drop: Int = 100, seed: Seed = Seed(1)) {
    precondition(count >= 1 && drop >= 1)
    self.kind = kind
    self.count = count
    self.drop = drop
    self.seed = seed
  }

  /// The same with another number of draws.
  public func with(count: Int) -> DrawPlan {
    var plan = self
    plan.count = count
    return plan
  }
}

/// The standard normal draws of every unit of a likelihood.
struct StandardDraws: Sendable {
  private let plan: DrawPlan
  private let coefficients: [String]
  // Made once where they fit; made anew for every use where they do not.
  private let kept: [DrawRows]

  /// Beyond so many numbers (1 GiB) draws are made anew for every use.
  private static let keptLimit = 1 << 27

  /// - Parameters:
  ///   - units: The ids of people, or of situations, in the order of the data.
  ///   - coefficients: The names of the random coefficients, in the model's order.
  init(_ plan: DrawPlan, units: [String], coefficients: [String], threads: Int) {
    self.init(plan, coefficients, kept: [])
    let fits = units.count * max(1, coefficients.count) * plan.count <= Self.keptLimit
    if fits, !coefficients.isEmpty {
      let bare = self
      self.init(
        plan, coefficients,
        kept: concurrentMap(units.count, threads: threads) { bare.make($0, units[$0]) })
    }
  }

  private init(_ plan: DrawPlan, _ coefficients: [String], kept: [DrawRows]) {
    self.plan = plan
    self.coefficients = coefficients
    self.kept = kept
  }

  /// The draws of unit `index`, whose id is `unit`; `[coefficients, R]`.
  func draws(_ index: Int, _ unit: String) -> DrawRows {
    kept.isEmpty ? make(index, unit) : kept[index]
  }

  private func make(_ index: Int, _ unit: String) -> DrawRows {
    let rows = DrawRows(count: plan.count, rows: coefficients.count)
    for (place, name) in coefficients.enumerated() {
      let points: [Double]
      switch plan.kind {
      case .sobol:
        let key = "fulcrum estimate/1\u{0}\(plan.seed)\u{0}\(unit)\u{0}\(name)"
        // The dimension is the name's place among the names, whatever the model's order.
        let dimension = coefficients.count { $0 < name }
        points = SobolSequence(dimension: dimension, key: SHA256(of: key).prefix64)
          .points(plan.count)
      case .halton:
        let base = Self.prime(place)
        let first = plan.drop + index * plan.count
        points = (first..<first + plan.count).map { Self.radicalInverse($0, base: base) }
      }
      rows.replace(place, by: points.map(NormalDistribution.quantile))
    }
    return rows
  }

  /// Element `index` of the Halton sequence of a base, of which element 0 is 0.
  ///
  /// Source: Halton 1960; Train, *Discrete Choice Methods with Simulation*, 2nd ed. 2009, §9.3.3.
  static func radicalInverse(_ index: Int, base: Int) -> Double {
    var (rest, value, factor) = (index, 0.0, 1.0)
    while rest > 0 {
      factor /= Double(base)
      value += factor * Double(rest % base)
      rest /= base
    }
    return value
  }

  private static func prime(_ place: Int) -> Int {
    var found: [Int] = []
    var candidate = 2
    while found.count <= place {
      if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
      candidate += 1
    }
    return found[place]
  }
}

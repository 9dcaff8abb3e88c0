/// What was found for a problem with promises, how good it is known to be, and what may happen.
public struct ChanceAllocation: Hashable, Sendable {
  /// What proves the bound.
  public enum Proof: Hashable, Sendable {
    /// A search over all promises, each with the exact distribution of what is used.
    case search
    /// Prices of a linear relaxation that every safe plan satisfies: the mean of what is used, plus
    /// what the tail cannot do without. It is true and wide: about as wide as the reserve held above
    /// the mean is worth.
    case relaxation
  }

  /// How the answer stands; a conflict names rows that even averages do not fit, where there are such.
  public var status: Allocation.Status
  /// Index of each claimant's option, in the caller's order; nil where there is no plan.
  public var choice: [Int]?
  /// What the options are worth together, in cents a year, before what being over costs.
  public var value: Int128
  /// What being over costs on average, in cents a year; zero where no row has a price.
  public var recourse: Int128
  /// No plan is worth more after recourse, in cents a year: proven.
  public var bound: Int128
  /// What proves the bound.
  public var proof: Proof
  /// The promised rows, in order; empty where there is no plan.
  public var rows: [RowRisk]
  /// The chance that any row of the year's limit is exceeded; nil where there is none, or no plan.
  public var year: YearRisk?
  /// Nodes of the search tree visited.
  public var nodes: Int

  /// What the plan is worth, in cents a year.
  public var objective: Int128 { value - recourse }

  /// How much better a plan might be, as a share of the bound.
  public var relativeGap: Double {
    bound == objective ? 0 : Double(bound - objective) / max(1, abs(Double(bound)))
  }
}

/// What may happen to one promised row under a plan; exact, given the chances.
public struct RowRisk: Hashable, Sendable {
  /// Its index in the problem.
  public var row: Int
  /// Units there are.
  public var capacity: Int64
  /// Units used for certain, by claimants that do not promise.
  public var firm: Int64
  /// Units promised, as stated in the promises.
  public var promised: Int64
  /// Units that accepted promises use on average, after draw-down.
  public var expectedUse: Double
  /// The chance that accepted promises do not fit.
  public var overcommitProbability: Double
  /// The least room for promises that keeps the row's risk; nil where being over has a price.
  public var reserve: Int64?
  /// Units by which they do not fit, on average over all answers.
  public var expectedShortfall: Double
  /// Units that suffice in 95 % of the cases in which they do not fit; zero where they always do.
  public var shortfallIfOver: Int64

  /// Room for promises: what is not used for certain.
  public var room: Int64 { capacity - firm }
  /// Everything granted and promised, over what there is.
  public var promisedShare: Double { Double(firm + promised) / Double(max(1, capacity)) }
}

/// What was found, and how good it is known to be.
public struct Allocation: Hashable, Sendable {
  /// How the answer stands.
  public enum Status: Hashable, Sendable {
    /// No plan is worth more: proven.
    case optimal
    /// A plan, and a bound; the limits ended the proof.
    case feasible
    /// No plan exists: proven.
    case infeasible(Conflict)
    /// The limits ended the search before a plan was found or excluded.
    case undecided
  }

  /// How the answer stands.
  public var status: Status
  /// Index of each claimant's option, in the caller's order; nil where there is no plan.
  public var choice: [Int]?
  /// What the plan is worth, in cents a year; zero where there is no plan.
  public var objective: Int128
  /// No plan is worth more, in cents a year: proven.
  ///
  /// Equals ``objective`` when optimal; zero when infeasible.
  public var bound: Int128
  /// Prices and the bound that they prove on their own; at least ``bound``.
  public var certificate: Certificate
  /// What the plan uses of each resource, in the caller's order; zeros where there is no plan.
  public var used: [Int64]
  /// Nodes of the search tree visited; one with many cuts counts as several.
  public var nodes: Int
  /// Options still undecided when the tree search began last; zero if the prices decided all.
  public var optionsLeft: Int
  /// Passes over a table of ``SparseProblem``'s; zero where it was not read as a whole.
  public var passes = 0
  /// Where the relaxation's descent ended, for like problems to begin at.
  public var vertex: PriceVertex?

  /// How much better a plan might be, as a share of the bound.
  public var relativeGap: Double {
    bound == objective ? 0 : Double(bound - objective) / max(1, abs(Double(bound)))
  }
}

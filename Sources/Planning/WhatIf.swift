public import Scenario

/// One change of the circumstances, planned again.
public struct WhatIf: Hashable, Sendable {
  /// What changes.
  public enum Change: Hashable, Sendable {
    /// Units rented for a pool beside the owned ones, at dollars a year in all.
    case rent(pool: String, units: Int, cost: Double)
    /// More cash for offers, dollars a year.
    case cash(Double)
    /// Nodes of a pool that fail, and the H100-equivalents left in the cluster that people weigh.
    case failure(pool: String, units: Int, clusterLeft: Double)
    /// Another belief about the worth of compute to people.
    case preset(String)
  }

  /// What changes.
  public var change: Change
  /// The same change on the command line; empty where it cannot be said there.
  public var overrides: [Scenario.Override]
  /// What the changed plan is worth more, dollars a year; `nil` where the two cannot be compared.
  ///
  /// The rent itself is not taken off.
  public var worth: Double?
  /// The same when the cost of a rent comes out of the cash for offers; `nil` for other changes, and
  /// where the budget is too small for it.
  public var worthIfPaidInCash: Double?
  /// Candidates who are offered something only after the change.
  public var offersAdded: [String]
  /// Candidates who are offered something only before the change.
  public var offersDropped: [String]
  /// Candidates whose stated cut-off is met only before the change.
  public var screensClosed: [ClosedScreen]
  /// P(accept) of the offers that are made before and after, by candidate.
  public var acceptances: [AcceptanceChange]
  /// Whether the changed plan is proven, or that there is none.
  public var isProven: Bool
  /// Whether no plan is left.
  public var isInfeasible = false

  /// An offer that the plan makes either way.
  public struct AcceptanceChange: Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// P(accept) of the plan.
    public var before: Double
    /// P(accept) of the changed plan, whose package may be another.
    public var after: Double
  }

  /// A candidate whom the smaller cluster loses.
  public struct ClosedScreen: Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// The stated cut-off, H100-equivalents.
    public var cutoff: Double
  }
}

extension PlanDocument {
  /// One change of the circumstances, planned again.
  public struct WhatIf: Codable, Hashable, Sendable {
    /// What changes.
    public var change: Change
    /// The same in words, and what it does.
    public var sentence: String
    /// The same change on the command line; empty where it cannot be said there.
    public var overrides: [Override]
    /// What the changed plan is worth more, dollars a year; absent where the two cannot be compared.
    public var worth: Double?
    /// The same when the cost of a rent comes out of the cash for offers.
    public var worthIfPaidInCash: Double?
    /// Candidates who are offered something only after the change.
    public var offersAdded: [String]
    /// Candidates who are offered something only before the change.
    public var offersDropped: [String]
    /// Candidates whose stated cut-off is met only before the change.
    public var screensClosed: [Screen]
    /// P(accept) of the offers that are made before and after.
    public var acceptances: [Acceptance]
    /// No plan is left; absent where one is.
    public var infeasible: Bool?
    /// The changed plan is proven, or that there is none.
    public var proven: Bool

    private enum CodingKeys: String, CodingKey {
      case change, sentence, overrides, worth, acceptances, infeasible, proven
      case worthIfPaidInCash = "worth_if_paid_in_cash"
      case offersAdded = "offers_added"
      case offersDropped = "offers_dropped"
      case screensClosed = "screens_closed"
    }

    /// What changes; only the keys of its kind.
    public struct Change: Codable, Hashable, Sendable {
      /// `rent`, `cash`, `failure` or `preset`.
      public var kind: String
      /// The pool that is rented for, or fails.
      public var pool: String?
      /// Its units.
      public var units: Int?
      /// Its physical GPUs.
      public var gpus: Int?
      /// The rent, dollars a year in all.
      public var cost: Double?
      /// The rent of one GPU for an hour, dollars.
      public var rentPerGpuHour: Double?
      /// More cash, dollars a year.
      public var cash: Double?
      /// H100-equivalents left in the cluster that people weigh.
      public var clusterH100e: Double?
      /// The other belief.
      public var preset: String?

      private enum CodingKeys: String, CodingKey {
        case kind, pool, units, gpus, cost, cash, preset
        case rentPerGpuHour = "rent_per_gpu_hour"
        case clusterH100e = "cluster_h100e"
      }
    }

    /// A candidate whom the smaller cluster loses.
    public struct Screen: Codable, Hashable, Sendable {
      /// The candidate.
      public var candidate: String
      /// The stated cut-off, H100-equivalents.
      public var cutoff: Double
    }

    /// An offer that is made either way.
    public struct Acceptance: Codable, Hashable, Sendable {
      /// The candidate.
      public var candidate: String
      /// P(accept) of the plan.
      public var before: Double
      /// P(accept) of the changed plan.
      public var after: Double
    }
  }
}

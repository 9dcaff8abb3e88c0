extension DataLayout {
  /// What became of offers, as an applicant-tracking system exports it: one row per offer.
  ///
  /// Each row is a decision between the alternatives `offer`, `rival` where one is named, and
  /// `stay`.
  public struct OfferOutcome: Hashable, Sendable {
    /// What an outcome says of the decision.
    public enum Meaning: String, CaseIterable, Hashable, Sendable {
      /// Our offer was chosen.
      case accepted
      /// Our offer was not: the rival where one is named, else staying.
      case declined
      /// Staying was chosen, though a rival may be named.
      case stayed
      /// Nobody decided: withdrawn, pending. The row does not count.
      case ignored
    }

    /// The column with the outcome.
    public var column: ColumnReference
    /// What its texts mean.
    public var meanings: [String: Meaning]
    /// The column that names the rival, empty where none is known; nil: no rival is.
    public var rival: ColumnReference?

    /// What became of offers.
    public init(column: ColumnReference, meanings: [String: Meaning], rival: ColumnReference?) {
      self.column = column
      self.meanings = meanings
      self.rival = rival
    }

    /// The alternatives' ids.
    public static let offer = "offer"
    /// Of the named rival's offer.
    public static let rivalOffer = "rival"
    /// Of staying where one is.
    public static let stay = "stay"
  }
}

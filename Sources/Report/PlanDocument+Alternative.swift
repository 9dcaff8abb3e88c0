extension PlanDocument {
  /// Another choice for one team or candidate, planned again.
  public struct Alternative: Codable, Hashable, Sendable {
    /// The package; absent for a team.
    public var package: String?
    /// What it holds; absent for a team.
    public var packageContents: Offer.Contents?
    /// The grant, or the guarantee.
    public var gpus: [PoolGPUs]
    /// Its P(accept); absent for a team.
    public var accept: Double?
    /// What the claimant would be worth more, dollars a year.
    public var gain: Double
    /// What the plan as a whole would be worth less.
    public var loss: Double
    /// What all others would lose together.
    public var othersLose: Double
    /// Who would lose, most first.
    public var payers: [Payer]
    /// What would make the plan choose so; absent where nothing is known to.
    public var flip: Flip?
    /// From which price of a pool the claimant itself would choose so; absent where none does.
    public var flipPrice: PriceFlip?

    private enum CodingKeys: String, CodingKey {
      case package, gpus, accept, gain, loss, payers, flip
      case flipPrice = "flip_price"
      case packageContents = "package_contents"
      case othersLose = "others_lose"
    }
  }

  /// Somebody who would lose by another choice.
  public struct Payer: Codable, Hashable, Sendable {
    /// A team's or candidate's id.
    public var id: String
    /// `team` or `candidate`.
    public var kind: String
    /// Dollars a year.
    public var loss: Double
    /// What it would give up; negative where it would get some, pools that stay left out.
    public var gives: [PoolGPUs]
  }

  /// A changed input that changes the plan.
  public struct Flip: Codable, Hashable, Sendable {
    /// The input's path.
    public var path: String
    /// What it is.
    public var present: Double
    /// What it would have to be.
    public var needed: Double
  }
}

public import Scenario

/// What it would bring, and whom it would cost, to choose otherwise for one team or candidate.
///
/// Not read off prices: the problem was solved again with this claimant bound to the alternative.
public struct WhyNot: Hashable, Sendable {
  /// Units of the alternative grant, or of the guarantee; `[pools]`.
  public var units: [Int]
  /// The package of the alternative offer; `nil` for a team.
  public var package: Scenario.Package?
  /// Its P(accept); `nil` for a team.
  public var acceptance: Double?
  /// What the claimant itself would be worth more, dollars a year.
  public var gain: Double
  /// What the plan as a whole would be worth less, dollars a year; never negative when proven.
  public var loss: Double
  /// Who would pay, whoever loses most first; only those who lose.
  public var payers: [Payer]
  /// From which worth of the claimant on the plan would choose so; `nil` where none is known.
  public var flip: Flip?
  /// From which price of a pool on the claimant itself would choose so; `nil` where none does.
  public var priceFlip: PriceFlip?

  /// What all others would lose together, dollars a year.
  public var othersLose: Double { gain + loss }

  /// Somebody who would lose by it.
  public struct Payer: Hashable, Sendable {
    /// A team's or candidate's id.
    public var id: String
    /// Whether it is a team.
    public var isTeam: Bool
    /// Dollars a year.
    public var loss: Double
    /// Units that it would give up; `[pools]`, negative where it would get some.
    public var units: [Int]
  }

  /// A changed input that changes the plan; planned again to be sure.
  public struct Flip: Hashable, Sendable {
    /// The input: `teams[multimodal].value`, `candidates[C-04].hire_value`.
    public var path: String
    /// What it is.
    public var present: Double
    /// What it would have to be: rounded up, and confirmed.
    public var needed: Double
  }
}

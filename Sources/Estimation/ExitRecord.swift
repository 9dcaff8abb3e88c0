/// A year or so of one person's stay, and whether she left.
public struct ExitRecord: Hashable, Sendable {
  /// The person's id.
  public var person: String
  /// The group whose hazard it is, such as a segment.
  public var group: String
  /// How long she was looked at, in years; positive.
  public var years: Double
  /// Whether she left in that time.
  public var hasLeft: Bool
  /// What conditions have become better by, in log-pay per unit of the coefficient: of compute, the
  /// segment's part-worth times the change of the transformed GPUs per head.
  public var gain: Double
  /// The logarithm of pay now over pay before.
  public var logPay: Double

  /// A person's stay.
  public init(
    person: String, group: String, years: Double, hasLeft: Bool, gain: Double, logPay: Double = 0
  ) {
    precondition(years > 0 && gain.isFinite && logPay.isFinite)
    self.person = person
    self.group = group
    self.years = years
    self.hasLeft = hasLeft
    self.gain = gain
    self.logPay = logPay
  }
}

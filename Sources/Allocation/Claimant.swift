/// Whoever wants resources; exactly one of the options is chosen.
///
/// There is no implied "nothing": a claimant that may go empty lists an option that uses nothing, and
/// one with a floor does not.
public struct Claimant: Hashable, Sendable {
  /// The claimant's name, unique within a problem.
  public var id: String
  /// What may be chosen, at least one.
  public var options: [Option]

  /// A claimant.
  public init(id: String, options: [Option]) {
    self.id = id
    self.options = options
  }

  /// One way to serve a claimant: what it is worth and what it uses.
  public struct Option: Hashable, Sendable {
    /// The option's name, unique within its claimant.
    public var id: String
    /// What choosing it is worth, in whole cents a year; may be negative.
    public var value: Int64
    /// What choosing it uses, in whole units, one entry per resource; a negative entry adds units.
    public var use: [Int64]

    /// An option.
    public init(id: String, value: Int64, use: [Int64]) {
      self.id = id
      self.value = value
      self.use = use
    }
  }
}

/// What it is like to work for a kind of employer: levels of the attributes that people weigh.
///
/// Nobody has measured them: each is an assumption with a range and a reason, and a scenario may
/// replace any.
public struct EmployerProfile: Hashable, Sendable {
  /// One level, and how far it may be off.
  public struct Level: Hashable, Sendable {
    /// The attribute.
    public let attribute: String
    /// The level, in the attribute's unit.
    public let level: Double
    /// The levels that are still believable; nil of one that a scenario states.
    public let range: ClosedRange<Double>?
    /// Why it was chosen, in a line.
    public let reason: String

    /// A level.
    public init(
      _ attribute: String, _ level: Double, _ range: ClosedRange<Double>?, _ reason: String
    ) {
      self.attribute = attribute
      self.level = level
      self.range = range
      self.reason = reason
    }
  }

  /// The name in files.
  public let id: String
  /// What kind of house, in a line.
  public let summary: String
  /// The levels, in the order of the registry's attributes.
  public let levels: [Level]

  /// A profile.
  public init(id: String, summary: String, levels: [Level]) {
    self.id = id
    self.summary = summary
    self.levels = levels
  }

  /// What it says of an attribute; nil where it says nothing.
  public subscript(attribute: String) -> Level? { levels.first { $0.attribute == attribute } }

  /// The shipped profile of that id.
  public static func named(_ id: String) -> EmployerProfile? { shipped.first { $0.id == id } }

  /// The shipped profiles: firms, then institutes.
  public static let shipped: [EmployerProfile] = firms + institutes
}

/// The number from which all randomness of a run follows.
///
/// Core modules never draw from a clock or the system: they take a seed, and derive from it one
/// stream per purpose by name (see ``SHA256``), never by the position of a row.
public struct Seed: Hashable, Sendable, CustomStringConvertible {
  /// The number as the user gives it.
  public var value: UInt64

  /// A seed.
  public init(_ value: UInt64) { self.value = value }

  /// The number in decimal.
  public var description: String { String(value) }
}

/// Where a shipped number comes from.
public struct Provenance: Hashable, Sendable {
  /// Author, year and place, or why the number was chosen.
  public var source: String
  /// The year or date that the source speaks of.
  public var date: String
  /// Nobody measured it: it is printed as an assumption, and `range` says how far it may be off.
  public var isAssumption: Bool
  /// The range that is still believable, as text; empty where the source gives none.
  public var range: String

  /// A provenance; measured unless said otherwise.
  public init(_ source: String, date: String, range: String = "", isAssumption: Bool = false) {
    self.source = source
    self.date = date
    self.range = range
    self.isAssumption = isAssumption
  }

  /// A number that nobody measured.
  public static func assumption(_ why: String, range: String) -> Provenance {
    Provenance(why, date: "2026", range: range, isAssumption: true)
  }
}

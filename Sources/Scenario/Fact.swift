internal import Choice

extension Scenario {
  /// A number that the plan rests on, with its source.
  public struct Fact: Hashable, Sendable {
    /// What it is the number of.
    public var what: String
    /// The number with its unit.
    public var value: String
    /// Who measured it, or why it was chosen.
    public var source: String
    /// The year or day it speaks of; empty if unknown.
    public var date: String
    /// Whether nobody measured it.
    public var isAssumption: Bool

    /// A fact.
    public init(what: String, value: String, source: String, date: String, isAssumption: Bool) {
      self.what = what
      self.value = value
      self.source = source
      self.date = date
      self.isAssumption = isAssumption
    }
  }
}

extension Scenario.Fact {
  /// The worth of an attribute, as the registry believes it.
  init(_ attribute: Attribute) {
    self.init(
      what: "worth of \(attribute.id)", value: "\(attribute.partWorth) in log pay",
      source: attribute.provenance.source
        + (attribute.provenance.range.isEmpty ? "" : "; range \(attribute.provenance.range)"),
      date: attribute.provenance.date, isAssumption: attribute.provenance.isAssumption)
  }
}

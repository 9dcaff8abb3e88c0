internal import Documents

/// What a row of rivals takes from its employer where it states nothing itself.
struct EmployerDefaults: Hashable, Sendable {
  /// The largest single cluster there, in H100-equivalents.
  var h100e: Double
  /// Where that size comes from.
  var fact: Scenario.Fact
  /// What it is like to work there: the id of a profile; nil where nothing is said of it.
  var profile: String?
}

extension EmployerDefaults {
  /// What ships about an employer.
  init(_ employer: Employer) {
    h100e = employer.h100e
    profile = employer.profile
    fact = Scenario.Fact(
      what: "cluster of \(employer.id)",
      value: Self.size(employer.h100e) + ": \(employer.gpus) \(employer.accelerator)",
      source: "\(employer.source), \(employer.certainty.rawValue); \(employer.page)",
      date: employer.date.description, isAssumption: false)
  }

  /// A size as a fact states it; a tenth of a GPU is more than anybody knows.
  static func size(_ h100e: Double) -> String {
    "\(((h100e * 10).rounded() / 10).plain) H100-equivalents"
  }
}

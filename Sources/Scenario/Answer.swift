extension Scenario {
  /// What became of an offer: the person has accepted or refused, and is no candidate any more.
  ///
  /// Who has accepted uses everything in the package for certain; who has refused uses nothing.
  public struct Answer: Hashable, Sendable {
    /// The person, as they were a candidate.
    public var candidate: Candidate
    /// The package that was accepted; nil where none was.
    public var package: Package?

    /// Whether the answer is yes.
    public var isYes: Bool { package != nil }

    /// As files and the command line have it: `no`, `yes:PACKAGE`.
    public var text: String { package.map { "yes:\($0.id)" } ?? "no" }
  }

  /// The scenario as if nobody had answered.
  public var withoutAnswers: Scenario {
    var scenario = self
    scenario.candidates = (candidates + answers.map(\.candidate)).sorted { $0.id < $1.id }
    scenario.answers = []
    return scenario
  }
}

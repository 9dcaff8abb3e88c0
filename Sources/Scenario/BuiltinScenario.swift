/// A scenario that ships inside the program, as the files that its copy on disk would have.
public enum BuiltinScenario: String, Hashable, Sendable, CaseIterable {
  /// A laboratory with two clusters, ten teams and twelve candidates; invented.
  case lab

  /// What `--example` calls it.
  public var name: String { rawValue }

  /// What stands for its folder where a scenario is named: `builtin:lab`.
  public var reference: String { Self.prefix + name }

  /// What a reference begins with.
  static let prefix = "builtin:"

  /// The files, `scenario.yaml` first.
  public var files: [(name: String, text: String)] {
    switch self {
    case .lab:
      [
        ("scenario.yaml", Self.labFile), ("teams.csv", Self.labTeams),
        ("candidates.csv", Self.labCandidates), ("rivals.csv", Self.labRivals),
      ]
    }
  }
}

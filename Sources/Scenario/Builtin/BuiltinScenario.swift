/// A scenario that ships inside the program, as the files that its copy on disk would have.
public enum BuiltinScenario: String, Hashable, Sendable, CaseIterable {
  /// A laboratory with two clusters, ten teams and twelve candidates.
  case lab
  /// A hospital with eight nodes and data that nobody else has.
  case hospital
  /// Less cash than the rival pays, with GPUs, and still the better offer.
  case lowerCashWins = "lower-cash-wins"
  /// A candidate who wants a larger cluster than ours: no cash changes the answer.
  case noCashOpensIt = "no-cash-opens-it"
  /// Access to data that persuades better than a node of GPUs.
  case dataBeatsGPUs = "data-beats-gpus"
  /// A hire who brings less than the team loses whose nodes it takes.
  case netNegativeHire = "net-negative-hire"

  /// What `--example` calls it.
  public var name: String { rawValue }

  /// What stands for its folder where a scenario is named: `builtin:lab`.
  public var reference: String { Self.prefix + name }

  /// What a reference begins with.
  static let prefix = "builtin:"

  /// What it is about, to follow "Built-in example": `an invented lab`.
  public var title: String {
    switch self {
    case .lab: "an invented lab"
    case .hospital: "an invented hospital"
    case .lowerCashWins: "where the lower cash wins"
    case .noCashOpensIt: "where no cash opens the door"
    case .dataBeatsGPUs: "where data beats GPUs"
    case .netNegativeHire: "where a hire costs more than it brings"
    }
  }

  /// The files, `scenario.yaml` first.
  public var files: [(name: String, text: String)] {
    switch self {
    case .lab:
      [
        ("scenario.yaml", Self.labFile + Self.columns), ("teams.csv", Self.labTeams),
        ("candidates.csv", Self.labCandidates), ("rivals.csv", Self.labRivals),
      ]
    case .hospital:
      [
        ("scenario.yaml", Self.hospitalFile + Self.columns), ("teams.csv", Self.hospitalTeams),
        ("candidates.csv", Self.hospitalCandidates), ("rivals.csv", Self.hospitalRivals),
      ]
    case .lowerCashWins: [("scenario.yaml", Self.lowerCashWinsFile)]
    case .noCashOpensIt: [("scenario.yaml", Self.noCashOpensItFile)]
    case .dataBeatsGPUs: [("scenario.yaml", Self.dataBeatsGPUsFile)]
    case .netNegativeHire: [("scenario.yaml", Self.netNegativeHireFile)]
    }
  }

  /// The first line of every `scenario.yaml`: editors that know YAML find the schema by it.
  static let modeline = "# yaml-language-server: $schema=scenario.schema.json"
}

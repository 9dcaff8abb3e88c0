internal import Documents
public import ProblemFiles
public import Scenario

/// What differs between two scenarios or plans, and what that does to whom: JSON, schema `fulcrum.diff/1`.
///
/// Only what differs is listed, the largest effect first; `same` counts the rest. Money is in dollars
/// a year, GPUs are physical. What is not known of one side is absent there.
public struct DifferenceDocument: Encodable, Hashable, Sendable {
  /// `fulcrum.diff/1`.
  public var schema = "fulcrum.diff/1"
  /// The version of the program.
  public var version: String
  /// What is held against ``after``.
  public var before: Side
  /// What is held against ``before``.
  public var after: Side
  /// Nothing differs.
  public var equal: Bool {
    inputs.isEmpty && files.isEmpty && !(effect?.isSomething ?? false) && (figures ?? []).isEmpty
      && !(solution?.isSomething ?? false)
  }
  /// The inputs that differ, by path.
  public var inputs: [Input]
  /// The texts behind two plans that differ.
  public var files: [File]
  /// What the plans differ in; nil where nothing was planned.
  public var effect: PlanEffect?
  /// The figures in which two briefs or sweeps differ; nil of scenarios and plans.
  public var figures: [Figure]?
  /// What two solutions differ in; nil of anything else.
  public var solution: SolutionEffect?
  /// How many inputs or texts are the same.
  public var sameInputs: Int
  /// How many figures are the same; nil of scenarios and plans.
  public var sameFigures: Int?

  /// One figure that differs.
  public struct Figure: Encodable, Hashable, Sendable {
    /// What it is.
    public var name: String
    /// What it counts.
    public var unit: FigureList.Unit
    /// Absent where there was none, such as an amount that will not do.
    public var before: Double?
    /// Absent where there is none.
    public var after: Double?
  }

  /// One of the two.
  public struct Side: Encodable, Hashable, Sendable {
    /// `scenario`, `plan`, `offer`, `sweep` or `solution`.
    public var kind: String
    /// As it was named.
    public var source: String
    /// The scenario's name.
    public var name: String
    /// What the plan is: `optimal`, `feasible`, `infeasible`; absent where nothing was planned.
    public var status: String?

    /// A side.
    public init(kind: String, source: String, name: String, status: String? = nil) {
      self.kind = kind
      self.source = source
      self.name = name
      self.status = status
    }
  }

  /// One input that differs.
  public struct Input: Encodable, Hashable, Sendable {
    /// Its path, as `--set` takes it.
    public var path: String
    /// Absent where it was not given.
    public var before: InputValue?
    /// Absent where it is not given.
    public var after: InputValue?
  }

  /// A text that two plans were made from and that differs.
  public struct File: Encodable, Hashable, Sendable {
    /// Its name.
    public var name: String
    /// SHA-256; absent where there was none.
    public var before: String?
    /// SHA-256; absent where there is none.
    public var after: String?
  }

  private enum CodingKeys: String, CodingKey {
    case schema, version, before, after, equal, inputs, files, same, figures
  }

  private struct Same: Encodable {
    var inputs: Int
    var resources, teams, offers, figures, claimants: Int?
  }

  /// Two scenarios.
  public init(
    _ before: Side, _ after: Side, scenarios difference: ScenarioDifference, effect: PlanEffect?,
    version: String
  ) {
    self.version = version
    (self.before, self.after) = (before, after)
    inputs = difference.changes.map {
      Input(
        path: $0.path, before: $0.before.map(InputValue.init),
        after: $0.after.map(InputValue.init))
    }
    files = []
    sameInputs = difference.sameCount
    self.effect = effect
  }

  /// Two plans, as documents.
  public init(
    _ before: Side, _ after: Side, plans old: PlanDocument, _ new: PlanDocument, version: String
  ) {
    self.version = version
    (self.before, self.after) = (before, after)
    let names = Self.differences(DocumentOrigin(old), DocumentOrigin(new))
    (inputs, files, sameInputs) = names
    effect = PlanEffect(from: old, to: new)
  }

  /// Two briefs, or two sweeps.
  public init(
    _ before: Side, _ after: Side, figures old: FigureList, _ new: FigureList, version: String
  ) {
    self.version = version
    (self.before, self.after) = (before, after)
    (inputs, files, sameInputs) = Self.differences(old.origin, new.origin)
    let others = Dictionary(
      new.figures.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(old.figures.map(\.name))
    let all = old.figures + new.figures.filter { !known.contains($0.name) }
    let compared = all.map { figure in
      Figure(
        name: figure.name, unit: figure.unit,
        before: known.contains(figure.name) ? figure.value : nil,
        after: others[figure.name]?.value)
    }
    figures = compared.filter { $0.before != $0.after }
    sameFigures = compared.count - (figures?.count ?? 0)
  }

  /// Two solutions of the solver alone.
  public init(
    _ before: Side, _ after: Side, solutions old: SolutionDocument, _ new: SolutionDocument,
    version: String
  ) {
    self.version = version
    (self.before, self.after) = (before, after)
    (inputs, files, sameInputs) = Self.differences(
      settings: old.settings, new.settings, texts: old.texts, new.texts)
    solution = SolutionEffect(from: old, to: new)
  }

  private static func differences(
    _ old: DocumentOrigin, _ new: DocumentOrigin
  ) -> ([Input], [File], Int) {
    differences(settings: old.settings, new.settings, texts: old.texts, new.texts)
  }

  // Settings and texts that differ, and how many texts do not.
  private static func differences(
    settings: [String: InputValue], _ others: [String: InputValue], texts: [String: String],
    _ newTexts: [String: String]
  ) -> ([Input], [File], Int) {
    let inputs = Set(settings.keys).union(others.keys).sorted()
      .filter { settings[$0] != others[$0] }
      .map { Input(path: $0, before: settings[$0], after: others[$0]) }
    let names = Set(texts.keys).union(newTexts.keys)
    let files = names.sorted().filter { texts[$0] != newTexts[$0] }
      .map { File(name: $0, before: texts[$0], after: newTexts[$0]) }
    return (inputs, files, names.count - files.count)
  }

  /// The document's bytes: keys sorted, two spaces, a newline at the end.
  public func json() throws -> String {
    try jsonDocument()
  }

  /// Writes the effect's keys beside the others.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(version, forKey: .version)
    try container.encode(before, forKey: .before)
    try container.encode(after, forKey: .after)
    try container.encode(equal, forKey: .equal)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(files, forKey: .files)
    try container.encode(
      Same(
        inputs: sameInputs, resources: effect?.sameResources ?? solution?.sameResources,
        teams: effect?.sameTeams, offers: effect?.sameOffers, figures: sameFigures,
        claimants: solution?.sameClaimants), forKey: .same)
    try container.encodeIfPresent(figures, forKey: .figures)
    try effect?.encode(to: encoder)
    try solution?.encode(to: encoder)
  }
}

/// An input as it was understood.
public enum InputValue: Encodable, Hashable, Sendable {
  /// A number.
  case number(Double)
  /// A text, a word, an interval as `256..512`.
  case text(String)
  /// A yes or no.
  case flag(Bool)
  /// Numbers or words.
  indirect case list([InputValue])
  /// A row, by key.
  indirect case row([String: InputValue])

  init(_ value: ScenarioDifference.Value) {
    switch value {
    case .one(let content): self = InputValue(content)
    case .row(let values): self = .row(values.mapValues { InputValue($0) })
    }
  }

  /// Writes the bare value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .flag(let flag): try container.encode(flag)
    case .list(let list): try container.encode(list)
    case .row(let row): try container.encode(row)
    }
  }
}

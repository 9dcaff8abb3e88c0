public import Documents
public import Estimation

/// What a model file says: how rows become choices, which model is fitted to them, and how.
public struct EstimationModel: Hashable, Sendable {
  /// How rows become choices.
  public var layout: DataLayout
  /// The model; priors, held values and starts on the working scale.
  public var choice: ChoiceModel
  /// How to compute.
  public var settings: Estimator.Settings
  /// The coefficient that is pay or cost: what willingness to pay divides by, in either space.
  public var price: String?
  /// Where the model names what only the data can know; empty for a model made in code.
  var mentions: [Mention]
  /// Where the model names the columns that it uses.
  var columnPlaces: [String: SourceLocation] = [:]

  /// An alternative, a source or a column that the model names.
  struct Mention: Hashable, Sendable {
    enum Kind: String {
      case alternative, source
    }

    let kind: Kind
    let name: String
    let location: SourceLocation
    let key: String
  }

  /// A model made in code.
  public init(
    layout: DataLayout, choice: ChoiceModel, settings: Estimator.Settings = Estimator.Settings(),
    price: String? = nil
  ) {
    self.layout = layout
    self.choice = choice
    self.settings = settings
    self.price = price ?? choice.price
    mentions = []
  }

  /// Reads a model file: YAML or JSON.
  /// - Throws: All problems of it, each with its place.
  public init(readingFile path: String) throws(Diagnostics) {
    try self.init(InputText(readingFile: path))
  }

  /// Reads a model.
  /// - Throws: All problems of it, each with its place.
  public init(_ input: InputText) throws(Diagnostics) {
    self = try ModelReader.model(DocumentNode(yaml: input))
  }

  /// The columns that utility and screen use, each once, in the order of the model.
  public var usedColumns: [String] {
    var seen: Set<String> = []
    let screen = [choice.cutoff?.column, choice.cutoff?.neverOdds]
    return (choice.coefficients.compactMap(\.column) + screen.compactMap(\.self))
      .filter { seen.insert($0).inserted }
  }

  /// A used column as the model names it.
  func reference(to column: String) -> ColumnReference {
    ColumnReference(column, at: columnPlaces[column] ?? SourceLocation(file: "the model"))
  }

  /// Whether an alternative's utility or screen uses a column.
  func uses(_ column: String, of alternative: String) -> Bool {
    if let cutoff = choice.cutoff {
      if cutoff.column == column, !cutoff.unscreened.contains(alternative) { return true }
      if cutoff.neverOdds == column { return true }
    }
    return choice.coefficients.contains {
      $0.column == column && $0.alternatives?.contains(alternative) ?? true
    }
  }
}

internal import Documents
internal import Estimation

/// Reads a model file into a model, and collects what is wrong with it.
///
/// A part that cannot be read is replaced by a plain one where others refer to it by name, so that
/// one mistake is told once.
struct ModelReader {
  /// The outermost keys.
  var root: Section
  /// What only the data can know.
  var mentions: [EstimationModel.Mention] = []
  /// Where columns are named.
  var columnPlaces: [String: SourceLocation] = [:]
  /// What is said of parameters, to be read when it is known which there are.
  var statements: [Statement] = []

  /// A prior, held value or start of a parameter.
  struct Statement {
    enum Kind: String {
      case prior, held, start
    }

    let kind: Kind
    let parameter: String
    let key: String
    let place: SourceLocation
    let value: DocumentNode
  }

  /// The model that a document describes.
  /// - Throws: All problems of it.
  static func model(_ node: DocumentNode) throws(Diagnostics) -> EstimationModel {
    var reader = ModelReader(root: Section(node, path: ""))
    let model = reader.model()
    reader.root.noteUnknownKeys()
    try reader.root.log.throwIfAny()
    guard let model else {
      throw Diagnostics(
        "is not a model file", at: node.location, remedy: "begin it with data and coefficients")
    }
    return model
  }

  private mutating func model() -> EstimationModel? {
    let layout = layout()
    let coefficients = coefficients()
    let isScaledPrice = root.choice(
      "space", among: ["preference", "willingness_to_pay"], default: "preference")
    let price = price(among: coefficients, isNeeded: isScaledPrice == "willingness_to_pay")
    var choice = ChoiceModel(coefficients: coefficients)
    choice.price = isScaledPrice == "willingness_to_pay" ? price : nil
    choice.correlated = correlated(coefficients)
    choice.nests = nests()
    choice.cutoff = cutoff()
    choice.lapse = lapse()
    choice.referenceSource = scales(layout)
    choice.isPanel = root.flag("panel", default: true) ?? true
    checkNames(choice)
    readStatements(into: &choice)
    let settings = settings()
    guard let layout, let settings else { return nil }
    var model = EstimationModel(layout: layout, choice: choice, settings: settings, price: price)
    (model.mentions, model.columnPlaces) = (mentions, columnPlaces)
    checkAlternatives(of: layout)
    checkColumns(of: model)
    return model
  }

  // A coefficient called as a parameter of the model is called would be two things in one table.
  private mutating func checkNames(_ choice: ChoiceModel) {
    var seen: Set<String> = []
    for parameter in choice.parameters(sources: []) where !seen.insert(parameter.name).inserted {
      root.note(
        Diagnostic(
          "two parameters would have this name", at: root.place(of: "coefficients"),
          key: "coefficients.\(parameter.name)", remedy: "call the coefficient otherwise"))
    }
  }

  /// The words in a list, or one word, each with its place.
  mutating func words(
    _ node: DocumentNode, key: String, wanting wanted: String
  ) -> [(text: String, place: SourceLocation)] {
    var words: [(text: String, place: SourceLocation)] = []
    for element in node.elements ?? [node] {
      if let text = element.text, !text.isEmpty {
        words.append((text, element.location))
      } else {
        root.note(
          Diagnostic("holds what is not one word", at: element.location, key: key, remedy: wanted))
      }
    }
    if node.elements?.isEmpty ?? false {
      root.note(Diagnostic("is an empty list", at: node.location, key: key, remedy: wanted))
    }
    return words
  }

  /// A formula; what is wrong with it is noted.
  mutating func formula(_ node: DocumentNode?, key: String) -> Formula? {
    guard let node else { return nil }
    guard let text = node.text else {
      root.note(
        Diagnostic(
          "is no formula: YAML takes brackets and braces for lists and groups", at: node.location,
          key: key, remedy: "put the whole formula in quotes"))
      return nil
    }
    var place = node.location
    if case .scalar(_, isQuoted: true) = node.content { place.column += 1 }
    do throws(Diagnostics) {
      let formula = try Formula(text, at: place, key: key)
      for column in formula.columns { refuseProtected(column, key: key) }
      return formula
    } catch {
      for problem in error.problems { root.note(problem) }
      return nil
    }
  }

  /// A column's name.
  mutating func column(_ node: DocumentNode?, key: String) -> ColumnReference? {
    guard let node else { return nil }
    guard let name = node.text, !name.isEmpty else {
      root.note(
        Diagnostic(
          "is not the name of a column", at: node.location, key: key,
          remedy: "write one name as it stands in the table's first line"))
      return nil
    }
    let column = ColumnReference(name, at: node.location)
    refuseProtected(column, key: key)
    return column
  }

  /// Refuses a property of a person that no decision may depend on.
  mutating func refuseProtected(_ column: ColumnReference, key: String) {
    guard let refusal = ProtectedAttribute.refusal(of: column.name) else { return }
    root.note(
      Diagnostic(
        refusal.problem, at: column.location, key: key, value: .text(column.name),
        remedy: "take another column; audit outcomes by group in a file of its own"))
  }
}

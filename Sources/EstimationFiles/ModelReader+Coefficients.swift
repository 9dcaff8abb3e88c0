internal import Documents
internal import Estimation

extension ModelReader {
  /// The coefficients, in the order of the file.
  mutating func coefficients() -> [ChoiceModel.Coefficient] {
    guard
      var section = root.requiredSection(
        "coefficients", remedy: "list them, such as b_cost: {column: cost}")
    else { return [] }
    var (coefficients, register) = ([ChoiceModel.Coefficient](), IdentifierRegister())
    for entry in section.entries {
      _ = section.node(entry.key)
      let problem = register.enter(entry.key, at: entry.location, key: "coefficients")
      if let problem {
        section.note(problem)
      } else if entry.key.contains(".") {
        section.note(
          Diagnostic(
            "a coefficient's name has a dot", at: entry.location, key: "coefficients",
            value: .text(entry.key), remedy: "write such as b_cost"))
      } else {
        coefficients.append(coefficient(entry))
      }
    }
    if section.entries.isEmpty {
      section.note(
        Diagnostic(
          "is empty", at: section.location, key: "coefficients",
          remedy: "list them, such as b_cost: {column: cost}"))
    }
    section.finish(into: &root)
    return coefficients
  }

  private mutating func coefficient(_ entry: DocumentNode.Entry) -> ChoiceModel.Coefficient {
    let key = "coefficients.\(entry.key)"
    var coefficient = ChoiceModel.Coefficient(name: entry.key, column: nil)
    if entry.value.text != nil, !entry.value.isNull {
      coefficient.column = usedColumn(entry.value, key: key)
      return coefficient
    }
    var section = root.nested(entry.value, path: key)
    let constant = section.node("constant")
    if let constant {
      coefficient.alternatives = alternatives(constant, key: "\(key).constant")
    } else {
      let node = section.requiredNode(
        "column", remedy: "name the column that it multiplies, or write constant: ALTERNATIVE")
      coefficient.column = usedColumn(node, key: "\(key).column")
      coefficient.alternatives = section.node("alternatives").map {
        alternatives($0, key: "\(key).alternatives")
      }
    }
    coefficient.distribution = distribution(&section)
    for kind in [Statement.Kind.prior, .held, .start] {
      guard let value = section.node(kind.rawValue) else { continue }
      statements.append(
        Statement(
          kind: kind, parameter: entry.key, key: "\(key).\(kind.rawValue)",
          place: value.location, value: value))
    }
    section.finish(into: &root)
    return coefficient
  }

  /// A column that utility or screen uses.
  mutating func usedColumn(_ node: DocumentNode?, key: String) -> String? {
    guard let column = column(node, key: key) else { return nil }
    if columnPlaces[column.name] == nil { columnPlaces[column.name] = column.location }
    return column.name
  }

  private mutating func distribution(_ section: inout Section) -> ChoiceModel.Distribution {
    let word = section.choice(
      "distribution", among: ["fixed", "normal", "lognormal", "zero_or_lognormal"],
      default: "fixed")
    guard word == "lognormal" || word == "zero_or_lognormal" else {
      return word == "normal" ? .normal : .fixed
    }
    let sign = section.choice("sign", among: ["positive", "negative"], default: "positive")
    let factor = sign == "negative" ? -1.0 : 1
    return word == "lognormal" ? .lognormal(sign: factor) : .zeroOrLognormal(sign: factor)
  }

  /// Alternatives that are named, to be checked when it is known which there are.
  mutating func alternatives(_ node: DocumentNode, key: String) -> Set<String> {
    let words = words(node, key: key, wanting: "name one alternative, or several in brackets")
    for (name, place) in words { mention(.alternative, name, at: place, key: key) }
    return Set(words.map(\.text))
  }

  /// Notes a name that only the data can know.
  mutating func mention(
    _ kind: EstimationModel.Mention.Kind, _ name: String, at place: SourceLocation, key: String
  ) {
    mentions.append(EstimationModel.Mention(kind: kind, name: name, location: place, key: key))
  }

  /// The coefficient of pay or cost.
  mutating func price(
    among coefficients: [ChoiceModel.Coefficient], isNeeded: Bool
  ) -> String? {
    if isNeeded, !root.has("price") {
      root.note(
        Diagnostic(
          "willingness to pay needs a price", at: root.place(of: "space"), key: "price",
          remedy: "name the coefficient of pay or cost, such as price: b_cost"))
    }
    guard let node = root.node("price"),
      let name = words(node, key: "price", wanting: "name one coefficient").first?.text
    else { return nil }
    guard let coefficient = coefficients.first(where: { $0.name == name }) else {
      root.note(
        .unknown(
          "coefficient", name, among: coefficients.map(\.name), at: node.location, key: "price"))
      return nil
    }
    if coefficient.column == nil {
      root.note(
        Diagnostic(
          "is a constant, which nothing can be paid in", at: node.location, key: "price",
          value: .text(name), remedy: "name the coefficient of a column of pay or cost"))
    }
    return name
  }
}

internal import Choice
internal import Documents
internal import Estimation

// Priors, held values and starts are on the scale that is reported: the median of a coefficient or
// of a threshold, a share, a standard deviation.
extension ModelReader {
  /// Reads what is said of parameters, and converts it to the scale that is searched on.
  mutating func readStatements(into choice: inout ChoiceModel) {
    for (key, kind) in [("priors", Statement.Kind.prior), ("held", .held), ("starts", .start)] {
      guard var section = root.section(key) else { continue }
      for entry in section.entries {
        guard let value = section.node(entry.key) else { continue }
        statements.append(
          Statement(
            kind: kind, parameter: entry.key, key: "\(key).\(entry.key)", place: entry.location,
            value: value))
      }
      section.finish(into: &root)
    }
    let parameters = choice.parameters(sources: [])
    for statement in statements {
      guard let scale = scale(of: statement, among: parameters, choice) else { continue }
      read(statement, scale, into: &choice)
    }
    for statement in statements
    where statement.kind == .prior && choice.held[statement.parameter] != nil {
      root.note(
        Diagnostic(
          "the parameter is held, so a prior says nothing", at: statement.place,
          key: statement.key, remedy: "keep one of the two"))
    }
  }

  private mutating func scale(
    of statement: Statement, among parameters: [Parameter], _ choice: ChoiceModel
  ) -> Parameter.Scale? {
    if let known = parameters.first(where: { $0.name == statement.parameter }) {
      return known.scale
    }
    let prefix = "scale."
    if let reference = choice.referenceSource, statement.parameter.hasPrefix(prefix) {
      let source = String(statement.parameter.dropFirst(prefix.count))
      if source != reference {
        mention(.source, source, at: statement.place, key: statement.key)
        return .exponential(sign: 1)
      }
    }
    root.note(
      .unknown(
        "parameter", statement.parameter, among: parameters.map(\.name), at: statement.place,
        key: statement.key))
    return nil
  }

  private mutating func read(
    _ statement: Statement, _ scale: Parameter.Scale, into choice: inout ChoiceModel
  ) {
    let name = statement.parameter
    var isRepeated = false
    switch statement.kind {
    case .prior:
      guard let prior = prior(statement, scale) else { return }
      isRepeated = choice.priors.updateValue(prior, forKey: name) != nil
    case .held:
      guard let value = working(statement.value, scale, key: statement.key) else { return }
      isRepeated = choice.held.updateValue(value, forKey: name) != nil
    case .start:
      guard let value = working(statement.value, scale, key: statement.key) else { return }
      isRepeated = choice.starts.updateValue(value, forKey: name) != nil
    }
    if isRepeated {
      root.note(
        Diagnostic(
          "is given twice, once at the coefficient", at: statement.place, key: statement.key,
          remedy: "keep one of the two"))
    }
  }

  // A median with the standard deviation of the scale that is searched on, or a 90 % interval.
  private mutating func prior(
    _ statement: Statement, _ scale: Parameter.Scale
  ) -> ChoiceModel.Prior? {
    var section = root.nested(statement.value, path: statement.key)
    let source = section.optionalText("source") ?? ""
    var prior: ChoiceModel.Prior?
    if let range = section.node("range") {
      if let (low, high) = ends(range, key: "\(statement.key).range"),
        let low = working(low, scale, key: "\(statement.key).range", at: range.location),
        let high = working(high, scale, key: "\(statement.key).range", at: range.location)
      {
        let deviates = 2 * NormalDistribution.quantile(0.95)
        prior = ChoiceModel.Prior(
          mean: (low + high) / 2, sd: abs(high - low) / deviates, source: source)
      }
    } else {
      let centre = scale == .identity && section.has("mean") ? "mean" : "median"
      let node = section.requiredNode(
        centre, remedy: "give median and sd, or range: [low, high], which holds 90 %")
      let sd = section.number(
        "sd", Measure("a number above 0", example: "0.7", from: 0, isAboveLowest: true))
      if let node, let sd,
        let mean = working(node, scale, key: "\(statement.key).\(centre)")
      {
        prior = ChoiceModel.Prior(mean: mean, sd: sd, source: source)
      }
    }
    section.finish(into: &root)
    return prior
  }

  private static let measure = Measure("a number", example: "0.5", acceptsPercent: true)

  // `[low, high]` or `low..high`.
  private mutating func ends(_ node: DocumentNode, key: String) -> (Double, Double)? {
    var ends: [Double] = []
    if let elements = node.elements {
      ends = elements.compactMap { number($0, key: key) }
      if ends.count < elements.count { return nil }
    } else if let text = node.text, let read = try? NumberText(text, as: Self.measure),
      case .interval(let interval) = read
    {
      ends = [interval.low, interval.high]
    }
    if ends.count == 2, ends[0] < ends[1] { return (ends[0], ends[1]) }
    root.note(
      Diagnostic(
        "is no interval", at: node.location, key: key,
        remedy: "write [low, high], the ends between which 90 % lies"))
    return nil
  }

  private mutating func number(_ node: DocumentNode, key: String) -> Double? {
    let text = node.text ?? ""
    var (problem, remedy) = ("is not one number", Self.measure.remedy)
    do throws(NumberText.Fault) {
      if case .point(let value) = try NumberText(text, as: Self.measure) { return value }
    } catch {
      (problem, remedy) = (error.problem, error.remedy ?? remedy)
    }
    root.note(
      Diagnostic(problem, at: node.location, key: key, value: .text(text), remedy: remedy))
    return nil
  }

  private mutating func working(
    _ node: DocumentNode, _ scale: Parameter.Scale, key: String
  ) -> Double? {
    number(node, key: key).flatMap { working($0, scale, key: key, at: node.location) }
  }

  private mutating func working(
    _ natural: Double, _ scale: Parameter.Scale, key: String, at place: SourceLocation
  ) -> Double? {
    let fault: (String, String)? =
      switch scale {
      case .identity: nil
      case .exponential(let sign):
        natural * sign > 0
          ? nil
          : sign > 0
            ? ("is not above 0", "give a number above 0")
            : ("is not below 0", "give a number below 0: the coefficient is negative")
      case .logistic:
        natural > 0 && natural < 1
          ? nil
          : ("is not a share between 0 and 1", "give such as 0.1; for next to nothing write 1e-9")
      }
    guard let fault else { return scale.working(natural) }
    root.note(
      Diagnostic(fault.0, at: place, key: key, value: .text(natural.plain), remedy: fault.1))
    return nil
  }
}

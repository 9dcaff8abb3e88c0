internal import Documents
internal import Estimation
internal import Units

extension ModelReader {
  /// Groups of coefficients whose draws are correlated.
  mutating func correlated(_ coefficients: [ChoiceModel.Coefficient]) -> [[String]] {
    guard let node = root.node("correlated") else { return [] }
    let random = coefficients.filter(\.distribution.isRandom).map(\.name)
    let usage = "write all, or groups such as [[b_time, b_cost]]"
    if node.text == "all" {
      if random.count > 1 { return [random] }
      root.note(
        Diagnostic(
          "fewer than two coefficients have a distribution", at: node.location, key: "correlated",
          remedy: "give some a distribution, or delete it"))
      return []
    }
    guard let groups = node.elements, groups.allSatisfy({ $0.elements != nil }) else {
      root.note(
        Diagnostic(
          "is no list of groups", at: node.location, key: "correlated", value: shown(node),
          remedy: usage))
      return []
    }
    var seen: Set<String> = []
    return groups.map { group in
      let names = words(group, key: "correlated", wanting: usage)
      for (name, place) in names {
        let problem: Diagnostic? =
          if let coefficient = coefficients.first(where: { $0.name == name }) {
            !coefficient.distribution.isRandom
              ? Diagnostic(
                "has no distribution that could be correlated", at: place, key: "correlated",
                value: .text(name), remedy: "give it a distribution, or take it out")
              : seen.insert(name).inserted
                ? nil
                : Diagnostic(
                  "is named twice", at: place, key: "correlated", value: .text(name),
                  remedy: "keep one of the two")
          } else {
            .unknown("coefficient", name, among: random, at: place, key: "correlated")
          }
        if let problem { root.note(problem) }
      }
      if names.count == 1 {
        root.note(
          Diagnostic(
            "a group of one", at: group.location, key: "correlated", remedy: "name two or more"))
      }
      return names.map(\.text)
    }
  }

  /// Groups of alternatives that are closer to each other than to the rest.
  mutating func nests() -> [ChoiceModel.Nest] {
    guard var section = root.section("nests") else { return [] }
    var (nests, register) = ([ChoiceModel.Nest](), IdentifierRegister())
    var nestOf: [String: String] = [:]
    for entry in section.entries {
      let key = "nests.\(entry.key)"
      _ = section.node(entry.key)
      if let problem = register.enter(entry.key, at: entry.location, key: "nests") {
        section.note(problem)
        continue
      }
      let members = alternatives(entry.value, key: key)
      if members.count == 1 {
        section.note(
          Diagnostic(
            "a nest of one alternative", at: entry.value.location, key: key,
            remedy: "name two or more; an alternative in no nest is one of its own"))
      }
      for member in members.sorted() {
        guard let other = nestOf.updateValue(entry.key, forKey: member) else { continue }
        section.note(
          Diagnostic(
            "is in nest \(other) already", at: entry.value.location, key: key,
            value: .text(member), remedy: "keep each alternative in one nest"))
      }
      nests.append(ChoiceModel.Nest(name: entry.key, alternatives: members))
    }
    section.finish(into: &root)
    return nests
  }

  /// The screen.
  mutating func cutoff() -> ChoiceModel.Cutoff? {
    guard var section = root.section("cutoff") else { return nil }
    let column = usedColumn(
      section.requiredNode("column", remedy: "name the column that people screen by"),
      key: "cutoff.column")
    let unscreened = section.node("unscreened").map { alternatives($0, key: "cutoff.unscreened") }
    section.finish(into: &root)
    return column.map { ChoiceModel.Cutoff(column: $0, unscreened: unscreened ?? []) }
  }

  /// The alternative that a lapse leads to.
  mutating func lapse() -> String? {
    guard let node = root.node("lapse") else { return nil }
    let words = words(node, key: "lapse", wanting: "name the alternative that a lapse leads to")
    guard let (name, place) = words.first, words.count == 1 else { return nil }
    mention(.alternative, name, at: place, key: "lapse")
    return name
  }

  /// The source whose scale is 1.
  mutating func scales(_ layout: DataLayout?) -> String? {
    guard var section = root.section("scales") else { return nil }
    let node = section.requiredNode("reference", remedy: "name the source whose scale is 1")
    let reference = node.flatMap {
      words($0, key: "scales.reference", wanting: "name one source").first
    }
    if let layout, layout.source == nil {
      section.note(
        Diagnostic(
          "there is no column of sources", at: section.location, key: "scales",
          remedy: "name it as source under data"))
    } else if let reference {
      mention(.source, reference.text, at: reference.place, key: "scales.reference")
    }
    section.finish(into: &root)
    return reference?.text
  }

  /// How to compute; nil after a problem.
  mutating func settings() -> Estimator.Settings? {
    var settings = Estimator.Settings()
    var draws = root.group("draws")
    let kind = draws.choice(
      "kind", among: DrawPlan.Kind.allCases.map(\.rawValue), default: settings.draws.kind.rawValue)
    let count = draws.count(
      "count", .count("a number of draws", example: "1000", in: 1...1_000_000),
      default: settings.draws.count)
    if kind == DrawPlan.Kind.halton.rawValue {
      let drop = draws.count(
        "drop", .count("a number of points", example: "100", in: 1...1_000_000),
        default: settings.draws.drop)
      settings.draws.drop = drop ?? settings.draws.drop
    }
    draws.finish(into: &root)
    let starts = root.count(
      "restarts", .count("a number of starts", example: "8", in: 1...10_000),
      default: settings.starts)
    let folds = root.count(
      "folds", .count("0, or a number of parts from 2 on", example: "5", in: 0...1000),
      default: settings.folds)
    let seed = root.count(
      "seed", .count("a whole number", example: "1", in: 0...((1 << 53) - 1)),
      default: Int(settings.draws.seed.value))
    if folds == 1 {
      root.note("is one part only", of: "folds", remedy: "give 0, or a number of parts from 2 on")
    }
    guard let kind = kind.flatMap(DrawPlan.Kind.init), let count, let starts, let folds, folds != 1,
      let seed
    else { return nil }
    (settings.draws.kind, settings.draws.count, settings.starts) = (kind, count, starts)
    (settings.folds, settings.draws.seed.value) = (folds, UInt64(seed))
    return settings
  }

  private func shown(_ node: DocumentNode) -> Diagnostic.Shown {
    node.text.map { .text($0) } ?? .nothing
  }

  /// Refuses alternatives that nothing has, where the model file lists them all.
  mutating func checkAlternatives(of layout: DataLayout) {
    var known = layout.alternatives.map(\.id)
    if case .offers = layout.rows { known = Self.offerAlternatives }
    if known.isEmpty { return }
    for mention in mentions where mention.kind == .alternative && !known.contains(mention.name) {
      root.note(
        .unknown("alternative", mention.name, among: known, at: mention.location, key: mention.key))
    }
  }

  /// Refuses a column that says nothing of an alternative in whose utility it is.
  mutating func checkColumns(of model: EstimationModel) {
    var known = model.layout.alternatives.map(\.id)
    if case .offers = model.layout.rows { known = Self.offerAlternatives }
    for column in model.layout.columns {
      guard case .each(let formulas) = column.rule, model.usedColumns.contains(column.name) else {
        continue
      }
      for alternative in known
      where formulas[alternative] == nil && model.uses(column.name, of: alternative) {
        let key = "columns.\(column.name)"
        let place = root.node("columns")?[column.name]?.location ?? root.place(of: "columns")
        root.note(
          Diagnostic(
            "says nothing of an alternative that uses it", at: place, key: key,
            value: .text(alternative),
            remedy: "give it a formula or 0, or list the coefficient's alternatives without it"))
      }
    }
  }
}

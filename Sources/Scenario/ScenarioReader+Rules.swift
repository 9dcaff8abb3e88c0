import Documents

extension ScenarioReader {
  /// The rules between offers, by id.
  mutating func readRules(among candidates: [Scenario.Candidate]) -> [Scenario.OfferRule] {
    guard var group = root.section("rules") else { return [] }
    let known = tables["candidates"]?.rows.map(\.id) ?? candidates.map(\.id)
    var register = IdentifierRegister()
    var rules: [Scenario.OfferRule] = []
    for entry in group.entries {
      _ = group.node(entry.key)
      if let problem = register.enter(entry.key, at: entry.location, key: "rules") {
        group.note(problem)
      }
      var section = group.nested(entry.value, path: "rules.\(entry.key)")
      if let rule = readRule(entry.key, &section, among: known) { rules.append(rule) }
      section.finish(into: &group)
    }
    group.finish(into: &root)
    return rules.sorted { $0.id < $1.id }
  }

  // `{at_most: 1, of: [A, B]}`, `{all_or_none: [A, B]}` or `{offer: A, only_with: [B]}`.
  private func readRule(
    _ id: String, _ section: inout Section, among known: [String]
  ) -> Scenario.OfferRule? {
    let most = section.has("at_most")
    let count = readCount(&section)
    let of = section.words("of", among: known)
    let bundle = section.words("all_or_none", among: known)
    let offer = section.has("offer") ? section.choice("offer", among: known) : nil
    if !section.has("offer") { _ = section.node("offer") }
    let with = section.words("only_with", among: known)
    let forms = [
      most || section.has("of"), section.has("all_or_none"),
      section.has("offer") || section.has("only_with"),
    ]
    guard forms.count(where: \.self) == 1 else {
      section.note(
        Diagnostic(
          forms.contains(true) ? "states more than one rule" : "states no rule",
          at: section.location, key: section.path,
          remedy: "write {at_most: 1, of: [A, B]}, {all_or_none: [A, B]} or "
            + "{offer: A, only_with: [B]}"))
      return nil
    }
    let stated: (kind: Scenario.OfferRule.Kind, candidates: [String])? =
      if forms[0] {
        count.flatMap { count in of.map { (.atMost(count), $0) } }
      } else if forms[1] {
        bundle.map { (.allOrNone, $0) }
      } else {
        offer.flatMap { offer in with.map { (.onlyWith, [offer] + $0) } }
      }
    guard let stated else { return complain(of: &section) }
    let isTwice = Set(stated.candidates).count < stated.candidates.count
    if isTwice || (forms[1] && stated.candidates.count < 2) || stated.candidates.isEmpty {
      section.note(
        Diagnostic(
          isTwice ? "names a candidate twice" : "names too few candidates", at: section.location,
          key: section.path, remedy: "name each candidate once, and at least two in a bundle"))
      return nil
    }
    return Scenario.OfferRule(id: id, kind: stated.kind, candidates: stated.candidates)
  }

  private func readCount(_ section: inout Section) -> Int? {
    guard section.has("at_most") else {
      _ = section.node("at_most")
      return nil
    }
    return section.count(
      "at_most", .count("a whole number of offers", example: "1", in: 0...100_000))
  }

  // Something of the one rule is missing, or was noted already.
  private func complain(of section: inout Section) -> Scenario.OfferRule? {
    let missing = [
      ("at_most", "of"), ("of", "at_most"), ("offer", "only_with"), ("only_with", "offer"),
    ]
    .first { section.has($0.0) && !section.has($0.1) }
    if let missing {
      section.note(
        "needs \(missing.1) beside it", of: missing.0,
        remedy: "write {at_most: 1, of: [A, B]} or {offer: A, only_with: [B]}")
    }
    return nil
  }
}

import Documents

extension ScenarioReader {
  /// Notes which packages have been accepted, so that they are found among those that may not be
  /// offered any more, too.
  mutating func lookForAccepted() {
    for entry in root.entries.first(where: { $0.key == "answers" })?.value.entries ?? [] {
      if case .yes(let package)? = entry.value.text.flatMap(StatedAnswer.init),
        wanted[entry.key] == nil
      {
        wanted[entry.key] = package
      }
    }
  }

  /// The answers, by candidate; those who gave one leave the list.
  mutating func readAnswers(_ candidates: inout [Scenario.Candidate]) -> [Scenario.Answer] {
    guard var section = root.section("answers") else { return [] }
    let known = tables["candidates"]?.rows.map(\.id) ?? candidates.map(\.id)
    var answers: [Scenario.Answer] = []
    for entry in section.entries {
      let text = section.optionalText(entry.key)
      guard known.contains(entry.key) else {
        section.note(
          Diagnostic(
            "there is no such candidate", at: entry.location, key: section.path,
            value: .text(entry.key),
            remedy: nearestName(to: entry.key, among: known).map { "did you mean \($0)?" }
              ?? "name one of candidates.csv"))
        continue
      }
      guard let text, let place = candidates.firstIndex(where: { $0.id == entry.key }) else {
        continue
      }
      if let answer = answer(of: candidates[place], text, entry, &section) {
        answers.append(answer)
      }
    }
    section.finish(into: &root)
    let answered = Set(answers.map(\.candidate.id))
    candidates.removeAll { answered.contains($0.id) }
    return answers.sorted { $0.candidate.id < $1.candidate.id }
  }

  private func answer(
    of candidate: Scenario.Candidate, _ text: String, _ entry: DocumentNode.Entry,
    _ section: inout Section
  ) -> Scenario.Answer? {
    switch StatedAnswer(text) {
    case .no: return Scenario.Answer(candidate: candidate, package: nil)
    case .yes(let id):
      let all = candidate.packages + candidate.beyondBudget
      let package =
        all.first { $0.id == id }
        ?? found[candidate.id].map(\.package).flatMap { $0.id == id ? $0 : nil }
      if let package { return Scenario.Answer(candidate: candidate, package: package) }
      section.note(
        "names a package that \(candidate.id) cannot be offered", of: entry.key, value: id,
        remedy: nearestName(to: id, among: all.map(\.id)).map { "did you mean \($0)?" }
          ?? "fulcrum offer \(candidate.id) --menu lists them")
    case nil:
      section.note(
        "is neither no nor yes with a package", of: entry.key, value: text,
        remedy: "write no, or yes:PACKAGE; fulcrum plan --answered \(entry.key)=yes takes the "
          + "package that the plan offers")
    }
    return nil
  }
}

/// An answer as it is written.
enum StatedAnswer: Hashable {
  case no
  case yes(String)

  /// Nil where the text is neither.
  init?(_ text: String) {
    if text == "no" {
      self = .no
    } else if text.hasPrefix("yes:"), text.count > 4 {
      self = .yes(String(text.dropFirst(4)))
    } else {
      return nil
    }
  }
}

import ArgumentParser
import Fulcrum

/// What became of offers, on the command line: `--answered C-02=yes --answered C-05=no`.
struct AnswerOptions: ParsableArguments {
  @Option(
    name: .customLong("answered"), parsing: .singleValue,
    help: ArgumentHelp(
      "Who has accepted or refused, such as C-02=yes, C-05=no or C-02=yes:PACKAGE.",
      valueName: "id=answer,..."))
  var words: [String] = []

  func validate() throws { _ = try stated() }

  /// One answer as it is written.
  struct Stated: Hashable {
    let candidate: String
    let isYes: Bool
    /// The package that was accepted, where it is named.
    let package: String?
  }

  /// The answers in order of writing; each candidate once.
  func stated() throws -> [Stated] {
    var answers: [Stated] = []
    for word in words.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let answer = parts.count == 2 ? Self.answer(parts[0], parts[1]) : nil
      guard let answer else {
        throw ValidationError(
          "--answered takes ID=yes, ID=yes:PACKAGE or ID=no; '\(word)' is none of them")
      }
      if let other = answers.first(where: { $0.candidate == answer.candidate }) {
        if other == answer { continue }
        throw ValidationError(
          "--answered gives two answers of \(answer.candidate); keep the one that holds")
      }
      answers.append(answer)
    }
    return answers
  }

  private static func answer(_ candidate: String, _ text: String) -> Stated? {
    if text == "no" { return Stated(candidate: candidate, isYes: false, package: nil) }
    if text == "yes" { return Stated(candidate: candidate, isYes: true, package: nil) }
    guard text.hasPrefix("yes:"), text.count > 4 else { return nil }
    return Stated(candidate: candidate, isYes: true, package: String(text.dropFirst(4)))
  }

  /// The answers as changes of a scenario: a yes without a package means the one that the plan offers.
  func overrides(
    for scenario: Scenario, within limits: PlanningLimits
  ) throws(Diagnostics) -> [Scenario.Override] {
    var log = DiagnosticLog()
    var overrides: [Scenario.Override] = []
    for answer in (try? stated()) ?? [] {
      do throws(Diagnostics) {
        overrides.append(
          Scenario.Override(
            path: "answers.\(answer.candidate)",
            value: try Self.value(of: answer, in: scenario, limits)))
      } catch {
        log.add(error)
      }
    }
    try log.throwIfAny()
    return overrides
  }

  private static func value(
    of answer: Stated, in scenario: Scenario, _ limits: PlanningLimits
  ) throws(Diagnostics) -> String {
    let place = SourceLocation(file: "--answered")
    if scenario.answers.contains(where: { $0.candidate.id == answer.candidate }) {
      throw Diagnostics(
        "has answered in the scenario already", at: place, value: .text(answer.candidate),
        remedy: "change answers.\(answer.candidate) there, or leave this one out")
    }
    try scenario.check(answering: answer.candidate, at: place)
    if !answer.isYes { return "no" }
    if let package = answer.package { return "yes:\(package)" }
    guard let package = scenario.offeredPackage(to: answer.candidate, within: limits) else {
      throw Diagnostics(
        "the plan makes \(answer.candidate) no offer to be accepted", at: place,
        remedy: "name the package: --answered \(answer.candidate)=yes:PACKAGE; "
          + "fulcrum offer \(answer.candidate) --menu lists them")
    }
    return "yes:\(package.id)"
  }
}

extension Scenario {
  /// Refuses an answer of somebody who is no candidate.
  fileprivate func check(answering id: String, at place: SourceLocation) throws(Diagnostics) {
    if candidates.contains(where: { $0.id == id }) { return }
    let known = candidates.map(\.id)
    throw Diagnostics(
      "there is no such candidate", at: place, value: .text(id),
      remedy: nearestName(to: id, among: known).map { "did you mean \($0)?" }
        ?? "there are \(known.prefix(20).joined(separator: ", "))")
  }
}

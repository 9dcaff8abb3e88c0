internal import Choice
public import Scenario

/// The page that a candidate sees of an offer: what she gets, and what nobody promises her.
///
/// It is made from the package, the machines and what everybody here gets, and holds nothing else:
/// whoever shows it cannot show what we think of her, or of anybody.
public struct Letter: Sendable {
  /// Who writes it; nil where that is left to the reader.
  let employer: String?
  /// The day it was written; nil on a page that has to be the same every day.
  let date: String?
  /// Her id, by which both sides find the offer again.
  let reference: String
  /// The role and its level, as far as they are known.
  let role: String?
  /// What it pays, by year.
  let pay: LetterPay
  /// What else it holds, in order.
  let sections: [Section]

  private let guaranteedGPUs: Int

  /// Sentences under one heading.
  struct Section: Hashable, Sendable {
    var title: String
    /// What holds for all of them; nil where that needs no words.
    var opening: String?
    var sentences: [String]
  }

  /// The page of a package.
  ///
  /// - Parameters:
  ///   - package: What is offered; see ``LetterPromise`` for whether it can be.
  ///   - candidate: Whom it is offered.
  ///   - employer: The name of who offers; nil leaves it out.
  ///   - date: The day of the page; nil leaves it out.
  public init(
    of package: Scenario.Package, to candidate: Scenario.Candidate, in scenario: Scenario,
    from employer: String? = nil, on date: String? = nil
  ) {
    self.employer = employer.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    self.date = date
    reference = candidate.id
    let words = [candidate.role, candidate.level].filter { !$0.isEmpty }
    role = words.isEmpty ? nil : words.joined(separator: ", ")
    pay = LetterPay(package, in: scenario)
    guaranteedGPUs = package.guaranteedGPUs
    let compute = LetterCompute(package, in: scenario)
    let levels = LetterLevels(package.alternative.levels, scenario.registry)
    let wait = levels.wait(isGuaranteed: guaranteedGPUs > 0)
    sections = [
      Section(title: "Compute", sentences: compute.promises + [wait].compactMap(\.self)),
      Section(title: "Work", sentences: levels.terms),
      Section(
        title: "How we see ourselves", opening: "Our own judgement, which is no promise:",
        sentences: levels.judgements),
      Section(
        title: "What is not promised",
        sentences: compute.reservations
          + (pay.hasEquity
            ? ["Equity is shown at face value. What it will be worth, nobody knows."] : [])),
    ].filter { !$0.sentences.isEmpty }
  }

  /// What whoever sends it should know: the plan reserves GPUs for its own horizon alone.
  public func noteToSender(in scenario: Scenario) -> String? {
    guard guaranteedGPUs > 0, 12 * pay.years.count > scenario.horizonMonths else { return nil }
    let months = scenario.horizonMonths
    return
      "note: the letter promises \(NumberFormat.grouped(guaranteedGPUs)) GPUs for \(pay.term), "
      + "this scenario plans \(months) month\(months == 1 ? "" : "s"): keep them in later plans"
  }

  /// That a candidate's stated cut-off stays unmet whatever the letter says; nil where it is met.
  public static func noteOfScreen(
    of candidate: Scenario.Candidate, in scenario: Scenario
  ) -> String? {
    guard let cutoff = candidate.statedCutoff, cutoff > scenario.weighedCluster.h100e else {
      return nil
    }
    return "note: \(candidate.id) wants a cluster of \(NumberFormat.count(cutoff)) GPUs, ours is "
      + "\(NumberFormat.count(scenario.weighedCluster.h100e)): the letter will not open that"
  }

  /// `Our offer: post-training lead, L7`.
  var title: String { "Our offer" + (role.map { ": \($0)" } ?? "") }

  /// Who writes, when, and to whom, in one line.
  var origin: String {
    ([employer, date].compactMap(\.self) + ["reference \(reference)"]).joined(separator: " · ")
  }

  /// What the page is, and who answers for it.
  static let closing =
    "This page explains an offer; what binds is the contract. Software helped to prepare it. "
    + "A person decides and signs, and answers your questions about it."
}

internal import Planning
internal import Scenario

extension PlanDocument {
  /// What became of an offer.
  public struct Answer: Codable, Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// `yes` or `no`.
    public var answer: String
    /// The package accepted; absent after a no.
    public var package: String?
    /// What it holds.
    public var packageContents: Offer.Contents?
    /// Nodes that it takes for certain; absent after a no.
    public var units: Int?
    /// Dollars a year that the hire brings less the package; absent after a no.
    public var value: Double?

    private enum CodingKeys: String, CodingKey {
      case candidate, answer, package, units, value
      case packageContents = "package_contents"
    }
  }

  /// The plan beside the one before any answer.
  public struct AnswerEffect: Codable, Hashable, Sendable {
    /// Dollars a year.
    public var worthBefore: Double
    /// Whether the plan before is proven.
    public var proven: Bool
    /// Candidates who are offered something only now.
    public var offersAdded: [String]
    /// Candidates who are offered something no more.
    public var offersDropped: [String]
    /// Candidates with another package.
    public var offersChanged: [Change]
    /// Teams with another grant.
    public var grantsMoved: [Move]
    /// The same in words.
    public var sentence: String

    /// Another package.
    public struct Change: Codable, Hashable, Sendable {
      /// The candidate.
      public var candidate: String
      /// The package before.
      public var before: String
      /// The package now.
      public var after: String
    }

    /// Another grant.
    public struct Move: Codable, Hashable, Sendable {
      /// The team.
      public var team: String
      /// Before.
      public var before: [PoolGPUs]
      /// Now.
      public var after: [PoolGPUs]
    }

    private enum CodingKeys: String, CodingKey {
      case proven, sentence
      case worthBefore = "worth_before"
      case offersAdded = "offers_added"
      case offersDropped = "offers_dropped"
      case offersChanged = "offers_changed"
      case grantsMoved = "grants_moved"
    }
  }
}

extension PlanDocument.Answer {
  /// The answers of a scenario; nil where there are none.
  static func list(of scenario: Scenario, worth: (Scenario.Answer) -> Double) -> [Self]? {
    scenario.answers.isEmpty
      ? nil
      : scenario.answers.map { answer in
        Self(
          candidate: answer.candidate.id, answer: answer.isYes ? "yes" : "no",
          package: answer.package?.id,
          packageContents: answer.package.map {
            PlanDocument.Offer.Contents($0, in: scenario)
          }, units: answer.package?.units, value: answer.isYes ? worth(answer) : nil)
      }
  }
}

extension PlanDocument.AnswerEffect {
  init?(_ plan: Plan) {
    guard let effect = plan.answerEffect else { return nil }
    let pools = plan.scenario.pools
    self.init(
      worthBefore: effect.worthBefore, proven: effect.isProven, offersAdded: effect.offersAdded,
      offersDropped: effect.offersDropped,
      offersChanged: effect.offersChanged.map {
        Change(candidate: $0.candidate, before: $0.before, after: $0.after)
      },
      grantsMoved: effect.grantsMoved.map {
        Move(
          team: $0.team, before: PlanDocument.PoolGPUs.list($0.before, of: pools),
          after: PlanDocument.PoolGPUs.list($0.after, of: pools))
      }, sentence: AnswerEffectText(plan).sentence ?? "")
  }
}

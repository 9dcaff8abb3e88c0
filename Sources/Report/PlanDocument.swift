internal import Documents
internal import Foundation

/// A plan as the outside may rely on it: JSON, schema `fulcrum.plan/1`, snake_case.
///
/// Keys are added freely and never renamed; a key whose feature does not exist is absent. Money is in
/// dollars a year, GPUs are physical unless the key says h100e.
public struct PlanDocument: Codable, Hashable, Sendable {
  /// `fulcrum.plan/1`.
  public var schema = "fulcrum.plan/1"
  /// The version of the program.
  public var version: String
  /// The scenario's name.
  public var name: String
  /// Months that the plan is for.
  public var horizonMonths: Int
  /// From which all randomness followed.
  public var seed: UInt64
  /// The texts that were read; paths relative to this document.
  public var inputs: [Input]
  /// Values changed on the command line.
  public var overrides: [Override]
  /// What was believed of the worth of compute.
  public var preset: String
  /// How many draws.
  public var draws: Draws
  /// About the run; left out of reproducible documents.
  public var run: Run?
  /// `optimal`, `feasible`, `infeasible` or `undecided`.
  public var status: String
  /// Nothing is better, at `release_prices`.
  public var proven: Bool
  /// What the plan makes as large as it can; absent when infeasible.
  public var objective: Double?
  /// What teams and offers are worth, dollars a year; absent where that is the objective.
  public var worth: Double?
  /// Nothing is worth more; absent when infeasible.
  public var bound: Double?
  /// (bound − objective) / objective.
  public var relativeGap: Double?
  /// The cluster that people weigh and cut-offs screen.
  public var weighedCluster: WeighedCluster
  /// The plan's counts; absent where there is no plan.
  public var summary: Summary?
  /// What the teams are worth today.
  public var presentValue: Double
  /// What refused promises are credited with, part of the objective.
  public var releasedValue: Double
  /// At which prices: dollars a year per unit.
  public var releasePrices: [PoolPrice]
  /// What is rented; absent where nothing is.
  public var rentals: [Rental]?
  /// What anyone can recheck in one pass.
  public var certificate: Certificate?
  /// `chance` or `cost`; absent where every promise is kept in full.
  public var overbooking: String?
  /// What promises for which there is no room cost on average, taken off the objective; absent where
  /// nothing is paid for them.
  public var recourseValue: Double?
  /// What became of offers; absent where nobody has answered.
  public var answers: [Answer]?
  /// What the answers change; absent where there are none, or no plan without them.
  public var answerEffect: AnswerEffect?
  /// Pools, cash, role slots.
  public var resources: [Resource]
  /// The teams.
  public var teams: [Team]
  /// The candidates.
  public var offers: [Offer]
  /// How far answers may differ from their expectation; absent where there is no plan.
  public var risk: Risk?
  /// How the teams fare beside each other; absent where there is no plan.
  public var fairness: Fairness?
  /// Changed circumstances, planned again; absent where that was not asked for.
  public var whatIf: [WhatIf]?
  /// Floors and limits that cannot hold together.
  public var conflicts: [Conflict]
  /// What a reader has to know.
  public var notes: [String]
  /// Where the numbers come from.
  public var facts: [Fact]
  /// How the search went.
  public var search: Search

  private enum CodingKeys: String, CodingKey {
    case schema, version, name, seed, inputs, overrides, preset, draws, run, status, proven
    case objective, bound, certificate, resources, teams, offers, conflicts, notes, facts
    case search, summary, risk, fairness, worth, rentals, overbooking, answers
    case recourseValue = "recourse_value"
    case answerEffect = "answer_effect"
    case whatIf = "what_if"
    case weighedCluster = "weighed_cluster"
    case horizonMonths = "horizon_months"
    case relativeGap = "relative_gap"
    case presentValue = "present_value"
    case releasedValue = "released_value"
    case releasePrices = "release_prices"
  }

  /// One text that was read; exactly one of `path` and `builtin`.
  public struct Input: Codable, Hashable, Sendable {
    /// Relative to the document.
    public var path: String?
    /// Embedded in the program.
    public var builtin: String?
    /// Of its bytes.
    public var sha256: String
  }

  /// A value changed on the command line.
  public struct Override: Codable, Hashable, Sendable {
    /// PATH.
    public var path: String
    /// Text.
    public var value: String
  }

  /// How many draws.
  public struct Draws: Codable, Hashable, Sendable {
    /// The sequence.
    public var kind: String
    /// Taste draws per person.
    public var count: Int
    /// Guesses at what we do not know.
    public var parameterCount: Int

    private enum CodingKeys: String, CodingKey {
      case kind, count
      case parameterCount = "parameter_count"
    }
  }

  /// About the run.
  public typealias Run = DocumentRun

  /// A pool's price.
  public struct PoolPrice: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Dollars a year per unit.
    public var price: Double
  }

  /// The prices that prove the bound.
  public struct Certificate: Codable, Hashable, Sendable {
    /// Dollars a year; at least `bound`.
    public var bound: Double
    /// Per row, in the order of `resources`.
    public var prices: [RowPrice]
  }

  /// Units rented for a pool over the horizon.
  public struct Rental: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Nodes.
    public var units: Int
    /// Physical GPUs.
    public var gpus: Int
    /// Dollars a year.
    public var cost: Double
  }

  /// The price of one row.
  public struct RowPrice: Codable, Hashable, Sendable {
    /// The row.
    public var resource: String
    /// Cents per unit, cent or offer; a whole multiple of 2^-32.
    public var cents: Double
  }

  /// A number with its source.
  public struct Fact: Codable, Hashable, Sendable {
    /// What.
    public var what: String
    /// How much.
    public var value: String
    /// From where.
    public var source: String
    /// Of when.
    public var date: String
    /// Nobody measured it.
    public var assumption: Bool
  }

  /// How the search went.
  public struct Search: Codable, Hashable, Sendable {
    /// Options in all.
    public var options: Int
    /// Options that the bound could not rule out.
    public var optionsLeft: Int
    /// Nodes of the tree.
    public var nodes: Int

    private enum CodingKeys: String, CodingKey {
      case options, nodes
      case optionsLeft = "options_left"
    }
  }
}

extension PlanDocument {
  /// Whether the plan was explained by planning again.
  public var isExplained: Bool {
    whatIf != nil || resources.contains { $0.priceLow != nil }
      || teams.contains { $0.alternative != nil } || offers.contains { $0.alternative != nil }
  }

  /// The document's bytes: keys sorted, two spaces, a newline at the end.
  public func json() throws -> String {
    try jsonDocument()
  }

  /// Reads a document back.
  public init(json: String) throws {
    self = try JSONDecoder().decode(PlanDocument.self, from: Data(json.utf8))
  }
}

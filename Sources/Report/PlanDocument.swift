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
  /// `optimal`, `feasible` or `infeasible`.
  public var status: String
  /// Nothing is better, at `release_prices`.
  public var proven: Bool
  /// Absent when infeasible.
  public var objective: Double?
  /// Nothing is worth more; absent when infeasible.
  public var bound: Double?
  /// (bound − objective) / objective.
  public var relativeGap: Double?
  /// What the teams are worth today.
  public var presentValue: Double
  /// What refused promises are credited with, part of the objective.
  public var releasedValue: Double
  /// At which prices: dollars a year per unit.
  public var releasePrices: [PoolPrice]
  /// What anyone can recheck in one pass.
  public var certificate: Certificate?
  /// Pools, cash, role slots.
  public var resources: [Resource]
  /// The teams.
  public var teams: [Team]
  /// The candidates.
  public var offers: [Offer]
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
    case search
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
  public struct Run: Codable, Hashable, Sendable {
    /// Wall time of reading and planning.
    public var seconds: Double
    /// The scoring path.
    public var kernel: String
    /// Threads.
    public var threads: Int
    /// ISO 8601, UTC.
    public var generated: String

    /// A run.
    public init(seconds: Double, kernel: String, threads: Int, generated: String) {
      self.seconds = seconds
      self.kernel = kernel
      self.threads = threads
      self.generated = generated
    }
  }

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

  /// The price of one row.
  public struct RowPrice: Codable, Hashable, Sendable {
    /// The row.
    public var resource: String
    /// Cents per unit, cent or offer; a whole multiple of 2^-32.
    public var cents: Double
  }

  /// One row.
  public struct Resource: Codable, Hashable, Sendable {
    /// The pool's or role's id; `cash`.
    public var id: String
    /// `pool`, `cash` or `role_slots`.
    public var kind: String
    /// ISO 8601 duration.
    public var period: String
    /// Units, dollars or offers.
    public var capacity: Double
    /// Promises counted in full.
    public var used: Double
    /// What is promised in offers.
    public var reserve: Double
    /// Dollars a year per unit, dollar or offer.
    public var price: Double
    /// P(accepted promises do not fit).
    public var overcommitProbability: Double

    private enum CodingKeys: String, CodingKey {
      case id, kind, period, capacity, used, reserve, price
      case overcommitProbability = "overcommit_probability"
    }
  }

  /// GPUs of a pool.
  public struct PoolGPUs: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Physical GPUs.
    public var gpus: Int
  }

  /// What one team gets.
  public struct Team: Codable, Hashable, Sendable {
    /// The team.
    public var id: String
    /// Today.
    public var current: [PoolGPUs]
    /// Under the plan.
    public var granted: [PoolGPUs]
    /// The chance that one person stays a year.
    public var stay: Double
    /// 5 % quantile.
    public var stayLow: Double
    /// 95 % quantile.
    public var stayHigh: Double
    /// Today.
    public var presentStay: Double
    /// Under the plan.
    public var value: Double
    /// Today.
    public var presentValue: Double
    /// More people leaving in a year than today.
    public var leavers: Double

    private enum CodingKeys: String, CodingKey {
      case id, current, granted, stay, value, leavers
      case stayLow = "stay_low"
      case stayHigh = "stay_high"
      case presentStay = "present_stay"
      case presentValue = "present_value"
    }
  }

  /// What one candidate is offered, or why nothing.
  public struct Offer: Codable, Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// `null` where no offer is made.
    public var package: String?
    /// What the package holds; absent where no offer is made.
    public var packageContents: Contents?
    /// The pool of the guarantee.
    public var pool: String?
    /// Physical GPUs.
    public var guaranteedGpus: Int?
    /// H100-equivalents.
    public var guaranteedH100e: Double?
    /// P(accept) of the package, or of the nearest one where no offer is made.
    public var accept: Double
    /// 5 % quantile.
    public var acceptLow: Double?
    /// 95 % quantile.
    public var acceptHigh: Double?
    /// Standard error of the simulation.
    public var mcError: Double?
    /// Dollars a year before any credit.
    public var expectedValue: Double?
    /// Λ.
    public var hiringLeverage: Double?
    /// Return.
    public var computeReturn: Double?
    /// The screen that no pay opens.
    public var screenedBy: String?
    /// Why no offer is made.
    public var whyNot: String?
    /// The package nearest to an offer, where none is made.
    public var nearest: String?

    private enum CodingKeys: String, CodingKey {
      case candidate, package, pool, accept, nearest
      case packageContents = "package_contents"
      case guaranteedGpus = "guaranteed_gpus"
      case guaranteedH100e = "guaranteed_h100e"
      case acceptLow = "accept_low"
      case acceptHigh = "accept_high"
      case mcError = "mc_error"
      case expectedValue = "expected_value"
      case hiringLeverage = "hiring_leverage"
      case computeReturn = "compute_return"
      case screenedBy = "screened_by"
      case whyNot = "why_not"
    }

    /// What a package holds.
    public struct Contents: Codable, Hashable, Sendable {
      /// Dollars a year.
      public var cash: Double
      /// Dollars a year at face.
      public var equity: Double
      /// Physical GPUs.
      public var gpus: Int
      /// Their pool.
      public var pool: String?
      /// Levels by attribute id that the package sets.
      public var levels: [String: Double]
    }

    /// Encodes `package` always: `null` says that no offer is made.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(candidate, forKey: .candidate)
      try container.encode(package, forKey: .package)
      try container.encodeIfPresent(packageContents, forKey: .packageContents)
      try container.encodeIfPresent(pool, forKey: .pool)
      try container.encodeIfPresent(guaranteedGpus, forKey: .guaranteedGpus)
      try container.encodeIfPresent(guaranteedH100e, forKey: .guaranteedH100e)
      try container.encode(accept, forKey: .accept)
      try container.encodeIfPresent(acceptLow, forKey: .acceptLow)
      try container.encodeIfPresent(acceptHigh, forKey: .acceptHigh)
      try container.encodeIfPresent(mcError, forKey: .mcError)
      try container.encodeIfPresent(expectedValue, forKey: .expectedValue)
      try container.encodeIfPresent(hiringLeverage, forKey: .hiringLeverage)
      try container.encodeIfPresent(computeReturn, forKey: .computeReturn)
      try container.encodeIfPresent(screenedBy, forKey: .screenedBy)
      try container.encodeIfPresent(whyNot, forKey: .whyNot)
      try container.encodeIfPresent(nearest, forKey: .nearest)
    }
  }

  /// Floors and limits that cannot hold together.
  public struct Conflict: Codable, Hashable, Sendable {
    /// The values' paths.
    public var paths: [String]
    /// In words.
    public var sentence: String
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
  /// The document's bytes: keys sorted, two spaces, a newline at the end.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Reads a document back.
  public init(json: String) throws {
    self = try JSONDecoder().decode(PlanDocument.self, from: Data(json.utf8))
  }
}

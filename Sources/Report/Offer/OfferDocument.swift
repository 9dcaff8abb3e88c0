internal import Documents
internal import Foundation

/// A brief as the outside may rely on it: JSON, schema `fulcrum.offer/1`, snake_case.
///
/// Keys are added freely and never renamed; a key whose feature does not exist is absent. Money is in
/// dollars a year, GPUs are physical unless the key says h100e.
public struct OfferDocument: Codable, Hashable, Sendable {
  /// `fulcrum.offer/1`.
  public var schema = "fulcrum.offer/1"
  /// The version of the program.
  public var version: String
  /// The scenario's name.
  public var name: String
  /// From which all randomness followed.
  public var seed: UInt64
  /// The texts that were read; paths relative to this document.
  public var inputs: [PlanDocument.Input]
  /// Values changed on the command line.
  public var overrides: [PlanDocument.Override]
  /// What was believed of the worth of compute.
  public var preset: String
  /// How many draws.
  public var draws: PlanDocument.Draws
  /// About the run; left out of reproducible documents.
  public var run: DocumentRun?
  /// What is known of the plan whose prices are used.
  public var status: String
  /// The candidate.
  public var candidate: String
  /// The package under discussion.
  public var package: String
  /// `plan`, `nearest` or `asked`.
  public var packageOrigin: String
  /// What it holds.
  public var packageContents: PlanDocument.Offer.Contents
  /// The pool of the guarantee; absent without one.
  public var pool: String?
  /// Physical GPUs.
  public var guaranteedGpus: Int
  /// H100-equivalents.
  public var guaranteedH100e: Double
  /// P(accept).
  public var accept: Double
  /// 5 % quantile over what nobody knows.
  public var acceptLow: Double
  /// 95 % quantile.
  public var acceptHigh: Double
  /// The same if the worth of compute were as believed.
  public var acceptLowKnownCompute: Double
  /// The same.
  public var acceptHighKnownCompute: Double
  /// Standard error of the simulation.
  public var mcError: Double
  /// No package is accepted with more.
  public var acceptCeiling: Double
  /// The share that refuses whatever is offered.
  public var lapse: Double
  /// The chance that our cluster passes the screen.
  public var screenPassing: Double
  /// The screen that no pay opens; absent where it is open.
  public var screenedBy: String?
  /// The stated cut-off in H100-equivalents; absent where none is stated.
  public var cutoff: Double?
  /// Percent of P for one percent of cash.
  public var cashElasticity: Double
  /// Percent of P for one percent of cluster.
  public var clusterElasticity: Double
  /// Dollars a year before any credit.
  public var expectedValue: Double
  /// Why the plan makes no offer; absent where it makes one.
  public var whyNot: String?
  /// What an offer would bring and cost; absent where the plan makes one.
  public var alternative: PlanDocument.Alternative?
  /// What money is in, such as `USD`; a label.
  public var currency: String
  /// What the package pays, year by year.
  public var years: [Year]
  /// Each alternative, the strongest first.
  public var against: [Comparison]
  /// The best of the menu at the plan's prices.
  public var packages: [RankedPackage]
  /// How many packages the menu has.
  public var packageCount: Int
  /// Under each belief about the worth of compute.
  public var beliefs: [Belief]
  /// Leverage over the guarantee; absent where no pool can carry one.
  public var compute: Compute?
  /// P(accept) over cash.
  public var cashCurve: [CurvePoint]
  /// P(accept) over our cluster, in H100-equivalents.
  public var clusterCurve: [CurvePoint]
  /// What steps of things are worth in cash, at the margin.
  public var willingnessToPay: [Worth]
  /// What it would take.
  public var needed: [Needed]
  /// Where the talk opens; absent where no cut-off is stated.
  public var opensAt: ClusterSize?
  /// Who has less because of it; absent where that is not known.
  public var payers: [Payer]?
  /// How much may be promised; absent where no pool can carry a guarantee.
  public var promise: Promise?
  /// What to say.
  public var say: [String]
  /// What never to say.
  public var neverSay: String
  /// Where the numbers come from.
  public var facts: [PlanDocument.Fact]

  private enum CodingKeys: String, CodingKey {
    case schema, version, name, seed, inputs, overrides, preset, draws, run, status, candidate
    case package, pool, accept, lapse, cutoff, alternative, against, packages, beliefs, compute
    case needed, payers, promise, say, facts, currency, years
    case packageOrigin = "package_origin"
    case packageContents = "package_contents"
    case guaranteedGpus = "guaranteed_gpus"
    case guaranteedH100e = "guaranteed_h100e"
    case acceptLow = "accept_low"
    case acceptHigh = "accept_high"
    case acceptLowKnownCompute = "accept_low_known_compute"
    case acceptHighKnownCompute = "accept_high_known_compute"
    case mcError = "mc_error"
    case acceptCeiling = "accept_ceiling"
    case screenPassing = "screen_passing"
    case screenedBy = "screened_by"
    case cashElasticity = "cash_elasticity"
    case clusterElasticity = "cluster_elasticity"
    case expectedValue = "expected_value"
    case whyNot = "why_not"
    case packageCount = "package_count"
    case cashCurve = "cash_curve"
    case clusterCurve = "cluster_curve"
    case willingnessToPay = "willingness_to_pay"
    case opensAt = "opens_at"
    case neverSay = "never_say"
  }

  /// The document's bytes: keys sorted, two spaces, a newline at the end.
  public func json() throws -> String { try jsonDocument() }
}

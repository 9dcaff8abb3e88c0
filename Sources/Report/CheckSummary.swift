internal import Documents
public import Scenario

/// What a scenario without problems holds.
public struct CheckSummary: Sendable {
  private let scenario: Scenario

  /// A summary of `scenario`.
  public init(_ scenario: Scenario) { self.scenario = scenario }

  /// Lines for a terminal.
  public var text: String {
    let packages = scenario.candidates.reduce(0) { $0 + $1.packages.count }
    let pools = scenario.pools.map { "\($0.id) \(NumberFormat.grouped($0.capacity)) nodes" }
    return """
      \(scenario.name): no problems
        \(Self.counted(scenario.teams.count, "team")), \
      \(Self.counted(scenario.candidates.count, "candidate")) with \
      \(Self.counted(packages, "package"))
        pools: \(pools.isEmpty ? "none" : pools.joined(separator: ", "))
        the cluster people ask about: \(scenario.weighedCluster.id), \
      \(NumberFormat.count(scenario.weighedCluster.h100e)) H100-equivalents

      """
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(NumberFormat.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// The same as a document, schema `fulcrum.check/1`.
  public func json() throws -> String {
    struct Document: Encodable {
      var schema = "fulcrum.check/1"
      var name: String
      var problems: [String] = []
      var teams: Int
      var candidates: Int
      var packages: Int
      var pools: [String: Int]
      var clusterH100e: Double

      enum CodingKeys: String, CodingKey {
        case schema, name, problems, teams, candidates, packages, pools
        case clusterH100e = "cluster_h100e"
      }
    }
    let document = Document(
      name: scenario.name, teams: scenario.teams.count, candidates: scenario.candidates.count,
      packages: scenario.candidates.reduce(0) { $0 + $1.packages.count },
      pools: Dictionary(
        scenario.pools.map { ($0.id, $0.capacity) }, uniquingKeysWith: { first, _ in first }),
      clusterH100e: scenario.weighedCluster.h100e)
    return try document.jsonDocument()
  }
}

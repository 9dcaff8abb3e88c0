import Scenario
import ScenarioFixtures

/// Teams that can be planned on paper: output is proportional to nodes, and nobody ever leaves.
struct PaperTeam {
  var id: String
  var heads: Int
  var nodes: Int
  var value: String
  /// Columns that only some have.
  var floor = ""

  /// Teams that share one pool of so many nodes; no candidates.
  static func scenario(
    _ teams: [PaperTeam], nodes: Int, _ changes: [String] = []
  ) throws -> Scenario {
    let rows = teams.map {
      "\($0.id),applied,\($0.heads),1,200k,\($0.value),1,1,\(8 * $0.nodes),\($0.floor)\n"
    }
    let files = ScenarioFiles(
      yaml: """
        fulcrum: 1
        name: paper
        draws: 256
        parameter_draws: 16
        clusters: {bay: {accelerator: h100, nodes: \(nodes)}}
        budget: {cash: 0}

        """,
      teams: "id,segment,heads,retention_2y,pay,value,compute_share,compute_exponent,"
        + "current_gpus,utility_floor\n" + rows.joined(), candidates: "id\n",
      rivals: "candidate,id\n")
    return try ScenarioSource(files: files.all, in: "test")
      .scenario(with: try changes.map { try Scenario.Override(argument: $0) })
  }

  /// Two teams, of which one brings ten times as much with a third of the heads.
  static let pair = [
    PaperTeam(id: "a", heads: 1, nodes: 4, value: "10M"),
    PaperTeam(id: "b", heads: 3, nodes: 4, value: "1M"),
  ]
}

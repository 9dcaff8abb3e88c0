import Scenario
import ScenarioFixtures

/// A random scenario in which nothing is like anything else, so that whatever leaks is recognised.
struct LetterScenario {
  /// Ids that no letter to ``candidate`` may hold.
  let secretIDs: [String]
  /// Texts of numbers that no letter may hold, as files and people write them.
  let secretNumbers: [String]
  let candidate: Scenario.Candidate
  let scenario: Scenario

  init(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    // Nine figures whose first four no pay of the scenario begins with.
    func secret() -> Int { 80_000_000 + 1111 * Int.random(in: 1...9000, using: &random) }
    let secrets = (0..<12).map { _ in secret() }
    let cash = Int.random(in: 200_001...899_999, using: &random)
    let equity = Bool.random(using: &random) ? 0 : Int.random(in: 100_001...499_999, using: &random)
    let nodes = Int.random(in: 9...60, using: &random)
    let perNode = [4, 8].randomElement(using: &random) ?? 8
    let levels = [
      "data: [0, 0.9]", "autonomy: [0.4, 0.87]", "remote: [0.43]", "visa_route: [0.61]",
    ]
    .filter { _ in Bool.random(using: &random) }.joined(separator: ", ")
    let wait = ["0", "0.4", "2", "17"].randomElement(using: &random) ?? "2"
    let yaml = """
      fulcrum: 1
      name: zz-internal-name
      seed: \(secrets[0])
      draws: 256
      parameter_draws: 16
      organisation: {gpu_wait_days: \(wait), publication: 0.37, leadership: -0.531, mission: 1.2187}
      clusters:
        zz-main: {main: true, accelerator: h100, nodes: \(nodes), gpus_per_node: \(perNode), spare_nodes: 1}
        zz-old: {accelerator: a100, nodes: 3, gpus_per_node: \(perNode)}
      budget: {cash: \(secrets[1])}
      role_slots: {zz-slot: 3}
      prices: {data_access: \(secrets[2]), h100: {rent_per_gpu_hour: 2.3571}}
      packages:
        cash_multiples: [1, 1.25]
        levels: {\(levels)}
      assumptions: {offer_effort: \(secrets[3])}

      """
    let files = ScenarioFiles(
      yaml: yaml,
      teams: """
        id,segment,heads,retention_2y,pay,value,compute_share,compute_exponent,current_gpus.h100,floor_gpus.h100
        zz-team-one,frontier,7,0.7131,\(secrets[4]),\(secrets[5]),0.4171,0.3591,\(perNode),\(perNode)
        zz-team-two,data,5,0.8191,\(secrets[6]),\(secrets[7]),0.4171,0.3591,\(perNode),0

        """,
      candidates: """
        id,segment,stage,level,role,slot,hire_value,compute_share,compute_exponent,reference_gpus,cash,equity,cutoff_gpus,gpu_levels
        C-self,frontier,offer,senior,kernel author,zz-slot,\(secrets[8]),0.3191,0.4191,17,\(cash),\(equity),\(nodes),0|\(perNode)|\(4 * perNode)
        C-rest,applied,cold,senior,other role,zz-slot,\(secrets[9]),0.3191,0.4191,17,901234,0,,0

        """,
      rivals: """
        candidate,id,kind,cluster_gpus,cash,equity
        C-self,zz-rival-one,stay,7919,\(secrets[10]),0
        C-self,zz-rival-two,rival,104729,\(secrets[11]),0
        C-rest,zz-rival-three,stay,7919,611953,0

        """)
    scenario = try files.scenario()
    guard let own = scenario.candidates.first(where: { $0.id == "C-self" }) else {
      preconditionFailure("the scenario has it")
    }
    candidate = own
    secretIDs = [
      "zz-", "C-rest", "other role", "frontier", "applied", "undecided", "compute-first",
      "scenario", "teams.csv", "assumption",
    ]
    secretNumbers =
      secrets.flatMap { Self.spellings($0) } + [
        "0.71", "0.41", "0.35", "0.31", "0.53", "1.21", "0.37", "2.35", "7919", "7,919", "104,729",
        "104729",
      ]
  }

  /// `81234567`, `81,234,567`, `81.2M`, `$81M`.
  private static func spellings(_ number: Int) -> [String] {
    let millions = Double(number) / 1e6
    return [
      "\(number)", Self.grouped(number), "\((millions * 10).rounded() / 10)M",
      "\((millions * 100).rounded() / 100)M",
    ]
  }

  private static func grouped(_ number: Int) -> String {
    "\(number / 1_000_000),\(Self.three(number / 1000 % 1000)),\(Self.three(number % 1000))"
  }

  private static func three(_ number: Int) -> String {
    String(repeating: "0", count: 3 - "\(number)".count) + "\(number)"
  }
}

extension ScenarioFiles {
  /// A small scenario: 0-4 teams, 0-4 candidates, 1-2 pools, few draws; some have no budget, no slot
  /// or floors that do not fit.
  public static func random(_ seed: UInt64) -> ScenarioFiles {
    var random = SplitMix(seed)
    let pools = Int.random(in: 1...2, using: &random)
    let nodes = (0..<pools).map { _ in Int.random(in: 0...5, using: &random) }
    let teams = (0..<Int.random(in: 0...4, using: &random)).map { index in
      Self.team(index, nodes: nodes, &random)
    }
    let count = Int.random(in: 0...4, using: &random)
    let candidates = (0..<count).map { Self.candidate($0, &random) }
    let rivals = (0..<count).flatMap { Self.rivals(of: $0, &random) }
    let budget = ["0", "500k", "1.5M", "20M"].randomElement(using: &random) ?? "0"
    let names = ["big: {main: true, accelerator: h100", "old: {accelerator: a100"]
    let clusters = (0..<pools).map { "  \(names[$0]), nodes: \(nodes[$0]), gpus_per_node: 8}\n" }
    let columns = ["h100", "a100"].prefix(pools).map {
      "current_gpus.\($0),floor_gpus.\($0),ceiling_gpus.\($0)"
    }
    return ScenarioFiles(
      yaml: """
        fulcrum: 1
        name: random-\(seed)
        draws: 256
        parameter_draws: 16
        organisation: {gpu_wait_days: 2, publication: 0.5, autonomy: 0.4}
        clusters:
        \(clusters.joined())
        budget: {cash: \(budget)}
        role_slots: {research: \(Int.random(in: 0...3, using: &random)), engineering: 1}
        prices: {data_access: 30k}
        packages:
          cash_multiples: [1, 1.3]
          levels: {data: [0, 0.9]}
        policy: {release_share: \(["0", "0.9", "1"].randomElement(using: &random) ?? "0")}
        assumptions: {offer_effort: 5k}

        """,
      teams: "id,segment,heads,retention_2y,pay,value,compute_share,compute_exponent,"
        + columns.joined(separator: ",") + "\n" + teams.joined(),
      candidates: "id,segment,stage,slot,hire_value,compute_share,compute_exponent,reference_gpus,"
        + "cash,equity,cutoff_gpus,gpu_levels\n" + candidates.joined(),
      rivals: "candidate,id,kind,cluster_gpus,cash,equity,guaranteed_gpus,publication\n"
        + rivals.joined())
  }

  private static let segments = ["applied", "data", "frontier", "infra", "product", "safety"]

  private static func team(_ index: Int, nodes: [Int], _ random: inout SplitMix) -> String {
    let segment = segments.randomElement(using: &random) ?? "data"
    var cells = [
      "team-\(index)", segment, "\(Int.random(in: 2...12, using: &random))",
      ["0.5", "0.8", "1"].randomElement(using: &random) ?? "1",
      "\(Int.random(in: 150...900, using: &random))k",
      "\(Int.random(in: 1...30, using: &random))M", "0.4", "0.35",
    ]
    for (pool, count) in nodes.enumerated() {
      let ceiling = Int.random(in: 0...3, using: &random)
      let isFloor = Bool.random(using: &random)
      let floor = isFloor ? Int.random(in: 0...min(ceiling, count), using: &random) : 0
      let current = pool == 0 ? Int.random(in: 1...2, using: &random) : 0
      cells += [current, floor, ceiling].map { "\(8 * $0)" }
    }
    return cells.joined(separator: ",") + "\n"
  }

  private static func candidate(_ index: Int, _ random: inout SplitMix) -> String {
    [
      "C-\(index)", segments.randomElement(using: &random) ?? "data",
      ["cold", "offer"].randomElement(using: &random) ?? "offer",
      ["research", "engineering", ""].randomElement(using: &random) ?? "",
      "\(Int.random(in: 500...9000, using: &random))k", "0.3", "0.4", "8",
      "\(Int.random(in: 150...900, using: &random))k",
      ["0", "100k"].randomElement(using: &random) ?? "0",
      ["", "", "40", "10k"].randomElement(using: &random) ?? "",
      ["0", "0|8", "8|16"].randomElement(using: &random) ?? "0",
    ].joined(separator: ",") + "\n"
  }

  private static func rivals(of index: Int, _ random: inout SplitMix) -> [String] {
    (0...Int.random(in: 0...2, using: &random)).map { row in
      [
        "C-\(index)", "r\(row)", row == 0 ? "stay" : "rival",
        "\([8, 500, 2000, 100_000].randomElement(using: &random) ?? 8)",
        "\(Int.random(in: 100...800, using: &random))k", "50k",
        "\(Int.random(in: 0...16, using: &random))", "0.5",
      ].joined(separator: ",") + "\n"
    }
  }
}

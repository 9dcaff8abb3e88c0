import Documents
internal import Topology

extension ScenarioReader {
  /// What the keys of a cluster say of its nodes beyond their number.
  struct ClusterExtras {
    var deliveries: [Scenario.Delivery] = []
    var kilowattsPerNode: Double?
  }

  /// Reads `deliveries` and `node_kw` of a cluster; they speak of its one pool.
  mutating func readExtras(of id: String, pools: Int, _ section: inout Section) {
    var extras = ClusterExtras()
    extras.kilowattsPerNode = section.optionalNumber("node_kw", .kilowatts)
    extras.deliveries = readDeliveries(&section)
    let stated = ["deliveries", "node_kw"].first { section.has($0) }
    if let stated, pools != 1 {
      section.note(
        "speaks of one pool, and \(id) has \(pools)", of: stated,
        remedy: "leave it out, or state the pools as clusters of their own")
    }
    clusterExtras[id] = extras
  }

  // `deliveries: {3: 16, 5: -8}`: nodes by month.
  private func readDeliveries(_ cluster: inout Section) -> [Scenario.Delivery] {
    guard var section = cluster.section("deliveries") else { return [] }
    let measure = Measure(
      "a whole number of nodes, negative where they leave", example: "16", from: -1e6, through: 1e6,
      isWhole: true)
    var found: [Scenario.Delivery] = []
    for entry in section.entries {
      let units = section.count(entry.key, measure)
      guard let month = Int(entry.key), (0..<horizonMonths).contains(month) else {
        section.note(
          Diagnostic(
            "is not a month within the horizon of \(horizonMonths)", at: entry.location,
            key: section.path, value: .text(entry.key),
            remedy: "give months from the beginning of the plan, from 0 to \(horizonMonths - 1)"))
        continue
      }
      if let units { found.append(Scenario.Delivery(month: month, units: units)) }
    }
    section.finish(into: &cluster)
    return found.sorted { $0.month < $1.month }
  }

  /// Reads what a plan may spend beside cash: equity, rent, power.
  mutating func readFurtherBudgets(_ budget: inout Section) {
    equityBudget = budget.optionalNumber("equity", .dollars)
    rentBudget = budget.optionalNumber("rent", .dollars)
    powerBudget = budget.optionalNumber("power_kw", .kilowatts).map { $0 * 1_000 }
    guard powerBudget != nil, poolsAreKnown else { return }
    let unknown = pools.filter { $0.wattsPerUnit == nil }
    if let first = unknown.first {
      budget.note(
        "is given, but not what a node of \(unknown.map(\.id).joined(separator: " and ")) draws",
        of: "power_kw",
        remedy: "write node_kw at its cluster, as in clusters.\(first.cluster).node_kw: 10.2")
    }
  }

  /// Reads how many nodes the plan may rent for a pool.
  mutating func readRentable(of index: Int, _ section: inout Section) {
    let nodes = section.count(
      "rentable_nodes", .count("a whole number of nodes", example: "16", in: 0...1_000_000),
      default: 0)
    pools[index].rentableUnits = nodes ?? 0
    if let nodes, nodes > 0, pools[index].rentPerGPUHour == nil, !section.has("rent_per_gpu_hour") {
      section.note(
        "is given, but not what they rent for", of: "rentable_nodes", value: String(nodes),
        remedy: "write rent_per_gpu_hour beside it")
    }
  }

  /// Reads what may fail without any grant or promise being broken, and keeps the units back.
  mutating func readSurvival(_ policy: inout Section) -> Scenario.Policy.Failure? {
    guard policy.has("survives"), let text = policy.choice("survives", among: Self.failures),
      let failure = Scenario.Policy.Failure(rawValue: text)
    else { return nil }
    for index in pools.indices { pools[index].reserve(forFailureOf: failure) }
    return failure
  }

  private static let failures = Scenario.Policy.Failure.allCases.map(\.rawValue)
}

extension Scenario.Pool {
  /// Keeps back what spares do not replace, so that what is given out survives a failure.
  mutating func reserve(forFailureOf failure: Scenario.Policy.Failure?) {
    let left =
      switch failure {
      case nil: geometry.usableNodes
      case .node: geometry.usableNodesAfterAnyFailure
      case .domain:
        geometry.usableNodesAfterAnyGroupFailure ?? geometry.usableNodesAfterAnyFailure
      }
    reservedUnits = geometry.usableNodes - left
  }
}

extension Measure {
  /// Electrical power.
  static let kilowatts = Measure(
    "kilowatts above 0", example: "10.2", from: 0, through: 1e9, isAboveLowest: true)
}

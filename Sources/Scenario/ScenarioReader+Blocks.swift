import Documents
import Topology

extension ScenarioReader {
  /// The nodes of one block of a pool, 1 if none is stated; nil after noting a problem.
  func readBlock(of pool: Scenario.Pool, _ section: inout Section) -> Int? {
    let key = Self.column("block_nodes", of: pool, in: &section, single: pools.count == 1)
    return section.count(
      key, .count("a whole number of nodes", example: "8", in: 1...100_000), default: 1)
  }

  /// Notes that the limits of a team hold no whole number of blocks.
  func checkBlocks(of team: Scenario.Team, in index: Int, _ section: inout Section) {
    let pool = pools[index]
    let block = team.blockNodes[index]
    var free = team
    free.blockNodes[index] = 1
    guard block > 1, let most = free.most(of: index), team.least(of: index) > most else { return }
    let least = free.least(of: index)
    let gpus = { (units: Int) in units * pool.gpusPerUnit }
    section.note(
      "has no multiple from \(least) to \(most) nodes (\(gpus(least)) to \(gpus(most)) GPUs), which "
        + "floor, ceiling and change limit leave",
      of: Self.column("block_nodes", of: pool, in: &section, single: pools.count == 1),
      value: String(block), remedy: "give smaller blocks, or wider limits")
  }

  /// Notes that moves have a price, and nobody says what there is to move.
  mutating func noteIdleMoveCost(_ policy: Scenario.Policy, _ teams: [Scenario.Team]) {
    guard let cost = policy.moveCost, cost > 0,
      teams.allSatisfy({ $0.currentNodes.allSatisfy { $0 == nil } })
    else { return }
    offerNotes.append(
      "policy.move_cost means nothing until teams say which nodes they have now: current_nodes.")
  }

  /// Which nodes of a pool a team says to hold now, as it says it.
  func readNodeList(of pool: Scenario.Pool, _ section: inout Section) -> String? {
    section.optionalText(
      Self.column("current_nodes", of: pool, in: &section, single: pools.count == 1))
  }

  /// The nodes of a pool that a team holds now, from a list of their names, or of their numbers from 0
  /// where they have none; nil if not stated, and after noting a problem.
  mutating func readNodes(
    _ list: String?, in index: Int, holding units: Int, _ section: inout Section
  ) -> RangeSet<Int>? {
    guard let text = list else { return nil }
    let pool = pools[index]
    let key = Self.column("current_nodes", of: pool, in: &section, single: pools.count == 1)
    let isNumbers = text.first?.isNumber ?? false
    let hosts = pool.geometry.hosts
    if hosts.isEmpty, !isNumbers {
      offerNotes.append(
        "\(section.path).\(key) names nodes, and those of \(pool.id) have no names here: where the "
          + "team sits today is left open.")
      return nil
    }
    do throws(HostNames.Fault) {
      let names = try HostNames(hosts.isEmpty ? "[\(text)]" : text)
      return take(names, in: index, holding: units, key, &section)
    } catch {
      section.note(error.problem, of: key, value: text, remedy: error.remedy)
      return nil
    }
  }

  // Checks that the nodes are there, are nobody else's, and are as many as the team has.
  private mutating func take(
    _ names: HostNames, in index: Int, holding units: Int, _ key: String, _ section: inout Section
  ) -> RangeSet<Int>? {
    let pool = pools[index]
    let hosts = pool.geometry.hosts
    var nodes = RangeSet<Int>()
    for name in names.names {
      let number = hosts.isEmpty ? Int(name) : hosts.firstIndex(of: name)
      guard let number, (0..<pool.geometry.nodes).contains(number) else {
        section.note(
          "names a node that \(pool.id) does not have", of: key, value: name,
          remedy: hosts.isEmpty
            ? "its nodes are 0-\(pool.geometry.nodes - 1)" : "its nodes are \(hosts)")
        return nil
      }
      let owner = heldNodes[index, default: [:]].updateValue(section.path, forKey: number)
      if let owner {
        section.note(
          owner == section.path ? "names a node twice" : "names a node that \(owner) names, too",
          of: key, value: name, remedy: "give each node to one team")
        return nil
      }
      nodes.insert(contentsOf: number..<number + 1)
    }
    if names.count == units { return nodes }
    section.note(
      "names \(names.count) nodes, and the team has \(units) (\(units * pool.gpusPerUnit) GPUs) now",
      of: key, value: "\(names)", remedy: "let current_gpus and current_nodes agree")
    return nil
  }
}

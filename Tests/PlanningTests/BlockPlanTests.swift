import Allocation
import Scenario
import ScenarioFixtures
import Testing
import Topology

@testable import Planning

@Suite("plans in blocks") struct BlockPlanTests {
  /// Three teams without offers on one pool in racks, each with its block.
  static func files(nodes: Int, perRack: Int, blocks: [Int], ceilings: [Int]) -> ScenarioFiles {
    let teams = zip(blocks, ceilings).enumerated().map { index, team in
      "t\(index),applied,\(6 + index),0.7,300k,\(5 + 3 * index)M,0.6,0.\(5 + index),"
        + "8,0,\(8 * team.1),\(team.0)\n"
    }
    var files = ScenarioFiles.emptySlate
    files.yaml = """
      fulcrum: 1
      name: blocks
      draws: 256
      parameter_draws: 16
      organisation: {gpu_wait_days: 2, publication: 0.5, autonomy: 0.4}
      clusters:
        big: {accelerator: h100, nodes: \(nodes), nodes_per_rack: \(perRack)}
      budget: {cash: 0}
      role_slots: {research: 1}
      packages: {cash_multiples: [1]}

      """
    files.teams =
      "id,segment,heads,retention_2y,pay,value,compute_share,compute_exponent,current_gpus,"
      + "floor_gpus,ceiling_gpus,block_nodes\n" + teams.joined()
    return files
  }

  // Whether blocks fit into racks, by trying all ways.
  static func fits(_ items: [Int], into bins: [Int]) -> Bool {
    guard let item = items.first else { return true }
    for index in bins.indices where bins[index] >= item {
      var bins = bins
      bins[index] -= item
      if fits(Array(items.dropFirst()), into: bins) { return true }
    }
    return false
  }

  // The best value of options that pack, in cents.
  static func best(_ scenario: Scenario) -> Int128? {
    let table = OptionTable(scenario, threads: 1)
    let pool = scenario.pools[0].geometry
    let bins = (0..<(pool.racks?.count(in: pool.nodes) ?? 1)).map {
      pool.racks?.range(of: $0, in: pool.nodes).count ?? pool.nodes
    }
    var best: Int128?
    func search(_ team: Int, _ units: [Int], _ value: Int128) {
      if team < table.teams.count {
        for option in table.teams[team].options {
          search(team + 1, units + option.units, value + Int128(cents(option.value)))
        }
        return
      }
      if units.reduce(0, +) > pool.nodes || best.map({ value <= $0 }) ?? false { return }
      let items = zip(units, scenario.teams).flatMap { units, team in
        Array(repeating: team.blockNodes[0], count: units / team.blockNodes[0])
      }.sorted(by: >)
      if fits(items, into: bins) { best = value }
    }
    search(0, [], 0)
    return best
  }

  @Test(
    "the plan is the best that packs",
    arguments: [
      (12, 6, [4, 3, 3], [12, 12, 12]), (15, 5, [3, 2, 1], [15, 10, 5]),
      (14, 7, [3, 4, 2], [12, 12, 6]), (10, 5, [2, 4, 3], [10, 8, 9]),
      (13, 5, [2, 3, 4], [12, 12, 12]), (18, 18, [8, 4, 1], [16, 16, 8]),
      (16, 8, [5, 3, 2], [15, 15, 8]),
    ])
  func best(nodes: Int, perRack: Int, blocks: [Int], ceilings: [Int]) throws {
    let scenario = try Self.files(
      nodes: nodes, perRack: perRack, blocks: blocks, ceilings: ceilings
    ).scenario()
    let plan = scenario.plan()
    #expect(plan.status == .optimal)
    #expect(plan.value.objectiveCents == Self.best(scenario))
    for (team, block) in zip(plan.teams, blocks) {
      #expect(team.granted[0] % block == 0)
      #expect(team.placement.reduce(0) { $0 + $1.nodes.count } == team.granted[0])
    }
    #expect(plan.notes.allSatisfy { !$0.contains("find no place") })
    #expect(plan.value.boundCents <= plan.value.certifiedBoundCents)
  }

  @Test("blocks of eight strand two of the eighteen trays of a rack")
  func trays() throws {
    let scenario = try Self.files(
      nodes: 36, perRack: 18, blocks: [8, 8, 1], ceilings: [32, 32, 36]
    ).scenario()
    let plan = scenario.plan()
    let slots = try #require(plan.resources.first { $0.kind == .blocks })
    #expect(slots.capacity == 4)
    #expect(slots.used == Double((plan.teams[0].granted[0] + plan.teams[1].granted[0]) / 8))
  }

  @Test("floors that need more slots than there are name them")
  func infeasible() throws {
    var files = Self.files(nodes: 16, perRack: 4, blocks: [3, 3, 1], ceilings: [9, 9, 16])
    files.teams = files.teams.replacing("8,0,72,3\n", with: "8,72,72,3\n")
    let plan = try files.scenario().plan()
    #expect(plan.status == .infeasible)
    let conflict = try #require(plan.conflicts.first)
    #expect(conflict.sentence.contains("6 slots for blocks of 3 nodes of h100"))
    #expect(conflict.sentence.contains("its racks hold 4"))
    #expect(conflict.relaxations.map(\.units) == [6, 6])
  }

  @Test("floors that have slots and do not pack are said not to")
  func unpackable() throws {
    var files = Self.files(nodes: 12, perRack: 6, blocks: [4, 4, 3], ceilings: [4, 4, 3])
    files.teams = files.teams.replacing("8,0,32,4", with: "8,32,32,4")
      .replacing("8,0,24,3", with: "8,24,24,3")
    let plan = try files.scenario().plan()
    #expect(plan.status == .infeasible)
    #expect(plan.conflicts.first?.sentence.contains("do not pack into the racks") ?? false)
  }

  @Test("a combination that does not pack cuts off nothing that does")
  func combination() throws {
    let scenario = try Self.files(
      nodes: 12, perRack: 6, blocks: [4, 3, 3], ceilings: [12, 12, 12]
    ).scenario()
    let row = BlockRow(
      pool: 0, period: 0,
      count: .combination([
        .init(team: "t0", nodes: 4, blocks: 2), .init(team: "t1", nodes: 3, blocks: 1),
      ]))
    #expect(row.most(in: scenario) == 1)
    let cut = OptionTable(scenario, threads: 1).adding([row])
    let found = solve(cut.unreleased)
    #expect(found.objective >= Self.best(scenario) ?? 0)
    var packing = row
    packing.count = .combination([.init(team: "t0", nodes: 4, blocks: 2)])
    #expect(packing.most(in: scenario) == nil)
  }
}

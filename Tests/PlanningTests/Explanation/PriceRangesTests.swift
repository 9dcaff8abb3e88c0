import Planning
import Scenario
import ScenarioFixtures
import Testing

@Suite("Ranges of prices")
struct PriceRangesTests {
  // Without promises of GPUs there are no release prices to move, and in the second cluster nobody
  // looks at its size: then one node more or less is what the files would say.
  @Test("one more and one less, planned again from the files", arguments: 0..<60)
  func replanned(seed: UInt64) throws {
    var files = ScenarioFiles.random(seed)
    files.candidates = files.candidates.replacing("8|16", with: "0").replacing("0|8", with: "0")
    let scenario = try files.scenario()
    let plan = scenario.plan()
    guard plan.status == .optimal else { return }
    for row in plan.resources {
      guard let range = row.priceRange else { continue }
      let path: String
      switch row.kind {
      case .pool:
        path = "clusters.\(row.id == "h100" ? "big" : "old").nodes"
        let larger = try files.scenario("\(path)=\(Int(row.capacity) + 1)")
        let isSeen =
          scenario.weighedCluster.h100e != larger.weighedCluster.h100e
          || scenario.weighedCluster.id == larger.pools.first { $0.id == row.id }?.cluster
        if isSeen && !scenario.candidates.isEmpty { continue }
      case .cash: path = "budget.cash"
      case .slots: path = "role_slots.\(row.id)"
      case .equity, .rent, .power, .rule, .blocks: continue
      }
      let now = row.kind == .cash ? scenario.cashBudget : row.capacity
      let worths = try [row.priceStep, -row.priceStep].compactMap { step -> Double? in
        if now + step < 0 { return nil }
        let value = row.kind == .cash ? "\(now + step)" : "\(Int(now + step))"
        let changed = try files.scenario("\(path)=\(value)").plan()
        return (changed.value.objective - plan.value.objective) / step
      }
      #expect(abs((worths.min() ?? 0) - range.lowerBound) < 1e-6 * max(1, range.lowerBound))
      #expect(abs((worths.max() ?? 0) - range.upperBound) < 1e-6 * max(1, range.upperBound))
    }
  }

  @Test("the lab's prices lie in their ranges, and the ranges are narrow")
  func lab() throws {
    let plan = try Planned.lab.get()
    for row in plan.resources where row.kind == .pool {
      let range = try #require(row.priceRange)
      #expect(range.lowerBound <= row.price * 1.01 && row.price <= range.upperBound * 1.01)
      #expect(range.upperBound - range.lowerBound < 0.02 * row.price)
    }
    let cash = try #require(plan.resources.first { $0.kind == .cash }?.priceRange)
    #expect(cash.contains(0.508))
  }

  @Test("one team that has the whole pool would take a node more")
  func wholePool() throws {
    let files = ScenarioFiles(
      yaml: """
        fulcrum: 1
        name: one
        draws: 256
        clusters: {bay: {accelerator: h100, nodes: 2}}
        budget: {cash: 0}

        """,
      teams: """
        id,segment,heads,retention_2y,pay,value,compute_share,compute_exponent,current_gpus
        only,applied,4,0.8,200k,10M,0.5,0.5,16

        """, candidates: "id\n", rivals: "candidate,id\n")
    let row = try #require(try files.scenario().plan().resources.first)
    let range = try #require(row.priceRange)
    let more = try files.scenario("clusters.bay.nodes=3").plan().value.objective
    let less = try files.scenario("clusters.bay.nodes=1").plan().value.objective
    let now = try files.scenario().plan().value.objective
    #expect(abs(range.lowerBound - (more - now)) < 0.02)
    #expect(abs(range.upperBound - (now - less)) < 0.02)
  }
}

import Documents
import Kernels
import Scenario
import ScenarioFixtures
import Synchronization
import Testing

@testable import Planning

/// A sweep of a scenario's files, with all of its points in order.
struct Swept {
  let sweep: Sweep
  let points: [SweepPoint]

  init(
    _ source: ScenarioSource, _ ranges: [String], changes: [String] = [], mode: Sweep.Mode,
    intervals: Bool = false, threads: Int = 2, indices: [Int]? = nil
  ) throws {
    let grid = try ScenarioGrid(
      source, overrides: try changes.map { try Scenario.Override(argument: $0) },
      varying: try ranges.map { try Scenario.Override(argument: $0) })
    sweep = Sweep(
      grid, mode: mode, intervals: intervals,
      within: PlanningLimits(threads: threads, explains: false))
    let all = Mutex<[SweepPoint]>([])
    try sweep.run(indices ?? Array(0..<grid.count)) { found in all.withLock { $0 += found } }
    points = all.withLock { $0.sorted { $0.index < $1.index } }
  }

  /// The lab with few draws.
  static let quickLab = ScenarioSource(.lab)
  static let quick = ["draws=512", "parameter_draws=16"]
}

extension ScenarioFiles {
  var source: ScenarioSource { ScenarioSource(files: all, in: "test") }
}

@Suite("A sweep that plans anew")
struct PlannedSweepTests {
  private func check(_ swept: Swept, _ scenario: (SweepPoint) throws -> Scenario) throws {
    for point in swept.points {
      let plan = try scenario(point).plan(within: .quick)
      #expect(point.status.rawValue == plan.status.rawValue)
      guard plan.status == .optimal else {
        #expect(point.conflict == plan.conflicts.first?.sentence && point.worth == nil)
        continue
      }
      #expect(point.worth == plan.value.objective && point.bound == plan.value.bound)
      #expect(point.clusterH100e == plan.scenario.weighedCluster.h100e)
      #expect(point.offers.map(\.candidate) == plan.offers.map(\.candidate))
      let hires = plan.offers.reduce(0) { $0 + ($1.isMade ? $1.acceptance : 0) }
      #expect(abs((point.expectedHires ?? -1) - hires) < 1e-9 || point.offers.isEmpty)
    }
  }

  @Test("every point is the plan of its scenario", arguments: 0..<24 as Range<UInt64>)
  func random(seed: UInt64) throws {
    let files = ScenarioFiles.random(seed)
    for (path, range) in [
      ("clusters.big.nodes", "0..8:5"), ("budget.cash", "0..2M:4"),
      ("policy.release_share", "0..1:3"), ("assumptions.lapse", "0..0.5:3"),
      ("role_slots.research", "0..3"),
    ] {
      let swept = try Swept(files.source, ["\(path)=\(range)"], mode: .planned)
      try check(swept) { try files.scenario("\(path)=\($0.values[0])") }
    }
  }

  @Test("of the lab and the hospital likewise, over any value, and over two")
  func examples() throws {
    for ranges in [
      ["cluster_gpus=[256, 992, 1000, 1016, 12000]"],
      ["candidates[C-02].cash=1.4M..2.4M:3"], ["rivals[C-02/xai-colossus].cluster_gpus=1k..300k:3"],
      ["teams[serving].floor_gpus.h100=0..160:3"], ["assumptions.equity_discount=0.4..0.9:3"],
      ["clusters.bay-1.nodes=120..130:3", "budget.cash=5M..9M:2"],
    ] {
      let swept = try Swept(Swept.quickLab, ranges, changes: Swept.quick, mode: .planned)
      try check(swept) { point in
        let changes = zip(ranges, point.values).map { range, value in
          let path = String(range.prefix { $0 != "=" })
          return path == "cluster_gpus"
            ? "clusters.bay-1.nodes=\(Int(value) / 8)"
            : "\(path)=\(value == value.rounded() ? "\(Int(value))" : "\(value)")"
        }
        return try Scenario(
          .lab,
          overrides: (Swept.quick + changes).map { try Scenario.Override(argument: $0) })
      }
    }
  }

  @Test("what a node draws counts at every point")
  func power() throws {
    let changes =
      Swept.quick + [
        "budget.power_kw=1500", "clusters.bay-1.node_kw=10", "clusters.bay-2.node_kw=6",
      ]
    let swept = try Swept(
      Swept.quickLab, ["clusters.bay-1.node_kw=8..14:3"], changes: changes, mode: .planned)
    try check(swept) { point in
      let own = changes + ["clusters.bay-1.node_kw=\(Int(point.values[0]))"]
      return try Scenario(.lab, overrides: own.map { try Scenario.Override(argument: $0) })
    }
  }

  @Test("threads, order and company change no bit of a point")
  func independent() throws {
    let range = ["budget.cash=5M..9M:5"]
    let one = try Swept(
      Swept.quickLab, range, changes: Swept.quick, mode: .planned, intervals: true, threads: 1)
    let many = try Swept(
      Swept.quickLab, range, changes: Swept.quick, mode: .planned, intervals: true, threads: 5)
    let some = try Swept(
      Swept.quickLab, range, changes: Swept.quick, mode: .planned, intervals: true,
      indices: [4, 1])
    #expect(one.points == many.points && some.points == [one.points[1], one.points[4]])
    #expect(one.points.allSatisfy { $0.offers.allSatisfy { $0.isScreened || $0.interval != nil } })
  }

  @Test("more of a resource never makes the bound of a plan without promises worse")
  func monotone() throws {
    let swept = try Swept(
      Swept.quickLab, ["clusters.bay-2.nodes=50..90:5"],
      changes: Swept.quick + ["budget.cash=0"], mode: .planned)
    for (low, high) in zip(swept.points, swept.points.dropFirst()) {
      #expect(try #require(low.worth) <= #require(high.worth))
    }
  }

  @Test("a problem inside the range is thrown when it is reached, not printed as a point")
  func problem() throws {
    for mode in [Sweep.Mode.planned, .fixed] {
      do {
        _ = try Swept(
          ScenarioFiles.hospital.source, ["draws=[256, 300, 301, 302, 512]"], mode: mode,
          threads: 4)
        Issue.record("a bad point was swept")
      } catch let error as Diagnostics {
        // The first of them, whoever comes to it first.
        #expect("\(error)".hasPrefix("--vary draws: draws: is not a power of two (300)"))
        #expect(error.problems.count == 1)
      }
    }
  }
}

@Suite("A sweep that keeps the plan")
struct FixedPlanSweepTests {
  @Test(
    "sizes set in passing give the points that reading gives", arguments: 0..<16 as Range<UInt64>)
  func fastPath(seed: UInt64) throws {
    let files = seed == 0 ? ScenarioFiles(.lab) : seed == 1 ? .hospital : .random(seed)
    let cluster = seed == 0 ? "bay-1" : seed == 1 ? "clinic" : "big"
    let changes = Swept.quick
    let base = try files.scenario("draws=512", "parameter_draws=16")
    let limits = PlanningLimits(threads: 1, explains: false)
    let plan = BasePlan(base, limits)
    let grid = try ScenarioGrid(
      files.source, overrides: try changes.map { try Scenario.Override(argument: $0) })
    let kept = KeptPackages(plan.followed(limits), of: grid)
    guard let fixed = FixedPlan(plan, following: kept) else { return }
    let swept = try Swept(
      files.source, ["clusters.\(cluster).nodes=3..4000:7"], changes: changes, mode: .fixed,
      intervals: true)
    for point in swept.points {
      let scenario = try files.scenario(
        "draws=512", "parameter_draws=16", "clusters.\(cluster).nodes=\(Int(point.values[0]))")
      let read = FixedPlanScorer(fixed, in: scenario, by: .kernel(.best), threads: 1)
        .points(at: [(point.index, point.values, scenario)], intervals: true, threads: 1)
      #expect(read == [point])
    }
  }

  @Test("at the base it is the base plan", arguments: 0..<12 as Range<UInt64>)
  func base(seed: UInt64) throws {
    let files = seed == 0 ? ScenarioFiles(.lab) : .random(seed)
    let scenario = try files.scenario()
    let plan = scenario.plan(within: PlanningLimits(threads: 2))
    guard plan.status == .optimal else { return }
    let grid = try ScenarioGrid(files.source)
    let point = Sweep(grid, mode: .fixed).basePoint
    #expect(point.status == .fits && point.conflict == nil)
    let worth = try #require(point.worth)
    #expect(abs(worth - plan.value.objective) < 1e-6 * max(1e6, abs(plan.value.objective)))
    let planned = Sweep(grid, mode: .planned).basePoint
    for (offer, sides) in zip(plan.offers, zip(point.offers, planned.offers)) {
      for own in [sides.0, sides.1] {
        #expect(offer.isMade == own.isMade)
        if offer.isMade || offer.acceptance > 0 {
          // Of somebody without an offer the plan tells what binding it to one would take.
          #expect((offer.whyNot?.package ?? offer.package)?.id == own.package)
          #expect(abs((offer.whyNot?.acceptance ?? offer.acceptance) - own.acceptance) < 1e-6)
        }
      }
    }
    for (team, own) in zip(plan.teams, point.teams) {
      #expect(team.stay == own.stay)
      #expect(own.granted == zip(team.granted, scenario.pools).map { $0 * $1.gpusPerUnit })
    }
  }

  @Test("P rises with our cluster, falls with a rival's, and is 0 below a stated cut-off")
  func monotone() throws {
    let own = try Swept(
      Swept.quickLab, ["cluster_gpus=256..65536*1.3"], changes: Swept.quick, mode: .fixed)
    for (low, high) in zip(own.points, own.points.dropFirst()) {
      for (a, b) in zip(low.offers, high.offers) { #expect(a.acceptance <= b.acceptance) }
    }
    for point in own.points {
      for (candidate, cutoff) in [(2, 10_000.0), (6, 1_000)] {
        let offer = point.offers[candidate]
        #expect(offer.isScreened == (point.clusterH100e < cutoff))
        #expect((offer.acceptance == 0) == offer.isScreened)
      }
    }
    let rival = try Swept(
      Swept.quickLab, ["rivals[C-02/xai-colossus].cluster_gpus=1k..300k*2"],
      changes: Swept.quick, mode: .fixed)
    for (low, high) in zip(rival.points, rival.points.dropFirst()) {
      #expect(try #require(high.acceptance(of: "C-02")) <= #require(low.acceptance(of: "C-02")))
      #expect(high.acceptance(of: "C-01") == low.acceptance(of: "C-01"))
    }
  }

  @Test("periods that the plan kept does not have share its prices")
  func periods() throws {
    let swept = try Swept(
      Swept.quickLab, ["candidates[C-02].start_month=0..3:4"], changes: Swept.quick, mode: .fixed)
    let worths = try swept.points.map { try #require($0.worth) }
    #expect(worths.count == 4 && worths.allSatisfy { $0 > 0 })
    // Whoever comes later works for a smaller part of the horizon.
    #expect(zip(worths, worths.dropFirst()).allSatisfy { $0 > $1 })
    let (base, first) = (swept.sweep.basePoint.worth, worths[0])
    #expect(try abs(#require(base) - first) < 1e-6 * abs(first))
  }

  @Test("says where the plan does not fit, and why")
  func conflicts() throws {
    func conflict(_ range: String) throws -> [String?] {
      try Swept(Swept.quickLab, [range], changes: Swept.quick, mode: .fixed).points.map(\.conflict)
    }
    let nodes = try conflict("clusters.bay-1.nodes=[126, 127, 400]")
    #expect(
      nodes == ["the plan takes 124 nodes of h100, and the pool has 123", nil, nil])
    #expect(try conflict("budget.cash=[1, 7.4M]")[0] == "the offers take more cash than there is")
    #expect(
      try conflict("role_slots.research=[0, 4]")[0]?.contains("and there are 0 slots") == true)
    #expect(
      try conflict("teams[serving].floor_gpus.h100=[0, 176]")[1]
        == "the grant of serving is outside its floors and ceilings")
  }

  @Test("without a plan there is none to keep, and the reason is told")
  func obstacle() throws {
    let source = try ScenarioGrid(
      ScenarioFiles.hospital.source,
      overrides: [
        .init(path: "teams[imaging].floor_gpus", value: "40"),
        .init(path: "teams[clinical-text].floor_gpus", value: "32"),
      ], varying: [.init(path: "cluster_gpus", value: "64..128:3")])
    let sweep = Sweep(source, mode: .fixed)
    #expect(sweep.obstacle?.contains("need") == true)
    #expect(Sweep(source, mode: .planned).obstacle == nil)
  }
}

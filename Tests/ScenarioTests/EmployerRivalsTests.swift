import Choice
import Documents
import Scenario
import Testing
import Units

@Suite("Rivals by their employer")
struct EmployerRivalsTests {
  /// A scenario whose one candidate has these rivals; more goes into scenario.yaml.
  private static func scenario(
    employers: [String], adding yaml: String = "", columns: String = "", cells: String = ""
  ) throws -> Scenario {
    var small = SmallScenario()
    let rows = employers.enumerated().map { index, employer in
      "P-1,r\(index),rival,\(employer),800000,200000\(cells)"
    }
    small.replace(
      "",
      with: """
        candidate,id,kind,employer,cash,equity\(columns)
        P-1,here,stay,,500000,0\(String(cells.filter { $0 == "," }))
        \(rows.joined(separator: "\n"))

        """, in: "rivals.csv")
    small.files[0].text += yaml
    return try small.read()
  }

  private static func candidate(_ scenario: Scenario) throws -> Scenario.Candidate {
    try #require(scenario.candidates.first)
  }

  /// P of the first package at 5,000 H100-equivalents of our own.
  private static func acceptance(_ scenario: Scenario) throws -> Double {
    let candidate = try candidate(scenario)
    let coefficients = try #require(scenario.coefficients(of: "frontier", at: .offer))
    let draws = TasteDraws(
      of: candidate.id, coefficients: coefficients, seed: scenario.seed, count: 1024)
    let package = try #require(candidate.packages.last)
    return Contest(candidate.situation(with: coefficients), clusterGPUs: 5000, draws: draws)
      .probability(of: package.alternative)
  }

  @Test("empty cells take cluster and levels", arguments: Employer.shipped)
  func filled(employer: Employer) throws {
    let rival = try #require(
      try Self.candidate(Self.scenario(employers: [employer.id])).rivals.first)
    #expect(rival.levels["cluster_gpus"] == employer.h100e)
    let profile = try #require(EmployerProfile.named(employer.profile))
    for level in profile.levels { #expect(rival.levels[level.attribute] == level.level) }
    #expect(rival.levels.count == profile.levels.count + 1)
    #expect(rival.cash == 800_000 && rival.guaranteedGPUs == 0)
  }

  @Test("stated cells win, and without the column nothing changes")
  func stated() throws {
    let rival = try #require(
      try Self.candidate(
        Self.scenario(
          employers: ["meta-100k"], columns: ",cluster_gpus,autonomy,remote", cells: ",7,0.9,")
      ).rivals.first)
    #expect(rival.levels["cluster_gpus"] == 7 && rival.levels["autonomy"] == 0.9)
    #expect(rival.levels["remote"] == 0.1 && rival.levels["stability"] == 0.9)
    let plain = try Self.candidate(SmallScenario().read())
    #expect(
      plain.rivals.first?.levels == [
        "cluster_gpus": 100_000, "guaranteed_gpus": 8, "autonomy": 0.1,
      ])
    let empty = try Self.candidate(Self.scenario(employers: [""]))
    #expect(empty.rivals.first?.levels == [:])
  }

  @Test("five employers are five rivals, and what is used of the tables is a fact, once")
  func facts() throws {
    let five = ["meta-100k", "xai-colossus", "openai-goodyear", "deepseek", "google-oklahoma"]
    let scenario = try Self.scenario(employers: five + ["meta-100k"])
    #expect(try Self.candidate(scenario).rivals.count == 6)
    let clusters = scenario.facts.filter { $0.what.hasPrefix("cluster of ") }
    #expect(clusters.map(\.what) == five.map { "cluster of \($0)" })
    for fact in clusters {
      #expect(!fact.isAssumption && fact.source.contains("https://") && fact.date.count == 4)
    }
    #expect(clusters[3].value == "3154.7 H100-equivalents: 10000 a100-pcie")
    let levels = scenario.facts.filter { $0.what.hasSuffix(" at frontier-lab") }
    #expect(levels.count == 11)
    #expect(levels.allSatisfy { $0.isAssumption && $0.source.contains("; range ") })
    #expect(Set(scenario.facts).count == scenario.facts.count)
    #expect(try Scenario(.lab).facts.allSatisfy { !$0.what.hasPrefix("cluster of ") })
  }

  @Test("a scenario changes employers and profiles, and adds its own")
  func own() throws {
    let yaml = """
      profiles:
        startup: {autonomy: 0.8}
        our-town: {like: university, remote: 60%, quiet: 0.5}
      employers:
        my-rival: {profile: startup, cluster_gpus: 4k, source: press, date: 2026-05}
        imbue-10k: {cluster_gpus: 12k}
        bloomberg: {profile: our-town}
        bare: {cluster_gpus: 10}
      attributes: {quiet: {unit: share, range: [0, 1], worth: 5%}}

      """
    let scenario = try Self.scenario(
      employers: ["my-rival", "imbue-10k", "bloomberg", "bare"], adding: yaml)
    let levels = try Self.candidate(scenario).rivals.map(\.levels)
    #expect(levels[0]["cluster_gpus"] == 4000 && levels[0]["autonomy"] == 0.8)
    #expect(levels[0]["stability"] == EmployerProfile.named("startup")?["stability"]?.level)
    #expect(levels[1]["cluster_gpus"] == 12_000 && levels[1]["autonomy"] == 0.8)
    #expect(levels[2]["cluster_gpus"] == Employer.named("bloomberg")?.h100e)
    #expect(
      levels[2]["remote"] == 0.6 && levels[2]["publication"] == 1 && levels[2]["quiet"] == 0.5)
    #expect(levels[3] == ["cluster_gpus": 10])
    func fact(_ what: String) -> Scenario.Fact? { scenario.facts.first { $0.what == what } }
    #expect(fact("cluster of my-rival")?.source == "press")
    #expect(fact("cluster of my-rival")?.date == "2026-05")
    #expect(fact("cluster of my-rival")?.isAssumption == false)
    #expect(fact("cluster of imbue-10k")?.source == "this scenario")
    #expect(fact("cluster of imbue-10k")?.isAssumption == true)
    #expect(fact("cluster of bloomberg")?.source.contains("arxiv.org") == true)
    #expect(fact("autonomy at startup")?.source == "this scenario")
    #expect(fact("quiet at our-town")?.value == "0.5")
  }

  @Test("each rival more, whoever it is, lowers P")
  func monotone() throws {
    let order = Employer.shipped.map(\.id)
    var before = try Self.acceptance(Self.scenario(employers: []))
    for count in stride(from: 1, through: order.count, by: 6) {
      let now = try Self.acceptance(Self.scenario(employers: Array(order[..<count])))
      #expect(now < before, "\(count)")
      before = now
    }
    #expect(before > 0)
  }

  @Test("removing a region's rivals raises P", arguments: Employer.Region.allCases)
  func regions(region: Employer.Region) throws {
    let all = try Self.acceptance(Self.scenario(employers: Employer.shipped.map(\.id)))
    let rest = Employer.shipped.filter { $0.region != region }.map(\.id)
    #expect(try Self.acceptance(Self.scenario(employers: rest)) > all)
  }

  @Test("another profile is another vector of attributes, and another P")
  func profiles() throws {
    let found = try EmployerProfile.shipped.map { profile in
      try Self.acceptance(
        Self.scenario(
          employers: ["x"], adding: "employers: {x: {cluster_gpus: 4k, profile: \(profile.id)}}\n"))
    }
    #expect(Set(found).count == found.count)
    let levels = EmployerProfile.shipped.map { $0.levels.map(\.level) }
    #expect(Set(levels).count == levels.count)
  }

  @Test(
    "a twin takes from its like: less from us than with fixed odds",
    arguments: Employer.shipped.map(\.id).filter {
      ["alps", "bloomberg", "imbue-10k", "meta-100k", "nebius-iseg2", "princeton-della"].contains(
        $0)
    })
  func twins(employer: String) throws {
    let one = try Self.shares(employers: [employer], mixed: true)
    let two = try Self.shares(employers: [employer, employer], mixed: true)
    // Fixed odds: a second rival like the first enters at the first one's odds against all others.
    let fixed = one.ours / (1 + one.rivals[0])
    #expect(two.ours < one.ours && two.ours > fixed)
    #expect(abs(two.rivals[0] - two.rivals[1]) < 1e-12)
    // Without differences between people, odds are fixed indeed.
    let plain = try Self.shares(employers: [employer], mixed: false)
    let plainTwins = try Self.shares(employers: [employer, employer], mixed: false)
    #expect(abs(plainTwins.ours - plain.ours / (1 + plain.rivals[0])) < 1e-12)
  }

  /// Shares of all alternatives for somebody without a cut-off who never lapses.
  private static func shares(employers: [String], mixed: Bool) throws -> ChoiceShares {
    let candidate = try candidate(scenario(employers: employers))
    var assumptions = BehaviouralAssumptions()
    assumptions.lapse = 0
    var registry = AttributeRegistry()
    if !mixed {
      (assumptions.payScaleSpread, assumptions.stayingSpread) = (0, 0)
      registry = AttributeRegistry(adding: AttributeRegistry.shipped.map(\.withoutSpread))
    }
    let segment = try #require(Segment.shipped.first { $0.id == "frontier" })
    let coefficients = Coefficients(
      of: segment, at: .offer, registry: registry, assumptions: assumptions)
    var situation = candidate.situation(with: coefficients)
    situation.screen = .stated(0)
    let draws = TasteDraws(of: "P-1", coefficients: coefficients, seed: Seed(3), count: 4096)
    let package = try #require(candidate.packages.first)
    return ChoiceShares(
      of: package.alternative, in: situation, clusterGPUs: 5000, draws: draws)
  }
}

extension Attribute {
  fileprivate var withoutSpread: Attribute {
    Attribute(
      id: id, unit: unit, range: range, transform: transform, reference: reference,
      partWorth: partWorth, spread: .lognormal(sd: 0), ignorance: ignorance,
      provenance: provenance)
  }
}

import Documents
import Scenario
import Testing

@Suite("What differs between two scenarios")
struct ScenarioDifferenceTests {
  private func difference(_ edit: (inout SmallScenario) -> Void) throws -> [String] {
    var other = SmallScenario()
    edit(&other)
    let readings = try [SmallScenario(), other].map {
      try ScenarioSource(files: $0.files, in: "s").reading()
    }
    return ScenarioDifference(from: readings[0], to: readings[1]).changes.map { change in
      "\(change.path) \(Self.words(change.before)) > \(Self.words(change.after))"
    }
  }

  private static func words(_ value: ScenarioDifference.Value?) -> String {
    switch value {
    case .one(.number(let number))?: "\(number)"
    case .one(.text(let text))?: text
    case .one(.interval(let interval))?: "\(interval.low)..\(interval.high)"
    case .one(let other)?: "\(other)"
    case .row(let row)?: "row \(row.keys.sorted().joined(separator: " "))"
    case nil: "-"
    }
  }

  @Test(
    "spelling, comments, order, and defaults written out are none",
    arguments: [
      ("{cash: 2M}", "# as in May\n  cash: 2_000_000", "scenario.yaml"),
      ("horizon_months: 6\n", "", "scenario.yaml"),
      ("name: small", "name: \"small\"\nseed: 2026\npreset: undecided", "scenario.yaml"),
      ("name: small", "name: small\npolicy: {release_share: 90%}", "scenario.yaml"),
      ("name: small", "name: small\nassumptions: {lapse: 0.05}", "scenario.yaml"),
      ("[1, 1.5]", "[1.5, 1.0]", "scenario.yaml"),
      ("cash_multiples", "pools: [h100]\n  cash_multiples", "scenario.yaml"),
      ("{accelerator: h100,", "{main: true, failed_nodes: 0, accelerator: h100,", "scenario.yaml"),
      ("{autonomy: 0.4}", "{\"autonomy\": 40%}", "scenario.yaml"),
      ("floor_gpus,ceiling_gpus", "floor_gpus.h100,ceiling_gpus", "teams.csv"),
      ("0.67,900000", "67%,$900k", "teams.csv"), ("0|8|16", "16|8|0", "candidates.csv"),
      (
        "serving,infra,5,0.78,600000,6000000,0.6,0.3,24,16,32\n", "", "teams.csv"
      ),
    ])
  func none(old: String, new: String, file: String) throws {
    let found = try difference { small in
      small.replace(old, with: new, in: file)
      if new.isEmpty && file == "teams.csv" {
        small.replace(
          "models,", with: "serving,infra,5,0.78,600000,6000000,0.6,0.3,24,16,32\nmodels,", in: file
        )
      }
    }
    #expect(found == [])
  }

  @Test("each value by its path, rows that come and go by theirs")
  func changes() throws {
    #expect(
      try difference {
        $0.replace("cash: 2M", with: "cash: 1M..4M", in: "scenario.yaml")
        $0.replace("nodes: 10,", with: "nodes: 12,", in: "scenario.yaml")
        $0.replace("serving,infra,5", with: "service,infra,5", in: "teams.csv")
        $0.replace("models,frontier,10", with: "models,frontier,11", in: "teams.csv")
        $0.replace(",,0|8|16", with: ",40,0|8", in: "candidates.csv")
        $0.replace("here,stay,1000", with: "here,stay,1001", in: "rivals.csv")
      } == [
        "budget.cash 2000000.0 > 1000000.0..4000000.0",
        "candidates[P-1].cutoff_gpus - > 40.0",
        "candidates[P-1].gpu_levels numbers([0.0, 8.0, 16.0]) > numbers([0.0, 8.0])",
        "clusters.bay.nodes 10.0 > 12.0", "rivals[P-1/here].cluster_gpus 1000.0 > 1001.0",
        "teams[models].heads 10.0 > 11.0",
        "teams[service] - > row ceiling_gpus compute_exponent compute_share current_gpus "
          + "floor_gpus heads pay retention_2y segment value",
        "teams[serving] row ceiling_gpus compute_exponent compute_share current_gpus "
          + "floor_gpus heads pay retention_2y segment value > -",
      ])
  }

  @Test("what a scenario says of employers, profiles and segments")
  func market() throws {
    let plain = ",autonomy\nP-1,here"
    func with(_ yaml: String, employer: String = "") -> (inout SmallScenario) -> Void {
      { small in
        small.files[0].text += yaml
        small.replace(plain, with: ",autonomy,employer\nP-1,here", in: "rivals.csv")
        small.replace("0,4,0.1", with: "0,4,0.1,\(employer)", in: "rivals.csv")
        small.replace("200000,8,0.1", with: "200000,8,0.1,\(employer)", in: "rivals.csv")
      }
    }
    #expect(try difference(with("")) == [])
    #expect(
      try difference(with("segments: {frontier: {data: 7%}}\n", employer: "meta-100k")) == [
        "rivals[P-1/here].employer - > meta-100k", "rivals[P-1/there].employer - > meta-100k",
        "segments.frontier.data - > 0.07",
      ])
    #expect(
      try difference(
        with(
          """
          segments: {mine: {like: data, cutoff_median: 5}}
          profiles: {startup: {remote: 0.1}, town: {like: bank}}
          employers: {acme: {cluster_gpus: 4k}, alps: {date: 2026-05}}

          """)) == [
          "employers.acme - > row cluster_gpus", "employers.alps.date - > 2026-05",
          "profiles.startup.remote - > 0.1", "profiles.town - > row like",
          "segments.mine - > row cutoff_median like",
        ])
  }

  @Test("figures of a segment or profile that are written out as they are make no difference")
  func marketDefaults() throws {
    func reading(_ yaml: String) throws -> ScenarioReading {
      var small = SmallScenario()
      small.files[0].text += yaml
      return try ScenarioSource(files: small.files, in: "s").reading()
    }
    let short = try reading(
      "segments: {mine: {like: data}}\nprofiles: {town: {like: bank}}\n"
        + "employers: {alps: {source: x}}\n")
    let long = try reading(
      "segments: {mine: {like: data, autonomy: 6%, gpu_wait_days: 3%, publication: 0.2, "
        + "half_saturation: 8, never_cold: 95%, guaranteed_gpus: 3%, remote: 8%}}\n"
        + "profiles: {town: {like: bank, data: 0.8}}\n"
        + "employers: {alps: {source: x, profile: national-lab, cluster_gpus: 10752}}\n")
    #expect(ScenarioDifference(from: short, to: long).changes.isEmpty)
  }

  @Test("pay over the years, bands and restrictions are seen; defaults written out are none")
  func pay() throws {
    let edit = { (terms: String, vesting: String) -> (inout SmallScenario) -> Void in
      { small in
        small.replace("name: small", with: "name: small\n\(terms)", in: "scenario.yaml")
        small.replace("gpu_levels\n", with: "gpu_levels,vesting,without\n", in: "candidates.csv")
        small.replace("0|8|16\n", with: "0|8|16,\(vesting)\n", in: "candidates.csv")
      }
    }
    #expect(try difference(edit("pay_terms: {years: 4, currency: USD}", ",")) == [])
    #expect(
      try difference(
        edit(
          "pay_terms: {years: 3, discount_rate: 5%, currency: EUR}\n"
            + "policy: {peer_pay_limit: 130%, pay_bands: {L5: {most: 2M}}}",
          "40|20|40,autonomy")) == [
          "candidates[P-1].vesting - > numbers([40.0, 20.0, 40.0])",
          "candidates[P-1].without - > words([\"autonomy\"])",
          "pay_terms.currency USD > EUR", "pay_terms.discount_rate 0.08 > 0.05",
          "pay_terms.years 4.0 > 3.0", "policy.pay_bands.L5 - > row most",
          "policy.peer_pay_limit - > 1.3",
        ])
  }

  @Test("a cluster is what it holds, not what it is called")
  func topologies() throws {
    func reading(_ name: String) throws -> ScenarioReading {
      var small = SmallScenario()
      small.replace(
        "{accelerator: h100, nodes: 10, spare_nodes: 1}", with: "{cluster: \(name)}",
        in: "scenario.yaml")
      return try ScenarioSource(files: small.files, in: "s").reading()
    }
    let eos = try reading("nvidia-eos")
    #expect(ScenarioDifference(from: eos, to: eos).changes.isEmpty)
    let change = ScenarioDifference(from: eos, to: try reading("dgx-superpod-127")).changes
    #expect(change.map(\.path).contains("clusters.bay.cluster"))
  }
}

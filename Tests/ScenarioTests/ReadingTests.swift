import Choice
import Documents
import Scenario
import Testing

@Suite("Reading a scenario")
struct ReadingTests {
  // The digests differ with the bytes, the rest must not.
  private func withoutInputs(_ scenario: Scenario) -> Scenario {
    var scenario = scenario
    scenario.inputs = []
    return scenario
  }

  private func lab(_ edit: (String, String) -> String) throws -> Scenario {
    let files = BuiltinScenario.lab.files.map { (name: $0.name, text: edit($0.name, $0.text)) }
    return withoutInputs(try ScenarioSource(files: files, in: "lab").scenario())
  }

  @Test("the order of rows does not matter", arguments: [1, 2, 3])
  func permutedRows(step: Int) throws {
    let permuted = try lab { name, text in
      guard name.hasSuffix(".csv") else { return text }
      var lines = text.split(separator: "\n")
      let header = lines.removeFirst()
      let half = lines.count * step / 4
      return ([header] + lines[half...].reversed() + lines[..<half]).joined(separator: "\n")
    }
    #expect(permuted == withoutInputs(try Scenario(.lab)))
  }

  @Test("the order of columns does not matter")
  func permutedColumns() throws {
    let permuted = try lab { name, text in
      guard name.hasSuffix(".csv") else { return text }
      return text.split(separator: "\n").map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).reversed()
          .joined(separator: ",")
      }.joined(separator: "\n")
    }
    #expect(permuted == withoutInputs(try Scenario(.lab)))
  }

  @Test("the order of keys does not matter")
  func permutedKeys() throws {
    var small = SmallScenario()
    let lines = small.files[0].text.split(separator: "\n")
    // Top-level keys with what is indented below them.
    var groups: [[Substring]] = []
    for line in lines {
      if line.hasPrefix(" ") {
        groups[groups.count - 1].append(line)
      } else {
        groups.append([line])
      }
    }
    small.files[0].text = groups.reversed().joined().joined(separator: "\n")
    #expect(withoutInputs(try small.read()) == withoutInputs(try SmallScenario().read()))
  }

  @Test("marks and line ends do not matter", arguments: ["\u{FEFF}", "\r\n", "\r"])
  func bytes(change: String) throws {
    let changed = try lab { _, text in
      change == "\u{FEFF}"
        ? change + text
        : text.split(separator: "\n", omittingEmptySubsequences: false)
          .joined(separator: change)
    }
    #expect(changed == withoutInputs(try Scenario(.lab)))
  }

  @Test("one YAML or JSON file may hold everything")
  func oneFile() throws {
    let text = """
      {"fulcrum": 1, "name": "small", "horizon_months": 6, "organisation": {"autonomy": 0.4},
       "clusters": {"bay": {"accelerator": "h100", "nodes": 10, "spare_nodes": 1}},
       "budget": {"cash": 2000000}, "role_slots": {"research": 1},
       "prices": {"h100": {"rent_per_gpu_hour": 2.35}},
       "packages": {"cash_multiples": [1, 1.5], "levels": {"autonomy": [0.4, 0.9]}},
       "teams": {
         "models": {"segment": "frontier", "heads": 10, "retention_2y": 0.67, "pay": 900000,
           "value": 9000000, "compute_share": 0.5, "compute_exponent": 0.4, "current_gpus": 40,
           "floor_gpus": 8, "ceiling_gpus": 64},
         "serving": {"segment": "infra", "heads": 5, "retention_2y": "78%", "pay": 600000,
           "value": 6000000, "compute_share": 0.6, "compute_exponent": 0.3, "current_gpus": 24,
           "floor_gpus": 16, "ceiling_gpus": 32}},
       "candidates": {
         "P-1": {"segment": "frontier", "stage": "offer", "slot": "research",
           "hire_value": 3000000, "compute_share": 0.35, "compute_exponent": 0.4,
           "reference_gpus": 16, "cash": 700000, "equity": 100000, "gpu_levels": [0, 8, 16]}},
       "rivals": {
         "P-1/here": {"kind": "stay", "cluster_gpus": 1000, "cash": 500000, "guaranteed_gpus": 4,
           "autonomy": 0.1},
         "P-1/there": {"kind": "rival", "cluster_gpus": 100000, "cash": 800000,
           "equity": 200000, "guaranteed_gpus": 8, "autonomy": 0.1}}}
      """
    let whole = try ScenarioSource(files: [("scenario.yaml", text)], in: "s").scenario()
    #expect(withoutInputs(whole) == withoutInputs(try SmallScenario().read()))
  }

  @Test("a table may have another name")
  func renamedTable() throws {
    var small = SmallScenario()
    small.files[1].name = "half-year.csv"
    small.replace(
      "name: small", with: "name: small\ntables: {teams: half-year.csv}", in: "scenario.yaml")
    let renamed = try small.read()
    #expect(renamed.inputs[1].path == "s/half-year.csv")
    #expect(withoutInputs(renamed) == withoutInputs(try SmallScenario().read()))
  }

  @Test("an interval stands for its median and is kept")
  func intervals() throws {
    var small = SmallScenario()
    small.replace("9000000", with: "4M..16M", in: "teams.csv")
    small.replace("{cash: 2M}", with: "{cash: 0..3M}", in: "scenario.yaml")
    small.replace("rent_per_gpu_hour: 2.35", with: "rent_per_gpu_hour: 1..4", in: "scenario.yaml")
    let scenario = try small.read()
    #expect(abs(scenario.teams[0].value - 8_000_000) < 1e-6)
    #expect(scenario.cashBudget == 1_500_000)
    #expect(scenario.pools[0].rentPerGPUHour == 2)
    #expect(
      scenario.intervals.map(\.path)
        == ["budget.cash", "prices.h100.rent_per_gpu_hour", "teams[models].value"])
    #expect(scenario.intervals.map(\.interval.isLognormal) == [false, true, true])
  }

  @Test("what is left out has a default")
  func defaults() throws {
    let small = try SmallScenario().read()
    #expect(small.clusters[0].isMain)
    #expect((small.pools[0].gpusPerUnit, small.clusters[0].failedNodes) == (8, 0))
    #expect(small.weighedCluster.h100e == 80)
    #expect(small.pools[0].capacity == 9)
    #expect(small.preset.id == "undecided")
    #expect((small.draws, small.parameterDraws) == (4096, 512))
    #expect(small.teams.map(\.efficiency) == [[1], [1]])
    #expect(small.candidates[0].packages.count == 2 * 3 * 2)
  }

  @Test("failed nodes leave the pool and the cluster that people weigh")
  func failedNodes() throws {
    let damaged = try SmallScenario().read([
      Scenario.Override(path: "clusters.bay.failed_nodes", value: "2")
    ])
    #expect(damaged.weighedCluster.h100e == 64)
    #expect(damaged.pools[0].capacity == 7)
  }

  @Test("the largest cluster is weighed by H100-equivalents, whatever the order")
  func weighed() throws {
    var small = SmallScenario()
    small.replace(
      "  bay: {", with: "  new: {accelerator: b200, nodes: 5, main: true}\n  bay: {",
      in: "scenario.yaml")
    for name in ["current_gpus", "floor_gpus", "ceiling_gpus"] {
      small.replace(name, with: name + ".h100", in: "teams.csv")
    }
    let scenario = try small.read()
    #expect(scenario.weighedCluster.id == "new")
    #expect(abs(scenario.weighedCluster.h100e - 40 * 2250.0 / 989) < 1e-9)
    #expect(scenario.pools.map(\.id) == ["b200", "h100"])
    #expect(scenario.teams[0].ceiling == [nil, 8])
  }

  @Test("listed packages replace the menu of their candidate")
  func listedPackages() throws {
    var small = SmallScenario()
    small.files.append(
      (
        "packages.csv",
        """
        candidate,id,cash,equity,guaranteed_gpus,autonomy
        P-1,plain,800k,,,
        P-1,with-gpus,750k,0,16,0.9
        """
      ))
    let packages = try small.read().candidates[0].packages
    #expect(packages.map(\.id) == ["plain", "with-gpus"])
    #expect(packages.map(\.equity) == [100_000, 0])
    #expect(packages.map(\.units) == [0, 2])
    #expect(packages.map(\.pool) == [nil, 0])
    #expect(packages.map(\.autonomyCostShare) == [0, 0.06])
    #expect(packages[0].alternative.levels == ["autonomy": 0.4, "guaranteed_gpus": 0])
  }

  @Test("an attribute of one's own is weighed")
  func ownAttribute() throws {
    var small = SmallScenario()
    small.replace(
      "organisation: {autonomy: 0.4}",
      with: """
        organisation: {autonomy: 0.4, sabbatical: 2}
        attributes:
          sabbatical:
            {unit: months, range: [0, 12], transform: log1p, scale: 3, worth: 5%, spread: 0.3,
             spread_kind: normal, ignorance: 0.4, source: our survey of 2026}
        """, in: "scenario.yaml")
    let scenario = try small.read()
    let attribute = try #require(scenario.registry["sabbatical"])
    #expect(attribute.transform == .log1p(scale: 3))
    #expect(attribute.spread == .normal(sd: 0.3))
    #expect(abs(attribute.partWorth - 0.04879016416943205) < 1e-15)
    #expect(scenario.candidates[0].packages[0].alternative.levels["sabbatical"] == 2)
  }
}

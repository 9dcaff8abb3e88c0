import Foundation
import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

@Suite("A plan as a document")
struct PlanDocumentTests {
  private static func json(
    _ files: ScenarioFiles, threads: Int = 2, _ changes: String...
  ) throws -> String {
    let overrides = try changes.map { try Scenario.Override(argument: $0) }
    let scenario = try ScenarioSource(files: files.all, in: "test").scenario(with: overrides)
    var document = PlanDocument(
      scenario.plan(within: PlanningLimits(threads: threads)), version: "1", run: nil)
    document.inputs = []
    return try document.json()
  }

  /// Every path of keys, lists as `[]`; values of open mappings are left out.
  private static func paths(_ value: Any, _ path: String = "") -> Set<String> {
    if let object = value as? [String: Any] {
      if path.hasSuffix("levels") { return [path] }
      return object.reduce(into: []) {
        $0.formUnion(paths($1.value, path.isEmpty ? $1.key : "\(path).\($1.key)"))
      }
    }
    if let list = value as? [Any] {
      return list.reduce(into: [path + "[]"]) { $0.formUnion(paths($1, path + "[]")) }
    }
    return [path]
  }

  @Test("has the keys that the outside may rely on, all of them snake_case")
  func keys() throws {
    let scenario = try ScenarioFiles(.lab).scenario("draws=256", "parameter_draws=16")
    let run = PlanDocument.Run(seconds: 1, kernel: "plain", threads: 1, generated: "now")
    let text = try PlanDocument(scenario.plan(), version: "1", run: run).json()
    let paths = Self.paths(try JSONSerialization.jsonObject(with: Data(text.utf8)))
    let url = try #require(
      Bundle.module.url(forResource: "keys", withExtension: "txt", subdirectory: "Fixtures"))
    let expected = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    #expect(paths.sorted() == expected.map(String.init))
    for path in paths {
      #expect(path.allSatisfy { $0.isLowercase || $0.isNumber || "_.[]".contains($0) }, "\(path)")
    }
    for promised in [
      "schema", "version", "seed", "inputs[].sha256", "inputs[].path", "overrides[].path",
      "overrides[].value", "preset", "draws.kind", "draws.count", "draws.parameter_count",
      "run.seconds", "run.kernel", "run.threads", "run.generated", "status", "objective", "bound",
      "relative_gap", "proven", "release_prices[].pool", "release_prices[].price",
      "resources[].id", "resources[].kind", "resources[].period", "resources[].capacity",
      "resources[].used", "resources[].price", "resources[].overcommit_probability",
      "resources[].reserve", "teams[].id", "teams[].current[].pool", "teams[].current[].gpus",
      "teams[].granted[].gpus", "teams[].stay", "teams[].stay_low", "teams[].stay_high",
      "teams[].value", "offers[].candidate", "offers[].package", "offers[].package_contents.cash",
      "offers[].package_contents.equity", "offers[].package_contents.gpus",
      "offers[].package_contents.pool", "offers[].pool", "offers[].guaranteed_gpus",
      "offers[].guaranteed_h100e", "offers[].accept", "offers[].accept_low",
      "offers[].accept_high", "offers[].mc_error", "offers[].expected_value",
      "offers[].hiring_leverage", "offers[].compute_return", "offers[].screened_by",
      "offers[].why_not", "conflicts[]", "notes[]", "facts[].what", "facts[].value",
      "facts[].source", "facts[].date", "facts[].assumption",
    ] {
      #expect(paths.contains(promised), "\(promised)")
    }
  }

  @Test("reads back as it was written", arguments: ScenarioFiles.extremes.map(\.name))
  func roundTrip(name: String) throws {
    let files = try #require(ScenarioFiles.extremes.first { $0.name == name }).files
    let plan = try files.scenario("draws=256", "parameter_draws=16").plan()
    let document = PlanDocument(plan, version: "1", run: nil)
    let again = try PlanDocument(json: document.json())
    #expect(again == document)
    #expect(try again.json() == document.json())
    #expect(DocumentDifference(document, again).paths.isEmpty)
    let found = plan.status == .optimal
    #expect((document.objective != nil, document.certificate != nil) == (found, found))
    #expect(document.conflicts.isEmpty == found)
    #expect(document.proven)
  }

  @Test("has the same bytes for any order of rows and keys", arguments: UInt64(1)...2)
  func order(seed: UInt64) throws {
    for files in [ScenarioFiles(.lab), .hospital] {
      #expect(
        try Self.json(files, "draws=512") == Self.json(files.shuffled(seed), "draws=512"))
    }
  }

  @Test("has the same bytes for any number of threads", arguments: [2, 7])
  func threads(count: Int) throws {
    let files = ScenarioFiles(.lab)
    #expect(
      try Self.json(files, threads: count, "draws=512") == Self.json(files, threads: 1, "draws=512")
    )
  }

  @Test("package is null where no offer is made, and nothing of a package is said")
  func noOffer() throws {
    let text = try Self.json(.hospital, "draws=256", "parameter_draws=16")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let offers = try #require(object["offers"] as? [[String: Any]])
    let fourth = try #require(offers.first { $0["candidate"] as? String == "C-04" })
    #expect(fourth["package"] is NSNull)
    #expect(fourth["package_contents"] == nil && fourth["accept_low"] == nil)
    #expect(fourth["screened_by"] as? String == "cluster_gpus >= 1,000")
  }
}

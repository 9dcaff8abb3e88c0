import Foundation
import Fulcrum
import OfferFixtures
import Testing

@testable import FulcrumCLI

@Suite("Past offers, from their table to a plan") struct EstimateOffersTests {
  private static func numbers(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  // The price of an H100 node in a plan of the built-in lab.
  private static func price(_ more: [String]) throws -> Double {
    let run = try ProgramRun(["plan", "--format", "json", "--set", "draws=512"] + more)
    #expect(run.code == 0, "\(run.errors)")
    let resources = try #require(try numbers(run.output)["resources"] as? [[String: Any]])
    let row = try #require(resources.first { $0["id"] as? String == "h100" })
    return try #require(row["price"] as? Double)
  }

  @Test("sixty offers that compute decided move the lab's plan towards those who believe that")
  func moves() throws {
    let folder = try TemporaryFolder()
    let decisions = PastOffers.decisions(60, preset: .computeFirst, seed: 4)
    try folder.write(PastOffers.csv(decisions), to: "offers.csv")
    let preferences = folder.path("preferences.yaml")
    let run = try ProgramRun([
      "estimate", folder.path("offers.csv"), "--preferences", preferences, "--draws", "200",
      "--starts", "2",
    ])
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.output)")
    for word in ["guaranteed_gpus", "PRIOR AND DATA", "60"] {
      #expect(run.output.contains(word), "\(word)")
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: preferences)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let undecided = try Self.price([])
    let first = try Self.price(["--preset", "compute-first"])
    let estimated = try Self.price(["--set", "preferences=\(preferences)"])
    #expect(first > undecided)
    #expect(estimated > undecided + 0.1 * (first - undecided))
    let plan = try ProgramRun(["plan", "--set", "draws=512", "--set", "preferences=\(preferences)"])
    #expect(plan.output.contains("estimated preset"))
  }

  @Test("exits are read beside offers")
  func exits() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      PastOffers.csv(PastOffers.decisions(12, preset: .undecided, seed: 1)), to: "offers.csv")
    let rows = (0..<30).map { "p\($0),frontier,1,\($0 % 5 == 0 ? "yes" : "no"),\($0 % 3 * 16),32" }
    try folder.write(
      "person,segment,years,left,gpus,gpus_before\n" + rows.joined(separator: "\n"), to: "exits.csv"
    )
    let run = try ProgramRun([
      "estimate", folder.path("offers.csv"), "--exits", folder.path("exits.csv"), "--draws", "64",
      "--starts", "1", "--format", "json",
    ])
    #expect(run.code == 0, "\(run.errors)")
    let parameters = try #require(try Self.numbers(run.output)["parameters"] as? [[String: Any]])
    let names = parameters.compactMap { $0["name"] as? String }
    #expect(names.contains("quit_elasticity") && names.contains("exit_rate.frontier"))
  }

  @Test(
    "options that do not go together",
    arguments: [
      ["estimate", "x.csv", "--model", "m.yaml", "--exits", "e.csv"],
      ["estimate", "x.csv", "--model", "m.yaml", "--preferences", "p.yaml"],
      ["estimate", "x.csv", "--price", "cash"], ["estimate"],
    ])
  func usage(arguments: [String]) throws {
    #expect(try ProgramRun(arguments).code == 64)
  }

  @Test("one person's offers are too few people's, and a file that is not there is said so")
  func problems() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      PastOffers.csv(PastOffers.decisions(1, preset: .undecided, seed: 1)), to: "offers.csv")
    let run = try ProgramRun(["estimate", folder.path("offers.csv")])
    #expect(run.code == 65 && run.errors.contains("one person"), "\(run.errors)")
    #expect(try ProgramRun(["estimate", folder.path("nothing.csv")]).code == 66)
  }
}

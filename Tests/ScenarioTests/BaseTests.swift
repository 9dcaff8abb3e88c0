import Choice
import Documents
import Foundation
import Scenario
import Testing

@Suite("A scenario with a base")
struct BaseTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "fulcrum-base-\(UInt64.random(in: 0 ... .max))"
    for file in SmallScenario().files { try write(file.text, to: "lab/\(file.name)") }
  }

  private func write(_ text: String, to name: String) throws {
    let path = "\(folder)/\(name)"
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    try AtomicFile.write(text, to: path)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func read(_ name: String) throws -> Scenario {
    try Scenario(readingFrom: "\(folder)/\(name)")
  }

  private func failure(_ name: String) -> String {
    do throws(Diagnostics) {
      _ = try Scenario(readingFrom: "\(folder)/\(name)")
      return "nothing was refused"
    } catch {
      return error.description.replacing(folder, with: "F")
    }
  }

  @Test("three in a row: the nearest wins, rows and keys are removed and added")
  func chain() throws {
    defer { remove() }
    try write(
      """
      base: ../lab
      name: half
      budget: {cash: 3M}
      prices: ~
      teams: {serving: {heads: 7, pay: 650k}, extra: {segment: data, heads: 3,
        retention_2y: 0.8, pay: 200k, value: 1M, compute_share: 0, compute_exponent: 0.3}}
      """, to: "half/scenario.yaml")
    try write(
      """
      base: ../half
      name: third
      teams: {serving: {heads: 8}, models: ~}
      rivals: {P-1/there: {cash: 900k}}
      """, to: "third/all.yaml")
    let third = try read("third/all.yaml")
    #expect((third.name, third.cashBudget) == ("third", 3_000_000))
    #expect(third.teams.map(\.id) == ["extra", "serving"])
    #expect(third.teams.map(\.heads) == [3, 8])
    #expect(third.teams[1].pay == 650_000)
    #expect(third.teams[1].value == 6_000_000)
    #expect(third.pools[0].rentPerGPUHour == nil)
    #expect(third.candidates[0].rivals[0].cash == 900_000)
    #expect(third.candidates[0].stay.cash == 500_000)
    let names = third.inputs.map { URL(fileURLWithPath: $0.path).standardizedFileURL.path }
    #expect(
      names.map { $0.replacing(folder + "/", with: "") }.prefix(3) == [
        "third/all.yaml", "half/scenario.yaml", "lab/scenario.yaml",
      ])
  }

  @Test("a path is relative to the file that names it")
  func paths() throws {
    defer { remove() }
    var small = SmallScenario()
    small.replace(
      "{accelerator: h100, nodes: 10, spare_nodes: 1}", with: "{cluster: rooms/bay.yaml}",
      in: "scenario.yaml")
    for file in small.files { try write(file.text, to: "lab/\(file.name)") }
    try write(
      "cluster: bay\npools:\n  h100: {template: dgx-h100, nodes: 12}\n", to: "lab/rooms/bay.yaml")
    try write("base: ../../lab\n", to: "deep/er/scenario.yaml")
    let scenario = try read("deep/er")
    #expect(scenario.pools[0].capacity == 12)
    #expect(scenario.clusters[0].origin == "../../lab/rooms/bay.yaml")
    try write("base: \(folder)/lab\n", to: "deep/er/scenario.yaml")
    #expect(try read("deep/er").pools[0].capacity == 12)
    try write("base: scenario.yaml\n", to: "lab/variant.yaml")
    #expect(try read("lab/variant.yaml").clusters[0].origin == "rooms/bay.yaml")
  }

  @Test("a built-in example is a base like another")
  func builtin() throws {
    defer { remove() }
    try write("base: builtin:lab\nname: mine\nteams: {data: ~}\n", to: "mine.yaml")
    let (mine, lab) = (try read("mine.yaml"), try Scenario(.lab))
    #expect(mine.teams == lab.teams.filter { $0.id != "data" })
    #expect(mine.candidates == lab.candidates)
    #expect(mine.inputs.map(\.isBuiltin) == [false] + lab.inputs.map { _ in true })
    #expect(try Scenario(readingFrom: "builtin:lab") == lab)
  }

  @Test(
    "a base that is none is one problem of the line that names it",
    arguments: [
      (
        "base: ../nowhere",
        "F/v/scenario.yaml:1:7: base: there is no such file (F/v/../nowhere); check the path and "
          + "its spelling"
      ),
      (
        "base: ../empty",
        "F/v/scenario.yaml:1:7: base: there is no such file (F/v/../empty/scenario.yaml); check the "
          + "path and its spelling"
      ),
      (
        "base: builtin:lob",
        "F/v/scenario.yaml:1:7: base: there is no such built-in example (builtin:lob); did you mean "
          + "builtin:lab?"
      ),
      (
        "base: ../plan.json",
        "F/v/../plan.json:1:12: schema: is a document that this program wrote, not a scenario "
          + "(fulcrum.plan/1); name the scenario that it was made from"
      ),
      (
        "base: [../lab]",
        "F/v/scenario.yaml:1:7: base: is not the path of a scenario; name a folder, such as ../lab, "
          + "from a scenario in a file, or builtin:lab"
      ),
      (
        "base: ../v",
        "F/v/../v/../v/../v/../v/../v/../v/../v/../v/scenario.yaml:1:7: base: is the base of 8 "
          + "scenarios in a row (../v); check that no scenario is its own base"
      ),
      (
        "base: ../broken",
        "F/v/../broken/scenario.yaml:1:10: a list in brackets is not closed; put commas between its "
          + "values and ] at its end"
      ),
    ])
  func refused(text: String, message: String) throws {
    defer { remove() }
    try write(text + "\nname: v\nteams: {serving: {heads: 8}}\n", to: "v/scenario.yaml")
    try write("{\"schema\": \"fulcrum.plan/1\", \"teams\": []}", to: "plan.json")
    try write("name: [a\nbudget: 1\n", to: "broken/scenario.yaml")
    try write("", to: "empty/note")
    let found = failure("v")
    #expect(found == message || text.contains("broken"), "\(found)")
    if text.contains("broken") { #expect(found.hasPrefix("F/v/../broken/scenario.yaml:")) }
    #expect(!found.contains("\n"))
  }
}

import Documents
import Scenario
import Testing
import Topology

@Suite("blocks and today's nodes of teams") struct TeamBlockTests {
  private static func read(_ changes: (String, String)...) throws(Diagnostics) -> Scenario {
    try SmallScenario().read(changes.map { Scenario.Override(path: $0.0, value: $0.1) })
  }

  private static func problem(_ changes: (String, String)...) -> String {
    do throws(Diagnostics) {
      _ = try SmallScenario().read(changes.map { Scenario.Override(path: $0.0, value: $0.1) })
      return ""
    } catch {
      return error.problems.map { "\($0)" }.joined(separator: "\n")
    }
  }

  @Test("a block rounds the floor up and the ceiling down")
  func rounded() throws {
    let models = try #require(
      Self.read(("teams[models].block_nodes", "3")).teams.first { $0.id == "models" })
    #expect(models.blockNodes == [3])
    // 1 to 8 nodes.
    #expect((models.least(of: 0), models.most(of: 0)) == (3, 6))
  }

  @Test("limits that hold no whole number of blocks are refused")
  func between() {
    let text = Self.problem(
      ("teams[serving].block_nodes", "5"))
    #expect(text.contains("has no multiple from 2 to 4 nodes (16 to 32 GPUs)"))
  }

  @Test("nodes are read by number where they have no names")
  func numbers() throws {
    let scenario = try Self.read(
      ("teams[models].current_nodes", "0-3,9"), ("teams[serving].current_nodes", "4-6"))
    #expect(
      scenario.teams.map(\.currentNodes) == [[RangeSet([0..<4, 9..<10])], [RangeSet([4..<7])]])
    #expect(try Self.read().teams.allSatisfy { $0.currentNodes == [nil] })
  }

  @Test(
    "what does not hold together is said",
    arguments: [
      ("0-3", "", "names 4 nodes, and the team has 5 (40 GPUs) now"),
      ("0-3,10", "", "names a node that h100 does not have"),
      ("0-3,3", "", "names a node twice"),
      ("0-4", "4-6", "names a node that teams[models] names, too"),
      ("4-0", "", "holds a range that runs downwards"),
    ])
  func wrong(models: String, serving: String, problem: String) {
    let text = Self.problem(
      ("teams[models].current_nodes", models),
      ("teams[serving].current_nodes", serving.isEmpty ? "~" : serving))
    #expect(text.contains(problem), "\(text)")
  }

  @Test("names without named nodes leave today's place open, and say so")
  func unnamed() throws {
    let scenario = try Self.read(("teams[models].current_nodes", "n[1-5]"))
    #expect(scenario.teams[0].currentNodes == [nil])
    #expect(scenario.notes.contains { $0.contains("have no names here") })
  }

  @Test("a name is found by its place in the list", arguments: ["n[01-12],m3", "gpu[1-9,20]x"])
  func names(list: String) throws {
    let names = try HostNames(list)
    for position in 0..<names.count { #expect(names.firstIndex(of: names[position]) == position) }
    for other in ["n1", "n13", "m", "gpu10x", "gpu01x", ""] {
      #expect(names.firstIndex(of: other) == nil)
    }
  }
}

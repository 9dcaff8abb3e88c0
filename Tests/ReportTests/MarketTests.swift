import Choice
import Documents
import Foundation
import Report
import Scenario
import Testing
import Topology
import TopologyCatalog
import TopologyFiles

@Suite("The tables of the market")
struct MarketTests {
  private static let pages: [(name: String, text: @Sendable (Int, Bool) -> String)] = [
    ("employers", { MarketEmployers(today: FactDate("2026-11-21")).text(width: $0, explains: $1) }),
    (
      "one employer",
      { width, _ in Employer.shipped.map { MarketEmployers.text(of: $0, width: width) }.joined() }
    ),
    ("profiles", { MarketProfiles().text(width: $0, explains: $1) }),
    (
      "each profile",
      { width, explains in
        EmployerProfile.shipped.map { MarketProfiles([$0]).text(width: width, explains: explains) }
          .joined()
      }
    ),
    ("segments", { MarketSegments().text(width: $0, explains: $1) }),
  ]

  @Test("fit their width and end no line with a space", arguments: [60, 80, 100, 200])
  func fit(width: Int) {
    for (name, text) in Self.pages {
      for explains in [true, false] {
        for line in text(width, explains).split(separator: "\n") {
          #expect(line.count <= width && line.last != " ", "\(name): \(line)")
        }
      }
    }
  }

  @Test("at 80 columns a row is a line")
  func rows() {
    let lines = MarketEmployers().text(explains: false).split(separator: "\n")
    #expect(lines.count == Employer.shipped.count + 2)
    let segments = MarketSegments().text(explains: false).split(separator: "\n")
    #expect(segments.count == 2 * (Segment.shipped.count + 1))
    for page in Self.pages.dropFirst(2) { #expect(!page.text(80, false).contains("·")) }
  }

  @Test(
    "how many lie above a cut-off is counted in the table",
    arguments: [nil] + Employer.Region.allCases.map(Optional.some), [0, 1000, 3154.7, 10_000, 1e9])
  func count(region: Employer.Region?, cutoff: Double) {
    var (above, all) = (0, 0)
    for employer in Employer.shipped where region.map({ $0 == employer.region }) ?? true {
      all += 1
      let kind = Accelerator.shipped.first { $0.id == employer.accelerator }
      if Double(employer.gpus) * (kind?.h100e ?? 0) >= cutoff { above += 1 }
    }
    let list = MarketEmployers(region: region, atLeast: cutoff)
    #expect(list.employers.count == above && list.considered == all)
    #expect(list.text().contains("\n\(above) of \(all) employer"))
    let sizes = list.employers.map(\.h100e)
    #expect(sizes == sizes.sorted(by: >))
  }

  @Test("stages and regions narrow it", arguments: Employer.Stage.allCases)
  func stages(stage: Employer.Stage) {
    for region in Employer.Region.allCases {
      let found = MarketEmployers(region: region, stage: stage).employers.map(\.id).sorted()
      #expect(
        found == Employer.shipped.filter { $0.stage == stage && $0.region == region }.map(\.id))
    }
  }

  @Test("clusters that are in the catalogue too have its size")
  func catalogue() throws {
    // xai-colossus is phase 3 of what the catalogue has as phase 1.
    let names = Dictionary(
      uniqueKeysWithValues: Employer.shipped.map { ($0.id, $0.id) }
    ).merging(["ornl-frontier": "frontier"]) { _, other in other }
    var compared = 0
    for employer in Employer.shipped where employer.id != "xai-colossus" {
      guard let entry = TopologyCatalog.entries.first(where: { $0.name == names[employer.id] }),
        case .cluster(let cluster) = try entry.read()
      else { continue }
      compared += 1
      let size = try #require(cluster.h100e)
      #expect(abs(size - employer.h100e) < 1e-9 * size, "\(employer.id)")
    }
    #expect(compared >= 14)
  }

  @Test("documents and tables hold what the page shows")
  func documents() throws {
    let list = MarketEmployers(atLeast: 10_000, today: FactDate("2026-11-21"))
    let json = try Self.object(list.json(version: "1", generated: "2026-11-21T10:00:00Z"))
    #expect(json["schema"] as? String == "fulcrum.market/1")
    #expect(json["kind"] as? String == "employers" && json["basis"] as? String == "bf16")
    #expect(json["min_gpus"] as? Double == 10_000)
    let entries = try #require(json["employers"] as? [[String: Any]])
    #expect(entries.map { $0["id"] as? String } == list.employers.map(\.id))
    #expect(entries.allSatisfy { ($0["source"] as? String)?.isEmpty == false })
    let run = try #require(json["run"] as? [String: Any])
    let age = try #require(run["age_of_facts"] as? [String: Double])
    #expect(age["newest_years"] == 1.4 && age["oldest_years"] == 4.4)
    #expect(try Self.object(list.json(version: "1", generated: nil))["run"] == nil)
    let csv = try CSVTable(csv: InputText(list.csv, file: "employers.csv"))
    #expect(csv.rows.count == list.employers.count && csv.header.count == 12)
    #expect(csv.rows.map { $0[0].text } == list.employers.map(\.id))

    let profiles = try Self.object(MarketProfiles().json(version: "1", generated: nil))
    let first = try #require((profiles["profiles"] as? [[String: Any]])?.first)
    #expect((first["levels"] as? [Any])?.count == 11)
    let levels = try CSVTable(csv: InputText(MarketProfiles().csv, file: "profiles.csv"))
    #expect(levels.rows.count == 11 * EmployerProfile.shipped.count)
  }

  /// Retyped from the table of compute presets, as the page prints them.
  @Test(
    "the page prints both beliefs beside the undecided one",
    arguments: [
      ("frontier", "32 > 64", "3.1 / 4.2 %", "10 / 15 %", "10,000", "50 / 85 %"),
      ("applied", "16 > 32", "1.9 / 1.7 %", "6 / 6 %", "2,000", "80 / 95 %"),
      ("safety", "16 > 32", "1.9 / 1.5 %", "6 / 5 %", "2,000", "80 / 95 %"),
      ("infra", "16 > 32", "1.6 / 2.9 %", "5 / 10 %", "4,000", "80 / 95 %"),
      ("data", "8 > 16", "0.9 / 0.9 %", "3 / 3 %", "1,000", "95 / 98 %"),
      ("product", "4 > 8", "0.5 / 0.6 %", "1.5 / 2 %", "1,000", "97 / 99 %"),
    ])
  func segments(
    row: (id: String, h: String, cash: String, undecided: String, cutoff: String, none: String)
  ) throws {
    let line = try #require(
      MarketSegments().text().split(separator: "\n").first { $0.hasPrefix(row.id + " ") })
    for cell in [row.h, row.cash, row.undecided, row.cutoff, row.none] {
      #expect(line.contains("  \(cell)") || line.contains(" \(cell)"), "\(line)")
    }
  }

  @Test("a scenario's own segments are among them, in all shapes")
  func own() throws {
    let yaml = BuiltinScenario.lowerCashWins.files[0].text
    let source = ScenarioSource(
      files: [
        (
          "scenario.yaml",
          yaml + "\nsegments: {biology: {like: applied, data: 25%, guaranteed_gpus: 20%}}\n"
        )
      ], in: "s")
    let list = MarketSegments(try source.scenario())
    #expect(list.text().contains("\nbiology   16 > 32"))
    let json = try Self.object(list.json(version: "1", generated: nil))
    let biology = try #require(
      (json["segments"] as? [[String: Any]])?.first { $0["id"] as? String == "biology" })
    let worth = try #require(biology["worth"] as? [String: Double])
    #expect(worth["data"] == 0.25 && worth["guaranteed_gpus"] == 0.2 && worth["stability"] == 0.1)
    #expect(worth["publication"] == 0.6 && worth["gpu_wait_days"] == 0.06)
    let beliefs = try #require(biology["presets"] as? [[String: Any]])
    #expect(beliefs.map { $0["preset"] as? String } == Preset.shipped.map(\.id))
    let csv = try CSVTable(csv: InputText(list.csv, file: "segments.csv"))
    #expect(
      csv.rows.map { $0[0].text } == [
        "applied", "biology", "data", "frontier", "infra", "product", "safety",
      ])
  }

  private static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}

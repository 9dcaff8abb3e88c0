import Foundation
import Planning
import Report
import Scenario
import ScenarioFixtures
import Testing

/// Plans whose faces are kept as files, to be looked at and compared.
enum PlanGolden: String, CaseIterable, Sendable {
  case lab, hospital, imbue, overfull, tiny, empty

  static let widths = [60, 80, 120]

  /// The plan, made once.
  func plan() throws -> Plan { try Self.plans[self]?.get() ?? Self.plan(of: self) }

  /// The same as a document without time and machine.
  func document() throws -> PlanDocument { PlanDocument(try plan(), version: "1", run: nil) }

  private static let plans = Dictionary(
    uniqueKeysWithValues: allCases.map { golden in
      (golden, Result { try Self.plan(of: golden) })
    })

  private static func plan(of golden: PlanGolden) throws -> Plan {
    let limits = PlanningLimits(threads: 2, pricesFairness: golden == .hospital)
    let scenario =
      switch golden {
      case .lab: try Scenario(.lab)
      case .imbue:
        try Scenario(
          .lab,
          overrides: [Scenario.Override(path: Scenario.Override.clusterPath, value: "imbue-10k")])
      case .hospital: try ScenarioFiles.hospital.scenario()
      case .overfull: try ScenarioFiles.overfull.scenario()
      case .tiny: try ScenarioFiles.tiny.scenario()
      case .empty: try ScenarioFiles.emptySlate.scenario()
      }
    return scenario.plan(within: limits)
  }

  /// Compares with the file of that name, or writes it where `FULCRUM_REGENERATE_GOLDENS` is set.
  static func compare(_ text: String, with name: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/Golden/\(name)")
    if ProcessInfo.processInfo.environment["FULCRUM_REGENERATE_GOLDENS"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let expected = try? String(contentsOf: file, encoding: .utf8)
    #expect(
      text == expected,
      "\(name) reads otherwise; FULCRUM_REGENERATE_GOLDENS=1 swift test --filter ReportTests writes it anew: then look at it"
    )
  }
}

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
    // CSV carries every digit, and the last ones depend on the processor's exponential.
    let isSame =
      name.hasSuffix(".csv") ? Self.agree(text, expected ?? "") : text == expected
    #expect(
      isSame,
      "\(name) reads otherwise; FULCRUM_REGENERATE_GOLDENS=1 swift test --filter ReportTests writes it anew: then look at it"
    )
  }

  /// The same cells, numbers within 1e-6.
  private static func agree(_ text: String, _ other: String) -> Bool {
    let cells = [text, other].map {
      $0.split(omittingEmptySubsequences: false) { ",\r\n".contains($0) }
    }
    return cells[0].count == cells[1].count
      && zip(cells[0], cells[1]).allSatisfy { left, right in
        if left == right { return true }
        guard let left = Double(left), let right = Double(right) else { return false }
        return abs(left - right) <= 1e-6 * max(1, abs(left), abs(right))
      }
  }
}

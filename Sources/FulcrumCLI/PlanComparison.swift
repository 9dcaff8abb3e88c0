import Foundation
import Fulcrum

/// Two scenarios or plans, read and held beside each other.
struct PlanComparison {
  /// What differs.
  let difference: DifferenceDocument
  /// Why a side has no plan.
  private let conflicts: [String]

  /// Lines for a terminal.
  var text: String { TerminalDifference(difference, conflicts: conflicts).text }

  /// - Parameters:
  ///   - before: A scenario or a plan.
  ///   - after: Another.
  ///   - plans: Whether scenarios are planned.
  ///   - threads: For planning.
  /// - Throws: Every problem of both.
  init(
    of before: String, and after: String, plans: Bool, threads: Int
  ) throws(Diagnostics) {
    var log = DiagnosticLog()
    let subjects = [before, after].compactMap { path -> Subject? in
      do throws(Diagnostics) { return try Subject(path) } catch {
        log.add(error)
        return nil
      }
    }
    try log.throwIfAny()
    let (old, new) = (subjects[0], subjects[1])
    let limits = PlanningLimits(
      threads: threads, kernel: KernelChoice.kernel, explains: false)
    if case .scenario(_, let a) = old, case .scenario(_, let b) = new {
      let documents = plans ? [old.document(within: limits), new.document(within: limits)] : []
      difference = DifferenceDocument(
        old.side(documents.first), new.side(documents.last),
        scenarios: ScenarioDifference(from: a, to: b),
        effect: plans ? PlanEffect(from: documents[0], to: documents[1]) : nil,
        version: FulcrumRelease.version)
      conflicts = Self.conflicts(of: documents)
      return
    }
    if !plans {
      throw Diagnostics(
        "compares inputs of scenarios, and a plan names only their digests",
        at: SourceLocation(file: "--no-plan"), remedy: "name two scenarios, or leave it out")
    }
    let documents = [old.document(within: limits), new.document(within: limits)]
    difference = DifferenceDocument(
      old.side(documents[0]), new.side(documents[1]), plans: documents[0], documents[1],
      version: FulcrumRelease.version)
    conflicts = Self.conflicts(of: documents)
  }

  // A conflict that both have is said once.
  private static func conflicts(of documents: [PlanDocument]) -> [String] {
    var seen = Set<String>()
    return documents.flatMap { $0.conflicts.map(\.sentence) }.filter { seen.insert($0).inserted }
  }
}

/// What an argument of `fulcrum diff` names.
private enum Subject {
  case scenario(String, ScenarioReading)
  case plan(String, PlanDocument)

  /// A file that holds a document of ours is a plan; everything else is a scenario.
  init(_ path: String) throws(Diagnostics) {
    if let text = try Self.document(at: path) {
      self = .plan(path, try PlanDocument(reading: text, from: path))
    } else {
      self = .scenario(path, try ScenarioSource(readingFrom: path).reading())
    }
  }

  /// The plan on paper, or the one that is made of the scenario.
  func document(within limits: PlanningLimits) -> PlanDocument {
    switch self {
    case .plan(_, let document): document
    case .scenario(_, let reading):
      PlanDocument(
        reading.scenario.plan(within: limits), version: FulcrumRelease.version, run: nil)
    }
  }

  func side(_ document: PlanDocument?) -> DifferenceDocument.Side {
    switch self {
    case .plan(let path, let plan):
      DifferenceDocument.Side(kind: "plan", source: path, name: plan.name, status: plan.status)
    case .scenario(let path, let reading):
      DifferenceDocument.Side(
        kind: "scenario", source: path, name: reading.scenario.name, status: document?.status)
    }
  }

  // The text of a file that is a document of this program, whole or damaged; nil of a scenario.
  private static func document(at path: String) throws(Diagnostics) -> String? {
    guard Self.isFile(path) else { return nil }
    let text = try InputText(readingFile: path, limit: PlanDocument.sizeLimit).text
    let isDocument =
      text.first { !$0.isWhitespace } == "{" && text.range(of: "\"fulcrum.") != nil
    return isDocument ? text : nil
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }
}

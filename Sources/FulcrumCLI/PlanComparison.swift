import Foundation
import Fulcrum

/// Two scenarios, plans, briefs, sweeps or solutions, read and held beside each other.
struct PlanComparison {
  /// What differs.
  let difference: DifferenceDocument
  /// Why a side has no plan.
  private let conflicts: [String]

  /// Lines for a terminal.
  var text: String { TerminalDifference(difference, conflicts: conflicts).text }

  /// - Parameters:
  ///   - before: A scenario, or a document of one.
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
    let alike = try Self.figures(old, new)
    if let found = try alike == nil ? Self.solutions(old, new) : alike {
      difference = found
      conflicts = []
      return
    }
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

  // Figures go beside figures of the same kind; nil where neither side has any.
  private static func figures(
    _ old: Subject, _ new: Subject
  ) throws(Diagnostics) -> DifferenceDocument? {
    switch (old, new) {
    case (.figures(_, let a), .figures(_, let b))
    where a.kind == b.kind && a.candidate != b.candidate:
      let both = [a, b].compactMap(\.candidate).joined(separator: " and ")
      throw Diagnostics(
        "speak of two candidates, \(both)", at: SourceLocation(file: "\(old.path) and \(new.path)"),
        remedy: "hold briefs of one candidate against each other")
    case (.figures(let before, let a), .figures(let after, let b)) where a.kind == b.kind:
      return DifferenceDocument(
        DifferenceDocument.Side(kind: a.kind, source: before, name: a.name, status: a.status),
        DifferenceDocument.Side(kind: b.kind, source: after, name: b.name, status: b.status),
        figures: a, b, version: FulcrumRelease.version)
    case (.figures, _), (_, .figures):
      throw Diagnostics(
        "is of another kind than the other side", at: SourceLocation(file: new.path),
        remedy: "hold a brief against a brief, a sweep against a sweep")
    default: return nil
    }
  }

  // Solutions go beside solutions; nil where neither side is one.
  private static func solutions(
    _ old: Subject, _ new: Subject
  ) throws(Diagnostics) -> DifferenceDocument? {
    switch (old, new) {
    case (.solution(let before, let a), .solution(let after, let b)):
      let side = { (path: String, solution: SolutionDocument) in
        DifferenceDocument.Side(
          kind: "solution", source: path, name: solution.title, status: solution.status.rawValue)
      }
      return DifferenceDocument(
        side(before, a), side(after, b), solutions: a, b, version: FulcrumRelease.version)
    case (.solution, _), (_, .solution):
      throw Diagnostics(
        "is of another kind than the other side", at: SourceLocation(file: new.path),
        remedy: "hold a solution of fulcrum solve against another")
    default: return nil
    }
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
  case figures(String, FigureList)
  case solution(String, SolutionDocument)

  /// A file that holds a document of ours is read as such; everything else is a scenario.
  init(_ path: String) throws(Diagnostics) {
    if let text = try Self.document(at: path) {
      if text.contains("\"\(SolutionDocument.schema)\"") {
        self = .solution(path, try SolutionDocument(reading: InputText(text, file: path)))
      } else if let figures = try FigureList(reading: text, from: path) {
        self = .figures(path, figures)
      } else {
        self = .plan(path, try PlanDocument(reading: text, from: path))
      }
    } else {
      self = .scenario(path, try ScenarioSource(readingFrom: path).reading())
    }
  }

  /// The plan on paper, or the one that is made of the scenario.
  func document(within limits: PlanningLimits) -> PlanDocument {
    switch self {
    case .plan(_, let document): document
    case .figures, .solution: preconditionFailure("these are compared by themselves")
    case .scenario(_, let reading):
      PlanDocument(
        reading.scenario.plan(within: limits), version: FulcrumRelease.version, run: nil)
    }
  }

  func side(_ document: PlanDocument?) -> DifferenceDocument.Side {
    switch self {
    case .figures, .solution: preconditionFailure("these are compared by themselves")
    case .plan(let path, let plan):
      DifferenceDocument.Side(kind: "plan", source: path, name: plan.name, status: plan.status)
    case .scenario(let path, let reading):
      DifferenceDocument.Side(
        kind: "scenario", source: path, name: reading.scenario.name, status: document?.status)
    }
  }

  /// As it was named.
  var path: String {
    switch self {
    case .scenario(let path, _), .plan(let path, _), .figures(let path, _),
      .solution(let path, _):
      path
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

extension FigureList {
  /// The figures of a brief or a sweep; nil where the document is of another schema.
  fileprivate init?(reading text: String, from file: String) throws(Diagnostics) {
    struct Head: Decodable { let schema: String }
    let first = text.prefix { !$0.isNewline }
    let head =
      (try? JSONDecoder().decode(Head.self, from: Data(text.utf8)))
      ?? (try? JSONDecoder().decode(Head.self, from: Data(first.utf8)))
    if head?.schema == "fulcrum.sweep/1" {
      guard let sweep = FigureList(sweep: text) else {
        throw Diagnostics(
          "is not a whole fulcrum.sweep/1 document", at: SourceLocation(file: file),
          remedy: "write it with: fulcrum sweep ... --format json -o FILE; shards are merged first")
      }
      self = sweep
      return
    }
    guard head?.schema == "fulcrum.offer/1" else { return nil }
    guard let offer = try? JSONDecoder().decode(OfferDocument.self, from: Data(text.utf8)) else {
      throw Diagnostics(
        "is not a whole fulcrum.offer/1 document", at: SourceLocation(file: file),
        remedy: "write it with: fulcrum offer ... --format json -o FILE")
    }
    self.init(offer)
  }
}

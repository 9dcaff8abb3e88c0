import Foundation
import Fulcrum

extension PlanVerification {
  /// What was rechecked of a solution of `fulcrum solve`; nil if the file holds none.
  static func solutionChecks(of file: String, threads: Int) throws(Diagnostics) -> [Check]? {
    let input = try InputText(readingFile: file)
    guard input.text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
      input.text.contains("\"\(SolutionDocument.schema)\"")
    else { return nil }
    let document = try SolutionDocument(reading: input)
    let problem = try problem(of: document, in: file, threads: threads)
    return SolutionCheck(of: document, against: problem, threads: threads).findings.map {
      Check(what: $0.what, holds: $0.holds, detail: $0.detail)
    }
  }

  // Paths are relative to the document.
  private static func problem(
    of document: SolutionDocument, in file: String, threads: Int
  ) throws(Diagnostics) -> ValuedProblem {
    let place = SourceLocation(file: file)
    switch document.problem {
    case .generated(let arguments, let isShared, let isInBlocks):
      let shape = try ReferenceShape(
        arguments, isShared: isShared, isInBlocks: isInBlocks, at: place)
      return ValuedProblem(shape, threads: threads)
    case .file(let path, _, let capacities):
      let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
      let found = RelativePath(to: folder.appendingPathComponent(path).path, from: ".").text
      let stated = capacities.map {
        StatedCapacity(resource: $0.resource, capacity: $0.amount, at: place)
      }
      return try ValuedProblem(readingFile: found, capacities: stated)
    }
  }
}

import Documents
import Foundation
import Testing

/// A folder that lives as long as the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "fulcrum-test-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { path + "/" + name }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

/// Expects exactly the problems of `message`, one a line.
@discardableResult
func expectProblem(
  _ message: String, at place: Testing.SourceLocation = #_sourceLocation,
  _ body: () throws(Diagnostics) -> Void
) -> Diagnostics? {
  do throws(Diagnostics) {
    try body()
    Issue.record("nothing was refused", sourceLocation: place)
    return nil
  } catch {
    #expect(error.description == message, sourceLocation: place)
    return error
  }
}

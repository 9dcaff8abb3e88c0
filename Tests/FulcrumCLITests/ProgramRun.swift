import Foundation
import Testing

/// One run of the built program in a process of its own.
struct ProgramRun {
  let code: Int32
  let output: String
  let errors: String

  /// - Parameters:
  ///   - arguments: What follows the program's name.
  ///   - folder: The working folder.
  ///   - output: A file for standard output instead of a pipe.
  ///   - variables: More variables of the environment.
  init(
    _ arguments: [String], in folder: String? = nil, output path: String? = nil,
    variables: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Self.program())
    process.arguments = arguments
    process.environment = variables.merging(
      ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]) { given, _ in given }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let scratch = try TemporaryFolder()
    let files = [path ?? scratch.path("out"), scratch.path("err")]
    for file in files where !file.hasPrefix("/dev/") {
      try Data().write(to: URL(fileURLWithPath: file))
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: files[0])
    process.standardError = FileHandle(forWritingAtPath: files[1])
    try process.run()
    process.waitUntilExit()
    code = process.terminationStatus
    output = path == nil ? try String(contentsOfFile: files[0], encoding: .utf8) : ""
    errors = try String(contentsOfFile: files[1], encoding: .utf8)
  }

  // Beside the bundle of the tests, where the package manager puts every product.
  static func program() throws -> String {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    if let bundle = Bundle.allBundles.first(where: { $0.bundlePath.hasSuffix(".xctest") }) {
      folder = bundle.bundleURL.deletingLastPathComponent()
    }
    let path = folder.appendingPathComponent("fulcrum").path
    try #require(FileManager.default.isExecutableFile(atPath: path), "no program at \(path)")
    return path
  }
}

/// A folder that lives as long as the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "fulcrum-test-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path(name), atomically: false, encoding: .utf8)
  }

  func text(of name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

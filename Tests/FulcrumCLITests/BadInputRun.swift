import Foundation
import Testing

/// One run of the built program under limits of memory, processor time and patience.
struct BadInputRun {
  /// The exit code; nil where a signal ended the program.
  let code: Int32?
  /// The number of the signal, where one did.
  let signal: Int32?
  let output: String
  let errors: String

  // 1 GB of address space, of which the runtime and Foundation take about a fifth; signals as a shell
  // would leave them, whatever the test runner ignores.
  private static let limits =
    "ulimit -v 1048576; ulimit -t 10; ulimit -c 0; exec env --default-signal \"$0\" \"$@\""

  /// - Parameters:
  ///   - arguments: What follows the program's name.
  ///   - folder: The working folder.
  ///   - interrupt: After how many seconds it gets an interrupt; never if nil.
  ///   - kill: After how many seconds it is killed.
  init(
    _ arguments: [String], in folder: TemporaryFolder, interrupt: Double? = nil, kill: Double = 20
  ) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", Self.limits, try ProgramRun.program()] + arguments
    process.environment = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let scratch = try TemporaryFolder()
    for name in ["out", "err"] { try scratch.write("", to: name) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: scratch.path("out"))
    process.standardError = FileHandle(forWritingAtPath: scratch.path("err"))
    try process.run()
    let start = ContinuousClock.now
    var isInterrupted = false
    while process.isRunning {
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      if let interrupt, seconds >= interrupt, !isInterrupted {
        process.interrupt()
        isInterrupted = true
      }
      if seconds > kill { Foundation.kill(process.processIdentifier, SIGKILL) }
      Thread.sleep(forTimeInterval: 0.002)
    }
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    code = isSignal ? nil : process.terminationStatus
    signal = isSignal ? process.terminationStatus : nil
    output = try scratch.text(of: "out")
    errors = try scratch.text(of: "err")
  }
}

extension TemporaryFolder {
  /// Every file below a folder with its bytes.
  func snapshot(of name: String) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path(name))
    return Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, FileManager.default.contents(atPath: path("\(name)/\($0)")) ?? Data())
      })
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }

  /// A file of so many zero bytes that takes no room.
  func writeHole(of size: UInt64, to name: String) throws {
    try write("", to: name)
    let file = try #require(FileHandle(forWritingAtPath: path(name)))
    try file.truncate(atOffset: size)
    try file.close()
  }
}

import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum init`: a complete scenario to learn from and to overwrite.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a complete, commented scenario that plans as it is.",
    discussion: """
      The first step to a scenario of your own: overwrite the example's numbers. Each
      key and column is explained where it stands. Files are for their owner alone,
      and one that is there is never overwritten. Examples:
        fulcrum init my-first && fulcrum plan my-first
        fulcrum init my-clinic --example hospital
        fulcrum init one-case --example data-beats-gpus && fulcrum plan one-case
      """)

  @Argument(
    help: ArgumentHelp("The folder to write to; made if it is not there.", valueName: "dir"),
    completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp("Which example: \(BuiltinScenario.list).", valueName: "name"),
    completion: .list(BuiltinScenario.allCases.map(\.name)), transform: BuiltinScenario.named)
  var example = BuiltinScenario.lab

  @Flag(help: "Nothing but problems.")
  var quiet = false

  func run() throws {
    let root = folder.hasSuffix("/") ? folder : folder + "/"
    do throws(Diagnostics) {
      try check(files.map { root + $0.name })
      try makeFolder()
      for file in files { try AtomicFile.write(file.text, to: root + file.name) }
    } catch {
      OutputOptions.complain(error.description)
      throw ExitCode(error)
    }
    if quiet { return }
    let names = example.files.map(\.name).joined(separator: ", ")
    let shown = folder.escapedForDisplay(limit: 4096)
    let isPlain = shown.allSatisfy { $0.isLetter || $0.isNumber || "/._-~".contains($0) }
    let typed = isPlain ? shown : "'\(shown)'"
    print(
      """
      wrote to \(shown): \(names),
        README.md (what stands where), \(ScenarioSchema.fileName) (for editors)
      next: fulcrum check \(typed)
            fulcrum plan \(typed)
      """)
  }

  /// The scenario, a guide to it, and what its first line tells editors to look at.
  private var files: [(name: String, text: String)] {
    example.files + [
      ("README.md", example.guide),
      (ScenarioSchema.fileName, ScenarioSchema.json),
    ]
  }

  /// Refuses before anything is written.
  private func check(_ paths: [String]) throws(Diagnostics) {
    var log = DiagnosticLog()
    for path in paths where FileManager.default.fileExists(atPath: path) {
      log.add(
        Diagnostic(
          "is there already", at: SourceLocation(file: path),
          remedy: "name another folder, or move the file away", kind: .cannotWrite))
    }
    try log.throwIfAny()
  }

  private func makeFolder() throws(Diagnostics) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw Diagnostics([
        Diagnostic(
          "the folder cannot be made", at: SourceLocation(file: folder),
          remedy: "name one that may be written, or a path without files in it", kind: .cannotWrite)
      ])
    }
  }
}

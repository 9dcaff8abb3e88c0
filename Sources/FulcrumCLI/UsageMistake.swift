import ArgumentParser
import Foundation
import Fulcrum

/// A command line that nobody can mean, with the nearest that somebody could.
struct UsageMistake {
  /// What is wrong, then how the command is used.
  let text: String

  /// A word where a command, a subcommand or a page should be; nil if there is none.
  init?(unknownCommandIn arguments: [String]) {
    var words = arguments[...]
    let isHelp = words.first == "help"
    if isHelp { words.removeFirst() }
    let (command, path, rest) = Self.command(of: words)
    guard let word = rest.first, !word.hasPrefix("-"), !command.configuration.subcommands.isEmpty
    else { return nil }
    let topics = isHelp && path.count == 1 ? HelpTopic.allCases.map(\.rawValue) : []
    let known =
      Self.subcommands(of: command) + topics + (path.count == 1 && !isHelp ? ["help"] : [])
    let kind = path.count > 1 ? "subcommand of \(path.joined(separator: " "))" : "command"
    let hint = nearestName(to: word, among: known).map { "did you mean \($0)?" }
    self.text =
      "Error: unknown \(isHelp && path.count == 1 ? "command or topic" : kind) '\(word)': "
      + (hint ?? "there are \(known.joined(separator: ", "))") + "\n"
      + "Usage: \((isHelp ? ["fulcrum", "help"] : path).joined(separator: " ")) "
      + (isHelp ? "<command or topic>\n" : "<subcommand>\n")
      + "  See '\(path.joined(separator: " ")) --help' for more information."
  }

  /// The parser's own message, with a better hint where an option is unknown.
  init(_ message: String, in arguments: [String]) {
    let start = "Error: Unknown option '"
    guard message.hasPrefix(start), let line = message.split(separator: "\n").first else {
      text = message
      return
    }
    let option = message.dropFirst(start.count).prefix { $0 != "'" }
    let (command, path, _) = Self.command(of: arguments[...])
    // Without the dashes, which all options share.
    let names = Self.options(of: command).map { String($0.drop { $0 == "-" }) }
    let hint = nearestName(to: String(option.drop { $0 == "-" }), among: names).map {
      "did you mean \($0.count == 1 ? "-" : "--")\($0)?"
    }
    text =
      "Error: unknown option '\(option)': "
      + (hint ?? "\(path.joined(separator: " ")) --help lists them") + message.dropFirst(line.count)
  }

  /// Ends the program with the code of usage; nothing in the text commands the terminal.
  func exit() -> Never {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    OutputOptions.complain(
      lines.map { String($0).escapedForDisplay(limit: 4096) }.joined(separator: "\n"))
    FulcrumCommand.exit(withError: ExitCode.validationFailure)
  }

  /// The command that the first words name, how it is called, and what follows.
  private static func command(
    of words: ArraySlice<String>
  ) -> (command: any ParsableCommand.Type, path: [String], rest: ArraySlice<String>) {
    var command: any ParsableCommand.Type = FulcrumCommand.self
    var (path, rest) = (["fulcrum"], words)
    while let word = rest.first,
      let next = command.configuration.subcommands.first(where: { $0._commandName == word })
    {
      command = next
      path.append(word)
      rest.removeFirst()
    }
    if path.count == 1, rest.first == "help" { rest = [] }
    return (command, path, rest)
  }

  private static func subcommands(of command: any ParsableCommand.Type) -> [String] {
    // Key paths to static members of these types crash the compiler (Swift 6.3.1).
    command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
      .map { $0._commandName }
  }

  // Every option begins a line of the command's help.
  private static func options(of command: any ParsableCommand.Type) -> [String] {
    FulcrumCommand.helpMessage(for: command).split(separator: "\n").flatMap { line in
      line.hasPrefix("  -")
        ? line.split(whereSeparator: { " ,/".contains($0) }).prefix { $0.hasPrefix("-") }.map(
          String.init) : []
    }
  }
}

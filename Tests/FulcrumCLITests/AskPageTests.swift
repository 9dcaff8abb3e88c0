import ArgumentParser
import Foundation
import Testing

@testable import FulcrumCLI

/// A page of documentation with commands and what each prints.
private struct AskPage {
  let url: URL
  let text: String

  init(_ question: String) throws {
    url =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Fulcrum/Fulcrum.docc/\(question).md").standardized
    text = try String(contentsOf: url, encoding: .utf8)
  }

  /// Commands with the text block that follows each, and that block's place.
  var examples: [(command: String, output: String, place: Range<String.Index>)] {
    text.matches(of: /```sh\n(fulcrum [^\n]*)\n```\n\n```text\n((?:[^`][^\n]*\n|\n)*)```/).map {
      (String($0.output.1), String($0.output.2), $0.output.2.startIndex..<$0.output.2.endIndex)
    }
  }
}

@Suite("A page for each question")
struct AskPageTests {
  private static let questions = AskCommand.configuration.subcommands.map { $0._commandName }

  @Test("shows what its commands print", arguments: questions)
  func outputs(question: String) throws {
    let page = try AskPage(question)
    #expect(!page.examples.isEmpty && page.text.contains("## How to read it"))
    #expect(page.text.contains("## What it rests on"))
    #expect(page.examples[0].command.hasPrefix("fulcrum ask \(question)"))
    var text = page.text
    for example in page.examples.reversed() {
      let words = example.command.split(separator: " ").dropFirst().map(String.init)
      let run = try ProgramRun(words)
      #expect(run.code == 0 && run.errors.isEmpty)
      if ProcessInfo.processInfo.environment["FULCRUM_REGENERATE_GOLDENS"] != nil {
        text.replaceSubrange(example.place, with: run.output)
      } else {
        #expect(
          run.output == example.output,
          "\(question).md; FULCRUM_REGENERATE_GOLDENS=1 swift test --filter AskPage writes it anew")
      }
    }
    if text != page.text { try text.write(to: page.url, atomically: true, encoding: .utf8) }
  }

  @Test("is named on the page of all, and on the page of help")
  func listed() throws {
    let root = try AskPage("Fulcrum").text
    let help = try ProgramRun(["help", "questions"]).output
    for question in Self.questions {
      #expect(root.contains("<doc:\(question)>") && help.contains("fulcrum ask \(question)"))
    }
  }

  // The four cases that ship inside, each answered by a question on a page.
  @Test(
    "the shipped cases are answered where a reader looks",
    arguments: [
      ("price", "lower-cash-wins", "Lower cash wins: $630k with 32 h100 is accepted with 60 %"),
      ("price", "no-cash-opens-it", "No package will do: C-03 wants a cluster of 10,000 GPUs"),
      ("data", "data-beats-gpus", "Yes: at $400k, 90 % of exclusive data and no GPUs win C-09"),
      ("gpus", "net-negative-hire", "C-05 brings $845k, costs others $1.55M"),
    ])
  func cases(question: String, example: String, fact: String) throws {
    let page = try AskPage(question)
    let shown = try #require(page.examples.first { $0.command.contains(example) })
    let words = shown.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(fact), "\(words)")
  }
}

import Foundation
import Testing

@Suite("fulcrum topology on files of other tools, as a process")
struct TopologyFormatTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ command: String, _ example: TopologyExample, _ more: String...) throws
    -> ProgramRun
  {
    try ProgramRun(["topology", command] + example.names + more, in: folder.path)
  }

  @Test(
    "show tells the totals, what contradicts, what is unknown and what was ignored, once each",
    arguments: TopologyExample.all)
  func show(example: TopologyExample) throws {
    try example.write(to: folder)
    let run = try run("show", example)
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    try checkLines(of: run.output)
    let words = run.output.onOneLine
    if example.nodes > 0 {
      let totals = "\(example.nodes) nodes · \(example.gpus) GPUs · \(example.usable) to give out"
      #expect(words.contains(totals), "\(run.output)")
    } else {
      #expect(words.contains("GPUs \(example.gpus) x "), "\(run.output)")
    }
    for sentence in example.contradictions + example.notes {
      #expect(words.components(separatedBy: sentence).count == 2, "\(sentence)\n\(run.output)")
    }
    for (title, list) in [
      ("CONTRADICTIONS", example.contradictions), ("NOTES", example.notes),
      ("NOT KNOWN", example.unknown), ("IGNORED", example.ignored),
    ] {
      #expect(run.output.contains("\n\(title)\n") == !list.isEmpty, "\(title)\n\(run.output)")
    }
    let unknown = example.unknown.joined(separator: ", ")
    #expect(unknown.isEmpty || words.contains(": \(unknown)"), "\(run.output)")
    let ignored = example.ignored.map { $0.split(separator: ": ").last ?? "" }
    for word in ignored { #expect(words.contains(word), "\(word)\n\(run.output)") }
  }

  @Test("check says what it is in one line, and what show says of the texts")
  func check() throws {
    for example in TopologyExample.all {
      try example.write(to: folder)
      let run = try run("check", example)
      #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
      try checkLines(of: run.output)
      let first = run.output.prefix { $0 != "\n" }
      let what =
        example.nodes > 0
        ? "a cluster of \(example.gpus) GPUs" : "a machine with \(example.gpus) GPUs"
      #expect(first.hasSuffix(": no problems; \(what)"), "\(first)")
      let read = try #require(run.output.range(of: "\nREAD\n")).lowerBound
      #expect(try self.run("show", example).output.hasSuffix(run.output[read...]))
      #expect(try self.run("check", example, "--quiet").output.isEmpty)
    }
  }

  @Test("slots counts the jobs that find a place", arguments: TopologyExample.all)
  func slots(example: TopologyExample) throws {
    try example.write(to: folder)
    let run = try run("slots", example, "--sizes", "1,8")
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    try checkLines(of: run.output)
    #expect(run.output.onOneLine.contains("1 GPU \(example.usable) in one node"), "\(run.output)")
    #expect(run.output.onOneLine.contains("8 GPUs \(example.jobsOf8) "), "\(run.output)")
  }

  @Test("the document has the same with its sources", arguments: TopologyExample.all)
  func document(example: TopologyExample) throws {
    try example.write(to: folder)
    var texts: Set<String> = []
    for command in ["show", "check", "slots"] {
      let run = try run(command, example, "--format", "json")
      #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
      texts.insert(run.output)
    }
    // The usual sizes are those of all three.
    #expect(texts.count == 1)
    let document = try JSONValue(try #require(texts.first))
    #expect(
      document["source"]
        == .object([
          "format": .text(example.format), "version": .text(example.version),
          "ignored": .texts(example.ignored), "contradictions": .texts(example.contradictions),
        ]))
    #expect(document["notes"] == (example.notes.isEmpty ? nil : .texts(example.notes)))
    let machines = document["templates"]?.list ?? []
    #expect(machines.map { $0["unknown"] } == [.texts(example.unknown)])
    #expect(document["totals"]?["nodes"] == .number(Double(max(1, example.nodes))))
    #expect(document["totals"]?["gpus"] == .number(Double(example.gpus)))
    let slots = document["slots"]?.list ?? []
    let jobs = slots.first { $0["size"] == .number(8) }
    #expect(jobs?["count"] == .number(Double(example.jobsOf8)))
    let inputs = document["inputs"]?.list ?? []
    let machine = example.names.dropFirst().filter { !$0.contains(".") }
    #expect(inputs.compactMap { $0["path"] } == example.files.map { .text($0.name) })
    #expect(inputs.compactMap { $0["builtin"] } == machine.map { .text($0) })
  }

  @Test("draw and convert take what show takes", arguments: TopologyExample.all)
  func others(example: TopologyExample) throws {
    try example.write(to: folder)
    let drawing = try run("draw", example)
    #expect(drawing.code == 0 && drawing.errors.isEmpty, "\(drawing.errors)")
    #expect(drawing.output.hasPrefix("<svg") || drawing.output.hasPrefix("<?xml"))
    let converted = try run("convert", example, "--to", "json")
    #expect(converted.code == 0)
    for sentence in example.contradictions {
      #expect(converted.errors.contains("note: \(sentence)\n"))
    }
    try folder.write(converted.output, to: "own.json")
    let own = try ProgramRun(["topology", "slots", "own.json"], in: folder.path)
    #expect(own.code == 0, "\(own.errors)")
    #expect(own.output == (try run("slots", example)).output)
  }

  // No line is longer than the terminal, and nothing in it acts on one.
  private func checkLines(of text: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.filter { $0.count > 80 })")
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    #expect(text.hasSuffix("\n") && !text.contains("\n\n\n"), "\(text)")
  }
}

extension String {
  /// The words with one space between them, as before lines were broken.
  fileprivate var onOneLine: String {
    split { $0 == "\n" || $0 == " " }.joined(separator: " ")
  }
}

extension JSONValue {
  fileprivate static func texts(_ texts: [String]) -> JSONValue { .list(texts.map { .text($0) }) }
}

import Foundation
import Testing

/// The page of estimation: model files, commands, and what each prints.
private struct EstimatePage {
  static let url =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources/Fulcrum/Fulcrum.docc/estimate.md").standardized
  /// Other people's data, where the environment says that they are.
  static let data = ProcessInfo.processInfo.environment["FULCRUM_CHOICE_DATA"]

  let text: String

  init() throws { text = try String(contentsOf: Self.url, encoding: .utf8) }

  struct Example {
    let model: String
    let command: String
    let output: String
    let place: Range<String.Index>
  }

  /// Each model with the command that follows it and what that prints.
  var examples: [Example] {
    text.matches(
      of:
        /```yaml\n((?:[^`][^\n]*\n|\n)*)```\n\n```sh\n(fulcrum [^\n]*)\n```\n\n```text\n((?:[^`][^\n]*\n|\n)*)```/
    ).map {
      Example(
        model: String($0.output.1), command: String($0.output.2), output: String($0.output.3),
        place: $0.output.3.startIndex..<$0.output.3.endIndex)
    }
  }
}

@Suite("The page of estimation")
struct EstimatePageTests {
  @Test(
    "shows what its commands print",
    .enabled(
      if: EstimatePage.data != nil, "skipped: no data (FULCRUM_CHOICE_DATA names no folder)"))
  func outputs() throws {
    let page = try EstimatePage()
    #expect(page.examples.count == 2)
    let folder = try TemporaryFolder()
    var text = page.text
    for example in page.examples.reversed() {
      let words = example.command.split(separator: " ").dropFirst().map(String.init)
      try #require(words.count == 4 && words[0] == "estimate" && words[2] == "--model")
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(words[1]),
        withDestinationPath: (EstimatePage.data ?? "") + "/" + words[1])
      try folder.write(example.model, to: words[3])
      #expect(example.model.hasPrefix("# \(words[3])\n"))
      let run = try ProgramRun(words, in: folder.path)
      #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
      if ProcessInfo.processInfo.environment["FULCRUM_REGENERATE_GOLDENS"] != nil {
        text.replaceSubrange(example.place, with: run.output)
      } else {
        #expect(
          run.output == example.output,
          "FULCRUM_REGENERATE_GOLDENS=1 swift test --filter EstimatePage writes it anew")
      }
    }
    if text != page.text {
      try text.write(to: EstimatePage.url, atomically: true, encoding: .utf8)
    }
  }

  // What was published, digit for digit as the tables round it: Biogeme's b01a and xlogit's notebook.
  @Test("shows the published estimates")
  func published() throws {
    let page = try EstimatePage()
    let outputs = page.examples.map(\.output)
    try #require(outputs.count == 2)
    for line in [
      "asc_car     -0.1546", "asc_train   -0.7012", "b_cost      -1.0838", "b_time      -1.2779",
    ] {
      #expect(outputs[0].contains(line), "\(line)")
    }
    #expect(outputs[0].contains("log-likelihood  -5331.252; "))
    for line in ["pf (mean)     -0.9972", "loc (mean)     2.2902", "sd.tod               2.2757"] {
      #expect(outputs[1].contains(line), "\(line)")
    }
    #expect(outputs[1].contains("log-likelihood  -3888.465; "))
  }

  @Test("is named on the page of all")
  func listed() throws {
    let root = EstimatePage.url.deletingLastPathComponent().appendingPathComponent("Fulcrum.md")
    #expect(try String(contentsOf: root, encoding: .utf8).contains("<doc:estimate>"))
  }
}

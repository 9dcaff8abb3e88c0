import Foundation
import ScenarioFixtures
import Testing

/// One thing that people or machines do wrong, and what the program says of it.
///
/// Numbers are those of the table of bad inputs; several readers share a number.
struct BadInputCase: Sendable, CustomTestStringConvertible {
  let number: Int
  let name: String
  let arguments: [String]
  let code: Int32
  /// Everything on standard error, without the last newline.
  let message: String
  let arrange: @Sendable (TemporaryFolder) throws -> Void

  var testDescription: String { "\(number) \(name)" }

  init(
    _ number: Int, _ name: String, _ arguments: String, code: Int32 = 65, _ message: String,
    arrange: @escaping @Sendable (TemporaryFolder) throws -> Void = { _ in }
  ) {
    self.number = number
    self.name = name
    self.arguments = arguments.split(separator: " ").map(String.init)
    self.code = code
    self.message = message
    self.arrange = arrange
  }

  /// A text of one of the hospital's files in place of another.
  init(
    _ number: Int, _ name: String, in file: String, _ old: String, _ new: String, _ message: String
  ) {
    self.init(number, name, "plan s", message) { folder in
      let text = try folder.text(of: "s/\(file)")
      #expect(text.contains(old))
      try folder.write(text.replacing(old, with: new, maxReplacements: 1), to: "s/\(file)")
    }
  }

  static func text(
    _ number: Int, _ name: String, _ file: String,
    _ text: @autoclosure @escaping @Sendable () -> String,
    _ message: String
  ) -> BadInputCase {
    let command =
      file.hasPrefix("s/")
      ? "plan s" : file == "p.json" ? "verify p.json" : "topology check \(file)"
    return BadInputCase(number, name, command, message) { try $0.write(text(), to: file) }
  }
}

extension BadInputCase {
  private static let emptyRemedy =
    "write into it; a table needs at least its line of column names"

  /// Files that are no files, are too large, or hold no text.
  static let files: [BadInputCase] = [
    .text(
      1, "empty scenario", "s/scenario.yaml", "",
      "s/scenario.yaml: the file is empty; \(emptyRemedy)"),
    .text(1, "empty table", "s/teams.csv", " \n", "s/teams.csv: the file is empty; \(emptyRemedy)"),
    .text(1, "empty plan", "p.json", "", "p.json: the file is empty; \(emptyRemedy)"),
    .text(1, "empty topology", "t.yaml", "", "t.yaml: the file is empty; \(emptyRemedy)"),
    .text(1, "empty XML", "t.xml", "", "t.xml: the file is empty; \(emptyRemedy)"),
    BadInputCase(
      2, "missing scenario", "plan no", code: 66,
      """
      no: there is no such file; check the path and its spelling
      """),
    BadInputCase(
      2, "missing plan", "verify no.json", code: 66,
      """
      no.json: there is no such file; check the path and its spelling
      """),
    BadInputCase(
      2, "missing topology", "topology check no.yaml", code: 66,
      """
      no.yaml: there is no such file; check the path and its spelling
      """),
    BadInputCase(
      2, "both missing", "diff no none.json", code: 66,
      """
      no: there is no such file; check the path and its spelling
      none.json: there is no such file; check the path and its spelling
      """),
    BadInputCase(
      2, "a folder as table", "plan s", code: 66,
      """
      s/teams.csv: is a folder, not a file; name a file in it
      """
    ) {
      try FileManager.default.removeItem(atPath: $0.path("s/teams.csv"))
      try FileManager.default.createDirectory(
        atPath: $0.path("s/teams.csv"), withIntermediateDirectories: true)
    },
    BadInputCase(
      2, "a pipe as table", "plan s", code: 66,
      """
      s/teams.csv: is a pipe, a device or a socket, not a file; save the data in a file \
      and name that
      """
    ) {
      try FileManager.default.removeItem(atPath: $0.path("s/teams.csv"))
      #expect(unsafe mkfifo($0.path("s/teams.csv"), 0o600) == 0)
    },
    BadInputCase(
      2, "a device as plan", "verify /dev/zero", code: 66,
      """
      /dev/zero: is a pipe, a device or a socket, not a file; save the data in a file and \
      name that
      """),
    BadInputCase(
      2, "a device as scenario", "diff /dev/zero s", code: 66,
      """
      /dev/zero: is a pipe, a device or a socket, not a file; save the data in a file and \
      name that
      """),
    BadInputCase(
      2, "a device as topology", "topology check /dev/zero", code: 66,
      """
      /dev/zero: is a pipe, a device or a socket, not a file; save the data in a file and \
      name that
      """),
    BadInputCase(
      3, "1 GB of nothing as scenario", "plan s",
      """
      s/scenario.yaml: is larger than 64 MB; split it, or drop what the plan does not need
      """
    ) {
      try $0.writeHole(of: 1 << 30, to: "s/scenario.yaml")
    },
    BadInputCase(
      3, "1 GB of nothing as table", "plan s",
      """
      s/teams.csv: is larger than 64 MB; split it, or drop what the plan does not need
      """
    ) {
      try $0.writeHole(of: 1 << 30, to: "s/teams.csv")
    },
    BadInputCase(
      3, "1 GB of nothing as plan", "verify p.json",
      """
      p.json: is larger than 64 MB; split it, or drop what the plan does not need
      """
    ) {
      try $0.writeHole(of: 1 << 30, to: "p.json")
    },
    BadInputCase(
      3, "1 GB of nothing as XML", "topology check t.xml",
      """
      t.xml: is larger than 64 MB; split it, or drop what the plan does not need
      """
    ) {
      try $0.writeHole(of: 1 << 30, to: "t.xml")
    },
    .text(
      3, "60 MB of spaces as scenario", "s/scenario.yaml", String(repeating: " ", count: 60 << 20),
      """
      s/scenario.yaml: the file is empty; write into it; a table needs at least its line \
      of column names
      """),
    BadInputCase(
      6, "no UTF-8", "plan s",
      """
      s/teams.csv:2: is not UTF-8 text: byte 14 of the file does not belong to a character \
      (0xFF); save the file as UTF-8 (in a spreadsheet: CSV UTF-8)
      """
    ) {
      try $0.write(Array("id,segment\n\u{e9}".utf8) + [0xFF, 0xFE], to: "s/teams.csv")
    },
    BadInputCase(
      6, "no UTF-8 in a plan", "verify p.json",
      """
      p.json:1: is not UTF-8 text: byte 2 of the file does not belong to a character \
      (0xC3); save the file as UTF-8 (in a spreadsheet: CSV UTF-8)
      """
    ) { try $0.write([0x7B, 0xC3, 0x28], to: "p.json") },
    BadInputCase(
      7, "UTF-16", "plan s",
      """
      s/teams.csv: is UTF-16 text; save it as UTF-8 (in a spreadsheet: CSV UTF-8)
      """
    ) {
      try $0.write([0xFF, 0xFE, 0x69, 0x00, 0x64, 0x00], to: "s/teams.csv")
    },
    BadInputCase(
      7, "UTF-16 without a mark", "plan s",
      """
      s/teams.csv:1:2: holds a control character (\\u{0}); delete it, or save the file as \
      plain text
      """
    ) {
      try $0.write([0x69, 0x00, 0x64, 0x00, 0x0A, 0x00], to: "s/teams.csv")
    },
    BadInputCase(
      10, "lone returns are lines", "plan s",
      """
      s/teams.csv:4:17: teams[operations].heads: is not a number (x); give a number of \
      people above 0, such as 12
      """
    ) { folder in
      let text = try folder.text(of: "s/teams.csv").replacing(
        "operations,data,5", with: "operations,data,x")
      try folder.write(text.replacing("\n", with: "\r"), to: "s/teams.csv")
    },
    .text(
      12, "a line of 100 MB", "s/teams.csv",
      "id,segment\na," + String(repeating: "b", count: 100 << 20),
      """
      s/teams.csv: is larger than 64 MB; split it, or drop what the plan does not need
      """),
    .text(
      12, "a line of 40 MB", "s/teams.csv",
      "id,segment\na," + String(repeating: "b", count: 40 << 20),
      """
      s/teams.csv:2: the line is longer than 1,000,000 characters; check that its quotes \
      are closed
      """),
    .text(
      12, "a line of 40 MB in quotes", "s/teams.csv",
      "id,segment\na,\"" + String(repeating: "b\n", count: 20 << 20),
      """
      s/teams.csv:2: the line is longer than 1,000,000 characters; check that its quotes \
      are closed
      """),
    .text(
      33, "NUL bytes", "s/teams.csv", "id,seg\u{0}ment\n",
      """
      s/teams.csv:1:7: holds a control character (\\u{0}); delete it, or save the file as \
      plain text
      """),
    .text(
      33, "NUL bytes in a plan", "p.json", "{\u{0}}",
      """
      p.json:1:2: holds a control character (\\u{0}); delete it, or save the file as plain \
      text
      """),
  ]

  // Twenty keys are enough to see what kind of file it is.
  private static let unknownKeys: String = {
    let absent =
      "autonomy_cost_share, equity_cost_share, equity_discount, lapse, offer_effort, "
      + "quit_elasticity, replacement_years_of_pay, vacancy_months"
    let lines = (0..<20).map {
      "s/scenario.yaml:\(26 + $0):3: assumptions.k\($0): unknown key; delete it; not yet given: "
        + absent
    }
    let last =
      "s/scenario.yaml:46:3: assumptions: 199980 more unknown keys follow; check that the file is "
      + "what it should be"
    return (lines + [last]).joined(separator: "\n")
  }()

  /// Structures that cost more than they hold.
  static let structures: [BadInputCase] = [
    .text(
      13, "lists 100,000 deep", "s/scenario.yaml",
      "name: " + String(repeating: "[", count: 100_000),
      """
      s/scenario.yaml:1:519: is nested deeper than 64 levels; flatten it
      """),
    .text(
      13, "groups 100,000 deep", "s/scenario.yaml", String(repeating: "{\"a\":", count: 100_000),
      """
      s/scenario.yaml:1:2561: is nested deeper than 64 levels; flatten it
      """),
    .text(
      13, "keys 2,000 deep", "s/scenario.yaml",
      (0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      """
      s/scenario.yaml:1000:1000: is nested deeper than 64 levels; flatten it
      """),
    .text(
      13, "a plan 100,000 deep", "p.json", String(repeating: "[", count: 100_000),
      """
      p.json: is not a whole fulcrum.plan/1 document; write it with: fulcrum plan --format \
      json -o FILE, or a solution with: fulcrum solve PROBLEM --format json -o FILE
      """),
    .text(
      13, "a topology 100,000 deep", "t.yaml", "cluster: " + String(repeating: "[", count: 100_000),
      """
      t.yaml:1:522: is nested deeper than 64 levels; flatten it
      """),
    .text(
      15, "8 million keys", "s/scenario.yaml",
      "{" + String(repeating: "\"k\":1,", count: 8_000_000) + "}",
      """
      s/scenario.yaml: is larger than 4 MB; move long lists into CSV tables
      """),
    BadInputCase(
      15, "200,000 keys",
      in: "scenario.yaml", "{offer_effort: 15k}",
      "\n" + (0..<200_000).map { "  k\($0): 1\n" }.joined(),
      unknownKeys),
    .text(
      15, "8 million keys in a plan", "p.json",
      "{" + String(repeating: "\"k\":1,", count: 8_000_000) + "\"a\":1}",
      """
      p.json: is larger than 16 MB; split it, or drop what the plan does not need
      """),
    .text(
      15, "a million rows", "s/teams.csv",
      "id,segment\n" + String(repeating: "t,data\n", count: 1_000_000),
      """
      s/teams.csv:100002:1: teams: has more than 100000 rows; drop what the plan does not \
      need
      """),
    .text(
      15, "100,000 columns", "s/teams.csv", (0..<100_000).map { "c\($0)" }.joined(separator: ","),
      """
      s/teams.csv:1: teams.id: the column is missing; give every row its id
      """),
    .text(
      46, "alias bomb", "s/scenario.yaml",
      "a: &a [x, x]\n"
        + (1..<40).map {
          "a\($0): &a\($0) [*a\($0 == 1 ? "" : String($0 - 1)), *a\($0 == 1 ? "" : String($0 - 1))]\n"
        }.joined(),
      """
      s/scenario.yaml:10:10: YAML anchors (&) and aliases (*) are not accepted; write the \
      value out where it is used; put text that begins with & or * in quotes
      """),
    .text(
      47, "an alias of itself", "s/scenario.yaml", "a: &a [*a]\n",
      """
      s/scenario.yaml:1:8: YAML anchors (&) and aliases (*) are not accepted; write the \
      value out where it is used; put text that begins with & or * in quotes
      """),
    .text(
      47, "an unknown anchor", "s/scenario.yaml", "a: *b\n",
      """
      s/scenario.yaml:1:4: YAML anchors (&) and aliases (*) are not accepted; write the \
      value out where it is used; put text that begins with & or * in quotes
      """),
    .text(
      48, "two documents", "s/scenario.yaml", "name: a\n---\nname: b\n",
      """
      s/scenario.yaml:2:1: a second document begins here; keep one document in a file: \
      delete the line --- and what follows
      """),
    .text(
      50, "a tag", "s/scenario.yaml", "name: !!python/object x\n",
      """
      s/scenario.yaml:1:7: YAML tags are not accepted (tag:yaml.org,2002:python/object); \
      delete the tag and write the plain value
      """),
    .text(
      51, "a tab", "s/scenario.yaml", "name: a\nbudget:\n\tcash: 1\n",
      """
      s/scenario.yaml:3:1: a tab, or a sign that cannot begin a value; indent with spaces, \
      and put text that begins with @, ` or % in quotes
      """),
    .text(
      41, "a quote that stays open", "s/teams.csv", "id,segment\n\"a,b\nc,d\n",
      """
      s/teams.csv:2:1: the quote that opens here is never closed; close it with a quote
      """),
  ]
}

import Documents
import Foundation
import Testing

@Suite("Reading typed values")
struct SectionTests {
  private static let any = Measure("a number", example: "8")
  private static let heads = Measure.count("a whole number of people", example: "12", in: 1...1_000)

  private func section(_ text: String, sensitive: Set<String> = []) throws -> Section {
    Section(
      try DocumentNode(yaml: InputText(text, file: "s")), path: "teams[a]", sensitive: sensitive)
  }

  @Test(
    "numbers as people write them",
    arguments: [
      ("8", 8), ("-2", -2), ("+2", 2), ("8k", 8_000), ("7.4M", 7_400_000), ("1_000", 1_000),
      ("0.5", 0.5), (".5", 0.5), ("1.5B", 1.5e9), ("1e6", 1e6), ("2.5E-3", 0.0025), ("010", 10),
      ("-0", 0), ("0.1", 0.1), ("4.35M", 4_350_000),
    ])
  func numbers(text: String, value: Double) throws {
    var section = try section("x: \"\(text)\"")
    #expect(section.number("x", Self.any) == value)
    #expect(section.log.isEmpty)
  }

  @Test(
    "what is no number is refused",
    arguments: [
      ("abc", "is not a number (abc); give a number, such as 8"),
      (".nan", "is not a number (.nan); give a number, such as 8"),
      ("inf", "is not a number (inf); give a number, such as 8"),
      ("0x10", "is not a number (0x10); give a number, such as 8"),
      ("1,000", "is not a number (1,000); give a number, such as 8"),
      ("12:30", "is not a number (12:30); give a number, such as 8"),
      ("1__0", "is not a number (1__0); give a number, such as 8"),
      ("5.", "is not a number (5.); give a number, such as 8"),
      ("k", "is not a number (k); give a number, such as 8"),
      ("--1", "is not a number (--1); give a number, such as 8"),
      ("$5", "is not a number ($5); give a number, such as 8"),
      ("٣", "is not a number (٣); give a number, such as 8"),
      ("12%", "is a percentage (12%); give a number, such as 8"),
      ("5m", "the unit m is unclear (5m); write M for millions"),
      ("1e400", "is too large for a number (1e400); give a number, such as 8"),
      ("1e-400", "is too small for a number (1e-400); give a number, such as 8"),
      ("9..8", "the interval runs downwards (9..8); write the smaller end first, as in 256..512"),
      ("8..", "is not a number (8..); give a number, such as 8"),
      ("1e16", "is outside -1000000000000000 to 1000000000000000 (1e16); give a number, such as 8"),
    ])
  func notNumbers(text: String, message: String) throws {
    var section = try section("x: \"\(text)\"")
    #expect(section.number("x", Self.any) == nil)
    #expect(Diagnostics(section.log.problems).description == "s:1:4: teams[a].x: \(message)")
  }

  @Test(
    "limits name what is allowed",
    arguments: [
      ("1.2", Measure.share, "is outside 0 to 1 (1.2); give a share from 0 to 1, such as 0.67"),
      ("-0.1", .share, "is below 0 (-0.1); give a share from 0 to 1, such as 0.67"),
      ("0", .positiveShare, "is not above 0 (0); give a share above 0, at most 1, such as 0.67"),
      (
        "1.5", heads,
        "is not a whole number (1.5); give a whole number of people, such as 12"
      ),
      ("0", heads, "is outside 1 to 1000 (0); give a whole number of people, such as 12"),
      (
        "2..4", heads,
        "is an interval where one number is needed (2..4); give a whole number of people, such as "
          + "12"
      ),
    ])
  func limits(text: String, measure: Measure, message: String) throws {
    var section = try section("x: \(text)")
    #expect(section.number("x", measure) == nil)
    #expect(Diagnostics(section.log.problems).description == "s:1:4: teams[a].x: \(message)")
  }

  @Test("shares may be percentages, money may have a dollar sign")
  func spellings() throws {
    var section = try section("a: 12%\nb: $2.35\nc: $1k..4k")
    #expect(section.number("a", .share) == 0.12)
    #expect(section.number("b", .dollars) == 2.35)
    #expect(section.number("c", .dollars) == 2_000)
    #expect(section.intervals.map(\.path) == ["teams[a].c"])
  }

  @Test("an interval is lognormal above zero and normal else")
  func intervals() {
    let positive = Interval(low: 256, high: 512)
    #expect(abs(positive.median - (256.0 * 512).squareRoot()) < 1e-9)
    #expect(abs(positive.value(at: 1.6448536269514722) - 512) < 1e-9)
    #expect(abs(positive.value(at: -1.6448536269514722) - 256) < 1e-9)
    let signed = Interval(low: -1, high: 3)
    #expect(signed.median == 1)
    #expect(abs(signed.value(at: 1.6448536269514722) - 3) < 1e-12)
  }

  @Test("all problems come out at once, unknown keys with the nearest name")
  func everything() throws {
    var section = try section("haeds: 3\npay: lots\nvalue:\n  x: 1\n", sensitive: ["pay"])
    #expect(section.count("heads", Self.heads) == nil)
    #expect(section.number("pay", .dollars) == nil)
    #expect(section.number("value", .dollars) == nil)
    #expect(section.flag("main", default: true) == true)
    #expect(section.choice("stage", among: ["cold", "offer"], default: "cold") == "cold")
    section.noteUnknownKeys()
    #expect(
      Diagnostics(section.log.problems).description == """
        s:1:1: teams[a].heads: is missing; give a whole number of people, such as 12
        s:1:1: teams[a].haeds: unknown key; did you mean heads?
        s:2:6: teams[a].pay: is not a number (value withheld); give dollars a year, such as 450k
        s:4:3: teams[a].value: is a group of keys where one number is needed; give dollars a \
        year, such as 450k
        """)
  }

  @Test("a fault of a column is reported once for all rows")
  func columns() throws {
    let table = try CSVTable(csv: InputText("id,hads\na,1\nb,2\n", file: "t.csv"))
    var log = DiagnosticLog()
    for node in table.nodes {
      var row = Section(node, path: "teams[\(node["id"]?.text ?? "")]")
      _ = row.text("id")
      _ = row.count("heads", Self.heads)
      row.noteUnknownKeys()
      log.add(Diagnostics(row.log.problems))
    }
    #expect(
      Diagnostics(log.problems).description == """
        t.csv:1: teams.heads: the column is missing; give a whole number of people, such as 12
        t.csv:1:4: teams.hads: unknown column; did you mean heads?
        """)
  }

  @Test(
    "lists are written with brackets or bars", arguments: ["[0, 8, 16]", "0|8|16", "0 | 8 | 16"])
  func lists(text: String) throws {
    var section = try section("x: \(text)")
    #expect(section.numbers("x", Self.any) == [0, 8, 16])
  }

  @Test("diagnostics are a JSON document, without what is withheld")
  func json() throws {
    var section = try section("pay: lots\nx: 1", sensitive: ["pay"])
    _ = section.number("pay", .dollars)
    section.noteUnknownKeys()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(
      decoding: try encoder.encode(Diagnostics(section.log.problems)), as: UTF8.self)
    #expect(
      text == """
        {"problems":[{"column":6,"file":"s","key":"teams[a].pay","line":1,"problem":"is not a \
        number","remedy":"give dollars a year, such as 450k","value_withheld":true},{"column":1,\
        "file":"s","key":"teams[a].x","line":2,"problem":"unknown key","remedy":"delete it"}\
        ],"schema":"fulcrum.diagnostics\\/1"}
        """)
  }
}

import Documents
import Testing

@Suite("YAML and JSON documents")
struct YAMLDocumentTests {
  @Test("scalars stay text", arguments: ["no", "010", "12:30", ".nan", "1e400", "2026-01-01"])
  func untyped(text: String) throws {
    let node = try DocumentNode(yaml: InputText("key: \(text)", file: "s.yaml"))
    #expect(node["key"]?.text == text)
  }

  @Test("JSON has places too")
  func json() throws {
    let node = try DocumentNode(
      yaml: InputText("{\n\t\"a\": {\"b\": [1, \"~\", null]}\n}", file: "s.json"))
    let list = try #require(node["a"]?["b"]?.elements)
    #expect(list.map(\.text) == ["1", "~", "null"])
    #expect(list.map(\.isNull) == [false, false, true])
    #expect(list[0].location == SourceLocation(file: "s.json", line: 2, column: 14))
  }

  @Test(
    "what a scenario must not hold is refused with its place",
    arguments: [
      (
        "a: &x 1\nb: *x",
        """
        s:1:4: YAML anchors (&) and aliases (*) are not accepted; write the value out where it is \
        used; put text that begins with & or * in quotes
        """
      ),
      (
        "a: &x [*x]",
        """
        s:1:8: YAML anchors (&) and aliases (*) are not accepted; write the value out where it is \
        used; put text that begins with & or * in quotes
        """
      ),
      (
        "a: !!python/object 1",
        """
        s:1:4: YAML tags are not accepted (tag:yaml.org,2002:python/object); delete the tag and \
        write the plain value
        """
      ),
      (
        "a: 1\n---\na: 2",
        """
        s:2:1: a second document begins here; keep one document in a file: delete the line --- \
        and what follows
        """
      ),
      (
        "a: 1\nb:\n  c: 1\n  \"c\": 2\na: 3\na: 4",
        """
        s:4:3: c: the key is given twice, first in line 3; keep one of the two
        s:6:1: a: the key is given twice, first in line 1; keep one of the two
        s:6:1: a: the key is given twice, first in line 5; keep one of the two
        """
      ),
      (
        "a:\n\t- 1",
        """
        s:2:1: a tab, or a sign that cannot begin a value; indent with spaces, and put text that \
        begins with @, ` or % in quotes
        """
      ),
      ("# nothing", "s: holds nothing but comments; write into it, or leave the file out"),
      (
        #"name: "\u001b[31mlab""#,
        "s:1:7: holds a control character; delete the escape that makes it"
      ),
      (#""\x9b2J": 1"#, "s:1:1: holds a control character; delete the escape that makes it"),
      ("[a]: 1", "s:1:1: a key is a list or a group; use a plain word as key"),
      (
        "a: [1, 2\nb: 3",
        """
        s:2:2: a list in brackets is not closed; put commas between its values and ] at its end
        """
      ),
    ])
  func refuses(text: String, message: String) {
    expectProblem(message) { () throws(Diagnostics) in
      _ = try DocumentNode(yaml: InputText(text, file: "s"))
    }
  }

  @Test(
    "depth is bounded, without a crash",
    arguments: [
      ("[", 65, String(repeating: "]", count: 65)), ("[", 5_000, ""), ("{a: ", 100_000, ""),
      ("- ", 65, "1"), ("- ", 990, "1"), ("- ", 20_000, "1"), ("? ", 20_000, "1"),
    ])
  func depth(opening: String, count: Int, rest: String) {
    let text = String(repeating: opening, count: count) + rest
    let failure = #expect(throws: Diagnostics.self) {
      try DocumentNode(yaml: InputText(text, file: "s"))
    }
    #expect(failure?.description.contains("is nested deeper than 64 levels; flatten it") == true)
    let allowed = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(throws: Never.self) { try DocumentNode(yaml: InputText(allowed, file: "s")) }
  }

  @Test("many repeated keys, and large documents, are refused in bounded work")
  func bounds() {
    expectProblem("s:51:1: a: the key is given twice; keep one of the two") {
      () throws(Diagnostics) in
      _ = try DocumentNode(
        yaml: InputText(String(repeating: "a: 1\n", count: 1_000), file: "s"))
    }
    expectProblem("s: is larger than 4 MB; move long lists into CSV tables") {
      () throws(Diagnostics) in
      _ = try DocumentNode(
        yaml: InputText(String(repeating: "a: 1\n", count: 1_000_000), file: "s"))
    }
  }

  @Test("aliases cannot cost exponential time")
  func bomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let again = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(again)]\n"
    }
    text += "? *a12\n: 1\n"
    let failure = #expect(throws: Diagnostics.self) {
      try DocumentNode(yaml: InputText(text, file: "s"))
    }
    #expect(failure?.description.contains("anchors (&) and aliases (*) are not accepted") == true)
  }
}

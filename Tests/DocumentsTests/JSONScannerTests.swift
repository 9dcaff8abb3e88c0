import Foundation
import Testing

@testable import Documents

/// What a scanner reads of a document, written out again: every token as it was understood.
private func read(_ text: String) throws(Diagnostics) -> String {
  var scanner = JSONScanner(try InputText(text, file: "t"))
  func value(_ scanner: inout JSONScanner) throws(Diagnostics) -> String {
    switch try scanner.kind() {
    case .object:
      var members: [String] = []
      try scanner.enterObject()
      while let key = try scanner.nextKey() {
        members.append("\(scanner.text(of: key) ?? "?"):\(try value(&scanner))")
      }
      return "{\(members.joined(separator: ","))}"
    case .array:
      var elements: [String] = []
      try scanner.enterArray()
      while try scanner.nextElement() { elements.append(try value(&scanner)) }
      return "[\(elements.joined(separator: ","))]"
    case .string:
      let token = try scanner.string()
      return "'\(scanner.text(of: token) ?? "?")'"
    case .number, .word:
      let token = try scanner.bare()
      return scanner.text(of: token) ?? "?"
    }
  }
  let whole = try value(&scanner)
  try scanner.end()
  return whole
}

@Suite("JSON value by value")
struct JSONScannerTests {
  @Test(
    "every value, with escapes and spaces anywhere",
    arguments: [
      (" {\"a\" : [1, -2.50e+3,{}] ,\n\"b\":[ ]} ", "{a:[1,-2.50e+3,{}],b:[]}"),
      ("[true,false,null]", "[true,false,null]"), ("0", "0"), ("\"\"", "''"),
      (#""q\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é""#, "'q\"\\/\u{8}\u{c}\n\r\té😀é'"),
    ])
  func reads(text: String, written: String) throws {
    #expect(try read(text) == written)
  }

  @Test(
    "whatever is no JSON is refused with its place",
    arguments: [
      ("{\"a\": 1,}", "1:9"), ("[1 2]", "1:4"), ("[1,]", "1:4"), ("{a: 1}", "1:2"),
      ("{\"a\" 1}", "1:6"), ("[01]", "1:2"), ("[1.]", "1:2"), ("[+1]", "1:2"), ("[tru]", "1:2"),
      ("[\"a]", "1:5"), ("[\"a\nb\"]", "1:4"), ("[1]]", "1:4"), ("{\"é\": x}", "1:7"),
      (#"["\x"]"#, "1:6"), (#"["\ud83d"]"#, "1:10"), ("[", "1:2"), ("nul", "1:1"),
      (String(repeating: "[", count: 70), "1:65"), ("[\"a\tb\"]", "1:4"),
    ])
  func refuses(text: String, place: String) {
    do throws(Diagnostics) {
      Issue.record("accepted as \(try read(text))")
    } catch {
      #expect(error.description.hasPrefix("t:\(place): is not JSON: "), "\(error)")
    }
  }

  @Test("a value that is passed over ends where it ends")
  func skips() throws {
    let text = "{\"a\": {\"b\": [1, {\"c\": []}, \"]}\"], \"d\": {}}, \"e\": [[], [2]], \"f\": 7}"
    var scanner = JSONScanner(try InputText(text, file: "t"))
    var keys: [String] = []
    try scanner.enterObject()
    while let key = try scanner.nextKey() {
      keys.append(scanner.text(of: key) ?? "")
      try scanner.skip()
    }
    try scanner.end()
    #expect(keys == ["a", "e", "f"])
  }

  @Test("accepts and refuses what Foundation does, whatever is cut out of a document")
  func cuts() throws {
    let text = #"{"a":[1,2.5e3,{"b":"\u00e9\n"},true],"c":{"d":null,"e":-0.5}}"#
    let letters = Array(text)
    for start in letters.indices {
      for length in 1...3 where start + length <= letters.count {
        let cut = String(letters[..<start] + letters[(start + length)...])
        let isJSON =
          (try? JSONSerialization.jsonObject(
            with: Data(cut.utf8), options: .fragmentsAllowed)) != nil
        #expect(((try? read(cut)) != nil) == isJSON, "\(cut)")
      }
    }
  }
}

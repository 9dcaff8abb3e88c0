import Documents
import Foundation
import Testing

@testable import TopologyFiles

@Suite("JSON of machines") struct JSONReaderTests {
  @Test(
    "texts and numbers are what Foundation reads",
    arguments: [
      #"{"a": "b", "c": ["d", {"e": "f"}], "g": {}, "h": []}"#,
      #"{"a": "\"\\\/\n\t\u00e9\ud83d\ude00é😀", "b": 1, "c": -2, "d": 10, "": "x"}"#,
      "[ \"a\" ,\n[[[ \"b\" ]]] ]", "{\"a\"\n:\n{\"b\"\t:\"c\"}}", #"{"items": {"a": ["b"]}}"#,
    ])
  func same(text: String) throws {
    var reader = JSONReader(try InputText(text, file: "j"))
    var elements: [DocumentNode] = []
    var root = try reader.read(handingOut: "items") { element, _ throws(Diagnostics) in
      elements.append(element)
    }
    if !elements.isEmpty { root = DocumentNode(.sequence(elements), at: root.location) }
    let truth = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(root.plain == Plain(truth))
  }

  @Test("places are lines and columns of characters, also behind what was skipped")
  func places() throws {
    let text =
      "{\"skip\": {\"x\": [1, \"é]\"]},\n \"é\": \"v\", \"items\": [\n{\"k\": 1}, {\"k\": 2}]}"
    var reader = JSONReader(try InputText(text, file: "j"), skipping: ["skip"])
    var places: [String] = []
    let root = try reader.read(handingOut: "items") { element, path throws(Diagnostics) in
      places.append("\(path) \(element["k"]?.location.description ?? "")")
    }
    #expect(places == ["items[0] j:3:7", "items[1] j:3:17"])
    #expect(root["skip"]?.text == "")
    #expect(root["é"]?.location.description == "j:2:7")
  }

  @Test(
    "what is no JSON is refused",
    arguments: [
      "{", "[", "[1", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\": 1,}", "[1,]", "{a: 1}", "\"a", "{]",
      "[}", "nul", "{\"a\": 01x}", "[\"\\x\"]", "[\"\\ud800\"]", "[\"\\u12\"]", "{} {}", "[-]",
      "{\"a\": 1, \"a\": 2}", "[\"a\nb\"]", "{\"skip\": ]}", "{\"skip\": [}", "[NaN]", "[+1]",
      String(repeating: "[", count: 1_000_000), "[0" + String(repeating: ",0", count: 2_000_000),
    ])
  func refused(text: String) throws {
    let wrapped = text.hasPrefix("[0,") ? "{\"a\": \(text)]}" : text
    var reader = JSONReader(try InputText(wrapped, file: "j"), skipping: ["skip"])
    #expect(throws: Diagnostics.self) {
      _ = try reader.read(handingOut: "items") { _, _ throws(Diagnostics) in }
    }
  }

  @Test("cut anywhere, it is refused")
  func truncated() throws {
    let text = #"{"a": {"b": ["c", 12, {"d": "\u00e9"}]}, "items": [{"k": "v"}], "z": true}"#
    for length in 1..<text.utf8.count {
      let part = String(decoding: text.utf8.prefix(length), as: UTF8.self)
      var reader = JSONReader(try InputText(part, file: "j"))
      #expect(throws: Diagnostics.self, "\(part)") {
        _ = try reader.read(handingOut: "items") { _, _ throws(Diagnostics) in }
      }
    }
  }
}

/// A value without places, to compare.
indirect enum Plain: Equatable {
  case text(String)
  case list([Plain])
  case group([String: Plain])

  init(_ value: Any) {
    switch value {
    case let text as String: self = .text(text)
    case let number as NSNumber: self = .text(number.stringValue)
    case let list as [Any]: self = .list(list.map(Plain.init))
    case let group as [String: Any]: self = .group(group.mapValues(Plain.init))
    default: self = .text("?")
    }
  }
}

extension DocumentNode {
  var plain: Plain {
    switch content {
    case .scalar(let text, _): .text(text)
    case .sequence(let list): .list(list.map(\.plain))
    case .mapping(let entries):
      .group(Dictionary(entries.map { ($0.key, $0.value.plain) }, uniquingKeysWith: { $1 }))
    }
  }
}

import Foundation
import FoundationXML
import Testing

/// A page as an XML reader sees it.
struct LetterPage {
  /// The elements in order of their beginning: name, attributes, and the text inside them.
  var elements: [(name: String, attributes: [String: String], text: String)] = []

  /// The text that a person reads, the style sheet left out.
  var words: String {
    elements.filter { ["h1", "h2", "p", "li", "th", "td", "caption"].contains($0.name) }
      .map(\.text).joined(separator: "\n")
  }

  func texts(of name: String) -> [String] { elements.filter { $0.name == name }.map(\.text) }

  init(_ html: String) throws {
    let parser = XMLParser(data: Data(html.utf8))
    let reader = Reader()
    parser.delegate = reader
    let isGood = parser.parse()
    try #require(isGood && reader.open.isEmpty, "\(String(describing: parser.parserError))")
    elements = reader.elements
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String], text: String)] = []
    var open: [Int] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      open.append(elements.count)
      elements.append((name, attributes, ""))
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if let last = open.last { elements[last].text += text }
    }
  }
}

internal import Documents
internal import Foundation
internal import FoundationXML

/// One start tag of an XML text.
struct XMLTag {
  /// The element's name.
  var name: String
  /// Its attributes.
  var attributes: [String: String]
  /// Where the tag begins.
  var place: SourceLocation
}

/// The program that writes a kind of XML, in the remedies for a text that is none.
struct XMLOrigin {
  /// What to do about a text that is damaged.
  var wholeRemedy: String
  /// What to do about a text without any element.
  var kindRemedy: String

  /// Of hwloc.
  static let lstopo = XMLOrigin(
    wholeRemedy: "export the file again with lstopo",
    kindRemedy: "give a file that lstopo exported")
  /// Of NCCL and RCCL.
  static let collectives = XMLOrigin(
    wholeRemedy: "write the file again with NCCL_TOPO_DUMP_FILE",
    kindRemedy: "give a file that NCCL_TOPO_DUMP_FILE wrote")
}

/// Takes the elements of an XML text in their order.
protocol XMLVisitor: AnyObject {
  /// An element begins.
  func begin(_ tag: XMLTag)
  /// The element that began last and has not ended ends; `text` is what it holds besides elements.
  func end(_ name: String, text: String)
  /// Whether the rest of the text need not be read.
  var hasSeenEnough: Bool { get }
}

/// Reads XML by the system's streaming parser, behind a scan that makes it safe.
///
/// The parser answers `true` for truncated and mismatched texts, so its error and the final depth
/// are looked at too.
enum XMLElements {
  /// Hands every element of the text to the visitor.
  /// - Parameters:
  ///   - input: The text.
  ///   - origin: Who writes such texts.
  ///   - textElements: Names of the elements that may hold text.
  ///   - visitor: Takes the elements.
  /// - Throws: The first thing that makes the text no acceptable XML.
  static func read(
    _ input: InputText, from origin: XMLOrigin = .lstopo, textIn textElements: Set<String>,
    visitor: some XMLVisitor
  ) throws(Diagnostics) {
    let scan = try XMLScan(input, from: origin, textIn: textElements)
    let parser = XMLParser(data: Data(input.text.utf8))
    let relay = Relay(visitor, file: input.file, places: scan.places, textIn: textElements)
    parser.shouldResolveExternalEntities = false
    parser.delegate = relay
    let isParsed = parser.parse()
    if visitor.hasSeenEnough { return }
    if !isParsed || parser.parserError != nil || relay.depth != 0
      || relay.begun != scan.places.count
    {
      throw Diagnostics(
        "is not well-formed XML here",
        at: SourceLocation(
          file: input.file, line: max(parser.lineNumber, 1), column: max(parser.columnNumber, 1)),
        remedy: origin.wholeRemedy)
    }
  }

  /// Turns the parser's calls into the visitor's.
  private final class Relay: NSObject, XMLParserDelegate {
    private(set) var depth = 0
    private(set) var begun = 0
    private let visitor: any XMLVisitor
    private let file: String
    private let places: [(line: Int, column: Int)]
    private let textElements: Set<String>
    private var text = ""
    private var takesText = false

    init(
      _ visitor: any XMLVisitor, file: String, places: [(line: Int, column: Int)],
      textIn textElements: Set<String>
    ) {
      self.visitor = visitor
      self.file = file
      self.places = places
      self.textElements = textElements
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      let place = begun < places.count ? places[begun] : (0, 0)
      begun += 1
      depth += 1
      text = ""
      takesText = textElements.contains(name)
      visitor.begin(
        XMLTag(
          name: name, attributes: attributes,
          place: SourceLocation(file: file, line: place.0, column: place.1)))
      if visitor.hasSeenEnough { parser.abortParsing() }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      depth -= 1
      visitor.end(name, text: takesText ? text : "")
      text = ""
      takesText = false
      if visitor.hasSeenEnough { parser.abortParsing() }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if takesText { text += string }
    }
  }
}

import Foundation
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

@Suite("A letter as a page")
struct LetterPageTests {
  private static func letter(
    of package: String? = nil, role: String = "post-training lead", from employer: String? = nil
  ) throws -> Letter {
    let scenario = try Scenario(.lab)
    var candidate = try #require(scenario.candidates.first { $0.id == "C-02" })
    candidate.role = role
    let choice = try #require(
      candidate.packages.first { $0.id == package ?? "1.5x_96-h100_autonomy-0.4_data-0.9" })
    return Letter(of: choice, to: candidate, in: scenario, from: employer, on: "2026-07-01")
  }

  @Test("is well-formed, needs nothing beside it and can be read aloud")
  func structure() throws {
    let html = LetterHTML(try Self.letter()).text
    let page = try LetterPage(html)
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    let names = Set(page.elements.map(\.name))
    let expected: Set = [
      "html", "head", "meta", "title", "style", "body", "main", "div", "h1", "h2", "p", "ul", "li",
      "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
    ]
    #expect(names == expected)
    for word in ["http:", "https:", "url(", "@import", "src=", "href=", "<script", "javascript"] {
      #expect(!html.contains(word), "\(word)")
    }
    let headings = page.elements.filter { ["h1", "h2"].contains($0.name) }
    #expect(headings.map(\.name) == ["h1"] + [String](repeating: "h2", count: headings.count - 1))
    #expect(headings.count == 6 && headings[0].text == "Our offer: post-training lead, L7")
    #expect(page.texts(of: "title") == [headings[0].text])
    let scopes = page.elements.filter { $0.name == "th" }.map { $0.attributes["scope"] ?? "" }
    #expect(scopes == ["col", "col", "col", "col"] + [String](repeating: "row", count: 5))
    let rows = page.elements.count { $0.name == "tr" }
    #expect(page.elements.count { $0.name == "td" } == 3 * (rows - 1))
    #expect(page.texts(of: "caption") == ["By year, in USD, before tax"])
  }

  @Test(
    "tags, entities, bars and control characters are letters",
    arguments: [
      "<script>alert(1)</script>", "a & b < c > d \"e\" 'f'", "]]> &amp; <!-- -->", "x | y\n# z",
      "\u{1B}[31m\u{0}\u{202E}dlrow", "</title></style>", "**bold** [a](b) `c` _d_", "- 1. a",
    ])
  func hostile(text: String) throws {
    let letter = try Self.letter(role: text, from: text)
    let html = LetterHTML(letter).text
    let page = try LetterPage(html)
    #expect(!page.elements.contains { ["script", "b"].contains($0.name) })
    #expect(page.texts(of: "title").count == 1 && page.texts(of: "style").count == 1)
    #expect(page.texts(of: "h1") == ["Our offer: \(text.onOneLine), L7"])
    for text in [html, LetterMarkdown(letter).text] {
      #expect(
        !text.unicodeScalars.contains {
          $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F || $0.value == 0x202E
        })
    }
    let lines = LetterMarkdown(letter).text.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("# Our offer: ") && lines[1].isEmpty && lines[3].isEmpty)
    #expect(lines.count { $0.hasPrefix("#") } == 6)
  }

  @Test("who writes has a name or is left out", arguments: ["", " \t"])
  func nameless(employer: String) throws {
    let text = LetterMarkdown(try Self.letter(from: employer)).text
    #expect(text.contains("\n\n2026-07-01 · reference C-02\n"))
  }

  @Test("as Markdown its one table is whole, and it says the same")
  func markdown() throws {
    let letter = try Self.letter()
    let text = LetterMarkdown(letter).text
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count == 7 && rows.allSatisfy { $0.count(where: { $0 == "|" }) == 5 })
    #expect(text.hasPrefix("# Our offer: post-training lead, L7\n\n2026-07-01"))
    #expect(!text.contains("\n\n\n") && text.hasSuffix("\n"))
    let page = try LetterPage(LetterHTML(letter).text)
    for sentence in page.texts(of: "li") + page.texts(of: "td") {
      #expect(text.contains(sentence), "\(sentence)")
    }
  }

  @Test("ink stands out from paper by day and by night", arguments: [true, false])
  func contrast(isDark: Bool) {
    let colours = isDark ? LetterStyle.Colours.dark : .light
    #expect(Self.contrast(colours.ink, colours.paper) >= 7)
    #expect(Self.contrast(colours.quiet, colours.paper) >= 7)
    #expect(Self.contrast(colours.rule, colours.paper) >= 3)
  }

  // WCAG 2.2, contrast ratio of relative luminances.
  private static func contrast(_ a: String, _ b: String) -> Double {
    let light = [a, b].map(luminance).sorted()
    return (light[1] + 0.05) / (light[0] + 0.05)
  }

  private static func luminance(_ colour: String) -> Double {
    let number = Int(colour.dropFirst(), radix: 16) ?? 0
    let parts = [number >> 16, number >> 8, number].map { part -> Double in
      let share = Double(part & 255) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}

import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

@Suite("hwloc's XML from nobody's friend")
struct HwlocHostileTests {
  /// A text that must be refused, with the beginning of the message.
  struct Hostile: CustomTestStringConvertible {
    var name: String
    var text: String
    var message: String
    var testDescription: String { name }
  }

  static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  static let good = HwlocFixture(name: "good").xml

  private static let commas = String(repeating: ",", count: 32_000)

  static let all: [Hostile] = structure + content + sizes + annex

  static let structure: [Hostile] = [
    Hostile(
      name: "entity bomb",
      text: head + "<!DOCTYPE t [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><topology/>",
      message: "f.xml:2:13: DTD entities and other declarations inside the file"),
    Hostile(
      name: "external entity", text: head + "<topology version=\"&xxe;\"/>",
      message: "f.xml:2:20: entities other than &amp;"),
    Hostile(
      name: "entity in content", text: head + "<topology>&x;</topology>",
      message: "f.xml:2:11: entities other than"),
    Hostile(
      name: "two doctypes", text: "<!DOCTYPE a><!DOCTYPE a><topology/>",
      message: "f.xml:1:13: a DOCTYPE where none can be"),
    Hostile(
      name: "doctype without end", text: "<!DOCTYPE topology SYSTEM \"x",
      message: "f.xml:1:29: the DOCTYPE does not end"),
    Hostile(
      name: "declaration inside", text: "<topology><!ELEMENT a ANY></topology>",
      message: "f.xml:1:11: DTD declarations are not accepted"),
    Hostile(
      name: "CDATA", text: "<topology><![CDATA[x]]></topology>",
      message: "f.xml:1:11: CDATA sections are not accepted"),
    Hostile(
      name: "processing instruction", text: "<topology><?php x ?></topology>",
      message: "f.xml:1:11: processing instructions are not accepted"),
    Hostile(
      name: "stray text", text: "<topology>\n  x</topology>",
      message: "f.xml:2:3: text where only elements can be"),
    Hostile(
      name: "another encoding",
      text: "<?xml version=\"1.0\" encoding=\"UTF-7\"?><topology/>",
      message: "f.xml:1:1: declares another encoding than UTF-8"),
    Hostile(
      name: "mismatched tags", text: "<topology>\n<object></topology>\n</object>",
      message: "f.xml:2:9: </topology> stands where <object> of line 2 is open"),
    Hostile(
      name: "closing nothing", text: "</topology>", message: "f.xml:1:1: </topology> closes nothing"
    ),
    Hostile(
      name: "second document", text: "<topology/><topology/>",
      message: "f.xml:1:12: a second document begins here"),
    Hostile(
      name: "tag in a tag", text: "<topology <object/>",
      message: "f.xml:1:1: a tag is not closed before the next begins"),
    Hostile(
      name: "attribute twice", text: "<topology a=\"1\" a=\"2\"></topology>",
      message: "f.xml:1:"),
    Hostile(
      name: "truncated in a tag", text: String(good.prefix(300)),
      message: "f.xml:4:1: the file ends inside a tag"),
    Hostile(
      name: "truncated between tags", text: String(good.prefix(while: { $0 != "P" })) + ">",
      message: "f.xml"),
    Hostile(
      name: "only a comment", text: "<!-- x -->", message: "f.xml:1:11: there is no XML element"),
    Hostile(
      name: "comment without end", text: "<topology><!-- x",
      message: "f.xml:1:11: a comment does not end"),
  ]

  static let content: [Hostile] = [
    Hostile(
      name: "version 4", text: "<topology version=\"4.0\"></topology>",
      message: "f.xml:1:1: is of a version of hwloc's XML that is not known here (4.0);"
        + " versions 1, 2 and 3 are"),
    Hostile(
      name: "another root", text: "<svg></svg>", message: "f.xml:1:1: is XML of another kind"),
    Hostile(
      name: "a difference", text: "<topologydiff></topologydiff>",
      message: "f.xml:1:1: holds a difference between machines"),
    Hostile(name: "no object", text: "<topology></topology>", message: "f.xml: holds no object"),
    Hostile(
      name: "two machines",
      text: good.replacing(
        "</topology>", with: "<object type=\"Machine\" cpuset=\"0x1\"/></topology>"),
      message: "f.xml:29:1: a second machine in one file"),
    Hostile(
      name: "huge index",
      text: good.replacing(
        "type=\"PU\" os_index=\"7\"", with: "type=\"PU\" os_index=\"4294967294\""),
      message: "f.xml:25:1: os_index: is not a whole number from 0 to 1048575 (4294967294)"),
    Hostile(
      name: "infinite set",
      text: good.replacing("cpuset=\"0x00000080\"", with: "cpuset=\"0xf...f\""),
      message: "f.xml:25:1: cpuset: a set without end (0xf...f)"),
    Hostile(
      name: "large set",
      text: good.replacing(
        " cpuset=\"0x00000080\"", with: " cpuset=\"0x1\(String(repeating: ",", count: 40_000))\""),
      message: "f.xml:25:1: cpuset: a set with an index of 2^20 or more"),
    Hostile(
      name: "no set", text: good.replacing("cpuset=\"0x00000080\"", with: "cpuset=\"seven\""),
      message: "f.xml:25:1: cpuset: is no set in hwloc's notation (seven)"),
    Hostile(
      name: "set of another thread",
      text: good.replacing("cpuset=\"0x00000080\"", with: "cpuset=\"0x00000040\""),
      message: "f.xml:25:1: PU P#7: has another set than its number"),
    Hostile(
      name: "thread outside its core",
      text: good.replacing(" cpuset=\"0x00000080\"", with: " cpuset=\"0x00000001\"")
        .replacing("type=\"PU\" os_index=\"7\"", with: "type=\"PU\" os_index=\"0\""),
      message: "f.xml:25:1: PU P#0: has threads that the Core around it has not"),
    Hostile(
      name: "thread twice",
      text: good.replacing("type=\"PU\" os_index=\"7\"", with: "type=\"PU\" os_index=\"6\""),
      message: "f.xml:25:1: PU P#6: has the number of the one in line 24"),
    Hostile(
      name: "negative memory", text: good.replacing("=\"68719476736\"", with: "=\"-1\""),
      message: "f.xml:7:1: local_memory: is not a whole number from 0 to 9007199254740992 (-1)"),
    Hostile(
      name: "memory of 2^63",
      text: good.replacing("=\"68719476736\"", with: "=\"9223372036854775808\""),
      message: "f.xml:7:1: local_memory: is not a whole number"),
    Hostile(
      name: "no NUMA node", text: good.replacing("type=\"NUMANode\"", with: "type=\"Group\""),
      message: "f.xml:4:1: Machine P#0: has no NUMA node"),
    Hostile(
      name: "no thread", text: good.replacing("type=\"PU\"", with: "type=\"Core\""),
      message: "f.xml:4:1: Machine P#0: has no hardware thread (PU)"),
    Hostile(
      name: "unknown type", text: good.replacing("type=\"Core\"", with: "type=\"Qubit\""),
      message: "f.xml:8:1: type: an object of a type that is not known (Qubit)"),
    Hostile(
      name: "no type", text: good.replacing("type=\"Core\" ", with: ""),
      message: "f.xml:8:1: an object without type"),
    Hostile(
      name: "core in a thread",
      text: good.replacing(
        "id=\"obj47\"/>", with: "id=\"obj47\"><object type=\"Core\" cpuset=\"0x80\"/></object>"),
      message: "f.xml:25:157: Core: stands inside a PU"),
    Hostile(
      name: "unknown element with an object",
      text: good.replacing(
        "</topology>", with: "<extra><object type=\"PU\"/></extra></topology>"),
      message: "f.xml:29:8: <object> where it cannot be"),
    Hostile(
      name: "matrix without values",
      text: HwlocFixture.dgx(hasSubtypes: true).xml.replacing("225000", with: ""),
      message: "f.xml"),
    Hostile(
      name: "bad address",
      text: HwlocFixture.mi300x.xml.replacing("0000:35:00.0", with: "0000:35:99.9"),
      message: "f.xml"),
  ]

  static let sizes: [Hostile] = [
    Hostile(
      name: "1,000,000 levels",
      text: "<topology>" + String(repeating: "<object type=\"Group\">", count: 1_000_000),
      message: "f.xml:1:2678: is nested deeper than 128 levels"),
    Hostile(
      name: "200,000 attributes",
      text: "<topology " + (0..<200_000).map { "a\($0)=\"\" " }.joined() + "/>",
      message: "f.xml:1:1: a tag longer than 64 kB"),
    Hostile(
      name: "100 attributes",
      text: "<topology " + (0..<100).map { "a\($0)=\"\" " }.joined() + "/>",
      message: "f.xml:1:1: a tag with more than 64 attributes"),
    Hostile(
      name: "a value of 20 MB",
      text: "<topology version=\"" + String(repeating: "3", count: 20 << 20) + "\"/>",
      message: "f.xml:1:1: a tag longer than 64 kB"),
    Hostile(
      name: "25 MB of spaces", text: String(repeating: " ", count: 25 << 20) + "<topology/>",
      message: "f.xml: is larger than 24 MB"),
    Hostile(
      name: "a text of 2 MB",
      text: "<topology><userdata>" + String(repeating: "x", count: 2 << 20)
        + "</userdata></topology>",
      message: "f.xml:1:21: a text of more than 1 MB"),
    Hostile(
      name: "a million elements",
      text: "<topology>" + String(repeating: "<a/>", count: 1_000_000) + "</topology>",
      message: "f.xml:1:"),
    Hostile(
      name: "a name of 1 MB", text: "<" + String(repeating: "t", count: 1 << 20) + "/>",
      message: "f.xml:1:1: a tag longer than 64 kB"),
    Hostile(
      name: "sets of 90 MB in all",
      text: good.replacing(
        "</object>\n</topology>",
        with: String(
          repeating: "<object type=\"Group\" cpuset=\"0x0\" nodeset=\"0x1\(commas)\"/>\n",
          count: 700) + "</object></topology>"),
      message: "f.xml:290:1: has more objects than any machine"),
  ]

  @Test("is refused with its place, within a second", arguments: all)
  func refused(hostile: Hostile) throws {
    let input = try InputText(hostile.text, file: "f.xml")
    let start = Self.processorSeconds
    do throws(Diagnostics) {
      _ = try HwlocXML.read(input)
      Issue.record("nothing was refused")
    } catch {
      let first = error.problems.first?.description ?? ""
      #expect(first.hasPrefix(hostile.message), "\(first)")
      #expect(error.problems.count <= 20)
      #expect(error.problems.allSatisfy { $0.kind == .badInput })
    }
    #expect(Self.processorSeconds - start < 1)
  }

  /// What this thread has computed; other tests run beside it, so a clock on the wall says little.
  private static var processorSeconds: Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test("cut anywhere, it is refused", arguments: [HwlocFixture.dgx(hasSubtypes: true), .power9])
  func truncated(fixture: HwlocFixture) throws {
    let text = fixture.xml
    let whole = text.utf8.count - 1
    for length in stride(from: 1, to: whole, by: 97) {
      let part = String(decoding: text.utf8.prefix(length), as: UTF8.self)
      guard let input = try? InputText(part, file: "f.xml") else { continue }
      #expect(throws: Diagnostics.self) { try HwlocXML.read(input) }
    }
  }

  @Test("what lstopo writes and people add is accepted")
  func accepted() throws {
    let plain = try HwlocXML.read(InputText(Self.good, file: "f.xml"))
    for (old, new) in [
      ("SYSTEM \"hwloc2.dtd\"", ""), ("<topology", "<!-- a comment -->\n<topology"),
      ("value=\"good\"", "value=\"good\" "), ("\n", "\r\n"),
      ("</topology>", "<support name=\"discovery.pu\"/></topology>"),
    ] {
      let text = Self.good.replacing(old, with: new)
      let tree = try HwlocXML.read(InputText(text, file: "f.xml"))
      #expect(tree.totals == plain.totals)
    }
    let escaped = Self.good.replacing("\"good\"", with: "\"&lt;a &amp; b&gt; &#233;&#xE9;\"")
    let tree = try HwlocXML.read(InputText(escaped, file: "f.xml"))
    #expect(tree.info("DMIProductName") == "<a & b> éé")
  }

  @Test("unknown elements after the machine are listed, not lost")
  func ignored() throws {
    let text = Self.good.replacing("</topology>", with: "<future a=\"1\"/><future/></topology>")
    let tree = try HwlocXML.read(InputText(text, file: "f.xml"))
    #expect(tree.source.ignored == ["element future"])
  }

  @Test("seeded changes anywhere never stop the program", arguments: 0..<400)
  func mutated(seed: UInt64) throws {
    let fixtures = [HwlocFixture.dgx(hasSubtypes: true), .twoMemories, .twoKinds, .power9]
    let bytes = Mutation.of(fixtures[Int(seed % 4)].xml, seed: seed, signs: "<>\"&9,")
    guard let input = try? InputText(bytes: bytes, file: "f.xml") else { return }
    guard let tree = try? HwlocXML.read(input) else { return }
    // What was read can be shown, counted and written like any other.
    #expect(!MachinePicture(tree).lines.isEmpty && tree.nodeTemplate(id: "m").cores >= 0)
    let again = try HwlocExportTests.again(tree)
    #expect(
      HwlocExportTests.areAlike(again, tree), "\(HwlocExportTests.difference(again, tree))")
  }
}

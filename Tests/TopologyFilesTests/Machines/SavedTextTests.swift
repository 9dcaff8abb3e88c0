import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

@Suite("how a file was saved does not matter") struct SavedTextTests {
  static let ways: [@Sendable (String) -> [UInt8]] = [
    { Array($0.replacing("\n", with: "\r\n").utf8) },
    { Array($0.replacing("\n", with: "\r").utf8) },
    { [0xEF, 0xBB, 0xBF] + Array($0.utf8) }, { Array($0.utf8.dropLast()) },
    { Array(("\n\n" + $0 + "\n\n").utf8) },
  ]

  @Test("line ends, marks and blank lines", arguments: 0..<ways.count)
  func saved(way: Int) throws {
    let table = try TopologyFile.machine(
      NvidiaTopologyTable.read(
        InputText(bytes: Self.ways[way](NvidiaFixture.hopper.text), file: "node.txt")))
    #expect(table == (try NvidiaFixture.hopper.read().machine))
    let xml = try TopologyFile.machine(
      CollectivesXML.read(
        InputText(bytes: Self.ways[way](CollectivesFixture.ampere.xml), file: "node.xml")))
    #expect(xml == (try CollectivesFixture.ampere.read().machine))
  }

  @Test(
    "the name of the file names the machine",
    arguments: [
      ("/a/b/dgx-1.txt", "dgx-1"), ("dgx-1", "dgx-1"), ("a b.c.txt", "a-b.c"), (".txt", "machine"),
    ])
  func named(path: String, id: String) throws {
    let input = try InputText(NvidiaFixture.bare.text, file: path)
    let machine = try TopologyFile.machine(NvidiaTopologyTable.read(input))
    #expect(machine?.id == id)
  }
}

extension TopologyFile {
  /// The machine of a reading.
  fileprivate static func machine(_ reading: TopologyReading) -> NodeTemplate? {
    if case .template(let machine) = reading.file { return machine }
    return nil
  }
}

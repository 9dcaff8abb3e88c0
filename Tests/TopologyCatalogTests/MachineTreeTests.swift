import Documents
import Testing
import Topology
import TopologyCatalog
import TopologyFiles

@Suite("shipped machines as trees of parts")
struct MachineTreeTests {
  static let machines = TopologyCatalog.entries.filter { $0.kind == .template }.map(\.name)

  static func template(_ name: String) throws -> NodeTemplate {
    guard case .template(let template) = try #require(TopologyCatalog.entry(named: name)).read()
    else { throw Missing() }
    return template
  }

  struct Missing: Error {}

  @Test("the tree gives back the machine", arguments: machines)
  func comesBack(name: String) throws {
    var template = try Self.template(name)
    var back = template.machineTree.nodeTemplate(id: template.id)
    (template.sources, back.sources) = ([], [])
    // A tree knows links, not whether they were written as pairs.
    #expect(back.links == template.links)
    (template.fabrics, back.fabrics) = ([], [])
    #expect(back == template)
  }

  @Test("so does hwloc's XML of it", arguments: machines)
  func throughXML(name: String) throws {
    let template = try Self.template(name)
    let tree = try HwlocXML.read(InputText(template.machineTree.hwlocXML, file: "m.xml"))
    let back = tree.nodeTemplate(id: template.id)
    #expect(back.links == template.links)
    #expect(back.gpus == template.gpus)
    #expect(back.numaNodes == template.numaNodes)
    #expect(back.sockets == template.sockets)
    #expect(back.coresPerSocket == template.coresPerSocket)
    #expect(back.threadsPerCore == template.threadsPerCore)
    // Adapters have no numbers: they stand in the order of their NUMA nodes.
    #expect(Self.sorted(back.nics) == Self.sorted(template.nics))
    #expect(tree.source.ignored == [] && tree.source.contradictions == [])
  }

  private static func sorted(_ nics: [NodeTemplate.NIC]) -> [NodeTemplate.NIC] {
    nics.sorted { ($0.numa ?? -1, $0.gigabitsPerSecond) < ($1.numa ?? -1, $1.gigabitsPerSecond) }
  }
}

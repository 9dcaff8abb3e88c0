import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

@Suite("a machine as hwloc's XML of version 2")
struct HwlocExportTests {
  /// Whether everything is the same but what the trees were read from.
  static func areAlike(_ left: MachineTree, _ right: MachineTree) -> Bool {
    var left = left
    left.source = right.source
    return left == right
  }

  static func again(_ tree: MachineTree) throws -> MachineTree {
    try HwlocXML.read(InputText(tree.hwlocXML, file: "again.xml"))
  }

  /// What differs first, for a message that can be read.
  static func difference(_ left: MachineTree, _ right: MachineTree) -> String {
    for (a, b) in zip(left.objects, right.objects) where a != b { return "\(a)\n\(b)" }
    if left.objects.count != right.objects.count {
      return "\(left.objects.count) objects, \(right.objects.count)"
    }
    if left.matrices != right.matrices { return "\(left.matrices)\n\(right.matrices)" }
    if left.cpuKinds != right.cpuKinds { return "\(left.cpuKinds)\n\(right.cpuKinds)" }
    return "\(left.memoryAttributes)\n\(right.memoryAttributes)"
  }

  @Test(
    "reading it gives the same machine, whatever version it came from",
    arguments: HwlocFixture.all + HwlocFixture.annotated)
  func identical(fixture: HwlocFixture) throws {
    let tree = try HwlocXML.read(InputText(fixture.xml, file: "machine.xml"))
    let again = try Self.again(tree)
    #expect(Self.areAlike(again, tree), "\(Self.difference(tree, again))")
    #expect(again.source.version == "2.0")
    #expect(again.source.ignored == [] && again.source.contradictions == [])
  }

  @Test(
    "lstopo counts the same in it", .enabled(if: HwlocTools.areInstalled),
    arguments: HwlocFixture.all + HwlocFixture.annotated)
  func accepted(fixture: HwlocFixture) throws {
    let folder = try HwlocFolder()
    let tree = try HwlocXML.read(InputText(fixture.xml, file: "machine.xml"))
    let file = folder.path + "/ours.xml"
    try tree.hwlocXML.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try HwlocCounts(tree.totals) == HwlocCounts(file: file))
    // lstopo of hwloc 2 does not read version 3, and matrices of version 1 have no name there.
    if fixture.version != 2 { return }
    let given = folder.path + "/given.xml"
    try fixture.xml.write(toFile: given, atomically: true, encoding: .utf8)
    #expect(try HwlocTools.annex(of: file) == HwlocTools.annex(of: given))
  }

  @Test("texts come back whatever signs they hold")
  func texts() throws {
    var tree = try HwlocXML.read(InputText(HwlocFixture.plain.xml, file: "machine.xml"))
    let odd = "<a href=\"x\"> & 'b' ]]> é 漢 \t tab\nline"
    tree.update(0) { $0.infos.append(MachineObject.Info(name: odd, value: odd)) }
    tree.update(3) { $0.name = odd }
    #expect(try Self.areAlike(Self.again(tree), tree))
    tree.update(0) { $0.infos = [MachineObject.Info(name: "bell\u{7}", value: "\u{1B}[2J")] }
    #expect(try Self.again(tree).objects[0].infos == [.init(name: "bell", value: "[2J")])
  }

  @Test("what a machine lacks is made up for: numbers, sets, an order")
  func completed() throws {
    var machine = MachineObject(type: .machine)
    (machine.cpus, machine.nodes) = (Bitmap(0..<2), Bitmap([0]))
    var tree = MachineTree(machine, source: .init(format: "test", version: "1"))
    let package = tree.append(MachineObject(type: .package), under: 0)
    for index in 0..<2 {
      var pu = MachineObject(type: .pu, osIndex: index)
      pu.cpus = Bitmap([index])
      tree.append(pu, under: package)
    }
    var node = MachineObject(type: .numaNode, osIndex: 0)
    (node.nodes, node.bytes) = (Bitmap([0]), 1 << 30)
    tree.append(node, under: 0)
    let again = try Self.again(tree)
    #expect(again.totals.hostMemoryBytes == 1 << 30)
    #expect(again.objects.map(\.cpus?.count) == [2, 2, 1, 1, 2])
    #expect(Set(again.objects.map(\.identifier)).count == 5)
  }

  @Test("a set in hwloc's notation, and back", arguments: 0..<64)
  func sets(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let members = (0..<Int.random(in: 0...40, using: &random)).map { _ in
      Int.random(in: 0..<[8, 70, 500, 4000][Int(seed % 4)], using: &random)
    }
    var machine = MachineObject(type: .machine)
    (machine.cpus, machine.nodes) = (Bitmap([0]), Bitmap([0]))
    var tree = MachineTree(machine, source: .init(format: "test", version: "1"))
    var pu = MachineObject(type: .pu, osIndex: 0)
    pu.cpus = Bitmap([0])
    tree.append(pu, under: 0)
    var node = MachineObject(type: .numaNode, osIndex: 0)
    (node.cpus, node.nodes) = (Bitmap([0]), Bitmap([0]))
    tree.append(node, under: 0)
    tree.memoryAttributes = [
      MachineMemoryAttribute(
        name: "Bandwidth", traits: [.higherIsBetter, .needsInitiator],
        values: [.init(target: 2, initiator: .cpus(Bitmap(members)), value: 1)])
    ]
    let kept = try HwlocXML.read(InputText(tree.hwlocXML, file: "f.xml"), keepingDisallowed: true)
    let asking = kept.memoryAttributes.first?.values.first?.initiator
    #expect(asking == (members.isEmpty ? nil : .cpus(Bitmap(members))))
    #expect(Bitmap(members).members == Array(Set(members)).sorted())
  }

  // Files of real machines, wherever they lie; none of them is part of this repository.
  @Test(
    "files of a folder that FULCRUM_HWLOC_FILES names",
    .enabled(if: ProcessInfo.processInfo.environment["FULCRUM_HWLOC_FILES"] != nil))
  func folder() throws {
    let folder = ProcessInfo.processInfo.environment["FULCRUM_HWLOC_FILES"] ?? ""
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let own = try HwlocFolder()
    var (identical, accepted, disallowed) = (0, 0, 0)
    for name in names where name.hasSuffix(".xml") {
      let path = folder + "/" + name
      guard let tree = try? HwlocXML.read(InputText(readingFile: path)) else { continue }
      guard let again = try? Self.again(tree) else {
        Issue.record("\(name): our own export is refused")
        continue
      }
      #expect(Self.areAlike(again, tree), "\(name): \(Self.difference(tree, again))")
      identical += 1
      let file = own.path + "/" + name
      try tree.hwlocXML.write(toFile: file, atomically: true, encoding: .utf8)
      let counts = try HwlocCounts(file: file)
      #expect(HwlocCounts(tree.totals) == counts, "\(name)")
      accepted += 1
      // hwloc 2 takes every matrix of version 1 for one of the NUMA nodes, whatever its depth.
      if tree.source.version != "1", try HwlocCounts(file: path) != nil {
        let (ours, theirs) = (try HwlocTools.annex(of: file), try HwlocTools.annex(of: path))
        #expect(ours == theirs, "\(name)")
      }
      if let reference = try HwlocCounts(file: path, flags: ["--disallowed"]) {
        let whole = try HwlocXML.read(InputText(readingFile: path), keepingDisallowed: true)
        #expect(HwlocCounts(whole.totals) == reference, "\(name) with what is not allowed")
        disallowed += 1
      }
    }
    print("\(identical) read back alike, \(accepted) equal in lstopo, \(disallowed) --disallowed")
  }
}

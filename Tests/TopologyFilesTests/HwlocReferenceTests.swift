import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

@Suite("hwloc's own count of the same file")
struct HwlocReferenceTests {
  /// Machines in hwloc's synthetic notation: the shapes that exist, and some that do not.
  static let machines = [
    "pu:1", "core:1 pu:1", "pack:1 core:4 pu:2", "pack:2 core:1 pu:1",
    "pack:2 numa:2 l3:1 core:8 pu:2", "pack:2 l3:2 core:4 pu:2", "pack:4 l3:1 core:8 pu:1",
    "numa:4 pack:1 core:2 pu:2", "numa:2 pack:2 l3:1 core:2 pu:1",
    "pack:1 numa:4 l3:1 l2:4 l1:1 core:1 pu:2", "pack:2 die:2 l3:1 core:4 pu:1",
    "pack:8 numa:1 core:6 pu:2", "pack:1 l3:12 l2:8 core:1 pu:2", "group:2 pack:2 core:2 pu:2",
    "pack:2 [numa(memory=810234351616)] l3:1 core:24 pu:2",
    "pack:1 [numa] [numa] core:4 pu:1", "pack:2 group:2 [numa] l3:1 core:4 pu:2",
    "[numa] pack:2 core:2 pu:2", "pack:3 core:5 pu:3", "pack:2 numa:4 l3:2 core:8 pu:2",
    "pack:16 core:16 pu:2",
  ]

  static let versions = ["v1", "v2"]

  @Test(
    "synthetic machines, exported as versions 1 and 2",
    .enabled(if: HwlocTools.areInstalled), arguments: machines, versions)
  func synthetic(machine: String, version: String) throws {
    let folder = try HwlocFolder()
    let file = folder.path + "/machine.xml"
    var arguments = ["-i", machine, "--of", "xml"]
    if version == "v1" { arguments += ["--export-xml-flags", "v1"] }
    _ = try HwlocTools.run("lstopo-no-graphics", arguments + [file])
    let tree = try HwlocXML.read(InputText(readingFile: file))
    #expect(tree.source.version == (version == "v1" ? "1" : "2.0"))
    #expect(try HwlocCounts(tree.totals) == HwlocCounts(file: file), "\(machine) \(version)")
  }

  @Test("versions 1 and 2 of one machine say the same", .enabled(if: HwlocTools.areInstalled))
  func sameInBothVersions() throws {
    let folder = try HwlocFolder()
    // Version 1 cannot say that a package has two memories.
    for machine in Self.machines where !machine.contains("[numa] [numa]") {
      let totals = try Self.versions.map { version in
        let file = folder.path + "/\(version).xml"
        let flags = version == "v1" ? ["--export-xml-flags", "v1"] : []
        _ = try HwlocTools.run(
          "lstopo-no-graphics", ["-i", machine, "--of", "xml", "-f"] + flags + [file])
        return try HwlocXML.read(InputText(readingFile: file)).totals
      }
      #expect(totals[0] == totals[1], "\(machine)")
    }
  }

  @Test(
    "this machine, with and without devices", .enabled(if: HwlocTools.areInstalled),
    arguments: [[], ["--no-io"], ["--whole-io"], ["--export-xml-flags", "v1"], ["--no-caches"]])
  func thisMachine(flags: [String]) throws {
    let folder = try HwlocFolder()
    let file = folder.path + "/live.xml"
    _ = try HwlocTools.run("lstopo-no-graphics", ["--of", "xml"] + flags + [file])
    let tree = try HwlocXML.read(InputText(readingFile: file))
    #expect(try HwlocCounts(tree.totals) == HwlocCounts(file: file))
  }

  @Test(
    "machines with devices, which only we can write", .enabled(if: HwlocTools.areInstalled),
    arguments: HwlocFixture.all.filter { $0.version < 3 })
  func fixtures(fixture: HwlocFixture) throws {
    let folder = try HwlocFolder()
    let file = folder.path + "/fixture.xml"
    try fixture.xml.write(toFile: file, atomically: true, encoding: .utf8)
    let tree = try HwlocXML.read(InputText(readingFile: file))
    let reference = try #require(try HwlocCounts(file: file), "hwloc refuses \(fixture.name)")
    #expect(HwlocCounts(tree.totals) == reference, "\(fixture.name)")
  }

  // Files of real machines, wherever they lie; none of them is part of this repository.
  @Test(
    "files of a folder that FULCRUM_HWLOC_FILES names",
    .enabled(if: ProcessInfo.processInfo.environment["FULCRUM_HWLOC_FILES"] != nil))
  func folder() throws {
    let folder = ProcessInfo.processInfo.environment["FULCRUM_HWLOC_FILES"] ?? ""
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    var (equal, alone) = (0, 0)
    for name in names where name.hasSuffix(".xml") {
      let file = folder + "/" + name
      do {
        let counts = HwlocCounts(try HwlocXML.read(InputText(readingFile: file)).totals)
        if let reference = try HwlocCounts(file: file) {
          #expect(counts == reference, "\(name)")
          equal += 1
        } else {
          alone += 1
        }
      } catch {
        print("refused: \(error)")
        #expect(try HwlocCounts(file: file) == nil, "\(name): hwloc reads it, we do not")
      }
    }
    print("\(equal) files equal to hwloc, \(alone) that it refuses")
  }
}

/// A folder that lives as long as the test.
final class HwlocFolder {
  let path = NSTemporaryDirectory() + "fulcrum-hwloc-\(UInt64.random(in: 0 ... .max))"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension HwlocCounts {
  init(_ totals: MachineTree.Totals) {
    self.init(
      packages: totals.packages, hostNUMANodes: totals.hostNUMANodes, l3s: totals.l3s,
      cores: totals.cores, pus: totals.pus, pciDevices: totals.pciDevices,
      hostMemoryBytes: totals.hostMemoryBytes)
  }
}

import Documents
import Foundation
import Testing
import Topology
import TopologyFiles

@testable import MachineProbe

@Suite("libhwloc as values")
struct HwlocTopologyTests {
  @Test(
    "the library and its file say the same",
    arguments: [
      "pu:1", "pack:2 numa:2 l3:1 core:8 pu:2", "pack:2 die:2 l3:1 core:4 pu:1",
      "group:2 pack:2 core:2 pu:2", "pack:1 [numa] [numa] core:4 pu:1", "pack:16 core:16 pu:2",
    ])
  func synthetic(machine: String) throws {
    let topology = try HwlocTopology(synthetic: machine)
    let live = topology.tree
    let isThisSystem = topology.isThisSystem
    #expect(!isThisSystem)
    guard let text = Self.exported(["-i", machine]) else { return }
    let read = try HwlocXML.read(InputText(text, file: "machine.xml"))
    #expect(Self.parts(of: live) == Self.parts(of: read))
    #expect(live.matrices == read.matrices)
  }

  @Test("this machine and lstopo's file of it say the same")
  func thisMachine() throws {
    let live = try HwlocTopology().tree
    guard let text = Self.exported(["--whole-io"]) else { return }
    let read = try HwlocXML.read(InputText(text, file: "machine.xml"))
    // A virtual machine can be given memory between two looks; nothing else differs.
    var totals = live.totals
    totals.hostMemoryBytes = read.totals.hostMemoryBytes
    #expect(totals == read.totals)
    #expect(Self.parts(of: live) == Self.parts(of: read))
  }

  @Test("a description that is none is a failure with the call's name")
  func failure() {
    #expect(throws: ProbeFailure.self) { _ = try HwlocTopology(synthetic: "nonsense:x") }
    let failure = ProbeFailure(call: "hwloc_topology_load", code: 12)
    #expect(failure.description == "hwloc_topology_load failed: Cannot allocate memory")
  }

  /// What of each object does not depend on who asked.
  private static func parts(of tree: MachineTree) -> [String] {
    tree.objects.map { object in
      "\(object.type) \(object.osIndex ?? -1) \(object.cpus?.description ?? "-")"
        + " \(object.nodes?.description ?? "-")"
        + " \(object.type == .numaNode ? 0 : object.bytes) \(object.name ?? "-")"
        + " \(object.pci.map { "\($0)" } ?? "-") \(object.deviceKinds.rawValue)"
        + " under \(object.parent ?? -1)"
    }
  }

  /// What lstopo writes; nil, with a printed reason, where it is not installed.
  private static func exported(_ arguments: [String]) -> String? {
    let program = "/usr/bin/lstopo-no-graphics"
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("skipped: comparison with lstopo, \(program) not installed")
      return nil
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments + ["--of", "xml"]
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

import Testing
import Topology

@testable import MachineProbe

@Suite("hwloc's environment variables")
struct HwlocEnvironmentTests {
  /// What is believed, for what is set and what libhwloc says of it.
  struct Case: CustomTestStringConvertible, Sendable {
    var variables: [String: String]
    var saysThisSystem: Bool
    /// What stands in this machine's place; nil if this machine is shown.
    var placeholder: String?
    var notes: [String] = []
    var testDescription: String { "\(variables) \(saysThisSystem)" }
  }

  @Test(
    "what replaces the machine is not believed",
    arguments: [
      Case(variables: [:], saysThisSystem: true, placeholder: nil),
      Case(
        variables: ["HWLOC_XMLFILE": "dgx.xml"], saysThisSystem: false,
        placeholder: "HWLOC_XMLFILE=dgx.xml",
        notes: [
          "This is not the running system: HWLOC_XMLFILE=dgx.xml says otherwise; unset it to see"
            + " this machine."
        ]),
      Case(
        variables: ["HWLOC_XMLFILE": "dgx.xml", "HWLOC_THISSYSTEM": "1"], saysThisSystem: true,
        placeholder: "HWLOC_XMLFILE=dgx.xml",
        notes: [
          "This is not the running system: HWLOC_XMLFILE=dgx.xml says otherwise; unset it to see"
            + " this machine.",
          "HWLOC_THISSYSTEM calls it this machine, which is not believed: no driver is asked.",
        ]),
      Case(
        variables: ["HWLOC_THISSYSTEM": "0"], saysThisSystem: false,
        placeholder: "HWLOC_THISSYSTEM=0",
        notes: [
          "This is not the running system: HWLOC_THISSYSTEM=0 says otherwise; unset it to see"
            + " this machine."
        ]),
      Case(variables: ["HWLOC_THISSYSTEM": "1"], saysThisSystem: true, placeholder: nil),
      Case(
        variables: ["HWLOC_XMLFILE": "gone.xml"], saysThisSystem: true, placeholder: nil,
        notes: [
          "HWLOC_XMLFILE=gone.xml has no effect: libhwloc cannot use it and looks at this machine."
        ]),
      Case(
        variables: ["HWLOC_COMPONENTS": "-pci", "HWLOC_KEEP_NVIDIA_GPU_NUMA_NODES": "1"],
        saysThisSystem: true, placeholder: nil,
        notes: [
          "HWLOC_COMPONENTS=-pci changes where libhwloc looks: parts can be missing; unset it to"
            + " see all.",
          "HWLOC_KEEP_NVIDIA_GPU_NUMA_NODES=1 is in force: memory of GPUs is among the NUMA nodes.",
        ]),
      Case(
        variables: ["HWLOC_KEEP_NVIDIA_GPU_NUMA_NODES": "0"], saysThisSystem: true,
        placeholder: nil),
      Case(
        variables: ["HWLOC_FSROOT": "/a", "HWLOC_SYNTHETIC": "pu:2"], saysThisSystem: false,
        placeholder: "HWLOC_SYNTHETIC=pu:2, HWLOC_FSROOT=/a",
        notes: [
          "This is not the running system: HWLOC_SYNTHETIC=pu:2, HWLOC_FSROOT=/a says otherwise;"
            + " unset it to see this machine."
        ]),
    ])
  func believed(example: Case) throws {
    let environment = HwlocEnvironment(example.variables)
    let standIn = environment.standIn(isThisSystem: example.saysThisSystem)
    let machine = Machine(
      try HwlocTopology(synthetic: "pu:2").tree, environment, standIn: standIn)
    #expect(machine.placeholder == example.placeholder)
    #expect(machine.notes.map(\.description) == example.notes)
    let source = try #require(machine.template(id: "x", date: "2026-11-02").sources.first)
    #expect(source.isVerified == (example.placeholder == nil))
    if let placeholder = example.placeholder {
      #expect(source.source.hasPrefix("read from \(placeholder), not this machine"))
    }
    #expect(
      source.note.isEmpty == (example.variables["HWLOC_KEEP_NVIDIA_GPU_NUMA_NODES"] != "1"))
  }

  @Test("a value that is very long is cut")
  func long() throws {
    let value = String(repeating: "x", count: 5_000)
    let standIn = try #require(
      HwlocEnvironment(["HWLOC_SYNTHETIC": value]).standIn(isThisSystem: false))
    #expect(standIn.description.count < 200)
    #expect(standIn.id == "hwloc-synthetic")
  }
}

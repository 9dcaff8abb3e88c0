import Foundation
import Testing
import Topology

@testable import MachineProbe

@Suite("NVIDIA's library", .enabled(if: NVMLStub.canCompile))
struct NVMLTests {
  /// A machine of one package without devices, to which the library's answer is added.
  static func machine(_ answer: NVMLAnswer) throws -> Machine {
    let topology = try HwlocTopology(synthetic: "pack:1 numa:1 core:2 pu:1")
    var machine = Machine(topology.tree)
    machine.addGPUs(answer, library: "libnvidia-ml.so.1", KernelFiles(root: "/nowhere"))
    return machine
  }

  static func machine(_ variant: NVMLStub.Variant) throws -> Machine {
    let stub = try NVMLStub(variant)
    defer { stub.remove() }
    return try machine(.report(NVMLLibrary.report(library: stub.path)))
  }

  @Test("names, memory, addresses and links of two GPUs")
  func two() throws {
    let tree = try Self.machine(.two).tree
    #expect(tree.gpus.map(\.model) == ["NVIDIA H100 80GB HBM3", "NVIDIA H100 80GB HBM3"])
    #expect(tree.gpus.map(\.memoryBytes) == [85_520_809_984, 85_520_809_984])
    #expect(
      tree.gpus.map { $0.pci?.address.description } == ["0000:1b:00.0", "0000:2b:00.0"])
    #expect(tree.gpuLinks.map(\.gigabytesPerSecond) == [100])
    #expect(tree.gpuDomains == [[0, 1]])
    #expect(tree.nodeTemplate(id: "stub").problems.isEmpty)
  }

  @Test("eight GPUs behind switches are one domain of full width")
  func switched() throws {
    let tree = try Self.machine(.switched).tree
    #expect(tree.gpuDomains == [Array(0..<8)])
    #expect(tree.gpuLinks.map(\.gigabytesPerSecond) == .init(repeating: 450, count: 28))
    #expect(
      tree.nodeTemplate(id: "stub").fabrics.map(\.shape) == [.switched(gigabytesPerSecond: 450)])
  }

  @Test("GPUs that are PCI devices already are not counted twice")
  func merged() throws {
    let stub = try NVMLStub(.two)
    defer { stub.remove() }
    let topology = try HwlocTopology(synthetic: "pack:1 numa:1 core:2 pu:1")
    var tree = topology.tree
    for bus in [0x1b, 0x2b, 0x3b] {
      var function = MachineObject(type: .pciDevice)
      function.pci = PCIFunction(
        address: PCIAddress(domain: 0, bus: bus, device: 0, function: 0), classCode: 0x0302,
        vendor: 0x10de, device: 0x2330)
      tree.append(function, under: 0)
    }
    var machine = Machine(tree)
    machine.addGPUs(
      .report(NVMLLibrary.report(library: stub.path)), library: "x", KernelFiles(root: "/nowhere"))
    #expect(machine.tree.gpus.count == 3)
    #expect(machine.tree.gpus[2].model == "H100 SXM5 80GB")
    #expect(
      machine.notes == [
        .fewerThanPCI(named: 2, byPCI: 3),
        .unnamed(addresses: [try .of("0000:3b:00.0")], maker: 0x10de, reason: .busOnly),
      ])
  }

  @Test("a GPU that is cut says into what, and counts once")
  func cut() throws {
    let machine = try Self.machine(.cut)
    #expect(machine.tree.gpus.count == 2)
    #expect(machine.tree.gpus.map(\.memoryBytes) == [85_520_809_984, 85_520_809_984])
    let device = try #require(machine.tree.objects.first { $0.name == "nvml0" })
    #expect(
      device.infos.filter { $0.name == "MIGDevice" }.map(\.value) == [
        "3g.40gb 41418752KiB GPU-0000000100", "3g.40gb 41418752KiB GPU-0000000102",
        "1g.10gb 10092544KiB GPU-0000000105",
      ])
    #expect(
      machine.notes.map(\.description).filter { $0.contains("cut") } == [
        "The GPU at 0000:1b:00.0 is cut into 2 x 3g.40gb of 39.5 GiB, 1 x 1g.10gb of 9.6 GiB. It"
          + " counts as one GPU here.",
        "The GPU at 0000:2b:00.0 will be cut (MIG) after its next reset.",
      ])
  }

  @Test("parts without names, whose memory is one")
  func cutShared() throws {
    let machine = try Self.machine(.cutShared)
    #expect(
      machine.notes.map(\.description).contains(
        "The GPU at 0000:1b:00.0 is cut into 3 x part of 39.5 GiB, some of them with their memory"
          + " in common. It counts as one GPU here."))
  }

  @Test("a library without the functions of MIG is no failure")
  func uncut() throws {
    let stub = try NVMLStub(.two)
    defer { stub.remove() }
    #expect(NVMLLibrary.report(library: stub.path).devices.map(\.mig) == [nil, nil])
    #expect(NVMLLibrary.report(library: stub.path).devices.map(\.numaNodes) == [[], []])
  }

  @Test("where hwloc and NVIDIA's library place a GPU differently, hwloc's word is taken and said")
  func crossed() throws {
    let stub = try NVMLStub(.crossed)
    defer { stub.remove() }
    let answer = NVMLAnswer.report(NVMLLibrary.report(library: stub.path))
    var machine = Machine(
      try .twoNodes([
        ("0000:1b:00.0", 0, PCIMaker.nvidia, 0x2330), ("0000:2b:00.0", 0, PCIMaker.nvidia, 0x2330),
      ]))
    machine.addGPUs(answer, library: "x", KernelFiles(root: "/nowhere"))
    #expect(machine.tree.gpus.map(\.numaNode) == [0, 0])
    #expect(
      machine.notes.map(\.description) == [
        "libhwloc places the GPU at 0000:1b:00.0 near NUMA node 0, NVIDIA's library near 1;"
          + " libhwloc's word is taken."
      ])
    // Where the bus does not show the GPUs, the library's word is all there is.
    var blind = Machine(try .twoNodes([]))
    blind.addGPUs(answer, library: "x", KernelFiles(root: "/nowhere"))
    #expect(blind.tree.gpus.map(\.numaNode) == [1, 0])
  }

  @Test("links of an unknown version join GPUs without a width")
  func future() throws {
    let machine = try Self.machine(.futureLinks)
    #expect(machine.notes.contains(.unknownNVLink(version: 9)))
    #expect(machine.tree.gpuLinks.map(\.gigabytesPerSecond) == [nil])
    #expect(machine.tree.gpuDomains == [[0, 1]])
  }

  @Test("a library without NVLink still names its GPUs")
  func withoutLinks() throws {
    let tree = try Self.machine(.noLinks).tree
    #expect(tree.gpus.count == 2)
    #expect(tree.gpuLinks.isEmpty)
  }

  @Test("what fails is said in words")
  func failures() throws {
    let missing = NVMLFailure.missingSymbol("nvmlDeviceGetCount_v2")
    #expect(
      try Self.machine(.missingSymbol).notes == [
        .nvmlFailed(library: "libnvidia-ml.so.1", failure: missing), .noGPU,
      ])
    let driver = try Self.machine(.noDriver).notes
    #expect(
      driver.first?.description
        == "libnvidia-ml.so.1: nvmlInit_v2 fails: NVIDIA's kernel driver is not loaded.")
    #expect(NVMLLibrary.report(library: "/nowhere/lib.so").failure == .notLoaded)
    #expect(try Self.machine(.absent).notes == [.nvmlAbsent(library: "libnvidia-ml.so.1"), .noGPU])
  }

  @Test("the answer survives the way between processes")
  func roundTrip() throws {
    let stub = try NVMLStub(.switched)
    defer { stub.remove() }
    let text = NVMLReport.answer(library: stub.path)
    let report = try JSONDecoder().decode(NVMLReport.self, from: Data(text.utf8))
    #expect(report == NVMLLibrary.report(library: stub.path))
    #expect(report.devices.count == 8)
  }

  @Test("a program that is not there, says nonsense, or never ends")
  func helpers() {
    #expect(NVMLHelper.ask(["/nowhere/program"], patience: 5) == .crashed)
    #expect(NVMLHelper.ask(["/bin/true"], patience: 5) == .crashed)
    #expect(NVMLHelper.ask(["/bin/echo", "nonsense"], patience: 5) == .crashed)
    let start = ContinuousClock.now
    #expect(NVMLHelper.ask(["/bin/sleep", "60"], patience: 0.3) == .timedOut(seconds: 0.3))
    #expect(NVMLHelper.ask(["/usr/bin/yes"], patience: 5) == .crashed)
    #expect(ContinuousClock.now - start < .seconds(10))
  }
}

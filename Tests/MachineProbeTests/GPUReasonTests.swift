import Foundation
import Testing
import Topology

@testable import MachineProbe

@Suite("Why a GPU is without memory size")
struct GPUReasonTests {
  private static let address = "0000:1b:00.0"

  /// The notes of a machine with one GPU, which has this driver.
  private static func notes(
    maker: Int, product: Int = 0x2330, driver: String?, answer: NVMLAnswer = .absent
  ) throws -> [String] {
    let system = try RecordedSystem()
    defer { system.remove() }
    try system.addPCI(address, maker: maker, product: product, driver: driver, node: 1)
    var machine = Machine(try .twoNodes([(address, 1, maker, product)]))
    machine.addGPUs(answer, library: "libnvidia-ml.so.1", system.files)
    #expect(machine.tree.gpus.count == 1)
    return machine.notes.map(\.description).filter { $0.hasPrefix("The GPU") }
  }

  @Test(
    "each with what to do",
    arguments: [
      (PCIMaker.nvidia, nil, "(NVIDIA)", "no driver is bound; load the driver of NVIDIA."),
      (
        PCIMaker.nvidia, "vfio-pci", "(NVIDIA)",
        "vfio-pci lends it to a virtual machine; the host's programs cannot use it."
      ),
      (
        PCIMaker.nvidia, "nouveau", "(NVIDIA)",
        "the driver nouveau serves displays; load the driver of NVIDIA to compute."
      ),
      (
        PCIMaker.nvidia, "nvidia", "(NVIDIA)",
        "the kernel driver is there, and libnvidia-ml.so.1 did not tell of it."
      ),
      (PCIMaker.amd, "amdgpu", "(AMD)", "the driver amdgpu does not tell it in files."),
      (
        PCIMaker.habana, "habanalabs", "(Habana)",
        "the driver habanalabs does not tell it in files."
      ),
    ] as [(Int, String?, String, String)])
  func reasons(maker: Int, driver: String?, name: String, words: String) throws {
    #expect(
      try Self.notes(maker: maker, driver: driver) == [
        "The GPU at 0000:1b:00.0 \(name) is without a known memory size: \(words)"
      ])
  }

  @Test("a library that answers, and does not name it")
  func notNamed() throws {
    let notes = try Self.notes(maker: PCIMaker.nvidia, driver: "nvidia", answer: .report(.init()))
    #expect(
      notes == [
        "The GPU at 0000:1b:00.0 (NVIDIA) is without a known memory size: libnvidia-ml.so.1 does"
          + " not name it: it fell off the bus, or this process may not use it."
      ])
  }

  @Test("GPUs that the kernel shows and libhwloc does not are added near their NUMA node")
  func hidden() throws {
    let system = try RecordedSystem()
    defer { system.remove() }
    try system.addPCI(
      "0000:81:00.0", maker: PCIMaker.nvidia, product: 0x2330, driver: "nvidia", node: 1)
    try system.addPCI("0000:02:00.0", maker: 0x102b, product: 0x0536, code: 0x0300)
    try system.addPCI("0000:03:00.0", maker: PCIMaker.nvidia, product: 0x10f0, code: 0x0403)
    var machine = Machine(try .twoNodes([]))
    machine.addGPUs(.absent, library: "x", system.files)
    #expect(machine.tree.gpus.map(\.model) == ["H100 SXM5 80GB"])
    #expect(machine.tree.gpus.map(\.numaNode) == [1])
    #expect(
      machine.notes.map(\.description).contains(
        "The GPUs at 0000:02:00.0, 0000:81:00.0: shown by the kernel, and not by libhwloc."))
    #expect(
      machine.notes.map(\.description).contains(
        "0000:02:00.0 is not counted as a GPU: a display without a compute driver."))
  }

  @Test("NVIDIA's kernel driver names a GPU when its library does not")
  func kernelDriver() throws {
    let system = try RecordedSystem()
    defer { system.remove() }
    let information = """
      Model: \t\t NVIDIA H200
      IRQ:   \t\t 187
      GPU UUID: \t GPU-????????-????-????-????-????????????
      Bus Location: \t 0000:1b:00.0
      Device Minor: \t 0
      """
    try system.write(information, to: "proc/driver/nvidia/gpus/\(Self.address)/information")
    try system.addPCI(Self.address, maker: PCIMaker.nvidia, product: 0x2335, driver: "nvidia")
    var machine = Machine(try .twoNodes([(Self.address, 0, PCIMaker.nvidia, 0x2335)]))
    machine.addGPUs(.absent, library: "libnvidia-ml.so.1", system.files)
    #expect(machine.tree.gpus.map(\.model) == ["NVIDIA H200"])
    #expect(machine.tree.gpus.map(\.deviceNames) == [["nvidia0"]])
    #expect(machine.tree.objects.allSatisfy { $0.info("NVIDIAUUID") == nil })
    #expect(
      machine.notes.map(\.description).contains(
        "The GPU at 0000:1b:00.0: known to NVIDIA's kernel driver, without a device file in /dev"
          + " here, as in a container that was given only some GPUs."))
  }

  @Test("device files without the driver")
  func deviceFiles() throws {
    let system = try RecordedSystem()
    defer { system.remove() }
    for name in ["nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm"] {
      try system.write("", to: "dev/\(name)")
    }
    var machine = Machine(try .twoNodes([]))
    machine.addGPUs(.absent, library: "x", system.files)
    #expect(
      machine.notes.map(\.description) == [
        "x is not installed: NVIDIA GPUs are known by their PCI devices only.",
        "Device files of NVIDIA GPUs are here (2), and the kernel driver is not loaded.",
        "No GPU: no PCI device here is one, and no driver names one.",
      ])
  }
}

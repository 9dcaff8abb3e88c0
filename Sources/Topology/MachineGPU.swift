/// One physical GPU or compute accelerator of a machine, however many drivers name it.
public struct MachineGPU: Hashable, Sendable {
  /// The position in the tree: its PCI function, or its first driver's device where there is none.
  public var position: Int
  /// Its PCI function, where the source shows it.
  public var pci: PCIFunction?
  /// The product's name, if a driver or the PCI database gave it.
  public var model: String?
  /// Bytes of its own memory, if a driver gave it.
  public var memoryBytes: UInt64?
  /// The system's number of the host NUMA node near it; nil where it is near several alike.
  public var numaNode: Int?
  /// The driver's devices that are this GPU: `nvml0`, `cuda0`, `card1` and such.
  public var deviceNames: [String]
}

extension MachineTree {
  /// The GPUs and compute accelerators, as their driver numbers them.
  ///
  /// Where no driver numbers all of them they stand in the order of their PCI addresses, which is
  /// that of the drivers, else in that of the tree.
  ///
  /// Counted by PCI function, because one GPU is up to six driver devices. Classes 03 (display) and
  /// 12 (processing accelerator, as MI300X reports) count if a compute driver names the device, or
  /// if its maker and class leave no doubt; see ``displayAdapters`` for those that do not. Where the
  /// source has no PCI devices, the driver with the most devices counts.
  public var gpus: [MachineGPU] {
    let devices = driverDevices
    let memory = NearMemory(hosts: hostNUMANodes, devices: deviceNUMANodes)
    let byPCI = positions(of: .pciDevice).filter {
      isGPUClass($0) && whyNotComputing($0, devices: devices.byFunction[$0] ?? []) == nil
    }
    if byPCI.isEmpty {
      let best = devices.alone.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
      return (best?.value ?? []).map { gpu(at: $0, devices: [$0], memory) }
    }
    return inDriverOrder(
      byPCI.map { gpu(at: $0, devices: devices.byFunction[$0] ?? [], memory) })
  }

  private func inDriverOrder(_ gpus: [MachineGPU]) -> [MachineGPU] {
    for prefix in ["nvml", "rsmi", "amdsmi", "ze", "opencl0d"] {
      let numbers = gpus.map { gpu in
        gpu.deviceNames.lazy.filter { $0.hasPrefix(prefix) }
          .compactMap { Int($0.dropFirst(prefix.count)) }.first ?? -1
      }
      if numbers.contains(-1) || Set(numbers).count < numbers.count { continue }
      return gpus.indices.sorted { numbers[$0] < numbers[$1] }.map { gpus[$0] }
    }
    let addresses = gpus.compactMap { $0.pci?.address }
    if Set(addresses).count < gpus.count { return gpus }
    return gpus.indices.sorted { addresses[$0] < addresses[$1] }.map { gpus[$0] }
  }

  /// The drivers' devices by their PCI function, and those of compute drivers that have none.
  private var driverDevices: (byFunction: [Int: [Int]], alone: [GPUDriver: [Int]]) {
    var devices: [Int: [Int]] = [:]
    var alone: [GPUDriver: [Int]] = [:]
    for position in positions(of: .osDevice) {
      if let function = nearest(position, where: { $0.type == .pciDevice }) {
        devices[function, default: []].append(position)
      } else if let driver = computeDriver(of: objects[position]),
        objects[position].parent.map({ objects[$0].type != .osDevice }) ?? true
      {
        alone[driver, default: []].append(position)
      }
    }
    return (devices, alone)
  }

  /// The NUMA nodes, found once for all GPUs.
  private struct NearMemory {
    var hosts: [Int]
    var devices: [Int]
  }

  /// Devices of a GPU's PCI class that are not counted as GPUs, each with the reason.
  public var displayAdapters: [(position: Int, reason: String)] {
    let devices = driverDevices.byFunction
    return positions(of: .pciDevice).filter(isGPUClass).compactMap { position in
      whyNotComputing(position, devices: devices[position] ?? []).map { (position, $0) }
    }
  }

  private func isGPUClass(_ position: Int) -> Bool {
    let code = objects[position].pci?.classCode ?? 0
    return code >> 8 == 0x03 || code >> 8 == 0x12
  }

  /// Nil for a GPU that computes; else why the device does not count.
  private func whyNotComputing(_ position: Int, devices: [Int]) -> String? {
    if devices.contains(where: { computeDriver(of: objects[$0]) != nil }) { return nil }
    guard let pci = objects[position].pci else { return "says nothing of itself" }
    switch (pci.vendor, pci.classCode) {
    case (PCIMaker.nvidia, _), (PCIMaker.habana, _): return nil
    case (PCIMaker.amd, _):
      // ES1000 and RN50 are management controllers' graphics.
      return [0x515e, 0x5969].contains(pci.device) ? "a management controller's display" : nil
    case (PCIMaker.intel, 0x0380): return nil
    case (PCIMaker.intel, _): return "integrated graphics, or its compute driver is missing"
    case (_, 0x1200..<0x1300): return "an accelerator of another kind"
    default: return "a display without a compute driver"
    }
  }

  private func gpu(at position: Int, devices: [Int], _ memory: NearMemory) -> MachineGPU {
    let object = objects[position]
    let drivers = devices.map { objects[$0] }
    func first(_ names: [String]) -> String? {
      for name in names {
        if let value = drivers.lazy.compactMap({ $0.info(name) }).first, !value.isEmpty {
          return value
        }
      }
      return nil
    }
    let model =
      first(["GPUModel"]) ?? object.info("PCIDevice") ?? object.name
      ?? object.pci.flatMap(GPUProduct.name(of:))
    return MachineGPU(
      position: position, pci: object.pci, model: model,
      memoryBytes: first(Self.memoryInfos).flatMap(Self.bytes)
        ?? memoryBytes(of: object, among: memory.devices),
      numaNode: numaIndex(near: position, among: memory.hosts),
      deviceNames: drivers.compactMap(\.name))
  }

  // In the order of trust: what the driver of the maker says, then the portable ones.
  private static let memoryInfos = [
    MachineMark.memorySize, "NVMLMemorySize", "CUDAGlobalMemorySize", "RSMIVRAMSize",
    "LevelZeroHBMSize",
    "LevelZeroMemorySize", "LevelZeroDDRSize", "OpenCLGlobalMemorySize",
  ]

  // hwloc before 3 wrote kibibytes without the unit, hwloc 3 writes it; our own are bytes.
  private static func bytes(_ text: String) -> UInt64? {
    if !text.hasSuffix("KiB"), text.hasSuffix("B") {
      return UInt64(text.dropLast()).flatMap { $0 > 0 ? $0 : nil }
    }
    let digits = text.hasSuffix("KiB") ? text.dropLast(3) : text[...]
    guard let size = UInt64(digits), size > 0 else { return nil }
    let (bytes, isTooLarge) = size.multipliedReportingOverflow(by: 1024)
    return isTooLarge ? nil : bytes
  }

  // A GPU's memory that is also a NUMA node names the GPU's address.
  private func memoryBytes(of object: MachineObject, among nodes: [Int]) -> UInt64? {
    guard let address = object.pci?.address else { return nil }
    let node = nodes.first {
      objects[$0].info("PCIBusID").flatMap { PCIAddress($0) } == address
    }
    return node.map { objects[$0].bytes }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// The compute driver that names the device; nil for displays, disks and networks.
  ///
  /// The subtype alone does not tell: some hwloc versions leave it out, so the name decides too.
  private func computeDriver(of device: MachineObject) -> GPUDriver? {
    let word = device.subtype ?? device.info("Backend") ?? ""
    let driver =
      GPUDriver.allCases.first { $0.words.contains(word) }
      ?? GPUDriver.allCases.first { driver in
        driver.prefixes.contains { prefix in
          guard let name = device.name, name.hasPrefix(prefix) else { return false }
          return name.dropFirst(prefix.count).first.map { "0123456789".contains($0) } ?? false
        }
      }
    if driver == .openCL, let type = device.info("OpenCLDeviceType"), type != "GPU" { return nil }
    return driver
  }
}

/// The driver interfaces through which a GPU computes, the most telling first.
enum GPUDriver: Int, CaseIterable, Comparable {
  case nvml, rocm, levelZero, cuda, openCL

  /// How hwloc calls the interface.
  var words: [String] {
    switch self {
    case .nvml: ["NVML"]
    case .rocm: ["RSMI", "AMDSMI"]
    case .levelZero: ["LevelZero"]
    case .cuda: ["CUDA"]
    case .openCL: ["OpenCL"]
    }
  }

  /// How hwloc names its devices, before a number.
  var prefixes: [String] {
    switch self {
    case .nvml: ["nvml"]
    case .rocm: ["rsmi", "amdsmi"]
    case .levelZero: ["ze"]
    case .cuda: ["cuda"]
    case .openCL: ["opencl"]
    }
  }

  static func < (left: GPUDriver, right: GPUDriver) -> Bool { left.rawValue < right.rawValue }
}

/// Makers by their PCI numbers.
package enum PCIMaker {
  /// NVIDIA.
  package static let nvidia = 0x10de
  /// AMD, once ATI.
  package static let amd = 0x1002
  /// Intel.
  package static let intel = 0x8086
  /// Habana Labs.
  package static let habana = 0x1da3
}

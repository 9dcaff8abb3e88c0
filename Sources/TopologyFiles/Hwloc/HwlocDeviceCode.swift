internal import Topology

/// The numbers that hwloc 1 and 2 give to kinds of devices, where hwloc 3 has bits.
///
/// One number cannot say all that a device is; the name and the subtype say the rest, in the same
/// way in both directions.
enum HwlocDeviceCode {
  /// What a device of that number is.
  static func kinds(_ code: UInt, of object: MachineObject) -> MachineObject.DeviceKinds {
    let name = object.name ?? ""
    switch code {
    case 0:
      if name.hasPrefix("dax") { return object.subtype == "NVM" ? [.memory, .storage] : [.memory] }
      if object.subtype == "CXLMem" { return [.memory] }
      return [.storage]
    case 1: return isManaged(name) ? [.gpu, .coprocessor] : [.gpu]
    case 2: return [.network]
    case 3: return object.subtype == "BXI" ? [.network] : [.network, .openFabrics]
    case 4: return [.dma]
    case 5:
      let isGPU = ["CUDA", "LevelZero", "OpenCL"].contains(object.subtype)
      return isGPU ? [.coprocessor, .gpu] : [.coprocessor]
    default: return []
    }
  }

  /// The number for a device; nil for one that is nothing in particular.
  static func code(of object: MachineObject) -> UInt? {
    let kinds = object.deviceKinds
    if !kinds.isDisjoint(with: [.storage, .memory]) { return 0 }
    if kinds.contains(.openFabrics) { return 3 }
    if kinds.contains(.network) { return object.subtype == "BXI" ? 3 : 2 }
    if kinds.contains(.dma) { return 4 }
    if kinds.contains(.coprocessor) {
      return isManaged(object.name ?? "") && kinds.contains(.gpu) ? 1 : 5
    }
    return kinds.contains(.gpu) ? 1 : nil
  }

  /// The info that says what a device is where no number does; its value are hwloc 3's bits.
  static let exactKinds = "FulcrumDeviceKinds"

  /// That info for a device whose number would say something else; nil for one that needs none.
  static func exactKinds(of object: MachineObject) -> MachineObject.Info? {
    let said = code(of: object).map { kinds($0, of: object) } ?? []
    if object.type != .osDevice || said == object.deviceKinds { return nil }
    return MachineObject.Info(name: exactKinds, value: "\(object.deviceKinds.rawValue)")
  }

  private static func isManaged(_ name: String) -> Bool {
    name.hasPrefix("nvml") || name.hasPrefix("rsmi")
  }
}

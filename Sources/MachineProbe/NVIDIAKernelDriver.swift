internal import Topology

/// What NVIDIA's kernel driver says in `/proc/driver/nvidia`, where its library does not speak.
struct NVIDIAKernelDriver: Hashable, Sendable {
  /// The GPUs that the driver has, by address.
  var gpus: [GPU]
  /// Whether the driver is loaded.
  var isLoaded: Bool
  /// The numbers of the device files through which programs reach GPUs: `/dev/nvidia0` and so on.
  var deviceFiles: [Int]

  /// One GPU.
  struct GPU: Hashable, Sendable {
    var address: PCIAddress
    /// The product's name; nil while the driver does not know it.
    var model: String?
    /// NVIDIA's identity of the board.
    var uuid: String?
    /// The number of its device file.
    var minor: Int?
  }

  /// Reads the driver's files.
  init(_ files: KernelFiles) {
    let folder = "proc/driver/nvidia"
    gpus = files.names(in: folder + "/gpus").compactMap { name in
      guard let address = PCIAddress(name) else { return nil }
      var gpu = GPU(address: address)
      let lines = (files.text("\(folder)/gpus/\(name)/information") ?? "")
        .split(whereSeparator: \.isNewline)
      for line in lines.prefix(64) {
        guard let colon = line.firstIndex(of: ":") else { continue }
        let value = line[line.index(after: colon)...].split(whereSeparator: \.isWhitespace)
          .joined(separator: " ")
        switch line[..<colon] {
        case "Model": gpu.model = value.isEmpty || value == "Unknown" ? nil : value
        // Question marks stand there until the first program has used the GPU.
        case "GPU UUID": gpu.uuid = value.isEmpty || value.contains("?") ? nil : value
        case "Device Minor": gpu.minor = Int(value)
        default: break
        }
      }
      return gpu
    }.sorted { $0.address < $1.address }
    isLoaded = files.exists(folder + "/version") || !gpus.isEmpty
    deviceFiles = files.names(in: "dev").compactMap { name in
      name.hasPrefix("nvidia") ? Int(name.dropFirst("nvidia".count)) : nil
    }.sorted()
  }

  /// Names the GPUs that have no model of a driver's yet.
  func name(in tree: inout MachineTree) {
    for gpu in gpus {
      guard let model = gpu.model, let function = tree.pciDevice(at: gpu.address) else { continue }
      let devices = tree.objects[function].children
      if devices.contains(where: { tree.objects[$0].info("GPUModel") != nil }) { continue }
      var object = MachineObject(type: .osDevice)
      object.name = gpu.minor.map { "nvidia\($0)" } ?? "nvidia"
      object.deviceKinds = [.gpu]
      object.infos = [("GPUVendor", "NVIDIA Corporation"), ("GPUModel", model)].map {
        MachineObject.Info(name: $0, value: $1)
      }
      if let uuid = gpu.uuid {
        object.infos.append(MachineObject.Info(name: "NVIDIAUUID", value: uuid))
      }
      tree.append(object, under: function)
    }
  }

  /// What the driver and the device files do not share.
  var notes: [ProbeNote] {
    if !isLoaded {
      return deviceFiles.isEmpty ? [] : [.deviceFilesWithoutDriver(count: deviceFiles.count)]
    }
    let hidden = gpus.filter { gpu in gpu.minor.map { !deviceFiles.contains($0) } ?? false }
    return hidden.isEmpty ? [] : [.withoutDeviceFile(addresses: hidden.map(\.address))]
  }
}

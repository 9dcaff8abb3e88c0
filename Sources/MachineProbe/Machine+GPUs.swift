internal import Topology

extension Machine {
  /// Adds what the GPUs' drivers say to the tree, and says what is missing and why.
  mutating func addGPUs(_ answer: NVMLAnswer, library: String, _ files: KernelFiles) {
    let displays = PCIDisplay.all(in: files)
    notes += PCIDisplay.add(displays, to: &tree)
    let nvidia = NVIDIAKernelDriver(files)
    switch answer {
    case .report(let report):
      if let failure = report.failure {
        notes.append(.nvmlFailed(library: library, failure: failure))
      } else {
        notes += NVMLMerge.add(report, to: &tree)
      }
    case .absent: notes.append(.nvmlAbsent(library: library))
    case .timedOut(let seconds): notes.append(.nvmlTimedOut(library: library, seconds: seconds))
    case .crashed: notes.append(.nvmlCrashed(library: library))
    case .notAsked: break
    }
    nvidia.name(in: &tree)
    notes += nvidia.notes
    notes += AMDMerge.add(AMDReport(files), to: &tree)
    notes += unnamed(displays, answer, library: library)
    for (position, reason) in tree.displayAdapters {
      let address = tree.objects[position].pci?.address
      notes.append(.notCounted(address: address, reason: reason))
    }
    if tree.gpus.isEmpty { notes.append(.noGPU) }
  }

  /// The GPUs whose memory no driver gave, those of one maker and reason in one note.
  private func unnamed(
    _ displays: [PCIDisplay], _ answer: NVMLAnswer, library: String
  ) -> [ProbeNote] {
    let drivers = Dictionary(
      displays.map { ($0.function.address, $0.driver) }, uniquingKeysWith: { first, _ in first })
    var groups: [(maker: Int, reason: UnnamedReason, addresses: [PCIAddress])] = []
    for gpu in tree.gpus where gpu.memoryBytes == nil {
      guard let pci = gpu.pci else { continue }
      var reason: UnnamedReason
      switch drivers[pci.address] {
      case nil: reason = .busOnly
      case .some(nil): reason = .noDriver
      case .some(let driver?):
        reason = Self.reason(driver: driver, answer, library: library)
      }
      if gpu.deviceNames.contains(where: { $0.hasPrefix("nvml") }) {
        reason = .noSize(library: library)
      }
      let known = groups.firstIndex { $0.maker == pci.vendor && $0.reason == reason }
      if let known {
        groups[known].addresses.append(pci.address)
      } else {
        groups.append((pci.vendor, reason, [pci.address]))
      }
    }
    return groups.map { .unnamed(addresses: $0.addresses, maker: $0.maker, reason: $0.reason) }
  }

  private static func reason(
    driver: String, _ answer: NVMLAnswer, library: String
  ) -> UnnamedReason {
    switch (driver, answer) {
    case ("vfio-pci", _), ("pci-stub", _), ("pciback", _): .handedThrough(driver: driver)
    case ("nouveau", _), ("radeon", _), ("simpledrm", _): .displayDriver(driver)
    case ("nvidia", .report(let report)) where report.failure == nil: .notNamed(library: library)
    case ("nvidia", _): .noLibrary(library)
    default: .driver(driver)
    }
  }
}

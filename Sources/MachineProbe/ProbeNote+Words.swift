internal import Foundation
internal import Topology

extension ProbeNote: CustomStringConvertible {
  /// One sentence, with what to do where something can be done.
  public var description: String {
    switch self {
    case .notThisSystem(let variables):
      return "This is not the running system: \(variables) says otherwise; unset it to see this"
        + " machine."
    case .claimNotBelieved:
      return "HWLOC_THISSYSTEM calls it this machine, which is not believed: no driver is asked."
    case .withoutEffect(let variable):
      return "\(variable) has no effect: libhwloc cannot use it and looks at this machine."
    case .otherComponents(let variable):
      return "\(variable) changes where libhwloc looks: parts can be missing; unset it to see all."
    case .keepsGPUMemory(let variable):
      return "\(variable) is in force: memory of GPUs is among the NUMA nodes."
    case .memoryNotAllowed(let nodes):
      let list = nodes.map(String.init).joined(separator: ", ")
      return "This process may not use the memory of NUMA node \(list)."
    case .noNUMACalls:
      return "No libnuma, or no NUMA calls in the kernel: memory cannot be placed."
    case .fewerCPUs, .lessCPUTime, .lessMemory, .nodesDisagree: return limitWords
    case .partitioned(let addresses, let into):
      let (subject, verb) = addresses.count == 1 ? ("It", "is") : ("Each", "are")
      return "\(Self.gpus(addresses)) \(verb) cut into \(into). \(subject) counts as one GPU here."
    case .cutAfterReset(let address, let isOn):
      return "The GPU at \(address) will be \(isOn ? "cut (MIG)" : "whole") after its next reset."
    case .unnamed(let addresses, let maker, let reason):
      let verb = addresses.count == 1 ? "is" : "are"
      return "\(Self.gpus(addresses)) (\(Self.maker(maker))) \(verb) without a known memory size:"
        + " \(reason.words(maker: Self.maker(maker)))."
    case .notCounted(let address, let reason):
      return "\(address?.description ?? "A PCI device") is not counted as a GPU: \(reason)."
    case .noGPU: return "No GPU: no PCI device here is one, and no driver names one."
    default: return driverWords
    }
  }

  private var limitWords: String {
    switch self {
    case .fewerCPUs(let allowed, let shown, let machine):
      let rest = shown < machine ? "; only \(shown) are shown" : ""
      return "This process may use \(allowed) of the machine's \(machine) hardware threads\(rest)."
    case .lessCPUTime(let cpus):
      let time = String(format: "%.4g", cpus)
      return "This process's control group has the time of \(time) hardware threads."
    case .lessMemory(let bytes, let machine):
      return "This process may use \(bytes.gibibytes) of the machine's \(machine.gibibytes) of"
        + " memory."
    case .nodesDisagree(let shown, let machine):
      return
        "The NUMA nodes have \(shown.gibibytes) of memory and /proc/meminfo \(machine.gibibytes),"
        + " as where a virtual machine was given more; the nodes' is taken, as lstopo does."
    default: return ""
    }
  }

  private var driverWords: String {
    switch self {
    case .nvmlAbsent(let library):
      return "\(library) is not installed: NVIDIA GPUs are known by their PCI devices only."
    case .nvmlFailed(let library, let failure): return "\(library): \(failure)."
    case .nvmlTimedOut(let library, let seconds):
      return "\(library) did not answer within \(Int(seconds)) s, as when a GPU or driver hangs."
    case .nvmlCrashed(let library): return "\(library) crashed when asked for its GPUs."
    case .fewerThanPCI(let named, let byPCI):
      return "NVIDIA's driver names \(named) of \(byPCI) GPUs: one fell off the bus, or is hidden"
        + " here."
    case .notOnPCI(let address):
      return
        "The GPU at \(address) is not among the PCI devices here; its place is its driver's word alone."
    case .notInLibhwloc(let addresses):
      return "\(Self.gpus(addresses)): shown by the kernel, and not by libhwloc."
    case .unknownNVLink(let version):
      return "NVLink version \(version) is not known here: links are shown without their width."
    case .unknownXGMI:
      return "The amdgpu driver does not say how wide the xGMI links are: they are shown without."
    case .nodeDisagrees(let address, let taken, let other, let by):
      let nodes = other.map(String.init).joined(separator: ", ")
      let place = taken.map { "near NUMA node \($0)" } ?? "near no single NUMA node"
      return "libhwloc places the GPU at \(address) \(place), \(by) near \(nodes); libhwloc's word"
        + " is taken."
    case .memoryDisagrees(let address, let taken, let other):
      return "The GPU at \(address) has \(taken.gibibytes) by its graphics driver and"
        + " \(other.gibibytes) by KFD; the first is taken."
    case .severalChips(let address):
      return "KFD has several chips at \(address), which cannot be; the first is taken."
    case .hiddenByKFD(let count):
      return "AMD's compute driver keeps \(count) of its nodes from this process, as in a container"
        + " that was given only some GPUs."
    case .deviceFilesWithoutDriver(let count):
      return "Device files of NVIDIA GPUs are here (\(count)), and the kernel driver is not loaded."
    case .withoutDeviceFile(let addresses):
      return "\(Self.gpus(addresses)): known to NVIDIA's kernel driver, without a device file in"
        + " /dev here, as in a container that was given only some GPUs."
    default: return ""
    }
  }

  /// `The GPU at 0000:1b:00.0`, or all of several.
  private static func gpus(_ addresses: [PCIAddress]) -> String {
    let list = addresses.map(\.description).joined(separator: ", ")
    return addresses.count == 1 ? "The GPU at \(list)" : "The GPUs at \(list)"
  }

  private static func maker(_ number: Int) -> String {
    switch number {
    case PCIMaker.nvidia: "NVIDIA"
    case PCIMaker.amd: "AMD"
    case PCIMaker.intel: "Intel"
    case PCIMaker.habana: "Habana"
    default: "maker " + String(number, radix: 16)
    }
  }
}

extension UnnamedReason {
  /// Why, and what to do about it.
  fileprivate func words(maker: String) -> String {
    switch self {
    case .noDriver: "no driver is bound; load the driver of \(maker)"
    case .handedThrough(let driver):
      "\(driver) lends it to a virtual machine; the host's programs cannot use it"
    case .displayDriver(let driver):
      "the driver \(driver) serves displays; load the driver of \(maker) to compute"
    case .noLibrary(let library): "the kernel driver is there, and \(library) did not tell of it"
    case .notNamed(let library):
      "\(library) does not name it: it fell off the bus, or this process may not use it"
    case .noSize(let library): "\(library) names it and gives none"
    case .driver(let driver): "the driver \(driver) does not tell it in files"
    case .busOnly: "it is seen on the PCI bus only"
    }
  }
}

extension UInt64 {
  /// `79.6 GiB`.
  var gibibytes: String { String(format: "%.1f GiB", Double(self) / 0x1p30) }
}

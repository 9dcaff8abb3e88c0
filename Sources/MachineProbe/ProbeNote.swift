public import Topology

/// Something a reader of a probe's result should know.
public enum ProbeNote: Hashable, Sendable {
  /// An environment variable put another machine in this one's place.
  case notThisSystem(variables: String)
  /// `HWLOC_THISSYSTEM` calls another machine this one.
  case claimNotBelieved
  /// A variable that should replace the machine could not: this machine is shown.
  case withoutEffect(variable: String)
  /// Parts of libhwloc are switched on or off.
  case otherComponents(variable: String)
  /// Memory of GPUs is among the NUMA nodes because a variable says so.
  case keepsGPUMemory(String)
  /// Memory nodes that this process may not use.
  case memoryNotAllowed(nodes: [Int])
  /// The kernel has no NUMA calls for this process, or libnuma is not installed.
  case noNUMACalls
  /// The process may use fewer hardware threads than are on.
  case fewerCPUs(allowed: Int, shown: Int, machine: Int)
  /// A control group limits the process's time.
  case lessCPUTime(cpus: Double)
  /// A control group limits the process's memory.
  case lessMemory(bytes: UInt64, machine: UInt64)
  /// The NUMA nodes together have another memory than the machine; libhwloc's is taken.
  case nodesDisagree(shown: UInt64, machine: UInt64)
  /// NVIDIA's library is not installed.
  case nvmlAbsent(library: String)
  /// NVIDIA's library is there and refuses.
  case nvmlFailed(library: String, failure: NVMLFailure)
  /// NVIDIA's library did not answer.
  case nvmlTimedOut(library: String, seconds: Double)
  /// The process that asked NVIDIA's library died.
  case nvmlCrashed(library: String)
  /// NVIDIA's library names fewer GPUs than the PCI bus has.
  case fewerThanPCI(named: Int, byPCI: Int)
  /// A GPU that a driver names is not among the PCI devices.
  case notOnPCI(address: PCIAddress)
  /// The kernel shows displays that libhwloc does not.
  case notInLibhwloc(addresses: [PCIAddress])
  /// The width of some NVLinks is not known.
  case unknownNVLink(version: Int)
  /// The width of the xGMI links is not known.
  case unknownXGMI
  /// GPUs that are cut alike into smaller ones.
  case partitioned(addresses: [PCIAddress], into: String)
  /// A GPU will be cut, or be whole, after its next reset.
  case cutAfterReset(address: PCIAddress, isOn: Bool)
  /// libhwloc and a driver place a GPU near different NUMA nodes; libhwloc's is taken.
  case nodeDisagrees(address: PCIAddress, taken: Int?, other: [Int], by: String)
  /// Two drivers give a GPU different memory.
  case memoryDisagrees(address: PCIAddress, taken: UInt64, other: UInt64)
  /// AMD's compute driver has several chips at one address; the first is taken.
  case severalChips(address: PCIAddress)
  /// AMD's compute driver has nodes that this process may not see.
  case hiddenByKFD(count: Int)
  /// NVIDIA's device files are there and its kernel driver is not.
  case deviceFilesWithoutDriver(count: Int)
  /// NVIDIA's kernel driver has GPUs whose device files are not here.
  case withoutDeviceFile(addresses: [PCIAddress])
  /// No driver gave these GPUs' memory, for one reason.
  case unnamed(addresses: [PCIAddress], maker: Int, reason: UnnamedReason)
  /// A device of a GPU's class that is not counted.
  case notCounted(address: PCIAddress?, reason: String)
  /// There is no GPU at all.
  case noGPU

  /// One note for all GPUs that are cut alike, in the order of their first.
  static func partitioned(_ cut: some Sequence<(PCIAddress, String)>) -> [ProbeNote] {
    var groups: [(words: String, addresses: [PCIAddress])] = []
    for (address, words) in cut {
      if let known = groups.firstIndex(where: { $0.words == words }) {
        groups[known].addresses.append(address)
      } else {
        groups.append((words, [address]))
      }
    }
    return groups.map { .partitioned(addresses: $0.addresses, into: $0.words) }
  }
}

/// Why no driver told a GPU's memory.
public enum UnnamedReason: Hashable, Sendable {
  /// No driver is bound to it.
  case noDriver
  /// It is lent to a virtual machine by the driver.
  case handedThrough(driver: String)
  /// A driver for displays has it.
  case displayDriver(String)
  /// Its kernel driver has it, and the library that would tell is missing or failed.
  case noLibrary(String)
  /// Its kernel driver has it, and the library does not name it.
  case notNamed(library: String)
  /// The library names it and gives no memory size.
  case noSize(library: String)
  /// A driver has it that tells nothing in files.
  case driver(String)
  /// Nothing is known but its place on the bus.
  case busOnly
}

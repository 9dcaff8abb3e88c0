public import Topology

/// Something a reader of a probe's result should know.
public enum ProbeNote: Hashable, Sendable, CustomStringConvertible {
  /// An environment variable put another machine in this one's place.
  case notThisSystem(variables: [String])
  /// Memory nodes that this process may not use.
  case memoryNotAllowed(nodes: [Int])
  /// The kernel has no NUMA calls.
  case noNUMACalls
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
  /// A GPU that NVIDIA's library names is not among the PCI devices.
  case notOnPCI(address: PCIAddress)
  /// The width of some NVLinks is not known.
  case unknownNVLink(version: Int)
  /// GPUs are seen as PCI devices only.
  case onlyByPCI(count: Int, maker: Int)
  /// A device of a GPU's class that is not counted.
  case notCounted(address: PCIAddress?, reason: String)
  /// There is no GPU at all.
  case noGPU

  /// One sentence, with what to do where something can be done.
  public var description: String {
    switch self {
    case .notThisSystem(let variables):
      let names = variables.isEmpty ? "the environment" : variables.joined(separator: ", ")
      return
        "This is not the running system: \(names) says otherwise; unset it to see this machine."
    case .memoryNotAllowed(let nodes):
      let list = nodes.map(String.init).joined(separator: ", ")
      return "This process may not use the memory of NUMA node \(list)."
    case .noNUMACalls: return "The kernel has no NUMA calls: memory cannot be placed."
    case .nvmlAbsent(let library):
      return "\(library) is not installed: NVIDIA GPUs are known by their PCI devices only."
    case .nvmlFailed(let library, let failure): return "\(library): \(failure)."
    case .nvmlTimedOut(let library, let seconds):
      return "\(library) did not answer within \(Int(seconds)) s, as when a GPU or driver hangs."
    case .nvmlCrashed(let library): return "\(library) crashed when asked for its GPUs."
    case .fewerThanPCI(let named, let byPCI):
      return
        "NVIDIA's driver names \(named) of \(byPCI) GPUs: one fell off the bus, or is hidden here."
    case .notOnPCI(let address):
      return "The GPU at \(address) is not among the PCI devices here; its place is unknown."
    case .unknownNVLink(let version):
      return "NVLink version \(version) is not known here: links are shown without their width."
    case .onlyByPCI(let count, let maker):
      let devices = count == 1 ? "1 GPU is" : "\(count) GPUs are"
      return "\(devices) seen by PCI only (maker \(Self.maker(maker))): no memory size, no links."
    case .notCounted(let address, let reason):
      return "\(address?.description ?? "A PCI device") is not counted as a GPU: \(reason)."
    case .noGPU:
      return "No GPU: no PCI device here is one, and no driver names one."
    }
  }

  private static func maker(_ number: Int) -> String {
    switch number {
    case PCIMaker.nvidia: "NVIDIA"
    case PCIMaker.amd: "AMD"
    case PCIMaker.intel: "Intel"
    case PCIMaker.habana: "Habana"
    default: String(number, radix: 16)
    }
  }
}

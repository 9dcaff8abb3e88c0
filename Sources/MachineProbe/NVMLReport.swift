/// What NVIDIA's management library says of the GPUs, as values that travel between processes.
public struct NVMLReport: Codable, Hashable, Sendable {
  /// The GPUs, by the library's numbers.
  public var devices: [Device] = []
  /// Why there are none.
  public var failure: NVMLFailure?

  /// One GPU.
  public struct Device: Codable, Hashable, Sendable {
    /// The product's name.
    public var name: String?
    /// NVIDIA's identity of the board.
    public var uuid: String?
    /// Bytes of its memory.
    public var memoryBytes: UInt64?
    /// The PCI domain.
    public var domain: Int
    /// The PCI bus.
    public var bus: Int
    /// The device on the bus.
    public var device: Int
    /// The PCI product number.
    public var product: Int
    /// The NVLinks that are up.
    public var links: [Link] = []
    /// The NUMA nodes near it, by the system's numbers; empty if the library does not say.
    public var numaNodes: [Int] = []
    /// How it is cut; nil for one that cannot be, or a library that does not know.
    public var mig: MIG?
  }

  /// Whether a GPU is cut into smaller ones (multi-instance GPU), and into which.
  public struct MIG: Codable, Hashable, Sendable {
    /// It is cut, if perhaps into nothing yet.
    public var isOn: Bool
    /// It will be after the next reset.
    public var willBeOn: Bool
    /// The parts that programs may use.
    public var parts: [Part] = []
  }

  /// A part of a GPU that programs use like a GPU.
  public struct Part: Codable, Hashable, Sendable {
    /// The profile in NVIDIA's words: `3g.20gb`; nil if the library does not name it.
    public var profile: String?
    /// The number of the GPU instance, whose memory several parts may share.
    public var instance: Int?
    /// Bytes of memory of its GPU instance.
    public var memoryBytes: UInt64?
    /// NVIDIA's identity of the part.
    public var uuid: String?
  }

  /// One NVLink, from a GPU's side.
  public struct Link: Codable, Hashable, Sendable {
    /// What the other end is.
    public enum End: String, Codable, Hashable, Sendable {
      /// A GPU.
      case gpu
      /// A port of an NVSwitch.
      case nvswitch
      /// A processor (POWER), or something unknown.
      case other
    }

    /// What the other end is.
    public var end: End
    /// The PCI domain of the other end.
    public var domain: Int
    /// The PCI bus of the other end.
    public var bus: Int
    /// The device of the other end.
    public var device: Int
    /// The version of NVLink; 0 if the library does not say.
    public var version: Int
  }
}

/// Why NVIDIA's library gave no GPUs.
public enum NVMLFailure: Error, Codable, Hashable, Sendable, CustomStringConvertible {
  /// The file cannot be loaded.
  case notLoaded
  /// A function that every version has is missing.
  case missingSymbol(String)
  /// A function returned an error.
  case call(String, code: Int)

  /// What happened, and the cause where the code tells it.
  public var description: String {
    switch self {
    case .notLoaded: return "cannot be loaded"
    case .missingSymbol(let name): return "has no function \(name): it is not NVIDIA's library"
    case .call(let name, let code):
      let cause =
        switch code {
        case 4: "the permission is missing"
        case 9: "NVIDIA's kernel driver is not loaded"
        case 15: "a GPU fell off the bus"
        case 18: "library and kernel driver are of different versions; restart the machine"
        default: "NVML error \(code)"
        }
      return "\(name) fails: \(cause)"
    }
  }
}

/// How asking NVIDIA's library ended.
enum NVMLAnswer: Hashable, Sendable {
  /// It answered, if only with its failure.
  case report(NVMLReport)
  /// It is not installed.
  case absent
  /// It did not answer in time.
  case timedOut(seconds: Double)
  /// The process that asked died or answered nonsense.
  case crashed
  /// It was not to be asked.
  case notAsked
}

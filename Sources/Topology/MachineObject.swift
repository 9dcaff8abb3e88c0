/// One part of a machine: a package, a core, a cache, a NUMA node, a PCI device and so on.
///
/// The words are those of hwloc. Objects stand in a ``MachineTree`` by position: `parent` and
/// `children` are positions there.
public struct MachineObject: Hashable, Sendable {
  /// What the object is.
  public var type: Kind
  /// The operating system's number, where it has one.
  public var osIndex: Int?
  /// A number unique in the tree, to which matrices refer; 0 where the source has none.
  public var identifier: UInt64 = 0
  /// The operating system's name (`nvml0`, `eth0`), or the marketing name of a PCI device.
  public var name: String?
  /// A finer kind in hwloc's words: `NVSwitch`, `CUDA`, `MCDRAM`, `GPUMemory` and such.
  public var subtype: String?
  /// Hardware threads inside or near; nil for I/O devices.
  public var cpus: Bitmap?
  /// NUMA nodes inside or near, by the system's numbers; nil for I/O devices.
  public var nodes: Bitmap?
  /// Bytes of memory of a NUMA node, or of a cache.
  public var bytes: UInt64 = 0
  /// The identity of a PCI device, or of a bridge on the PCI side.
  public var pci: PCIFunction?
  /// What an operating-system device is.
  public var deviceKinds: DeviceKinds = []
  /// Names with values: `GPUModel`, `CPUModel`, `Backend` and such.
  public var infos: [Info] = []
  /// The position of the parent, smaller than the object's own; nil for the machine.
  public internal(set) var parent: Int?
  /// The positions of the children, ascending, all kinds in one list.
  public internal(set) var children: [Int] = []

  /// An object without parent or children; ``MachineTree/append(_:under:)`` places it.
  public init(type: Kind, osIndex: Int? = nil) {
    self.type = type
    self.osIndex = osIndex
  }

  /// The value of the first info of that name.
  public func info(_ name: String) -> String? { infos.first { $0.name == name }?.value }

  /// What an object is, in hwloc's words.
  public enum Kind: Hashable, Sendable {
    /// The whole machine; the root.
    case machine
    /// A processor package (socket).
    case package
    /// A die of a package.
    case die
    /// A processor core.
    case core
    /// A hardware thread.
    case pu
    /// A processor cache of a level from 1.
    case cache(level: Int, holds: CacheContent)
    /// Objects that the source groups for locality.
    case group
    /// A NUMA node: memory, with or without processors near.
    case numaNode
    /// A cache in front of a NUMA node's memory.
    case memoryCache
    /// A bridge between buses, the host bridge included.
    case bridge
    /// A PCI function.
    case pciDevice
    /// A device that the operating system or a driver names.
    case osDevice
    /// Something that the source merely annotates.
    case misc

    /// Whether the object is part of the CPU hierarchy, which has sets of threads.
    public var isNormal: Bool { !isMemory && !isIO && self != .misc }

    /// Whether the object is memory.
    public var isMemory: Bool { self == .numaNode || self == .memoryCache }

    /// Whether the object is an I/O device or bridge.
    public var isIO: Bool { self == .bridge || self == .pciDevice || self == .osDevice }
  }

  /// What a processor cache holds.
  public enum CacheContent: Hashable, Sendable {
    /// Data and instructions.
    case unified
    /// Data only.
    case data
    /// Instructions only.
    case instructions
  }

  /// What an operating-system device is; a device may be several of these.
  public struct DeviceKinds: OptionSet, Hashable, Sendable {
    /// The bits, as hwloc 3 numbers them.
    public let rawValue: UInt

    /// The kinds whose bits are set.
    public init(rawValue: UInt) { self.rawValue = rawValue }

    /// A disk.
    public static let storage = DeviceKinds(rawValue: 1 << 0)
    /// Memory seen as a device.
    public static let memory = DeviceKinds(rawValue: 1 << 1)
    /// A graphics or compute GPU.
    public static let gpu = DeviceKinds(rawValue: 1 << 2)
    /// A co-processor for computing.
    public static let coprocessor = DeviceKinds(rawValue: 1 << 3)
    /// A network interface.
    public static let network = DeviceKinds(rawValue: 1 << 4)
    /// An InfiniBand or similar adapter.
    public static let openFabrics = DeviceKinds(rawValue: 1 << 5)
    /// A DMA engine.
    public static let dma = DeviceKinds(rawValue: 1 << 6)
  }

  /// A name with its value.
  public struct Info: Hashable, Sendable {
    /// What it says.
    public var name: String
    /// The text, with its unit where it has one.
    public var value: String

    /// A name with its value.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }
}

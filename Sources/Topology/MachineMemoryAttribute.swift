/// A figure of the memories of a machine, perhaps as seen from some of its processors.
public struct MachineMemoryAttribute: Hashable, Sendable {
  /// The source's name: `Bandwidth`, `Latency`, `ReadBandwidth`, or one of its own.
  public var name: String
  /// Which way it is better, and whether it depends on who asks.
  public var traits: Traits
  /// The figures, in the order of the source.
  public var values: [Value]

  /// A figure of some memories.
  public init(name: String, traits: Traits, values: [Value] = []) {
    self.name = name
    self.traits = traits
    self.values = values
  }

  /// How a figure is to be understood; the bits are hwloc's.
  public struct Traits: OptionSet, Hashable, Sendable {
    /// The bits, as hwloc numbers them.
    public let rawValue: UInt

    /// The traits whose bits are set.
    public init(rawValue: UInt) { self.rawValue = rawValue }

    /// More is better.
    public static let higherIsBetter = Traits(rawValue: 1 << 0)
    /// Less is better.
    public static let lowerIsBetter = Traits(rawValue: 1 << 1)
    /// It depends on the processors that use the memory.
    public static let needsInitiator = Traits(rawValue: 1 << 2)
    /// All that have a meaning.
    public static let known: Traits = [higherIsBetter, lowerIsBetter, needsInitiator]
  }

  /// One figure.
  public struct Value: Hashable, Sendable {
    /// The position of the memory in the tree.
    public var target: Int
    /// Who asks; nil where that does not matter.
    public var initiator: Initiator?
    /// Mebibytes a second of a bandwidth, nanoseconds of a latency; else the source's own.
    public var value: UInt64

    /// A figure of the memory at a position.
    public init(target: Int, initiator: Initiator? = nil, value: UInt64) {
      self.target = target
      self.initiator = initiator
      self.value = value
    }
  }

  /// Who uses the memory.
  public enum Initiator: Hashable, Sendable {
    /// These hardware threads.
    case cpus(Bitmap)
    /// The object at this position, such as a GPU.
    case object(Int)
  }

  /// The traits of the names that hwloc defines; nil for another name.
  public static func standardTraits(of name: String) -> Traits? {
    switch name {
    case "Capacity": .higherIsBetter
    case "Locality": .lowerIsBetter
    case "Bandwidth", "ReadBandwidth", "WriteBandwidth": [.higherIsBetter, .needsInitiator]
    case "Latency", "ReadLatency", "WriteLatency": [.lowerIsBetter, .needsInitiator]
    default: nil
    }
  }

  /// Whether it is one of hwloc's bandwidths.
  public var isBandwidth: Bool {
    ["Bandwidth", "ReadBandwidth", "WriteBandwidth"].contains(name)
  }
}

public import Documents
public import Topology

/// What was understood of the files of a machine or a cluster, and what was not.
public struct TopologyReading: Hashable, Sendable {
  /// The machine or the cluster.
  public var file: TopologyFile
  /// The parts, if hwloc wrote the file.
  public var tree: MachineTree?
  /// What was read, a text each.
  public var sources: [Source]

  /// A reading.
  public init(_ file: TopologyFile, tree: MachineTree? = nil, sources: [Source]) {
    self.file = file
    self.tree = tree
    self.sources = sources
  }

  /// One text that was read.
  public struct Source: Hashable, Sendable {
    /// Its format.
    public var format: TopologyFormat
    /// The format's version, if the text states one.
    public var version: String
    /// Its name.
    public var file: String
    /// Keys and elements that say nothing to a planner or are not understood, once each, in order;
    /// at most ``limit``.
    public private(set) var ignored: [String] = []
    /// Where the text contradicts itself or another, one sentence each with its place and with which
    /// of the two was taken; at most ``limit``.
    public private(set) var contradictions: [String] = []
    /// What a reader should know: what was assumed, what could not be seen; at most ``limit``.
    public private(set) var notes: [String] = []

    /// How many of each are kept.
    public static let limit = 100

    /// A text of a format.
    public init(format: TopologyFormat, version: String = "", file: String) {
      self.format = format
      self.version = version
      self.file = file
    }

    /// What figures name as their source: the file, and its format where that says more.
    var words: String {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      return name == format.rawValue ? name : "\(name), \(format.rawValue)"
    }

    /// Notes a key or an element that is not used.
    public mutating func ignore(_ what: String) {
      if ignored.count < Self.limit, !ignored.contains(what) { ignored.append(what) }
    }

    /// Notes a contradiction; `what` is a sentence without its full stop.
    public mutating func contradict(_ what: String, at place: SourceLocation) {
      let sentence = "\(place): \(what)"
      if contradictions.count < Self.limit, !contradictions.contains(sentence) {
        contradictions.append(sentence)
      }
    }

    /// Notes something else; a sentence without its full stop.
    public mutating func note(_ what: String) {
      if notes.count < Self.limit, !notes.contains(what) { notes.append(what) }
    }
  }
}

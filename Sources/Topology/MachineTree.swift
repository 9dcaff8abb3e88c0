/// One machine as a tree of parts, in the words of hwloc, with what can be counted from it.
///
/// Plain values, whatever they were read from: the running system or a file of any hwloc version.
/// Objects are in one array in which every parent precedes its children, so that no operation
/// recurses and any depth is harmless.
public struct MachineTree: Hashable, Sendable {
  /// The parts; the machine itself is first.
  public internal(set) var objects: [MachineObject]
  /// Distances and bandwidths between parts.
  public var matrices: [MachineMatrix] = []
  /// The kinds of its hardware threads, as far as the source tells; disjoint.
  public var cpuKinds: [MachineCPUKind] = []
  /// Figures of its memories, such as bandwidth and latency from some processors.
  public var memoryAttributes: [MachineMemoryAttribute] = []
  /// What it was read from.
  public var source: Source

  /// What a tree was read from, and what of that was left aside.
  public struct Source: Hashable, Sendable {
    /// `hwloc XML`, or `this machine`.
    public var format: String
    /// The version of the format.
    public var version: String
    /// Elements and attributes of the source that are not used or not understood, once each.
    public var ignored: [String]
    /// Where the source contradicts itself, and which of the two was taken; each with its place.
    public var contradictions: [String]
    /// What a reader should know, such as threads that the source shows but does not allow.
    public var notes: [String]

    /// A source.
    public init(
      format: String, version: String, ignored: [String] = [], contradictions: [String] = [],
      notes: [String] = []
    ) {
      self.format = format
      self.version = version
      self.ignored = ignored
      self.contradictions = contradictions
      self.notes = notes
    }
  }

  /// A machine without parts.
  public init(_ machine: MachineObject, source: Source) {
    objects = [machine]
    self.source = source
  }

  /// Adds a part at the end.
  /// - Returns: Its position.
  @discardableResult
  public mutating func append(_ object: MachineObject, under parent: Int) -> Int {
    let position = objects.count
    objects.append(object)
    objects[position].parent = parent
    objects[position].children = []
    objects[parent].children.append(position)
    return position
  }

  /// Replaces what is known of the part at `position`; its place in the tree stays.
  public mutating func update(_ position: Int, _ change: (inout MachineObject) -> Void) {
    let (parent, children) = (objects[position].parent, objects[position].children)
    change(&objects[position])
    objects[position].parent = parent
    objects[position].children = children
  }

  /// Hangs a part at another one, which stands before it.
  public mutating func move(_ position: Int, under parent: Int) {
    precondition(parent < position, "a parent stands before its children")
    if let old = objects[position].parent { objects[old].children.removeAll { $0 == position } }
    objects[position].parent = parent
    let place = objects[parent].children.firstIndex { $0 > position }
    objects[parent].children.insert(position, at: place ?? objects[parent].children.count)
  }

  /// Gives a number of its own to every object that has none or one that another has.
  ///
  /// The numbers that stay are those of the first objects that have them.
  public mutating func numberObjects() {
    var taken = Set<UInt64>([0])
    let doubles = objects.indices.filter { !taken.insert(objects[$0].identifier).inserted }
    var next: UInt64 = 1
    for position in doubles {
      while !taken.insert(next).inserted { next += 1 }
      objects[position].identifier = next
    }
  }

  /// The positions of all objects of a type, in the order of the tree.
  public func positions(of type: MachineObject.Kind) -> [Int] {
    objects.indices.filter { objects[$0].type == type }
  }

  /// The nearest of the object itself and its ancestors that satisfies `condition`.
  public func nearest(_ position: Int, where condition: (MachineObject) -> Bool) -> Int? {
    var next: Int? = position
    while let current = next {
      if condition(objects[current]) { return current }
      next = objects[current].parent
    }
    return nil
  }

  /// The value of an info of the machine: `HostName`, `OSRelease`, `DMIProductName` and such.
  public func info(_ name: String) -> String? { objects[0].info(name) }
}

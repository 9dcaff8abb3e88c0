internal import Documents
internal import Topology

/// What a file says besides its objects: matrices, kinds of threads, figures of memories.
struct HwlocAnnex {
  private var matrices: [HwlocMatrixReader] = []
  private var kinds: [HwlocCPUKindReader] = []
  private var attributes: [HwlocMemoryReader] = []
  private var tiers: [HwlocMemoryTier] = []
  /// How many parts there are, those of matrices aside, which have a limit of their own.
  private(set) var count = 0
  /// Words of the sets of the part that began last.
  private(set) var lastWordCount = 0

  static let kindLimit = 1024
  static let matrixLimit = 256

  /// An element that this holds, the last of its kind.
  enum Part {
    case matrix, matrixValues, kind, attribute, attributeValue, tier
    /// One that was refused, or whose content does not matter.
    case aside
  }

  /// What an element turned out to be.
  enum Beginning {
    case part(Part)
    case unknown
    case misplaced
  }

  /// Takes the start of an element, inside another part or on its own.
  mutating func begin(
    _ tag: XMLTag, in outer: Part?, under position: Int, log: inout DiagnosticLog
  ) -> Beginning {
    lastWordCount = 0
    if case .matrix = outer {} else { count += 1 }
    switch (outer, tag.name) {
    case (nil, "distances2"), (nil, "distances2hetero"):
      return .part(beginMatrix(HwlocMatrixReader(tag, log: &log), tag, log: &log))
    case (nil, "distances"):
      let reader = HwlocMatrixReader(versionOne: tag, under: position, log: &log)
      return .part(beginMatrix(reader, tag, log: &log))
    case (.matrix, "indexes"), (.matrix, "u64values"):
      return .part(.matrixValues)
    case (.matrix, "latency"):
      matrices[matrices.count - 1].takeLatency(tag, log: &log)
      return .part(.matrixValues)
    case (nil, "cpukind"): return .part(beginKind(tag, log: &log))
    case (nil, "memattr"): return .part(beginAttribute(tag, log: &log))
    case (nil, "memtier"): return .part(beginTier(tag, log: &log))
    case (.attribute, "memattr_value"):
      attributes[attributes.count - 1].take(tag, log: &log)
      lastWordCount = attributes[attributes.count - 1].lastWordCount
      return .part(.attributeValue)
    case (.kind, "info"):
      if let name = tag.attributes["name"], let value = tag.attributes["value"] {
        kinds[kinds.count - 1].add(MachineObject.Info(name: name, value: value))
      }
      return .part(.aside)
    case (.matrix, "info"), (.attribute, "info"), (.tier, "info"), (.aside, "info"),
      (.aside, "memattr_value"), (.aside, "indexes"), (.aside, "u64values"), (.aside, "latency"):
      return .part(.aside)
    case (nil, _): return .unknown
    default: return .misplaced
    }
  }

  private mutating func beginMatrix(
    _ reader: HwlocMatrixReader, _ tag: XMLTag, log: inout DiagnosticLog
  ) -> Part {
    if log.refuse(matrices.count + 1, of: "matrices", above: Self.matrixLimit, at: tag) {
      return .aside
    }
    matrices.append(reader)
    return .matrix
  }

  private mutating func beginKind(_ tag: XMLTag, log: inout DiagnosticLog) -> Part {
    guard let reader = HwlocCPUKindReader(tag, log: &log) else { return .aside }
    if log.refuse(kinds.count + 1, of: "kinds of threads", above: Self.kindLimit, at: tag) {
      return .aside
    }
    kinds.append(reader)
    lastWordCount = reader.kind.cpus.wordCount
    return .kind
  }

  private mutating func beginAttribute(_ tag: XMLTag, log: inout DiagnosticLog) -> Part {
    guard let reader = HwlocMemoryReader(tag, log: &log) else { return .aside }
    attributes.append(reader)
    return .attribute
  }

  private mutating func beginTier(_ tag: XMLTag, log: inout DiagnosticLog) -> Part {
    guard let tier = HwlocMemoryTier(tag, log: &log) else { return .aside }
    if log.refuse(tiers.count + 1, of: "memory tiers", above: HwlocChecks.deviceLimit, at: tag) {
      return .aside
    }
    tiers.append(tier)
    lastWordCount = tier.wordCount
    return .tier
  }

  /// Takes the text of an element that ended.
  mutating func take(
    _ text: String, of element: String, in part: Part, log: inout DiagnosticLog
  ) {
    guard case .matrixValues = part else { return }
    matrices[matrices.count - 1].take(text, of: element, log: &log)
  }

  /// Puts all of it into the tree, whose objects are complete.
  ///
  /// `depths` are those of the objects in the file, `off` the threads that are switched off.
  func complete(
    _ tree: inout MachineTree, places: [SourceLocation], depths: [Int], off: Bitmap,
    source: inout TopologyReading.Source, log: inout DiagnosticLog
  ) {
    let references = HwlocReferences(tree, places: places, source: &source)
    for matrix in matrices {
      if log.problems.count >= HwlocXMLBuilder.problemLimit { return }
      if let matrix = matrix.matrix(
        in: tree, depths: depths, references, source: &source, log: &log)
      {
        tree.matrices.append(matrix)
      }
    }
    tree.cpuKinds = HwlocCPUKindReader.kinds(
      kinds, of: tree.objects[0].cpus ?? Bitmap(), off: off, source: &source)
    tree.memoryAttributes = attributes.map { $0.attribute(references, source: &source) }
    HwlocMemoryTier.mark(tiers, in: &tree)
  }
}

internal import Documents
internal import Topology

/// One matrix of a file, taken in pieces and completed when all objects are known.
struct HwlocMatrixReader {
  private let tag: XMLTag
  private let name: String
  private let count: Int
  private var references: [Reference] = []
  private var values: [UInt64] = []
  // Of hwloc 1: a matrix stands under an object and is of latencies relative to a base.
  private var base: Double?
  private var position = 0
  private var isBroken = false

  /// How a row names its object.
  private enum Reference {
    /// By the system's number among objects of a type.
    case osIndex(MachineObject.Kind, Int)
    /// By the number unique in the file.
    case identifier(UInt64)
  }

  static let countLimit = 4096

  /// A `distances2` or `distances2hetero` of hwloc 2 and 3.
  init(_ tag: XMLTag, log: inout DiagnosticLog) {
    self.tag = tag
    name = tag.attributes["name"] ?? ""
    count = tag.attributes["nbobjs"].flatMap { Int($0) } ?? 0
    checkCount(&log)
  }

  /// A `distances` of hwloc 1: of the objects some levels below that at `position`.
  init(versionOne tag: XMLTag, under position: Int, log: inout DiagnosticLog) {
    self.tag = tag
    name = ""
    count = tag.attributes["nbobjs"].flatMap { Int($0) } ?? 0
    base = tag.attributes["latency_base"].flatMap { Double($0) } ?? 0
    self.position = position
    checkCount(&log)
  }

  private mutating func checkCount(_ log: inout DiagnosticLog) {
    if !(1...Self.countLimit).contains(count) {
      refuse("a matrix of no or too many objects", "nbobjs", &log)
    }
  }

  /// Takes the text of an `indexes` or `u64values`.
  mutating func take(_ text: String, of element: String, log: inout DiagnosticLog) {
    if isBroken { return }
    for word in text.split(separator: " ") {
      if element == "u64values", values.count < count * count, let value = UInt64(word) {
        values.append(value)
      } else if element == "indexes", references.count < count, let reference = reference(word) {
        references.append(reference)
      } else {
        return refuse("a matrix with a part that does not belong", "name", &log)
      }
    }
  }

  /// Takes a `latency` of hwloc 1.
  mutating func takeLatency(_ tag: XMLTag, log: inout DiagnosticLog) {
    if isBroken { return }
    guard let base, let value = tag.attributes["value"].flatMap({ Double($0) }),
      (0...1e9).contains(value * base), values.count < count * count
    else { return refuse("a matrix with a part that does not belong", "name", &log) }
    values.append(UInt64((value * base).rounded()))
  }

  /// The matrix over the objects of the tree; nil if it says nothing.
  func matrix(
    in tree: MachineTree, depths: [Int], _ known: HwlocReferences,
    source: inout TopologyReading.Source,
    log: inout DiagnosticLog
  ) -> MachineMatrix? {
    var copy = self
    if isBroken { return nil }
    if values.count != count * count || base == nil && references.count != count {
      copy.refuse("a matrix with missing parts", "name", &log)
      return nil
    }
    if base != nil { return levelMatrix(in: tree, depths: depths, source: &source) }
    let positions = references.map { reference in
      switch reference {
      case .identifier(let number): known[number]
      case .osIndex(let type, let index): known[type, index]
      }
    }
    let rows = positions.indices.filter { positions[$0] != nil }
    if rows.count < count {
      source.ignore("rows of \(name) whose objects are not in the file (\(count - rows.count))")
    }
    if rows.count < 2 { return nil }
    let matrix = MachineMatrix(
      name: name, kind: kind, objects: rows.compactMap { positions[$0] },
      values: rows.flatMap { row in rows.map { values[row * count + $0] } })
    report(matrix, to: &source)
    return matrix
  }

  /// The matrix of hwloc 1 over the objects of one level, or of the NUMA nodes if no level fits.
  private func levelMatrix(
    in tree: MachineTree, depths: [Int], source: inout TopologyReading.Source
  ) -> MachineMatrix? {
    let depth = tag.attributes["relative_depth"].flatMap { Int($0) } ?? 0
    var level: [Int] = []
    var next = position + 1
    // Those inside follow at once, each deeper than the object itself.
    while next < depths.count, depths[next] > depths[position] {
      let object = tree.objects[next]
      // A group that was put around a NUMA node is as deep as the node itself.
      let isAdded = object.children.first.map { depths[$0] == depths[next] } ?? false
      if depths[next] - depths[position] == depth, object.type.isNormal || object.type.isMemory,
        !isAdded
      {
        level.append(next)
      }
      next += 1
    }
    let nodes = tree.positions(of: .numaNode)
    let rows = level.count == count ? level : nodes.count == count ? nodes : []
    if rows.count < 2 {
      source.ignore("distances whose objects are not in the file")
      return nil
    }
    return MachineMatrix(
      name: rows.allSatisfy { tree.objects[$0].type == .numaNode } ? "NUMALatency" : "",
      kind: .latency, objects: rows, values: values)
  }

  /// Links are as wide one way as the other; where the figures differ, the larger counts.
  private func report(_ matrix: MachineMatrix, to source: inout TopologyReading.Source) {
    if matrix.kind != .bandwidth { return }
    for row in matrix.objects.indices {
      for column in matrix.objects.indices.dropFirst(row + 1) {
        let (there, back) = (
          matrix.value(from: row, to: column), matrix.value(from: column, to: row)
        )
        if there == back { continue }
        source.contradict(
          "\(name.isEmpty ? "a matrix" : name): \(there) from row \(row + 1) to \(column + 1) but "
            + "\(back) back; links take the larger", at: tag.place)
        return
      }
    }
  }

  // With the type in front (`OSDev:802`) the number is unique in the file; else an attribute says.
  private func reference(_ word: Substring) -> Reference? {
    if let colon = word.firstIndex(of: ":") {
      return UInt64(word[word.index(after: colon)...]).map { .identifier($0) }
    }
    if tag.attributes["indexing"] == "gp" { return UInt64(word).map { .identifier($0) } }
    let type: MachineObject.Kind? =
      switch tag.attributes["type"]?.lowercased() {
      case "numanode": .numaNode
      case "pu": .pu
      case "core": .core
      case "package": .package
      default: nil
      }
    guard let type, let index = Int(word), index >= 0 else { return nil }
    return .osIndex(type, index)
  }

  // The bits of hwloc's kind: 4 latency, 8 bandwidth, 32 hops.
  private var kind: MachineMatrix.Kind {
    let bits = tag.attributes["kind"].flatMap { UInt($0) } ?? 0
    if name == "XGMIHops" || bits & 32 != 0 { return .hops }
    if bits & 8 != 0 { return .bandwidth }
    return bits & 4 != 0 ? .latency : .other
  }

  private mutating func refuse(_ problem: String, _ key: String, _ log: inout DiagnosticLog) {
    isBroken = true
    log.refuse(problem, key, of: tag)
  }
}

extension MachineTree {
  /// The machine as far as it may be used: without the threads and NUMA nodes that are not allowed.
  ///
  /// As hwloc does on loading: sets shrink, and objects of the CPU hierarchy and memory whose sets
  /// became empty go, unless something else is attached to them. I/O devices stay.
  /// - Parameters:
  ///   - cpus: The allowed hardware threads; nil allows all.
  ///   - nodes: The allowed NUMA nodes; nil allows all.
  public func limited(toCPUs cpus: Bitmap?, nodes: Bitmap?) -> MachineTree {
    var limited = objects
    for position in limited.indices {
      if let cpus { limited[position].cpus = limited[position].cpus?.intersection(cpus) }
      if let nodes { limited[position].nodes = limited[position].nodes?.intersection(nodes) }
    }
    var keeps = [Bool](repeating: true, count: limited.count)
    for position in limited.indices.dropFirst().reversed() {
      let object = limited[position]
      if object.type.isIO || object.type == .misc { continue }
      let isBearing = object.children.contains { keeps[$0] && limited[$0].type != .misc }
      let set = object.type.isMemory ? object.nodes : object.cpus
      keeps[position] = isBearing || set.map { !$0.isEmpty } ?? true
    }
    return keeping(keeps, of: limited)
  }

  /// The tree of the objects kept; what hangs on an object that is not kept goes too.
  private func keeping(_ keeps: [Bool], of objects: [MachineObject]) -> MachineTree {
    var tree = MachineTree(objects[0], source: source)
    tree.objects[0].children = []
    var places: [Int?] = [0]
    for (position, object) in objects.enumerated().dropFirst() {
      let parent = keeps[position] ? object.parent.flatMap { places[$0] } : nil
      places.append(parent.map { tree.append(object, under: $0) })
    }
    tree.matrices = matrices.compactMap { matrix in
      let rows = matrix.objects.indices.filter { places[matrix.objects[$0]] != nil }
      if rows.count < 2 { return nil }
      return MachineMatrix(
        name: matrix.name, kind: matrix.kind,
        objects: rows.compactMap { places[matrix.objects[$0]] },
        values: rows.flatMap { row in rows.map { matrix.value(from: row, to: $0) } })
    }
    return tree
  }
}

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
    return keeping(keeps, of: limited, cpus: cpus)
  }

  /// The tree of the objects kept; what hangs on an object that is not kept goes too.
  private func keeping(
    _ keeps: [Bool], of objects: [MachineObject], cpus: Bitmap?
  ) -> MachineTree {
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
    tree.cpuKinds = cpuKinds.compactMap { kind in
      var kind = kind
      if let cpus { kind.cpus = kind.cpus.intersection(cpus) }
      return kind.cpus.isEmpty ? nil : kind
    }
    tree.memoryAttributes = memoryAttributes.map { attribute in
      var attribute = attribute
      attribute.values = attribute.values.compactMap { $0.moved(to: places, within: cpus) }
      return attribute
    }
    return tree
  }
}

extension MachineMemoryAttribute.Value {
  /// The figure in a tree whose objects moved; nil if the memory or who asks is gone.
  fileprivate func moved(to places: [Int?], within cpus: Bitmap?) -> Self? {
    guard let target = places[target] else { return nil }
    switch initiator {
    case nil:
      return Self(target: target, value: value)
    case .cpus(let asking):
      let left = cpus.map { asking.intersection($0) } ?? asking
      return left.isEmpty ? nil : Self(target: target, initiator: .cpus(left), value: value)
    case .object(let position):
      return places[position].map {
        Self(target: target, initiator: .object($0), value: value)
      }
    }
  }
}

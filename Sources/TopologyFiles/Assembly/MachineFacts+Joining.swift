extension MachineFacts {
  /// Takes over what is not known here.
  ///
  /// - Returns: What both tell differently, as the beginning of a sentence; the own value stays.
  mutating func fill(from other: MachineFacts) -> [String] {
    var conflicts: [String] = []
    func fill<Value: Equatable>(
      _ figure: WritableKeyPath<MachineFacts, Value?>, _ what: String, _ facts: inout MachineFacts
    ) {
      guard let theirs = other[keyPath: figure] else { return }
      if let own = facts[keyPath: figure] {
        if own != theirs { conflicts.append("says \(what) \(theirs), against \(own)") }
      } else {
        facts[keyPath: figure] = theirs
      }
    }
    fill(\.product, "machine", &self)
    fill(\.sockets, "sockets", &self)
    fill(\.coresPerSocket, "cores a socket", &self)
    fill(\.threadsPerCore, "threads a core", &self)
    fill(\.cpus, "CPUs", &self)
    conflicts += fillMemory(from: other)
    if gpus.isEmpty {
      gpus = other.gpus
    } else if !other.gpus.isEmpty {
      conflicts += fillGPUs(from: other.gpus)
    }
    return conflicts
  }

  private mutating func fillMemory(from other: MachineFacts) -> [String] {
    guard let own = memoryBytes, let theirs = other.memoryBytes else {
      memoryBytes = memoryBytes ?? other.memoryBytes
      return []
    }
    if MemoryText.areAlike(own, theirs) { return [] }
    return [
      "says \(MemoryText(bytes: theirs).rounded) of memory, against \(MemoryText(bytes: own).rounded)"
    ]
  }

  private mutating func fillGPUs(from others: [GPUs]) -> [String] {
    let (own, theirs) = (gpus.reduce(0) { $0 + $1.count }, others.reduce(0) { $0 + $1.count })
    if own != theirs { return ["says \(theirs) GPUs a node, against \(own)"] }
    if gpus.count == 1, gpus[0].model.isEmpty {
      gpus = others
      return []
    }
    if others.count == 1, others[0].model.isEmpty {
      if gpus.count == 1 {
        gpus[0].memoryBytes = gpus[0].memoryBytes ?? others[0].memoryBytes
        gpus[0].sockets = gpus[0].sockets ?? others[0].sockets
      }
      return []
    }
    for (index, group) in gpus.enumerated() {
      guard let same = others.first(where: { $0.model == group.model && $0.count == group.count })
      else {
        return ["says GPUs \(others.words), against \(gpus.words)"]
      }
      gpus[index].memoryBytes = group.memoryBytes ?? same.memoryBytes
      gpus[index].sockets = group.sockets ?? same.sockets
    }
    return []
  }
}

extension [MachineFacts.GPUs] {
  /// `8 x h100, 2 x a100`.
  var words: String {
    map { "\($0.count) x \($0.model.isEmpty ? "GPU" : $0.model)" }.joined(separator: ", ")
  }
}

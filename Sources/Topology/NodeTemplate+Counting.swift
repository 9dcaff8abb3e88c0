extension NodeTemplate {
  /// All cores.
  public var cores: Int { sockets * coresPerSocket }

  /// All hardware threads.
  public var hardwareThreads: Int { cores * threadsPerCore }

  /// The figures that no source speaks of: they are unknown, whatever stands in their place.
  public var unknownFigures: [String] {
    let known = Set(sources.flatMap(\.figures))
    return Self.figures.filter { !known.contains($0) }
  }

  /// The NUMA nodes of the CPUs' memory.
  public var hostNUMANodes: [NUMANode] { numaNodes.filter { $0.kind == .host } }

  /// Bytes of the CPUs' memory.
  public var hostMemoryBytes: Int { hostNUMANodes.reduce(0) { $0 + $1.memoryBytes } }

  /// Bytes of the GPUs' memory, that which they share with the CPUs included.
  public var gpuMemoryBytes: Int { gpus.reduce(0) { $0 + $1.memoryBytes } }

  /// Bytes of all memory, each counted once.
  public var memoryBytes: Int {
    hostMemoryBytes + gpus.reduce(0) { $0 + ($1.sharesHostMemory ? 0 : $1.memoryBytes) }
  }

  /// The accelerator of every GPU, if they are alike and known.
  public var accelerator: Accelerator? {
    guard let id = gpus.first?.accelerator, gpus.allSatisfy({ $0.accelerator == id }) else {
      return nil
    }
    return Accelerator.named(id)
  }

  /// H100-equivalents of all GPUs; nil if one is of an unknown kind.
  public var h100e: Double? {
    var sum = 0.0
    for gpu in gpus {
      guard let accelerator = gpu.accelerator.flatMap(Accelerator.named) else { return nil }
      sum += accelerator.h100e
    }
    return sum
  }

  /// Cards: fewer than GPUs where a card shows as several.
  public var cards: Int {
    accelerator.map { ($0.devicesPerCard + gpus.count - 1) / $0.devicesPerCard } ?? gpus.count
  }

  /// The domains of the node with the indices of their GPUs; a GPU that is in none stands alone.
  public var domains: [[Int]] {
    let known = Set(gpus.compactMap(\.domain)).sorted()
    return known.map { domain in gpus.indices.filter { gpus[$0].domain == domain } }
      + gpus.indices.filter { gpus[$0].domain == nil }.map { [$0] }
  }

  /// The GPUs near each host NUMA node, in the order of the nodes; those of no known node last.
  public var gpusByNUMA: [[Int]] {
    let known = hostNUMANodes.map(\.osIndex)
    let near = known.map { node in gpus.indices.filter { gpus[$0].numa == node } }
    let rest = gpus.indices.filter { gpu in gpus[gpu].numa.map { !known.contains($0) } ?? true }
    return (near + [rest]).filter { !$0.isEmpty }
  }
}

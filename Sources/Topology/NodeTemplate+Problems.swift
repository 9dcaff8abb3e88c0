extension NodeTemplate {
  /// What does not hold together; empty for a sound machine.
  public var problems: [TopologyProblem] {
    countProblems + numaProblems + gpuProblems + linkProblems + sourceProblems
  }

  private var countProblems: [TopologyProblem] {
    var problems: [TopologyProblem] = []
    for (key, count, lowest) in [
      ("sockets", sockets, 0), ("cores_per_socket", coresPerSocket, 0),
      ("threads_per_core", threadsPerCore, 1),
    ] where count < lowest {
      problems.append(
        TopologyProblem(
          key: key, problem: "is below \(lowest)", value: "\(count)", remedy: "count them"))
    }
    if (sockets == 0) != (coresPerSocket == 0) {
      problems.append(
        TopologyProblem(
          key: "sockets", problem: "sockets and cores are known only together",
          value: "\(sockets) x \(coresPerSocket)", remedy: "give both, or neither"))
    }
    return problems
  }

  private var numaProblems: [TopologyProblem] {
    var problems: [TopologyProblem] = []
    if Set(numaNodes.map(\.osIndex)).count < numaNodes.count {
      problems.append(
        TopologyProblem(
          key: "numa", problem: "two NUMA nodes have one number", remedy: "number them apart"))
    }
    let inNodes = numaNodes.reduce(0) { $0 + $1.cores }
    if !hostNUMANodes.isEmpty, inNodes != cores, inNodes > 0 || cores > 0 {
      problems.append(
        TopologyProblem(
          key: "numa", problem: "the NUMA nodes have not the \(cores) cores of the sockets",
          value: "\(inNodes)", remedy: "let cores of numa add up to sockets x cores_per_socket"))
    }
    for node in numaNodes where node.kind == .gpuMemory && node.cores > 0 {
      problems.append(
        TopologyProblem(
          key: "numa", problem: "GPU memory has cores", value: "\(node.cores)",
          remedy: "call the node host, or give it no cores"))
    }
    return problems
  }

  private var gpuProblems: [TopologyProblem] {
    let known = Set(hostNUMANodes.map(\.osIndex))
    var problems: [TopologyProblem] = []
    for (index, gpu) in gpus.enumerated() {
      if let numa = gpu.numa, !known.contains(numa) {
        problems.append(
          TopologyProblem(
            key: "gpus[\(index)].numa", problem: "there is no such host NUMA node",
            value: "\(numa)", remedy: "use a number of the numa list"))
      }
      if let id = gpu.accelerator, Accelerator.named(id) == nil {
        problems.append(
          TopologyProblem(
            key: "gpus[\(index)].accelerator", problem: "is no known accelerator", value: id,
            remedy: "use one of \(Accelerator.shipped.map(\.id).joined(separator: ", "))"))
      }
    }
    for (index, nic) in nics.enumerated() {
      if let numa = nic.numa, !known.contains(numa) {
        problems.append(
          TopologyProblem(
            key: "nics[\(index)].numa", problem: "there is no such host NUMA node",
            value: "\(numa)", remedy: "use a number of the numa list"))
      }
    }
    let addresses = gpus.compactMap(\.pci)
    if Set(addresses).count < addresses.count {
      problems.append(
        TopologyProblem(
          key: "gpus", problem: "two GPUs have one PCI address", remedy: "give each its own"))
    }
    return problems
  }

  private var linkProblems: [TopologyProblem] {
    var problems: [TopologyProblem] = []
    var seen = Set<Link>()
    for link in links {
      let pair = "\(link.a)-\(link.b)"
      if link.a == link.b || link.a < 0 || link.b >= gpus.count {
        problems.append(
          TopologyProblem(
            key: "links", problem: "does not join two of the \(gpus.count) GPUs", value: pair,
            remedy: "count GPUs from 0"))
      }
      if !(link.gigabytesPerSecondPerDirection > 0) {
        problems.append(
          TopologyProblem(
            key: "links", problem: "has no bandwidth", value: pair,
            remedy: "give GB/s in one direction"))
      }
      let bare = Link(a: link.a, b: link.b, gigabytesPerSecondPerDirection: 0, kind: link.kind)
      if !seen.insert(bare).inserted {
        problems.append(
          TopologyProblem(
            key: "links", problem: "the pair is given twice", value: pair,
            remedy: "add its links up in one entry"))
      }
    }
    return problems
  }

  private var sourceProblems: [TopologyProblem] { sources.problems(knowing: Self.figures) }
}

extension [TopologySource] {
  /// Sources of unknown figures, or without a name.
  func problems(knowing figures: [String]) -> [TopologyProblem] {
    enumerated().flatMap { index, source in
      var problems = source.figures.filter { !figures.contains($0) }.map { figure in
        TopologyProblem(
          key: "sources[\(index)].of", problem: "is no figure of this", value: figure,
          remedy: "use \(figures.joined(separator: ", "))")
      }
      if source.source.isEmpty {
        problems.append(
          TopologyProblem(
            key: "sources[\(index)].from", problem: "names no source", remedy: "say who says so"))
      }
      return problems
    }
  }
}

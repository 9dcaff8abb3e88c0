extension MachineTree {
  /// The machine as a kind of node, from which clusters are made.
  ///
  /// What the source does not tell stays out: links without a width, adapters without a speed. Where
  /// no driver gave a GPU's memory it is what the product is sold with, marked as unverified, or 0.
  /// - Parameters:
  ///   - id: What files call it.
  ///   - date: The day of the reading, ISO 8601; empty if unknown.
  public func nodeTemplate(id: String, date: String = "") -> NodeTemplate {
    let known = knownCounts
    let read = "read from \(source.format) \(source.version)"
    return NodeTemplate(
      id: id, name: templateName, vendor: info("DMISysVendor") ?? info("DMIBoardVendor") ?? "",
      sockets: known.sockets, coresPerSocket: known.coresPerSocket,
      threadsPerCore: known.threadsPerCore, numaNodes: templateNUMANodes,
      gpus: templateGPUs, fabrics: templateFabrics, nics: templateAdapters,
      sources: [
        TopologySource(
          figures: NodeTemplate.figures, source: read, date: date, isVerified: true)
      ] + nominalMemory)
  }

  /// Packages, cores and threads; 0 for those that only stand in for unknown ones.
  ///
  /// Packages of different sizes cannot be told apart in a template: then it is one big package.
  private var knownCounts: (sockets: Int, coresPerSocket: Int, threadsPerCore: Int) {
    let totals = totals
    let cores = max(totals.cores > 0 ? totals.cores : totals.pus, 1)
    let threads = max(1, totals.pus / cores)
    let packages = positions(of: .package).filter { !objects[$0].lacks(.object) }.count
    let knowsCores = !objects.contains { $0.type == .core && $0.lacks(.object) }
    if !knowsCores { return (packages, 0, threads) }
    if packages == 0, totals.packages > 0 { return (0, 0, threads) }
    let sockets = packages > 0 && cores % packages == 0 ? packages : 1
    return (sockets, cores / sockets, threads)
  }

  private var nominalMemory: [TopologySource] {
    let isNominal = gpus.contains { gpu in
      gpu.memoryBytes == nil && gpu.pci.flatMap(GPUProduct.memoryBytes(of:)) != nil
    }
    if !isNominal { return [] }
    return [
      TopologySource(
        figures: ["gpus"], source: "the products' data sheets", date: "", isVerified: false,
        note: "memory of the GPUs, which no driver gave")
    ]
  }

  /// The vendor's name of the machine, else that of its processors.
  private var templateName: String {
    if let product = info("DMIProductName"), !product.isEmpty { return product }
    return cpuModel ?? ""
  }

  /// What the processors call themselves.
  public var cpuModel: String? {
    objects.lazy.compactMap { $0.info("CPUModel") }.first { !$0.isEmpty }
  }

  /// The NUMA nodes, those of the host first, by their numbers.
  private var templateNUMANodes: [NodeTemplate.NUMANode] {
    let coreType: MachineObject.Kind = positions(of: .core).isEmpty ? .pu : .core
    let cores = positions(of: coreType).filter { !objects[$0].lacks(.object) }
      .map { objects[$0].cpus ?? Bitmap() }
    // A core is of one node: the plain one nearest to it, else the first of those around it.
    let known = hostNUMANodes.filter { !objects[$0].lacks(.object) }
    let nearest = known.sorted { left, right in
      let (a, b) = (isSpecialMemory(left), isSpecialMemory(right))
      let (near, far) = (objects[left].cpus?.count ?? 0, objects[right].cpus?.count ?? 0)
      return a != b ? b : near != far ? near < far : left < right
    }
    var isTaken = [Bool](repeating: false, count: cores.count)
    let hosts = nearest.map { position in
      let node = objects[position]
      let cpus = node.cpus ?? Bitmap()
      var own = 0
      for (core, threads) in cores.enumerated() where !isTaken[core] && !node.lacks(.cores) {
        if threads.isEmpty || !threads.isSubset(of: cpus) { continue }
        isTaken[core] = true
        own += 1
      }
      return NodeTemplate.NUMANode(
        osIndex: node.osIndex ?? 0, cores: own, memoryBytes: Int(clamping: node.bytes))
    }
    let devices = deviceNUMANodes.map { position in
      NodeTemplate.NUMANode(
        osIndex: objects[position].osIndex ?? 0, cores: 0,
        memoryBytes: Int(clamping: objects[position].bytes), kind: .gpuMemory)
    }
    return hosts.sorted { $0.osIndex < $1.osIndex } + devices.sorted { $0.osIndex < $1.osIndex }
  }

  private var templateGPUs: [NodeTemplate.GPU] {
    let groups = gpuDomains.filter { $0.count > 1 }
    return gpus.enumerated().map { index, gpu in
      let accelerator = accelerator(of: gpu)
      return NodeTemplate.GPU(
        model: gpu.model ?? "GPU", accelerator: accelerator,
        memoryBytes: gpu.memoryBytes.map { Int(clamping: $0) }
          ?? gpu.pci.flatMap(GPUProduct.memoryBytes(of:)) ?? 0,
        sharesHostMemory: mark(MachineMark.sharesHostMemory, of: gpu).map { $0 == "yes" }
          ?? (accelerator == "mi300a"), numa: gpu.numaNode,
        pci: objects[gpu.position].lacks(.address) ? nil : gpu.pci?.address.description,
        domain: groups.firstIndex { $0.contains(index) })
    }
  }

  private func accelerator(of gpu: MachineGPU) -> String? {
    if let stated = mark(MachineMark.accelerator, of: gpu) {
      return stated == "none" ? nil : stated
    }
    return gpu.model.flatMap(Accelerator.id(ofModel:))
  }

  /// An info of our own on a device of the GPU.
  private func mark(_ name: String, of gpu: MachineGPU) -> String? {
    objects[gpu.position].children.lazy.compactMap { objects[$0].info(name) }.first
  }

  private var templateFabrics: [NodeTemplate.Fabric] {
    let links = gpuLinks
    let kinds = Set(links.map(\.kind)).sorted { $0.rawValue < $1.rawValue }
    return kinds.compactMap { kind in
      let pairs = links.filter { $0.kind == kind }.compactMap { link in
        link.gigabytesPerSecond.map {
          NodeTemplate.Fabric.Pair(link.first, link.second, gigabytesPerSecond: $0)
        }
      }
      guard let first = pairs.first else { return nil }
      let count = gpus.count
      let isUniform =
        pairs.count == count * (count - 1) / 2
        && pairs.allSatisfy { $0.gigabytesPerSecond == first.gigabytesPerSecond }
      if !isUniform { return NodeTemplate.Fabric(kind: kind, shape: .pairs(pairs)) }
      let rate = first.gigabytesPerSecond
      return NodeTemplate.Fabric(
        kind: kind,
        shape: hasSwitches(for: kind)
          ? .switched(gigabytesPerSecond: rate) : .eachPair(gigabytesPerSecond: rate))
    }
  }

  /// Adapters of the PCI bus whose speed the source tells.
  private var templateAdapters: [NodeTemplate.NIC] {
    var seen = Set<Int>()
    let hosts = hostNUMANodes
    return positions(of: .osDevice).compactMap { position in
      let device = objects[position]
      guard !device.deviceKinds.isDisjoint(with: [.network, .openFabrics]),
        let speed = device.info("SpeedMbps").flatMap({ Double($0) }), speed > 0,
        let function = nearest(position, where: { $0.type == .pciDevice }),
        seen.insert(function).inserted
      else { return nil }
      let node = numaIndex(near: function, among: hosts)
      return NodeTemplate.NIC(gigabitsPerSecond: speed / 1000, numa: node)
    }
  }
}

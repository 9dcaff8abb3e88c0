internal import Documents
internal import Topology

extension CollectivesMachine {
  /// The machine as a kind of node; what it assumes and leaves out is put into the source.
  ///
  /// Sockets, cores and memory of the host are not known and stay 0.
  mutating func nodeTemplate(id: String) -> NodeTemplate {
    orderGPUs()
    let numa = numaNodes()
    let models = gpus.map(\.modelName)
    let links = CollectivesLinks(of: gpus, &source)
    let domains = LinkedGroups(of: gpus.count, joinedBy: links.pairs).numbers
    let template = NodeTemplate(
      id: id, sockets: 0, coresPerSocket: 0, numaNodes: numa,
      gpus: gpus.indices.map { index in
        let accelerator = Accelerator.id(ofModel: models[index])
        return NodeTemplate.GPU(
          model: models[index], accelerator: accelerator,
          memoryBytes: gpus[index].function.productMemoryBytes ?? 0,
          sharesHostMemory: accelerator == "mi300a", numa: gpus[index].numa,
          pci: gpus[index].function.address.description, domain: domains[index])
      }, fabrics: links.fabrics, nics: adapters())
    noteWhatIsMissing(template)
    return with(sources: links.rates.map(\.topologySource), template)
  }

  /// In the order of the programs' numbers, if each has its own; those without come last.
  private mutating func orderGPUs() {
    let numbers = gpus.compactMap(\.device)
    if Set(numbers).count < numbers.count {
      source.note("the GPUs' numbers (dev) repeat: they stand in the order of the text")
      return
    }
    gpus = gpus.enumerated().sorted {
      ($0.element.device ?? .max, $0.offset) < ($1.element.device ?? .max, $1.offset)
    }.map(\.element)
  }

  /// The NUMA nodes by number; those given twice once.
  private mutating func numaNodes() -> [NodeTemplate.NUMANode] {
    var known: [Int: Bitmap] = [:]
    var claimed = Bitmap()
    for node in nodes {
      let cpus = node.cpus ?? Bitmap()
      let shared = claimed.intersection(cpus)
      if !shared.isEmpty {
        source.contradict(
          "logical CPUs of two NUMA nodes: \(shared.description.prefix(40)); the nodes were taken,"
            + " the CPUs were not", at: node.place)
      }
      claimed = claimed.union(cpus)
      if let number = node.number { known[number] = (known[number] ?? Bitmap()).union(cpus) }
    }
    if !claimed.isEmpty {
      source.note("logical CPUs in its masks: \(claimed.count); sockets and cores are not told")
    }
    return known.keys.sorted().map {
      NodeTemplate.NUMANode(osIndex: $0, cores: 0, memoryBytes: 0)
    }
  }

  // 3.2 Tb/s is four times the fastest port sold; a driver that does not know writes more.
  private static let megabitsLimit = 3_200_000

  /// The ports whose speed the text tells.
  private mutating func adapters() -> [NodeTemplate.NIC] {
    var seen = Set<String>()
    var silent = silentAdapters
    var adapters: [NodeTemplate.NIC] = []
    for port in ports {
      if !port.name.isEmpty, !seen.insert(port.name).inserted {
        source.contradict("\(port.name) is given twice; it was counted once", at: port.place)
      } else if let megabits = port.megabits, megabits > Self.megabitsLimit {
        source.contradict(
          "\(port.name) moves \(megabits / 1000) Gb/s, which no adapter does; it was left out",
          at: port.place)
      } else if let megabits = port.megabits {
        adapters.append(
          NodeTemplate.NIC(gigabitsPerSecond: Double(megabits) / 1000, numa: port.numa))
      } else {
        silent += 1
      }
    }
    if silent > 0 {
      source.note("network adapters without a speed, left out: \(silent)")
    }
    return adapters
  }

  private mutating func noteWhatIsMissing(_ template: NodeTemplate) {
    let unused = gpus.count { $0.device == nil }
    if unused > 0 {
      source.note("GPUs known by their PCI class alone, without their links: \(unused)")
    }
    if gpus.contains(where: { $0.function.productName == nil && $0.architecture == 80 }) {
      source.note("sm 80 was taken as A100; an A30 is sm 80 too")
    }
    let nameless = template.gpus.count { $0.accelerator == nil }
    if nameless > 0 {
      source.note("GPUs of a kind that the text does not decide: \(nameless)")
    }
    if template.gpus.contains(where: { $0.memoryBytes == 0 }) {
      source.note("memory of GPUs is not told")
    }
  }

  private func with(sources rates: [TopologySource], _ template: NodeTemplate) -> NodeTemplate {
    var template = template
    let version = source.version.isEmpty ? "" : " \(source.version)"
    template.sources = [
      TopologySource(
        // Texts without any link are written by hand, to tell NCCL of the bus alone.
        figures: template.fabrics.isEmpty && template.gpus.count > 1
          ? ["numa", "gpus", "nics"] : ["numa", "gpus", "links", "nics"],
        source: "read from \(TopologyFormat.collectives.rawValue)\(version)", date: "",
        isVerified: true)
    ]
    if template.gpus.contains(where: { $0.memoryBytes > 0 }) {
      template.sources.append(
        TopologySource(
          figures: ["gpus"], source: "the products' data sheets", date: "", isVerified: false,
          note: "memory of the GPUs, which the text does not tell"))
    }
    template.sources += rates
    return template
  }
}

extension CollectivesMachine.GPU {
  /// The product by its PCI numbers, else as much as the architecture decides.
  fileprivate var modelName: String {
    if let name = function.productName { return name }
    if let gcn {
      switch gcn.hasPrefix("gfx") ? gcn.dropFirst(3) : gcn[...] {
      case "906": return "MI50 or MI60 (gfx906)"
      case "908": return "MI100 (gfx908)"
      case "90a", "910": return "MI200 (gfx90a)"
      case "940", "941", "942": return "MI300 (gfx942)"
      case "950": return "MI350 (gfx950)"
      default: return "GPU (\(gcn.hasPrefix("gfx") ? "" : "gfx")\(gcn))"
      }
    }
    switch architecture {
    case nil: return "GPU"
    case 60: return "P100 (sm 60)"
    case 70: return "V100 (sm 70)"
    case 80: return "A100 (sm 80)"
    case 89: return "Ada (sm 89)"
    case 90: return "Hopper (sm 90)"
    case 100: return "Blackwell (sm 100)"
    case 103: return "Blackwell Ultra (sm 103)"
    case let number?: return "GPU (sm \(number))"
    }
  }

  /// What one of its links moves, if its generation is known.
  func rate(of kind: NodeTemplate.LinkKind) -> LinkRate? {
    if kind == .xgmi {
      if let gcn { return LinkRate.xgmi(architecture: gcn) }
      return nil
    }
    return architecture.flatMap { LinkRate.nvlink(architecture: $0) }
      ?? function.productName.flatMap { LinkRate.nvlink(model: $0) }
  }
}

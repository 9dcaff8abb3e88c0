/// What a column of a node list means.
enum NodeTableColumn: Hashable {
  /// The nodes' names.
  case name
  /// How many nodes the row is of.
  case count
  /// How many GPUs a node has.
  case gpus
  /// The kind of GPU; not sure where the name may mean the machine's.
  case model(isSure: Bool)
  /// Memory of one GPU.
  case gpuMemory
  /// The machine's name.
  case product
  /// CPU packages.
  case sockets
  /// Logical CPUs.
  case cpus
  /// The same in thousandths, as schedulers count.
  case cpuMilli
  /// Cores.
  case cores
  /// Memory of the host.
  case memory
  /// Whether the node works.
  case state
  /// The rack.
  case rack
  /// The NVLink domain.
  case domain
  /// A level of places or of the network.
  case tier(String)

  /// The meaning of a column's name; nil for one that says nothing to a planner.
  init?(_ header: String) {
    let name = Self.plain(header)
    if let column = Self.meanings[name] ?? Self.meanings[Self.withoutUnit(name)] {
      self = column
    } else if Self.tiers.contains(name) {
      self = .tier(name)
    } else {
      return nil
    }
  }

  /// What lies together that has one value; nil for a column that is no level.
  var kind: NodeList.Level.Kind? {
    switch self {
    case .rack: .rack
    case .domain: .domain
    case .tier(let name): .tier(name)
    default: nil
    }
  }

  /// The order of levels, outermost first.
  var rank: Int {
    switch self {
    case .tier(let name): Self.tiers.firstIndex(of: name) ?? 0
    case .rack: Self.tiers.count
    default: Self.tiers.count + 1
    }
  }

  /// Whether the level is of places, not of the network.
  var isSite: Bool {
    if case .tier(let name) = self { Self.siteTiers.contains(name) } else { false }
  }

  /// The unit that a column of memory has in its name, as ``MemoryText`` writes it.
  static func memoryUnit(of header: String) -> String? {
    units.first { Self.plain(header).hasSuffix($0.suffix) }?.unit
  }

  /// What words of states begin with that mean a node is out of service.
  static let failures = [
    "down", "drain", "fail", "error", "notready", "schedulingdisabled", "maint", "offline",
    "broken", "unhealthy", "outofservice", "cordon", "disabled", "dead", "defect", "faulty",
  ]

  /// What words of states begin with that mean a node works.
  static let services = [
    "up", "ok", "idle", "alloc", "mix", "ready", "active", "running", "inservice", "available",
    "healthy", "online", "free", "compl", "planned", "reserved", "resv", "enabled", "busy", "good",
  ]

  private static let siteTiers = ["region", "datacenter", "zone", "building", "hall", "room"]
  private static let tiers =
    siteTiers + ["core", "superpod", "spine", "block", "su", "pod", "row", "leaf", "switch", "tor"]

  private static let units: [(suffix: String, unit: String)] = [
    ("_kib", "KiB"), ("_mib", "MiB"), ("_gib", "GiB"), ("_tib", "TiB"), ("_kb", "kB"),
    ("_mb", "MB"), ("_gb", "GB"), ("_tb", "TB"), ("_bytes", "B"),
  ]

  private static let meanings: [String: NodeTableColumn] = {
    let names: [(NodeTableColumn, String)] = [
      (.name, "name node node_name nodename hostname host host_name hosts nodelist node_list sn"),
      (.name, "server server_name machine_id node_id"),
      (.count, "nodes count node_count num_nodes n_nodes nnodes quantity qty machines"),
      (.gpus, "gpus gpu gpu_count num_gpus n_gpus ngpus gpu_num gpus_per_node gpu_per_node"),
      (.gpus, "gpu_capacity gpu_capacity_num accelerators accelerator_count"),
      (.model(isSure: true), "gpu_model gpu_type gpu_name gpu_product gpu_card_model gpu_kind"),
      (.model(isSure: true), "accelerator accelerator_type"), (.model(isSure: false), "model"),
      (.gpuMemory, "gpu_memory gpu_mem vram"),
      (.product, "product machine machine_type instance_type instance server_model sku"),
      (.sockets, "sockets cpu_sockets"), (.cores, "cores cpu_cores num_cores ncores"),
      (.cpus, "cpus cpu cpu_count num_cpus ncpus cpu_num vcpus vcpu logical_cpus"),
      (.cpuMilli, "cpu_milli"), (.memory, "memory mem ram host_memory mem_size real_memory"),
      (.state, "state status"), (.rack, "rack rack_id rack_name"),
      (.domain, "domain nvlink_domain nvl_domain gpu_domain clique gpu_clique xgmi_domain"),
      (.tier("datacenter"), "datacenter data_center dc"), (.tier("zone"), "zone az"),
      (.tier("su"), "su scalable_unit"), (.tier("leaf"), "leaf leaf_switch"),
      (.tier("spine"), "spine spine_switch"),
    ]
    return Dictionary(
      names.flatMap { column, words in
        words.split(separator: " ").map { (String($0), column) }
      }, uniquingKeysWith: { first, _ in first })
  }()

  // Small letters and digits, one underscore between words.
  private static func plain(_ header: String) -> String {
    header.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
  }

  private static func withoutUnit(_ name: String) -> String {
    for (suffix, _) in units where name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return name
  }
}

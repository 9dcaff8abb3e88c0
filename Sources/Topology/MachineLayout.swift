/// The processors and memory of a template as the parts of a tree.
///
/// Cores are numbered through; packages and NUMA nodes take them in turn. A NUMA node is a child of
/// the package with the same cores, of a group where it is a part of a package or holds several, or
/// of the machine where it cuts through packages.
struct MachineLayout {
  private(set) var tree: MachineTree
  /// By the system's number of a host NUMA node: the object with its cores, where devices go.
  private(set) var places: [Int: Int] = [:]

  private let template: NodeTemplate
  private let hosts: [NodeTemplate.NUMANode]
  private let threads: Int
  private let cores: Int
  private let knowsCores: Bool
  private let packages: [Range<Int>]
  // In the order of `hosts`: the cores of each.
  private let ranges: [Range<Int>]
  private let nodesets: [Bitmap]

  /// A machine of more threads is laid out as if its cores were not known: sets would be too large.
  static let threadLimit = 8192

  /// Lays out the template.
  init(_ template: NodeTemplate) {
    let hosts = template.hostNUMANodes
    let inNodes = hosts.reduce(0) { $0 + max(0, $1.cores) }
    let stated = template.cores > 0 ? template.cores : inNodes
    let limit = Self.threadLimit / max(1, template.threadsPerCore)
    let sockets = max(1, template.sockets)
    let knowsCores = stated > 0 && stated <= limit
    let cores =
      knowsCores ? stated : Self.standIns(packages: sockets, nodes: max(1, hosts.count))
    let perPackage = max(1, cores / sockets)
    packages = (0..<min(sockets, cores)).map { index in
      index * perPackage..<(index == sockets - 1 ? cores : (index + 1) * perPackage)
    }
    ranges = Self.ranges(of: hosts, cores: cores, areKnown: knowsCores)
    nodesets = hosts.map { Bitmap([max(0, $0.osIndex)]) }
    threads = knowsCores ? max(1, template.threadsPerCore) : min(8, max(1, template.threadsPerCore))
    (self.template, self.hosts, self.cores, self.knowsCores) = (template, hosts, cores, knowsCores)
    tree = MachineTree(
      MachineObject(type: .machine, osIndex: 0),
      source: MachineTree.Source(format: "fulcrum", version: "1"))
    describeMachine()
    addMemoryOfMachine()
    addProcessors()
  }

  /// Cores that stand in for unknown ones, so many that packages and NUMA nodes share them evenly.
  private static func standIns(packages: Int, nodes: Int) -> Int {
    let most = max(packages, nodes)
    if packages % nodes == 0 || nodes % packages == 0 { return most }
    return packages * nodes <= 1024 ? packages * nodes : most
  }

  /// The cores of each node, one after the other; nodes without cores are beside those with.
  private static func ranges(
    of hosts: [NodeTemplate.NUMANode], cores: Int, areKnown: Bool
  ) -> [Range<Int>] {
    let counts = hosts.map { max(0, $0.cores) }
    let full = counts.indices.filter { counts[$0] > 0 }
    if !areKnown {
      let share = hosts.isEmpty ? 0 : cores / hosts.count
      return hosts.indices.map { $0 * share..<($0 + 1) * share }
    }
    if full.isEmpty { return hosts.map { _ in 0..<cores } }
    var ranges = [Range<Int>](repeating: 0..<0, count: hosts.count)
    var start = 0
    for host in full {
      let end = min(cores, start + counts[host])
      ranges[host] = start..<end
      start = end
    }
    let bare = counts.indices.filter { counts[$0] == 0 }
    for (index, host) in bare.enumerated() {
      let before = full.last { $0 < host } ?? full[0]
      ranges[host] = ranges[bare.count == full.count ? full[index] : before]
    }
    return ranges
  }

  private mutating func describeMachine() {
    let nodes = Bitmap(template.numaNodes.map { max(0, $0.osIndex) })
    let all = cpus(0..<cores)
    tree.update(0) { [template] machine in
      machine.cpus = all
      machine.nodes = nodes.isEmpty ? Bitmap([0]) : nodes
      for (name, value) in [
        ("DMIProductName", template.name), ("DMISysVendor", template.vendor),
      ] where !value.isEmpty {
        machine.infos.append(MachineObject.Info(name: name, value: value))
      }
    }
  }

  /// Memory that is no package's: of the whole machine, of GPUs, and what cuts through packages.
  private mutating func addMemoryOfMachine() {
    if hosts.isEmpty {
      var node = MachineObject(type: .numaNode, osIndex: freeIndex)
      (node.cpus, node.nodes) = (tree.objects[0].cpus, Bitmap([freeIndex]))
      node.mark(.object)
      tree.append(node, under: 0)
      if freeIndex > 0 || !template.numaNodes.isEmpty {
        let all = (tree.objects[0].nodes ?? Bitmap()).union(Bitmap([freeIndex]))
        tree.update(0) { $0.nodes = all }
      }
    }
    addMemory(of: 0..<cores, under: 0)
    for host in hosts.indices where cutsThrough(ranges[host]) { addNode(host, under: 0) }
    for node in template.numaNodes where node.kind == .gpuMemory {
      var object = MachineObject(type: .numaNode, osIndex: max(0, node.osIndex))
      (object.cpus, object.nodes) = (Bitmap(), Bitmap([max(0, node.osIndex)]))
      object.subtype = "GPUMemory"
      object.bytes = UInt64(max(0, node.memoryBytes))
      // Memory has the processors of what it hangs at: here of a group without any.
      var group = MachineObject(type: .group)
      (group.cpus, group.nodes) = (object.cpus, object.nodes)
      tree.append(object, under: tree.append(group, under: 0))
    }
  }

  /// A number that no NUMA node of the template has.
  private var freeIndex: Int {
    let taken = Set(template.numaNodes.map(\.osIndex))
    return (0...taken.count).first { !taken.contains($0) } ?? 0
  }

  private func cutsThrough(_ range: Range<Int>) -> Bool {
    range.isEmpty
      || packages.contains { package in
        package.overlaps(range) && package.clamped(to: range) != package
          && range.clamped(to: package) != range
      }
  }

  /// Packages and groups with their cores, in one pass over the cores.
  private mutating func addProcessors() {
    let whole = 0..<cores
    var groups: [Range<Int>] = []
    for range in ranges where range != whole && !packages.contains(range) && !cutsThrough(range) {
      if !groups.contains(range) { groups.append(range) }
    }
    var openings: [Int: [(range: Range<Int>, package: Int?)]] = [:]
    for range in groups { openings[range.lowerBound, default: []].append((range, nil)) }
    for (number, range) in packages.enumerated() {
      openings[range.lowerBound, default: []].append((range, number))
    }
    var open: [(range: Range<Int>, position: Int)] = [(whole, 0)]
    for core in whole {
      while let last = open.last, open.count > 1, last.range.upperBound <= core {
        open.removeLast()
      }
      let opening = (openings[core] ?? []).sorted { $0.range.count > $1.range.count }
      for (range, package) in opening {
        let position = addContainer(range, package: package, under: open[open.count - 1].position)
        open.append((range, position))
      }
      addCore(core, under: open[open.count - 1].position)
    }
  }

  private mutating func addContainer(_ range: Range<Int>, package: Int?, under parent: Int) -> Int {
    var object = MachineObject(type: package == nil ? .group : .package, osIndex: package)
    object.cpus = cpus(range)
    object.nodes = nodeset(range)
    if package != nil, template.sockets < 1 { object.mark(.object) }
    let position = tree.append(object, under: parent)
    // A package that is the whole machine leaves the memory to the machine, where it is already.
    if range != 0..<cores { addMemory(of: range, under: position) }
    return position
  }

  private mutating func addMemory(of range: Range<Int>, under position: Int) {
    let here = hosts.indices.filter { ranges[$0] == range }
    for host in here where hosts[host].cores > 0 { addNode(host, under: position) }
    for host in here where hosts[host].cores <= 0 { addNode(host, under: position) }
  }

  private mutating func addNode(_ host: Int, under position: Int) {
    var node = MachineObject(type: .numaNode, osIndex: max(0, hosts[host].osIndex))
    (node.cpus, node.nodes) = (cpus(ranges[host]), nodesets[host])
    node.bytes = UInt64(max(0, hosts[host].memoryBytes))
    if hosts.allSatisfy({ $0.cores <= 0 }) { node.mark(.cores) }
    tree.append(node, under: position)
    if !cutsThrough(ranges[host]) { places[hosts[host].osIndex] = position }
  }

  private mutating func addCore(_ number: Int, under parent: Int) {
    let range = number..<number + 1
    var core = MachineObject(type: .core, osIndex: number)
    (core.cpus, core.nodes) = (cpus(range), nodeset(range))
    if !knowsCores { core.mark(.object) }
    let position = tree.append(core, under: parent)
    for thread in 0..<threads {
      var pu = MachineObject(type: .pu, osIndex: number * threads + thread)
      (pu.cpus, pu.nodes) = (Bitmap([number * threads + thread]), core.nodes)
      tree.append(pu, under: position)
    }
    for host in hosts.indices where places[hosts[host].osIndex] == nil {
      if ranges[host].contains(number) { places[hosts[host].osIndex] = position }
    }
  }

  private func cpus(_ range: Range<Int>) -> Bitmap {
    Bitmap(range.lowerBound * threads..<range.upperBound * threads)
  }

  private func nodeset(_ range: Range<Int>) -> Bitmap {
    if hosts.isEmpty { return Bitmap([freeIndex]) }
    let near = hosts.indices.filter { ranges[$0].overlaps(range) }
    if near.count == 1 { return nodesets[near[0]] }
    return near.reduce(Bitmap()) { $0.union(nodesets[$1]) }
  }
}

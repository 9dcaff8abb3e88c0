internal import Documents
internal import Topology

/// What the outermost object says of the whole machine's threads and NUMA nodes.
///
/// `cpuset` is what runs, `complete_cpuset` (`online_cpuset` of hwloc 1 is a part of it) what is
/// built in, `allowed_cpuset` what the exporting program might use.
struct HwlocMachineSets {
  /// Threads that may be used; nil allows all.
  var allowedCPUs: Bitmap?
  /// NUMA nodes that may be used; nil allows all.
  var allowedNodes: Bitmap?
  /// Threads that exist, those switched off included; nil if not said.
  var completeCPUs: Bitmap?
  /// Threads that are switched on; nil if not said.
  var onlineCPUs: Bitmap?

  init(
    allowedCPUs: Bitmap? = nil, allowedNodes: Bitmap? = nil, completeCPUs: Bitmap? = nil,
    onlineCPUs: Bitmap? = nil
  ) {
    self.allowedCPUs = allowedCPUs
    self.allowedNodes = allowedNodes
    self.completeCPUs = completeCPUs
    self.onlineCPUs = onlineCPUs
  }

  /// Says what is left out, and where the sets contradict each other.
  mutating func report(
    on tree: MachineTree, keepsDisallowed: Bool, at place: SourceLocation,
    to source: inout TopologyReading.Source
  ) {
    let cpus = Bitmap(tree.positions(of: .pu).compactMap { tree.objects[$0].osIndex })
    let nodes = Bitmap(tree.positions(of: .numaNode).compactMap { tree.objects[$0].osIndex })
    for (key, set, all) in [
      ("allowed_cpuset", allowedCPUs, cpus), ("allowed_nodeset", allowedNodes, nodes),
    ] {
      guard let set else { continue }
      let what = key == "allowed_cpuset" ? "threads" : "NUMA nodes"
      if set.intersection(all).isEmpty {
        source.contradict("\(key): allows none of the \(what); all were taken", at: place)
      } else if !all.isSubset(of: set) {
        let left = all.subtracting(set)
        let verb = keepsDisallowed ? "kept" : "left out"
        let noun = left.count == 1 ? "1 \(what.dropLast()) is" : "\(left.count) \(what) are"
        source.note("\(noun) not allowed and \(verb): \(left)")
      }
    }
    if let set = allowedCPUs, set.intersection(cpus).isEmpty { allowedCPUs = nil }
    if let set = allowedNodes, set.intersection(nodes).isEmpty { allowedNodes = nil }
    if let completeCPUs, !cpus.isSubset(of: completeCPUs) {
      let beyond = cpus.subtracting(completeCPUs)
      source.contradict(
        "complete_cpuset: lacks threads that the machine shows, \(beyond); they were taken",
        at: place)
    }
    let off = (completeCPUs ?? Bitmap()).subtracting(onlineCPUs ?? tree.objects[0].cpus ?? cpus)
    if !off.isEmpty, !off.isSubset(of: allowedCPUs.map { cpus.subtracting($0) } ?? Bitmap()) {
      let noun = off.count == 1 ? "1 thread is" : "\(off.count) threads are"
      source.note("\(noun) switched off or hidden: \(off)")
    }
  }
}

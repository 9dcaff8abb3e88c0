internal import Topology

/// How much of the machine this process may use: its CPUs, its CPU time and its memory.
///
/// From the kernel's files alone, so that a container, a batch job and `taskset` all show.
struct ProcessLimits: Hashable, Sendable {
  /// Hardware threads on which the process may run.
  var allowedCPUs: Int?
  /// Hardware threads that are on.
  var machineCPUs: Int?
  /// CPU time in CPUs, where a cgroup limits it.
  var cpuTime: Double?
  /// Bytes of memory, where a cgroup limits it.
  var memoryBytes: UInt64?
  /// Bytes of the machine's memory.
  var machineMemoryBytes: UInt64?
  /// NUMA nodes that are on.
  var machineNodes: Int?

  /// Reads them.
  init(_ files: KernelFiles) {
    let status = files.text("proc/self/status") ?? ""
    allowedCPUs = Self.value(of: "Cpus_allowed_list:", in: status).flatMap(Self.count)
    machineCPUs = files.text("sys/devices/system/cpu/online").flatMap(Self.count)
    machineNodes = files.text("sys/devices/system/node/online").flatMap(Self.count)
    let memory = files.text("proc/meminfo").flatMap { Self.value(of: "MemTotal:", in: $0) }
    machineMemoryBytes = memory.flatMap { UInt64($0.prefix { $0.isNumber }) }.flatMap { kibibytes in
      let (bytes, isTooLarge) = kibibytes.multipliedReportingOverflow(by: 1024)
      return isTooLarge ? nil : bytes
    }
    for group in ControlGroup.own(files) {
      cpuTime = [cpuTime, group.cpuTime(files)].compactMap(\.self).min()
      memoryBytes = [memoryBytes, group.memoryBytes(files)].compactMap(\.self).min()
    }
  }

  /// What of it is less than the machine has.
  /// - Parameter shown: Hardware threads in the tree.
  func notes(shown: Int) -> [ProbeNote] {
    var notes: [ProbeNote] = []
    if let allowedCPUs, let machineCPUs, allowedCPUs < machineCPUs {
      notes.append(.fewerCPUs(allowed: allowedCPUs, shown: shown, machine: machineCPUs))
    }
    if let cpuTime, cpuTime < Double(allowedCPUs ?? machineCPUs ?? .max) {
      notes.append(.lessCPUTime(cpus: cpuTime))
    }
    if let memoryBytes, let machineMemoryBytes, memoryBytes < machineMemoryBytes {
      notes.append(.lessMemory(bytes: memoryBytes, machine: machineMemoryBytes))
    }
    return notes
  }

  /// Where the memory of all NUMA nodes is not the machine's, by more than a tenth.
  func contradictions(with tree: MachineTree) -> [ProbeNote] {
    let shown = tree.totals.hostMemoryBytes
    guard let machineMemoryBytes, machineNodes == tree.positions(of: .numaNode).count,
      tree.deviceNUMANodes.isEmpty, shown > 0
    else { return [] }
    let (less, more) = (min(shown, machineMemoryBytes), max(shown, machineMemoryBytes))
    return more - less > more / 10
      ? [.nodesDisagree(shown: shown, machine: machineMemoryBytes)] : []
  }

  private static func value(of name: String, in text: String) -> String? {
    let line = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name) }
    return line.map { String($0.dropFirst(name.count).drop(while: \.isWhitespace)) }
  }

  /// How many numbers `0-3,8,10-11` lists; nil if it is not such a list.
  private static func count(_ list: String) -> Int? {
    var count = 0
    for part in list.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
        0 <= first, first <= last, last < 1 << 20
      else { return nil }
      count += last - first + 1
    }
    return count > 0 ? count : nil
  }
}

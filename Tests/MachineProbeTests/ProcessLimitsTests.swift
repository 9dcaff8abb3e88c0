import Foundation
import Testing
import Topology

@testable import MachineProbe

@Suite("What this process may use")
struct ProcessLimitsTests {
  /// A machine of 8 hardware threads and 64 GiB, of which the process may use some.
  static func system(allowed: String, cgroup: String, mounts: String) throws -> RecordedSystem {
    let system = try RecordedSystem()
    try system.write("Name:\tx\nCpus_allowed_list:\t\(allowed)\n", to: "proc/self/status")
    try system.write("MemTotal:       67108864 kB\nMemFree: 1 kB\n", to: "proc/meminfo")
    try system.write("0-7\n", to: "sys/devices/system/cpu/online")
    try system.write(cgroup, to: "proc/self/cgroup")
    try system.write(mounts, to: "proc/self/mountinfo")
    return system
  }

  private static let version2 =
    "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"
  private static let version1 = """
    31 23 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
    32 23 0:28 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct

    """

  @Test("a process without limits has none")
  func free() throws {
    let system = try Self.system(allowed: "0-7", cgroup: "0::/\n", mounts: Self.version2)
    defer { system.remove() }
    try system.write("max\n", to: "sys/fs/cgroup/memory.max")
    try system.write("max 100000\n", to: "sys/fs/cgroup/cpu.max")
    #expect(ProcessLimits(system.files).notes(shown: 8).isEmpty)
  }

  @Test("the tightest of a job's group and those above it holds, in version 2")
  func job() throws {
    let system = try Self.system(
      allowed: "2-3,6", cgroup: "0::/slurm/job_7/step_0\n", mounts: Self.version2)
    defer { system.remove() }
    try system.write("17179869184\n", to: "sys/fs/cgroup/slurm/job_7/memory.max")
    try system.write("max\n", to: "sys/fs/cgroup/slurm/job_7/step_0/memory.max")
    try system.write("34359738368\n", to: "sys/fs/cgroup/slurm/memory.max")
    try system.write("250000 100000\n", to: "sys/fs/cgroup/slurm/job_7/step_0/cpu.max")
    let notes = ProcessLimits(system.files).notes(shown: 3)
    #expect(
      notes.map(\.description) == [
        "This process may use 3 of the machine's 8 hardware threads; only 3 are shown.",
        "This process's control group has the time of 2.5 hardware threads.",
        "This process may use 16.0 GiB of the machine's 64.0 GiB of memory.",
      ])
  }

  @Test("version 1 has a hierarchy for each kind of limit")
  func versionOne() throws {
    let system = try Self.system(
      allowed: "0-7", cgroup: "9:cpu,cpuacct:/box\n4:memory:/box\n0::/\n",
      mounts: Self.version1 + Self.version2)
    defer { system.remove() }
    try system.write("1073741824\n", to: "sys/fs/cgroup/memory/box/memory.limit_in_bytes")
    try system.write("9223372036854771712\n", to: "sys/fs/cgroup/memory/memory.limit_in_bytes")
    try system.write("50000\n", to: "sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_quota_us")
    try system.write("100000\n", to: "sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_period_us")
    try system.write("-1\n", to: "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us")
    #expect(
      ProcessLimits(system.files).notes(shown: 8) == [
        .lessCPUTime(cpus: 0.5), .lessMemory(bytes: 1 << 30, machine: 64 << 30),
      ])
  }

  @Test("a container whose path is the host's has the limits of the top that it sees")
  func container() throws {
    let mounts = "30 23 0:26 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup rw\n"
    for path in ["/docker/abc", "/../../other", "/docker/abc/../..", "/user/host/box"] {
      let system = try Self.system(allowed: "0-7", cgroup: "0::\(path)\n", mounts: mounts)
      defer { system.remove() }
      try system.write("2147483648\n", to: "sys/fs/cgroup/memory.max")
      // Of another process, whose path only ends alike.
      try system.write("4096\n", to: "sys/fs/cgroup/box/memory.max")
      #expect(
        ProcessLimits(system.files).notes(shown: 8)
          == [.lessMemory(bytes: 2 << 30, machine: 64 << 30)], "\(path)")
    }
  }

  @Test(
    "nonsense is no limit",
    arguments: ["", "-", "5-2", "0-99999999999999999999", "a", "0-1048576", "1-2-3", "-4"])
  func nonsense(list: String) throws {
    let system = try Self.system(allowed: list, cgroup: "::::\n0\n", mounts: "- - -\n\n 1 2 - 3")
    defer { system.remove() }
    let limits = ProcessLimits(system.files)
    #expect(limits.allowedCPUs == nil)
    #expect(limits.memoryBytes == nil && limits.cpuTime == nil)
  }

  @Test(
    "the memory of all NUMA nodes is compared with the machine's",
    arguments: [(2 << 20, "0-1", 0), (3 << 20, "0-1", 1), (1 << 20, "0-1", 1), (1 << 20, "0-3", 0)])
  func nodes(kibibytes: Int, online: String, notes: Int) throws {
    let system = try Self.system(allowed: "0-7", cgroup: "", mounts: "")
    defer { system.remove() }
    try system.write("MemTotal:  \(kibibytes) kB\n", to: "proc/meminfo")
    try system.write(online, to: "sys/devices/system/node/online")
    let tree = try MachineTree.twoNodes([])
    #expect(tree.totals.hostMemoryBytes == 2 << 30)
    #expect(ProcessLimits(system.files).contradictions(with: tree).count == notes)
  }

  @Test("this process is bound as taskset says")
  func live() throws {
    let limits = ProcessLimits(KernelFiles(root: "/"))
    let machine = try #require(limits.machineCPUs)
    let allowed = try #require(limits.allowedCPUs)
    #expect(1...machine ~= allowed)
    #expect(allowed == ProcessInfo.processInfo.activeProcessorCount)
  }
}
